//! A JSON Schema of the records as they were seen, with the roles that were guessed.

use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};

use super::contents::is_address;
use super::guess::{
    ConditionalGuess, GuessedMeaning, Guesses, Holding, RoleGuess, escaped, is_by_language, is_map,
};
use super::keys::KeyReading;
use super::observed::{ObservedTexts, ObservedValue};
use crate::words::Role;

/// What a schema is made of.
#[derive(Debug, Clone, Copy)]
pub struct SchemaOutline<'s> {
    /// The records, counted in.
    pub records: &'s ObservedValue,
    /// What their places mean.
    pub guesses: &'s Guesses,
    /// Whether every record was read.
    pub is_read_whole: bool,
    /// What the records are called.
    pub title: &'s str,
}

/// The schema: draft 2020-12.
pub fn schema(outline: &SchemaOutline<'_>) -> Value {
    let fields = outline.guesses.fields.iter();
    let meanings = fields.map(|field| (field.pointer.as_str(), &field.meaning)).collect();
    let conditional = &outline.guesses.conditional;
    let writer = Writer { meanings, conditional, is_read_whole: outline.is_read_whole };
    let records = outline.records;
    let mut root = Map::new();
    root.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("$comment".into(), json!(writer.about(records)));
    root.insert("title".into(), json!(outline.title));
    let Value::Object(rest) = writer.value(records, "") else { return Value::Object(root) };
    root.extend(rest.into_iter().filter(|(keyword, _)| keyword != "$comment"));
    // A record that is none is an error of its file, and no shape of records.
    root.insert("type".into(), json!("object"));
    Value::Object(root)
}

/// The annotation of a guess.
pub fn annotation(guess: &RoleGuess) -> Value {
    let mut members = Map::new();
    members.insert("role".into(), json!(guess.role.name()));
    if let Some(to) = &guess.to {
        members.insert("to".into(), json!(to));
    }
    if !guess.values.is_empty() {
        members.insert("values".into(), json!(guess.values));
    }
    if guess.is_keyed_by_language {
        members.insert("language".into(), json!("key"));
    }
    if let Some(part) = &guess.participant {
        members.insert("participant".into(), json!(part.name));
        if let Some(side) = part.side {
            members.insert("side".into(), json!(side));
        }
    }
    if members.len() == 1 { json!(guess.role.name()) } else { Value::Object(members) }
}

/// What is said of a guess beside it.
pub fn comment(meaning: &GuessedMeaning) -> String {
    match meaning {
        GuessedMeaning::Role(guess) => {
            format!("guessed role {}: {} — review", guess.role.name(), guess.ground)
        }
        GuessedMeaning::Unknown(why) => format!("role unknown: {why} — review"),
    }
}

struct Writer<'w> {
    meanings: FxHashMap<&'w str, &'w GuessedMeaning>,
    conditional: &'w [ConditionalGuess],
    is_read_whole: bool,
}

/// A text that an enum may list.
const LONGEST_ENTRY: usize = 40;
/// Entries that an enum may have.
const MOST_ENTRIES: usize = 12;

