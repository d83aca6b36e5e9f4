//! What Arabic spelling leaves open, folded away.
//!
//! The order of the steps matters (each place was once a bug): the article is
//! stripped while a hamza can still be told from a bare alef, or ألبرت would
//! become برت.

use std::borrow::Cow;

/// One letter without its hamza, dots of ya and ta marbuta: step 6 of the key.
///
/// أ إ آ ٱ become ا, ى becomes ي, ة becomes ه, ؤ becomes و, ئ becomes ي; ء is dropped (`None`).
#[must_use]
pub fn fold_letter(letter: char) -> Option<char> {
    match letter {
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' => Some('ا'),
        'ى' | 'ئ' => Some('ي'),
        'ة' => Some('ه'),
        'ؤ' => Some('و'),
        'ء' | '\u{653}'..='\u{655}' => None,
        other => Some(other),
    }
}

/// A word with the hamza on the seat that most give it, where two schools differ:
/// شئون as شؤون, هيأة as هيئة, الجريئ as الجريء. Done before [`fold_letter`], which goes by the seat.
#[must_use]
pub fn settle_hamza(word: &str) -> Cow<'_, str> {
    if !word.contains(['ئ', 'أ', 'ؤ', 'ء']) {
        return Cow::Borrowed(word);
    }
    let mut settled = Cow::Borrowed(word);
    for (rare, usual) in [("ئو", "ؤو"), ("ءو", "ؤو"), ("يأة", "يئة"), ("يءة", "يئة"), ("اءة", "ائة")]
    {
        if settled.contains(rare) {
            settled = Cow::Owned(settled.replace(rare, usual));
        }
    }
    // Behind a long vowel the last hamza has no seat, whatever it is written on: الجريئ is الجريء.
    let without_last = settled.strip_suffix(['ئ', 'ؤ', 'أ']);
    if let Some(before) = without_last.filter(|before| before.ends_with(['ا', 'و', 'ي'])) {
        settled = Cow::Owned(format!("{before}ء"));
    }
    settled
}

/// Whether a letter carries a hamza or is one.
#[must_use]
pub fn is_hamza(letter: char) -> bool {
    matches!(letter, 'أ' | 'إ' | 'آ' | 'ٱ' | 'ؤ' | 'ئ' | 'ء')
}

/// A letter that Arabic borrowed for a foreign sound, as the plain letter that is written for it elsewhere.
#[must_use]
pub fn fold_borrowed(letter: char) -> char {
    match letter {
        'ڤ' | 'ڥ' | 'ڢ' => 'ف',
        'پ' => 'ب',
        'گ' | 'ڭ' | 'ݣ' => 'ك',
        'چ' => 'ج',
        other => other,
    }
}

/// The words with عبد, أبو, آل and بن joined to the next one, which loses its
/// article, and the article taken off every other word: steps 4 and 5 of the key.
///
/// The words must still have their hamza. Glued compounds lose the article
/// inside too: عبداللطيف and عبد اللطيف both give عبدلطيف, نورالدين and نور الدين both نوردين.
#[must_use]
pub fn join_compounds(words: &[String]) -> Vec<String> {
    let mut joined = Vec::with_capacity(words.len());
    let mut pending = String::new();
    for word in words {
        if let Some(head) = compound_head(word) {
            pending.push_str(head);
            continue;
        }
        let word = within_compound(word);
        if pending.is_empty() {
            joined.push(without_article(&word).to_owned());
            continue;
        }
        pending.push_str(word.strip_prefix("ال").unwrap_or(&word));
        joined.push(std::mem::take(&mut pending));
    }
    if !pending.is_empty() {
        joined.push(pending);
    }
    joined
}

/// A word without its article, if it has one and three letters stay.
///
/// Only a bare alef makes an article: ألبرت begins with one of its own letters.
///
/// ```
/// use tadqiq::internals::arabic::without_article;
/// assert_eq!(without_article("الحموشي"), "حموشي");
/// assert_eq!(without_article("ألبرت"), "ألبرت");
/// assert_eq!(without_article("الله"), "الله");
/// ```
#[must_use]
pub fn without_article(word: &str) -> &str {
    match word.strip_prefix("ال") {
        Some(rest) if rest.chars().count() >= 3 => rest,
        _ => word,
    }
}

/// The word that makes a compound with the next one, in its one spelling.
#[must_use]
pub fn compound_head(word: &str) -> Option<&'static str> {
    match word {
        "عبد" => Some("عبد"),
        "أبو" | "ابو" => Some("ابو"),
        "آل" | "ال" => Some("ال"),
        "بن" | "ابن" | "إبن" => Some("بن"),
        _ => None,
    }
}

/// A glued compound without the article in its middle.
fn within_compound(word: &str) -> String {
    for (head, fewest) in [("عبد", 2), ("أبو", 3), ("ابو", 3), ("بن", 3)] {
        let Some(rest) = word.strip_prefix(head).and_then(|rest| rest.strip_prefix("ال")) else {
            continue;
        };
        if rest.chars().count() >= fewest {
            return format!("{head}{rest}");
        }
    }
    match before_glued_din(word) {
        Some(head) => format!("{head}دين"),
        None => word.to_owned(),
    }
}

/// What stands before a glued الدين: نور in نورالدين, which is نور الدين.
#[must_use]
pub fn before_glued_din(word: &str) -> Option<&str> {
    word.strip_suffix("الدين").filter(|head| head.chars().count() >= 2)
}
