//! tadqiq (تدقيق, "careful checking") checks records of meetings and shows, in the record itself,
//! what is wrong with them and how to mend it.
//!
//! [`check`] is the whole of it: a [`Subject`] and [`Options`] in, a [`Report`] out.
//!
//! ```
//! use tadqiq::{Options, Subject};
//!
//! let record = r#"{"id": "r1", "kind": "visit", "status": "held", "when": {"text": "14 May 2022", "value": "2022-05-41"}}"#;
//! let report = tadqiq::check(&Subject::record(record), &Options::default())?;
//! for found in report.diagnostics() {
//!     println!("{} {}: {}", found.site.pointer, found.level.name(), found.title.plain());
//! }
//! print!("{}", tadqiq::render::plain(&report));
//! # Ok::<(), tadqiq::Error>(())
//! ```
//!
//! # The map
//!
//! | you want to | look at |
//! | --- | --- |
//! | check files, a text or one record, once | [`check`], [`Subject`], [`Options`] |
//! | check again and again what changes, or what an editor holds | [`Project`] |
//! | report only what a change brought, as git knows it | [`Since`] |
//! | judge by a schema of your own: a file, a text, a value | [`SchemaName`] |
//! | read what was found, and what could not be judged | [`Report`] and its parts in [`report`] |
//! | print it, for a person or a program | [`render`] |
//! | make the fixes, or see what they would change | [`edit`] |
//! | tell what went wrong | [`Error`] and its [`ErrorKind`] |
//! | write a rule of your own | [`rule!`] and [`mod@rule`]; [`Place`], [`Role`], [`message!`], [`Fix`] |
//! | run the program with your own rules | `cli::run_with`, with the feature `cli` |
//! | read a date as the press writes it | [`date`] |
//! | compare names, read characters, in Arabic and Latin script | [`text`] |
//!
//! # Features
//!
//! `cli`, on by default, is the program and what only the program needs. Without it
//! (`default-features = false`) this is the library alone.

// The program asks some of what the rooms hold, and nobody else does.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]
// What lies behind the door is nobody's to name.
#![cfg_attr(feature = "internals", allow(unnameable_types))]

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub(crate) mod curate;
pub mod date;
pub mod edit;
pub(crate) mod engine;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
pub(crate) mod knowledge;
pub(crate) mod layout;
pub(crate) mod notation;
pub(crate) mod policy;
pub(crate) mod project;
pub(crate) mod record;
pub mod render;
pub mod report;
pub mod rule;
pub(crate) mod rules;
pub(crate) mod schema;
pub mod text;
pub(crate) mod words;

pub use engine::check;
pub use policy::{BaselineProblem, DecisionProblem, UnknownRule};
pub use project::error::{BaselineError, ConfigError, ConfigProblem, DecisionsError, ForeignError, GitError};
pub use project::{
    Accepted, BaselineUse, Cache, CacheUse, ConfigChoice, Error, ErrorKind, Links, Options, Progress,
    Project, Reach, RunStage, SchemaName, Since, Subject, Unchanged, Unclaimed,
};
pub use record::{Context, Facts, Record};
pub use report::Report;
pub use rule::{Check, Finding, Findings, Rule, RuleId, RuleRef, Rules};
pub use words::{
    Argument, At, Edit, FactPlace, Fix, Level, Message, MessagePiece, Place, Pointer, PointerError,
    RecordRef, Role, RoleType, Safety, Span, TextEdit, Untrusted,
};

/// How property tests draw their cases, here as in the house.
#[cfg(test)]
#[path = "../tests/support/properties.rs"]
mod properties;
