//! Forms of address: what a source says before a name, and what is no part of it.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::character::is_arabic_letter;
use super::key::fold_word;
use super::known::is_given_name;
use super::office_words::{self, OfficeWord};

/// The form of address that a text begins with, as it is written there, and the name behind it: `is_french` is asked
/// where only French means one by it (M. Dupont).
///
/// Some are also names or initials (السيد البدوي, M. Night Shyamalan, Major Owens), and ranks belong to offices
/// (General Secretary): those count only where what follows is long enough, or says so itself.
///
/// ```
/// use tadqiq::internals::address::split;
/// assert_eq!(split("Dr. Nadia Rahal", || false), Some(("Dr.", "Nadia Rahal")));
/// assert_eq!(split("د.نادية رحال", || false), Some(("د.", "نادية رحال")));
/// assert_eq!(split("السيد البدوي", || false), None);
/// ```
pub fn split(text: &str, is_french: impl Fn() -> bool) -> Option<(&str, &str)> {
    let first = pieces(text).next()?;
    if !FORMS.contains_key(&first.folded()) {
        return None;
    }
    let pieces: Vec<Piece<'_>> = pieces(text).take(MOST_WORDS).collect();
    let mut length = 0;
    while let Some((kind, form)) = form_at(&pieces, length) {
        let behind = pieces.get(length + form.len()..).unwrap_or_default();
        if !kind.fits(behind, &is_french) {
            break;
        }
        length += form.len();
    }
    let name = pieces.get(length).filter(|_| length > 0)?;
    Some((text[first.start..name.start].trim_end(), text[name.start..].trim_end()))
}

/// The name without the form of address that it begins with.
pub fn without(text: &str) -> &str {
    split(text, || true).map_or(text, |(_, name)| name)
}

/// More words than any form of address and a name behind it that tells.
const MOST_WORDS: usize = 12;

/// A word, with the stop behind it if there is one.
#[derive(Debug, Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    start: usize,
    has_stop: bool,
}

impl Piece<'_> {
    fn folded(&self) -> String {
        fold_word(&self.text.replace('’', "'"))
    }

    fn is(&self, form: &Piece<'_>) -> bool {
        let is_shouted = |text: &str| text.chars().count() > 1 && text.chars().all(char::is_uppercase);
        // He Jiankui is no excellency.
        (self.has_stop || !form.has_stop)
            && (!is_shouted(form.text) || is_shouted(self.text))
            && self.folded() == form.folded()
    }
}

/// The words of a text. A stop ends one (د.نوال), and belongs to it across a space (د . عادل).
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let is_between = |character: char| character.is_whitespace() || matches!(character, ':' | ',' | '،');
        let rest = &text[start..];
        let begin = start + (rest.len() - rest.trim_start_matches(is_between).len());
        let word = &text[begin..];
        if word.is_empty() {
            return None;
        }
        let mut letters = word.char_indices();
        let first = letters.next().filter(|(_, first)| is_arabic_letter(*first));
        // د/ is as good as د. before a name.
        let stroke = letters.next().filter(|(_, second)| *second == '/').and(first);
        let length = match stroke {
            Some((_, letter)) => letter.len_utf8(),
            None => word.find(|it| is_between(it) || it == '.').unwrap_or(word.len()),
        };
        let behind = &word[length..];
        let after_space = behind.trim_start();
        // " ." with a space or a name behind; ". ." is no stop of this word.
        let has_stop = after_space.starts_with('.') || stroke.is_some();
        let stop = has_stop.then(|| behind.len() - after_space.len() + 1);
        start = begin + length + stop.unwrap_or_default();
        Some(Piece { text: &word[..length], start: begin, has_stop: stop.is_some() })
    })
}

/// The longest form of address that stands at a word, if something follows it.
fn form_at<'t>(pieces: &[Piece<'t>], start: usize) -> Option<&'static Form> {
    let here: &[Piece<'t>] = pieces.get(start..)?;
    let forms = FORMS.get(&here.first()?.folded())?;
    let is_here = |form: &[Piece<'_>]| here.iter().zip(form).all(|(piece, form)| piece.is(form));
    forms.iter().find(|(_, form)| here.len() > form.len() && is_here(form))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    AlsoAName,
    French,
    Initial,
    Rank,
}

impl Kind {
    /// Whether what stands behind a form of this kind lets it be one.
    fn fits(self, behind: &[Piece<'_>], is_french: impl Fn() -> bool) -> bool {
        let Some(next) = behind.first() else { return false };
        match self {
            Self::Plain => true,
            // السيد is a given name in Egypt, and Major in England: two words may be all of it.
            Self::AlsoAName => behind.len() >= 2,
            Self::Rank => behind.len() >= 2 && !behind.iter().any(is_of_an_office),
            Self::French => is_french(),
            Self::Initial => {
                form_at(behind, 0).is_some_and(|(kind, _)| match kind {
                    Self::Initial => behind.len() > 2,
                    // D. M. Jayaratne has two initials.
                    Self::French => false,
                    _ => true,
                }) || behind.len() >= 2 && is_a_given_name_of_its_own(next)
            }
        }
    }
}

/// "General Secretary", النائب العام.
fn is_of_an_office(piece: &Piece<'_>) -> bool {
    use OfficeWord::{AlsoAName, Post, Rank, Subject, Title};
    let word = office_words::of(&piece.folded());
    matches!(word, Some(Title | Post | AlsoAName | Rank | Subject)) && !is_given_name(&piece.folded())
}

/// Whether a given name belongs to the language of the single letters: Arabic or Spanish.
fn is_a_given_name_of_its_own(piece: &Piece<'_>) -> bool {
    static SPANISH: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
        let lines = include_str!("tables/spanish_given_names.txt").lines();
        lines.filter(|line| !line.starts_with('#')).flat_map(|line| line.split(' ')).map(fold_word).collect()
    });
    let word = piece.folded();
    let is_arabic = piece.text.chars().all(is_arabic_letter);
    if is_arabic { word == "عبد" || is_given_name(&word) } else { SPANISH.contains(&word) }
}

