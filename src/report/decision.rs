//! A curator's word on a finding or a cause, and the findings that are accepted by it.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::cause::values_at_fault;
use super::shown::sentence_as_it_came;
use super::{CauseId, Diagnostic, Fingerprint, ValueDigest};
use crate::rule::RuleId;
use crate::words::{Pointer, Untrusted};

/// Characters of a message that a decision keeps, so that its line can be read in a review.
const MOST_CHARACTERS: usize = 160;

/// A curator's word: that a finding, or all findings of a cause, may stay as they are, and why.
///
/// It is a line of `decisions.ndjson`, as `schemas/decision.schema.json` says. Only its rule, and the fingerprint or
/// the cause that it [settles](Self::settles), say which findings it accepts; all else is for whoever reviews it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decision {
    /// The rule whose findings it accepts.
    pub rule: RuleId,
    /// What it settles.
    pub settles: Settles,
    /// The collection, where a config names one.
    pub collection: Option<Untrusted>,
    /// The value in the record; of a cause with `*` for what looks like an index.
    pub pointer: Option<Pointer>,
    /// What the rule said.
    pub message: Option<Untrusted>,
    /// Why, by whom, and for how long.
    pub grounds: DecisionGrounds,
}

/// What a decision settles.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Settles {
    /// One finding.
    Finding {
        /// What it is known by.
        fingerprint: Fingerprint,
        /// What it is of.
        subject: DecisionSubject,
        /// The value that was accepted; none where an object was, or a member that is missing.
        value: Option<ValueDigest>,
    },
    /// All findings of a cause, those of records to come among them.
    Cause {
        /// What it is known by.
        id: CauseId,
        /// The values at fault.
        arguments: Vec<Untrusted>,
    },
}

/// What an accepted finding is of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecisionSubject {
    /// A record, by its id.
    Record(Untrusted),
    /// A record, by the digest of its content: it has no id, or one that others have too.
    Content(ValueDigest, Option<Untrusted>),
    /// A file, by its path from the folder of its config.
    File(Untrusted),
}

/// Why something was decided, by whom, and for how long.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecisionGrounds {
    /// The reason.
    pub why: Untrusted,
    /// Who decided.
    pub by: Option<Untrusted>,
    /// The day of the decision.
    pub since: Option<NaiveDate>,
    /// The last day that it holds.
    pub until: Option<NaiveDate>,
}

/// A finding that a decision accepts: it is counted, and not shown.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct AcceptedFinding {
    /// What it is known by.
    pub fingerprint: Fingerprint,
    /// What would settle it.
    pub cause: CauseId,
    /// The decision that accepts it.
    pub decision: Arc<Decision>,
    /// Where it is and what it says, if [`Options.accepted`](crate::Options::accepted) asks for it.
    pub diagnostic: Option<Arc<Diagnostic>>,
}

/// A decision of a run, and what came of it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct JudgedDecision {
    /// The decision.
    pub decision: Arc<Decision>,
    /// Its file, as a person would call it.
    pub file: Untrusted,
    /// The line that it stands on, from 1.
    pub line: u64,
    /// How many findings of this run are those that it is about.
    pub findings: u64,
    /// Whether it holds.
    pub standing: DecisionStanding,
}

/// Whether a decision holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecisionStanding {
    /// It holds what it was made for.
    Holds,
    /// Its last day is over: what it accepted is shown again.
    Expired,
    /// The value that it accepted has changed, and the rule finds another one there.
    ValueChanged,
    /// What it accepted is not found any more.
    FindingGone,
    /// Its record is not there any more.
    RecordGone,
    /// Its record or its rule was not judged in this run.
    NotJudged,
}

impl DecisionStanding {
    /// Its name: `holds`, `expired`, `stale` or `not-judged`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Expired => "expired",
            Self::ValueChanged | Self::FindingGone | Self::RecordGone => "stale",
            Self::NotJudged => "not-judged",
        }
    }

    /// Whether it does not hold any more, and may be taken out.
    pub fn is_over(self) -> bool {
        !matches!(self, Self::Holds | Self::NotJudged)
    }
}

impl Decision {
    /// That this finding may stay. `file` is the path of its file from the folder of the config, for one of no record.
    pub fn of_finding(
        found: &Diagnostic,
        collection: Option<&str>,
        file: &str,
        grounds: DecisionGrounds,
    ) -> Self {
        let id = found.site.record.as_ref().and_then(|record| record.id.clone());
        let subject = match (found.known_by.content, id) {
            (Some(content), id) => DecisionSubject::Content(content, id),
            (None, Some(id)) if found.known_by.is_of_a_record => DecisionSubject::Record(id),
            _ => DecisionSubject::File(file.into()),
        };
        let value = found.known_by.value;
        let settles = Settles::Finding { fingerprint: found.fingerprint, subject, value };
        Self::new(found, settles, found.site.pointer.clone(), collection, grounds)
    }

