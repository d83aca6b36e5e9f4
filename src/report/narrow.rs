//! Lines of an excerpt that fit: values are cut between words, and what is marked stays in sight.

use std::borrow::Cow;

use super::shown::shown_without_isolates;
use super::{ExcerptLine, Run, RunKind, Underlined};
use crate::text::character::display_width;
use crate::text::cut::{beginning, end};

/// Cells that a value keeps, however narrow the terminal is.
const LEAST_VALUE: usize = 12;
/// Cells of a key where the value beside it would have no room else.
const MOST_KEY: usize = 24;
const LEFT_OUT: &str = "…";

/// A line in at most so many cells, if its values can be cut so far.
pub(super) fn narrowed(line: &ExcerptLine, cells: usize) -> Cow<'_, ExcerptLine> {
    let width = |runs: &[Run]| runs.iter().map(cells_of).sum::<usize>();
    let room = cells.saturating_sub(line.indent * 2);
    if width(&line.runs) <= room {
        return Cow::Borrowed(line);
    }
    let mut runs = line.runs.clone();
    let fixed = |runs: &[Run]| runs.iter().filter(|run| !is_value(run)).map(cells_of).sum::<usize>();
    if fixed(&runs) + LEAST_VALUE > room {
        let keys = runs.iter_mut().filter(|run| run.kind == RunKind::Key);
        keys.for_each(|run| run.text = with_end_cut(run.text.expose(), MOST_KEY).into());
    }
    let room = room.saturating_sub(fixed(&runs)).max(LEAST_VALUE);
    Cow::Owned(ExcerptLine { indent: line.indent, runs: values_narrowed(runs, room) })
}

/// A line as [`narrowed`], with what tells it from another in sight.
pub(super) fn narrowed_beside(line: &ExcerptLine, other: &ExcerptLine, cells: usize) -> ExcerptLine {
    let Some(marked) = with_the_difference_marked(line, other) else {
        return narrowed(line, cells).into_owned();
    };
    let ExcerptLine { indent, runs } = narrowed(&marked, cells).into_owned();
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut().filter(|last| is_value(last) && is_value(&run)) {
            Some(last) => last.text = format!("{}{}", last.text.expose(), run.text.expose()).into(),
            None if is_value(&run) => joined.push(Run { kind: RunKind::Value, ..run }),
            None => joined.push(run),
        }
    }
    ExcerptLine { indent, runs: joined }
}

/// The line with that part of its value marked that another line has otherwise.
fn with_the_difference_marked(line: &ExcerptLine, other: &ExcerptLine) -> Option<ExcerptLine> {
    let mut pairs = line.runs.iter().zip(&other.runs);
    let position = pairs.position(|(own, other)| own.kind == RunKind::Value && own.text != other.text)?;
    let (run, other) = (line.runs.get(position)?, other.runs.get(position)?);
    let (text, other) = (run.text.expose(), other.text.expose());
    let before = common(text.char_indices(), other.chars());
    let rest = other.get(before..).unwrap_or_default();
    let after = text.len() - common_end(text.get(before..).unwrap_or_default(), rest);
    let parts = [(..before, RunKind::Value), (..after, RunKind::Marked), (..text.len(), RunKind::Value)];
    let mut start = 0;
    let parts = parts.map(|(range, kind)| {
        let part = text.get(start..range.end).unwrap_or_default();
        start = range.end;
        Run { text: part.into(), kind, ..run.clone() }
    });
    let mut runs = line.runs.clone();
    runs.splice(position..=position, parts);
    Some(ExcerptLine { indent: line.indent, runs })
}

/// How many bytes two texts have in common from their beginning.
fn common(text: std::str::CharIndices<'_>, other: std::str::Chars<'_>) -> usize {
    let alike = text.zip(other).take_while(|((_, own), other)| own == other);
    alike.last().map_or(0, |((at, own), _)| at + own.len_utf8())
}

/// How many bytes two texts have in common up to their end.
fn common_end(text: &str, other: &str) -> usize {
    let alike = text.chars().rev().zip(other.chars().rev()).take_while(|(own, other)| own == other);
    alike.map(|(own, _)| own.len_utf8()).sum()
}

