//! What no single module can promise: the command line, the report's contract, the arrows, the README; and what
//! the modules promise to whoever calls them.

#![allow(clippy::unwrap_used)]

#[cfg(unix)]
mod action;
mod agreement;
mod annotate;
mod architecture;
mod arrows;
mod bad_input;
mod baseline;
mod cache;
mod contract;
mod decisions;
mod document;
mod door;
mod evidence;
mod fixes;
mod flat;
mod formats;
mod gate;
mod green;
mod identity;
mod init;
mod inspect;
mod integrations;
mod library;
mod markdown;
mod mend;
mod moved;
mod names;
mod not_judged;
mod notation;
mod oracle;
mod outputs;
mod own_files;
mod own_registries;
mod own_rules;
mod passages;
mod program;
mod project;
mod properties;
mod published;
mod readme;
mod rule_names;
mod rules_table;
mod schemas;
mod seeing;
mod settings;
mod since;
mod sinks;
mod split;
mod support;
mod watch;
