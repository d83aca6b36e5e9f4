//! The conjunction و, apart from its word.

use crate::text::character::{is_arabic_letter, is_harakat};
use crate::text::stretch::{Stretch, tokens};

/// Every و that stands apart from its word.
pub(crate) fn find(text: &str) -> impl Iterator<Item = Stretch<'_>> {
    let has_one = text.contains('و');
    tokens(text).take_while(move |_| has_one).filter(is_detached)
}

fn is_detached(token: &Stretch<'_>) -> bool {
    let next = token.after.trim_start().chars().next();
    token.text == "و"
        && token
            .before
            .trim_end()
            .chars()
            .next_back()
            .is_some_and(|last| is_arabic_letter(last) || is_harakat(last))
        && next.is_some_and(is_arabic_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conjunction_apart_is_told_from_an_initial() {
        let positions = |text| -> Vec<usize> { find(text).map(|it| it.characters.start).collect() };
        assert_eq!(positions("الأمن و التعاون"), [6]);
        for text in ["الأمن والتعاون", "و. بوش", "الأمن و 12", "الأمن و BMCE", "و الأمن", "الأمن و"]
        {
            assert_eq!(positions(text), [0; 0], "{text}");
        }
    }
}
