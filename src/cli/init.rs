//! `init`: a config and schemas for a folder that has none.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use super::{ColorChoice, ExitStatus, Failure, display};
use crate::curate::init::{SchemaPreference, propose, write, write_files, write_summary};
use crate::text::character::show;

/// What `init` is told.
#[derive(Debug, clap::Args)]
pub struct InitArguments {
    /// The folder that holds the records.
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Write what is proposed; nothing that is there is written over.
    #[arg(long)]
    yes: bool,
    /// Infer a schema for every collection, also where a bundled one or one in the folder fits.
    #[arg(long)]
    own_schemas: bool,
}

/// Proposes, and writes if that is asked for.
pub fn run(arguments: &InitArguments, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    let preference = if arguments.own_schemas { SchemaPreference::Own } else { SchemaPreference::Known };
    let proposal = propose(&arguments.folder, preference)?;
    let width = display::of_stdout(choice).width;
    let mut out = BufWriter::new(io::stdout().lock());
    if !arguments.yes {
        write_summary(&proposal, width, &mut out)?;
        write_files(&proposal, &mut out)?;
        writeln!(out, "Nothing is written. To write these files: tadqiq init {}--yes", named(arguments))?;
        out.flush()?;
        return Ok(ExitStatus::Clean);
    }
    write(&proposal)?;
    write_summary(&proposal, width, &mut out)?;
    for (path, _) in &proposal.files {
        writeln!(out, "written: {}", show(&path.display().to_string()))?;
    }
    let folder = named(arguments);
    writeln!(out, "\nNext: review the roles ($comment in the schemas), then")?;
    for command in ["check", "inspect"] {
        writeln!(out, "{}", format!("  tadqiq {command} {folder}").trim_end())?;
    }
    out.flush()?;
    Ok(ExitStatus::Clean)
}

/// The folder as it is to be written again, with a space behind it; nothing for the one we are in.
fn named(arguments: &InitArguments) -> String {
    let folder = arguments.folder.display().to_string();
    if folder == "." { String::new() } else { format!("{} ", show(&folder)) }
}
