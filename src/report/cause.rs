//! What one decision settles.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

use super::fingerprint::{NotAnId, is_small_hexadecimal};
use super::{Diagnostic, RecordName, RunKind, Underlined};
use crate::record::digest::LastingDigest;
use crate::rule::{CauseArguments, Finding};
use crate::words::{Argument, Level, Message};

/// What a cause is known by: 64 bits that come of the rule, the collection, the pointer with `*` for the indices of
/// arrays, and the values that are at fault; never of a wording, a count or a path. Written as 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CauseId(u64);

impl CauseId {
    /// The cause of these bits.
    pub const fn new(bits: u64) -> Self {
        Self(bits)
    }

    /// The cause of a finding in a collection. `shape` stands for its pointer with `*` for indices, `value` for the
    /// value it points at.
    ///
    /// The values at fault stand in the arguments of its title and its label: by default all words of the data in
    /// them, numbers, dates and other words of ours not; of those that its rule [names](CauseArguments) all words.
    /// They are put in order among themselves, and the names of the arguments do not count: a sentence that is
    /// reworded, turned round or put into another keeps its cause. Notes and help never count. The pointer does: the
    /// same words as the name of a person and as that of a body are two questions, and whoever accepts a cause accepts
    /// it in records to come, where the one may be right and the other wrong.
    pub(super) fn of(
        finding: &Finding,
        by: CauseArguments,
        collection: &str,
        shape: [u8; 16],
        value: [u8; 16],
    ) -> Self {
        let mut digest = LastingDigest::default();
        let parts = [finding.rule.as_str().as_bytes(), collection.as_bytes(), &shape];
        parts.iter().for_each(|part| digest.add(part));
        let values = at_fault_in(finding.title.iter().chain([&finding.label]), by);
        values.iter().for_each(|value| digest.add(value.as_bytes()));
        if by == CauseArguments::Value {
            digest.add(&value);
        }
        let [a, b, c, d, e, f, g, h, ..] = digest.finish();
        Self(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    }
}

/// The values at fault in what is said of a finding, in order: what a person reads of its cause.
pub(super) fn values_at_fault<'m>(
    title: &'m Message,
    label: &'m Message,
    by: CauseArguments,
) -> Vec<Cow<'m, str>> {
    at_fault_in([title, label].into_iter(), by)
}

impl Diagnostic {
    /// The value that it points at, as a person is shown it, where the whole value is what makes its cause.
    pub(crate) fn value_of_cause(&self) -> Option<String> {
        let runs = self.site.excerpt.lines.iter().flat_map(|line| &line.runs);
        let runs = runs.filter(|run| {
            run.underlined == Underlined::Yes && matches!(run.kind, RunKind::Value | RunKind::Marked)
        });
        let value: String = runs.map(|run| run.text.expose()).collect();
        (self.rule.cause() == CauseArguments::Value && !value.is_empty()).then_some(value)
    }
}

fn at_fault_in<'m>(messages: impl Iterator<Item = &'m Message>, by: CauseArguments) -> Vec<Cow<'m, str>> {
    let arguments = messages.flat_map(Message::arguments);
    let mut values: Vec<Cow<'_, str>> = arguments.flat_map(|argument| at_fault(argument, by)).collect();
    values.sort();
    values
}

/// The values at fault in an argument.
fn at_fault<'m>((name, argument): (&str, &'m Argument), by: CauseArguments) -> Vec<Cow<'m, str>> {
    match by {
        CauseArguments::Data => argument.data().into_iter().map(|data| data.expose().into()).collect(),
        CauseArguments::Named(names) if names.contains(&name) => vec![argument.plain().into()],
        CauseArguments::Named(_) | CauseArguments::Value | CauseArguments::None => Vec::new(),
    }
}

impl fmt::Display for CauseId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

impl FromStr for CauseId {
    type Err = NotAnId;

    /// Reads 16 small hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let is_one = text.len() == 16 && is_small_hexadecimal(text);
        u64::from_str_radix(text, 16).ok().filter(|_| is_one).map(Self).ok_or(NotAnId)
    }
}

impl Serialize for CauseId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What one decision settles: findings of one rule that say the same of the same value, wherever it stands.
#[derive(Debug, Clone, Copy)]
pub struct Cause<'r> {
    /// What it is known by.
    pub id: CauseId,
    /// The heaviest level among its findings.
    pub level: Level,
    /// How many findings it has.
    pub findings: u64,
    /// In how many records they are.
    pub records: u64,
    /// The first of them, which says the rule, the words and a place.
    pub first: &'r Diagnostic,
}

/// The causes of findings that are in the order of the run, heaviest first: by level, by count, by their first places.
pub(super) fn causes<'r>(found: impl Iterator<Item = &'r Diagnostic>) -> Vec<Cause<'r>> {
    let mut causes: Vec<(Cause<'r>, Option<RecordOf<'r>>)> = Vec::new();
    let mut by_id: FxHashMap<CauseId, usize> = FxHashMap::default();
    for found in found {
        let position = *by_id.entry(found.cause).or_insert(causes.len());
        if position == causes.len() {
            let none = Cause { id: found.cause, level: found.level, findings: 0, records: 0, first: found };
            causes.push((none, None));
        }
        let Some((cause, last)) = causes.get_mut(position) else { continue };
        let record = record_of(found);
        cause.findings += 1;
        cause.level = cause.level.max(found.level);
        // Findings of one record stand together.
        cause.records += u64::from(record.is_some() && record != *last);
        *last = record;
    }
    let mut causes: Vec<Cause<'r>> = causes.into_iter().map(|(cause, _)| cause).collect();
    causes.sort_by_key(|cause| (Reverse(cause.level), Reverse(cause.findings)));
    causes
}

/// A record, by its file and its position there.
type RecordOf<'r> = (&'r str, u64);

fn record_of(found: &Diagnostic) -> Option<RecordOf<'_>> {
    let RecordName { index, .. } = found.site.record.as_ref()?;
    Some((found.site.file.expose(), *index))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message;
    use crate::words::{At, Place, RecordRef};

    #[test]
    fn a_cause_is_made_of_values_and_never_of_wordings() {
        let cause = |label: &Message, by| {
            let place = Place::new(RecordRef { file: 0, start: 0 }, At::Value(0));
            CauseId::of(&Finding::new("a/b", place, label.clone()), by, "c", [0; 16], [0; 16])
        };
        let said = message!("{a}, not {b}, {count} times", a: "x", b: "y", count: 2u64);
        let reworded =
            message!("{question}", question: message!("not {it} but {other}?", it: "y", other: "x"));
        let of_others = message!("{a}, not {b}", a: "x", b: "z");
        for (by, keeps_when_reworded, keeps_with_another_value) in [
            (CauseArguments::Data, true, false),
            (CauseArguments::Named(&["a"]), false, true),
            (CauseArguments::Named(&["count"]), false, false),
            (CauseArguments::None, true, true),
        ] {
            let known = cause(&said, by);
            assert_eq!(known == cause(&reworded, by), keeps_when_reworded, "{by:?}");
            assert_eq!(known == cause(&of_others, by), keeps_with_another_value, "{by:?}");
        }
    }
}
