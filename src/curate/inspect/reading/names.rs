//! What is known of names and offices.

use serde_json::json;

use super::{Understanding, ValueReader};
use crate::knowledge::names::offices::{OfficeReading, read};
use crate::knowledge::references::{called, entries_named, reference_beside};
use crate::message;
use crate::record::Value;
use crate::record::registry::{Entry, EntryKind};
use crate::text::character::main_script;
use crate::text::key::loose_key;
use crate::words::{Argument, Message};

/// Entries that are named one by one.
const MOST_ENTRIES: usize = 5;

impl ValueReader<'_> {
    /// A name: its key, its script, and the entry of a registry that it is resolved to.
    pub(super) fn name(&self, value: &Value<'_>, understood: &mut Understanding) {
        key_and_script(value, understood);
        let text = value.text();
        let beside = reference_beside(value, self.context)
            .and_then(|reference| Some((reference.to()?, self.context.entry(&reference)?)));
        if let Some((collection, entry)) = beside {
            understood.say("entry", self.entry(collection, entry, "by the reference beside it"));
            understood.put("entry", self.entry_object(collection, entry));
            understood.put("entry_by", "reference");
            return;
        }
        let named = entries_named(value.role(), &text, self.context);
        for (collection, entry) in named.iter().take(MOST_ENTRIES) {
            understood.say("entry", self.entry(collection, entry, "by its name"));
        }
        if let [(collection, entry)] = named.as_slice() {
            understood.put("entry", self.entry_object(collection, entry));
            understood.put("entry_by", "name");
            return;
        }
        understood.put("entry", serde_json::Value::Null);
        if let Some(more) = named.len().checked_sub(MOST_ENTRIES).filter(|more| *more > 0) {
            understood.say("entry", message!("and {more} more", more: more as u64));
        }
        if named.is_empty() {
            let kind = EntryKind::named_by(value.role());
            let why = match self.context.registries.of(kind).next() {
                Some(_) => "none: no registry has the name, and no reference stands beside it",
                None => "none: no registry of such names is loaded",
            };
            understood.say("entry", why);
        }
    }

    /// An entry, where it stands, and by what it was found.
    pub(super) fn entry(&self, collection: &str, entry: &Entry, by: &'static str) -> Message {
        let (id, name, by) = (entry.id.as_str(), called(entry), Argument::ours(by));
        let who = match name == id {
            true => message!("{collection} {id}", collection, id),
            false => message!("{collection} {id}, {name}", collection, id, name),
        };
        let place = self.file_and_line(entry.place);
        match place.map(|(file, line)| format!("{file}:{line}")) {
            Some(place) => message!("{who}, {by}: {place}", who, by, place),
            None => message!("{who}, {by}", who, by),
        }
    }

    pub(super) fn entry_object(&self, collection: &str, entry: &Entry) -> serde_json::Value {
        let place = self.file_and_line(entry.place);
        json!({
            "collection": collection,
            "id": entry.id,
            "name": called(entry),
            "file": place.as_ref().map(|(file, _)| file),
            "line": place.as_ref().map(|(_, line)| line),
        })
    }
}

/// By what a name is compared.
pub(super) fn key_and_script(value: &Value<'_>, understood: &mut Understanding) {
    let text = value.text();
    let (key, script) = (loose_key(&text), main_script(&text).map(|script| script.full_name()));
    match script {
        _ if key.is_empty() => understood.say("key", "none: there is no letter in it"),
        Some(script) => {
            understood.say(
                "key",
                message!("{key}, {script} script", key: key.as_str(), script: Argument::ours(script)),
            );
        }
        None => understood.say("key", message!("{key}", key: key.as_str())),
    }
    understood.put("key", key);
    understood.put("script", script);
}

/// An office, as far as its words are known.
pub(super) fn office(value: &Value<'_>, understood: &mut Understanding) {
    let text = value.text();
    key_and_script(value, understood);
    let (kind, name, office) = match read(&text) {
        OfficeReading::Office => {
            understood.say("reads", "an office");
            ("office", None, Some(text.into_owned()))
        }
        OfficeReading::Both { name, office } => {
            understood.say(
                "reads",
                message!("the office {office} of {name}", office: office.as_str(), name: name.as_str()),
            );
            ("both", Some(name), Some(office))
        }
        OfficeReading::Other => {
            understood.say("reads", "not known to be an office and nothing else");
            ("unknown", None, None)
        }
    };
    understood.put("reading", kind);
    understood.put("name", name);
    understood.put("office", office);
}
