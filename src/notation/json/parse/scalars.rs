//! Strings, numbers and the three words.

use super::{Next, Parser};
use crate::notation::document::number::ALWAYS_EXACT_BYTES;
use crate::notation::document::tape::Kind;
use crate::notation::json::scan::end_of_plain_run;
use crate::notation::json::strings::check_escape;
use crate::notation::json::syntax::{Expected, SyntaxError, SyntaxErrorKind};

impl Parser<'_> {
    /// Reads a string from its opening quote on.
    #[inline]
    pub(super) fn string(&mut self, kind: Kind) -> Result<(), SyntaxError> {
        let start = self.at;
        let mut is_escaped = false;
        self.at += 1;
        loop {
            self.at = end_of_plain_run(self.bytes, self.at);
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    self.push(start, self.at, kind, is_escaped);
                    return Ok(());
                }
                Some(b'\\') => {
                    is_escaped = true;
                    self.at += check_escape(self.text, self.at).map_err(|error| match error.kind {
                        SyntaxErrorKind::UnfinishedString(_) => self.unfinished_string(start, error.at),
                        _ => error,
                    })?;
                }
                Some(b'\n' | b'\r') if !self.is_closed_further_on() => {
                    return Err(self.unfinished_string(start, self.at));
                }
                Some(control) => {
                    return Err(self.error(SyntaxErrorKind::ControlCharacter(*control), self.at));
                }
                None => return Err(self.unfinished_string(start, self.at)),
            }
        }
    }

    #[cold]
    fn unfinished_string(&self, start: usize, at: usize) -> SyntaxError {
        self.error(SyntaxErrorKind::UnfinishedString(at - start), at)
    }

    /// Whether the next quotation mark closes the string that a line's end stands in: it stands where a value or a
    /// key ends. One that stands where another string begins does not.
    #[cold]
    fn is_closed_further_on(&self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let is_escaped =
            |at: &usize| at.checked_sub(1).is_some_and(|before| rest.get(before) == Some(&b'\\'));
        let Some(quote) = memchr::memchr_iter(b'"', rest).find(|at| !is_escaped(at)) else { return false };
        let before = rest.get(..quote).unwrap_or_default().trim_ascii_end().last();
        let after = rest.get(quote + 1..).unwrap_or_default().trim_ascii_start().first();
        // Behind a comma or a bracket on a line of its own, a string begins.
        let begins = matches!(before, Some(b',' | b'{' | b'[')) && after == Some(&b':');
        !begins && matches!(after, None | Some(b',' | b'}' | b']' | b':'))
    }

    pub(super) fn number(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => {
                self.at += 1;
                if matches!(self.peek(), Some(b'0'..=b'9')) {
                    return Err(self.error(SyntaxErrorKind::LeadingZero, start));
                }
            }
            _ => self.digits(start)?,
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits(start)?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits(start)?;
            self.tape.has_long_numbers = true;
        }
        let written = self.at - start;
        self.tape.has_long_numbers |= written > ALWAYS_EXACT_BYTES;
        self.push(start, self.at, Kind::Number, false);
        Ok(())
    }

    /// Reads the digits of a number that began at `number_start`: one at least.
    fn digits(&mut self, number_start: usize) -> Result<(), SyntaxError> {
        let first = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at > first {
            return Ok(());
        }
        let written = self.bytes.get(number_start..self.at).unwrap_or_default();
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_infinity = written == b"-" && rest.starts_with(['I', 'i', 'N', 'n']);
        let kind = if is_infinity { SyntaxErrorKind::NotANumber } else { SyntaxErrorKind::MissingDigit };
        Err(self.error(kind, self.at))
    }

    pub(super) fn word(&mut self, word: &str, kind: Kind, expected: Expected) -> Result<Next, SyntaxError> {
        let end = self.at + word.len();
        if self.bytes.get(self.at..end) != Some(word.as_bytes()) {
            return Err(self.unexpected(expected));
        }
        self.push(self.at, end, kind, false);
        self.at = end;
        Ok(Next::AfterValue)
    }
}
