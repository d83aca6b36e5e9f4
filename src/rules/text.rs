//! Prose: spaces, marks, language.

pub mod language;
pub mod latin_comma;
pub mod markup;
pub mod no_space_after;
pub mod space_before_punctuation;
pub mod unbalanced;
pub mod whitespace;
