//! Words that are names of their own, so that a letter between two of them is a
//! difference between two names: حسن and حسين, Essex and Sussex, Bahn and Bank.

use std::hash::BuildHasher;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::key::{Tier, fold_word, key, loose_words};

/// The words that are known to be names: those of the bundled table and those
/// that a dataset shows to be.
#[derive(Debug, Clone, Default)]
pub struct KnownNames {
    of_dataset: FxHashSet<Box<str>>,
}

/// The neighbours of a dataset's words, noted while its names are read one after the other: what
/// [`KnownNames::of_words`] asks, for whoever does not keep the names.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    of_word: FxHashMap<Box<str>, Vec<u64>>,
}

impl Neighbours {
    const FEWEST: usize = 3;

    /// Notes the [`loose_words`] of a name.
    pub fn note(&mut self, words: &[String]) {
        for (index, word) in words.iter().enumerate() {
            let Some(neighbour) = words.get(index + 1).or_else(|| words.get(index.checked_sub(1)?)) else {
                continue;
            };
            let neighbour = FxBuildHasher.hash_one(neighbour);
            match self.of_word.get_mut(word.as_str()) {
                Some(known) if known.len() >= Self::FEWEST || known.contains(&neighbour) => {}
                Some(known) => known.push(neighbour),
                None => {
                    self.of_word.insert(word.as_str().into(), vec![neighbour]);
                }
            }
        }
    }

    /// The words that stand beside enough different neighbours.
    #[must_use]
    pub fn known(self) -> KnownNames {
        let known = self.of_word.into_iter().filter(|(_, known)| known.len() >= Self::FEWEST);
        KnownNames { of_dataset: known.map(|(word, _)| word).collect() }
    }
}

impl KnownNames {
    /// The words of the bundled table alone.
    #[must_use]
    pub fn bundled() -> Self {
        Self::default()
    }

    /// Also the words that a dataset's names show to be names of their own: those
    /// that stand beside three or more different neighbours. A slip of the pen
    /// stands where it was made; حسن stands in many names.
    ///
    /// ```
    /// use tadqiq::text::known::KnownNames;
    /// let known = KnownNames::of_names(["Ali Essex", "Essex Trust", "Bank of Essex", "Ali Esex"]);
    /// assert!(known.contains("essex"));
    /// assert!(!known.contains("esex"));
    /// ```
    #[must_use]
    pub fn of_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let words: Vec<Vec<String>> = names.into_iter().map(loose_words).collect();
        Self::of_words(words.iter().map(Vec::as_slice))
    }

    /// [`of_names`](Self::of_names) for names whose [`loose_words`] were read before.
    #[must_use]
    pub fn of_words<'a>(names: impl IntoIterator<Item = &'a [String]>) -> Self {
        let mut neighbours = Neighbours::default();
        names.into_iter().for_each(|words| neighbours.note(words));
        neighbours.known()
    }

    /// Whether a word, folded as [`loose_words`] does, is a name of its own.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.of_dataset.contains(word) || bundled_lines().contains_key(word)
    }

    /// Whether two different folded words are two names: both are known, and not as one.
    #[must_use]
    pub fn are_two(&self, a: &str, b: &str) -> bool {
        a != b && self.contains(a) && self.contains(b) && !is_one_name(a, b)
    }
}

/// Whether the bundled table holds two folded words as spellings of one name, and neither as one of another:
/// Salah is written for صالح and for صلاح, so it is not surely Saleh.
#[must_use]
pub fn is_one_name(a: &str, b: &str) -> bool {
    matches!((bundled_lines().get(a), bundled_lines().get(b)), (Some(a), Some(b)) if a == b)
}

/// The number of a name in the bundled table that a folded word is a spelling of: the first, if of several.
#[must_use]
pub fn number_of_name(word: &str) -> Option<usize> {
    bundled_lines().get(word)?.first().copied()
}

/// Whether the bundled table holds both folded words, and never as one name.
#[must_use]
pub fn are_two_bundled_names(a: &str, b: &str) -> bool {
    match (bundled_lines().get(a), bundled_lines().get(b)) {
        (Some(a), Some(b)) => !a.iter().any(|line| b.contains(line)),
        _ => false,
    }
}

/// Whether a folded word is a given name of the bundled table.
#[must_use]
pub fn is_given_name(word: &str) -> bool {
    bundled_lines().get(word).is_some_and(|lines| lines.iter().any(|&line| line < given_names_end()))
}

/// Whether a folded word is a given name of Arabic origin in the bundled table.
#[must_use]
pub(crate) fn is_arabic_given_name(word: &str) -> bool {
    static END: LazyLock<usize> = LazyLock::new(|| line_of("# -- given names of other"));
    bundled_lines().get(word).is_some_and(|lines| lines.iter().any(|&line| line < *END))
}

const TABLE: &str = include_str!("tables/names.tsv");

/// The line where the given names end.
fn given_names_end() -> usize {
    static END: LazyLock<usize> = LazyLock::new(|| line_of("# -- surnames"));
    *END
}

fn line_of(heading: &str) -> usize {
    TABLE.lines().position(|line| line.starts_with(heading)).unwrap_or_default()
}

/// The lines of the table that each folded word stands on.
fn bundled_lines() -> &'static FxHashMap<String, Vec<usize>> {
    static LINES: LazyLock<FxHashMap<String, Vec<usize>>> = LazyLock::new(|| {
        let mut lines: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (number, line) in TABLE.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            for word in spellings(line) {
                let known = lines.entry(word).or_default();
                if !known.contains(&number) {
                    known.push(number);
                }
            }
        }
        lines
    });
    &LINES
}

/// The spellings on a line; عبد belongs to the word after it.
fn spellings(line: &str) -> Vec<String> {
    let mut spellings = Vec::new();
    let mut written = line.split(' ');
    while let Some(word) = written.next() {
        let governed = if word == "عبد" { written.next() } else { None };
        let name = match governed {
            Some(governed) => format!("{word} {governed}"),
            None => word.to_owned(),
        };
        spellings.push(key(&name, Tier::Loose));
        // أ and ا are one here; that the article may be missing is the loose key's matter.
        spellings.push(fold_word(&name.replace(' ', "")));
    }
    spellings
}
