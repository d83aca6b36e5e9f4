//! `schema/packed-list`

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::knowledge::names::offices::{OfficeReading, is_office, may_be_a_person, read};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::address;
use crate::text::character_classes::CharacterClasses;
use crate::text::key::{fold_word, scripts_differ};
use crate::text::known::{KnownNames, is_given_name};
use crate::text::office_words::{OfficeWord, of};
use crate::words::{Level, Role};

rule! {
    /// Several people stand in one value.
    ///
    /// «السفير الأمريكي و نظيره الإسباني» is one participant to every program: neither of the two can be found,
    /// counted, or given an office and a country.
    ///
    /// Give each a participant of their own.
    ///
    /// **Not an error:** و inside an office, but before "his counterpart"; names that begin with و (وهيب, وليد); `Last, First`, also of
    /// two words each (Benítez Aranda, Carlos Ramón); Ortega y Gasset; a family name of two (SANOU/TRAORE); a title
    /// behind a comma (Jr., MP, CBE, Baron Hale).
    pub static RULE = {
        id: "schema/packed-list",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["name/not-a-name", "name/office-in-name", "script/letters-apart", "text/markup"],
        check: Check::value(&[Role::PersonName, Role::Office], CharacterClasses::ANYTHING, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let parts = match value.role() {
        // Offices are full of "and"; only "and his counterpart" says that there are two of them.
        Role::Office => by_words(&text, joins_a_counterpart),
        _ => parts(&text),
    };
    if parts.len() < 2 {
        return;
    }
    let names: Vec<String> = parts.iter().take(8).map(|part| (*part).to_owned()).collect();
    let label = message!("holds {count} people: {names}", count: parts.len(), names);
    findings.at(value, label).help("give each a participant of their own");
}

/// The people of a value, each as written there; one part where nothing says that there are more.
fn parts(text: &str) -> Vec<&str> {
    // Markup is neither name nor list.
    if text.contains(['<', '>']) || holds_an_entity(text) {
        return vec![text];
    }
    if begins_with_an_office(text) {
        return of_offices(text);
    }
    let lines = split_where(text, &['\n', ';', '؛', '|', '•'], begins_like_a_name);
    let parts = lines.into_iter().flat_map(by_strokes).flat_map(by_commas);
    let parts = parts.flat_map(by_phrases).flat_map(|part| by_words(part, joins_two));
    parts.filter(|part| part.chars().any(char::is_alphabetic)).collect()
}

fn begins_with_an_office(text: &str) -> bool {
    let first = address::without(text).split_whitespace().next().unwrap_or_default();
    matches!(of(&fold_word(first)), Some(OfficeWord::Title | OfficeWord::Post | OfficeWord::Throne))
        || read(text) != OfficeReading::Other
}

/// What begins with an office is full of "and" by itself: several people are two offices with names, or a counterpart.
fn of_offices(text: &str) -> Vec<&str> {
    let parts = by_words(text, joins_two);
    let are_people = parts.iter().all(|part| matches!(read(part), OfficeReading::Both { .. }));
    if are_people { parts } else { by_words(text, joins_a_counterpart) }
}

/// Names between strokes: with spaces around them, or each with a given name and a family name. SANOU/TRAORE is one.
fn by_strokes(line: &str) -> Vec<&str> {
    let is_spaced = line.contains(" / ") || line.contains(" + ");
    split_where(line, &['/', '+'], if is_spaced { is_addressed } else { is_called })
}

fn is_addressed(name: &str) -> bool {
    is_somebody(address::without(name))
}

/// &rsquo; or &#39;
fn holds_an_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|behind| {
        let name = behind.trim_start_matches(|it: char| it.is_ascii_alphanumeric() || it == '#');
        name.len() < behind.len() && name.starts_with(';')
    })
}

/// The parts between marks if every one of them may be a name: a mark may have strayed into a word (Jean Dup;ont).
fn split_where<'t>(text: &'t str, marks: &[char], may_be_a_name: fn(&str) -> bool) -> Vec<&'t str> {
    let parts: Vec<&str> = text.split(marks).map(str::trim).filter(|part| !part.is_empty()).collect();
    // One name may be there in two scripts.
    let is_list = parts.iter().all(|part| may_be_a_name(part) && !scripts_differ(part, text));
    if is_list { parts } else { vec![text] }
}

/// Somebody, and those with them.
fn by_phrases(text: &str) -> Vec<&str> {
    const PHRASES: [&str; 16] = [
        " accompanied by ",
        " together with ",
        " along with ",
        " as well as ",
        " accompagné de ",
        " accompagnée de ",
        " accompagné par ",
        " accompagnée par ",
        " ainsi que ",
        " acompañado de ",
        " acompañada de ",
        " acompañado por ",
        " así como ",
        " برفقة ",
        " رفقة ",
        " إلى جانب ",
    ];
    let found = PHRASES.iter().find_map(|phrase| text.split_once(phrase));
    found.map_or(vec![text], |(one, others)| vec![one.trim_end_matches([',', '،', ' ']), others])
}

