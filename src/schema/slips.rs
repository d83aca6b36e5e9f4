//! What a schema's author mistyped: what JSON Schema passes over in silence, and nobody meant.

mod keywords;

use std::ops::Range;

use jsonschema::Draft;

use self::keywords::{Holds, holds, is_known, is_meant_for_ours, known_format, meant_format, meant_keyword};
use super::words::quote;
use crate::message;
use crate::notation::document::{Document, Kind, Node};
use crate::rule::{Finding, RuleId};
use crate::words::phrase::did_you_mean;
use crate::words::{Argument, Message, Place};

pub(super) const DUPLICATE_KEYWORD: RuleId = RuleId::new("schema/duplicate-keyword");
pub(super) const IGNORED_SIBLING: RuleId = RuleId::new("schema/ignored-sibling");
pub(super) const OF_A_LIST: RuleId = RuleId::new("schema/of-a-list");
pub(super) const UNKNOWN_KEYWORD: RuleId = RuleId::new("schema/unknown-keyword");

/// Findings of one schema file; who has more begins with these.
const MOST_FINDINGS: usize = 100;

/// A schema's file, in which findings are placed.
#[derive(Debug, Clone, Copy)]
pub struct SchemaFile<'d> {
    /// What it holds.
    pub document: Document<'d>,
    /// Its number in the run.
    pub file: u32,
    /// The byte of the file at which the document starts.
    pub start: u64,
    /// The draft of the schema that refers to it, if one does.
    pub draft: Option<Draft>,
}

impl SchemaFile<'_> {
    /// Says what was mistyped in it, from its beginning on.
    pub fn slips(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        self.repeated(&mut found);
        let draft = self.own_draft();
        let mut waiting = vec![(self.document.root(), Holds::Schema)];
        while let Some((node, holding)) = waiting.pop() {
            if found.len() >= MOST_FINDINGS {
                break;
            }
            match (holding, node.kind()) {
                (Holds::Schema | Holds::SchemaOrList, Kind::Object) => {
                    self.keywords_of(node, draft, &mut found);
                    let parts =
                        node.members().filter_map(|(key, value)| Some((value, holds(&key.as_str()?)?)));
                    waiting.extend(parts);
                }
                (Holds::SchemaOrList | Holds::List, Kind::Array) => {
                    waiting.extend(node.elements().map(|element| (element, Holds::Schema)));
                }
                (Holds::Map, Kind::Object) => {
                    waiting.extend(node.members().map(|(_, value)| (value, Holds::Schema)));
                }
                _ => {}
            }
        }
        found.truncate(MOST_FINDINGS);
        found.sort_by_key(|finding| match &finding.place {
            Place::File { bytes, .. } => bytes.start,
            _ => 0,
        });
        found
    }

    /// That it is the schema of a list, where records are judged one by one and are no lists.
    pub fn of_a_list(&self) -> Finding {
        let root = self.document.root();
        let place = root.get("type").unwrap_or(root);
        let label = Message::from("describes a list, where one record is judged at a time");
        let mut finding = Finding::new(OF_A_LIST, self.place(place.span()), label);
        finding.note("of a file that holds a list, each element is a record");
        finding.help("give the schema of one record: what stands under `items`");
        finding
    }

    /// The draft that the file is written in.
    pub fn own_draft(&self) -> Draft {
        let address = self.document.root().get("$schema").and_then(Node::as_str);
        let own =
            address.map(|address| Draft::from_schema_uri(&address)).filter(|own| *own != Draft::Unknown);
        own.or(self.draft).unwrap_or_default()
    }

    fn repeated(&self, found: &mut Vec<Finding>) {
        for repeated in self.document.duplicate_keys().into_iter().take(MOST_FINDINGS) {
            let name = repeated.later.as_str().unwrap_or_default();
            let label = message!("{name} stands here for the second time, and only this one counts", name: quote(&name));
            let mut finding = Finding::new(DUPLICATE_KEYWORD, self.place(repeated.later.span()), label);
            finding.related(self.place(repeated.earlier.span()), "the first time");
            found.push(finding);
        }
    }

    fn keywords_of(&self, schema: Node<'_>, draft: Draft, found: &mut Vec<Finding>) {
        for (key, value) in schema.members() {
            let Some(name) = key.as_str() else { continue };
            if !is_known(&name)
                && let Some(label) = unknown(&name, schema)
            {
                found.push(Finding::new(UNKNOWN_KEYWORD, self.place(key.span()), label));
            }
            if name == "format"
                && let Some(format) = value.as_str().filter(|format| !known_format(format))
                && let Some(meant) = meant_format(&format)
            {
                let label = message!("no format is called {format}; {question}", format: quote(&format), question: did_you_mean(quote(meant)));
                let mut finding = Finding::new(UNKNOWN_KEYWORD, self.place(value.span()), label);
                finding.title("a format of the schema is unknown");
                finding.note("no value is held against a format that is unknown");
                found.push(finding);
            }
        }
        if matches!(draft, Draft::Draft4 | Draft::Draft6 | Draft::Draft7) {
            self.siblings_of(schema, draft, found);
        }
    }

    /// What stands beside a `$ref` and would judge, were it not for the `$ref`.
    fn siblings_of(&self, schema: Node<'_>, draft: Draft, found: &mut Vec<Finding>) {
        if !schema.get("$ref").is_some_and(|reference| reference.kind() == Kind::String) {
            return;
        }
        let judging =
            schema.members().filter(|(key, _)| key.as_str().is_some_and(|name| keywords::judges(&name)));
        let keys: Vec<Node<'_>> =
            judging.map(|(key, _)| key).filter(|key| key.as_str().as_deref() != Some("$ref")).collect();
        let Some(first) = keys.first() else { return };
        let names: Vec<Argument> = keys.iter().filter_map(|key| Some(quote(&key.as_str()?))).collect();
        let label = Message::new(
            "{names} beside `$ref`: ignored in {draft}",
            vec![("names", Argument::List(names)), ("draft", Argument::ours(draft_name(draft)))],
        );
        let mut finding = Finding::new(IGNORED_SIBLING, self.place(first.span()), label);
        finding.help("write `\"allOf\": [{\"$ref\": …}, {…}]`, or a draft from 2019-09 on, where both count");
        found.push(finding);
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::File { file: self.file, bytes: self.start + span.start as u64..self.start + span.end as u64 }
    }
}

/// What is said of an unknown keyword, if anything is.
fn unknown(name: &str, schema: Node<'_>) -> Option<Message> {
    match meant_keyword(name) {
        Some(meant) if schema.get(meant).is_none() => Some(
            message!("no keyword is called {name}; {question}", name: quote(name), question: did_you_mean(quote(meant))),
        ),
        None if is_meant_for_ours(name) => Some(message!(
            "no keyword is called {name}: tadqiq knows x-tadqiq, x-tadqiq-labels and x-tadqiq-message",
            name: quote(name)
        )),
        _ => None,
    }
}

fn draft_name(draft: Draft) -> &'static str {
    match draft {
        Draft::Draft4 => "draft 4",
        Draft::Draft6 => "draft 6",
        _ => "draft 7",
    }
}
