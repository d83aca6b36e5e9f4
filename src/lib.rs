//! tadqiq (تدقيق, "careful checking") checks records of meetings and shows, in the record itself,
//! what is wrong with them and how to mend it.

pub mod cli;
pub mod config;
pub mod context;
pub mod countries;
pub mod date;
pub mod digest;
pub mod discover;
pub mod document;
pub mod engine;
pub mod error;
pub mod evidence;
pub mod facts;
pub mod finding;
pub mod fix;
pub mod input;
pub mod layout;
pub mod level;
pub mod locate;
pub mod message;
pub mod place;
pub mod pointer;
pub mod record;
pub mod registry;
pub mod render;
pub mod report;
pub mod role;
pub mod rule;
pub mod rules;
pub mod ruleset;
pub mod schema;
pub mod split;
pub mod text;
pub mod untrusted;

mod diagnose;
mod excerpt;
mod explain;

pub use context::Context;
pub use engine::{ConfigChoice, Options, Subject, check};
pub use error::Error;
pub use facts::Facts;
pub use finding::{Finding, Findings};
pub use fix::{Edit, Fix};
pub use level::Level;
pub use message::{Argument, Message, Piece};
pub use place::{At, FactPlace, Place, RecordRef};
pub use pointer::Pointer;
pub use record::Record;
pub use report::Report;
pub use role::Role;
pub use rule::{Check, Rule};
pub use untrusted::Untrusted;
