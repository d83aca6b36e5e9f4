//! What a finding is known by from run to run.

use std::fmt;

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

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
