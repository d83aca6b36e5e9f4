//! Which texts are an office, and which hold a name beside it.

mod arabic;
mod latin;
mod word;

use self::word::{Word, cut, is_person};
use crate::text::address;
use crate::text::key::fold_word;
use crate::text::memo::Memo;

/// What a text is that stands where a name or an office is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OfficeReading {
    /// No office, as far as its words are known.
    Other,
    /// An office, and nothing in it can be anybody's name.
    Office,
    /// Somebody's name and their office.
    Both {
        /// The name, without a form of address.
        name: String,
        /// The office, as it is written there.
        office: String,
    },
}

/// Reads a text: whether it is an office, or a name and an office.
pub(crate) fn read(text: &str) -> OfficeReading {
    const LONGEST: usize = 200;

    thread_local! {
        static KNOWN: Memo<OfficeReading> = Memo::default();
    }
    if text.len() > LONGEST { OfficeReading::Other } else { KNOWN.with(|known| known.of(text, read_anew)) }
}

/// Whether a text is an office and holds no name.
pub(crate) fn is_office(text: &str) -> bool {
    read(text) == OfficeReading::Office
}

/// Whether a text may be somebody's name: a few words, each like one, none of them an office's or a company's.
pub(crate) fn may_be_a_person(text: &str) -> bool {
    is_person(&cut(address::without(text)))
}

fn read_anew(text: &str) -> OfficeReading {
    let text = address::without(text.trim());
    let words = cut(text);
    if !words.iter().any(Word::is_an_office) {
        return OfficeReading::Other;
    }
    let begun = begin(&words);
    if begun == Begun::Whole {
        return OfficeReading::Office;
    }
    apart(text)
        .or_else(|| behind_an_office(text, &words, begun))
        .or_else(|| before_an_office(text, &words))
        .map_or(OfficeReading::Other, |(name, office)| OfficeReading::Both {
            name: address::without(name).to_owned(),
            office: office.to_owned(),
        })
}

/// How far the office goes that words begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begun {
    /// They begin with none, or nobody can tell where it ends.
    No,
    /// So many words are the office, and a name follows.
    Then(usize),
    /// All words are the office.
    Whole,
}

fn begin(words: &[Word<'_>]) -> Begun {
    match words.first() {
        Some(first) if first.is_arabic() => arabic::begin(words),
        Some(_) => latin::begin(words),
        None => Begun::No,
    }
}

/// A name and an office with a mark between them: `Ana Ruiz, Minister of Trade`, `Minister of Trade (Ana Ruiz)`.
fn apart(text: &str) -> Option<(&str, &str)> {
    const MARKS: [char; 10] = [',', '،', ';', '؛', ':', '|', '(', '[', '\n', '/'];

    let dashes = [" - ", " – ", " — "].iter().flat_map(|dash| text.match_indices(dash));
    let marks = text.match_indices(MARKS).chain(dashes);
    marks.filter_map(|(at, mark)| sides(text, at, mark)).next()
}

fn sides<'t>(text: &'t str, at: usize, mark: &str) -> Option<(&'t str, &'t str)> {
    let (left, right) = (text[..at].trim(), text[at + mark.len()..].trim());
    let right = match mark {
        "(" => right.strip_suffix(')')?.trim(),
        "[" => right.strip_suffix(']')?.trim(),
        _ => right,
    };
    let is_office = |side: &str| begin(&cut(address::without(side))) == Begun::Whole;
    // "Bishop, Julie" and "Premier, Anna" are a family name and a given name.
    let is_one_word = !left.contains(char::is_whitespace);
    if is_full_name(left) && is_office(right) {
        return Some((left, right));
    }
    let is_list = matches!(mark, "," | "،");
    (!(is_one_word && is_list) && is_full_name(right) && is_office(left)).then_some((right, left))
}

fn is_full_name(side: &str) -> bool {
    let words = cut(address::without(side));
    words.len() >= 2 && is_person(&words)
}

/// `Minister of Trade Ana Ruiz`
fn behind_an_office<'t>(text: &'t str, words: &[Word<'_>], begun: Begun) -> Option<(&'t str, &'t str)> {
    let Begun::Then(length) = begun else { return None };
    let name = words.get(length).filter(|name| name.is_after_space)?;
    Some((
        &text[name.start..],
        text[..name.start].trim_end_matches(|it: char| it.is_whitespace() || is_edge(it)),
    ))
}

/// `Ana Ruiz Minister of Trade`, أحمد العلوي وزير التجارة. What the office is of must be said: Ana Mayor is a name.
fn before_an_office<'t>(text: &'t str, words: &[Word<'_>]) -> Option<(&'t str, &'t str)> {
    const FEWEST: usize = 2;
    (FEWEST..words.len()).find_map(|length| {
        let (name, office) = words.split_at(length);
        let first = office.first().filter(|first| first.is_after_space && first.begins_an_office())?;
        let is_told = if first.is_arabic() { arabic::is_told(office) } else { latin::is_told(office) };
        (is_told && is_person(name) && begin(office) == Begun::Whole)
            .then(|| (text[..first.start].trim_end(), text[first.start..].trim_end()))
    })
}

fn is_edge(character: char) -> bool {
    character.is_ascii_punctuation() || matches!(character, '،' | '؛' | '«' | '»' | '“' | '”' | '–' | '—')
}

/// Whether whoever holds the office is called by one name.
pub(crate) fn is_of_a_monarch(office: &str) -> bool {
    const THRONES: [&str; 24] = [
        "ملك",
        "الملك",
        "عاهل",
        "العاهل",
        "سلطان",
        "السلطان",
        "امير",
        "الامير",
        "بابا",
        "البابا",
        "king",
        "queen",
        "emperor",
        "pope",
        "sultan",
        "emir",
        "roi",
        "reine",
        "pape",
        "rey",
        "reina",
        "papa",
        "prince",
        "princess",
    ];
    office.split_whitespace().take(3).any(|word| THRONES.contains(&fold_word(word).as_str()))
}

#[cfg(test)]
mod tests;
