//! What two spellings differ by, in words and code points.

mod align;
mod say;

use align::{Column, align};

use super::key::{bag_key, fold_word, loose_key, scripts_differ};
use super::latin;
use super::mojibake;
use super::token::compose;

/// The kinds of difference, the harmless ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// The same letters in other code points: decomposed, presentation forms.
    Encoding,
    /// A bidi control or a character that draws nothing.
    Invisible,
    /// Tatweel in one.
    Tatweel,
    /// A vowel sign, shadda or other mark in one.
    Harakat,
    /// A space in one.
    Spacing,
    /// A punctuation mark or symbol in one, or another one.
    Punctuation,
    /// Upper or lower case.
    Case,
    /// An accent on a Latin or Greek letter.
    Accent,
    /// Hamza written, left out or elsewhere: أ إ آ ٱ ا, ؤ و, ئ ي, ء.
    Hamza,
    /// ى and ي.
    AlefMaksura,
    /// ة and ه.
    TaMarbuta,
    /// A Persian, Urdu or Kurdish form of an Arabic letter.
    ForeignLetter,
    /// The article: ال, El, Al, The.
    Article,
    /// One was decoded with the wrong character set.
    Mojibake,
    /// The same words in another order.
    WordOrder,
    /// Written in two scripts.
    Script,
    /// Letters or digits.
    Letter,
    /// Whole words.
    Word,
}

/// One difference between two spellings.
///
/// `Display` says it: `hamza: ا / إ`, `U+0651 SHADDA, character 4`, `a space after عبد (character 4)`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Difference {
    /// What kind of difference it is.
    pub kind: DifferenceKind,
    /// What the first spelling has there; empty when only the second has something.
    /// Where it is a space, the word before the space.
    pub left: String,
    /// What the second spelling has there; empty when only the first has something.
    pub right: String,
    /// Where: the number of the character, from 1, counted in code points of the
    /// (composed) first spelling, or of the second when only it has something there.
    pub character: usize,
}

/// What two spellings of a name differ by, in the order of the text; empty for equal texts.
///
/// Texts longer than 500 characters are called two words without looking closer.
///
/// ```
/// use tadqiq::text::difference::difference;
/// let said = |a, b| difference(a, b).iter().map(ToString::to_string).collect::<Vec<_>>();
/// assert_eq!(said("الاسرائيلية", "الإسرائيلية"), ["hamza: ا / إ"]);
/// assert_eq!(said("عبد اللطيف", "عبداللطيف"), ["a space after عبد (character 4)"]);
/// ```
#[must_use]
pub fn difference(a: &str, b: &str) -> Vec<Difference> {
    if a == b {
        return Vec::new();
    }
    let (left, right) = (mojibake::repaired(a), mojibake::repaired(b));
    if left != a || right != b {
        let mut found = vec![whole(DifferenceKind::Mojibake, a, b)];
        if left != right {
            found.extend(difference(&left, &right));
        }
        return found;
    }
    if compose(a) == compose(b) {
        return vec![whole(DifferenceKind::Encoding, a, b)];
    }
    if scripts_differ(a, b) {
        return vec![whole(DifferenceKind::Script, a, b)];
    }
    if loose_key(a) != loose_key(b) && bag_key(a) == bag_key(b) {
        return vec![whole(DifferenceKind::WordOrder, a, b)];
    }
    let left: Vec<char> = compose(a).chars().collect();
    let right: Vec<char> = compose(b).chars().collect();
    if left.len().max(right.len()) > LONGEST {
        return vec![whole(DifferenceKind::Word, a, b)];
    }
    let columns = align(&left, &right);
    let mut found: Vec<Difference> = chunks(&columns).flat_map(differences_of_chunk).collect();
    for difference in found.iter_mut().filter(|difference| difference.kind == DifferenceKind::Spacing) {
        show_unseen(difference, &left, &right);
    }
    found
}

/// What a space is drawn as that nobody sees: at an edge, or behind another.
const UNSEEN: char = '␣';

/// Draws a space at an edge of its text, or beside another, with the word that it stands at.
fn show_unseen(space: &mut Difference, left: &[char], right: &[char]) {
    let (side, text) = if space.left.is_empty() && !space.right.is_empty() {
        (&mut space.right, right)
    } else {
        (&mut space.left, left)
    };
    let text = if side.is_empty() && left.len() < right.len() { right } else { text };
    let place = space.character.saturating_sub(1);
    let (before, after) = text.split_at_checked(place).unwrap_or((text, &[]));
    let after = after.get(1..).unwrap_or_default();
    let is_space = |character: Option<&char>| character.is_some_and(|character| character.is_whitespace());
    let word = |word: &[char]| word.iter().collect::<String>();
    if before.iter().all(|character| character.is_whitespace()) {
        let first = after.split(|character| character.is_whitespace()).find(|word| !word.is_empty());
        *side = format!("{UNSEEN}{}", word(first.unwrap_or_default()));
    } else if after.iter().all(|character| character.is_whitespace()) {
        let last = before.rsplit(|character| character.is_whitespace()).find(|word| !word.is_empty());
        *side = format!("{}{UNSEEN}", word(last.unwrap_or_default()));
    } else if is_space(before.last()) || is_space(after.first()) {
        let last = before.rsplit(|character| character.is_whitespace()).find(|word| !word.is_empty());
        *side = format!("{}{UNSEEN}{UNSEEN}", word(last.unwrap_or_default()));
    }
}

