//! What was made of a text, kept for when the text returns.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

/// A text longer than this, in bytes, is prose: it hardly returns, and keeping it would be dear.
const LONGEST: usize = 128;

/// The most texts that are kept, where nobody says how many: what returns often is soon there again when they are
/// dropped.
const MOST: usize = 1 << 14;

/// What a function made of the texts it was given lately, each under what else it was made from.
///
/// Names, offices and dates return by the thousand, and reading one takes longer than all else that is done with
/// it. Kept in a `thread_local!`, for a rule has no memory of its own.
///
/// ```
/// use tadqiq::internals::memo::Memo;
/// let lengths: Memo<usize> = Memo::default();
/// assert_eq!(lengths.of("ملك", |text| text.chars().count()), 3);
/// assert_eq!(lengths.of("ملك", |_| unreachable!("it is known")), 3);
/// ```
#[derive(Debug)]
pub struct Memo<Made, Under = ()> {
    known: RefCell<FxHashMap<Box<str>, (Under, Made)>>,
    most: usize,
}

impl<Made, Under> Default for Memo<Made, Under> {
    fn default() -> Self {
        Self::of_most(MOST)
    }
}

impl<Made, Under> Memo<Made, Under> {
    /// One that keeps at most so many texts.
    pub fn of_most(most: usize) -> Self {
        Self { known: RefCell::default(), most }
    }
}

impl<Made: Clone> Memo<Made> {
    /// What `make` makes of the text, or has made of it before.
    pub fn of(&self, text: &str, make: impl FnOnce(&str) -> Made) -> Made {
        self.of_under(text, (), make)
    }
}

impl<Made: Clone> Memo<Made> {
    /// What was made of the text, if it is kept.
    pub fn get(&self, text: &str) -> Option<Made> {
        self.known.borrow().get(text).map(|(_, made)| made.clone())
    }

    /// Keeps what was made of the text, unless it is too long.
    pub fn keep(&self, text: &str, made: Made) {
        self.keep_under(text, (), made);
    }
}

impl<Made: Clone, Under: PartialEq> Memo<Made, Under> {
    /// What `make` makes of the text under this, or has made of it before if that was under the same.
    pub fn of_under(&self, text: &str, under: Under, make: impl FnOnce(&str) -> Made) -> Made {
        if let Some((known_under, known)) = self.known.borrow().get(text)
            && *known_under == under
        {
            return known.clone();
        }
        let made = make(text);
        self.keep_under(text, under, made.clone());
        made
    }

    fn keep_under(&self, text: &str, under: Under, made: Made) {
        if text.len() > LONGEST {
            return;
        }
        let mut known = self.known.borrow_mut();
        if known.len() >= self.most {
            known.clear();
        }
        known.insert(text.into(), (under, made));
    }
}
