//! Arabic and Latin script: characters, keys, and whether two names are one.

pub mod arabic;
pub mod character;
pub mod cluster;
pub mod compare;
pub mod decision;
pub mod difference;
pub mod judgements;
pub mod key;
pub mod known;
pub mod latin;
pub mod mojibake;
pub mod name;
pub mod nearest;
pub mod offsets;
pub mod skeleton;
pub mod token;
