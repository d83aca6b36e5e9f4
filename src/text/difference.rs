//! What two spellings differ by, in words and code points.

use std::fmt;

use super::arabic::fold_letter;
use super::character::{TATWEEL, describe, is_bidi_control, is_harakat, is_invisible, show};
use super::key::{bag_key, fold_word, loose_key, scripts_differ};
use super::latin;
use super::mojibake;
use super::token::{compose, is_apostrophe};

/// The kinds of difference, the harmless ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    /// The article: ال, El, Al.
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
pub struct Difference {
    /// What kind of difference it is.
    pub kind: DifferenceKind,
    /// What the first spelling has there; empty when only the second has something.
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
    chunks(&columns).flat_map(differences_of_chunk).collect()
}

/// The alignment is quadratic.
const LONGEST: usize = 500;

fn whole(kind: DifferenceKind, a: &str, b: &str) -> Difference {
    Difference {
        kind,
        left: a.to_owned(),
        right: b.to_owned(),
        character: 1,
    }
}

/// One column of the alignment: a character of either side or of both.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: Option<char>,
    right: Option<char>,
    character: usize,
}

impl Column {
    fn is_equal(&self) -> bool {
        self.left == self.right
    }

    fn is_space(&self) -> bool {
        self.left.or(self.right).is_some_and(char::is_whitespace)
    }

    /// The kind of this column alone.
    fn kind(&self) -> DifferenceKind {
        match (self.left, self.right) {
            (Some(left), Some(right)) => kind_of_change(left, right),
            (Some(only), None) | (None, Some(only)) => kind_of_lone(only),
            (None, None) => DifferenceKind::Letter,
        }
    }
}

/// The columns between two spaces that both spellings have.
fn chunks(columns: &[Column]) -> impl Iterator<Item = &[Column]> {
    columns.split(|column| column.is_equal() && column.is_space())
}

fn differences_of_chunk(chunk: &[Column]) -> Vec<Difference> {
    let letters = chunk
        .iter()
        .filter(|column| !column.is_equal() && column.kind() == DifferenceKind::Letter)
        .count();
    let equal = chunk.iter().filter(|column| column.is_equal()).count();
    if letters >= 2 && letters > equal {
        return vec![run(DifferenceKind::Word, chunk)];
    }
    let mut found = Vec::new();
    let mut rest = chunk;
    let mut before: Vec<Column> = Vec::new();
    while let Some((first, after)) = rest.split_first() {
        if first.is_equal() {
            before.push(*first);
            rest = after;
            continue;
        }
        let length = rest.iter().take_while(|column| !column.is_equal()).count();
        let (columns, after) = rest.split_at(length);
        found.extend(differences_of_run(&before, columns, after.is_empty()));
        before.extend_from_slice(columns);
        rest = after;
    }
    found
}

