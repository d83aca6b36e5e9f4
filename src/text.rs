//! Arabic and Latin script: characters, keys, and whether two names are one.

pub mod arabic;
pub mod character;
pub mod difference;
pub mod key;
pub mod latin;
pub mod mojibake;
pub mod nearest;
pub mod offsets;
pub mod skeleton;
pub mod token;
