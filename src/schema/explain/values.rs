//! Values of the wrong type, and values that a list does not have.

use jsonschema::JsonType;
use jsonschema::ValidationError;
use jsonschema::error::TypeKind;
use serde_json::Value;

use super::rules::{NOT_ALLOWED, WRONG_TYPE};
use super::{Explainer, pointer_of};
use crate::date::spreadsheet_day;
use crate::message;
use crate::notation::document::{Kind, Node, json_type};
use crate::rule::Finding;
use crate::schema::part::SchemaPart;
use crate::schema::words::{described, due, quote, quoted, types_of, value};
use crate::text::key::orthographic_key;
use crate::text::nearest::nearest;
use crate::text::pattern::BoundedPattern;
use crate::words::Safety;
use crate::words::phrase::did_you_mean;
use crate::words::{Argument, Edit, Fix, Message, Place, Pointer};

/// Entries that a sentence lists.
const LISTED: usize = 12;
/// Bytes of a text that may be meant for an entry.
const LONGEST_ENTRY: usize = 1_000;

impl Explainer<'_> {
    pub(super) fn wrong_type(&self, error: &ValidationError<'_>, kind: &TypeKind) -> Finding {
        self.wrong_type_at(&pointer_of(error), &types_of(kind))
    }

    pub(super) fn wrong_type_at(&self, pointer: &Pointer, types: &[JsonType]) -> Finding {
        let node = self.node(pointer);
        let label = message!(
            "{found} where {due} is due",
            found: described(node),
            due: due(types)
        );
        let place = self.value(pointer);
        let mut finding = self.finding(WRONG_TYPE, place.clone(), label);
        finding.help.extend(self.schema.hint(None, pointer));
        if node.kind() == Kind::Null && self.may_be_left_out(pointer) {
            finding.help("leave the field out where there is nothing to say");
        }
        if let Some(day) = self.day_of_a_number(pointer, node) {
            finding.help(message!("a spreadsheet means {day} by it", day));
        }
        finding.fixes.extend(self.another_type(pointer, node, types, place));
        finding
    }

    /// The day that a spreadsheet means by a number where a date is due.
    fn day_of_a_number(&self, pointer: &Pointer, node: Node<'_>) -> Option<String> {
        let is_asked = node.kind() == Kind::Number && self.schema.holds_a_date(pointer);
        is_asked.then(|| spreadsheet_day(node.raw())).flatten().map(|day| day.to_string())
    }

    fn may_be_left_out(&self, pointer: &Pointer) -> bool {
        let (Some(object), Some(name)) = (pointer.parent(), pointer.last()) else { return false };
        let is_due = |schema: &&Value| {
            let due = schema.get("required").and_then(Value::as_array).into_iter().flatten();
            due.into_iter().any(|due| due.as_str() == Some(&name))
        };
        self.node(&object).kind() == Kind::Object && !self.schema.schemas_at(&object).iter().any(is_due)
    }

    /// The same value in a type that is due, where there is one way to write it.
    fn another_type(
        &self,
        pointer: &Pointer,
        node: Node<'_>,
        types: &[JsonType],
        place: Place,
    ) -> Option<Fix> {
        if self.schema.holds_words_of_a_source(pointer) {
            return None;
        }
        let text = node.as_str();
        let found = text.as_deref().map(str::trim);
        let number = || found?.parse::<serde_json::Number>().ok();
        let one_of = |wanted: JsonType| types.contains(&wanted);
        let replaced = |value: Value| Edit::ReplaceValue { place: place.clone(), value };
        let (edit, title) = if types.iter().all(|due| matches!(due, JsonType::Array | JsonType::Null))
            && self.element_may_be(pointer, node.kind())
            && !pointer.is_root()
        {
            (Edit::PutInList { place }, "make it a list of one")
        } else if let Some(day) = self.day_of_a_number(pointer, node).filter(|_| one_of(JsonType::String)) {
            (replaced(day.into()), "write the day that a spreadsheet means by the number")
        } else if node.kind() == Kind::Number && one_of(JsonType::String) {
            (replaced(node.raw().into()), "put it in quotes")
        } else if let Some(number) = number().filter(|number| {
            one_of(JsonType::Number) || (one_of(JsonType::Integer) && (number.is_i64() || number.is_u64()))
        }) {
            (replaced(number.into()), "write it without quotes")
        } else if let Some(truth) =
            found.filter(|text| one_of(JsonType::Boolean) && matches!(*text, "true" | "false"))
        {
            (replaced((truth == "true").into()), "write it without quotes")
        } else if node.kind() == Kind::Array && node.len() == 1 {
            node.element(0).filter(|only| types.contains(&json_type(only.kind())))?;
            (Edit::TakeOutOfList { place }, "take its one element out of the list")
        } else {
            return None;
        };
        Some(Fix { title: Message::from(title), safety: Safety::Unsafe, edits: vec![edit] })
    }

    /// The same letters, trimmed or in capitals or small ones, where the pattern takes those.
    pub(super) fn other_letters(&self, pointer: &Pointer, pattern: &str) -> Option<Fix> {
        let text = self.node(pointer).as_str().filter(|text| text.len() <= LONGEST_ENTRY)?;
        if self.schema.holds_words_of_a_source(pointer) {
            return None;
        }
        let pattern = BoundedPattern::new(pattern).ok()?;
        let trimmed = text.trim().to_owned();
        let ways = [trimmed.to_uppercase(), trimmed.to_lowercase()];
        let text = std::iter::once(trimmed).chain(ways).find(|way| pattern.matches(way) == Some(true))?;
        let title = message!("write {text}", text: quote(&text));
        Some(Fix {
            title,
            safety: Safety::Unsafe,
            edits: vec![Edit::Replace { place: self.value(pointer), text }],
        })
    }

    /// Whether the list that is due may hold a value of this kind.
    fn element_may_be(&self, list: &Pointer, kind: Kind) -> bool {
        if matches!(kind, Kind::Null | Kind::Array) {
            return false;
        }
        let of_elements = self.schema.schemas_at(&list.join_index(0));
        let names = of_elements.iter().filter_map(|schema| schema.get("type"));
        let mut names = names
            .flat_map(|types| types.as_array().map_or(std::slice::from_ref(types), Vec::as_slice))
            .peekable();
        names.peek().is_none() || names.any(|name| name.as_str() == Some(json_type(kind).as_str()))
    }

    pub(super) fn not_allowed(
        &self,
        error: &ValidationError<'_>,
        part: Option<&SchemaPart<'_>>,
        entries: &[Value],
    ) -> Finding {
        self.not_allowed_at(&pointer_of(error), part, entries)
    }

    pub(super) fn not_allowed_at(
        &self,
        pointer: &Pointer,
        part: Option<&SchemaPart<'_>>,
        entries: &[Value],
    ) -> Finding {
        let node = self.node(pointer);
        let found = match node.kind() {
            Kind::Array | Kind::Object => described(node),
            _ => quoted(node),
        };
        let meant = node.as_str().and_then(|text| meant_entry(&text, entries, part));
        let label = match (&meant, entries) {
            (Some(entry), _) => {
                message!("{found} is not allowed; {question}", found, question: did_you_mean(quote(entry)))
            }
            (None, [only]) => message!("{found} stands where {only} is due", found, only: value(only)),
            (None, _) => message!("{found} is not allowed", found),
        };
        let place = self.value(pointer);
        let mut finding = self.finding(NOT_ALLOWED, place.clone(), label);
        if entries.len() > 1 {
            finding.help.push(entries_are(entries));
        }
        if node.kind() == Kind::Null && self.may_be_left_out(pointer) {
            finding.help("leave the field out where there is nothing to say");
        }
        if self.schema.holds_words_of_a_source(pointer) {
            return finding;
        }
        if let Some(entry) = meant {
            let title = message!("write {entry}", entry: quote(&entry));
            finding.fix(Fix {
                title,
                safety: Safety::Unsafe,
                edits: vec![Edit::Replace { place, text: entry }],
            });
        } else if let [only] = entries {
            let title = message!("write {only}", only: value(only));
            let edits = vec![Edit::ReplaceValue { place, value: (*only).clone() }];
            // It may as well be that another field of the record is wrong.
            finding.fix(Fix { title, safety: Safety::Unsafe, edits });
        }
        finding
    }
}

