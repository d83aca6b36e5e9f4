//! References, quotations, and the texts of sources.

use serde_json::json;

use super::{Understanding, ValueReader};
use crate::knowledge::citations::citations;
use crate::message;
use crate::record::Value;
use crate::record::texts::{DigestCheck, SourceText};
use crate::words::span::Locator;
use crate::words::{Argument, Message};

/// Passages that are named one by one.
const MOST_PASSAGES: usize = 3;

impl ValueReader<'_> {
    /// What a reference names.
    pub(super) fn reference(&self, value: &Value<'_>, understood: &mut Understanding) {
        let Some(to) = value.to() else { return };
        understood.put("to", to);
        understood.put("entry", serde_json::Value::Null);
        let Some(registry) = self.context.registries.registry(to) else {
            understood.put("standing", "no registry");
            understood.say("into", message!("{to}: the config names no such collection", to));
            return;
        };
        let id = value.text();
        match registry.entry(&id) {
            Some(entry) => {
                understood.say("entry", self.entry(to, entry, "by its id"));
                understood.put("standing", "resolved");
                understood.put("entry", self.entry_object(to, entry));
            }
            None if !registry.is_complete() => {
                let why = message!("{to}: it has no such id as far as it could be read", to);
                understood.say("into", why);
                understood.put("standing", "not known");
            }
            None => {
                let nearest = registry.nearest(&id);
                let said = match nearest {
                    Some(entry) => {
                        message!("{to} has no such id; the nearest: {id}", to, id: entry.id.as_str())
                    }
                    None => message!("{to} has no such id", to),
                };
                understood.say("into", said);
                understood.put("standing", "missing");
                understood.put("nearest", nearest.map(|entry| entry.id.as_str()));
            }
        }
    }

    /// Where a quotation stands in its source.
    pub(super) fn quote(&self, value: &Value<'_>, understood: &mut Understanding) {
        let place = value.fact_place();
        let all = citations(self.record, self.context);
        let citation =
            all.iter().find(|citation| citation.quote.is_some_and(|quote| quote.fact_place() == place));
        understood
            .put("source", citation.and_then(|citation| citation.source).map(|source| source.id.as_str()));
        let (standing, said): (&str, Message) = match citation {
            None => ("outside of evidence", "it is in no evidence, so no source goes with it".into()),
            Some(citation) if citation.source.is_none() => {
                ("no source", "no source that is registered stands beside it".into())
            }
            Some(citation) if citation.text.is_none() => {
                ("no text", "the source has no text that is loaded".into())
            }
            Some(citation) => return self.passages(&value.text(), citation.text, understood),
        };
        understood.put("standing", standing);
        understood.put("passages", json!([]));
        understood.say("source", said);
    }

    fn passages(&self, quote: &str, text: Option<&SourceText>, understood: &mut Understanding) {
        let Some(text) = text else { return };
        let found = text.find(quote);
        let file = text.file.to_string_lossy();
        let at = |start: usize| {
            let base = text.position_before(start as u64);
            let rest = text.text().as_bytes().get(base.byte as usize..).unwrap_or_default();
            let place = Locator::new(rest, base).position(start - base.byte as usize);
            (place.line, place.column)
        };
        for passage in found.iter().take(MOST_PASSAGES) {
            let (line, column) = at(passage.bytes.start);
            let place = format!("{file}:{line}:{column}");
            let points = text.code_points(&passage.bytes);
            let how =
                Argument::ours(if passage.is_exact { "letter by letter" } else { "not letter by letter" });
            let (start, end) = (points.start, points.end);
            understood.say(
                "stands at",
                message!("{place}, {how}, code points {start} to {end}", place, how, start, end),
            );
        }
        match found.len() {
            0 => {
                let nearest = text.nearest(quote).map(|bytes| at(bytes.start));
                understood.say(
                    "source",
                    match nearest {
                        Some((line, column)) => {
                            let place = format!("{file}:{line}:{column}");
                            message!("these words are not in it; the nearest: {place}", place)
                        }
                        None => message!("these words are not in {file}", file: file.as_ref()),
                    },
                );
            }
            count if count > MOST_PASSAGES => {
                understood.say("stands at", message!("{count} places in all", count: count as u64));
            }
            _ => {}
        }
        let passages = found.iter().map(|passage| {
            let (line, column) = at(passage.bytes.start);
            let points = text.code_points(&passage.bytes);
            json!({"file": file, "line": line, "column": column, "start": points.start, "end": points.end,
                "is_exact": passage.is_exact})
        });
        understood.put("standing", if found.is_empty() { "not found" } else { "found" });
        understood.put("passages", passages.collect::<Vec<_>>());
    }

    /// The text of a source, if it was read.
    pub(super) fn text_path(&self, _value: &Value<'_>, understood: &mut Understanding) {
        let id = self.record.id().map(|id| id.text()).unwrap_or_default();
        let name = self.collection.context.collection.as_deref().unwrap_or_default();
        let text = self.context.texts.of(name, &id);
        understood.put("is_loaded", text.is_some());
        let Some(text) = text else {
            understood.say(
                "reads",
                "no text is loaded: the file is not there, or no schema refers to this collection",
            );
            return;
        };
        let characters = text.text().chars().count() as u64;
        understood.say("reads", message!("{characters} characters", characters));
        understood.put("characters", characters);
        let digest = text.digest.as_ref().map(|(_, check)| match check {
            DigestCheck::Same => "same",
            DigestCheck::Differs { .. } => "differs",
            DigestCheck::Unknown { .. } => "unknown",
        });
        understood.put("digest", digest);
        if let Some(digest) = digest.filter(|digest| *digest != "same") {
            understood.say(
                "digest",
                match digest {
                    "differs" => "the text has another one",
                    _ => "it is no SHA-256",
                },
            );
        }
    }
}
