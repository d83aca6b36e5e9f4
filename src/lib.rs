//! tadqiq (تدقيق, "careful checking") checks records of meetings and shows, in the record itself,
//! what is wrong with them and how to mend it.

// The program asks some of what the rooms hold, and nobody else does.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod curate;
pub mod date;
pub mod edit;
pub mod engine;
pub mod knowledge;
pub mod layout;
pub mod notation;
pub mod policy;
pub mod project;
pub mod record;
pub mod render;
pub mod report;
pub mod rule;
pub mod rules;
pub mod schema;
pub mod text;
pub mod words;

pub use engine::check;
pub use project::{ConfigChoice, Error, ErrorKind, Options, Project, SchemaName, Subject};
pub use record::{Context, Facts, Record};
pub use report::Report;
pub use rule::{Check, Finding, Findings, Rule, RuleId, RuleRef, Rules};
pub use words::{
    Argument, At, Edit, FactPlace, Fix, Level, Message, MessagePiece, Place, Pointer, RecordRef, Role,
    Untrusted,
};

/// How property tests draw their cases, here as in the house.
#[cfg(test)]
#[path = "../tests/support/properties.rs"]
mod properties;