/// A run of unequal columns: an article, a word, or what its columns are one by one.
fn differences_of_run(before: &[Column], columns: &[Column], ends_chunk: bool) -> Vec<Difference> {
    if let Some(word) = lone_word(before, columns, ends_chunk) {
        return vec![word];
    }
    let mut found = Vec::new();
    let mut earlier = before.to_vec();
    for group in columns.chunk_by(|a, b| {
        [a, b]
            .iter()
            .all(|column| column.kind() == DifferenceKind::Letter)
    }) {
        let Some(first) = group.first() else { continue };
        let mut difference = run(first.kind(), group);
        if first.kind() == DifferenceKind::Spacing {
            // The word before the space tells a reader more than the space itself.
            let side = if first.left.is_some() {
                &mut difference.left
            } else {
                &mut difference.right
            };
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
    let text: String = columns
        .iter()
        .filter_map(|column| column.left.or(column.right))
        .collect();
    let word = text.trim_matches(|character: char| !character.is_alphanumeric());
    let spaces = columns
        .iter()
        .take_while(|column| column.is_space())
        .count();
    let columns = columns.get(spaces..).unwrap_or_default();
    if word == "ال" || latin::is_article(&fold_word(word)) {
        return Some(run(DifferenceKind::Article, columns));
    }
    let ends_word = ends_chunk || text.ends_with(char::is_whitespace);
    (ends_word && !word.is_empty()).then(|| run(DifferenceKind::Word, columns))
}

fn last_word(columns: &[Column]) -> String {
    let characters: Vec<char> = columns
        .iter()
        .filter_map(|column| column.left.or(column.right))
        .collect();
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
    Difference {
        kind,
        left: trim(left),
        right: trim(right),
        character,
    }
}

fn kind_of_change(left: char, right: char) -> DifferenceKind {
    if left.is_alphanumeric() != right.is_alphanumeric() || !left.is_alphanumeric() {
        return DifferenceKind::Punctuation;
    }
    let (a, b) = (fold_letter(left), fold_letter(right));
    let pair =
        |one: char, other: char| (left == one && right == other) || (left == other && right == one);
    if pair('ى', 'ي') {
        return DifferenceKind::AlefMaksura;
    }
    if pair('ة', 'ه') {
        return DifferenceKind::TaMarbuta;
    }
    if a == b {
        return DifferenceKind::Hamza;
    }
    let (left_word, right_word) = (left.to_string(), right.to_string());
    if left.to_lowercase().eq(right.to_lowercase()) {
        return DifferenceKind::Case;
    }
    if super::token::words(&left_word) == super::token::words(&right_word) {
        return DifferenceKind::ForeignLetter;
    }
    if latin::fold(&left_word) == latin::fold(&right_word) {
        return DifferenceKind::Accent;
    }
    DifferenceKind::Letter
}

fn kind_of_lone(only: char) -> DifferenceKind {
    match only {
        _ if is_harakat(only) => DifferenceKind::Harakat,
        TATWEEL => DifferenceKind::Tatweel,
        'ء' | '\u{653}'..='\u{655}' => DifferenceKind::Hamza,
        _ if is_bidi_control(only) || is_invisible(only) || only.is_control() => {
            DifferenceKind::Invisible
        }
        _ if only.is_whitespace() => DifferenceKind::Spacing,
        _ if is_apostrophe(only) || !only.is_alphanumeric() => DifferenceKind::Punctuation,
        _ => DifferenceKind::Letter,
    }
}

/// The cheapest alignment: changes of spelling cost less than changes of letters.
fn align(left: &[char], right: &[char]) -> Vec<Column> {
    let width = right.len() + 1;
    let lone = |character: char| {
        if kind_of_lone(character) == DifferenceKind::Letter {
            3_u32
        } else {
            1
        }
    };
    let change = |a: char, b: char| match () {
        () if a == b => 0,
        () if kind_of_change(a, b) == DifferenceKind::Letter => 4,
        () if kind_of_change(a, b) == DifferenceKind::Punctuation
            && (a.is_alphanumeric() || b.is_alphanumeric()) =>
        {
            9
        }
        () => 1,
    };
    let mut costs = vec![0_u32; (left.len() + 1) * width];
    let cost = |costs: &[u32], i: usize, j: usize| {
        costs.get(i * width + j).copied().unwrap_or(u32::MAX / 2)
    };
    for i in 0..=left.len() {
        for j in 0..=right.len() {
            let above = i.checked_sub(1).and_then(|i| left.get(i));
            let beside = j.checked_sub(1).and_then(|j| right.get(j));
            let best = match (above, beside) {
                (None, None) => 0,
                (Some(&a), None) => cost(&costs, i - 1, j) + lone(a),
                (None, Some(&b)) => cost(&costs, i, j - 1) + lone(b),
                (Some(&a), Some(&b)) => (cost(&costs, i - 1, j - 1) + change(a, b))
                    .min(cost(&costs, i - 1, j) + lone(a))
                    .min(cost(&costs, i, j - 1) + lone(b)),
            };
            if let Some(cell) = costs.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (left.len(), right.len());
    let mut columns = Vec::with_capacity(i.max(j));
    while i > 0 || j > 0 {
        let here = cost(&costs, i, j);
        let above = i.checked_sub(1).and_then(|i| left.get(i)).copied();
        let beside = j.checked_sub(1).and_then(|j| right.get(j)).copied();
        match (above, beside) {
            (Some(a), Some(b)) if here == cost(&costs, i - 1, j - 1) + change(a, b) => {
                columns.push(Column {
                    left: Some(a),
                    right: Some(b),
                    character: i,
                });
                i -= 1;
                j -= 1;
            }
            (Some(a), _) if here == cost(&costs, i - 1, j) + lone(a) => {
                columns.push(Column {
                    left: Some(a),
                    right: None,
                    character: i,
                });
                i -= 1;
            }
            _ => {
                columns.push(Column {
                    left: None,
                    right: beside,
                    character: j,
                });
                j = j.saturating_sub(1);
            }
        }
    }
    columns.reverse();
    columns
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            left,
            right,
            character,
        } = self;
        let word = match kind {
            DifferenceKind::Encoding => {
                return formatter.write_str("the same letters in other code points");
            }
            DifferenceKind::WordOrder => return formatter.write_str("the order of the words"),
            DifferenceKind::Script => return formatter.write_str("two scripts"),
            DifferenceKind::Mojibake => {
                return formatter.write_str("one was decoded with the wrong character set");
            }
            DifferenceKind::Invisible | DifferenceKind::Tatweel | DifferenceKind::Harakat => {
                return write!(
                    formatter,
                    "{}, character {character}",
                    described(left, right)
                );
            }
            DifferenceKind::Spacing => {
                let word = if left.is_empty() { right } else { left };
                if word.trim().is_empty() {
                    return write!(formatter, "a space (character {character})");
                }
                return write!(
                    formatter,
                    "a space after {} (character {character})",
                    show(word)
                );
            }
            DifferenceKind::Punctuation if left.is_empty() || right.is_empty() => {
                return write!(
                    formatter,
                    "{}, character {character}",
                    described(left, right)
                );
            }
            DifferenceKind::Hamza => "hamza",
            DifferenceKind::Punctuation => "punctuation",
            DifferenceKind::Case => "case",
            DifferenceKind::Accent => "accent",
            DifferenceKind::AlefMaksura => "alef maksura",
            DifferenceKind::TaMarbuta => "ta marbuta",
            DifferenceKind::ForeignLetter => "form of the letter",
            DifferenceKind::Article => "article",
            DifferenceKind::Letter => "letter",
            DifferenceKind::Word => "word",
        };
        write!(
            formatter,
            "{word}: {} / {}",
            or_nothing(left),
            or_nothing(right)
        )?;
        match kind {
            DifferenceKind::Letter => write!(formatter, ", character {character}"),
            // These look alike: only the code points tell them apart.
            DifferenceKind::ForeignLetter => write!(formatter, " ({})", described(left, right)),
            _ => Ok(()),
        }
    }
}

fn or_nothing(text: &str) -> String {
    if text.is_empty() {
        "nothing".to_owned()
    } else {
        show(text).into_owned()
    }
}

/// The characters of whichever side has some; marks without the word ARABIC, which goes without saying.
fn described(left: &str, right: &str) -> String {
    let names = |text: &str| -> Vec<String> {
        text.chars()
            .map(|character| {
                let name = describe(character);
                if is_harakat(character) {
                    name.replacen("ARABIC ", "", 1)
                } else {
                    name
                }
            })
            .collect()
    };
    match (left.is_empty(), right.is_empty()) {
        (false, false) => format!("{} / {}", names(left).join(", "), names(right).join(", ")),
        _ => names(left)
            .into_iter()
            .chain(names(right))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(a: &str, b: &str) -> String {
        difference(a, b)
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("; ")
    }

    #[test]
    fn differences_are_said_in_words() {
        for (a, b, words) in [
            ("الأمن", "الأمن", ""),
            ("الاسرائيلية", "الإسرائيلية", "hamza: ا / إ"),
            ("اسبانيا", "إسبانيا", "hamza: ا / إ"),
            ("قائد", "قايد", "hamza: ئ / ي"),
            ("سماء", "سما", "hamza: ء / nothing"),
            ("الباجى", "الباجي", "alef maksura: ى / ي"),
            ("جمعية", "جمعيه", "ta marbuta: ة / ه"),
            ("حمّة", "حمة", "U+0651 SHADDA, character 3"),
            ("الصيد", "الصّيد", "U+0651 SHADDA, character 4"),
            ("محـمد", "محمد", "U+0640 ARABIC TATWEEL, character 3"),
            (
                "مح\u{200B}مد",
                "محمد",
                "U+200B ZERO WIDTH SPACE, character 3",
            ),
            (
                "عبد اللطيف الحموشي",
                "عبداللطيف الحموشي",
                "a space after عبد (character 4)",
            ),
            ("عبداللطيف", "عبد اللطيف", "a space after عبد (character 4)"),
            (
                "Deutsche  Bank",
                "Deutsche Bank",
                "a space after Deutsche (character 9)",
            ),
            ("حسن العديلي", "حسن عديلي", "article: ال / nothing"),
            ("El Hammouchi", "Hammouchi", "article: El / nothing"),
            (
                "الحموشی",
                "الحموشي",
                "form of the letter: ی / ي (U+06CC ARABIC LETTER FARSI YEH / U+064A ARABIC LETTER YEH)",
            ),
            ("BAE Systems", "BAE systems", "case: S / s"),
            ("Esmée", "Esmee", "accent: é / e"),
            ("Alzheimer's", "Alzheimer’s", "punctuation: ' / ’"),
            ("الحموش،ي", "الحموشي", "U+060C ARABIC COMMA, character 7"),
            (
                "NÃ¤ringsliv",
                "Näringsliv",
                "one was decoded with the wrong character set",
            ),
            (
                "Hammouchi, Abdellatif",
                "Abdellatif Hammouchi",
                "the order of the words",
            ),
            ("Museveni", "Musaveni", "letter: e / a, character 4"),
            (
                "Association for British Insurers",
                "Association of British Insurers",
                "word: for / of",
            ),
            ("Ahmed Ben Ali", "Ahmed Ali", "word: Ben / nothing"),
            (
                "Mohamed V",
                "Mohamed VI",
                "letter: nothing / I, character 10",
            ),
            (
                "أ\u{645}",
                "ا\u{654}م",
                "the same letters in other code points",
            ),
            ("الحموشي", "Hammouchi", "two scripts"),
            ("a\u{1B}b", "ab", "U+001B ESCAPE, character 2"),
        ] {
            assert_eq!(said(a, b), words, "{a} / {b}");
        }
    }

    proptest! {
        #[test]
        fn equal_texts_and_only_they_have_no_difference(a in "[ab اأى،\u{651}\u{202E}]{0,8}", b in "[ab اأى،\u{651}\u{202E}]{0,8}") {
            prop_assert_eq!(difference(&a, &b).is_empty(), a == b);
        }

        #[test]
        fn arbitrary_text_does_no_harm(a in "\\PC{0,20}", b in ".{0,20}") {
            for difference in difference(&a, &b) {
                prop_assert!(!difference.to_string().chars().any(super::super::character::is_bidi_control));
            }
        }
    }
}
