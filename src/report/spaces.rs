//! White space that nobody would see, shown: `␣` at the ends of a value, `⇥` for a tab.

use super::{ExcerptLine, Run, RunKind};

const SPACE: char = '␣';
const TAB: char = '⇥';

/// The line with what nobody would see in its values as signs.
pub(super) fn seen(line: &ExcerptLine) -> ExcerptLine {
    let mut seen = line.clone();
    for (position, run) in line.runs.iter().enumerate() {
        if !matches!(run.kind, RunKind::Value | RunKind::Marked) {
            continue;
        }
        let is_quote = |run: Option<&Run>| {
            run.is_some_and(|run| run.kind == RunKind::Syntax && run.text.expose() == "\"")
        };
        let begins = is_quote(position.checked_sub(1).and_then(|before| line.runs.get(before)));
        let ends = is_quote(line.runs.get(position + 1));
        let text = run.text.expose();
        let text = match (run.kind, text.chars().all(|it| it == ' ')) {
            (RunKind::Marked, true) => SPACE.to_string().repeat(text.len()),
            _ => with_ends_seen(text, begins, ends),
        };
        seen.runs[position].text = text.replace('\t', &TAB.to_string()).into();
    }
    seen
}

/// Text that begins a string, ends one, or is a whole one in its quotation marks.
fn with_ends_seen(text: &str, begins: bool, ends: bool) -> String {
    let inside = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inside {
        Some(inside) if !begins && !ends => {
            format!("\"{}\"", with_ends_seen(&with_tabs(inside), true, true))
        }
        _ => {
            let (first, last) = (leading(text), leading_back(text));
            let first = if begins { first } else { 0 };
            let last = if ends && first < text.len() { last } else { 0 };
            let sign = SPACE.to_string();
            format!("{}{}{}", sign.repeat(first), &text[first..text.len() - last], sign.repeat(last))
        }
    }
}

/// A string as JSON spells it, with its tabs as they are.
fn with_tabs(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (character, if character == '\\' { characters.next() } else { None }) {
            (_, Some('t')) => plain.push('\t'),
            (_, escaped) => plain.extend([Some(character), escaped].into_iter().flatten()),
        }
    }
    plain
}

fn leading(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

fn leading_back(text: &str) -> usize {
    text.len() - text.trim_end_matches(' ').len()
}
