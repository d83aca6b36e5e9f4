//! Makes the safe fixes of a dataset in its files, and checks it again.
//!
//! ```text
//! cargo run --example apply_fixes -- [FOLDER]
//! ```
//!
//! The folder (by default one of the fixtures) is copied first: the original stays as it is.

use std::error::Error;
use std::path::{Path, PathBuf};

use tadqiq::edit::{Choice, Why, apply};
use tadqiq::{Options, Subject};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or("fixtures/meetings-2022".into(), PathBuf::from);
    let copy = tempfile::tempdir()?;
    copy_folder(&folder, copy.path())?;
    let subject = Subject::paths([copy.path()]);
    // What overlaps another fix is made in the next round.
    for round in 1..=10 {
        let report = tadqiq::check(&subject, &Options::default())?;
        println!("round {round}: {} findings", report.diagnostics().len());
        let applied = apply(&report, &Choice::default())?;
        for file in &applied.files {
            println!("  {}, edits: {}", file.path.display(), file.edits.len());
        }
        for left in &applied.left {
            let why = match left.why {
                Why::Overlap(other) => format!("{} changes the same text", other.rule.id()),
                Why::NoFile => "there is no file to write".to_owned(),
                other => format!("{other:?}"),
            };
            println!("  {} is left: {why}", left.diagnostic.rule.id());
        }
        if applied.fixes.is_empty() {
            break;
        }
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            std::fs::create_dir(&target)?;
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