/// Names between commas, if every one has two words and begins like a name: `Last, First` and `MP, CBE` stay whole.
/// Of two parts the second may be the given names (Benítez Aranda, Carlos Ramón): both must begin with a given name, and
/// the second have a family name.
fn by_commas(line: &str) -> Vec<&str> {
    let names: Vec<&str> = line.split([',', '،']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_list = match names.as_slice() {
        [] | [_] => false,
        [first, second] => {
            is_full(first) && is_full(second) && begins_with_a_given_name(first) && is_called(second)
        }
        names => names.iter().all(|name| is_full(name)),
    };
    if is_list { names } else { vec![line] }
}

fn is_full(name: &str) -> bool {
    let name = address::without(name);
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_titled = words.iter().any(|word| word.chars().filter(|letter| letter.is_uppercase()).count() > 1);
    words.len() >= 2
        && !is_titled
        && words.iter().all(|word| begins_like_a_name(word))
        && !is_noble(name)
        && !is_office(name)
        && may_be_a_person(name)
}

/// Begins with a given name and goes on with a family name: no list of given names.
fn is_called(name: &str) -> bool {
    let name = address::without(name);
    let last = name.split_whitespace().next_back().unwrap_or_default();
    is_somebody(name)
        && begins_with_a_given_name(name)
        && (!name.contains(char::is_whitespace)
            || !is_given_name(&fold_word(last))
            || words(name).count() > 2)
}

fn begins_with_a_given_name(name: &str) -> bool {
    let first = address::without(name).split_whitespace().next().unwrap_or_default();
    let first = fold_word(first.split('-').next().unwrap_or_default());
    is_given_name(&first) || matches!(first.as_str(), "عبد" | "ابو")
}

/// Baron Hale is who Tom Hale is.
fn is_noble(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    of(&fold_word(first)) == Some(OfficeWord::Throne)
}

fn begins_like_a_name(word: &str) -> bool {
    word.chars()
        .next()
        .is_some_and(|first| first.is_uppercase() || first.is_alphabetic() && !first.is_lowercase())
}

/// Names with a word between them that joins them.
fn by_words(text: &str, joins: fn(&str, &str, &str) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (word, at) in words(text) {
        let (before, after) = (first_words(&text[start..at]), first_words(&text[at + word.len()..]));
        if before.trim().is_empty() || !joins(word, before, after) {
            continue;
        }
        let is_glued = word.starts_with('و') && word != "و";
        parts.push(text[start..at].trim());
        start = if is_glued { at + 'و'.len_utf8() } else { at + word.len() };
    }
    parts.push(text[start..].trim());
    parts
}

/// As much of a text as tells who it is about: asking all of it at every "and" would take the square of its length.
fn first_words(text: &str) -> &str {
    const MOST_WORDS: usize = 12;
    let end = words(text).nth(MOST_WORDS).map_or(text.len(), |(_, at)| at);
    &text[..end]
}

fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.split_whitespace().map(move |word| (word, word.as_ptr() as usize - text.as_ptr() as usize))
}

fn joins_two(word: &str, before: &str, after: &str) -> bool {
    joins_a_counterpart(word, before, after)
        || is_conjunction(word, before, after)
        || is_glued_conjunction(word, before, after)
}

/// Whether a word is "and" before "his counterpart", "her husband", "their delegation", and what is like it.
fn joins_a_counterpart(word: &str, _: &str, after: &str) -> bool {
    const AND: [&str; 5] = ["و", "and", "&", "et", "y"];
    const OWN: [&str; 10] = ["his", "her", "their", "its", "son", "sa", "leur", "ses", "su", "sus"];
    const COMPANIONS: [&str; 16] = [
        "counterpart",
        "counterparts",
        "homologue",
        "homologues",
        "homologo",
        "homologa",
        "homologos",
        "wife",
        "husband",
        "spouse",
        "epouse",
        "epoux",
        "esposa",
        "esposo",
        "delegation",
        "delegacion",
    ];
    const ARABIC_COMPANIONS: [&str; 13] = [
        "نظيره",
        "نظيرته",
        "نظيرها",
        "نظيرتها",
        "نظراوه",
        "نظرايه",
        "حرمه",
        "عقيلته",
        "زوجته",
        "مرافقوه",
        "مرافقيه",
        "وفد",
        "الوفد",
    ];
    let is_companion = |word: &str| ARABIC_COMPANIONS.contains(&fold_word(word).as_str());
    let mut next = after.split_whitespace();
    let first = next.next().unwrap_or_default();
    if AND.contains(&word) {
        let second = next.next().map(fold_word).unwrap_or_default();
        return is_companion(first)
            || OWN.contains(&fold_word(first).as_str()) && COMPANIONS.contains(&second.as_str());
    }
    word.strip_prefix('و').is_some_and(is_companion)
}

fn is_conjunction(word: &str, before: &str, after: &str) -> bool {
    let count = |text: &str| text.split_whitespace().count();
    match word {
        "و" => count(after) > 0,
        "and" | "et" | "AND" | "ET" | "&" | "und" if is_office(before) || is_office(after) => false,
        "and" | "et" | "AND" | "ET" if count(before) == 1 && count(after) == 1 => {
            is_a_family(before.trim()) && is_a_family(after.trim())
        }
        "and" | "&" | "et" | "und" | "AND" | "ET" => is_somebody(before) && is_somebody(after),
        // Ortega y Gasset is one man, and so is Rivas y del Pino.
        "y" | "e" => count(before) >= 2 && count(after) >= 2 && begins_with_a_given_name(after),
        _ => false,
    }
}

