//! The `x-tadqiq` keyword.

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::error::LayoutErrorKind;
use super::membership::Membership;
use crate::text::nearest::nearest;
use crate::words::Role;

/// What an `x-tadqiq` says of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// What the value means.
    pub role: Role,
    /// The collection that a reference points into.
    pub to: Option<String>,
    /// The schema's words, each with ours.
    pub values: FxHashMap<String, String>,
    /// The language of the value.
    pub language: Option<LanguageSource>,
    /// The group it belongs to where the record is flat: the innermost object with a group role elsewhere.
    pub member_of: Option<Membership>,
    /// Our word for the side of the participant it belongs to: `host` or `guest`.
    pub side: Option<String>,
    /// Whether the schema itself says how the value is written: by `format`, `pattern`, `enum` or `const`.
    pub is_format_declared: bool,
    /// Whether the schema says that the value is a whole number, and nothing else.
    pub is_integer_declared: bool,
    /// Whether the schema says that the value is HTML, Markdown or XML: by `contentMediaType`, or by `format`.
    pub is_markup_declared: bool,
}

/// Where a value's language is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LanguageSource {
    /// A tag (BCP 47).
    Tag(String),
    /// The value at this pointer, from the object that the annotated value lies in.
    Sibling(crate::words::Pointer),
    /// The key that the value stands under.
    Key,
}

impl Annotation {
    /// Reads the annotation of a schema object: a role, or an object with one.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and where below the annotation.
    pub(super) fn read(annotation: &Value, schema: &Value) -> Result<Self, (String, LayoutErrorKind)> {
        let mut read = match annotation {
            Value::String(word) => Self::of_role(role(word, "")?),
            Value::Object(members) => read_object(members)?,
            _ => return Err((String::new(), LayoutErrorKind::NotAnAnnotation)),
        };
        read.is_format_declared =
            ["format", "pattern", "enum", "const"].iter().any(|keyword| schema.get(keyword).is_some());
        read.is_integer_declared = schema.get("type").and_then(Value::as_str) == Some("integer");
        let says_markup = |keyword| schema.get(keyword).and_then(Value::as_str).is_some_and(is_markup);
        read.is_markup_declared = ["contentMediaType", "format"].into_iter().any(says_markup);
        Ok(read)
    }

    fn of_role(role: Role) -> Self {
        Self {
            role,
            to: None,
            values: FxHashMap::default(),
            language: None,
            member_of: None,
            side: None,
            is_format_declared: false,
            is_integer_declared: false,
            is_markup_declared: false,
        }
    }

    /// Our word for a word of the schema's: itself where the schema declares none.
    pub fn word<'a>(&'a self, theirs: &'a str) -> &'a str {
        self.values.get(theirs).map_or(theirs, String::as_str)
    }
}

/// `text/html`, `text/markdown; charset=utf-8`, `application/xhtml+xml`
fn is_markup(word: &str) -> bool {
    let word = word.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let kind = word.rsplit_once('/').map_or(word.as_str(), |(_, kind)| kind);
    kind.ends_with("+xml") || matches!(kind, "html" | "xml" | "markdown" | "x-markdown" | "md")
}

const KEYS: [&str; 10] =
    ["role", "to", "values", "language", "participant", "side", "when", "place", "evidence", "term"];
const SIDES: [&str; 2] = ["host", "guest"];

fn read_object(members: &serde_json::Map<String, Value>) -> Result<Annotation, (String, LayoutErrorKind)> {
    if let Some(unknown) = members.keys().find(|key| !KEYS.contains(&key.as_str())) {
        let nearest = nearest(unknown, KEYS).map(str::to_owned);
        return Err((below("", unknown), LayoutErrorKind::UnknownKey { key: unknown.clone(), nearest }));
    }
    let Some(word) = members.get("role").and_then(Value::as_str) else {
        return Err((String::new(), LayoutErrorKind::NoRole));
    };
    let mut annotation = Annotation::of_role(role(word, "/role")?);
    if let Some(to) = members.get("to") {
        let Some(to) = to.as_str() else {
            return Err(("/to".into(), LayoutErrorKind::Malformed("a collection's name")));
        };
        annotation.to = Some(to.to_owned());
    }
    if let Some(values) = members.get("values") {
        annotation.values = read_values(values)?;
    }
    if let Some(language) = members.get("language") {
        annotation.language = Some(read_language(language)?);
    }
    annotation.member_of = read_membership(members, annotation.role)?;
    if let Some(side) = members.get("side") {
        annotation.side = Some(read_side(side, annotation.member_of.as_ref())?);
    }
    Ok(annotation)
}

