//! What is read of a value: by the functions that the rules ask.

mod dates;
mod names;
mod places;
mod sources;

use serde_json::{Map, Value as Json};

use crate::project::{Collection, Inventory};
use crate::record::{Context, Record, Value};
use crate::words::{FactPlace, Message, Role};

/// What was read of a value: in lines for people, each with what it is, and in members for programs.
#[derive(Debug, Clone, Default)]
pub struct Understanding {
    pub lines: Vec<(&'static str, Message)>,
    pub members: Map<String, Json>,
}

impl Understanding {
    fn say(&mut self, what: &'static str, said: impl Into<Message>) {
        self.lines.push((what, said.into()));
    }

    fn put(&mut self, key: &str, value: impl Into<Json>) {
        self.members.insert(key.to_owned(), value.into());
    }
}

/// Reads values as the rules of a collection do.
pub struct ValueReader<'r> {
    record: &'r Record<'r>,
    context: &'r Context,
    collection: &'r Collection,
    inventory: &'r Inventory,
}

impl<'r> ValueReader<'r> {
    pub fn new(record: &'r Record<'r>, collection: &'r Collection, inventory: &'r Inventory) -> Self {
        Self { record, context: &collection.context, collection, inventory }
    }

    /// What is read of a value.
    pub fn read(&self, value: &Value<'_>) -> Understanding {
        let mut understood = Understanding::default();
        match value.role() {
            Role::DateText | Role::HijriDate => self.date_text(value, &mut understood),
            Role::Date | Role::DateEnd | Role::TermStart | Role::TermEnd | Role::Published => {
                dates::normal_form(value, &mut understood);
            }
            Role::Weekday => dates::weekday(value, &mut understood),
            Role::PersonName | Role::OrganizationName | Role::PlaceName => {
                self.name(value, &mut understood);
                if value.role() == Role::PlaceName {
                    places::place(value, &mut understood);
                }
            }
            Role::CanonicalName | Role::OtherSpelling | Role::OtherEntity => {
                names::key_and_script(value, &mut understood);
            }
            Role::Office => names::office(value, &mut understood),
            Role::Country => places::country(value, &mut understood),
            Role::Reference => self.reference(value, &mut understood),
            Role::Quote => self.quote(value, &mut understood),
            Role::TextPath => self.text_path(value, &mut understood),
            Role::Status | Role::Side => word(value, &mut understood),
            _ => {}
        }
        understood
    }

    /// A place of a registry's entry, as people write it: `people.json:12`.
    fn file_and_line(&self, place: FactPlace) -> Option<(String, u64)> {
        let record = place.record();
        let file = self.inventory.files.get(record.file as usize)?;
        let input = self.inventory.open(file).ok()?;
        let before = input.read_range(0, record.start).ok()?;
        Some((file.name.clone(), before.iter().filter(|byte| **byte == b'\n').count() as u64 + 1))
    }
}

/// Our word for a word of the schema's.
fn word(value: &Value<'_>, understood: &mut Understanding) {
    let ours = value.word();
    understood.put("word", ours.as_str());
    if ours != value.text() {
        understood.say("means", crate::message!("{ours}", ours));
    }
}
