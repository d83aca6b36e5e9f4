//! What a finding is known by from run to run.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// What a finding is known by from run to run, on every machine: 128 bits that come of what is found and of what it
/// is found in, and never of lines, positions or wordings.
///
/// It stays when a file is sorted, indented or escaped anew, when records or fields are added, or an element with an
/// id or a name moves; it changes with the rule, the record, the field or the value. It is written as a digit, the
/// version of what it is made of, and 32 hexadecimal digits. No two findings of a run have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

/// The version of what fingerprints are made of. With another, every baseline starts anew.
const VERSION: char = '1';

impl Fingerprint {
    /// The fingerprint of these bits.
    pub const fn new(bits: [u8; 16]) -> Self {
        Self(bits)
    }

    /// Its bits.
    pub const fn bits(self) -> [u8; 16] {
        self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{VERSION}{:032x}", u128::from_be_bytes(self.0))
    }
}

impl FromStr for Fingerprint {
    type Err = NotAnId;

    /// Reads the digit of the version and 32 small hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let bits = text.strip_prefix(VERSION).ok_or(NotAnId)?;
        let ValueDigest(bits) = bits.parse()?;
        Ok(Self(bits))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text that is no fingerprint, no cause's id, no digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is not written as one is: in small hexadecimal digits")]
pub struct NotAnId;

/// 128 bits that stand for a value, whatever its white space, its escapes and the order of its members. Written as 32
/// hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueDigest([u8; 16]);

impl ValueDigest {
    /// The digest of these bits.
    pub const fn new(bits: [u8; 16]) -> Self {
        Self(bits)
    }
}

impl fmt::Display for ValueDigest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl FromStr for ValueDigest {
    type Err = NotAnId;

    /// Reads 32 small hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let is_one = text.len() == 32 && is_small_hexadecimal(text);
        let bits = u128::from_str_radix(text, 16).ok().filter(|_| is_one);
        bits.map(|bits| Self(bits.to_be_bytes())).ok_or(NotAnId)
    }
}

impl Serialize for ValueDigest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

pub(super) fn is_small_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_it_is_written() {
        let known = Fingerprint::new([0xab; 16]);
        assert_eq!(known.to_string().parse(), Ok(known));
        for text in
            ["", "1", "é", "1ab", &"1AB".repeat(11), &known.to_string()[1..], &format!("2{}", "0".repeat(32))]
        {
            assert_eq!(text.parse::<Fingerprint>(), Err(NotAnId), "{text}");
        }
        assert_eq!("+000000000000000".parse::<crate::report::CauseId>(), Err(NotAnId));
    }
}
