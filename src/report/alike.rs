//! Two texts that look alike, so that they can be told apart.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::character::{code_point, is_joiner, is_variation_selector};

/// Both texts; where nobody could tell them apart, what differs stands as its code.
pub(super) fn told_apart<'t>(old: &'t str, new: &'t str) -> (Cow<'t, str>, Cow<'t, str>) {
    if old == new || !appearance(old).eq(appearance(new)) {
        return (old.into(), new.into());
    }
    (spelled(old, new).into(), spelled(new, old).into())
}

/// The characters that are seen.
fn appearance(text: &str) -> impl Iterator<Item = char> {
    let seen = text.nfc().filter(|character| !is_unseen(*character));
    seen.map(|character| if character.is_whitespace() { ' ' } else { character })
}

fn is_unseen(character: char) -> bool {
    is_joiner(character) || is_variation_selector(character)
}

/// A text with the codes of what looks like something else and stands less often in the other one.
fn spelled(text: &str, other: &str) -> String {
    let count = |text: &str, wanted: char| text.chars().filter(|character| *character == wanted).count();
    let is_told =
        |character: char| is_misleading(character) && count(text, character) > count(other, character);
    let mut spelled = String::with_capacity(text.len());
    for character in text.chars() {
        match is_told(character) {
            true => spelled.push_str(&format!("⟨{}⟩", code_point(character))),
            false => spelled.push(character),
        }
    }
    spelled
}

fn is_misleading(character: char) -> bool {
    let is_another = || std::iter::once(character).nfc().ne(std::iter::once(character));
    is_unseen(character)
        || character.is_whitespace() && character != ' '
        || is_combining_mark(character)
        || !character.is_ascii() && is_another()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_told_apart() {
        for (old, new, seen) in [
            ("Jose\u{301} Vale", "José Vale", ("Jose⟨U+0301⟩ Vale", "José Vale")),
            ("ا\u{654}حمد", "أحمد", ("ا⟨U+0654⟩حمد", "أحمد")),
            ("\u{212B}sa", "Åsa", ("⟨U+212B⟩sa", "Åsa")),
            ("Denis\u{A0}Roy", "Denis Roy", ("Denis⟨U+00A0⟩Roy", "Denis Roy")),
            ("عم\u{200C}ل", "عمل", ("عم⟨U+200C⟩ل", "عمل")),
            ("Edna\u{FE0F}", "Edna", ("Edna⟨U+FE0F⟩", "Edna")),
            ("Muñoz", "Munoz", ("Muñoz", "Munoz")),
            ("م\u{64F}حمد", "محمد", ("م\u{64F}حمد", "محمد")),
        ] {
            let (first, second) = told_apart(old, new);
            assert_eq!((first.as_ref(), second.as_ref()), seen);
        }
    }
}