impl Writer<'_> {
    fn about(&self, records: &ObservedValue) -> String {
        let keys = match (self.is_read_whole, records.unlisted.is_some()) {
            (_, true) => format!(
                "; they have {} different keys, of which the first {} are listed, so other keys are allowed",
                records.keys(),
                records.members().count()
            ),
            (true, false) => {
                "; every record was read, so a key that none of them has is not allowed".to_owned()
            }
            (false, false) => {
                "; not every record was read, so other keys are allowed, and no enum is listed".to_owned()
            }
        };
        let in_all = records.members().any(|(_, value)| value.seen == records.objects);
        let shapes = match in_all || records.objects < 2 {
            true => "",
            false => {
                "; no key is in all of them: they may be of several shapes, and are better in files apart"
            }
        };
        format!(
            "proposed by tadqiq init from {} records; each role is a guess that says its ground: review it, and take the comment out{keys}{shapes}",
            records.seen
        )
    }

    fn value(&self, value: &ObservedValue, pointer: &str) -> Value {
        let mut schema = Map::new();
        let types = types(value);
        match &types[..] {
            // What it is where it is not null, nobody has seen.
            [] | ["null"] => {}
            [only] => {
                schema.insert("type".into(), json!(only));
            }
            many => {
                schema.insert("type".into(), json!(many));
            }
        }
        let meaning = self.meanings.get(pointer).copied();
        let role = meaning.and_then(|meaning| match meaning {
            GuessedMeaning::Role(guess) => Some(guess),
            GuessedMeaning::Unknown(_) => None,
        });
        self.say_texts(value, pointer, role.map(|guess| guess.role), &mut schema);
        // A role goes on values of one kind.
        if let Some(guess) = role {
            schema.insert("x-tadqiq".into(), annotation(guess));
        }
        if let Some(meaning) = meaning {
            schema.insert("$comment".into(), json!(comment(meaning)));
        }
        if value.is_cut {
            schema.insert(
                "$comment".into(),
                json!("lies deeper than is looked: what is in it is not described"),
            );
            return Value::Object(schema);
        }
        if let Some(elements) = &value.elements
            && elements.seen > 0
        {
            schema.insert("items".into(), self.value(elements, &format!("{pointer}/*")));
        }
        if value.objects > 0 {
            self.say_members(value, pointer, &mut schema);
        }
        Value::Object(schema)
    }

    fn say_texts(
        &self,
        value: &ObservedValue,
        pointer: &str,
        role: Option<Role>,
        schema: &mut Map<String, Value>,
    ) {
        let texts = &value.texts;
        if value.texts_alone() == 0 || !value.is_text() {
            return;
        }
        if !names_something(pointer)
            && let Some(entries) = self.entries(value, role)
        {
            schema.insert("enum".into(), entries);
            return;
        }
        if texts.blank > 0 || !texts.are_all_kept() || texts.count < 2 {
            return;
        }
        let all = |fits: fn(&str) -> bool| texts.distinct.iter().all(|(text, _)| fits(text));
        if all(is_day) {
            schema.insert("format".into(), json!("date"));
        } else if all(is_address) && role == Some(Role::Url) {
            schema.insert("format".into(), json!("iri"));
        }
    }

    /// The entries of an enum, where a few short texts stand again and again.
    fn entries(&self, value: &ObservedValue, role: Option<Role>) -> Option<Value> {
        const FEWEST: u64 = 10;
        const OFTEN: u64 = 4;

        let texts = &value.texts;
        let may_be = matches!(role, None | Some(Role::Side | Role::Status));
        let different = texts.different();
        let is_closed = self.is_read_whole && may_be && texts.blank == 0 && texts.longest <= LONGEST_ENTRY;
        let is_sure = matches!(role, Some(Role::Side | Role::Status)) || texts.count >= FEWEST;
        if !is_closed
            || !is_sure
            || different > MOST_ENTRIES
            || texts.count < different as u64 * OFTEN
            || is_dated(texts)
        {
            return None;
        }
        let mut entries: Vec<Value> = texts.distinct.iter().map(|(text, _)| json!(text)).collect();
        entries.sort_by(|one, other| one.as_str().cmp(&other.as_str()));
        if value.nulls > 0 {
            entries.push(Value::Null);
        }
        Some(Value::Array(entries))
    }

    fn say_members(&self, object: &ObservedValue, pointer: &str, schema: &mut Map<String, Value>) {
        if is_by_language(object) {
            schema
                .insert("propertyNames".into(), json!({ "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" }));
            let all = object.all_members();
            schema.insert("additionalProperties".into(), self.value(&all, &format!("{pointer}/*")));
            return;
        }
        if is_map(object) {
            let all = object.all_members();
            let what = format!(
                "its {} keys are taken for data, as ids are: each value is of one kind",
                object.keys()
            );
            schema.insert("$comment".into(), json!(what));
            schema.insert("additionalProperties".into(), self.value(&all, &format!("{pointer}/*")));
            return;
        }
        let mut properties = Map::new();
        if pointer.is_empty() && object.member("$schema").is_none() {
            properties.insert("$schema".into(), json!({ "type": "string" }));
        }
        for (key, member) in object.members() {
            properties.insert(key.to_owned(), self.value(member, &format!("{pointer}/{}", escaped(key))));
        }
        schema.insert("properties".into(), Value::Object(properties));
        if self.is_read_whole && object.unlisted.is_none() {
            schema.insert("patternProperties".into(), json!({ "^x-": {} }));
            schema.insert("additionalProperties".into(), json!(false));
        }
        let required: Vec<&str> = object
            .members()
            .filter(|(key, member)| member.seen == object.objects && *key != "$schema")
            .map(|(key, _)| key)
            .collect();
        if !required.is_empty() {
            schema.insert("required".into(), json!(required));
        }
        let branches = self.branches(pointer);
        if !branches.is_empty() {
            schema.insert("allOf".into(), Value::Array(branches));
        }
    }

    /// What holds in an object where a member of it says so: a branch a condition.
    fn branches(&self, group: &str) -> Vec<Value> {
        let guesses: Vec<&ConditionalGuess> =
            self.conditional.iter().filter(|guess| guess.group == group).collect();
        let mut branches: Vec<Value> = Vec::new();
        let mut done = Vec::new();
        for guess in &guesses {
            let condition = &guess.condition;
            if done.contains(&condition) {
                continue;
            }
            done.push(condition);
            let said = match condition.holds {
                Holding::OneOf => json!({ "enum": condition.texts }),
                Holding::NoneOf => json!({ "type": "string", "not": { "enum": condition.texts } }),
            };
            let mut properties = Map::new();
            for same in guesses.iter().filter(|other| other.condition == *condition) {
                let key = same.field.pointer.rsplit('/').next().unwrap_or_default();
                let key = key.replace("~1", "/").replace("~0", "~");
                if let GuessedMeaning::Role(guess) = &same.field.meaning {
                    let what =
                        json!({ "x-tadqiq": annotation(guess), "$comment": comment(&same.field.meaning) });
                    properties.insert(key, what);
                }
            }
            branches.push(json!({
                "if": { "properties": { condition.key.as_str(): said }, "required": [condition.key.as_str()] },
                "then": { "properties": properties }
            }));
        }
        branches
    }
}

