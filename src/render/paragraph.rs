//! What stands below a finding's places: what else is known, and the ways out.

use crate::report::shown::{line_beside, line_within, sentence};
use crate::report::{Diagnostic, LocatedFix, PreviewLine, PreviewSide};
use crate::words::{Message, Safety};

/// Lines of a fix's preview that are shown.
const MOST_PREVIEW_LINES: usize = 8;

/// One thing that is known besides, or one way out.
#[derive(Debug, Clone, Copy)]
pub enum Paragraph<'r> {
    /// What else is known.
    Note(&'r Message),
    /// A way out that no edit can make.
    Help(&'r Message),
    /// A way out as edits.
    Fix {
        /// Which of several ways it is, from 1; none where it is the only one.
        number: Option<usize>,
        /// `safe`, or `offered`: somebody has to look.
        standing: &'static str,
        /// How many records it changes.
        records: usize,
        /// What it does.
        title: &'r Message,
        /// The lines that it changes, before and after.
        preview: &'r [PreviewLine],
    },
}

/// The paragraphs of a finding: notes, help, fixes, best first.
pub fn paragraphs(found: &Diagnostic) -> impl Iterator<Item = Paragraph<'_>> {
    let notes = found.notes.iter().map(Paragraph::Note);
    let help = found.help.iter().map(Paragraph::Help);
    let is_one_of_several = found.fixes.len() > 1;
    let fixes = found.fixes.iter().enumerate();
    let fixes = fixes.map(move |(at, fix)| Paragraph::of_fix(is_one_of_several.then_some(at + 1), fix));
    notes.chain(help).chain(fixes)
}

impl<'r> Paragraph<'r> {
    fn of_fix(number: Option<usize>, fix: &'r LocatedFix) -> Self {
        let standing = match fix.safety {
            Safety::Safe => "safe",
            Safety::Unsafe => "offered",
        };
        let mut records: Vec<_> = fix.edits.iter().map(|edit| (&edit.file, &edit.record)).collect();
        records.sort();
        records.dedup();
        Self::Fix { number, standing, records: records.len(), title: &fix.title, preview: &fix.preview }
    }

    /// What it is, before its colon: `note`, `help`, `2. fix (offered, 1 record)`.
    pub fn head(&self) -> String {
        let Self::Fix { number, standing, records, .. } = self else {
            return if matches!(self, Self::Note(_)) { "note" } else { "help" }.to_owned();
        };
        let number = number.map(|number| format!("{number}. ")).unwrap_or_default();
        format!("{number}fix ({standing}, {})", super::number(*records as u64, "record"))
    }

    /// What it says, as a terminal may print it.
    pub fn text(&self) -> String {
        match self {
            Self::Note(words) | Self::Help(words) | Self::Fix { title: words, .. } => sentence(words),
        }
    }

    /// The lines of its preview as a terminal of so many cells may print them, each with its side; that of a line which
    /// says how many more there are is none.
    pub fn preview(&self, cells: usize) -> Vec<(Option<PreviewSide>, String)> {
        let Self::Fix { preview, .. } = self else { return Vec::new() };
        let cells = cells.saturating_sub(2);
        let shown = preview.iter().take(MOST_PREVIEW_LINES).enumerate().map(|(position, own)| {
            let (sign, beside) = match own.side {
                PreviewSide::Before => ('-', preview.get(position + 1)),
                PreviewSide::After => ('+', position.checked_sub(1).and_then(|before| preview.get(before))),
            };
            let text = match beside.filter(|beside| beside.side != own.side) {
                Some(other) => line_beside(&own.line, &other.line, cells),
                None => line_within(&own.line, cells),
            };
            (Some(own.side), format!("{sign} {text}"))
        });
        let more = preview.len().checked_sub(MOST_PREVIEW_LINES).filter(|more| *more > 0);
        shown.chain(more.map(|more| (None, format!("… and {more} more lines")))).collect()
    }
}
