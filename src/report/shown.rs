//! Reports as a terminal may print them: nothing of the data that a terminal would obey.
//!
//! What controls a terminal, or a workflow's runner, is shown as its code (`⟨U+202E⟩`). What is written from right to left is put
//! into an isolate (Unicode UAX #9), so that it leaves the rest of its line where it is and fills the
//! same cells on terminals that reorder and on those that do not.

use std::borrow::Cow;
use std::ops::Range;

use miette::SourceSpan;

use super::{
    Diagnostic, ExcerptLine, LocatedFix, PreviewLine, PreviewSide, RunKind, Safety, Site, Underlined,
};
use crate::text::character::{Direction, base_direction, show};
use crate::{Message, Piece};

/// Characters of one argument; more are cut, whoever made the message.
const MOST_CHARACTERS: usize = 400;
/// Lines of a fix's preview.
const MOST_PREVIEW_LINES: usize = 8;

const ISOLATE: char = '\u{2068}';
const END_OF_ISOLATE: char = '\u{2069}';

/// An excerpt as text that may be printed.
#[derive(Debug, Clone)]
pub struct ShownExcerpt {
    /// The lines, indented.
    pub text: String,
    /// The bytes of `text` that the label points at.
    pub underlined: Range<usize>,
    /// `path:line:column`.
    pub location: String,
    /// `id · pointer`, as much of it as there is.
    pub place: String,
    pub(super) span: SourceSpan,
}

impl ShownExcerpt {
    pub(super) fn of(site: &Site) -> Self {
        let mut text = String::new();
        let mut underlined: Option<Range<usize>> = None;
        for (number, line) in site.excerpt.lines.iter().enumerate() {
            if number > 0 {
                text.push('\n');
            }
            if let Some(range) = add_line(line, &mut text) {
                underlined = Some(underlined.map_or(range.clone(), |known| known.start..range.end));
            }
        }
        let span = SourceSpan::from(0..text.len());
        let end = text.len();
        let id = site.record.as_ref().and_then(|record| record.id.as_ref()).map(|id| shown(id.expose()));
        let pointer = Some(shown(site.pointer.as_str())).filter(|pointer| !pointer.is_empty());
        Self {
            underlined: underlined.unwrap_or(end..end),
            location: format!("{}:{}:{}", file(site.file.expose()), site.span.line, site.span.column),
            place: id.into_iter().chain(pointer).collect::<Vec<_>>().join(" · "),
            text,
            span,
        }
    }
}

/// A file's name, which may stand where a line begins: the runner of GitHub Actions obeys a line that begins
/// with two colons, after white space too.
fn file(name: &str) -> String {
    let shown = shown(name);
    match shown.trim_start().starts_with("::") {
        true => shown.replacen("::", "⟨U+003A⟩:", 1),
        false => shown,
    }
}

/// Text of the data, as a terminal may print it.
pub fn shown(text: &str) -> String {
    isolated(&shown_inside(text))
}

/// A message as a terminal may print it.
pub fn sentence(message: &Message) -> String {
    let mut text = String::new();
    for piece in message.pieces() {
        match piece {
            Piece::Ours(ours) => text.push_str(ours),
            Piece::Data(data) => text.push_str(&shown(data.expose())),
        }
    }
    text
}

/// Notes, help and fixes, a line each, preview lines behind their fix.
pub fn paragraphs(found: &Diagnostic) -> Vec<String> {
    let mut paragraphs: Vec<String> =
        found.notes.iter().map(|note| format!("note: {}", sentence(note))).collect();
    paragraphs.extend(found.help.iter().map(|help| format!("help: {}", sentence(help))));
    let numbered = found.fixes.len() > 1;
    for (position, fix) in found.fixes.iter().enumerate() {
        let number = if numbered { format!("{}. ", position + 1) } else { String::new() };
        paragraphs.push(format!(
            "{number}fix ({}, {}): {}",
            standing(fix),
            records(fix),
            sentence(&fix.title)
        ));
        paragraphs.extend(fix.preview.iter().take(MOST_PREVIEW_LINES).map(preview_line));
        if fix.preview.len() > MOST_PREVIEW_LINES {
            paragraphs.push(format!("    … and {} more lines", fix.preview.len() - MOST_PREVIEW_LINES));
        }
    }
    paragraphs
}

/// A text cut where it is long, which it says.
pub fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MOST_CHARACTERS) {
        None => Cow::Borrowed(text),
        Some((end, _)) => format!("{}… ({} characters)", &text[..end], text.chars().count()).into(),
    }
}

fn standing(fix: &LocatedFix) -> &'static str {
    match fix.safety {
        Safety::Safe => "safe",
        Safety::Unsafe => "offered",
    }
}

fn records(fix: &LocatedFix) -> String {
    let mut records: Vec<_> = fix.edits.iter().map(|edit| (&edit.file, &edit.record)).collect();
    records.sort();
    records.dedup();
    match records.len() {
        1 => "1 record".to_owned(),
        count => format!("{count} records"),
    }
}

fn preview_line(preview: &PreviewLine) -> String {
    let sign = match preview.side {
        PreviewSide::Before => '-',
        PreviewSide::After => '+',
    };
    let mut text = String::new();
    add_line(&preview.line, &mut text);
    format!("    {sign} {text}")
}

/// Adds a line, and says which bytes of the whole text are underlined in it. The parts of one value
/// are isolated together: a mark inside it must not cut it in two.
fn add_line(line: &ExcerptLine, text: &mut String) -> Option<Range<usize>> {
    text.push_str(&"  ".repeat(line.indent));
    let mut underlined: Option<Range<usize>> = None;
    let of_a_value = |kind: RunKind| matches!(kind, RunKind::Value | RunKind::Marked);
    for runs in line.runs.chunk_by(|a, b| of_a_value(a.kind) && of_a_value(b.kind)) {
        let start = text.len();
        let mut part = String::new();
        let mut meant: Option<Range<usize>> = None;
        for run in runs {
            let before = part.len();
            let shown = shown_inside(run.text.expose());
            match run.kind {
                RunKind::Marked => part.push_str(&format!("⟦{shown}⟧")),
                RunKind::Syntax | RunKind::Key | RunKind::Value => part.push_str(&shown),
            }
            if run.underlined == Underlined::Yes {
                meant = Some(meant.map_or(before, |known| known.start)..part.len());
            }
        }
        let isolated = isolated(&part);
        // Where letters run from right to left, no part of a value has cells of its own to underline.
        let meant = match isolated.len() == part.len() {
            true => meant,
            false => meant.map(|_| 0..isolated.len()),
        };
        text.push_str(&isolated);
        if let Some(meant) = meant {
            underlined = Some(underlined.map_or(start + meant.start, |known| known.start)..start + meant.end);
        }
    }
    underlined
}

/// The runner of GitHub Actions obeys `##[command]` wherever it stands, in any program's output.
fn shown_inside(text: &str) -> String {
    show(&cut(text)).replace("##[", "#⟨U+0023⟩[")
}

fn isolated(text: &str) -> String {
    if text.is_ascii() || !has_right_to_left(text) {
        return text.to_owned();
    }
    format!("{ISOLATE}{text}{END_OF_ISOLATE}")
}

fn has_right_to_left(text: &str) -> bool {
    let mut words = text.split(|character: char| !character.is_alphabetic());
    words.any(|word| base_direction(word) == Direction::RightToLeft)
}