/// The words of a form of address, and its kind.
type Form = (Kind, Vec<Piece<'static>>);

/// The forms, by their first word; the longest first: "The Rt Hon the Lord" before "The Rt Hon".
static FORMS: LazyLock<FxHashMap<String, Vec<Form>>> = LazyLock::new(|| {
    let lines = include_str!("tables/forms_of_address.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut by_first_word: FxHashMap<String, Vec<(Kind, Vec<Piece<'_>>)>> = FxHashMap::default();
    for line in lines {
        let (form, kind) = line.split_once('\t').unwrap_or((line, ""));
        let kind = match kind {
            "also-a-name" => Kind::AlsoAName,
            "french" => Kind::French,
            "initial" => Kind::Initial,
            "rank" => Kind::Rank,
            _ => Kind::Plain,
        };
        let form: Vec<Piece<'_>> = pieces(form).collect();
        let Some(first) = form.first() else { continue };
        by_first_word.entry(first.folded()).or_default().push((kind, form));
    }
    for forms in by_first_word.values_mut() {
        forms.sort_by_key(|(_, form)| std::cmp::Reverse(form.len()));
    }
    by_first_word
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_of_address_are_told_from_names() {
        for (text, name) in [
            ("السيد عبد اللطيف الحموشي", "عبد اللطيف الحموشي"),
            ("معالي السيد أحمد التوفيق", "أحمد التوفيق"),
            ("الدكتور أحمد التوفيق", "أحمد التوفيق"),
            ("The Rt Hon Nick Clegg MP", "Nick Clegg MP"),
            ("Rt Hon. Nick Clegg", "Nick Clegg"),
            ("Mr. Smith", "Smith"),
            ("Mme Nadia Fettah", "Nadia Fettah"),
            ("Sr. Pardo Piqueras", "Pardo Piqueras"),
            ("الجنرال بلخير الفاروق", "بلخير الفاروق"),
            ("معالي الوزير ناصر بوريطة", "ناصر بوريطة"),
            ("د.سعاد بنجلون", "سعاد بنجلون"),
            ("د . هشام", "هشام"),
            ("أ. الدكتورة سعاد بنجلون", "سعاد بنجلون"),
            ("أ.د. سعاد بنجلون", "سعاد بنجلون"),
            ("م. أحمد العلوي", "أحمد العلوي"),
            ("النائب هشام العلوي", "هشام العلوي"),
            ("Shri Anand Kumar", "Anand Kumar"),
            ("Hon’ble Anand Kumar", "Anand Kumar"),
            ("Drs. Budi Hartono", "Budi Hartono"),
            ("D. Pedro Robles", "Pedro Robles"),
            ("Dña. Marta Robles", "Marta Robles"),
            ("Dr Marta Robles", "Marta Robles"),
            ("Hon Peter Mbeki", "Peter Mbeki"),
            ("Engineer Peter Mbeki", "Peter Mbeki"),
            ("H.E. Mr Peter Mbeki", "Peter Mbeki"),
            ("HE Peter Mbeki", "Peter Mbeki"),
        ] {
            assert_eq!(split(text, || false).map(|(_, name)| name), Some(name), "{text}");
        }
        for text in [
            "السيد البدوي",
            "مولاي حفيظ العلمي",
            "الحاج أحمد بلافريج",
            "النائب العام",
            "م. نايت شيامالان",
            "Sir John Major",
            "M. Night Shyamalan",
            "M. Nasser Bourita",
            "General Electric",
            "General Secretary Ivan Petrov",
            "He Jiankui",
            "Hon Sui",
            "Amartya Sen",
            "D. Michael Quinn",
            "Major Owens",
            "Mr",
            "Sra",
            "",
            ".",
            " . ",
        ] {
            assert_eq!(split(text, || false), None, "{text}");
        }
        assert_eq!(split("M. Hammouchi", || true), Some(("M.", "Hammouchi")));
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn whatever_the_text_the_name_stands_in_it(text in "(د|أ|م|Mr|D|Dr|General| |\\.|\\PC){0,12}") {
            if let Some((address, name)) = split(&text, || true) {
                prop_assert!(!address.is_empty() && !name.is_empty());
                prop_assert!(text.contains(address) && text.contains(name));
            }
        }
    }
}
