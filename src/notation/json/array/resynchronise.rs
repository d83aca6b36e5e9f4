//! Where reading goes on after a broken element of an array.
//!
//! Each byte is looked at a bounded number of times, however much is broken: what was found not to match
//! is not matched again, and what was read in vain is stepped over.

use super::Elements;

/// What follows from reading elements on from a place.
enum Trial {
    /// They are elements of the array.
    IsArrayLevel,
    /// They are not; the byte up to which there is nothing to try again.
    IsNot(usize),
}

impl Elements<'_> {
    /// The byte after the broken element that starts at `start`: that of the comma or bracket after it, or
    /// the first of the next element, or the end of the file.
    pub(super) fn resynchronise(&mut self, start: usize) -> usize {
        if start >= self.mismatch_before {
            match end_of_balanced(self.text.as_bytes(), start) {
                Ok(end) => return end,
                Err(mismatch) => self.mismatch_before = mismatch,
            }
        }
        if start >= self.disorder_before {
            match end_of_bracketed(self.text.as_bytes(), start) {
                Ok(end) if self.goes_on_after(end) => return end,
                Ok(end) => self.disorder_before = end,
                Err(mismatch) => self.disorder_before = mismatch,
            }
        }
        self.next_object_of_array(start)
    }

    /// Whether what stands at a comma or bracket is what stands behind an element: another, or the end.
    fn goes_on_after(&self, end: usize) -> bool {
        let after = self.skip_white_space((end + 1).min(self.end));
        match self.bytes.get(end) {
            Some(b',') => after < self.end && self.bytes.get(after) == Some(&b'{'),
            Some(b']') => after == self.end,
            _ => false,
        }
    }

    /// The next `, {` from which elements parse up to the array's end or the next broken one.
    fn next_object_of_array(&mut self, start: usize) -> usize {
        let mut from = start + 1;
        loop {
            let rest = self.bytes.get(from..self.end).unwrap_or_default();
            let Some(comma) = memchr::memchr(b',', rest).map(|at| from + at) else {
                return self.end;
            };
            let object = self.skip_white_space(comma + 1);
            if self.bytes.get(object) != Some(&b'{') {
                from = comma + 1;
                continue;
            }
            match self.trial(object) {
                Trial::IsArrayLevel => return comma,
                Trial::IsNot(tried) => from = tried,
            }
        }
    }

    /// Reads elements from `start` on. An inner array of the broken element gives itself away: more
    /// follows its bracket.
    fn trial(&mut self, start: usize) -> Trial {
        let mut at = start;
        loop {
            let Ok(end) = self.value_at(at) else {
                return if at == start { Trial::IsNot(start + 1) } else { Trial::IsArrayLevel };
            };
            let after = self.skip_white_space(end);
            match self.bytes.get(after) {
                _ if after >= self.end => return Trial::IsArrayLevel,
                Some(b',') => at = self.skip_white_space(after + 1),
                Some(b']') if after + 1 == self.end => return Trial::IsArrayLevel,
                Some(b'{' | b'[') => return Trial::IsArrayLevel,
                _ => return Trial::IsNot(end),
            }
        }
    }
}

/// The comma or bracket that ends the element at `start`, if its brackets and quotes match: every closing
/// bracket its opening one, every string in a place for strings and on one line. Else the byte where they
/// do not.
fn end_of_balanced(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut closing = Vec::new();
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = end_of_string(bytes, at)?;
                continue;
            }
            b'{' => closing.push(b'}'),
            b'[' => closing.push(b']'),
            b',' | b']' if closing.is_empty() => return Ok(at),
            b'}' | b']' if closing.pop() != Some(*byte) => return Err(at),
            _ => {}
        }
        at += 1;
    }
    if closing.is_empty() { Ok(at) } else { Err(at) }
}

/// The same by brackets alone, wherever strings stand: of an element in which a colon or a comma is missing. A bracket
/// in a string tells that quotes do not match, and then nothing can be told.
fn end_of_bracketed(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut closing = Vec::new();
    let mut at = start;
    let mut is_string = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => is_string = !is_string,
            b'\\' if is_string => at += 1,
            b'\n' | b'{' | b'}' if is_string => return Err(at),
            _ if is_string => {}
            b'{' => closing.push(b'}'),
            b'[' => closing.push(b']'),
            b',' | b']' if closing.is_empty() => return Ok(at),
            b'}' | b']' if closing.pop() != Some(*byte) => return Err(at),
            _ => {}
        }
        at += 1;
    }
    Err(bytes.len())
}

/// The byte after the string at `start`; an error where it is not followed as a string is.
fn end_of_string(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            Some(b'"') => break,
            Some(b'\\') => at += 2,
            Some(b'\n') | None => return Err(at.min(bytes.len())),
            Some(_) => at += 1,
        }
    }
    let rest = bytes.get(at + 1..).unwrap_or_default().trim_ascii_start();
    match rest.first() {
        Some(b':' | b',' | b'}' | b']') | None => Ok(at + 1),
        Some(_) => Err(at + 1),
    }
}
