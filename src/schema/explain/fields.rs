//! Fields that are missing, unknown, or ill-named.

use jsonschema::ValidationError;

use super::{Defect, Explainer, MOST_FINDINGS, pointer_of};
use crate::message;
use crate::rule::Finding;
use crate::rules::schema::{missing_field, unknown_field, violation};
use crate::schema::words::{cut, quote};
use crate::text::key::orthographic_key;
use crate::text::nearest::nearest;
use crate::words::Safety;
use crate::words::phrase::did_you_mean;
use crate::words::{Argument, Edit, Fix, Message, Pointer};

/// Names that a sentence lists.
const LISTED: usize = 20;

/// Bytes of a name that are compared with titles.
const LONGEST_NAME: usize = 200;

/// The fields that an object may have.
struct Known<'k> {
    names: Vec<&'k str>,
    /// Those it does not have yet, with their titles: what an unknown field may be meant for.
    free: Vec<(&'k str, Option<String>)>,
}

impl Explainer<'_> {
    pub(super) fn missing(&self, error: &ValidationError<'_>, name: &str) -> Defect {
        let object = pointer_of(error);
        let field = object.join(name);
        let title = self.schema.title_at(&field).filter(|title| !title.eq_ignore_ascii_case(name));
        let label = match title {
            Some(title) => message!("{name} ({title}) is missing here", name: quote(name), title: cut(title)),
            None => message!("{name} is missing here", name: quote(name)),
        };
        let mut finding = self.finding(&missing_field::RULE, self.value(&object), label);
        finding.help.extend(self.schema.hint(None, &field));
        self.add_what_asks_for_it(error, &object, name, &mut finding);
        Defect { finding, field: Some((object, name.to_owned())), meant: None, keyword: "required" }
    }

    /// `dependentRequired`: the field is due because another one is there.
    fn add_what_asks_for_it(
        &self,
        error: &ValidationError<'_>,
        object: &Pointer,
        name: &str,
        finding: &mut Finding,
    ) {
        let Some(part) = self.schema.part_of(error) else { return };
        let keywords = ["dependentRequired", "dependencies"];
        let Some(all) = keywords
            .iter()
            .find(|keyword| **keyword == part.keyword)
            .and_then(|keyword| part.schema.get(*keyword))
        else {
            return;
        };
        let asks = all.as_object().into_iter().flatten().filter(|(_, due)| {
            due.as_array().is_some_and(|due| due.iter().any(|due| due.as_str() == Some(name)))
        });
        let node = self.node(object);
        for (other, _) in asks.filter(|(other, _)| node.get(other).is_some()) {
            finding.note(message!("it is required where {other} is given", other: quote(other)));
            finding.related(self.key(&object.join(other)), message!("asks for {name}", name: quote(name)));
        }
    }

    pub(super) fn unknown(
        &self,
        error: &ValidationError<'_>,
        names: &[String],
        keyword: &'static str,
    ) -> Vec<Defect> {
        let object = pointer_of(error);
        let known = self.known(&object, self.schema.known_fields(&object));
        let told = names.iter().take(MOST_FINDINGS);
        let mut defects: Vec<Defect> =
            told.map(|name| self.unknown_field(&object, name, &known, keyword)).collect();
        if let (Some(more), Some(last)) = (names.len().checked_sub(MOST_FINDINGS), defects.last_mut())
            && more > 0
        {
            last.finding.note(message!("{more} more fields of this object are unknown", more));
        }
        let meant: Vec<Option<String>> = defects.iter().map(|defect| defect.meant.clone()).collect();
        for (at, defect) in defects.iter_mut().enumerate() {
            let is_contested =
                meant.iter().enumerate().any(|(other, name)| other != at && *name == meant[at]);
            if is_contested {
                defect.finding.fixes.clear();
            }
        }
        defects
    }

    fn known<'k>(&'k self, object: &Pointer, names: Vec<&'k str>) -> Known<'k> {
        let node = self.node(object);
        let free = names.iter().filter(|name| node.get(name).is_none());
        let free = free.map(|name| (*name, self.schema.title_at(&object.join(name)).map(orthographic_key)));
        let free = free.collect();
        Known { names, free }
    }

    fn unknown_field(
        &self,
        object: &Pointer,
        name: &str,
        known: &Known<'_>,
        keyword: &'static str,
    ) -> Defect {
        let place = object.join(name);
        let key = orthographic_key(name.get(..LONGEST_NAME).unwrap_or(name));
        let titled =
            || known.free.iter().find(|(_, title)| title.as_ref() == Some(&key)).map(|(name, _)| *name);
        let others = known.free.iter().map(|(other, _)| *other).filter(|other| *other != name);
        let meant = nearest(name, others).or_else(titled);
        let known = known.names.as_slice();
        let label = match meant {
            Some(meant) => {
                message!("no field is called {name}; {question}", name: quote(name), question: did_you_mean(quote(meant)))
            }
            None if known.contains(&name) => message!("{name} does not go here", name: quote(name)),
            None => message!("no field is called {name} here", name: quote(name)),
        };
        let mut finding = self.finding(&unknown_field::RULE, self.key(&place), label);
        if let Some(meant) = meant {
            let same = orthographic_key(meant) == orthographic_key(name);
            finding.fix(Fix {
                title: message!("rename it to {meant}", meant: quote(meant)),
                safety: if same { Safety::Safe } else { Safety::Unsafe },
                edits: vec![Edit::RenameKey { place: self.value(&place), key: meant.to_owned() }],
            });
        } else if !known.is_empty() && !known.contains(&name) {
            finding.help.push(fields_are(known));
        }
        Defect {
            finding,
            field: Some((object.clone(), name.to_owned())),
            meant: meant.map(str::to_owned),
            keyword,
        }
    }

    /// `propertyNames`: the name of a field is not as the schema asks.
    pub(super) fn field_name(&self, error: &ValidationError<'_>, inner: &ValidationError<'_>) -> Finding {
        let name = inner.instance().as_str().unwrap_or_default().to_owned();
        let place = pointer_of(error).join(&name);
        let label = match inner.kind() {
            jsonschema::error::ValidationErrorKind::Enum { options } => {
                let options = options.as_array().into_iter().flatten().filter_map(|option| option.as_str());
                let names: Vec<&str> = options.collect();
                return self.unnamed_field(&place, &name, &names);
            }
            _ => message!("{name} may not be the name of a field here", name: quote(&name)),
        };
        let mut finding = self.finding(&violation::RULE, self.key(&place), label);
        let part = self.schema.part_of(inner);
        let description = part.as_ref().and_then(|part| part.schema.get("description")?.as_str());
        finding
            .help
            .extend(description.map(|description| message!("{description}", description: cut(description))));
        if let jsonschema::error::ValidationErrorKind::Pattern { pattern } = inner.kind() {
            finding.note(message!("names here match {pattern}", pattern: cut(pattern)));
        }
        finding
    }

    fn unnamed_field(&self, place: &Pointer, name: &str, names: &[&str]) -> Finding {
        let object = place.parent().unwrap_or_default();
        let mut finding =
            self.unknown_field(&object, name, &self.known(&object, names.to_vec()), "propertyNames").finding;
        finding.rule = &violation::RULE;
        finding
    }
}

fn fields_are(known: &[&str]) -> Message {
    let mut names: Vec<Argument> = known.iter().take(LISTED).map(|name| Argument::from(*name)).collect();
    if known.len() > LISTED {
        names.push(Argument::from(message!("and {more} more", more: known.len() - LISTED)));
    }
    Message::new("the fields here are {names}", vec![("names", Argument::List(names))])
}