/// One word that begins like a name and is no company's.
fn is_a_family(word: &str) -> bool {
    begins_like_a_name(word) && word.chars().skip(1).all(char::is_lowercase) && !is_of_a_company(word)
}

/// Two to four words that begin like names, none of which is a company's; or one given name (Ada and Bela Stone).
fn is_somebody(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| !matches!(*word, "de" | "van" | "von" | "du")).collect();
    match words.as_slice() {
        [one] => is_given_name(&fold_word(one)),
        words => {
            (2..=4).contains(&words.len())
                && words.iter().all(|word| begins_like_a_name(word) && !is_of_a_company(word))
        }
    }
}

fn is_of_a_company(word: &str) -> bool {
    COMPANY_WORDS.contains(&fold_word(word.trim_matches(['.', ','])).as_str())
}

const COMPANY_WORDS: [&str; 40] = [
    "co",
    "inc",
    "ltd",
    "llc",
    "plc",
    "ab",
    "ag",
    "sa",
    "gmbh",
    "corp",
    "company",
    "limited",
    "corporation",
    "trust",
    "bank",
    "group",
    "sons",
    "son",
    "bros",
    "partners",
    "association",
    "society",
    "societies",
    "union",
    "council",
    "committee",
    "foundation",
    "institute",
    "university",
    "ministry",
    "department",
    "services",
    "agency",
    "federation",
    "organization",
    "organisation",
    "centre",
    "center",
    "international",
    "national",
];

/// و written on to a name; a name of its own (وهيب, وهبة) is no conjunction. A name that nobody knows is taken for
/// one where two more words follow: «ناصر بوريطة وخوسيه مانويل ألباريس» is too long for one man.
fn is_glued_conjunction(word: &str, before: &str, after: &str) -> bool {
    let Some(rest) = word.strip_prefix('و').filter(|rest| rest.chars().count() >= 3) else { return false };
    let names = KnownNames::bundled();
    let folded = fold_word(word);
    let is_a_name = names.contains(&folded) || WITH_WAW.contains(&folded);
    let follow = after.split_whitespace().count();
    let begins_a_full_name = follow >= 2 && !rest.starts_with("ال");
    before.split_whitespace().count() >= 2
        && !is_a_name
        && (follow >= 1 && names.contains(&fold_word(rest)) || begins_a_full_name)
}

static WITH_WAW: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let lines = include_str!("tables/names_with_waw.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split(' ')).map(fold_word).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_from_names() {
        for (text, count) in [
            ("السفير الأمريكي و نظيره الإسباني", 2),
            ("السفير الأمريكي ونظيره الإسباني", 2),
            ("عبد اللطيف الحموشي وأحمد التوفيق", 2),
            ("عبد اللطيف الحموشي، ناصر بوريطة", 2),
            ("Ada Winter; Bela Stone", 2),
            ("Ada Winter and Bela Stone", 2),
            ("Ada Winter, Bela Stone, Carl Sand", 3),
            ("Ada Winter et Bela Stone", 2),
            ("Ada Winter & Bela Stone", 2),
            ("Ada Winter / Bela Stone", 2),
            ("Ada Winter + Bela Stone", 2),
            ("Ada Winter, accompanied by Bela Stone", 2),
            ("Ada Winter and her husband", 2),
            ("Winter et Stone", 2),
            ("ناصر بوريطة وخوسيه مانويل ألباريس", 2),
            ("عبد اللطيف الحموشي ووفد مرافق له", 2),
        ] {
            assert_eq!(parts(text).len(), count, "{text}: {:?}", parts(text));
        }
        for text in [
            "وهيب العلوي",
            "محمد وهيب",
            "محمد علي وفيق",
            "محمد العلوي وليد",
            "José Ortega y Gasset",
            "Winter, Ada",
            "Hammouchi, Abdel Latif",
            "Ada Winter MP, CBE",
            "Martin Luther King, Jr.",
            "Ada Winter Alexander",
            "الأمن،ي",
            "Jean Dup;ont",
            "Minoru Abe/阿部実",
            "Marks & Spencer",
            "محمد أحمد وهدان",
            "سيدي محمد ولد الشيخ عبد الله",
            "Benítez Aranda, Carlos Ramón",
            "Le Goff, Jean Paul",
            "الفاسي الفهري، محمد كمال",
            "Tom Hale, Baron Hale",
            "Tom Hale, Prime Minister",
            "علي الحربي، وزير العدل",
            "Mme SANOU/TRAORE Alice",
            "سعاد علي وهبة",
            "نادية محمد وناس",
            "Carlos Alberto Rivas y del Pino",
            "Robert O&rsquo;Rourke",
            "",
            "و",
        ] {
            assert!(parts(text).len() < 2, "{text}: {:?}", parts(text));
        }
    }
}