/// The alignment is quadratic.
const LONGEST: usize = 500;

fn whole(kind: DifferenceKind, a: &str, b: &str) -> Difference {
    Difference { kind, left: a.to_owned(), right: b.to_owned(), character: 1 }
}

/// The columns between two spaces that both spellings have.
fn chunks(columns: &[Column]) -> impl Iterator<Item = &[Column]> {
    columns.split(|column| column.is_equal() && column.is_space())
}

fn differences_of_chunk(chunk: &[Column]) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut changed_letters = 0;
    let mut before: Vec<Column> = Vec::new();
    let mut rest = chunk;
    while let Some(first) = rest.first() {
        if first.is_equal() {
            before.push(*first);
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let length = rest.iter().take_while(|column| !column.is_equal()).count();
        let (columns, after) = rest.split_at(length);
        match lone_word(&before, columns, after.is_empty()) {
            Some(word) => found.push(word),
            None => {
                changed_letters +=
                    columns.iter().filter(|column| column.kind() == DifferenceKind::Letter).count();
                found.extend(differences_of_columns(&before, columns));
            }
        }
        before.extend_from_slice(columns);
        rest = after;
    }
    let equal = chunk.iter().filter(|column| column.is_equal()).count();
    if changed_letters >= 2 && changed_letters > equal {
        // Little is left of the word: it is another one.
        return vec![run(DifferenceKind::Word, chunk)];
    }
    found
}

/// Unequal columns one by one, neighbours of one kind together.
fn differences_of_columns(before: &[Column], columns: &[Column]) -> Vec<Difference> {
    let together = |a: &Column, b: &Column| {
        a.kind() == b.kind() && matches!(a.kind(), DifferenceKind::Letter | DifferenceKind::Case)
    };
    let mut found = Vec::new();
    let mut earlier = before.to_vec();
    for group in columns.chunk_by(together) {
        let Some(first) = group.first() else { continue };
        let mut difference = run(first.kind(), group);
        if first.kind() == DifferenceKind::Spacing {
            // The word before the space tells a reader more than the space itself.
            let side = if first.left.is_some() { &mut difference.left } else { &mut difference.right };
            *side = last_word(&earlier);
        }
        found.push(difference);
        earlier.extend_from_slice(group);
    }
    found
}

/// The run as an article or a whole word that only one side has.
fn lone_word(before: &[Column], columns: &[Column], ends_chunk: bool) -> Option<Difference> {
    let one_sided = columns.iter().all(|column| column.left.is_none())
        || columns.iter().all(|column| column.right.is_none());
    let starts_word =
        before.last().is_none_or(Column::is_space) || columns.first().is_some_and(Column::is_space);
    if !one_sided || !starts_word {
        return None;
    }
    let text: String = columns.iter().filter_map(|column| column.left.or(column.right)).collect();
    let word = text.trim_matches(|character: char| !character.is_alphanumeric());
    let spaces = columns.iter().take_while(|column| column.is_space()).count();
    let columns = columns.get(spaces..).unwrap_or_default();
    if is_article(word) {
        return Some(run(DifferenceKind::Article, columns));
    }
    let ends_word = ends_chunk || text.ends_with(char::is_whitespace);
    (ends_word && !word.is_empty()).then(|| run(DifferenceKind::Word, columns))
}

fn is_article(word: &str) -> bool {
    let folded = fold_word(word);
    folded == "ال" || folded == "the" || latin::is_article(&folded)
}

fn last_word(columns: &[Column]) -> String {
    let characters: Vec<char> = columns.iter().filter_map(|column| column.left.or(column.right)).collect();
    characters
        .rsplit(|character| character.is_whitespace())
        .next()
        .map(|word| word.iter().collect())
        .unwrap_or_default()
}

