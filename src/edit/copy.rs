//! A text copied with changes made: in a stream, whatever its size.

use std::io::{self, BufRead, BufReader, Read, Write};

use sha2::{Digest as _, Sha256};

use super::TextEditError;
use super::changes::{Change, Changes};
use crate::report::Original;

/// What a file is known again by.
pub(crate) type Digest = [u8; 32];

/// How much is read at a time, in bytes.
const AT_ONCE: usize = 1 << 16;

/// Why a text was not copied.
#[derive(Debug)]
pub(crate) enum CopyError {
    /// It is not what the changes were made for.
    Changed,
    /// The changes do not fit it.
    Unfit(TextEditError),
    /// It cannot be read.
    Unreadable(io::Error),
    /// The copy cannot be written.
    Unwritable(io::Error),
}

/// Copies a text with changes made, and says what the text was known by. What no change names stays byte for byte,
/// be it UTF-8 or not.
///
/// The originals, which may come in any order, must all stand in the text where they stood.
pub(crate) fn copy_changed(
    text: impl Read,
    changes: &Changes,
    originals: &[&Original],
    copy: &mut dyn Write,
) -> Result<Digest, CopyError> {
    let mut text = Text::new(text, originals);
    for Change { range, text: coming } in changes.iter() {
        if range.start > range.end {
            return Err(text.off_text(range.start));
        }
        text.pass(range.start, copy)?;
        copy.write_all(coming.as_bytes()).map_err(CopyError::Unwritable)?;
        text.pass(range.end, &mut io::sink())?;
    }
    text.pass_rest(copy)
}

/// A text that is read, and what was seen of it.
struct Text<'o, R> {
    bytes: BufReader<R>,
    /// How many bytes have passed.
    at: u64,
    digest: Sha256,
    /// What must stand further on, the last first.
    to_come: Vec<&'o Original>,
    /// What the text is in the middle of, each with what was seen of it.
    passing: Vec<(&'o Original, Sha256)>,
}

