//! Edits of one file that go together.

use std::collections::BTreeMap;

use crate::report::LocatedEdit;

/// Edits of one file of which none overlaps another, each with whom it belongs to.
#[derive(Debug)]
pub(super) struct Taken<'r, T> {
    /// By first byte and end: since none overlaps another, the ends are in order too.
    edits: BTreeMap<(u64, u64), (&'r LocatedEdit, T)>,
}

impl<T> Default for Taken<'_, T> {
    fn default() -> Self {
        Self { edits: BTreeMap::new() }
    }
}

impl<'r, T: Copy> Taken<'r, T> {
    /// Whom an edit belongs to that this one cannot be made with.
    pub(super) fn clash(&self, edit: &LocatedEdit) -> Option<T> {
        let up_to_it = self.edits.range(..=(edit.span.end, u64::MAX)).rev();
        let mut near = up_to_it.take_while(|((_, end), _)| *end >= edit.span.start);
        near.find(|(_, (other, _))| clash(edit, other)).map(|(_, (_, owner))| *owner)
    }

    /// Takes an edit that clashes with none.
    pub(super) fn take(&mut self, edit: &'r LocatedEdit, owner: T) {
        self.edits.entry((edit.span.start, edit.span.end)).or_insert((edit, owner));
    }

    /// Takes edits that clash with none.
    pub(super) fn append(&mut self, other: Self) {
        for (_, (edit, owner)) in other.edits {
            self.take(edit, owner);
        }
    }

    /// The edits, in the order of the file.
    pub(super) fn into_edits(self) -> Vec<&'r LocatedEdit> {
        self.edits.into_values().map(|(edit, _)| edit).collect()
    }
}

/// Whether only one of two edits of a file can be made. An edit that is given twice is made once.
fn clash(one: &LocatedEdit, other: &LocatedEdit) -> bool {
    if (one.span.start, one.span.end, &one.text) == (other.span.start, other.span.end, &other.text) {
        return false;
    }
    let overlap = one.span.start < other.span.end && other.span.start < one.span.end;
    // Which of two would stand first nobody can say, nor what would stand between them.
    let same_gap = puts_in(one) && puts_in(other);
    // What is put in beside something may count on it being there: on the element before a comma.
    let beside_a_gap = (puts_in(one) && takes_out(other)) || (takes_out(one) && puts_in(other));
    let touch = one.span.start <= other.span.end && other.span.start <= one.span.end;
    overlap || touch && (same_gap || beside_a_gap)
}

fn puts_in(edit: &LocatedEdit) -> bool {
    edit.span.start == edit.span.end
}

fn takes_out(edit: &LocatedEdit) -> bool {
    edit.text.is_empty() && !puts_in(edit)
}
