//! Characters that should not stand where they stand.

pub mod bidi_control;
pub mod confusable;
pub mod direction_mark;
pub mod drawn_out;
pub mod foreign_letter;
pub mod invisible;
pub mod letters_apart;
pub mod lost_letters;
pub mod mixed;
pub mod mojibake;
pub mod not_nfc;
pub mod presentation_form;
pub mod reversed;
pub mod stray_mark;
pub mod tatweel;
