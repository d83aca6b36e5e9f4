//! `check --watch`: judges again what changes, until it is stopped.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::event::{Event, EventKind};
use notify::{RecursiveMode, Watcher};

use super::{CheckArguments, write_report};
use crate::cli::outputs::Outputs;
use crate::cli::{ColorChoice, ExitStatus, Failure, display};
use crate::project::{Options, Project};
use crate::render::{Format, number, render_error};
use crate::text::character::show;

/// An editor writes a file in several steps, and a checkout many files: what comes within so short a time is judged
/// together.
const ONE_CHANGE: Duration = Duration::from_millis(30);

type WatchEvent = notify::Result<Event>;

/// Why files cannot be watched.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
enum WatchError {
    #[error("the standard input cannot be watched")]
    #[diagnostic(code(tadqiq::watch), help("name files or folders, or leave --watch out"))]
    StandardInput,
    #[error("{} cannot be watched: {cause}", show(&.path.to_string_lossy()))]
    #[diagnostic(
        code(tadqiq::watch),
        help("see that it is there; the system may also be out of watches (fs.inotify.max_user_watches)")
    )]
    Unwatchable {
        path: PathBuf,
        #[source]
        cause: notify::Error,
    },
    #[error("the system cannot watch files: {0}")]
    #[diagnostic(code(tadqiq::watch), help("leave --watch out"))]
    Unsupported(#[source] notify::Error),
    #[error("the system no longer says what changes")]
    #[diagnostic(code(tadqiq::watch), help("start again"))]
    Ended,
}

impl From<WatchError> for Failure {
    fn from(error: WatchError) -> Self {
        Self::Error(Box::new(error))
    }
}

/// Judges, prints, and does so again whenever something changes. It ends when it cannot go on, or is stopped.
pub fn run(
    arguments: &CheckArguments,
    options: Options,
    outputs: &Outputs,
    choice: ColorChoice,
) -> Result<ExitStatus, Failure> {
    let subject = arguments.project.subject();
    if arguments.project.reads_stdin() {
        return Err(WatchError::StandardInput.into());
    }
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(WatchError::Unsupported)?;
    let folders = folders(&arguments.project.all_paths());
    for folder in &folders {
        let watched = watcher.watch(folder, RecursiveMode::Recursive);
        watched.map_err(|cause| WatchError::Unwatchable { path: folder.clone(), cause })?;
    }
    let mut project = Project::open(options)?;
    loop {
        start_anew(outputs.on_the_standard_output())?;
        let report = project.check(&subject);
        match report.and_then(|report| Ok(arguments.display.asked_about(report)?)) {
            Ok(report) => write_report(&report, outputs, arguments, choice)?,
            // A config that is being written is put right by the next change, and a cause that was mended is gone.
            Err(error) => render_error(&error, display::of_stderr(choice), &mut io::stderr().lock())?,
        }
        writeln!(io::stderr(), "watching {}; Ctrl-C ends it", number(folders.len() as u64, "folder"))?;
        project.refresh(next_changes(&changes, &folders)?);
    }
}

/// The folders to watch: those that were named, and those of the files that were. What a config names may lie anywhere
/// beside it, so the folder of the nearest config above is among them.
fn folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = paths.iter().flat_map(|path| folders_of(path)).collect();
    folders.sort();
    folders.dedup();
    let all = folders.clone();
    folders.retain(|folder| !all.iter().any(|other| folder != other && folder.starts_with(other)));
    folders
}

fn folders_of(path: &Path) -> Vec<PathBuf> {
    // Of a glob, what stands before its first star is a folder.
    let named = path.ancestors().find(|path| path.as_os_str().is_empty() || path.exists());
    let named = named.filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(real) = std::fs::canonicalize(named) else { return Vec::new() };
    let folder = if real.is_dir() { real } else { real.parent().map(Path::to_path_buf).unwrap_or(real) };
    let config = folder.ancestors().find(|above| above.join(crate::project::config::FILE_NAME).is_file());
    let config = config.map(Path::to_path_buf);
    std::iter::once(folder).chain(config).collect()
}

/// The paths that change next; those that change shortly after are among them.
fn next_changes(changes: &Receiver<WatchEvent>, folders: &[PathBuf]) -> Result<Vec<PathBuf>, WatchError> {
    let mut changed = Vec::new();
    while changed.is_empty() {
        changed.extend(paths_of(changes.recv().map_err(|_| WatchError::Ended)?, folders));
    }
    loop {
        match changes.recv_timeout(ONE_CHANGE) {
            Ok(event) => changed.extend(paths_of(event, folders)),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return Err(WatchError::Ended),
        }
    }
    changed.sort();
    changed.dedup();
    Ok(changed)
}

/// What an event says has changed. To read a file is no change, and what a version control keeps for itself is nobody's.
fn paths_of(event: WatchEvent, folders: &[PathBuf]) -> Vec<PathBuf> {
    let event = match event {
        Ok(event) if !event.need_rescan() => event,
        // The system lost count of what changed: anything may have.
        Ok(_) | Err(_) => return folders.to_vec(),
    };
    if matches!(event.kind, EventKind::Access(_)) {
        return Vec::new();
    }
    let is_of_version_control = |path: &PathBuf| path.components().any(|part| part.as_os_str() == ".git");
    event.paths.into_iter().filter(|path| !is_of_version_control(path)).collect()
}

/// Clears a terminal, so that one report is seen and not two.
fn start_anew(format: Option<Format>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if out.is_terminal() && format.is_some_and(Format::is_for_people) {
        write!(out, "\u{1b}[2J\u{1b}[3J\u{1b}[H")?;
        out.flush()?;
    }
    Ok(())
}
