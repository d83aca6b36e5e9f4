//! Reports as a terminal may print them: nothing of the data that a terminal would obey.
//!
//! What controls a terminal is shown as its code (`⟨U+202E⟩`), and so is the bracket of `##[command]`, which
//! GitHub's runner obeys wherever a line of a log holds it. What is written from right to left is put into
//! an isolate (Unicode UAX #9), so that it leaves the rest of its line where it is and fills the same cells
//! on terminals that reorder and on those that do not.

use std::borrow::Cow;
use std::ops::Range;

use super::narrow::{narrowed, narrowed_beside};
use super::spaces::seen;
use super::{Excerpt, ExcerptLine, Run, RunKind, Site, Underlined};
use crate::text::character::{
    code_point, is_bidi_control, is_invisible, is_joiner, is_variation_selector, show,
};
use crate::words::{Message, MessagePiece};

/// Characters of one argument; more are cut, whoever made the message.
const MOST_CHARACTERS: usize = 400;

/// Begins an isolate whose direction is that of its first strong letter.
pub const ISOLATE: char = '\u{2068}';
/// Ends an isolate.
pub const END_OF_ISOLATE: char = '\u{2069}';

/// A site as text that may be printed: its excerpt, and what it is called.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ShownExcerpt {
    /// The lines, indented.
    pub text: String,
    /// The bytes of `text` that the label points at.
    pub underlined: Range<usize>,
    /// The path of the file.
    pub file: String,
    /// `id · pointer`, as much of it as there is.
    pub place: String,
}

impl Site {
    /// What a terminal may print of it.
    pub fn shown(&self) -> ShownExcerpt {
        ShownExcerpt::of(self, &self.excerpt)
    }

    /// What a terminal of so many cells may print of it: long values are cut between words, and what is marked in
    /// them stays in sight.
    ///
    /// ```
    /// use tadqiq::{Options, Subject};
    ///
    /// let record = Subject::record(r#"{"id": "r1", "status": "held", "kind": "a word that is no kind of meeting"}"#);
    /// let report = tadqiq::check(&record, &Options::default())?;
    /// let found = report.diagnostics().find(|found| found.site.pointer.as_str() == "/kind").ok_or("none")?;
    /// assert_eq!(found.site.shown_within(30).text, r#""kind": "a word that is no…""#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn shown_within(&self, cells: usize) -> ShownExcerpt {
        let lines = self.excerpt.lines.iter().map(|line| narrowed(line, cells).into_owned());
        ShownExcerpt::of(self, &Excerpt { lines: lines.collect() })
    }
}

impl ShownExcerpt {
    fn of(site: &Site, excerpt: &Excerpt) -> Self {
        let mut text = String::new();
        let mut underlined: Option<Range<usize>> = None;
        for (number, line) in excerpt.lines.iter().enumerate() {
            if number > 0 {
                text.push('\n');
            }
            if let Some(range) = add_line(line, &mut text) {
                underlined = Some(underlined.map_or(range.clone(), |known| known.start..range.end));
            }
        }
        let end = text.len();
        let id = site.record.as_ref().and_then(|record| record.id.as_ref()).map(|id| shown(id.expose()));
        let pointer = Some(shown(site.pointer.as_str())).filter(|pointer| !pointer.is_empty());
        Self {
            underlined: underlined.unwrap_or(end..end),
            file: shown(site.file.expose()),
            place: id.into_iter().chain(pointer).collect::<Vec<_>>().join(" · "),
            text,
        }
    }
}

/// A line of an excerpt, as a terminal of so many cells may print it.
pub fn line_within(line: &ExcerptLine, cells: usize) -> String {
    let mut text = String::new();
    add_line(&narrowed(line, cells), &mut text);
    text
}

/// A line as [`line_within`], with what tells it from another in sight.
pub fn line_beside(line: &ExcerptLine, other: &ExcerptLine, cells: usize) -> String {
    let mut text = String::new();
    add_line(&narrowed_beside(line, other, cells), &mut text);
    text
}

/// Text of the data, as a terminal may print it.
pub fn shown(text: &str) -> String {
    isolated(&shown_without_isolates(text))
}