fn is_value(run: &Run) -> bool {
    matches!(run.kind, RunKind::Value | RunKind::Marked)
}

fn cells_of(run: &Run) -> usize {
    let brackets = if run.kind == RunKind::Marked { 2 } else { 0 };
    cells_of_text(run.text.expose()) + brackets
}

fn cells_of_text(text: &str) -> usize {
    display_width(&shown_without_isolates(text))
}

/// The runs with their values in so many cells: what is marked first, then what stands around it.
fn values_narrowed(mut runs: Vec<Run>, room: usize) -> Vec<Run> {
    let Some(marked) = runs.iter().position(|run| run.kind == RunKind::Marked) else {
        return with_the_beginning(runs, room);
    };
    let brackets = 2;
    let most = room.saturating_sub(brackets);
    if cells_of_text(runs[marked].text.expose()) > most {
        let kept = most.saturating_sub(3);
        let text = runs[marked].text.expose();
        let (first, last) = (fitting_beginning(text, kept * 2 / 3), fitting_end(text, kept / 3));
        runs[marked].text = format!("{} {LEFT_OUT} {}", first.trim_end(), last.trim_start()).into();
    }
    let around = room.saturating_sub(cells_of(&runs[marked]));
    let is_before = |position: usize| position < marked;
    let cells = |runs: &[Run], before: bool| -> usize {
        let of_side = runs
            .iter()
            .enumerate()
            .filter(|(at, run)| *at != marked && is_before(*at) == before && is_value(run));
        of_side.map(|(_, run)| cells_of(run)).sum()
    };
    let (before, after) = (cells(&runs, true), cells(&runs, false));
    let half = around / 2;
    let for_before = before.min(half.max(around.saturating_sub(after)));
    let for_after = after.min(around.saturating_sub(for_before));
    let mut narrow = Vec::with_capacity(runs.len() + 2);
    for (position, run) in runs.into_iter().enumerate() {
        match is_value(&run) && position != marked {
            false => narrow.push(run),
            true if is_before(position) => push_end(&mut narrow, run, for_before),
            true => push_beginning(&mut narrow, run, for_after),
        }
    }
    without_doubles(narrow)
}

/// The runs with as much of their values as there is room for, from the first on.
fn with_the_beginning(runs: Vec<Run>, room: usize) -> Vec<Run> {
    let mut left = room;
    let mut narrow = Vec::with_capacity(runs.len() + 1);
    for run in runs {
        match is_value(&run) {
            false => narrow.push(run),
            true => {
                let cells = cells_of(&run);
                push_beginning(&mut narrow, run, left);
                left = left.saturating_sub(cells);
            }
        }
    }
    without_doubles(narrow)
}

fn push_beginning(runs: &mut Vec<Run>, run: Run, cells: usize) {
    if cells_of(&run) <= cells {
        return runs.push(run);
    }
    let kept = fitting_beginning(run.text.expose(), cells.saturating_sub(1)).to_owned();
    let underlined = run.underlined;
    runs.push(Run { text: kept.into(), ..run });
    runs.push(left_out(underlined));
}

fn push_end(runs: &mut Vec<Run>, run: Run, cells: usize) {
    if cells_of(&run) <= cells {
        return runs.push(run);
    }
    let kept = fitting_end(run.text.expose(), cells.saturating_sub(1)).to_owned();
    runs.push(left_out(run.underlined));
    runs.push(Run { text: kept.into(), ..run });
}

fn left_out(underlined: Underlined) -> Run {
    Run { text: LEFT_OUT.into(), kind: RunKind::Syntax, underlined }
}

/// What was cut twice is said once to be cut.
fn without_doubles(mut runs: Vec<Run>) -> Vec<Run> {
    runs.retain(|run| !run.text.expose().is_empty());
    let is_left_out = |run: &Run| run.kind == RunKind::Syntax && run.text.expose().trim() == LEFT_OUT;
    runs.dedup_by(|second, first| is_left_out(first) && is_left_out(second));
    runs
}

fn with_end_cut(text: &str, cells: usize) -> String {
    match cells_of_text(text) <= cells {
        true => text.to_owned(),
        false => {
            let quote = if text.ends_with('"') { "\"" } else { "" };
            format!("{}{LEFT_OUT}{quote}", fitting_beginning(text, cells.saturating_sub(1 + quote.len())))
        }
    }
}

