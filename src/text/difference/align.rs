//! Two spellings laid against each other, a character a column.

use super::super::arabic::{fold_letter, is_hamza};
use super::super::character::{TATWEEL, is_bidi_control, is_harakat, is_invisible, is_plain};
use super::super::latin;
use super::super::token::{is_apostrophe, words};
use super::DifferenceKind;

/// The cheapest alignment: changes of spelling cost less than changes of letters.
pub(super) fn align(left: &[char], right: &[char]) -> Vec<Column> {
    let width = right.len() + 1;
    let lone = |character: &char| {
        if kind_of_lone(*character) == DifferenceKind::Letter { 3_u32 } else { 1 }
    };
    let left_alone: Vec<(char, u32)> = left.iter().map(|character| (*character, lone(character))).collect();
    let right_alone: Vec<(char, u32)> = right.iter().map(|character| (*character, lone(character))).collect();
    let change = |a: char, b: char| match () {
        () if a == b => 0,
        () if kind_of_change(a, b) == DifferenceKind::Letter => 4,
        () if kind_of_change(a, b) == DifferenceKind::Punctuation
            && (a.is_alphanumeric() || b.is_alphanumeric()) =>
        {
            9
        }
        // A mark for a space costs what both cost alone: beside a space that both have, it is the mark that came.
        () if a.is_whitespace() != b.is_whitespace() => 2,
        () => 1,
    };
    let mut costs = vec![0_u32; (left.len() + 1) * width];
    let cost = |costs: &[u32], i: usize, j: usize| costs.get(i * width + j).copied().unwrap_or(u32::MAX / 2);
    for i in 0..=left.len() {
        for j in 0..=right.len() {
            let above = i.checked_sub(1).and_then(|i| left_alone.get(i));
            let beside = j.checked_sub(1).and_then(|j| right_alone.get(j));
            let best = match (above, beside) {
                (None, None) => 0,
                (Some((_, lone)), None) => cost(&costs, i - 1, j) + lone,
                (None, Some((_, lone))) => cost(&costs, i, j - 1) + lone,
                (Some(&(a, a_alone)), Some(&(b, b_alone))) => (cost(&costs, i - 1, j - 1) + change(a, b))
                    .min(cost(&costs, i - 1, j) + a_alone)
                    .min(cost(&costs, i, j - 1) + b_alone),
            };
            if let Some(cell) = costs.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (left.len(), right.len());
    let mut columns = Vec::with_capacity(i.max(j));
    while i > 0 || j > 0 {
        let here = cost(&costs, i, j);
        let above = i.checked_sub(1).and_then(|i| left_alone.get(i)).copied();
        let beside = j.checked_sub(1).and_then(|j| right_alone.get(j)).map(|&(character, _)| character);
        match (above, beside) {
            (Some((a, _)), Some(b)) if here == cost(&costs, i - 1, j - 1) + change(a, b) => {
                columns.push(Column { left: Some(a), right: Some(b), character: i });
                i -= 1;
                j -= 1;
            }
            (Some((a, lone)), _) if here == cost(&costs, i - 1, j) + lone => {
                columns.push(Column { left: Some(a), right: None, character: i });
                i -= 1;
            }
            _ => {
                columns.push(Column { left: None, right: beside, character: j });
                j = j.saturating_sub(1);
            }
        }
    }
    columns.reverse();
    columns
}

/// One column of the alignment: a character of either side or of both.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) left: Option<char>,
    pub(super) right: Option<char>,
    pub(super) character: usize,
}

impl Column {
    pub(super) fn is_equal(&self) -> bool {
        self.left == self.right
    }

    pub(super) fn is_space(&self) -> bool {
        self.left.or(self.right).is_some_and(char::is_whitespace)
    }

    /// The kind of this column alone.
    pub(super) fn kind(&self) -> DifferenceKind {
        match (self.left, self.right) {
            (Some(left), Some(right)) => kind_of_change(left, right),
            (Some(only), None) | (None, Some(only)) => kind_of_lone(only),
            (None, None) => DifferenceKind::Letter,
        }
    }
}

fn kind_of_change(left: char, right: char) -> DifferenceKind {
    if left.is_alphanumeric() != right.is_alphanumeric() || !left.is_alphanumeric() {
        return DifferenceKind::Punctuation;
    }
    let (a, b) = (fold_letter(left), fold_letter(right));
    let pair = |one: char, other: char| (left == one && right == other) || (left == other && right == one);
    if pair('ى', 'ي') {
        return DifferenceKind::AlefMaksura;
    }
    if pair('ة', 'ه') {
        return DifferenceKind::TaMarbuta;
    }
    if a == b || (is_hamza(left) && is_hamza(right)) {
        return DifferenceKind::Hamza;
    }
    if left.to_lowercase().eq(right.to_lowercase()) {
        return DifferenceKind::Case;
    }
    // Most pairs are such, and there is neither a foreign form nor an accent in them.
    if is_plain(left) && is_plain(right) {
        return DifferenceKind::Letter;
    }
    let (left_word, right_word) = (left.to_string(), right.to_string());
    if words(&left_word) == words(&right_word) {
        return DifferenceKind::ForeignLetter;
    }
    if latin::fold(&left_word) == latin::fold(&right_word) {
        return DifferenceKind::Accent;
    }
    DifferenceKind::Letter
}

fn kind_of_lone(only: char) -> DifferenceKind {
    match only {
        _ if is_plain(only) && only.is_alphanumeric() && only != 'ء' => DifferenceKind::Letter,
        _ if is_harakat(only) => DifferenceKind::Harakat,
        TATWEEL => DifferenceKind::Tatweel,
        'ء' | '\u{653}'..='\u{655}' => DifferenceKind::Hamza,
        _ if is_bidi_control(only) || is_invisible(only) || only.is_control() => DifferenceKind::Invisible,
        _ if only.is_whitespace() => DifferenceKind::Spacing,
        _ if is_apostrophe(only) || !only.is_alphanumeric() => DifferenceKind::Punctuation,
        _ => DifferenceKind::Letter,
    }
}