/// Text of the data, as a terminal may print it, without isolates.
pub fn shown_without_isolates(text: &str) -> String {
    without_commands(&show(&cut(text))).into_owned()
}

/// A line of a file, as a terminal may print it: without its end, however long.
pub fn file_line(line: &str) -> String {
    isolated(&without_commands(&show(line.trim_end_matches(['\n', '\r']))))
}

/// A line that the data may begin, behind spaces of ours at most. GitHub's runner takes `::command::` there
/// for one of its own, so a colon that begins it is shown as its code.
pub fn at_line_start(line: &str) -> Cow<'_, str> {
    let is_unseen = |it: char| it.is_whitespace() || is_invisible(it) || is_bidi_control(it);
    let seen = line.trim_start_matches(is_unseen);
    match seen.strip_prefix(':') {
        Some(rest) => format!("{}⟨{}⟩{rest}", &line[..line.len() - seen.len()], code_point(':')).into(),
        None => line.into(),
    }
}

/// A line that others laid out, of words of ours and of the data: as a log may hold it.
pub fn log_line(line: &str) -> String {
    let shown = without_commands(line);
    at_line_start(&shown).into_owned()
}

/// A message as a terminal may print it.
pub fn sentence(message: &Message) -> String {
    filled(message, shown)
}

/// A message as a terminal may print it, without isolates: for who breaks lines or reorders nothing.
pub fn sentence_without_isolates(message: &Message) -> String {
    filled(message, shown_without_isolates)
}

/// A message with the data's words as they came, cut where they are long: for who escapes afterwards.
pub fn sentence_as_it_came(message: &Message) -> String {
    filled(message, |data| cut(data).into_owned())
}

fn filled(message: &Message, data: impl Fn(&str) -> String) -> String {
    let pieces = message.pieces().into_iter().map(|piece| match piece {
        MessagePiece::Ours(ours) => ours.to_owned(),
        MessagePiece::Data(untrusted) => data(untrusted.expose()),
    });
    pieces.collect()
}

/// A text cut where it is long, which it says.
pub fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MOST_CHARACTERS) {
        None => text.into(),
        Some((end, _)) => format!("{}… ({} characters)", &text[..end], text.chars().count()).into(),
    }
}

/// Adds a line, and says which bytes of the whole text are underlined in it. The parts of one value
/// are isolated together: a mark inside it must not cut it in two.
fn add_line(line: &ExcerptLine, text: &mut String) -> Option<Range<usize>> {
    text.push_str(&"  ".repeat(line.indent));
    let mut underlined: Option<Range<usize>> = None;
    // What is left out of a value stands where its own script has it.
    let of_a_value =
        |run: &Run| matches!(run.kind, RunKind::Value | RunKind::Marked) || run.text.expose().trim() == "…";
    let line = seen(line);
    for runs in line.runs.chunk_by(|a, b| of_a_value(a) && of_a_value(b)) {
        let start = text.len();
        let mut part = String::new();
        let mut meant: Option<Range<usize>> = None;
        for run in runs {
            let before = part.len();
            let shown = shown_without_isolates(run.text.expose());
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

/// The text with the bracket of every `##[` as its code. The runner looks for it as a culture sees it:
/// what nobody sees between the three characters does not count.
fn without_commands(text: &str) -> Cow<'_, str> {
    if !text.contains('#') || !text.contains('[') {
        return text.into();
    }
    let mut broken = String::with_capacity(text.len());
    let mut signs = 0;
    for character in text.chars() {
        match character {
            '[' if signs >= 2 => broken.push_str(&format!("⟨{}⟩", code_point(character))),
            _ => broken.push(character),
        }
        signs = match character {
            '#' => signs + 1,
            _ if is_joiner(character) || is_variation_selector(character) => signs,
            _ => 0,
        };
    }
    broken.into()
}

fn isolated(text: &str) -> String {
    if !text.chars().any(runs_right_to_left) {
        return text.to_owned();
    }
    format!("{ISOLATE}{text}{END_OF_ISOLATE}")
}

/// The blocks whose characters are of the bidi classes R, AL and AN, assigned or not
/// (`DerivedBidiClass.txt`). Arabic digits are among them: two of them turn around what stands between.
fn runs_right_to_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}
