//! What was made of a text, kept for when the text returns.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

/// A text longer than this, in bytes, is prose: it hardly returns, and keeping it would be dear.
const LONGEST: usize = 128;

/// The most texts that are kept: what returns often is soon there again when they are dropped.
const MOST: usize = 1 << 14;

/// What a function made of the texts it was given lately, each under what else it was made from.
///
/// Names, offices and dates return by the thousand, and reading one takes longer than all else that is done with
/// it. Kept in a `thread_local!`, for a rule has no memory of its own.
///
/// ```
/// use tadqiq::text::recall::Recall;
/// let lengths: Recall<usize> = Recall::default();
/// assert_eq!(lengths.of("ملك", |text| text.chars().count()), 3);
/// assert_eq!(lengths.of("ملك", |_| unreachable!("it is known")), 3);
/// ```
#[derive(Debug)]
pub struct Recall<Made, Under = ()> {
    known: RefCell<FxHashMap<Box<str>, (Under, Made)>>,
}

impl<Made, Under> Default for Recall<Made, Under> {
    fn default() -> Self {
        Self { known: RefCell::default() }
    }
}

impl<Made: Clone> Recall<Made> {
    /// What `make` makes of the text, or has made of it before.
    pub fn of(&self, text: &str, make: impl FnOnce(&str) -> Made) -> Made {
        self.of_under(text, (), make)
    }
}

impl<Made: Clone, Under: PartialEq> Recall<Made, Under> {
    /// What `make` makes of the text under this, or has made of it before if that was under the same.
    pub fn of_under(&self, text: &str, under: Under, make: impl FnOnce(&str) -> Made) -> Made {
        if let Some((known_under, known)) = self.known.borrow().get(text)
            && *known_under == under
        {
            return known.clone();
        }
        let made = make(text);
        if text.len() > LONGEST {
            return made;
        }
        let mut known = self.known.borrow_mut();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(text.into(), (under, made.clone()));
        made
    }
}