/// The entry that a text is meant for: by a label that the schema gives it, or else the nearest.
fn meant_entry(text: &str, entries: &[Value], part: Option<&SchemaPart<'_>>) -> Option<String> {
    if text.len() > LONGEST_ENTRY {
        return None;
    }
    let names: Vec<&str> = entries.iter().filter_map(Value::as_str).collect();
    let labels = part.and_then(|part| part.schema.get("x-tadqiq-labels")?.as_object());
    let labels: Vec<(&str, &str)> = labels
        .into_iter()
        .flatten()
        .filter(|(entry, _)| names.contains(&entry.as_str()))
        .flat_map(|(entry, labels)| {
            let labels = labels.as_array().map_or(std::slice::from_ref(labels), Vec::as_slice);
            labels.iter().filter_map(move |label| Some((entry.as_str(), label.as_str()?)))
        })
        .collect();
    let key = orthographic_key(text);
    let candidates = names.iter().map(|name| (*name, *name)).chain(labels.iter().copied());
    let mut same: Vec<&str> = candidates
        .clone()
        .filter(|(_, label)| orthographic_key(label) == key)
        .map(|(entry, _)| entry)
        .collect();
    same.sort_unstable();
    same.dedup();
    match same.as_slice() {
        [] => {}
        [only] => return Some((*only).to_owned()),
        // A label that two entries have tells nothing.
        _ => return None,
    }
    let label = nearest(text, candidates.clone().map(|(_, label)| label))?;
    let (entry, _) = candidates.into_iter().find(|(_, known)| *known == label)?;
    Some(entry.to_owned())
}

fn entries_are(entries: &[Value]) -> Message {
    let mut listed: Vec<Argument> = entries.iter().take(LISTED).map(value).collect();
    if entries.len() > LISTED {
        listed.push(Argument::from(message!("and {more} more", more: entries.len() - LISTED)));
    }
    Message::new("allowed are {entries}", vec![("entries", Argument::List(listed))])
}
