//! Whether two forms of a name differ by a slip of the hand or by what spelling leaves open.

use crate::text::character::{Script, main_script};
use crate::text::cluster::ClusterForm;
use crate::text::comparison::ComparisonReason;
use crate::text::difference::{Difference, DifferenceKind};
use crate::text::skeleton::skeleton;

/// Whether a form is taken for another because one letter differs, and nothing stronger joins them.
pub(crate) fn is_a_letter_apart(form: &ClusterForm) -> bool {
    form.reasons.iter().any(|reason| matches!(reason, ComparisonReason::OneLetterApart { .. }))
}

/// Whether spellings differ in what transliteration leaves open: a vowel, a letter doubled, ch for sh, a short vowel
/// that is written out.
pub(crate) fn differ_as_transliterations(form: &ClusterForm) -> bool {
    let differences = &form.differences;
    let is_open = |difference: &Difference| {
        difference.kind != DifferenceKind::Letter
            || [&difference.left, &difference.right].into_iter().all(|side| side.chars().all(is_vowel))
            || (difference.left.is_empty() || difference.right.is_empty())
                && difference.left.chars().chain(difference.right.chars()).all(is_long_vowel)
    };
    differences.iter().any(|difference| difference.kind == DifferenceKind::Letter)
        && (differences.iter().all(is_open)
            || main_script(&form.text) == Some(Script::Latin)
                && skeleton(&form.text) == skeleton(&form.proposed))
}

/// A long vowel of Arabic, which may be written for a short one.
fn is_long_vowel(letter: char) -> bool {
    matches!(letter, 'ا' | 'و' | 'ي')
}

fn is_vowel(letter: char) -> bool {
    matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
