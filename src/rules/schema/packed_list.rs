//! `schema/packed-list`

use crate::record::Value;
use crate::text::character::is_arabic_letter;
use crate::text::key::fold_word;
use crate::text::known::{KnownNames, is_given_name};
use crate::text::makeup::Makeup;
use crate::{Check, Context, Findings, Level, Role, message};

crate::rule! {
    /// Several people stand in one value.
    ///
    /// «السفير الأمريكي و نظيره الإسباني» is one participant to every program: neither of the two can be found,
    /// counted, or given an office and a country.
    ///
    /// Give each a participant of their own.
    ///
    /// **Not an error:** و inside an office; names that begin with و (وهيب, وليد); `Last, First`; Ortega y Gasset; a title
    /// behind a comma (Jr., MP, CBE).
    pub static RULE = {
        id: "schema/packed-list",
        level: Level::Warning,
        since: "0.1.0",
        needs: [Role::PersonName],
        check: Check::Value { of: &[Role::PersonName], only_with: Makeup::ANYTHING, check },
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let parts = parts(&text);
    if parts.len() < 2 {
        return;
    }
    let names: Vec<String> = parts.iter().take(8).map(|part| (*part).to_owned()).collect();
    let label = message!("holds {count} people: {names}", count: parts.len(), names);
    findings.at(value, label).help("give each a participant of their own");
}

/// The people of a value, each as written there; one part where nothing says that there are more.
fn parts(text: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    // Markup is neither name nor list.
    if text.contains(['<', '>']) || text.contains("&#") {
        return vec![text];
    }
    for line in text.split(['\n', ';', '؛', '|', '•']) {
        parts.extend(by_commas(line).into_iter().flat_map(by_words));
    }
    parts.retain(|part| part.chars().any(char::is_alphabetic));
    parts
}

/// Names between commas, if every one has two words and begins like a name: `Last, First` and `MP, CBE` stay whole.
fn by_commas(line: &str) -> Vec<&str> {
    let names: Vec<&str> = line.split([',', '،']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_full = |name: &&str| {
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_titled =
            words.iter().any(|word| word.chars().filter(|letter| letter.is_uppercase()).count() > 1);
        words.len() >= 2 && !is_titled && words.iter().all(|word| begins_like_a_name(word))
    };
    if names.len() >= 2 && names.iter().all(is_full) { names } else { vec![line] }
}

fn begins_like_a_name(word: &str) -> bool {
    word.chars().next().is_some_and(|first| first.is_uppercase() || is_arabic_letter(first))
}

/// Names with "and" between them.
fn by_words(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (word, at) in words(text) {
        let (before, after) = (&text[start..at], &text[at + word.len()..]);
        if before.trim().is_empty() || after.trim().is_empty() {
            continue;
        }
        let next = if is_conjunction(word, before, after) {
            at + word.len()
        } else if is_glued_conjunction(word, before) {
            at + 'و'.len_utf8()
        } else {
            continue;
        };
        parts.push(before.trim());
        start = next;
    }
    parts.push(text[start..].trim());
    parts
}

fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.split_whitespace().map(move |word| (word, word.as_ptr() as usize - text.as_ptr() as usize))
}

fn is_conjunction(word: &str, before: &str, after: &str) -> bool {
    let count = |text: &str| text.split_whitespace().count();
    match word {
        "و" => true,
        "and" | "&" | "et" | "und" | "AND" | "ET" => is_somebody(before) && is_somebody(after),
        // Ortega y Gasset is one man.
        "y" | "e" => count(before) >= 2 && count(after) >= 2 && !after.contains(" de "),
        _ => false,
    }
}

/// Two to four words that begin like names, none of which is a company's; or one given name (Ada and Bela Stone).
fn is_somebody(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| !matches!(*word, "de" | "van" | "von" | "du")).collect();
    let is_named = |word: &&str| {
        begins_like_a_name(word)
            && !COMPANY_WORDS.contains(&fold_word(word.trim_matches(['.', ','])).as_str())
    };
    match words.as_slice() {
        [one] => is_given_name(&fold_word(one)),
        words => (2..=4).contains(&words.len()) && words.iter().all(is_named),
    }
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

/// و written on to a name or to "his counterpart"; a name of its own (وهيب) is no conjunction.
fn is_glued_conjunction(word: &str, before: &str) -> bool {
    let Some(rest) = word.strip_prefix('و') else { return false };
    if matches!(
        rest,
        "نظيره"
            | "نظيرته"
            | "نظيرها"
            | "نظيرتها"
            | "نظراؤه"
            | "حرمه"
            | "عقيلته"
            | "زوجته"
            | "مرافقوه"
            | "مرافقيه"
    ) {
        return true;
    }
    let names = KnownNames::bundled();
    before.split_whitespace().count() >= 2
        && rest.chars().count() >= 3
        && !names.contains(&fold_word(word))
        && names.contains(&fold_word(rest))
}

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
            "",
            "و",
        ] {
            assert!(parts(text).len() < 2, "{text}: {:?}", parts(text));
        }
    }
}
