//! What comes into an entry of a registry.

use std::collections::BTreeSet;

/// What comes into an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryAddition {
    /// Its id.
    pub id: String,
    /// For an entry that is made: the language of its name, and the name.
    pub new_name: Option<(String, String)>,
    /// Spellings of its name.
    pub spellings: BTreeSet<String>,
    /// Names that are not its own.
    pub others: BTreeSet<String>,
}

impl EntryAddition {
    /// An entry that nothing comes into yet.
    pub fn known(id: String) -> Self {
        Self { id, new_name: None, spellings: BTreeSet::new(), others: BTreeSet::new() }
    }

    /// Whether a name comes as one of its own.
    pub fn has(&self, name: &str) -> bool {
        self.new_name.as_ref().is_some_and(|(_, new)| new == name) || self.spellings.contains(name)
    }

    /// How many names come.
    pub fn count(&self) -> usize {
        self.spellings.len() + self.others.len() + usize::from(self.new_name.is_some())
    }
}
