//! `reference/unknown`

use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::Safety;
use crate::words::{Edit, Fix, Level, Role};

use crate::knowledge::references::called;

rule! {
    /// A reference names no entry of its registry.
    ///
    /// `"person": "abdellatif-hamouchi"` points into `people`, and no entry there has that id. Whoever
    /// joins the records with the registry loses this one. The id is misspelt, or the entry is missing.
    ///
    /// The nearest entry is offered where there is one: by its name, by a slip of a letter or two, or by
    /// its consonants. To a number none is near: 71 is no slip of 17.
    ///
    /// **Not an error:** a reference into a collection that the config does not name, or that could not be
    /// read as a whole: then nothing is known.
    pub static RULE = {
        id: "reference/unknown",
        level: Level::Error,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Reference]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for reference in record.values(Role::Reference) {
        let Some(to) = reference.to() else { continue };
        let Some(registry) = context.registries.registry(to).filter(|registry| registry.is_complete()) else {
            continue;
        };
        let id = reference.text();
        // A name in the place of an id is for `reference/alias` and `reference/ambiguous` to say.
        if id.is_empty() || registry.entry(&id).is_some() || registry.named(&id).next().is_some() {
            continue;
        }
        let finding =
            findings.at(&reference, message!("{to} has no entry with the id {id}", to, id: id.as_ref()));
        let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
        let nearest = if is_number { None } else { registry.nearest(&id) };
        match nearest {
            None => {
                finding.help(message!("add the entry to {to}, or write the id of one that is there", to));
            }
            Some(entry) => {
                finding.related(entry.place, message!("the nearest: {name}", name: called(entry))).fix(Fix {
                    title: message!("refer to {id}", id: entry.id.as_str()),
                    safety: Safety::Unsafe,
                    edits: vec![Edit::Replace { place: (&reference).into(), text: entry.id.clone() }],
                });
            }
        }
    }
}
