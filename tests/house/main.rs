//! What no single module can promise: the command line, the report's contract, the arrows, the README.

mod arrows;
mod contract;
mod formats;
mod library;
mod oracle;
mod program;
mod readme;
mod sinks;
mod support;
