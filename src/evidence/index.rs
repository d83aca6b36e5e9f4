//! Where a string stands in a long text, without reading all of it.
//!
//! The text is cut into blocks of a few bytes, and the place of each block is kept by its hash. Any stretch
//! of the text that is two blocks long holds a whole block: it is found by one of its first windows.

use std::ops::Range;

use memchr::memmem;
use rustc_hash::FxHashMap;

/// Bytes of a block: eight Arabic letters.
const BLOCK: usize = 16;
/// Beyond so many candidates the string is looked for from the start: the text repeats itself.
const MOST_CANDIDATES: usize = 512;

/// A text to look strings up in.
#[derive(Debug)]
pub struct Index {
    text: String,
    /// The hash and the number of each block, by hash.
    blocks: Vec<(u32, u32)>,
}

impl Index {
    pub fn new(text: String) -> Self {
        let blocks = text.as_bytes().chunks_exact(BLOCK).zip(0u32..);
        let mut blocks: Vec<(u32, u32)> = blocks.map(|(block, number)| (hash(block), number)).collect();
        blocks.sort_unstable();
        Self { text, blocks }
    }

    /// The starts of the first occurrences of a string that is not empty, at or behind a byte, at most so
    /// many, in order.
    pub fn find(&self, needle: &str, from: usize, most: usize) -> Vec<usize> {
        let (text, needle) = (self.text.as_bytes(), needle.as_bytes());
        if let Some(starts) = self.possible_starts(needle) {
            let is_there = |start: &usize| {
                *start >= from && text.get(*start..).is_some_and(|rest| rest.starts_with(needle))
            };
            let mut found: Vec<usize> = starts.into_iter().filter(is_there).collect();
            found.sort_unstable();
            found.truncate(most);
            return found;
        }
        let rest = text.get(from..).unwrap_or_default();
        memmem::find_iter(rest, needle).map(|start| from + start).take(most).collect()
    }

    /// Where a string may start, as its first windows say: wherever it stands, one of them is a block. None
    /// for a string that is too short to hold a block for sure, or that may stand in too many places.
    fn possible_starts(&self, needle: &[u8]) -> Option<Vec<usize>> {
        if needle.len() < 2 * BLOCK {
            return None;
        }
        let mut starts = Vec::new();
        for (offset, window) in needle.windows(BLOCK).take(BLOCK).enumerate() {
            let candidates = self.candidates(window);
            if starts.len() + candidates.len() > MOST_CANDIDATES {
                return None;
            }
            starts.extend(
                candidates.iter().filter_map(|(_, block)| (*block as usize * BLOCK).checked_sub(offset)),
            );
        }
        Some(starts)
    }

    /// The stretch, as long as the string, that shares most blocks with it; none where none is shared.
    pub fn nearest(&self, needle: &str) -> Option<Range<usize>> {
        let needle = needle.as_bytes();
        let mut votes: FxHashMap<i64, (u32, i64)> = FxHashMap::default();
        for (offset, window) in needle.windows(BLOCK).enumerate() {
            let candidates = self.candidates(window);
            if candidates.len() > MOST_CANDIDATES {
                continue;
            }
            for (_, block) in candidates {
                let at = *block as usize * BLOCK;
                if self.text.as_bytes().get(at..at + BLOCK) != Some(window) {
                    continue;
                }
                let start = at as i64 - offset as i64;
                // What was added or left out moves the rest by a little.
                let entry = votes.entry(start.div_euclid(64)).or_insert((0, start));
                entry.0 += 1;
                entry.1 = entry.1.min(start);
            }
        }
        let best = votes.values().max_by_key(|(count, start)| (*count, -start))?;
        let start = usize::try_from(best.1).unwrap_or(0);
        let end = (start + needle.len()).min(self.text.len());
        Some(self.boundary(start)..self.boundary(end))
    }

    fn candidates(&self, window: &[u8]) -> &[(u32, u32)] {
        let hash = hash(window);
        let from = self.blocks.partition_point(|(known, _)| *known < hash);
        let rest = self.blocks.get(from..).unwrap_or_default();
        let length = rest.partition_point(|(known, _)| *known == hash);
        rest.get(..length).unwrap_or_default()
    }

    fn boundary(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn hash(block: &[u8]) -> u32 {
    let half = |bytes: &[u8]| bytes.try_into().map(u64::from_le_bytes).unwrap_or(0);
    let (one, other) = block.split_at(block.len() / 2);
    let mixed =
        half(one).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ half(other).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9).rotate_left(32) as u32
}
