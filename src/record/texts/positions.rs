//! From bytes of a text to its folded form and back, and to lines and columns, without counting from the
//! start each time.

use std::ops::Range;

use super::fold::{fold_character, fold_onto};
use crate::words::span::{Locator, Position};

/// Bytes between two marks: what is counted at most for an answer.
const APART: usize = 1024;

/// Marks along a text.
#[derive(Debug)]
pub struct Positions {
    marks: Vec<Mark>,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    position: Position,
    code_points: u64,
    /// Bytes of the folded text before it.
    folded: usize,
}

impl Positions {
    /// The marks of a text, and the text folded.
    pub fn and_folded(text: &str) -> (Self, String) {
        let mut folded = String::with_capacity(text.len());
        let mut mark = Mark { position: Position::line_start(0, 1), code_points: 0, folded: 0 };
        let mut marks = Vec::with_capacity(text.len() / APART + 2);
        marks.push(mark);
        let mut from = 0;
        while from < text.len() {
            let mut to = (from + APART).min(text.len());
            while !text.is_char_boundary(to) {
                to += 1;
            }
            let stretch = text.get(from..to).unwrap_or_default();
            fold_onto(&mut folded, stretch);
            mark = Mark {
                position: Locator::new(stretch.as_bytes(), mark.position).position(stretch.len()),
                code_points: mark.code_points + stretch.chars().count() as u64,
                folded: folded.len(),
            };
            marks.push(mark);
            from = to;
        }
        folded.shrink_to_fit();
        (Self { marks }, folded)
    }

    /// The last mark at or before a byte of the text.
    pub fn before(&self, byte: usize) -> Position {
        self.mark(|mark| mark.position.byte as usize <= byte).position
    }

    /// The code points before a byte of the text.
    pub fn code_points(&self, text: &str, byte: usize) -> u64 {
        let mark = self.mark(|mark| mark.position.byte as usize <= byte);
        let stretch = text.get(mark.position.byte as usize..byte).unwrap_or_default();
        mark.code_points + stretch.chars().count() as u64
    }

    /// The bytes of the folded text before a byte of the text.
    pub fn folded(&self, text: &str, byte: usize) -> usize {
        let mark = self.mark(|mark| mark.position.byte as usize <= byte);
        mark.folded + folded_length(text.get(mark.position.byte as usize..byte).unwrap_or_default())
    }

    /// The bytes of the text that a range of the folded text comes from: from the first character that
    /// is kept to the last, with the marks that belong to it.
    pub fn unfolded(&self, text: &str, folded: &Range<usize>) -> Range<usize> {
        let start = self.kept_character(text, folded.start).start;
        let last = self.kept_character(text, folded.end.saturating_sub(1));
        let rest = text.get(last.end..).unwrap_or_default();
        let marks = rest
            .chars()
            .take_while(|character| !character.is_whitespace() && fold_character(*character).is_nothing());
        start..last.end + marks.map(char::len_utf8).sum::<usize>()
    }

    /// The character of the text that a byte of the folded text comes from.
    fn kept_character(&self, text: &str, folded: usize) -> Range<usize> {
        let mark = self.mark(|mark| mark.folded <= folded);
        let from = mark.position.byte as usize;
        let mut passed = mark.folded;
        for (at, character) in text.get(from..).unwrap_or_default().char_indices() {
            passed += fold_character(character).len_utf8();
            if passed > folded {
                return from + at..from + at + character.len_utf8();
            }
        }
        text.len()..text.len()
    }

    /// The last mark of which something holds that holds from the first on.
    fn mark(&self, holds: impl Fn(&Mark) -> bool) -> Mark {
        let after = self.marks.partition_point(holds);
        let start = Mark { position: Position::line_start(0, 1), code_points: 0, folded: 0 };
        after.checked_sub(1).and_then(|index| self.marks.get(index)).copied().unwrap_or(start)
    }
}

fn folded_length(text: &str) -> usize {
    text.chars().map(|character| fold_character(character).len_utf8()).sum()
}
