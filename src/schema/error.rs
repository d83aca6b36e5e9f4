//! Why a schema cannot be judged by.

mod sentences;

use std::path::PathBuf;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use super::place::pointer_where;
use super::words;
use crate::text::character::show;
use crate::words::{Message, Pointer};

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
    /// It was given as a text that is not JSON.
    #[error("{}", shown(self))]
    TextNotJson(
        /// Where, and why.
        #[source]
        serde_json::Error,
    ),
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
    /// A pattern cannot be read.
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
    /// It lies on the network: no file of the project has that address.
    #[error("no file of the project has that address as its `$id`, and nothing is fetched from the network")]
    Elsewhere,
    /// It lies outside of the project's root.
    #[error("it lies outside of the project's folder, and no file there is read")]
    Outside,
    /// There is no such file, as seen from the root.
    #[error("there is no file {0} in the project, and none with that `$id`")]
    NoFile(String),
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

    pub(super) fn of_file(file: &str, error: &SchemaError) -> Self {
        Self::BadFile(format!("{file}: {error}"))
    }
}

impl SchemaError {
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
