//! Defects of a text, each told here and reported by a rule of its own; and whether a name has any, so that it is
//! never the form to write.

pub(crate) mod combining_mark;
pub(crate) mod detached_waw;
pub(crate) mod drawn_out;
pub(crate) mod foreign_letter;
pub(crate) mod invisible;
pub(crate) mod letters_apart;
pub(crate) mod lost_letters;
pub(crate) mod markup;
pub(crate) mod mixed_script;
pub(crate) mod presentation_form;
pub(crate) mod reversed;
pub(crate) mod stray_mark;
pub(crate) mod tatweel;

use unicode_normalization::is_nfc;

use crate::text::character::is_bidi_control;
use crate::text::mojibake::is_mojibake;
use crate::words::Role;

/// Whether a name of this role has a defect that a rule reports.
pub(crate) fn is_blemished(name: &str, role: Role) -> bool {
    !stray_mark::find(name, role).is_empty()
        || !markup::find(name).is_empty()
        || !lost_letters::find(name, lost_letters::Writing::Title).is_empty()
        || !name.is_ascii() && is_blemished_in_script(name, role)
}

fn is_blemished_in_script(name: &str, role: Role) -> bool {
    role != Role::PersonName && detached_waw::find(name).next().is_some()
        || name.chars().any(is_bidi_control)
        || invisible::find(name, None).next().is_some()
        || tatweel::find(name).any(|stretch| !tatweel::follows_a_prefix(&stretch))
        || presentation_form::find(name).next().is_some()
        || foreign_letter::is_in_name(name)
        || mixed_script::find(name).next().is_some()
        || !combining_mark::find(name).is_empty()
        || reversed::find(name).is_some()
        || !is_nfc(name)
        || is_mojibake(name)
}
