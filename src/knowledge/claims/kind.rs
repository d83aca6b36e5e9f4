//! Whether people met or called each other, against the words of the sources.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::sources::is_not_read;
use super::{ClaimJudgement, ClaimKind, ClaimVerdict, JudgedClaim, Words};
use crate::knowledge::citations::Citation;
use crate::knowledge::sentences::{SentenceWord, bare, without_clitic, words_of};
use crate::message;
use crate::record::Record;
use crate::words::Role;

/// How people speak with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// One is at the other's.
    InPerson,
    /// By telephone or on a screen.
    ByCall,
}

/// Whether the sources tell of a call, of a visit or a reception; none where the record says neither.
pub fn judge<'r>(record: &Record<'r>, evidence: &[Citation<'_, '_>]) -> Option<JudgedClaim<'r>> {
    let value = record.value(Role::Kind)?;
    let claimed = Way::of(&value.word())?;
    let told: Vec<Option<(Way, Words<'_>)>> = evidence.iter().map(told).collect();
    let of = |way: Way| told.iter().flatten().find(|(told, _)| *told == way).map(|(_, words)| words);
    let says_another = |told: &Option<(Way, Words<'_>)>| matches!(told, Some((way, _)) if *way != claimed);
    let judged = match (of(claimed), of(claimed.other())) {
        (Some(words), _) => ClaimJudgement::carried(ClaimVerdict::InOtherWords, words),
        // One passage that may tell of it is enough.
        (None, Some(words)) if told.iter().all(says_another) => ClaimJudgement {
            verdict: ClaimVerdict::Contradicted,
            why: message!(
                "says {kind}, but the source tells of {what}: {words}",
                kind: value.text(),
                what: claimed.other().told(),
                words: words.written().to_owned()
            ),
            words: vec![(words.place(), "these words say so".into())],
        },
        _ => ClaimJudgement::left_open(evidence),
    };
    Some(JudgedClaim { kind: ClaimKind::MeetingKind, value, judged })
}

impl Way {
    /// How people speak with each other in a meeting of a kind, by our word for it; none where it may be either.
    fn of(kind: &str) -> Option<Self> {
        match kind {
            "visit" | "reception" => Some(Self::InPerson),
            "call" => Some(Self::ByCall),
            _ => None,
        }
    }

    fn other(self) -> Self {
        match self {
            Self::InPerson => Self::ByCall,
            Self::ByCall => Self::InPerson,
        }
    }

    fn told(self) -> &'static str {
        match self {
            Self::InPerson => "a visit or a reception",
            Self::ByCall => "a call",
        }
    }
}

/// What a passage tells plainly.
fn told<'e>(citation: &Citation<'_, 'e>) -> Option<(Way, Words<'e>)> {
    let (text, passage) = citation.passage().filter(|_| !is_not_read(citation))?;
    let (way, bytes) = told_plainly(text.slice(&passage))?;
    Some((way, Words { text, bytes: passage.start + bytes.start..passage.start + bytes.end }))
}

/// What a passage tells, and by which words: nothing where it tells of both, or of a call in passing.
fn told_plainly(passage: &str) -> Option<(Way, Range<usize>)> {
    let words = words_of(passage);
    let bytes = |found: &Range<usize>| {
        let (first, last) = (words.get(found.start)?, words.get(found.end.checked_sub(1)?)?);
        Some(first.bytes.start..last.bytes.end)
    };
    let seen: Vec<Range<usize>> =
        all(&words, forms("in-person")).filter(|found| !is_of_what_is_sent(&words, found)).collect();
    let by_telephone: Vec<Range<usize>> = all(&words, forms("telephone")).collect();
    let called: Vec<Range<usize>> =
        all(&words, forms("screen")).chain(by_telephone.iter().cloned()).collect();
    match (called.first(), seen.first()) {
        (Some(call), None) => {
            let is_in_passing = called.iter().any(|found| is_told_in_passing(&words, found));
            let is_besides = all(&words, forms("visits")).next().is_some()
                || !by_telephone.is_empty() && is_beside_a_meeting(&words, &called);
            (!is_in_passing && !is_besides).then_some((Way::ByCall, bytes(call)?))
        }
        (None, Some(seen)) => {
            let may_be_by_call = all(&words, forms("from-afar")).next().is_some();
            (!may_be_by_call).then_some((Way::InPerson, bytes(seen)?))
        }
        _ => None,
    }
}

/// Whether what is received is a letter or a call, and nobody.
fn is_of_what_is_sent(words: &[SentenceWord<'_>], found: &Range<usize>) -> bool {
    const FAR: usize = 4;
    let behind = (found.end..words.len()).take(FAR);
    let mut close = behind.take_while(|at| words.get(*at).is_some_and(|word| word.gap.is_close()));
    close.any(|at| {
        forms("sent").iter().chain(forms("from-afar")).any(|form| length_at(words, at, form).is_some())
    })
}

/// Whether a call was before or after what is told, was not made, or was one with a newspaper.
fn is_told_in_passing(words: &[SentenceWord<'_>], call: &Range<usize>) -> bool {
    const FAR: usize = 5;
    let near = |range: Range<usize>, forms: &[&str]| {
        let near = words.get(range.start.min(words.len())..range.end.min(words.len())).unwrap_or_default();
        near.iter().any(|word| forms.iter().any(|form| fits(word, form)))
    };
    let (before, behind) = (call.start.saturating_sub(FAR)..call.start, call.end..call.end + FAR);
    near(before.clone(), forms("aside-before"))
        || near(call.start.saturating_sub(2)..call.end + 2, forms("earlier"))
        || near(before, forms("press"))
        || near(behind, forms("press"))
}

/// Whether a passage has a word for a meeting that a call is not the way of: "their meeting", but not "met by telephone".
fn is_beside_a_meeting(words: &[SentenceWord<'_>], called: &[Range<usize>]) -> bool {
    const NEAR: usize = 3;
    all(words, forms("meetings")).any(|meeting| {
        !called.iter().any(|call| meeting.end <= call.start && call.start - meeting.end < NEAR)
    })
}

/// Where any of some forms stands.
fn all<'w>(
    words: &'w [SentenceWord<'_>],
    forms: &'static [&'static str],
) -> impl Iterator<Item = Range<usize>> + 'w {
    (0..words.len()).filter_map(move |at| {
        let length = forms.iter().filter_map(|form| length_at(words, at, form)).max()?;
        Some(at..at + length)
    })
}

