//! `evidence/status`

use crate::knowledge::citations::{Citation, citations};
use crate::knowledge::sentences::{SentenceWord, words_of};
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Place, Role};

rule! {
    /// The record says that a meeting was held, and the passage that it was not.
    ///
    /// "A annulé sa rencontre", "postponed the visit", «من المرتقب أن يستقبل»: the source tells of a meeting that was
    /// called off, put off or announced, and the record counts it as held.
    ///
    /// It speaks only where every passage that the record cites says so, of a meeting, and none says that anybody met.
    ///
    /// **Not an error:** a record that is planned, cancelled or a draft; a passage that tells of a meeting and of
    /// another that was called off; a second source that says that they met.
    pub static RULE = {
        id: "evidence/status",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::all_of(&[Role::Quote, Role::Status]), check),
    }
}

/// What a passage says of a meeting that was not held.
struct NotHeld<'t> {
    /// The words that say so.
    words: &'t str,
    /// `cancelled`, `postponed`, `announced`.
    what: &'static str,
    place: Option<Place>,
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let Some(status) = record.value(Role::Status).filter(|status| status.word() == "held") else { return };
    let evidence = citations(record, context);
    let told: Option<Vec<NotHeld<'_>>> = evidence.iter().map(not_held).collect();
    let Some(first) = told.as_ref().and_then(|told| told.first()) else { return };
    let label = message!("says held, but the source says {what}: {words}", what: first.what, words: first.words.to_owned());
    let finding = findings.at(&status, label);
    if let Some(place) = first.place.clone() {
        finding.related(place, "the passage it cites");
    }
}

/// What the passage of a citation says; none if it may tell of a meeting that was held.
fn not_held<'c>(citation: &Citation<'_, 'c>) -> Option<NotHeld<'c>> {
    let text = citation.text?;
    let passage = text.sentence_around(&citation.found().first()?.bytes);
    let (words, what) = said_of_the_passage(text.slice(&passage))?;
    Some(NotHeld { words, what, place: citation.place_of_words() })
}

/// The words by which a passage says that a meeting was not held, and what became of it.
fn said_of_the_passage(passage: &str) -> Option<(&str, &'static str)> {
    /// So far from the word for the meeting, a verb still speaks of it.
    const NEAR: usize = 8;
    let words = words_of(passage);
    let written: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
    if (0..words.len()).any(|at| begins_with_any(&written, at, HELD).is_some()) {
        return None;
    }
    let names_a_meeting = |from: usize, to: usize| {
        let around = words.get(from.saturating_sub(NEAR)..(to + NEAR).min(words.len())).unwrap_or_default();
        around.iter().any(|word| is_a_meeting(word))
    };
    (0..words.len()).find_map(|at| {
        let (what, length) =
            BECAME.iter().find_map(|(what, forms)| Some((*what, begins_with_any(&written, at, forms)?)))?;
        // What is to be needs no other word: "will meet".
        if what != ANNOUNCED && !names_a_meeting(at, at + length) {
            return None;
        }
        let (first, last) = (words.get(at)?, words.get(at + length - 1)?);
        Some((passage.get(first.bytes.start..last.bytes.end)?, what))
    })
}

/// How many words of a form stand at a word, of the forms that do.
fn begins_with_any(written: &[String], at: usize, forms: &[&str]) -> Option<usize> {
    forms.iter().find_map(|form| {
        let length = form.split(' ').count();
        let stands = form.split(' ').enumerate().all(|(next, part)| {
            written.get(at + next).is_some_and(|word| word == part || word.strip_prefix('و') == Some(part))
        });
        stands.then_some(length)
    })
}

fn is_a_meeting(word: &SentenceWord<'_>) -> bool {
    let key = word.key.trim_start_matches(['و', 'ب', 'ل']);
    MEETINGS.iter().any(|stem| word.key.starts_with(stem) || key.starts_with(stem))
}

const ANNOUNCED: &str = "announced";

