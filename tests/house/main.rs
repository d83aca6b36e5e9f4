//! What no single module can promise: the command line, the report's contract, the arrows, the README; and what
//! the modules promise to whoever calls them.

#![allow(clippy::unwrap_used)]

mod arrows;
mod bad_input;
mod contract;
mod document;
mod evidence;
mod fixes;
mod formats;
mod library;
mod names;
mod notation;
mod oracle;
mod own_registries;
mod program;
mod project;
mod properties;
mod readme;
mod rules_table;
mod sinks;
mod split;
mod support;
