//! Values that were judged before, so that what returns is judged once.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::project::Collection;

/// A text longer than this, in bytes, is prose: it hardly returns, and keeping it would be dear.
const LONGEST: usize = 128;

/// The most texts of a field that are kept: what returns often is soon there again when they are dropped.
const MOST_OF_A_FIELD: usize = 1 << 16;

/// Texts of values, by what they are judged by.
#[derive(Debug, Default)]
pub struct Remembered {
    /// By the address of the collection, which lives as long as the run, and the number of the annotation.
    texts: FxHashMap<(usize, u32), FxHashSet<Box<str>>>,
}

impl Remembered {
    /// Whether the text is remembered under this annotation of the collection's layout.
    pub fn holds(&self, collection: &Collection, annotation: u32, text: &str) -> bool {
        let texts = self.texts.get(&(address(collection), annotation));
        texts.is_some_and(|texts| texts.contains(text))
    }

    /// Remembers the text, unless it is too long.
    pub fn remember(&mut self, collection: &Collection, annotation: u32, text: &str) {
        if text.len() > LONGEST {
            return;
        }
        let texts = self.texts.entry((address(collection), annotation)).or_default();
        if texts.len() == MOST_OF_A_FIELD {
            texts.clear();
        }
        texts.insert(text.into());
    }
}

fn address(collection: &Collection) -> usize {
    std::ptr::from_ref(collection) as usize
}