/// What became of a meeting, and the words for it, in four languages.
const BECAME: &[(&str, &[&str])] = &[
    (
        "cancelled",
        &[
            "annulé",
            "annulée",
            "annule",
            "annulation",
            "cancelled",
            "canceled",
            "cancels",
            "called off",
            "canceló",
            "cancelado",
            "cancelada",
            "suspendió",
            "ألغى",
            "ألغت",
            "ألغي",
            "أُلغي",
            "ألغيت",
            "إلغاء",
            "الغاء",
            "الغى",
        ],
    ),
    (
        "postponed",
        &[
            "reporté",
            "reportée",
            "postponed",
            "postpones",
            "put off",
            "rescheduled",
            "aplazó",
            "aplazado",
            "aplazada",
            "pospuso",
            "pospuesto",
            "pospuesta",
            "أجل",
            "أجلت",
            "تأجيل",
            "تأجل",
            "تأجلت",
            "إرجاء",
            "أرجأ",
            "أرجأت",
        ],
    ),
    (
        ANNOUNCED,
        &[
            "recevra",
            "rencontrera",
            "doit rencontrer",
            "doit recevoir",
            "devrait rencontrer",
            "devrait recevoir",
            "s entretiendra",
            "will meet",
            "will receive",
            "will visit",
            "is to meet",
            "is due to meet",
            "is expected to meet",
            "plans to meet",
            "is scheduled to meet",
            "recibirá",
            "se reunirá",
            "se entrevistará",
            "tiene previsto reunirse",
            "سيستقبل",
            "ستستقبل",
            "سيلتقي",
            "ستلتقي",
            "سيجتمع",
            "يرتقب أن",
            "المرتقب أن",
            "المنتظر أن",
            "المقرر أن",
            "ينتظر أن",
        ],
    ),
];

/// Words that tell that somebody met.
const HELD: &[&str] = &[
    "a reçu",
    "ont reçu",
    "a rencontré",
    "ont rencontré",
    "a accueilli",
    "s est entretenu",
    "s est entretenue",
    "se sont entretenus",
    "a tenu",
    "ont tenu",
    "met",
    "received",
    "held",
    "hosted",
    "welcomed",
    "recibió",
    "se reunió",
    "se reunieron",
    "mantuvo",
    "mantuvieron",
    "استقبل",
    "استقبلت",
    "التقى",
    "التقت",
    "أجرى",
    "أجرت",
    "عقد",
    "عقدت",
    "اجتمع",
    "اجتمعت",
    "تباحث",
    "زار",
    "زارت",
];

/// What the words for a meeting begin with, folded.
const MEETINGS: [&str; 19] = [
    "rencontre",
    "visite",
    "reunion",
    "entretien",
    "entrevue",
    "audience",
    "sommet",
    "meeting",
    "visit",
    "talks",
    "summit",
    "encuentro",
    "entrevista",
    "cita",
    "لقا",
    "زيار",
    "اجتماع",
    "مباحثات",
    "قمه",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_says_what_became_of_a_meeting() {
        for (passage, what) in [
            ("Ada Winter a annulé sa rencontre avec Luc Petit.", Some("cancelled")),
            ("Ada Winter a reçu Luc Petit après avoir annulé sa visite à Rome.", None),
            ("Le tribunal a annulé la décision.", None),
            ("The visit of Ada Winter was postponed to June.", Some("postponed")),
            ("The minister reported on the visit.", None),
            ("Ada Winter will meet Luc Petit.", Some("announced")),
            ("Ada Winter se reunirá con Luis Gómez.", Some("announced")),
            ("من المرتقب أن يستقبل سامي نور وفدا", Some("announced")),
            ("تم تأجيل زيارة سامي نور", Some("postponed")),
            ("استقبل سامي نور وفدا", None),
        ] {
            assert_eq!(said_of_the_passage(passage).map(|(_, what)| what), what, "{passage}");
        }
    }
}