/// Under the name of a group role: which group of that role the value belongs to.
fn read_membership(
    members: &serde_json::Map<String, Value>,
    role: Role,
) -> Result<Option<Membership>, (String, LayoutErrorKind)> {
    let groups = Role::ALL.into_iter().filter(|role| role.is_group());
    let mut said = groups.filter_map(|group| Some((group, members.get(group.name())?)));
    let Some((group, name)) = said.next() else { return Ok(None) };
    let at = || below("", group.name());
    if let Some((second, _)) = said.next() {
        let kind = LayoutErrorKind::TwoGroups { one: group.name(), other: second.name() };
        return Err((below("", second.name()), kind));
    }
    if role.is_group() {
        return Err((at(), LayoutErrorKind::GroupOfAGroup { key: group.name(), role: role.name() }));
    }
    if role == Role::RecordId {
        return Err((at(), LayoutErrorKind::GroupOfAnId { key: group.name() }));
    }
    match name.as_str().filter(|name| !name.trim().is_empty()) {
        Some(name) => Ok(Some(Membership { group, name: name.to_owned() })),
        None => Err((
            at(),
            LayoutErrorKind::Malformed("a name of your choosing for the group, such as \"visitor\""),
        )),
    }
}

fn read_side(side: &Value, member_of: Option<&Membership>) -> Result<String, (String, LayoutErrorKind)> {
    let at = || "/side".to_owned();
    if member_of.is_none_or(|membership| membership.group != Role::Participant) {
        return Err((at(), LayoutErrorKind::SideOfNobody));
    }
    let Some(word) = side.as_str() else {
        return Err((at(), LayoutErrorKind::Malformed("`host` or `guest`")));
    };
    if !SIDES.contains(&word) {
        let nearest = nearest(word, SIDES).map(str::to_owned);
        return Err((at(), LayoutErrorKind::UnknownSide { word: word.to_owned(), nearest }));
    }
    Ok(word.to_owned())
}

fn role(word: &str, at: &str) -> Result<Role, (String, LayoutErrorKind)> {
    Role::named(word).ok_or_else(|| {
        let nearest = nearest(word, Role::ALL.map(Role::name)).map(str::to_owned);
        (at.to_owned(), LayoutErrorKind::UnknownRole { word: word.to_owned(), nearest })
    })
}

fn read_values(values: &Value) -> Result<FxHashMap<String, String>, (String, LayoutErrorKind)> {
    const WANTED: LayoutErrorKind =
        LayoutErrorKind::Malformed("an object from our word to a list of the schema's words");
    let Some(values) = values.as_object() else { return Err(("/values".into(), WANTED)) };
    let mut words = FxHashMap::default();
    for (ours, theirs) in values {
        let at = || below("/values", ours);
        let Some(theirs) = theirs.as_array() else { return Err((at(), WANTED)) };
        for word in theirs {
            let Some(word) = word.as_str() else { return Err((at(), WANTED)) };
            words.insert(word.to_owned(), ours.clone());
        }
    }
    Ok(words)
}

fn read_language(language: &Value) -> Result<LanguageSource, (String, LayoutErrorKind)> {
    let malformed = || {
        (
            "/language".to_owned(),
            LayoutErrorKind::Malformed("a language tag, a pointer to a sibling, or \"key\""),
        )
    };
    match language.as_str().ok_or_else(malformed)? {
        "key" => Ok(LanguageSource::Key),
        pointer if pointer.starts_with('/') => {
            crate::words::Pointer::parse(pointer).map(LanguageSource::Sibling).map_err(|_| malformed())
        }
        tag => Ok(LanguageSource::Tag(tag.to_owned())),
    }
}

fn below(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}
