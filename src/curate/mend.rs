//! Fixes made round by round, until there are none left to make.
//!
//! The rounds are made beside the files: each reads what the one before it left in their place. Only at the end are
//! the files written, or shown as a patch, or handed out; so all three are the same.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::edit::{
    ChangedFile, Changes, Choice, CopyError, Digest, EditError, FilePlan, Plan, copy_changed, open,
    plan_with, write_changed,
};
use crate::project::error::Error;
use crate::project::spool::{Spool, SpooledText};
use crate::project::{Options, Project, Subject};
use crate::report::{CauseId, Diagnostic, Excerpt, LocatedFix, MendedFinding, Report, Site};

pub mod answer;
mod lines;
mod patch;
mod refusal;
mod session;

pub use lines::FileLines;
pub use refusal::Refusal;
pub use session::ledger::{Ledger, SharedLedger};
pub use session::{MendQuestion, Session};

/// Fixes that undo one another would go on for ever.
const MOST_ROUNDS: usize = 10;
/// What edits of the standard input are planned by.
const STDIN: &str = "-";

/// What fixes made of the records that were asked for. Nothing is written yet.
#[derive(Debug)]
pub struct Mending {
    /// What is left, and what was mended.
    pub report: Report,
    /// How it ended.
    pub ending: Ending,
    /// What changed, by path.
    files: BTreeMap<PathBuf, MendedText>,
    /// The standard input as it came, if it was asked for.
    stdin: Option<SpooledText>,
}

/// How the rounds ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// No fix that was chosen is left.
    Done,
    /// There were fixes to make in each of so many rounds, as if some undid others.
    Bound(usize),
}

/// A text that changed.
#[derive(Debug)]
struct MendedText {
    /// The digest of what was judged first.
    before: Digest,
    /// All that changed since.
    changes: Changes,
    /// As it is by now.
    now: SpooledText,
}

/// Makes the fixes that are chosen, and then those that are chosen of what is found then, until there are none. Which
/// causes are chosen, if some are, is known from what is found first; the report is about them then.
///
/// # Errors
///
/// What keeps a run from starting, what keeps from choosing, and files that changed or cannot be read any more.
pub fn mend(
    subject: &Subject,
    options: &Options,
    choice: Choice,
    causes: impl FnOnce(&Report) -> Result<Vec<CauseId>, Error>,
) -> Result<Mending, Error> {
    let mut mender = Mender::new(subject, options)?;
    let mut mended = Vec::new();
    let (mut report, mut found) = mender.check(subject, &choice)?;
    let choice = choice.of_causes(causes(&report)?);
    let about = |mut report: Report, mended| {
        if !choice.causes.is_empty() {
            report = report.of_causes(&choice.causes);
        }
        report.mended = mended;
        report
    };
    for _ in 0..MOST_ROUNDS {
        let made = mender.make(found.iter().filter_map(|found| Some((&**found, choice.fix_of(found)?))))?;
        if made.is_empty() {
            return Ok(mender.finish(about(report, mended), Ending::Done));
        }
        mended.extend(made);
        // A fix may bear on any record, so all are judged again; of two reports only one is ever held.
        drop((report, found));
        (report, found) = mender.check(subject, &choice)?;
    }
    Ok(mender.finish(about(report, mended), Ending::Bound(MOST_ROUNDS)))
}

/// A project, and what its files have become.
struct Mender {
    project: Project,
    spool: Spool,
    files: BTreeMap<PathBuf, MendedText>,
    stdin: Option<SpooledText>,
}

impl Mender {
    fn new(subject: &Subject, options: &Options) -> Result<Self, Error> {
        let mut project = Project::open(options.clone())?;
        let unwritable = |cause| Error::Unwritable { path: std::env::temp_dir(), cause };
        let mut spool = Spool::new().map_err(unwritable)?;
        let mut stdin = None;
        if reads_stdin(subject) {
            // Round after round reads it, and it can be read once.
            let (text, _) =
                spool.add(|out| io::copy(&mut io::stdin().lock(), out)).map_err(unreadable_stdin)?;
            project.overlay_stdin(text.clone());
            stdin = Some(text);
        }
        Ok(Self { project, spool, files: BTreeMap::new(), stdin })
    }

    /// Judges all anew. The report has a bound, and what is to be mended has none: it comes beside the report.
    fn check(&mut self, subject: &Subject, choice: &Choice) -> Result<(Report, Vec<Arc<Diagnostic>>), Error> {
        self.project.check_picking(subject, &|found| choice.fix_of(found).map(|fix| only(fix, found)))
    }