/// Whether a key says that names, dates or prose stand there: few different ones so far are no closed list.
fn names_something(pointer: &str) -> bool {
    const CLOSED: [Role; 4] = [Role::Side, Role::Status, Role::Language, Role::Country];

    let key = pointer.split('/').rfind(|step| *step != "*").unwrap_or_default();
    let key = key.replace("~1", "/").replace("~0", "~");
    let roles = KeyReading::of(&key).roles("any");
    !roles.is_empty() && !roles.iter().all(|role| CLOSED.contains(role))
}

fn types(value: &ObservedValue) -> Vec<&'static str> {
    let counted = [
        (value.objects, "object"),
        (value.lists, "array"),
        (value.texts_alone(), "string"),
        (if value.fractions > 0 { 0 } else { value.integers }, "integer"),
        (value.fractions, "number"),
        (value.booleans, "boolean"),
        (value.nulls, "null"),
    ];
    counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, name)| name).collect()
}

fn is_day(text: &str) -> bool {
    text.len() == "2022-08-02".len() && text.parse::<chrono::NaiveDate>().is_ok()
}

/// Texts with figures in them are seldom a closed list: numbers of a month, of a file.
fn is_dated(texts: &ObservedTexts) -> bool {
    texts.distinct.iter().any(|(text, _)| text.contains(char::is_numeric))
}
