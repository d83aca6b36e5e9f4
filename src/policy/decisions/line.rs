//! The text of a line → a decision.

use std::str::FromStr;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::DecisionProblem;
use crate::policy::{UnknownRule, is_mark_of_a_merge, said_of_a_line};
use crate::report::{Decision, DecisionGrounds, DecisionSubject, Settles};
use crate::rule::{RuleId, Rules};
use crate::rules::json;
use crate::text::nearest::nearest;
use crate::words::{Pointer, Untrusted};

const KEYS: [&str; 15] = [
    "rule",
    "collection",
    "record",
    "content",
    "file",
    "arguments",
    "pointer",
    "message",
    "why",
    "by",
    "since",
    "until",
    "fingerprint",
    "value",
    "cause",
];

/// Reads the decision of a line.
pub fn read(line: &[u8], rules: &Rules) -> Result<Decision, DecisionProblem> {
    let text = std::str::from_utf8(line).map_err(|_| DecisionProblem::NotUtf8)?;
    if is_mark_of_a_merge(text) {
        return Err(DecisionProblem::Conflict);
    }
    let value: Value =
        serde_json::from_str(text).map_err(|error| DecisionProblem::Syntax(said_of_a_line(&error)))?;
    let Value::Object(members) = value else { return Err(DecisionProblem::NotAnObject) };
    of_members(&members, rules)
}

fn of_members(members: &Map<String, Value>, rules: &Rules) -> Result<Decision, DecisionProblem> {
    if let Some(key) = members.keys().find(|key| !KEYS.contains(&key.as_str())) {
        let nearest = nearest(key, KEYS).and_then(|near| KEYS.into_iter().find(|known| *known == near));
        return Err(DecisionProblem::UnknownKey { key: key.clone(), nearest });
    }
    let rule = rule(needed("rule", members)?, rules)?;
    let grounds = grounds(members)?;
    let settles = match (text("fingerprint", members)?, text("cause", members)?) {
        (Some(fingerprint), None) => Settles::Finding {
            fingerprint: parsed("fingerprint", fingerprint, "a fingerprint of this version")?,
            subject: subject(members)?,
            value: digest("value", members)?,
        },
        (None, Some(cause)) => Settles::Cause {
            id: parsed("cause", cause, "the id of a cause")?,
            arguments: arguments(members)?,
        },
        (Some(_), Some(_)) => return Err(DecisionProblem::NotOfOne("both")),
        (None, None) => return Err(DecisionProblem::NotOfOne("neither")),
    };
    let pointer = text("pointer", members)?.map(|written| {
        let expected = "a JSON Pointer";
        Pointer::parse(written).map_err(|_| not_understood("pointer", written, expected))
    });
    Ok(Decision {
        rule,
        settles,
        collection: text("collection", members)?.map(Untrusted::new),
        pointer: pointer.transpose()?,
        message: text("message", members)?.map(Untrusted::new),
        grounds,
    })
}

/// By the name that it has now, whatever it was called then. What could not be read is never accepted: it may be
/// any record.
fn rule(name: &str, rules: &Rules) -> Result<RuleId, DecisionProblem> {
    match rules.named(name) {
        Some(rule) if json::is_of_unread(rule.id()) => {
            Err(DecisionProblem::Unread { rule: RuleId::from(rule) })
        }
        Some(rule) => Ok(RuleId::from(rule)),
        None => {
            let nearest = rules.nearest(name).map(|rule| rule.id().to_owned());
            Err(UnknownRule { name: name.to_owned(), nearest }.into())
        }
    }
}

fn subject(members: &Map<String, Value>) -> Result<DecisionSubject, DecisionProblem> {
    let record = text("record", members)?.map(Untrusted::new);
    let content = digest("content", members)?;
    let file = text("file", members)?;
    Ok(match (content, record, file) {
        (Some(content), record, _) => DecisionSubject::Content(content, record),
        (None, Some(record), _) => DecisionSubject::Record(record),
        (None, None, file) => DecisionSubject::File(file.unwrap_or_default().into()),
    })
}

fn grounds(members: &Map<String, Value>) -> Result<DecisionGrounds, DecisionProblem> {
    let why = needed("why", members)?;
    if why.trim().is_empty() {
        return Err(DecisionProblem::NoReason);
    }
    let (since, until) = (day("since", members)?, day("until", members)?);
    if let (Some(since), Some(until)) = (since, until)
        && until < since
    {
        return Err(DecisionProblem::Reversed { since, until });
    }
    Ok(DecisionGrounds { why: why.into(), by: text("by", members)?.map(Untrusted::new), since, until })
}

fn arguments(members: &Map<String, Value>) -> Result<Vec<Untrusted>, DecisionProblem> {
    let wrong = || DecisionProblem::WrongType { key: "arguments", expected: "a list of texts" };
    let Some(value) = members.get("arguments") else { return Ok(Vec::new()) };
    let elements = value.as_array().ok_or_else(wrong)?.iter();
    elements.map(|element| element.as_str().map(Untrusted::new).ok_or_else(wrong)).collect()
}

fn day(key: &'static str, members: &Map<String, Value>) -> Result<Option<NaiveDate>, DecisionProblem> {
    let Some(written) = text(key, members)? else { return Ok(None) };
    // chrono alone also takes 2022-1-2 and +2022-01-02.
    let day = NaiveDate::parse_from_str(written, "%Y-%m-%d").ok();
    let day = day.filter(|day| day.to_string() == written);
    day.map(Some).ok_or_else(|| not_understood(key, written, "a day"))
}

fn digest<T: FromStr>(key: &'static str, members: &Map<String, Value>) -> Result<Option<T>, DecisionProblem> {
    text(key, members)?.map(|written| parsed(key, written, "32 hexadecimal digits")).transpose()
}

fn parsed<T: FromStr>(
    key: &'static str,
    written: &str,
    expected: &'static str,
) -> Result<T, DecisionProblem> {
    written.parse().map_err(|_| not_understood(key, written, expected))
}

fn not_understood(key: &'static str, value: &str, expected: &'static str) -> DecisionProblem {
    DecisionProblem::NotUnderstood { key, value: value.chars().take(80).collect(), expected }
}

fn needed<'m>(key: &'static str, members: &'m Map<String, Value>) -> Result<&'m str, DecisionProblem> {
    text(key, members)?.ok_or(DecisionProblem::MissingKey(key))
}

fn text<'m>(key: &'static str, members: &'m Map<String, Value>) -> Result<Option<&'m str>, DecisionProblem> {
    match members.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(DecisionProblem::WrongType { key, expected: "a text" }),
    }
}
