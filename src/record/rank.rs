//! Which of several records comes first, wherever they stand.

use super::Record;
use super::digest::LastingDigest;

/// Which of several records comes first, in whatever file and line they stand: that with the lower id; of those without
/// one it is known by the content.
///
/// A rule that speaks at one of several records chooses it by rank. By place, another would be spoken of as soon as
/// somebody sorts a file, and a finding that is old would pass for a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    /// The first bytes of the id, so that ids that are read in order mostly are in order.
    beginning: u64,
    /// What tells it apart from others that begin so.
    rest: u64,
}

impl Rank {
    /// The rank of a record.
    pub(crate) fn of(record: &Record<'_>) -> Self {
        match record.id() {
            Some(id) => Self::of_id(&id.text()),
            None => Self { beginning: u64::MAX, rest: record.content_digest() },
        }
    }

    fn of_id(id: &str) -> Self {
        let mut beginning = [0; 8];
        beginning.iter_mut().zip(id.bytes()).for_each(|(room, byte)| *room = byte);
        let rest = u128::from_be_bytes(LastingDigest::of(&[id.as_bytes()])) as u64;
        Self { beginning: u64::from_be_bytes(beginning), rest }
    }

    /// As two numbers, which have its order.
    pub(crate) fn numbers(self) -> [u64; 2] {
        [self.beginning, self.rest]
    }

    /// Reads the two numbers.
    pub(crate) fn of_numbers([beginning, rest]: [u64; 2]) -> Self {
        Self { beginning, rest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_are_read_in_order_are_in_order() {
        let ids = ["", "2021", "2022-1", "2022-2", "a", "ab", "b", "é", "ا", "ب"];
        let ranks: Vec<Rank> = ids.into_iter().map(Rank::of_id).collect();
        assert!(ranks.is_sorted(), "{ranks:?}");
        assert_ne!(Rank::of_id("2022-germany"), Rank::of_id("2022-germany-second"));
        assert!(ranks.iter().all(|rank| Rank::of_numbers(rank.numbers()) == *rank));
    }
}
