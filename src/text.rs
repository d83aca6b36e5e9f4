//! Arabic and Latin script: characters, keys, and whether two names are one.

pub mod character;
/// stub
pub fn nearest<'a>(_w: &str, c: impl IntoIterator<Item = &'a str>) -> Option<&'a str> { c.into_iter().next() }
