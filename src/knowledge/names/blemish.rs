//! What other rules find fault with in a name, so that it is never the form to write.

use unicode_normalization::is_nfc;

use crate::rules::name::detached_waw::has_a_detached_waw;
use crate::rules::name::stray_punctuation::has_a_stray_mark;
use crate::rules::script::{foreign_letter, invisible, mixed, presentation_form, tatweel};
use crate::text::character::is_bidi_control;
use crate::text::mojibake::is_mojibake;
use crate::words::Role;

/// Whether a rule of another defect reports a name of this role.
pub(crate) fn is_blemished(name: &str, role: Role) -> bool {
    has_a_stray_mark(name, role) || !name.is_ascii() && is_blemished_in_script(name, role)
}

fn is_blemished_in_script(name: &str, role: Role) -> bool {
    role != Role::PersonName && has_a_detached_waw(name)
        || name.chars().any(is_bidi_control)
        || invisible::is_in(name)
        || tatweel::is_in(name)
        || presentation_form::is_in(name)
        || foreign_letter::is_in_name(name)
        || mixed::is_in(name)
        || !is_nfc(name)
        || is_mojibake(name)
}
