//! Text to tape: the grammar of RFC 8259, in one loop, without recursion.

use super::scan::end_of_white_space;
use super::strings::unescape;
use super::syntax::{Expected, SyntaxError, SyntaxErrorKind, diagnose};
use crate::notation::document::Limits;
use crate::notation::document::duplicates::mark_duplicate_keys;
use crate::notation::document::key_hash::key_hash;
use crate::notation::document::tape::{Kind, OpenContainer, Slot, Tape};

mod scalars;

/// Fills `tape` with the nodes of the one value in `text`.
pub(in crate::notation) fn parse(text: &str, limits: &Limits, tape: &mut Tape) -> Result<(), SyntaxError> {
    if text.len() > limits.bytes() {
        return Err(too_large(limits));
    }
    let mut parser = Parser::new(text, limits, tape);
    parser.first_value()?;
    parser.end()
}

/// Fills `tape` with the nodes of the value that `text` starts with, and returns the byte after it.
pub(in crate::notation) fn parse_first(
    text: &str,
    limits: &Limits,
    tape: &mut Tape,
) -> Result<usize, SyntaxError> {
    let mut readable = limits.bytes().min(text.len());
    while !text.is_char_boundary(readable) {
        readable -= 1;
    }
    let mut parser = Parser::new(text.get(..readable).unwrap_or_default(), limits, tape);
    match parser.first_value() {
        Ok(()) => Ok(parser.at),
        Err(error) if error.at == readable && readable < text.len() => Err(too_large(limits)),
        Err(error) => Err(error),
    }
}

fn too_large(limits: &Limits) -> SyntaxError {
    SyntaxError { kind: SyntaxErrorKind::TooLarge(limits.bytes()), at: limits.bytes() }
}

struct Parser<'p> {
    text: &'p str,
    bytes: &'p [u8],
    /// The byte that is read next.
    at: usize,
    deepest: usize,
    tape: &'p mut Tape,
}

/// What the grammar asks for after one step.
enum Next {
    Value(Expected),
    AfterValue,
}

impl<'p> Parser<'p> {
    fn new(text: &'p str, limits: &Limits, tape: &'p mut Tape) -> Self {
        tape.clear();
        let bytes = text.as_bytes();
        Self { text, bytes, at: 0, deepest: limits.depth(), tape }
    }

    fn first_value(&mut self) -> Result<(), SyntaxError> {
        let mut next = Next::Value(Expected::Value);
        loop {
            next = match next {
                Next::Value(expected) => self.value(expected)?,
                Next::AfterValue => match self.tape.open.last().map(|container| container.kind) {
                    None => return Ok(()),
                    Some(Kind::Object) => self.after_member()?,
                    Some(_) => self.after_element()?,
                },
            };
        }
    }

    fn end(&mut self) -> Result<(), SyntaxError> {
        match self.skip_white_space() {
            None => Ok(()),
            Some(_) => Err(self.unexpected(Expected::End)),
        }
    }

    #[inline]
    fn value(&mut self, expected: Expected) -> Result<Next, SyntaxError> {
        match self.skip_white_space() {
            Some(b'"') => self.string(Kind::String).map(|()| Next::AfterValue),
            Some(b'{') => self.open(Kind::Object),
            Some(b'[') => self.open(Kind::Array),
            Some(b'-' | b'0'..=b'9') => self.number().map(|()| Next::AfterValue),
            Some(b't') => self.word("true", Kind::Boolean, expected),
            Some(b'f') => self.word("false", Kind::Boolean, expected),
            Some(b'n') => self.word("null", Kind::Null, expected),
            _ => Err(self.unexpected(expected)),
        }
    }

