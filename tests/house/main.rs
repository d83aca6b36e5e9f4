//! What no single module can promise: the command line, the report's contract, the arrows, the README.

#![allow(clippy::unwrap_used)]

mod arrows;
mod bad_input;
mod contract;
mod formats;
mod library;
mod oracle;
mod own_registries;
mod program;
mod readme;
mod rules_table;
mod sinks;
mod support;