    /// That whatever has the cause of this finding may stay, in records to come too.
    pub fn of_cause(found: &Diagnostic, collection: Option<&str>, grounds: DecisionGrounds) -> Self {
        let mut values = values_at_fault(&found.title, &found.label, found.rule.cause());
        values.extend(found.value_of_cause().map(Cow::Owned));
        let settles = Settles::Cause {
            id: found.cause,
            arguments: values.into_iter().map(|value| Untrusted::new(shortened(&value))).collect(),
        };
        Self::new(found, settles, shape(&found.site.pointer), collection, grounds)
    }

    fn new(
        found: &Diagnostic,
        settles: Settles,
        pointer: Pointer,
        collection: Option<&str>,
        grounds: DecisionGrounds,
    ) -> Self {
        let (title, label) = (sentence_as_it_came(&found.title), sentence_as_it_came(&found.label));
        Self {
            rule: RuleId::from(&found.rule),
            settles,
            collection: collection.map(Untrusted::new),
            pointer: Some(pointer),
            message: Some(shortened(&format!("{title}: {label}")).into()),
            grounds,
        }
    }

    /// Whether it settles the same as another.
    pub fn is_of_the_same(&self, other: &Self) -> bool {
        match (&self.settles, &other.settles) {
            (Settles::Finding { fingerprint: one, .. }, Settles::Finding { fingerprint: other, .. }) => {
                one == other
            }
            (Settles::Cause { id: one, .. }, Settles::Cause { id: other, .. }) => one == other,
            _ => false,
        }
    }

    /// The fingerprint or the cause that it settles, as it is written.
    pub fn id(&self) -> String {
        match &self.settles {
            Settles::Finding { fingerprint, .. } => fingerprint.to_string(),
            Settles::Cause { id, .. } => id.to_string(),
        }
    }

    /// What orders decisions in their file: by rule, causes first, then by what each is of.
    pub fn order(&self) -> impl Ord + use<> {
        let (is_of_finding, subject) = match &self.settles {
            Settles::Cause { .. } => (false, String::new()),
            Settles::Finding { subject, .. } => (true, subject.name().unwrap_or_default().to_owned()),
        };
        let pointer = self.pointer.as_ref().map(|pointer| pointer.as_str().to_owned());
        (self.rule.clone(), is_of_finding, subject, pointer, self.id())
    }
}

impl DecisionSubject {
    /// The record's id, or the file's path.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Record(id) => Some(id.expose()),
            Self::Content(_, id) => id.as_ref().map(Untrusted::expose),
            Self::File(path) => Some(path.expose()),
        }
    }
}

/// As a line of `decisions.ndjson` has it: first what it is about, then what a curator says of it.
impl Serialize for Decision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut line = serializer.serialize_map(None)?;
        line.serialize_entry("rule", self.rule.as_str())?;
        optional("collection", self.collection.as_ref(), &mut line)?;
        match &self.settles {
            Settles::Finding { subject, .. } => match subject {
                DecisionSubject::Record(id) => line.serialize_entry("record", id)?,
                DecisionSubject::Content(content, id) => {
                    optional("record", id.as_ref(), &mut line)?;
                    line.serialize_entry("content", content)?;
                }
                DecisionSubject::File(path) => line.serialize_entry("file", path)?,
            },
            Settles::Cause { arguments, .. } => line.serialize_entry("arguments", arguments)?,
        }
        optional("pointer", self.pointer.as_ref().map(Pointer::as_str), &mut line)?;
        optional("message", self.message.as_ref(), &mut line)?;
        line.serialize_entry("why", &self.grounds.why)?;
        optional("by", self.grounds.by.as_ref(), &mut line)?;
        optional("since", self.grounds.since.map(|day| day.to_string()), &mut line)?;
        optional("until", self.grounds.until.map(|day| day.to_string()), &mut line)?;
        match &self.settles {
            Settles::Finding { fingerprint, value, .. } => {
                line.serialize_entry("fingerprint", fingerprint)?;
                optional("value", *value, &mut line)?;
            }
            Settles::Cause { id, .. } => line.serialize_entry("cause", id)?,
        }
        line.end()
    }
}

fn optional<M: SerializeMap>(
    key: &'static str,
    value: Option<impl Serialize>,
    map: &mut M,
) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(key, &value))
}

/// The pointer with `*` for what looks like an index.
fn shape(pointer: &Pointer) -> Pointer {
    let mut shape = Pointer::root();
    for token in pointer.tokens() {
        let is_index = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
        shape.push(if is_index { "*" } else { &token });
    }
    shape
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