    fn open(&mut self, kind: Kind) -> Result<Next, SyntaxError> {
        if self.tape.open.len() >= self.deepest {
            return Err(self.error(SyntaxErrorKind::TooDeep(self.deepest), self.at));
        }
        let slot = self.tape.slots.len() as u32;
        self.push(self.at, self.at, kind, false);
        let container = OpenContainer { slot, children: 0, kind, hashes_seen: 0, may_hold_duplicates: false };
        self.tape.open.push(container);
        self.at += 1;
        match (kind, self.skip_white_space()) {
            (Kind::Object, Some(b'}')) | (Kind::Array, Some(b']')) => self.close(),
            (Kind::Object, _) => self.key(Expected::FirstKey),
            _ => {
                self.count_child();
                Ok(Next::Value(Expected::FirstElement))
            }
        }
    }

    fn after_element(&mut self) -> Result<Next, SyntaxError> {
        match self.skip_white_space() {
            Some(b',') => {
                self.at += 1;
                self.count_child();
                Ok(Next::Value(Expected::NextElement))
            }
            Some(b']') => self.close(),
            _ => Err(self.unexpected(Expected::CommaOrBracket)),
        }
    }

    #[inline]
    fn after_member(&mut self) -> Result<Next, SyntaxError> {
        match self.skip_white_space() {
            Some(b',') => {
                self.at += 1;
                self.key(Expected::NextKey)
            }
            Some(b'}') => self.close(),
            _ => Err(self.unexpected(Expected::CommaOrBrace)),
        }
    }

    #[inline]
    fn key(&mut self, expected: Expected) -> Result<Next, SyntaxError> {
        if self.skip_white_space() != Some(b'"') {
            return Err(self.unexpected(expected));
        }
        self.string(Kind::Key)?;
        self.note_key_hash();
        if self.skip_white_space() != Some(b':') {
            return Err(self.unexpected(Expected::Colon));
        }
        self.at += 1;
        Ok(Next::Value(Expected::Value))
    }

    /// Hashes the key that was just read and notes whether its object may hold it already.
    #[inline]
    fn note_key_hash(&mut self) {
        let Some(key) = self.tape.slots.last_mut() else {
            return;
        };
        let raw = self.text.get(key.start as usize + 1..key.end as usize - 1).unwrap_or_default();
        let hash = if key.is_escaped { key_hash(unescape(raw).as_bytes()) } else { key_hash(raw.as_bytes()) };
        key.extra = hash;
        if let Some(object) = self.tape.open.last_mut() {
            let bit = 1 << (hash >> 26);
            object.may_hold_duplicates |= object.hashes_seen & bit != 0;
            object.hashes_seen |= bit;
            object.children += 1;
        }
    }

    fn count_child(&mut self) {
        if let Some(container) = self.tape.open.last_mut() {
            container.children += 1;
        }
    }

    fn close(&mut self) -> Result<Next, SyntaxError> {
        self.at += 1;
        let next = self.tape.slots.len() as u32;
        let Some(container) = self.tape.open.pop() else {
            return Ok(Next::AfterValue);
        };
        if let Some(slot) = self.tape.slots.get_mut(container.slot as usize) {
            slot.end = self.at as u32;
            slot.next = next;
            slot.extra = container.children;
        }
        if container.may_hold_duplicates {
            mark_duplicate_keys(self.text, self.tape, container.slot);
        }
        Ok(Next::AfterValue)
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize, kind: Kind, is_escaped: bool) {
        let next = self.tape.slots.len() as u32 + 1;
        let (start, end) = (start as u32, end as u32);
        let slot = Slot { start, end, next, extra: 0, kind, is_escaped, is_duplicate: false };
        self.tape.slots.push(slot);
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    fn skip_white_space(&mut self) -> Option<u8> {
        match self.peek() {
            Some(byte) if byte > b' ' => Some(byte),
            _ => {
                self.at = end_of_white_space(self.bytes, self.at);
                self.peek()
            }
        }
    }

    #[cold]
    fn error(&self, kind: SyntaxErrorKind, at: usize) -> SyntaxError {
        SyntaxError { kind, at }
    }

    #[cold]
    fn unexpected(&self, expected: Expected) -> SyntaxError {
        diagnose(self.text, self.at, expected)
    }
}
