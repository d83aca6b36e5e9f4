//! Changes of a text: what goes of it and what comes.

use std::ops::Range;

use crate::report::LocatedEdit;

/// Bytes that go, and the text that comes in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub range: Range<u64>,
    pub text: String,
}

/// Changes of a text, in its order; none overlaps another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Changes(Vec<Change>);

/// A part of a text that was changed.
enum Part {
    /// Bytes of the text as it was.
    Kept(Range<u64>),
    /// What came.
    New(String),
}

impl Changes {
    /// The edits of a file that were planned to go together, and are in its order.
    pub fn of(edits: &[&LocatedEdit]) -> Self {
        let changes = edits
            .iter()
            .map(|edit| Change { range: edit.span.start..edit.span.end, text: edit.text.clone() });
        Self(changes.collect())
    }

    /// One after another, in the order of the text.
    pub fn iter(&self) -> std::slice::Iter<'_, Change> {
        self.0.iter()
    }

    /// These changes and then others, which were made for the text as these leave it, as changes of the first text.
    pub fn then(self, next: Self) -> Self {
        let mut parts = self.into_parts().into_iter();
        let mut rest = parts.next();
        let mut after = Vec::new();
        let mut at = 0;
        for change in next.0 {
            take_up_to(change.range.start, &mut at, &mut rest, &mut parts, &mut after);
            after.push(Part::New(change.text));
            take_up_to(change.range.end, &mut at, &mut rest, &mut parts, &mut Vec::new());
        }
        after.extend(rest.into_iter().chain(parts));
        Self::from_parts(after)
    }

    /// Those of these changes that are not among others, as changes of the text that the others leave. All were made
    /// for one text, and go together.
    pub fn beyond(&self, made: &Self) -> Self {
        let mut made = made.0.iter().peekable();
        let (mut coming, mut going) = (0, 0);
        let mut left = Vec::new();
        for change in &self.0 {
            let mut is_made = false;
            while let Some(other) =
                made.next_if(|other| other.range.end <= change.range.start || *other == change)
            {
                is_made |= other == change;
                coming += other.text.len() as u64;
                going += other.range.end - other.range.start;
            }
            if !is_made {
                let moved = |at: u64| at + coming - going;
                let range = moved(change.range.start)..moved(change.range.end);
                left.push(Change { range, text: change.text.clone() });
            }
        }
        Self(left)
    }

    /// The text as it is left, in parts.
    fn into_parts(self) -> Vec<Part> {
        let mut parts = Vec::with_capacity(2 * self.0.len() + 1);
        let mut at = 0;
        for change in self.0 {
            parts.push(Part::Kept(at..change.range.start));
            parts.push(Part::New(change.text));
            at = change.range.end;
        }
        // To the end, wherever it is.
        parts.push(Part::Kept(at..u64::MAX));
        parts
    }

    fn from_parts(parts: Vec<Part>) -> Self {
        let mut changes = Vec::new();
        let (mut at, mut coming) = (0, String::new());
        for part in parts {
            match part {
                Part::New(text) => coming.push_str(&text),
                Part::Kept(kept) if kept.is_empty() => {}
                Part::Kept(kept) => {
                    if kept.start > at || !coming.is_empty() {
                        changes.push(Change { range: at..kept.start, text: std::mem::take(&mut coming) });
                    }
                    at = kept.end;
                }
            }
        }
        Self(changes)
    }
}

/// Takes the parts of a text up to a byte of it.
fn take_up_to(
    end: u64,
    at: &mut u64,
    rest: &mut Option<Part>,
    parts: &mut impl Iterator<Item = Part>,
    taken: &mut Vec<Part>,
) {
    while *at < end {
        let Some(part) = rest.take() else { return };
        let (part, left) = part.split(end - *at);
        *at += part.length();
        taken.push(part);
        *rest = left.or_else(|| parts.next());
    }
}

impl Part {
    fn length(&self) -> u64 {
        match self {
            Self::Kept(range) => range.end - range.start,
            Self::New(text) => text.len() as u64,
        }
    }

    /// At most so many bytes of it, and what is left.
    fn split(self, most: u64) -> (Self, Option<Self>) {
        if self.length() <= most {
            return (self, None);
        }
        match self {
            Self::Kept(Range { start, end }) => {
                (Self::Kept(start..start + most), Some(Self::Kept(start + most..end)))
            }
            Self::New(mut text) => {
                // An edit lies on characters: whoever planned it counted on that.
                let at = (0..=most as usize).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
                let left = text.split_off(at);
                (Self::New(text), Some(Self::New(left)))
            }
        }
    }
}

#[cfg(test)]
impl Changes {
    /// Changes of a text, which are in its order.
    pub(super) fn from_list(changes: impl IntoIterator<Item = (Range<u64>, &'static str)>) -> Self {
        Self(changes.into_iter().map(|(range, text)| Change { range, text: text.to_owned() }).collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn made(text: &str, changes: &Changes) -> String {
        let mut made = text.to_owned();
        for change in changes.iter().rev() {
            made.replace_range(change.range.start as usize..change.range.end as usize, &change.text);
        }
        made
    }

    /// Changes of a text of so many bytes.
    fn any_changes(length: u64) -> impl Strategy<Value = Changes> {
        prop::collection::btree_map(0..=length, (0..4_u64, "[x-z]{0,3}"), 0..6).prop_map(move |wanted| {
            let mut changes: Vec<Change> = Vec::new();
            for (start, (taken, text)) in wanted {
                if changes.last().is_none_or(|last| last.range.end <= start) {
                    changes.push(Change { range: start..(start + taken).min(length), text });
                }
            }
            Changes(changes)
        })
    }

    const TEXT: &str = "abcdefghijklmnop";

    #[test]
    fn what_came_may_change_again_and_go() {
        let first = Changes::from_list([(2..4, "XYZ"), (6..6, "!")]);
        assert_eq!(made("abcdefgh", &first), "abXYZef!gh");
        let then = first.then(Changes::from_list([(3..4, ""), (7..8, ""), (9..10, "H")]));
        assert_eq!(made("abcdefgh", &then), "abXZefgH");
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn some_and_then_the_others_are_all(
            (all, some) in any_changes(TEXT.len() as u64).prop_flat_map(|all| {
                let some = prop::collection::vec(any::<bool>(), all.0.len());
                (Just(all), some)
            })
        ) {
            let some = all.0.iter().zip(some).filter(|(_, is_first)| *is_first);
            let some = Changes(some.map(|(change, _)| change.clone()).collect());
            let others = all.beyond(&some);
            prop_assert_eq!(some.0.len() + others.0.len(), all.0.len());
            prop_assert_eq!(made(&made(TEXT, &some), &others), made(TEXT, &all));
        }

        #[test]
        fn one_and_then_another_is_both(
            (first, second) in any_changes(TEXT.len() as u64).prop_flat_map(|first| {
                let length = made(TEXT, &first).len() as u64;
                (Just(first), any_changes(length))
            })
        ) {
            let expected = made(&made(TEXT, &first), &second);
            prop_assert_eq!(made(TEXT, &first.then(second)), expected);
        }
    }
}
