//! Edits made in a text.

use crate::words::TextEdit;

/// Why edits could not be made in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextEditError {
    /// Two edits want the same bytes.
    #[error("two edits overlap at byte {0}")]
    Overlap(usize),
    /// An edit lies outside the text, or inside a character.
    #[error("an edit at byte {0} is not on a character of the text")]
    OffText(usize),
}

/// Makes edits in a text. What no edit names stays byte for byte, be it UTF-8 or not.
///
/// The order of `edits` does not matter; an edit given twice is made once. What is put in before a byte comes
/// before what is put in its place.
///
/// # Errors
///
/// If two edits overlap, or one does not lie on character boundaries of `text`.
///
/// ```
/// use tadqiq::edit::edited;
/// use tadqiq::internals::words::TextEdit;
///
/// let edits = [TextEdit { range: 6..7, text: "2".into() }];
/// assert_eq!(edited(b"{\"a\": 1}", &edits)?, b"{\"a\": 2}");
/// # Ok::<(), tadqiq::edit::TextEditError>(())
/// ```
pub fn edited(text: &[u8], edits: &[TextEdit]) -> Result<Vec<u8>, TextEditError> {
    let mut ordered: Vec<&TextEdit> = edits.iter().collect();
    ordered.sort_by(|a, b| (a.range.start, a.range.end, &a.text).cmp(&(b.range.start, b.range.end, &b.text)));
    ordered.dedup();
    let mut result = Vec::with_capacity(text.len());
    let mut kept = 0;
    for edit in ordered {
        if edit.range.start < kept {
            return Err(TextEditError::Overlap(edit.range.start));
        }
        let off_text = [edit.range.start, edit.range.end].into_iter().find(|at| !is_boundary(text, *at));
        if let Some(at) = off_text.or((edit.range.start > edit.range.end).then_some(edit.range.start)) {
            return Err(TextEditError::OffText(at));
        }
        result.extend_from_slice(text.get(kept..edit.range.start).unwrap_or_default());
        result.extend_from_slice(edit.text.as_bytes());
        kept = edit.range.end;
    }
    result.extend_from_slice(text.get(kept..).unwrap_or_default());
    Ok(result)
}

/// Whether a text may be cut at a byte: it is the first of a character, or the end.
fn is_boundary(text: &[u8], at: usize) -> bool {
    let is_continuation = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
    at <= text.len() && !text.get(at).is_some_and(is_continuation)
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
        assert_eq!(edited(b"abcde", &edits).unwrap(), b"AbcdE");
    }

    #[test]
    fn what_is_put_in_stands_before_what_takes_the_place() {
        let edits = [edit(1..3, "X"), edit(3..3, ">"), edit(1..1, "<")];
        assert_eq!(edited(b"abcd", &edits).unwrap(), b"a<X>d");
    }

    #[test]
    fn overlapping_edits_are_refused() {
        assert_eq!(edited(b"abcde", &[edit(0..3, "x"), edit(2..4, "y")]), Err(TextEditError::Overlap(2)));
    }

    #[test]
    fn an_edit_inside_a_character_is_refused() {
        assert_eq!(edited("ي".as_bytes(), &[edit(1..2, "x")]), Err(TextEditError::OffText(1)));
        assert_eq!(edited(b"a", &[edit(5..6, "x")]), Err(TextEditError::OffText(5)));
    }
}
