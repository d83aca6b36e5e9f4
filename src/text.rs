//! Arabic and Latin script: characters, keys, and whether two names are one.

pub mod character;