    /// Makes fixes, as far as they go together, and says which.
    fn make<'r>(
        &mut self,
        chosen: impl Iterator<Item = (&'r Diagnostic, &'r LocatedFix)>,
    ) -> Result<Vec<MendedFinding>, Error> {
        let nameless = self.stdin.as_ref().map(|_| Path::new(STDIN));
        let Plan { files, fixes, .. } = plan_with(chosen, nameless);
        for file in &files {
            self.change(file)?;
        }
        Ok(fixes.iter().map(|made| MendedFinding::of(made.diagnostic, made.fix)).collect())
    }

    fn change(&mut self, file: &FilePlan<'_>) -> Result<(), EditError> {
        let (path, changes, originals) = (file.path, file.changes(), file.originals());
        let known = self.files.remove(path);
        let stdin = self.stdin.as_ref().filter(|_| path == Path::new(STDIN));
        let current = known.as_ref().map(|known| &known.now).or(stdin);
        let reader: Box<dyn Read> = match current {
            Some(text) => Box::new(text.reader()),
            None => Box::new(open(path)?),
        };
        let copied = self.spool.add(|out| copy_changed(reader, &changes, &originals, out));
        let (now, read) = copied.map_err(|error: CopyError| error.of(path))?;
        if stdin.is_some() {
            self.project.overlay_stdin(now.clone());
        } else {
            self.project.overlay_spooled(path, now.clone());
        }
        let mended = match known {
            Some(known) => MendedText { changes: known.changes.then(changes), now, ..known },
            None => MendedText { before: read, changes, now },
        };
        self.files.insert(path.to_path_buf(), mended);
        Ok(())
    }

    fn finish(self, report: Report, ending: Ending) -> Mending {
        Mending { report, ending, files: self.files, stdin: self.stdin }
    }
}

impl Mending {
    /// Writes the files that changed; each is the old one or the new one at any moment, and none is written where one
    /// cannot be. What came on the standard input has no file.
    ///
    /// # Errors
    ///
    /// An [`EditError`] with the file and the way out.
    pub fn write(&self) -> Result<(), Error> {
        let files = self.files.iter().filter(|(path, _)| !self.is_stdin(path));
        let files: Vec<ChangedFile> = files
            .map(|(path, text)| ChangedFile {
                path: path.clone(),
                before: text.before,
                changes: text.changes.clone(),
            })
            .collect();
        write_changed(&files)?;
        Ok(())
    }

    /// Whether anything changes.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Hands out what came on the standard input, mended; nothing where it was not asked for.
    ///
    /// # Errors
    ///
    /// What the output says.
    pub fn write_stdin(&self, lines: FileLines, out: &mut dyn Write) -> io::Result<()> {
        let Some(came) = &self.stdin else { return Ok(()) };
        let now = self.files.get(Path::new(STDIN)).map(|mended| &mended.now);
        lines.write(now.unwrap_or(came).reader(), out)
    }

    fn is_stdin(&self, path: &Path) -> bool {
        self.stdin.is_some() && path == Path::new(STDIN)
    }
}

/// A finding with this of its fixes, and without what only a reader needs: there may be any number of them.
fn only(fix: &LocatedFix, found: &Diagnostic) -> Diagnostic {
    let Diagnostic { rule, level, title, label, site, fingerprint, cause, known_by, .. } = found;
    let Site { file, record, pointer, span, .. } = site;
    Diagnostic {
        rule: rule.clone(),
        level: *level,
        title: title.clone(),
        label: label.clone(),
        site: Site {
            file: file.clone(),
            record: record.clone(),
            pointer: pointer.clone(),
            span: *span,
            excerpt: Excerpt::default(),
        },
        related: Vec::new(),
        notes: Vec::new(),
        help: Vec::new(),
        fixes: vec![LocatedFix { preview: Vec::new(), ..fix.clone() }],
        fingerprint: *fingerprint,
        cause: *cause,
        known_by: *known_by,
    }
}

fn reads_stdin(subject: &Subject) -> bool {
    matches!(subject, Subject::Paths { paths, .. } if paths.iter().any(|path| path == Path::new(STDIN)))
}

fn unreadable_stdin(cause: io::Error) -> Error {
    Error::Unreadable { path: "<stdin>".into(), cause }
}

#[cfg(test)]
mod tests;
