//! Why a schema cannot be judged by.

use std::path::PathBuf;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use super::bounds::pointer_where;
use super::words;
use crate::text::character::show;
use crate::{Argument, Message, Pointer, message};

/// Why a schema cannot be judged by. The schema's author can mend each of them.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// Its file cannot be read.
    #[error("{}", shown(self))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Its file is not UTF-8.
    #[error("{}", shown(self))]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The first byte that is not, from 0.
        byte: usize,
    },
    /// Its file is not JSON.
    #[error("{}", shown(self))]
    NotJson {
        /// The file.
        path: PathBuf,
        /// Where, and why.
        source: serde_json::Error,
    },
    /// It has more bytes than we take.
    #[error("{}", shown(self))]
    TooLarge {
        /// Bytes we take.
        most: usize,
    },
    /// It has more values than we take.
    #[error("{}", shown(self))]
    TooMany {
        /// Values we take.
        most: usize,
    },
    /// Its objects and arrays are nested deeper than we take.
    #[error("{}", shown(self))]
    TooDeep {
        /// Levels we take.
        most: usize,
    },
    /// It is neither an object nor a boolean.
    #[error("{}", shown(self))]
    NotASchema,
    /// Its `$schema` is none of JSON Schema's drafts.
    #[error("{}", shown(self))]
    UnknownDraft(String),
    /// It breaks the rules of JSON Schema.
    #[error("{}", shown(self))]
    Invalid {
        /// Where in the schema.
        pointer: Pointer,
        /// What is wrong there.
        what: Box<Message>,
    },
    /// A pattern cannot be read, or only by an engine whose time has no bound.
    #[error("{}", shown(self))]
    Pattern {
        /// Where in the schema.
        pointer: Pointer,
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A reference leads nowhere.
    #[error("{}", shown(self))]
    Reference {
        /// Where in the schema.
        pointer: Pointer,
        /// What it refers to.
        reference: String,
        /// Why that is not there.
        problem: ReferenceProblem,
    },
    /// References go round in a circle without going on in the record.
    #[error("{}", shown(self))]
    Circle {
        /// A schema on the circle.
        pointer: Pointer,
    },
    /// A chain of references is longer than we follow.
    #[error("{}", shown(self))]
    LongChain {
        /// Where it starts.
        pointer: Pointer,
        /// Links we follow.
        most: usize,
    },
    /// One value of a record would be judged in more ways than we try.
    #[error("{}", shown(self))]
    TooManyWays {
        /// The schema that has them.
        pointer: Pointer,
        /// Ways we try.
        most: u64,
    },
    /// No schema of that name comes with the program.
    #[error("{}", shown(self))]
    UnknownName {
        /// The name.
        name: String,
        /// A name that it may be meant for.
        nearest: Option<&'static str>,
    },
}

/// Why what a reference names is not there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceProblem {
    /// It is no URI.
    #[error("it is not a valid URI reference")]
    NoUri,
    /// The part after `#` names nothing.
    #[error("there is nothing at that place of the schema")]
    NoPlace,
    /// It lies on the network, or outside the schema's folder.
    #[error("it lies outside the schema's folder, and only files of that folder are read, never the network")]
    Elsewhere,
    /// There is no such file in the schema's folder.
    #[error("there is no such file in the schema's folder")]
    NoFile,
    /// The schema has no folder.
    #[error("the schema has no folder to look in")]
    NoFolder,
    /// More files than we read.
    #[error("the schema is spread over more than {0} files")]
    TooManyFiles(usize),
    /// The file is there, but cannot be read as JSON.
    #[error("{0}")]
    BadFile(String),
}

impl ReferenceProblem {
    pub(super) fn of(error: &referencing::Error) -> Self {
        match error {
            referencing::Error::Unretrievable { source, .. } => {
                source.downcast_ref::<Self>().cloned().unwrap_or(Self::Elsewhere)
            }
            referencing::Error::InvalidUri(_) => Self::NoUri,
            _ => Self::NoPlace,
        }
    }

    pub(super) fn of_file(error: SchemaError) -> Self {
        Self::BadFile(error.to_string())
    }
}

