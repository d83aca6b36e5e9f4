//! What no single module can promise: the command line, the report's contract, the arrows, the README.

#![allow(clippy::unwrap_used)]

mod arrows;
mod bad_input;
mod contract;
mod fixes;
mod formats;
mod library;
mod oracle;
mod program;
mod readme;
mod rules_table;
mod sinks;
mod support;