/// How many words a form has, if it stands at a word.
fn length_at(words: &[SentenceWord<'_>], at: usize, form: &str) -> Option<usize> {
    let mut length = 0;
    for part in form.split(' ') {
        let word = words.get(at + length)?;
        if !fits(word, part) || length > 0 && !word.gap.is_close() {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// Whether a word is one of a form, whose ending `*` leaves open; what Arabic writes onto a word aside.
fn fits(word: &SentenceWord<'_>, form: &str) -> bool {
    let is = |key: &str| match form.strip_suffix('*') {
        Some(stem) => key.starts_with(stem),
        None => key == form,
    };
    is(&word.key) || word.is_arabic() && (is(bare(&word.key)) || without_clitic(&word.key).is_some_and(is))
}

/// The forms of a set of the table.
fn forms(set: &str) -> &'static [&'static str] {
    static SETS: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| sets().collect());
    SETS.get(set).map(Vec::as_slice).unwrap_or_default()
}

/// The sets of the table, each with its forms.
fn sets() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let lines = include_str!("kind.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(set, forms)| (set, forms.split('|').collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_the_sets_that_are_asked_for_and_no_others() {
        let asked =
            include_str!("kind.rs").split("forms(\"").skip(1).filter_map(|rest| rest.split('"').next());
        let mut asked: Vec<&str> =
            asked.filter(|set| set.chars().all(|it| it.is_ascii_lowercase() || it == '-')).collect();
        let mut there: Vec<&str> = sets().map(|(set, _)| set).collect();
        asked.retain(|set| !set.is_empty());
        asked.sort_unstable();
        asked.dedup();
        there.sort_unstable();
        assert_eq!(asked, there);
        assert!(sets().all(|(_, forms)| forms.iter().all(|form| !form.trim().is_empty())));
    }

    #[test]
    fn a_passage_tells_plainly_of_a_call_or_of_a_visit_or_of_neither() {
        const CALL: Option<Way> = Some(Way::ByCall);
        const SEEN: Option<Way> = Some(Way::InPerson);
        for (passage, way) in [
            ("Ada Winter a eu un entretien téléphonique avec Luc Petit.", CALL),
            ("Ada Winter a reçu un appel téléphonique de Luc Petit.", CALL),
            ("Ada Winter et Luc Petit se sont entretenus par visioconférence.", CALL),
            ("Ils ont tenu une réunion par visioconférence.", CALL),
            ("Ada Winter received a phone call from Luke Small.", CALL),
            ("Ada Winter met Luke Small by video link.", CALL),
            ("Ana Pérez mantuvo una conversación telefónica con Luis Gómez.", CALL),
            ("Ana Pérez y Luis Gómez se reunieron por videoconferencia.", CALL),
            ("أجرى سامي نور اتصالا هاتفيا مع نظيره الفرنسي.", CALL),
            ("تلقى سامي نور مكالمة هاتفية من عمر فهمي.", CALL),
            ("تباحث سامي نور مع عمر فهمي عبر تقنية الاتصال المرئي.", CALL),
            ("Ada Winter a reçu Luc Petit à Rabat.", SEEN),
            ("Ada Winter received Luke Small at the ministry.", SEEN),
            ("Ana Pérez recibió a Luis Gómez.", SEEN),
            ("استقبل سامي نور عمر فهمي بمقر الوزارة.", SEEN),
            // Both, or a call in passing.
            ("After a phone call last week, Ada Winter received Luke Small.", None),
            ("Following a phone call, the two sides signed.", None),
            ("Ada Winter a reçu une lettre de Luc Petit.", None),
            ("Lors d’un entretien téléphonique, ils ont évoqué la visite de Luc Petit.", None),
            ("Ils en avaient parlé lors d’un précédent entretien téléphonique.", None),
            ("خلال اتصال هاتفي سابق اتفق الطرفان على التعاون.", None),
            ("وأكد سامي نور في اتصال هاتفي مع وكالة الأنباء أهمية التعاون.", None),
            ("Joint par téléphone, le porte-parole a confirmé.", None),
            ("Ana Pérez recibió a Luis Gómez tras una llamada telefónica.", None),
            ("Ada Winter received Luke Small online.", None),
            ("استقبل سامي نور عمر فهمي عن بعد.", None),
            ("Ada Winter met Luke Small.", None),
        ] {
            assert_eq!(told_plainly(passage).map(|(way, _)| way), way, "{passage}");
        }
    }
}
