//! Which ids several records share.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::digest::digest;

/// The ids of records, as they are met: 8 bytes each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordIds {
    digests: Vec<u64>,
}

/// The ids that several records share.
#[derive(Debug, Clone, Default)]
pub struct SharedIds {
    digests: FxHashSet<u64>,
}

impl RecordIds {
    /// Takes a record's id.
    pub fn add(&mut self, id: &str) {
        self.digests.push(digest(id));
    }

    /// Whether a record has this id.
    pub fn contains(&self, id: &str) -> bool {
        self.digests.contains(&digest(id))
    }

    /// Takes over the ids of other records.
    pub fn merge(&mut self, other: &Self) {
        self.digests.extend_from_slice(&other.digests);
    }

    /// Those that were met more than once.
    pub fn shared(mut self) -> SharedIds {
        self.digests.sort_unstable();
        let several = self.digests.chunk_by(|one, other| one == other).filter(|equal| equal.len() > 1);
        SharedIds { digests: several.filter_map(|equal| equal.first().copied()).collect() }
    }
}

impl SharedIds {
    /// Whether several records have the id of this [digest](super::digest::digest).
    pub fn contains_digest(&self, digest: u64) -> bool {
        self.digests.contains(&digest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_shared_when_it_is_met_twice_wherever_that_is() {
        let (mut one, mut other) = (RecordIds::default(), RecordIds::default());
        ["a", "b", "b", "c"].iter().for_each(|id| one.add(id));
        ["c", "d"].iter().for_each(|id| other.add(id));
        one.merge(&other);
        let shared = one.shared();
        let found: Vec<&str> =
            ["a", "b", "c", "d", "e"].into_iter().filter(|id| shared.contains_digest(digest(id))).collect();
        assert_eq!(found, ["b", "c"]);
    }
}