/// The longest beginning that ends between words and fits; one that is cut keeps no half of an escape.
fn fitting_beginning(text: &str, cells: usize) -> &str {
    let whole = beginning(text, fitting(text.chars(), cells));
    let slashes = whole.len() - whole.trim_end_matches('\\').len();
    if slashes % 2 == 1 { &whole[..whole.len() - 1] } else { whole }
}

fn fitting_end(text: &str, cells: usize) -> &str {
    end(text, fitting(text.chars().rev(), cells))
}

/// How many of these characters fit, as they will be shown.
fn fitting(characters: impl Iterator<Item = char>, cells: usize) -> usize {
    let mut filled = 0;
    let fits = |character: &char| {
        filled += cells_of_text(character.encode_utf8(&mut [0; 4]));
        filled <= cells
    };
    characters.take_while(fits).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(parts: &[(&str, RunKind)]) -> ExcerptLine {
        let runs = parts.iter().map(|(text, kind)| Run {
            text: (*text).into(),
            kind: *kind,
            underlined: Underlined::Yes,
        });
        ExcerptLine { indent: 0, runs: runs.collect() }
    }

    fn told(line: &ExcerptLine) -> String {
        line.runs
            .iter()
            .map(|run| match run.kind {
                RunKind::Marked => format!("⟦{}⟧", run.text.expose()),
                _ => run.text.expose().to_owned(),
            })
            .collect()
    }

    /// The runs of a line, cells, and what is seen in them.
    type Case = (&'static [(&'static str, RunKind)], usize, &'static str);

    #[test]
    fn what_tells_two_lines_apart_stays_in_sight() {
        use RunKind::{Syntax, Value};
        let long = |end: &str| format!("alpha beta gamma delta epsilon zeta{end}");
        for (before, after, seen_before, seen_after) in [
            (long(" ."), long("."), "zeta .\"", "zeta.\""),
            (long(" eta theta iota"), long(" eta iota"), " eta theta iota\"", " eta iota\""),
            (long(""), "beta gamma delta epsilon zeta".to_owned(), "\"alpha beta", "\"beta"),
        ] {
            let line = |text: &str| line(&[("\"", Syntax), (text, Value), ("\"", Syntax)]);
            let (before, after) = (line(&before), line(&after));
            for (own, other, seen) in [(&before, &after, seen_before), (&after, &before, seen_after)] {
                let told = told(&narrowed_beside(own, other, 26));
                assert!(told.contains(seen) && told.chars().count() <= 26, "{seen}: {told}");
            }
        }
    }

    #[test]
    fn what_is_marked_stays_in_sight() {
        use RunKind::{Key, Marked, Syntax, Value};
        let cases: [Case; 6] = [
            (&[("\"", Syntax), ("one two three", Value), ("\"", Syntax)], 15, "\"one two three\""),
            (&[("\"", Syntax), ("one two three four", Value), ("\"", Syntax)], 16, "\"one two three…\""),
            (
                &[
                    ("\"", Syntax),
                    ("alpha beta gamma ", Value),
                    ("delta", Marked),
                    (" epsilon zeta eta", Value),
                    ("\"", Syntax),
                ],
                30,
                "\"…gamma ⟦delta⟧ epsilon…\"",
            ),
            (
                &[("\"", Syntax), ("alpha beta gamma ", Value), ("delta", Marked), ("\"", Syntax)],
                22,
                "\"…beta gamma ⟦delta⟧\"",
            ),
            (
                &[("\"", Syntax), ("one two three four five six seven", Marked), ("\"", Syntax)],
                24,
                "\"⟦one two … seven⟧\"",
            ),
            (
                &[
                    ("\"a key that is longer than the line\"", Key),
                    (": ", Syntax),
                    ("\"", Syntax),
                    ("one two three", Value),
                    ("\"", Syntax),
                ],
                35,
                "\"a key that is longer…\": \"one two…\"",
            ),
        ];
        for (parts, cells, expected) in cases {
            assert_eq!(told(&narrowed(&line(parts), cells)), expected, "{parts:?}");
        }
    }
}
