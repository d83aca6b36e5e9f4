//! The sentences of a schema's errors, and their ways out.

use super::{ReferenceProblem, SchemaError};
use crate::message;
use crate::schema::{bundled_names, words};
use crate::words::phrase::did_you_mean;
use crate::words::{Argument, Message, Pointer};

impl SchemaError {
    /// What is wrong, as a sentence.
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
                Message::from("there is no such file")
            }
            Self::Unreadable { source, .. } => {
                message!("it cannot be read: {reason}", reason: source.to_string())
            }
            Self::NotUtf8 { byte, .. } => message!("it is not UTF-8 text: byte {byte}", byte: *byte),
            Self::NotJson { source, .. } | Self::TextNotJson(source) if source.is_eof() => {
                message!("it is not JSON: it ends in the middle, in line {line}", line: source.line())
            }
            Self::NotJson { source, .. } | Self::TextNotJson(source) => {
                message!("it is not JSON: {reason}", reason: source.to_string())
            }
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
        let words = match self {
            Self::Unreadable { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
                "see whether its path is written right, and where the schema lies"
            }
            Self::Unreadable { .. } => "name a regular file that may be read",
            Self::NotUtf8 { .. } => "save it as UTF-8",
            Self::NotJson { .. } | Self::TextNotJson(_) => return None,
            Self::TooLarge { .. } | Self::TooMany { .. } => {
                "split the collection, or write the schema with `$defs` and `$ref`"
            }
            Self::TooDeep { .. } => "write inner parts into `$defs` and refer to them with `$ref`",
            Self::NotASchema => "write an object: {\"type\": \"object\", \"properties\": …}",
            Self::UnknownDraft(_) => {
                "write \"$schema\": \"https://json-schema.org/draft/2020-12/schema\", or an older draft down to draft 4"
            }
            Self::Invalid { .. } => return None,
            Self::Pattern { .. } => {
                "mend the regular expression: what is meant literally stands behind a backslash, as in \\("
            }
            Self::Reference { problem, .. } => match problem {
                ReferenceProblem::NoUri | ReferenceProblem::NoPlace => {
                    "refer to a part that is there, such as #/$defs/name"
                }
                ReferenceProblem::BadFile(_) => "mend that file",
                ReferenceProblem::NoFolder => "write the part into `$defs`, or name the schema as a file",
                ReferenceProblem::TooManyFiles(_) => "put the parts into fewer files",
                ReferenceProblem::Outside => "put the file below the folder of tadqiq.toml",
                _ => "put the file beside the schema and refer to it by its name, such as person.schema.json",
            },
            Self::Circle { .. } => "let the reference stand under `properties` or `items`, or take it out",
            Self::LongChain { .. } => "refer to the end of the chain directly",
            Self::TooManyWays { .. } => {
                "take out `allOf`, `anyOf` or `$ref` that lead to the same part again and again"
            }
            Self::UnknownName { nearest: Some(nearest), .. } => {
                return Some(did_you_mean(Argument::ours(*nearest)));
            }
            Self::UnknownName { .. } => {
                let names = bundled_names().map(Argument::ours).collect();
                return Some(Message::new("the names are {names}", vec![("names", Argument::List(names))]));
            }
        };
        Some(Message::from(words))
    }
}

fn place(pointer: &Pointer) -> Argument {
    if pointer.is_root() { Argument::ours("its root") } else { Argument::from(pointer.as_str()) }
}
