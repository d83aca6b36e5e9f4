//! `script/not-nfc`

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::CURATED;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::words::Level;
use crate::words::Safety;

rule! {
    /// A letter is written in pieces.
    ///
    /// أ can be written as one character or as ا with a hamza above it, é as one or as e with an accent. Both
    /// look alike, and a search for one misses the other. The web and every database expect the composed form,
    /// NFC (Unicode Standard Annex 15).
    ///
    /// The fix composes the letter; nothing that a reader sees changes.
    ///
    /// **Not an error:** vowel signs on one letter in the order they were typed, shadda before or behind the vowel.
    pub static RULE = {
        id: "script/not-nfc",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["script/stray-mark"],
        check: Check::value(&CURATED, CharacterClasses::UNUSUAL, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if text.is_ascii() || is_nfc(&text) {
        return;
    }
    let found = pieces(&text);
    let Some((first, composed)) = found.first() else { return };
    let label = message!("{composed} stands here as {pieces}, and is {one}", composed: composed.as_str(), pieces: code_points(first), one: code_points(composed));
    let mut position = 0;
    let mut corrections = Vec::new();
    for cluster in text.graphemes(true) {
        let length = cluster.chars().count();
        if let Some(composed) = composed_anew(cluster) {
            corrections.push(Correction::new(position..position + length, composed));
        }
        position += length;
    }
    let is_one_sign = first.chars().count() == 1;
    let finding =
        report(value, &corrections, label, (Safety::Safe, "write it as one character".into()), findings);
    if let Some(finding) = finding.filter(|_| is_one_sign) {
        finding.title("another sign stands for a letter that looks like it");
    }
}

fn pieces(text: &str) -> Vec<(&str, String)> {
    text.graphemes(true).filter_map(|cluster| Some((cluster, composed_anew(cluster)?))).collect()
}

/// The cluster in NFC, unless only the order of its marks would change.
fn composed_anew(cluster: &str) -> Option<String> {
    if cluster.is_ascii() || is_nfc(cluster) {
        return None;
    }
    let composed: String = cluster.nfc().collect();
    (sorted(cluster) != sorted(&composed)).then_some(composed)
}

fn sorted(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = text.chars().collect();
    characters.sort_unstable();
    characters
}

fn code_points(text: &str) -> String {
    let names: Vec<String> = text.chars().map(crate::text::character::code_point).collect();
    names.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_composed_and_marks_are_left_in_their_order() {
        assert_eq!(composed_anew("ا\u{654}").as_deref(), Some("أ"));
        assert_eq!(composed_anew("e\u{301}").as_deref(), Some("é"));
        assert_eq!(composed_anew("م\u{651}\u{64E}"), None);
        assert_eq!(composed_anew("é"), None);
    }
}
