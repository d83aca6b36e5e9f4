//! What no single module can promise: the command line, the report's contract, the arrows, the README.

mod arrows;
mod contract;
mod formats;
mod oracle;
mod program;
mod sinks;
mod support;
