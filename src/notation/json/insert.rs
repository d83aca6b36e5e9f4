//! A new record → bytes of the text of its file.

use std::ops::Range;

use serde_json::Value;

use super::style::{like, pretty};
use crate::words::TextEdit;

/// What puts a record among lines.
pub(in crate::notation) fn into_lines(
    text: &str,
    records: &[Range<usize>],
    before: Option<usize>,
    record: &Value,
) -> Option<TextEdit> {
    let newline = newline_of(text);
    let example = records.last().and_then(|last| text.get(last.clone())).unwrap_or_default();
    let line = like(example, record, "");
    let edit = match (before.and_then(|before| records.get(before)), records.last()) {
        (Some(next), _) => at(next.start, format!("{line}{newline}")),
        (None, Some(last)) => at(last.end, format!("{newline}{line}")),
        (None, None) => {
            let gap = if text.is_empty() || text.ends_with('\n') { "" } else { newline };
            at(text.len(), format!("{gap}{line}{newline}"))
        }
    };
    Some(edit)
}

/// What puts a record into a file that holds one value: into its array, or into one made around it.
pub(in crate::notation) fn into_value(
    text: &str,
    records: &[Range<usize>],
    before: Option<usize>,
    record: &Value,
) -> Option<Vec<TextEdit>> {
    let newline = newline_of(text);
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let held = text[start..].trim();
    let Some(last) = records.last() else {
        let is_free = held.is_empty()
            || held
                .strip_prefix('[')
                .and_then(|held| held.strip_suffix(']'))
                .is_some_and(|held| held.trim().is_empty());
        let list = format!("[\n  {}\n]\n", pretty(record, "  ", "  ")).replace('\n', newline);
        return is_free.then(|| vec![TextEdit { range: start..text.len(), text: list }]);
    };
    let example = text.get(last.clone())?;
    if !held.starts_with('[') {
        let written = like(example, record, "").replace('\n', newline);
        return Some(vec![
            TextEdit { range: start..last.start, text: format!("[{newline}") },
            TextEdit { range: last.end..text.len(), text: format!(",{newline}{written}{newline}]{newline}") },
        ]);
    }
    let indent = indent_of(text, last.start);
    let written = like(example, record, indent).replace('\n', newline);
    let gap = match records.windows(2).next().and_then(|two| text.get(two[0].end..two[1].start)) {
        Some(between) => between.trim_start().trim_start_matches(',').to_owned(),
        None => format!("{newline}{indent}"),
    };
    Some(vec![match before.and_then(|before| records.get(before)) {
        Some(next) => at(next.start, format!("{written},{gap}")),
        None => at(last.end, format!(",{gap}{written}")),
    }])
}

fn at(byte: usize, text: String) -> TextEdit {
    TextEdit { range: byte..byte, text }
}

fn newline_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The white space that a line begins with, up to a byte of it.
fn indent_of(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let lead = &text[line..at];
    &lead[..lead.len() - lead.trim_start().len()]
}
