//! `name/honorific`

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::language;
use crate::knowledge::names::registry::is_registered;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::text::key::fold_word;
use crate::text::stretch::{Stretch, tokens};
use crate::words::Safety;
use crate::words::{Level, Role};

rule! {
    /// A form of address stands in the name.
    ///
    /// السيد, M., Mrs and The Rt Hon are how a source speaks to somebody, not a part of the name. With them one
    /// person is sorted, searched and counted as two.
    ///
    /// The fix, offered, takes the form of address out.
    ///
    /// **Not an error:** مولاي, الحاج, سيدي, Sir and Don, which are kept with the name; السيد as a name (السيد البدوي);
    /// M. as an initial (M. Night Shyamalan); a name that the registry has with it.
    pub static RULE = {
        id: "name/honorific",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::value(&[Role::PersonName], CharacterClasses::ANYTHING, check),
    }
}

fn check(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let tokens: Vec<Stretch<'_>> = tokens(&text).take(MOST_WORDS).collect();
    let length = leading(&tokens, || match language(value, context) {
        Some(said) => said == "fr",
        None => context.languages.iter().any(|tag| tag.starts_with("fr")),
    });
    let Some(first) = tokens.first().filter(|_| length > 0) else { return };
    let Some(name) = tokens.get(length) else { return };
    if is_registered(context, Role::PersonName, &text) {
        return;
    }
    let address = text[first.before.len()..name.before.len()].trim_end().to_owned();
    let label = message!("{address} is a form of address", address);
    let corrections = [Correction::new(first.characters.start..name.characters.start, "")];
    report(value, &corrections, label, (Safety::Unsafe, "take it out".into()), findings);
}

/// More words than any form of address and a name behind it that tells.
const MOST_WORDS: usize = 12;

/// How many of the first words are forms of address; at least a word stays.
fn leading(tokens: &[Stretch<'_>], is_french: impl Fn() -> bool) -> usize {
    let words: Vec<String> = tokens.iter().map(|token| folded(token.text)).collect();
    let mut length = 0;
    while let Some((address, form)) = address_at(words.get(length..).unwrap_or_default()) {
        let left = words.len() - length - form.len();
        let fits = match address {
            Kind::Plain => left >= 1,
            // السيد is a given name in Egypt: two words may be all of it.
            Kind::AlsoAName => left >= 2,
            Kind::French => left >= 1 && is_french(),
        };
        if !fits {
            break;
        }
        length += form.len();
    }
    length
}

/// The longest form of address that the words begin with, if something follows it.
fn address_at(words: &[String]) -> Option<&'static (Kind, Vec<String>)> {
    let forms = FORMS.get(words.first()?)?;
    forms.iter().find(|(_, form)| words.len() > form.len() && words.starts_with(form))
}

fn folded(word: &str) -> String {
    fold_word(word.trim_end_matches([':', ',']))
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Plain,
    AlsoAName,
    French,
}

/// The words of a form of address, and its kind.
type Form = (Kind, Vec<String>);

static FORMS: LazyLock<FxHashMap<String, Vec<Form>>> = LazyLock::new(|| {
    let lines = include_str!("tables/forms_of_address.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut by_first_word: FxHashMap<String, Vec<Form>> = FxHashMap::default();
    for line in lines {
        let (form, kind) = line.split_once('\t').unwrap_or((line, ""));
        let kind = match kind {
            "also-a-name" => Kind::AlsoAName,
            "french" => Kind::French,
            _ => Kind::Plain,
        };
        let words: Vec<String> = form.split(' ').map(folded).collect();
        let Some(first) = words.first() else { continue };
        by_first_word.entry(first.clone()).or_default().push((kind, words));
    }
    // The longest first: "The Rt Hon the Lord" before "The Rt Hon".
    for forms in by_first_word.values_mut() {
        forms.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
    }
    by_first_word
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_address_are_told_from_names() {
        let count = |text: &str, french: bool| leading(&tokens(text).collect::<Vec<_>>(), || french);
        for (text, expected) in [
            ("السيد عبد اللطيف الحموشي", 1),
            ("السيد البدوي", 0),
            ("معالي السيد أحمد التوفيق", 2),
            ("الدكتور أحمد التوفيق", 1),
            ("The Rt Hon Nick Clegg MP", 3),
            ("Rt Hon. Nick Clegg", 2),
            ("Mr. Smith", 1),
            ("Mme Nadia Fettah", 1),
            ("Sr. Pardo Piqueras", 1),
            ("مولاي حفيظ العلمي", 0),
            ("الحاج أحمد بلافريج", 0),
            ("Sir John Major", 0),
            ("M. Night Shyamalan", 0),
            ("M. Nasser Bourita", 0),
            ("الجنرال بلخير الفاروق", 1),
            ("General Electric", 0),
            ("معالي الوزير ناصر بوريطة", 2),
            ("Mr", 0),
            ("Sra", 0),
        ] {
            assert_eq!(count(text, false), expected, "{text}");
        }
        assert_eq!(count("M. Hammouchi", true), 1);
    }
}
