//! Where a string stands in a long text, without reading all of it; and what is like a string that is not there.
//!
//! What may hold a string is told by its letters, page by page. For what is like it, the text is cut into blocks
//! of a few bytes, and the place of each block is kept by its hash.

use std::ops::Range;

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

use super::pages::{PAGE, Pages};
use crate::text::offsets::boundary_before;

/// Bytes of a block: eight Arabic letters.
const BLOCK: usize = 16;
/// Places that are looked at for what is like a string, of its rarest windows first: a block that stands in many
/// places tells little of where the string would stand.
const MOST_PLACES: usize = 1024;
/// Places of a block that are looked at where no rarer one is there.
const FEW_PLACES: usize = 16;
/// Windows of a string that are looked up: the rest of a longer one says no more.
const MOST_WINDOWS: usize = 4096;

/// A text to look strings up in.
#[derive(Debug)]
pub struct Index {
    text: String,
    /// None for a short text, which is read faster.
    pages: Option<Pages>,
    /// The hash and the number of each block, by hash.
    blocks: Vec<(u32, u32)>,
}

impl Index {
    pub fn new(text: String) -> Self {
        let blocks = text.as_bytes().chunks_exact(BLOCK).zip(0u32..);
        let mut blocks: Vec<(u32, u32)> = blocks.map(|(block, number)| (hash(block), number)).collect();
        blocks.sort_unstable();
        Self { pages: Pages::new(&text), text, blocks }
    }

    /// The starts of the first occurrences of a string that is not empty, at or behind a byte, at most so
    /// many, in order. They may overlap: what is one after folding may be told apart by letter.
    pub fn find(&self, needle: &str, from: usize, most: usize) -> Vec<usize> {
        let finder = Finder::new(needle.as_bytes());
        let Some(pages) = self.pages.as_ref().and_then(|pages| pages.of(needle)) else {
            return self.find_within(&finder, from..self.text.len()).take(most).collect();
        };
        let mut found: Vec<usize> = Vec::new();
        for page in pages.skip_while(|page| (page + 1) * PAGE <= from) {
            let start = (page * PAGE).max(from);
            let end = ((page + 1) * PAGE + needle.len() - 1).min(self.text.len());
            found.extend(self.find_within(&finder, start..end).take(most - found.len()));
            if found.len() == most {
                break;
            }
        }
        found
    }

    fn find_within<'f>(
        &'f self,
        finder: &'f Finder<'_>,
        within: Range<usize>,
    ) -> impl Iterator<Item = usize> + 'f {
        let stretch = self.text.as_bytes().get(within.clone()).unwrap_or_default();
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = from + finder.find(stretch.get(from..)?)?;
            from = start + 1;
            Some(within.start + start)
        })
    }

    /// The stretch, as long as the string, that shares most blocks with it; none where none is shared.
    pub fn nearest(&self, needle: &str) -> Option<Range<usize>> {
        let windows = needle.as_bytes().windows(BLOCK).take(MOST_WINDOWS).enumerate();
        let mut windows: Vec<_> =
            windows.map(|(offset, window)| (offset, window, self.places(window))).collect();
        windows.retain(|(_, _, places)| !places.is_empty());
        windows.sort_by_key(|(_, _, places)| places.len());
        let mut left = MOST_PLACES;
        let mut votes: FxHashMap<i64, (u32, i64)> = FxHashMap::default();
        for (offset, window, places) in windows {
            let considered = places.get(..left.max(FEW_PLACES)).unwrap_or(places);
            if left < places.len() && !votes.is_empty() {
                break;
            }
            left = left.saturating_sub(considered.len());
            for (_, block) in considered {
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
        let (_, start) = votes.values().max_by_key(|(count, start)| (*count, -start))?;
        let start = usize::try_from(*start).unwrap_or(0);
        let end = (start + needle.len()).min(self.text.len());
        Some(boundary_before(&self.text, start)..boundary_before(&self.text, end))
    }

    /// The places of the blocks that may be equal to a window, by their hash.
    fn places(&self, window: &[u8]) -> &[(u32, u32)] {
        let hash = hash(window);
        let from = self.blocks.partition_point(|(known, _)| *known < hash);
        let rest = self.blocks.get(from..).unwrap_or_default();
        let length = rest.partition_point(|(known, _)| *known == hash);
        rest.get(..length).unwrap_or_default()
    }
}

fn hash(block: &[u8]) -> u32 {
    let half = |bytes: &[u8]| bytes.try_into().map(u64::from_le_bytes).unwrap_or(0);
    let (one, other) = block.split_at(block.len() / 2);
    let mixed =
        half(one).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ half(other).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9).rotate_left(32) as u32
}