impl SchemaError {
    /// What is wrong, as a sentence.
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable { path, source } => {
                message!("the schema {path} cannot be read: {reason}", path: path.to_string_lossy(), reason: source.to_string())
            }
            Self::NotUtf8 { path, byte } => {
                message!("the schema {path} is not UTF-8 text: byte {byte}", path: path.to_string_lossy(), byte: *byte)
            }
            Self::NotJson { path, source } => message!(
                "the schema {path} is not JSON: {reason}",
                path: path.to_string_lossy(),
                reason: source.to_string()
            ),
            Self::TooLarge { most } => message!("the schema has more than {most} bytes", most: *most),
            Self::TooMany { most } => message!("the schema has more than {most} values", most: *most),
            Self::TooDeep { most } => {
                message!("the schema is nested more than {most} levels deep", most: *most)
            }
            Self::NotASchema => {
                Message::from("a schema is an object, or true or false; this is something else")
            }
            Self::UnknownDraft(address) => {
                message!("the schema says it is written in {address}, which is no draft of JSON Schema", address: address.as_str())
            }
            Self::Invalid { pointer, what } => {
                message!("the schema is not a valid JSON Schema at {pointer}: {what}", pointer: place(pointer), what: (**what).clone())
            }
            Self::Pattern { pointer, pattern, reason } => {
                message!("the pattern {pattern} at {pointer} of the schema cannot be used: {reason}", pattern: words::cut(pattern),
                    reason: Argument::ours(reason.clone()), pointer: place(pointer))
            }
            Self::Reference { pointer, reference, problem } => message!(
                "the reference {reference} at {pointer} of the schema leads nowhere: {problem}",
                reference: words::cut(reference),
                pointer: place(pointer),
                problem: problem.to_string()
            ),
            Self::Circle { pointer } => {
                message!("the schema at {pointer} refers to itself without going on to a value inside", pointer: place(pointer))
            }
            Self::LongChain { pointer, most } => message!(
                "the schema at {pointer} leads through more than {most} schemas in one another",
                pointer: place(pointer),
                most: *most
            ),
            Self::TooManyWays { pointer, most } => {
                message!("the schema at {pointer} judges one value in more than {most} ways", pointer: place(pointer), most: *most)
            }
            Self::UnknownName { name, .. } => {
                message!("no schema named {name} comes with tadqiq", name: words::cut(name))
            }
        }
    }

    /// The way out, as a sentence.
    pub fn help(&self) -> Option<Message> {
        Some(match self {
            Self::Unreadable { .. } => "name a regular file that may be read",
            Self::NotUtf8 { .. } => "save it as UTF-8",
            Self::NotJson { .. } => return None,
            Self::TooLarge { .. } | Self::TooMany { .. } => "split the collection, or write the schema with `$defs` and `$ref`",
            Self::TooDeep { .. } => "write inner parts into `$defs` and refer to them with `$ref`",
            Self::NotASchema => "write an object: {\"type\": \"object\", \"properties\": …}",
            Self::UnknownDraft(_) => {
                "write \"$schema\": \"https://json-schema.org/draft/2020-12/schema\", or an older draft down to draft 4"
            }
            Self::Invalid { .. } => return None,
            Self::Pattern { .. } => {
                "write a regular expression without look-ahead, look-behind and back-references, that repeats less: \
                 its time would have no bound otherwise"
            }
            Self::Reference { problem, .. } => match problem {
                ReferenceProblem::NoUri | ReferenceProblem::NoPlace => "refer to a part that is there, such as #/$defs/name",
                ReferenceProblem::BadFile(_) => "mend that file",
                ReferenceProblem::TooManyFiles(_) => "put the parts into fewer files",
                _ => "put the file beside the schema and refer to it by its name, such as person.schema.json",
            },
            Self::Circle { .. } => "let the reference stand under `properties` or `items`, or take it out",
            Self::LongChain { .. } => "refer to the end of the chain directly",
            Self::TooManyWays { .. } => "take out `allOf`, `anyOf` or `$ref` that lead to the same part again and again",
            Self::UnknownName { nearest: Some(nearest), .. } => return Some(message!("did you mean {nearest}?", nearest: Argument::ours(*nearest))),
            Self::UnknownName { .. } => {
                let names = super::bundled_names().map(Argument::ours).collect();
                return Some(Message::new("the names are {names}", vec![("names", Argument::List(names))]));
            }
        })
        .map(Message::from)
    }

    /// Where in the schema; the root where that cannot be said.
    pub fn pointer(&self) -> Pointer {
        match self {
            Self::Invalid { pointer, .. }
            | Self::Pattern { pointer, .. }
            | Self::Reference { pointer, .. }
            | Self::Circle { pointer }
            | Self::LongChain { pointer, .. }
            | Self::TooManyWays { pointer, .. } => pointer.clone(),
            _ => Pointer::root(),
        }
    }

    /// An error of jsonschema while it resolves references; it does not say where, so we look.
    pub(super) fn of_reference(root: &Value, base_uri: &str, error: &referencing::Error) -> Self {
        let wanted = match error {
            referencing::Error::Unretrievable { uri, .. } => uri.clone(),
            referencing::Error::PointerToNowhere { pointer } => format!("#{pointer}"),
            referencing::Error::NoSuchAnchor { anchor } | referencing::Error::InvalidAnchor { anchor } => {
                format!("#{anchor}")
            }
            referencing::Error::UnknownSpecification { specification } => {
                return Self::UnknownDraft(specification.clone());
            }
            other => other.to_string(),
        };
        let base = referencing::uri::from_str(base_uri).ok();
        let names_it = |key: &str, value: &Value| {
            let reference = value.as_str().filter(|_| {
                matches!(key, "$ref" | "$dynamicRef" | "$recursiveRef" | "$schema" | "$id" | "id")
            });
            reference.is_some_and(|reference| {
                let (file, _) = reference.split_once('#').unwrap_or((reference, ""));
                let full = base
                    .as_ref()
                    .and_then(|base| referencing::uri::resolve_against(&base.borrow(), file).ok());
                reference.ends_with(&wanted)
                    || wanted.contains(reference) && matches!(error, referencing::Error::InvalidUri(_))
                    || (!file.is_empty() && full.is_some_and(|full| full.as_str() == wanted))
            })
        };
        let pointer = pointer_where(root, names_it).unwrap_or_default();
        let written = root.pointer(pointer.as_str()).and_then(Value::as_str);
        let reference = written.unwrap_or(&wanted).to_owned();
        Self::Reference { pointer, reference, problem: ReferenceProblem::of(error) }
    }

    /// An error of jsonschema while it compiles.
    pub(super) fn of_compiling(root: &Value, base_uri: &str, error: &ValidationError<'_>) -> Self {
        match error.kind() {
            ValidationErrorKind::Referencing(error) => Self::of_reference(root, base_uri, error),
            ValidationErrorKind::Format { format } if format == "regex" => {
                let pattern = error.instance().as_str().map(str::to_owned).unwrap_or_else(|| {
                    let last = Pointer::parse(error.instance_path().as_str())
                        .ok()
                        .and_then(|pointer| pointer.last().map(|last| last.into_owned()));
                    last.unwrap_or_default()
                });
                let is_it = |key: &str, value: &Value| {
                    key == pattern || (key == "pattern" && value.as_str() == Some(&pattern))
                };
                Self::Pattern {
                    pointer: pointer_where(root, is_it).unwrap_or_default(),
                    reason: why_not(&pattern),
                    pattern,
                }
            }
            _ => {
                let (pointer, what) = words::of_invalid_schema(error);
                Self::Invalid { pointer, what: Box::new(what) }
            }
        }
    }
}

/// Errors may be printed by whoever gets them, so nothing of the schema stands in them as it came.
fn shown(error: &SchemaError) -> String {
    show(&error.message().plain()).into_owned()
}

fn place(pointer: &Pointer) -> Argument {
    if pointer.is_root() { Argument::ours("its root") } else { Argument::from(pointer.as_str()) }
}

/// What the linear engine says of a pattern it does not take.
fn why_not(pattern: &str) -> String {
    match regex::Regex::new(pattern) {
        Err(regex::Error::CompiledTooBig(_)) | Ok(_) => "it repeats too much".to_owned(),
        // The parser draws the pattern first; the reason is its last line.
        Err(error) => {
            let text = error.to_string();
            let last = text.lines().last().unwrap_or_default();
            last.trim_start_matches("error: ").to_owned()
        }
    }
}
