//! `--output-format`, `--output-file` and `--output`: which formats are printed where.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use target::{Destination, Target};

use super::{ExitStatus, Failure, display};
use crate::project::error::Error;
use crate::render::{Display, Format, Setting};
use crate::text::character::show;
use crate::text::nearest::nearest;

mod target;

/// What a command is told of its report.
#[derive(Debug, clap::Args)]
pub struct OutputArguments {
    /// How to print what is found.
    #[arg(long, value_name = "FORMAT", default_value = "full", help = format_help())]
    output_format: String,
    /// Where to print it, instead of the standard output.
    #[arg(long, value_name = "FILE")]
    output_file: Option<PathBuf>,
    /// A format and its file, as often as you like; - is the standard output. A file that is $GITHUB_STEP_SUMMARY is
    /// added to, any other is replaced.
    #[arg(long, value_name = "FORMAT=FILE", conflicts_with_all = ["output_format", "output_file"])]
    output: Vec<OsString>,
}

fn format_help() -> String {
    let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    format!("How to print what is found: {}", names.join(", "))
}

/// Which formats are printed where.
#[derive(Debug)]
pub struct Outputs(Vec<Output>);

#[derive(Debug)]
struct Output {
    format: Format,
    target: Target,
}

/// Why outputs cannot be made.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
enum OutputsError {
    #[error("--output takes a format and a file, FORMAT=FILE, not {}", show(.word))]
    #[diagnostic(
        code(tadqiq::output_ill_formed),
        help("write --output sarif=report.sarif, or --output sarif=- for the standard output")
    )]
    IllFormed { word: String },
    #[error("{first} and {second} both go to {}", show(.target))]
    #[diagnostic(code(tadqiq::outputs_to_one_file), help("give each format a file of its own"))]
    ToOneFile { target: String, first: &'static str, second: &'static str },
}

impl OutputArguments {
    /// The outputs, each of a known format, no two of them to one place, and none to a folder that is not there.
    pub fn outputs(&self) -> Result<Outputs, Failure> {
        let mut outputs: Vec<Output> = Vec::new();
        for (format, file) in self.asked()? {
            let target = Target::named(&file).map_err(|cause| Error::Unwritable { path: file, cause })?;
            if let Some(other) = outputs.iter().find(|other| other.target.is_the_same(&target)) {
                let (first, second) = (other.format.name(), format.name());
                let error = OutputsError::ToOneFile { target: target.name(), first, second };
                return Err(Failure::Error(Box::new(error)));
            }
            outputs.push(Output { format, target });
        }
        Ok(Outputs(outputs))
    }

    fn asked(&self) -> Result<Vec<(Format, PathBuf)>, Failure> {
        if self.output.is_empty() {
            let file = self.output_file.clone().unwrap_or("-".into());
            return Ok(vec![(format(&self.output_format)?, file)]);
        }
        let asked = self.output.iter().map(|word| {
            let (name, file) = split(word).filter(|(_, file)| !file.is_empty()).ok_or_else(|| {
                let word = word.to_string_lossy().into_owned();
                Failure::Error(Box::new(OutputsError::IllFormed { word }))
            })?;
            Ok((format(name)?, PathBuf::from(file)))
        });
        asked.collect()
    }
}

fn format(name: &str) -> Result<Format, Error> {
    Format::named(name).ok_or_else(|| Error::UnknownFormat {
        name: name.to_owned(),
        nearest: nearest(name, Format::ALL.iter().map(|format| format.name())).map(str::to_owned),
        known: Format::ALL.iter().map(|format| format.name()).collect(),
    })
}

/// The parts before and behind the first `=`. A file's name need not be UTF-8.
#[cfg(unix)]
fn split(word: &OsStr) -> Option<(&str, &OsStr)> {
    use std::os::unix::ffi::OsStrExt;
    let bytes = word.as_bytes();
    let at = memchr::memchr(b'=', bytes)?;
    Some((str::from_utf8(bytes.get(..at)?).ok()?, OsStr::from_bytes(bytes.get(at + 1..)?)))
}

#[cfg(not(unix))]
fn split(word: &OsStr) -> Option<(&str, &OsStr)> {
    let (name, file) = word.to_str()?.split_once('=')?;
    Some((name, file.as_ref()))
}

impl Outputs {
    /// The format that the standard output is printed in, if one is.
    pub fn on_the_standard_output(&self) -> Option<Format> {
        self.0.iter().find(|output| output.target == Target::StandardOutput).map(|output| output.format)
    }

    /// The files among them, by their paths as given.
    pub fn files(&self) -> Vec<PathBuf> {
        let files = self.0.iter().filter_map(|output| match &output.target {
            Target::StandardOutput => None,
            Target::File(file) => Some(file.given.clone()),
        });
        files.collect()
    }

    /// The formats.
    pub fn formats(&self) -> impl Iterator<Item = Format> + '_ {
        self.0.iter().map(|output| output.format)
    }

    /// Prints into all files. They are written beside their places first and moved there when all are whole.
    pub fn write_files(&self, print: &Print<'_>) -> Result<(), Failure> {
        let mut written = Vec::new();
        for Output { format, target } in &self.0 {
            let Target::File(file) = target else { continue };
            let print = |out: &mut dyn Write| print(*format, display::of_a_file(), out);
            let unwritable = |cause| Error::Unwritable { path: file.given.clone(), cause };
            written.push((Destination::written(file, print).map_err(unwritable)?, file));
        }
        for (destination, file) in written {
            destination.settle().map_err(|cause| Error::Unwritable { path: file.given.clone(), cause })?;
        }
        Ok(())
    }

    /// Prints what goes to the standard output. It comes behind the files, since its reader may leave.
    pub fn write_stream(
        &self,
        stream: &mut dyn Write,
        display: Display,
        print: &Print<'_>,
    ) -> Result<(), Failure> {
        let Some(format) = self.on_the_standard_output() else { return Ok(()) };
        let mut out = BufWriter::new(stream);
        print(format, display, &mut out)?;
        Ok(out.flush()?)
    }
}

/// Prints a format.
pub type Print<'p> = dyn Fn(Format, Display, &mut dyn Write) -> io::Result<()> + 'p;

/// Where readers look for files: in the checkout that GitHub or GitLab names, else in the working folder.
pub fn setting(outcome: ExitStatus) -> Setting {
    setting_of(|name| std::env::var_os(name), outcome)
}

fn setting_of(variable: impl Fn(&str) -> Option<OsString>, outcome: ExitStatus) -> Setting {
    let working_folder = std::env::current_dir().unwrap_or_default();
    let checkout = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().filter_map(variable);
    let checkout = checkout.filter(|folder| !folder.is_empty()).map(PathBuf::from).next();
    let root = checkout.map(|folder| folder.canonicalize().unwrap_or(folder));
    Setting {
        root: Some(root.unwrap_or_else(|| working_folder.clone())),
        working_folder,
        exit_code: Some(outcome.code()),
    }
}
