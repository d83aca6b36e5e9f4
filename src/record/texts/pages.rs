//! Which pages of a long text a string may begin in, told before any of them is read.
//!
//! For each three letters in a row there is a row of bits, one a page: whether they begin in that page. A string
//! begins only where its first letters all do; the rows of these, laid over each other, leave few pages to read.

/// Bytes of a page.
pub const PAGE: usize = 4096;
/// A shorter text is read faster than its rows are laid over each other.
const SHORTEST: usize = 64 * PAGE;
/// Rows; three letters have theirs by a hash. Fewer would be full of bits, more would need more memory.
const ROWS: usize = 1 << ROW_BITS;
const ROW_BITS: u32 = 15;
/// So many bytes behind a page count for it as well: a string that begins in a page may go on in the next.
const OVERLAP: usize = 128;

/// The rows of a text.
#[derive(Debug)]
pub struct Pages {
    words_of_a_row: usize,
    rows: Vec<u64>,
}

impl Pages {
    /// The rows of a text; none for one that is short.
    pub fn new(text: &str) -> Option<Self> {
        if text.len() < SHORTEST {
            return None;
        }
        let words_of_a_row = text.len().div_ceil(PAGE).div_ceil(64);
        let mut rows = vec![0u64; ROWS * words_of_a_row];
        let mut set = |row: usize, page: usize| {
            if let Some(word) = rows.get_mut(row * words_of_a_row + page / 64) {
                *word |= 1 << (page % 64);
            }
        };
        for (at, row) in rows_of(text) {
            let page = at / PAGE;
            set(row, page);
            if at % PAGE < OVERLAP && page > 0 {
                set(row, page - 1);
            }
        }
        Some(Self { words_of_a_row, rows })
    }

    /// The pages that a string may begin in, in order; none for one too short to tell.
    pub fn of(&self, needle: &str) -> Option<impl Iterator<Item = usize> + use<>> {
        let mut common: Option<Vec<u64>> = None;
        for (_, row) in rows_of(needle).take_while(|(at, _)| *at < OVERLAP) {
            let row = self.rows.chunks_exact(self.words_of_a_row).nth(row).unwrap_or_default();
            match &mut common {
                None => common = Some(row.to_vec()),
                Some(common) => common.iter_mut().zip(row).for_each(|(common, word)| *common &= word),
            }
        }
        let bits = |(number, word): (usize, u64)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| number * 64 + bit)
        };
        Some(common?.into_iter().enumerate().filter(|(_, word)| *word != 0).flat_map(bits))
    }
}

/// Each three letters of a text in a row: the byte where they begin, and their row.
fn rows_of(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut before = (0, 0);
    let mut starts = (0, 0);
    let letters = text.char_indices().map(move |(at, letter)| {
        let letter = u32::from(letter);
        let found = (starts.0, row(before.0, before.1, letter));
        before = (before.1, letter);
        starts = (starts.1, at);
        found
    });
    letters.skip(2)
}

fn row(first: u32, second: u32, third: u32) -> usize {
    let mixed = u64::from(first).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ u64::from(second).wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
        ^ u64::from(third).wrapping_mul(0x1656_67B1_9E37_79F9);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> (64 - ROW_BITS)) as usize
}
