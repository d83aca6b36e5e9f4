//! Edits applied to a text.

/// Bytes of one text to put others in the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// The first byte that goes, and one past the last.
    pub range: std::ops::Range<usize>,
    /// What comes.
    pub text: String,
}

/// Why edits could not be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Two edits want the same bytes.
    #[error("two edits overlap at byte {0}")]
    Overlap(usize),
    /// An edit lies outside the text, or inside a character.
    #[error("an edit at byte {0} is not on a character of the text")]
    OffText(usize),
}

/// Applies edits to a text. What no edit names stays byte for byte.
///
/// The order of `edits` does not matter; an edit given twice is made once.
///
/// # Errors
///
/// [`EditError`] if two edits overlap or one does not lie on character boundaries of `text`.
///
/// ```
/// use tadqiq::edit::{TextEdit, apply};
/// let edits = [TextEdit { range: 6..7, text: "2".into() }];
/// assert_eq!(apply("{\"a\": 1}", &edits).unwrap(), "{\"a\": 2}");
/// ```
pub fn apply(text: &str, edits: &[TextEdit]) -> Result<String, EditError> {
    let mut ordered: Vec<&TextEdit> = edits.iter().collect();
    ordered.sort_by(|a, b| (a.range.start, a.range.end, &a.text).cmp(&(b.range.start, b.range.end, &b.text)));
    ordered.dedup();
    let mut result = String::with_capacity(text.len());
    let mut kept = 0;
    for edit in ordered {
        if edit.range.start < kept {
            return Err(EditError::Overlap(edit.range.start));
        }
        let before = text.get(kept..edit.range.start).ok_or(EditError::OffText(edit.range.start))?;
        if text.get(edit.range.clone()).is_none() {
            return Err(EditError::OffText(edit.range.end));
        }
        result.push_str(before);
        result.push_str(&edit.text);
        kept = edit.range.end;
    }
    result.push_str(text.get(kept..).unwrap_or_default());
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(range: std::ops::Range<usize>, text: &str) -> TextEdit {
        TextEdit { range, text: text.into() }
    }

    #[test]
    fn edits_in_any_order_are_made_once_each() {
        let edits = [edit(4..5, "E"), edit(0..1, "A"), edit(4..5, "E")];
        assert_eq!(apply("abcde", &edits).unwrap(), "AbcdE");
    }

    #[test]
    fn overlapping_edits_are_refused() {
        assert_eq!(apply("abcde", &[edit(0..3, "x"), edit(2..4, "y")]), Err(EditError::Overlap(2)));
    }

    #[test]
    fn an_edit_inside_a_character_is_refused() {
        assert_eq!(apply("ي", &[edit(1..2, "x")]), Err(EditError::OffText(1)));
        assert_eq!(apply("a", &[edit(5..6, "x")]), Err(EditError::OffText(5)));
    }
}
