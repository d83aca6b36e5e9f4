//! What one decision settles.

use std::cmp::Reverse;
use std::fmt;

use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

use super::{Diagnostic, RecordName};
use crate::record::digest::LastingDigest;
use crate::rule::{CauseArguments, Finding};
use crate::words::{Level, Message, Untrusted};

/// What a cause is known by: 64 bits that come of the rule, the collection, the pointer with `*` for the indices of
/// arrays, and the values that are at fault; never of a wording, a count or a path. Written as 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CauseId(u64);

impl CauseId {
    /// The cause of these bits.
    pub const fn new(bits: u64) -> Self {
        Self(bits)
    }

    /// The cause of a finding in a collection. `shape` stands for its pointer with `*` for indices.
    ///
    /// The values at fault are the words of the data in the arguments of its title and its label, those that its rule
    /// [names](CauseArguments), by the names of the arguments: a sentence that is turned round or reworded keeps its cause. Numbers, dates and other words of
    /// ours do not count, nor do notes and help.
    pub(super) fn of(finding: &Finding, by: CauseArguments, collection: &str, shape: [u8; 16]) -> Self {
        let mut digest = LastingDigest::default();
        [finding.rule.as_str().as_bytes(), collection.as_bytes(), &shape]
            .iter()
            .for_each(|part| digest.add(part));
        for message in finding.title.iter().chain([&finding.label]) {
            for (name, data) in at_fault(message, by) {
                digest.add(name.as_bytes());
                data.iter().for_each(|data| digest.add(data.expose().as_bytes()));
            }
            // Between the words of the title and those of the label.
            digest.add(b"");
        }
        let [a, b, c, d, e, f, g, h, ..] = digest.finish();
        Self(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    }
}

/// The words of the data in the arguments that make the cause, by the names of the arguments.
fn at_fault(message: &Message, by: CauseArguments) -> Vec<(&'static str, Vec<&Untrusted>)> {
    let arguments = message.arguments().filter(|(name, _)| makes_the_cause(by, name));
    let words = arguments.map(|(name, argument)| (name, argument.data()));
    let mut words: Vec<_> = words.filter(|(_, data)| !data.is_empty()).collect();
    words.sort_by_key(|(name, _)| *name);
    words
}

/// Whether an argument of a message is one of those that make the cause.
fn makes_the_cause(by: CauseArguments, argument: &str) -> bool {
    match by {
        CauseArguments::Data => true,
        CauseArguments::Named(names) => names.contains(&argument),
        CauseArguments::None => false,
    }
}

impl fmt::Display for CauseId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
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