fn run(kind: DifferenceKind, columns: &[Column]) -> Difference {
    let left: String = columns.iter().filter_map(|column| column.left).collect();
    let right: String = columns.iter().filter_map(|column| column.right).collect();
    let trim = |text: String| match kind {
        DifferenceKind::Word | DifferenceKind::Article => text.trim().to_owned(),
        _ => text,
    };
    let character = columns.first().map_or(1, |column| column.character);
    Difference { kind, left: trim(left), right: trim(right), character }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::character::is_bidi_control;
    use proptest::prelude::*;

    fn said(a: &str, b: &str) -> String {
        difference(a, b).iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn only_people_have_a_family_name() {
        let said = |a: &str, b: &str| -> Vec<String> {
            difference(a, b).iter().map(Difference::said_of_a_thing).collect()
        };
        assert_eq!(said("MINISTER of State", "State of Minister"), ["the order of the words"]);
        assert_eq!(said("Health, Department of", "Department of Health"), ["the order of the words"]);
        assert_eq!(said("BAE Systems", "BAE systems"), ["case: S / s"]);
    }

    #[test]
    fn differences_are_said_in_words() {
        for (a, b, words) in [
            ("الأمن", "الأمن", ""),
            ("الاسرائيلية", "الإسرائيلية", "hamza: ا / إ"),
            ("اسبانيا", "إسبانيا", "hamza: ا / إ"),
            ("قائد", "قايد", "hamza: ئ / ي"),
            ("شؤون", "شئون", "hamza: ؤ / ئ"),
            ("سماء", "سما", "hamza: ء / nothing"),
            ("الباجى", "الباجي", "alef maksura: ى / ي"),
            ("جمعية", "جمعيه", "ta marbuta: ة / ه"),
            ("حمّة", "حمة", "U+0651 SHADDA, character 3"),
            ("الصيد", "الصّيد", "U+0651 SHADDA, character 4"),
            ("محـمد", "محمد", "U+0640 ARABIC TATWEEL, character 3"),
            ("مح\u{200B}مد", "محمد", "U+200B ZERO WIDTH SPACE, character 3"),
            ("عبد اللطيف الحموشي", "عبداللطيف الحموشي", "a space after عبد (character 4)"),
            ("عبداللطيف", "عبد اللطيف", "a space after عبد (character 4)"),
            ("Deutsche  Bank", "Deutsche Bank", "a space too many (Deutsche␣␣, character 9)"),
            ("حسن العديلي", "حسن عديلي", "article: ال / nothing"),
            ("El Hammouchi", "Hammouchi", "article: El / nothing"),
            (
                "الحموشی",
                "الحموشي",
                "form of the letter: ی / ي (U+06CC ARABIC LETTER FARSI YEH / U+064A ARABIC LETTER YEH)",
            ),
            ("BAE Systems", "BAE systems", "case: S / s"),
            ("Esmée", "Esmee", "accent: é / e"),
            (
                "Alzheimer's",
                "Alzheimer’s",
                "U+0027 APOSTROPHE against U+2019 RIGHT SINGLE QUOTATION MARK (character 10)",
            ),
            ("Ada,Winter", "Ada Winter", "U+002C COMMA against a space (character 4)"),
            (
                "Ada, Winter",
                "Ada (Winter",
                "U+002C COMMA in one only (character 4); U+0028 LEFT PARENTHESIS in one only (character 5)",
            ),
            (
                "Сосо",
                "Coco",
                "letters of two scripts that look alike: \
                 U+0421 CYRILLIC CAPITAL LETTER ES / U+0043 LATIN CAPITAL LETTER C, character 1",
            ),
            (
                "Hаmmouchi",
                "Hammouchi",
                "letter: а / a (U+0430 CYRILLIC SMALL LETTER A / U+0061 LATIN SMALL LETTER A), character 2",
            ),
            ("الحموش،ي", "الحموشي", "U+060C ARABIC COMMA in one only (character 7)"),
            ("NÃ¤ringsliv", "Näringsliv", "one was decoded with the wrong character set"),
            (
                "Hammouchi, Abdellatif",
                "Abdellatif Hammouchi",
                "the family name first in one, last in the other",
            ),
            ("RUIZ Ana", "Ana Ruiz", "the family name first in one, last in the other"),
            ("Ruiz Ana", "Ana Ruiz", "the order of the words"),
            ("Museveni", "Musaveni", "letter: e / a, character 4"),
            ("Association for British Insurers", "Association of British Insurers", "word: for / of"),
            ("Ahmed Ben Ali", "Ahmed Ali", "word: Ben / nothing"),
            ("Mohamed V", "Mohamed VI", "the letter I in one only (character 10)"),
            (
                "أ\u{645}",
                "ا\u{654}م",
                "the same letters in other code points: أ is U+0623 / U+0627 U+0654 (character 1)",
            ),
            ("Salé ", "Salé", "a space at the end (Salé␣, character 5)"),
            (" Salé", "Salé", "a space at the beginning (␣Salé, character 1)"),
            ("سلا", "سلا ", "a space at the end (سلا␣, character 4)"),
            ("الحموشي", "Hammouchi", "two scripts"),
            ("a\u{1B}b", "ab", "U+001B ESCAPE, character 2"),
        ] {
            assert_eq!(said(a, b), words, "{a} / {b}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn equal_texts_and_only_they_have_no_difference(a in "[ab اأى،\u{651}\u{202E}]{0,8}", b in "[ab اأى،\u{651}\u{202E}]{0,8}") {
            prop_assert_eq!(difference(&a, &b).is_empty(), a == b);
        }

        #[test]
        fn arbitrary_text_does_no_harm(a in "\\PC{0,20}", b in ".{0,20}") {
            for difference in difference(&a, &b) {
                prop_assert!(!difference.to_string().chars().any(is_bidi_control));
            }
        }
    }
}
