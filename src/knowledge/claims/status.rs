//! Whether a meeting was held, against the words of its sources.

use std::ops::Range;

use super::sources::is_not_read;
use super::{ClaimJudgement, ClaimKind, ClaimVerdict, JudgedClaim, Words};
use crate::knowledge::citations::Citation;
use crate::knowledge::sentences::{SentenceWord, words_of};
use crate::message;
use crate::record::Record;
use crate::words::Role;

/// Whether the sources tell of a meeting that was held; none where the record does not say so.
pub fn judge<'r>(record: &Record<'r>, evidence: &[Citation<'_, '_>]) -> Option<JudgedClaim<'r>> {
    let value = record.value(Role::Status).filter(|status| status.word() == "held")?;
    let told: Vec<Told<'_>> = evidence.iter().map(told).collect();
    let held = told.iter().find_map(|told| match told {
        Told::Held(words) => Some(words),
        _ => None,
    });
    let judged = match (held, told.first()) {
        (Some(words), _) => ClaimJudgement::carried(ClaimVerdict::InOtherWords, words),
        // One passage that may tell of it is enough.
        (None, Some(Told::NotHeld(words, what))) if told.iter().all(Told::is_of_none_held) => {
            ClaimJudgement {
                verdict: ClaimVerdict::Contradicted,
                why: message!("says held, but the source says {what}: {words}", what: *what, words: words.written().to_owned()),
                words: vec![(words.place(), "these words say so".into())],
            }
        }
        _ => ClaimJudgement::left_open(evidence),
    };
    Some(JudgedClaim { kind: ClaimKind::Status, value, judged })
}

/// What a passage says.
enum Told<'e> {
    /// By these words, that somebody met.
    Held(Words<'e>),
    /// By these words, that nobody did: `cancelled`, `postponed`, `announced`.
    NotHeld(Words<'e>, &'static str),
    Nothing,
}

impl Told<'_> {
    fn is_of_none_held(&self) -> bool {
        matches!(self, Self::NotHeld(..))
    }
}

fn told<'e>(citation: &Citation<'_, 'e>) -> Told<'e> {
    let told = || {
        if is_not_read(citation) {
            return None;
        }
        let (text, passage) = citation.passage()?;
        let words = |bytes: Range<usize>| Words {
            text,
            bytes: passage.start + bytes.start..passage.start + bytes.end,
        };
        Some(match said_of_the_passage(text.slice(&passage))? {
            (bytes, None) => Told::Held(words(bytes)),
            (bytes, Some(what)) => Told::NotHeld(words(bytes), what),
        })
    };
    told().unwrap_or(Told::Nothing)
}

/// The words by which a passage says that somebody met, else that nobody did, and what became of it.
fn said_of_the_passage(passage: &str) -> Option<(Range<usize>, Option<&'static str>)> {
    /// So far from the word for the meeting, a verb still speaks of it.
    const NEAR: usize = 8;
    let words = words_of(passage);
    let written: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
    let bytes = |at: usize, length: usize| {
        let (first, last) = (words.get(at)?, words.get(at + length - 1)?);
        Some(first.bytes.start..last.bytes.end)
    };
    let held = (0..words.len()).find_map(|at| bytes(at, begins_with_any(&written, at, HELD)?));
    if let Some(bytes) = held {
        return Some((bytes, None));
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
        Some((bytes(at, length)?, Some(what)))
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
            assert_eq!(said_of_the_passage(passage).and_then(|(_, what)| what), what, "{passage}");
        }
    }
}
