//! Says what each rule costs.

use std::path::Path;
use std::process::{Command, ExitCode};

use crate::error::TaskError;

/// Runs the example that times rules, as a release is built, on what the words say.
pub fn timings(root: &Path, words: &[&str]) -> Result<ExitCode, TaskError> {
    let manifest = root.join("Cargo.toml");
    let status = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--release", "--example", "timings", "--manifest-path"])
        .arg(manifest)
        .arg("--")
        .args(words)
        .status()
        .map_err(|cause| TaskError::Cargo { cause })?;
    Ok(ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2)))
}
