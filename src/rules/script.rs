//! Characters that should not stand where they stand.

pub mod bidi_control;
pub mod confusable;
pub mod direction_mark;
pub mod foreign_letter;
pub mod invisible;
pub mod mixed;
pub mod mojibake;
pub mod not_nfc;
pub mod presentation_form;
pub mod tatweel;
