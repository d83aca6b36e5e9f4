//! Names that look alike and are not equal.

use unicode_security::confusable_detection::skeleton;

use super::key::{exact_key, orthographic_key};

/// Whether two names are drawn alike though their orthographic keys differ: one
/// holds a letter of another script or a digit that passes for a letter.
///
/// By the skeletons of UTS 39. They take ى for ي and digits for letters, so this
/// says something about two whole entity names only, never about words in prose.
///
/// ```
/// use tadqiq::text::confusable::look_alike;
/// assert!(look_alike("Наmmouchi", "Hammouchi"));
/// assert!(!look_alike("Hammouchi", "hammouchi"));
/// assert!(!look_alike("علي", "على"));
/// ```
#[must_use]
pub fn look_alike(a: &str, b: &str) -> bool {
    // Case stays: Cyrillic Н looks like H, but н does not look like h.
    orthographic_key(a) != orthographic_key(b) && skeleton(&exact_key(a)).eq(skeleton(&exact_key(b)))
}
