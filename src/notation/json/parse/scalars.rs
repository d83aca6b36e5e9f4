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
                    self.at += check_escape(self.text, self.at)?;
                }
                Some(control) => {
                    return Err(self.error(SyntaxErrorKind::ControlCharacter(*control), self.at));
                }
                None => return Err(self.error(SyntaxErrorKind::UnfinishedString, self.at)),
            }
        }
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