impl<'o, R: Read> Text<'o, R> {
    fn new(text: R, originals: &[&'o Original]) -> Self {
        let mut to_come: Vec<&Original> = originals.iter().copied().filter(|it| it.length > 0).collect();
        to_come.sort_by_key(|original| std::cmp::Reverse(original.start));
        let bytes = BufReader::with_capacity(AT_ONCE, text);
        Self { bytes, at: 0, digest: Sha256::new(), to_come, passing: Vec::new() }
    }

    /// Goes on to a byte that a character begins at, or the end.
    fn pass(&mut self, to: u64, copy: &mut dyn Write) -> Result<(), CopyError> {
        if to < self.at {
            return Err(CopyError::Unfit(TextEditError::Overlap(to as usize)));
        }
        while self.at < to {
            let most = usize::try_from(to - self.at).unwrap_or(usize::MAX);
            if self.pass_some(most, copy)? == 0 {
                return Err(self.off_text(to));
            }
        }
        let next = self.bytes.fill_buf().map_err(CopyError::Unreadable)?.first().copied();
        let is_inside = next.is_some_and(|byte| byte & 0b1100_0000 == 0b1000_0000);
        if is_inside { Err(self.off_text(to)) } else { Ok(()) }
    }

    /// Where an edit stands that the text has no place for. A text that is not what it was is that before all.
    fn off_text(&self, at: u64) -> CopyError {
        match self.to_come.is_empty() && self.passing.is_empty() {
            true => CopyError::Unfit(TextEditError::OffText(at as usize)),
            false => CopyError::Changed,
        }
    }

    fn pass_rest(mut self, copy: &mut dyn Write) -> Result<Digest, CopyError> {
        while self.pass_some(usize::MAX, copy)? > 0 {}
        if !self.to_come.is_empty() || !self.passing.is_empty() {
            return Err(CopyError::Changed);
        }
        Ok(self.digest.finalize().into())
    }

    /// Goes on by at most so many bytes; by none at the end only.
    fn pass_some(&mut self, most: usize, copy: &mut dyn Write) -> Result<usize, CopyError> {
        let held = loop {
            match self.bytes.fill_buf() {
                Ok(_) => break self.bytes.buffer(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(CopyError::Unreadable(error)),
            }
        };
        let passed = held.get(..most).unwrap_or(held);
        self.digest.update(passed);
        watch(passed, self.at, &mut self.to_come, &mut self.passing)?;
        copy.write_all(passed).map_err(CopyError::Unwritable)?;
        let count = passed.len();
        self.at += count as u64;
        self.bytes.consume(count);
        Ok(count)
    }
}

/// Holds bytes that pass against what must stand there. `at` is the first of them.
fn watch<'o>(
    bytes: &[u8],
    at: u64,
    to_come: &mut Vec<&'o Original>,
    passing: &mut Vec<(&'o Original, Sha256)>,
) -> Result<(), CopyError> {
    let end = at + bytes.len() as u64;
    while let Some(original) = to_come.pop_if(|original| original.start < end) {
        passing.push((original, Sha256::new()));
    }
    let mut is_changed = false;
    passing.retain_mut(|(original, digest)| {
        let end_of_it = original.start.saturating_add(original.length);
        let from = original.start.saturating_sub(at) as usize;
        let to = end_of_it.min(end).saturating_sub(at) as usize;
        digest.update(bytes.get(from..to).unwrap_or_default());
        let is_passed = end_of_it <= end;
        is_changed |= is_passed && !original.is_known_by(digest.clone().finalize().into());
        !is_passed
    });
    if is_changed { Err(CopyError::Changed) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Bytes that come a few at a time.
    struct Slowly<'b>(&'b [u8]);

    impl Read for Slowly<'_> {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            let count = room.len().min(3).min(self.0.len());
            let (now, later) = self.0.split_at(count);
            room[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    fn copied(text: &[u8], changes: &Changes, originals: &[&Original]) -> Result<Vec<u8>, CopyError> {
        let mut copy = Vec::new();
        let digest = copy_changed(Slowly(text), changes, originals, &mut copy)?;
        assert_eq!(digest, <Digest>::from(Sha256::digest(text)));
        Ok(copy)
    }

    fn original(text: &[u8], start: usize, length: usize) -> Original {
        Original::new(Some(Path::new("a")), start as u64, &text[start..start + length])
    }

    #[test]
    fn what_no_change_names_stays_byte_for_byte() {
        let text = b"ab\xFF\xFEcdefgh\r\n\0";
        let changes = Changes::from_list([(0..1, "A"), (5..5, "++"), (8..10, "")]);
        assert_eq!(copied(text, &changes, &[]).unwrap(), b"Ab\xFF\xFEc++def\r\n\0");
        assert_eq!(copied(b"", &Changes::default(), &[]).unwrap(), b"");
        assert_eq!(copied(b"", &Changes::from_list([(0..0, "x")]), &[]).unwrap(), b"x");
    }

    #[test]
    fn all_that_was_judged_must_stand_where_it_stood() {
        let text = b"0123456789abcdef";
        // In any order, one inside of another, up to the end.
        let known = [original(text, 8, 8), original(text, 0, 16), original(text, 2, 3)];
        let known: Vec<&Original> = known.iter().collect();
        let changes = Changes::from_list([(3..4, "x")]);
        assert_eq!(copied(text, &changes, &known).unwrap(), b"012x456789abcdef");
        for other in [&b"0123456789abcdeX"[..], b"0X23456789abcdef", b"0123456789abcde", b"01"] {
            assert!(matches!(copied(other, &changes, &known), Err(CopyError::Changed)), "{other:?}");
        }
        assert!(copied(b"0123456789abcdeX", &changes, &known[2..]).is_ok(), "the rest may have changed");
    }

    #[test]
    fn what_has_no_place_in_the_text_is_refused() {
        for (changes, at) in [([(5..6, "x")], 5), ([(1..2, "x")], 1), ([(0..1, "x")], 1)] {
            let refused = copied("ي".as_bytes(), &Changes::from_list(changes), &[]);
            let Err(CopyError::Unfit(TextEditError::OffText(off))) = refused else { panic!("{refused:?}") };
            assert_eq!(off, at);
        }
        let overlapping = Changes::from_list([(0..3, "x"), (2..4, "y")]);
        let refused = copied(b"abcde", &overlapping, &[]);
        assert!(matches!(refused, Err(CopyError::Unfit(TextEditError::Overlap(2)))), "{refused:?}");
    }
}
