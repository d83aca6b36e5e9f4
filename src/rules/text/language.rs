//! `text/language`

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::fields::PROSE;
use crate::knowledge::languages::{primary, script_of};
use crate::message;
use crate::record::Context;
use crate::record::{LanguagePlace, Value};
use crate::rule::{Check, Findings};
use crate::text::character::{Script, is_arabic_letter, is_plain, main_script};
use crate::text::character_classes::CharacterClasses;
use crate::words::Safety;
use crate::words::{Argument, Edit, Fix, Level};

rule! {
    /// The text is not in the language that it is said to be in.
    ///
    /// A French summary under `ar` is read out by an Arabic voice, searched with Arabic rules, and missing
    /// where French is asked for. The script tells, and between languages of one script their small words
    /// (the, le, el, der) do.
    ///
    /// The fix, offered, says the other language.
    ///
    /// **Not an error:** a short text; a text that mixes both; a language this rule does not know.
    pub static RULE = {
        id: "text/language",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::value(&PROSE, CharacterClasses::ANYTHING, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let Some(tag) = value.language() else { return };
    let text = value.text();
    let Some(found) = other_language(&text, &tag) else { return };
    let label = match found {
        Found::Script(script) => message!(
            "is said to be in {tag}, but is written in {script} letters",
            tag: called(&tag),
            script: Argument::ours(script.full_name())
        ),
        Found::Language(language) => message!(
            "is said to be in {tag}, but reads like {language}",
            tag: called(&tag),
            language: called(language)
        ),
    };
    let finding = findings.at(value, label);
    if let Found::Language(language) = found
        && let Some(edit) = say(value, language)
    {
        finding.fix(Fix {
            title: message!("say that it is in {language}", language: called(language)),
            safety: Safety::Unsafe,
            edits: vec![edit],
        });
    }
}

/// A language by its name, if we have one, and its tag.
fn called(tag: &str) -> Argument {
    match tag {
        "ar" => Argument::ours("Arabic (ar)"),
        "fr" => Argument::ours("French (fr)"),
        "en" => Argument::ours("English (en)"),
        "es" => Argument::ours("Spanish (es)"),
        other => other.into(),
    }
}

fn say(value: &Value<'_>, language: &'static str) -> Option<Edit> {
    match value.language_said()? {
        LanguagePlace::BySchema => None,
        LanguagePlace::ByKey { others } if others.iter().any(|other| other == language) => None,
        LanguagePlace::ByKey { .. } => {
            Some(Edit::RenameKey { place: value.place(), key: language.to_owned() })
        }
        LanguagePlace::BySibling(place) => Some(Edit::Replace { place, text: language.to_owned() }),
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Found {
    Script(Script),
    Language(&'static str),
}

/// What the text is in, where that is certainly not the declared language.
fn other_language(text: &str, tag: &str) -> Option<Found> {
    const FEWEST_LETTERS: usize = 20;

    let declared = primary(tag);
    let expected = script_of(tag)?;
    let letters = || text.chars().filter(|character| character.is_alphabetic());
    if letters().take(FEWEST_LETTERS).count() < FEWEST_LETTERS {
        return None;
    }
    let script = main_script(text)?;
    if script != expected {
        let own = letters().filter(|letter| crate::text::character::script(*letter) == expected).count();
        // A title in another script with a few words of the language around it is a mixture.
        let is_mixed = own * 5 > letters().count();
        return (!is_mixed).then(|| by_words(text, &declared).map_or(Found::Script(script), Found::Language));
    }
    by_words(text, &declared).map(Found::Language)
}

/// The language whose small words the text has, where it is another one and by far.
fn by_words(text: &str, declared: &str) -> Option<&'static str> {
    let table = &*FUNCTION_WORDS;
    let of_declared = table.tags.iter().position(|tag| *tag == declared)?;
    let mut found: Vec<(&str, u32)> = words(text).filter_map(|word| table.find(word)).collect();
    found.sort_unstable();
    found.dedup();
    // Words that both languages have tell nothing of the two.
    let count = |language: usize, but_not: Option<usize>| {
        let has = |languages: u32, language: usize| languages >> language & 1 == 1;
        let told = found.iter().filter(|(_, languages)| has(*languages, language));
        told.filter(|(_, languages)| but_not.is_none_or(|but_not| !has(*languages, but_not))).count()
    };
    let others = (0..table.tags.len()).filter(|language| *language != of_declared);
    let language =
        others.max_by_key(|language| (count(*language, None), std::cmp::Reverse(table.tags[*language])))?;
    // «de la … entre le …» is Spanish as well as French.
    let most = count(language, None);
    if (0..table.tags.len()).any(|it| it != language && it != of_declared && count(it, None) == most) {
        return None;
    }
    let (told, against) = (count(language, Some(of_declared)), count(of_declared, Some(language)));
    if told < 2 || told < 3 * against {
        return None;
    }
    let distinct: FxHashSet<String> = words(text).map(str::to_lowercase).collect();
    let is_enough = match told {
        _ if against > 0 => told >= 4 && distinct.len() >= 8,
        2 => distinct.len() >= 8 && has_a_letter_of(text, table.tags[language], declared),
        _ => distinct.len() >= 7,
    };
    is_enough.then(|| table.tags[language])
}

/// Letters that a language has and its neighbours mostly do not.
const LETTERS: [(&str, &str); 4] =
    [("de", "äöüß"), ("es", "ñóíúá¿¡"), ("fr", "èêçàâîôûœùë"), ("pt", "ãõçóâêíú")];

/// Whether a text has letters of a language that the declared one does not have.
fn has_a_letter_of(text: &str, language: &str, declared: &str) -> bool {
    let letters_of =
        |wanted: &str| LETTERS.iter().find(|(tag, _)| *tag == wanted).map(|(_, letters)| *letters);
    let (Some(its), others) = (letters_of(language), letters_of(declared).unwrap_or_default()) else {
        return false;
    };
    text.chars().any(|letter| its.contains(letter) && !others.contains(letter))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !belongs_to_a_word(character)).filter(|word| !word.is_empty())
}

fn belongs_to_a_word(character: char) -> bool {
    // Most letters are plain ones, which need no table.
    match is_plain(character) {
        true => character.is_ascii_alphabetic() || !character.is_ascii(),
        false => character.is_alphabetic() || is_arabic_letter(character) || character == '\u{200C}',
    }
}

/// The small words of every language, and for each word which languages have it: one bit each.
struct FunctionWords {
    tags: Vec<&'static str>,
    languages: FxHashMap<&'static str, u32>,
}

static FUNCTION_WORDS: LazyLock<FunctionWords> = LazyLock::new(|| {
    let mut table = FunctionWords { tags: Vec::new(), languages: FxHashMap::default() };
    let lines = include_str!("tables/function_words.tsv").lines();
    for (language, (tag, words)) in lines.filter_map(|line| line.split_once('\t')).enumerate() {
        table.tags.push(tag);
        for word in words.split(' ') {
            *table.languages.entry(word).or_default() |= 1 << language;
        }
    }
    table
});

impl FunctionWords {
    /// The word, if any language has it, and the languages.
    fn find(&self, word: &str) -> Option<(&'static str, u32)> {
        let is_lower = word.chars().all(|letter| is_plain(letter) && !letter.is_ascii_uppercase());
        let word = if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        self.languages.get_key_value(word.as_ref()).map(|(word, languages)| (*word, *languages))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_language_is_recognised_by_script_and_by_small_words() {
        let french = "Les deux parties ont examiné les moyens de renforcer leur coopération dans le domaine de la sécurité et de la formation.";
        let english = "The two sides discussed ways to strengthen cooperation in the field of security and the training of police.";
        let arabic = "تباحث الطرفان حول سبل تعزيز التعاون الأمني بين البلدين في مجال مكافحة الإرهاب والجريمة";
        assert_eq!(other_language(french, "ar"), Some(Found::Language("fr")));
        assert_eq!(other_language(english, "fr"), Some(Found::Language("en")));
        let short_french = "Réception du ministre de l'Énergie et de la délégation qui l'accompagne";
        let short_spanish = "Recepción del ministro de Energía con la delegación que lo acompaña";
        assert_eq!(other_language(short_french, "es"), Some(Found::Language("fr")));
        assert_eq!(other_language(short_spanish, "fr"), Some(Found::Language("es")));
        assert_eq!(other_language(arabic, "fr"), Some(Found::Script(Script::Arabic)));
        for (text, tag) in [
            (french, "fr"),
            (short_french, "fr"),
            (short_spanish, "es"),
            ("La Voz de los Pueblos del Sur", "fr"),
            ("Visita de trabajo a Le Havre y a Saint-Étienne", "es"),
            ("Entretien avec El País et La Voz de Galicia", "fr"),
            (english, "en-GB"),
            (arabic, "ar"),
            (arabic, "ar-MA"),
            ("DGSN", "ar"),
            (english, "xx"),
        ] {
            assert_eq!(other_language(text, tag), None, "{text}");
        }
    }
}
