//! The consonants of a name, alike in Arabic and in Latin letters.
//!
//! الحموشي, Hammouchi, Hammoushi and El Hammouchi are all `hmS`. What Latin
//! spelling cannot keep apart falls together: ح/ه, ت/ط/ث, د/ض/ذ/ظ, س/ص, ق/ك/خ,
//! ج/غ/گ, ف/v, ب/p; vowels, و, ي, ع, hamza and the article are left out and
//! doubles collapse. It finds about two in three real pairs and joins one chance
//! pair in a thousand: use it **across scripts only**. Within one script it
//! would make حسن and حسين one.

use super::arabic::{before_glued_din, without_article};
use super::key::{fold_word, is_arabic};
use super::latin::{is_article, split_glued_article};
use super::mojibake;
use super::token::words;

/// The consonant skeleton of a name, in the order of its words.
///
/// ```
/// use tadqiq::text::skeleton::skeleton;
/// assert_eq!(skeleton("عبد اللطيف الحموشي"), skeleton("Abdellatif El Hammouchi"));
/// ```
#[must_use]
pub fn skeleton(text: &str) -> String {
    collapsed(word_skeletons(text).iter().map(String::as_str))
}

/// The skeleton with the words in alphabetical order, for `Hammouchi, Abdellatif`.
#[must_use]
pub fn bag_skeleton(text: &str) -> String {
    let mut skeletons = word_skeletons(text);
    skeletons.sort_unstable();
    collapsed(skeletons.iter().map(String::as_str))
}

/// The skeletons of words as one, doubles collapsed where they meet.
#[must_use]
pub fn collapsed<'w>(word_skeletons: impl IntoIterator<Item = &'w str>) -> String {
    collapse(word_skeletons.into_iter().flat_map(str::chars))
}

/// The skeleton of each word; عبد and Abd are joined to the word they govern.
#[must_use]
pub fn word_skeletons(text: &str) -> Vec<String> {
    skeletons_of(&words(&mojibake::repaired(text)))
}

/// The skeletons of a text whose [`words`] were taken before.
#[must_use]
pub fn skeletons_of(words: &[String]) -> Vec<String> {
    let mut skeletons: Vec<String> = Vec::with_capacity(words.len());
    let mut servant = false;
    for word in words {
        let (glued, word) = match split_glued_article(word) {
            Some((_, rest)) => (true, rest),
            None => (false, word.as_str()),
        };
        let folded = fold_word(word);
        // آل is written Al, as the article is.
        if !glued && (is_article(&folded) || folded == "ال") {
            continue;
        }
        if matches!(folded.as_str(), "عبد" | "abd" | "abdel" | "abdul" | "abdoul" | "abdal") {
            servant = true;
            continue;
        }
        let skeleton = if is_arabic(word) { of_arabic(word, servant) } else { of_latin(&folded, servant) };
        servant = false;
        if !skeleton.is_empty() {
            skeletons.push(skeleton);
        }
    }
    if servant {
        skeletons.push(SERVANT.to_owned());
    }
    skeletons
}

/// What عبد and Abdel come to.
const SERVANT: &str = "bd";

fn of_arabic(word: &str, after_servant: bool) -> String {
    let glued = word.strip_prefix("عبد").and_then(|rest| rest.strip_prefix("ال"));
    if after_servant || glued.is_some() {
        let governed = glued.unwrap_or_else(|| word.strip_prefix("ال").unwrap_or(word));
        return servant_of(arabic_consonants(&fold_word(governed.trim_start_matches('ل'))));
    }
    let word = without_article(word);
    match before_glued_din(word) {
        Some(head) => collapse(arabic_consonants(&fold_word(head)).chain("dn".chars())),
        None => collapse(arabic_consonants(&fold_word(word))),
    }
}

fn of_latin(folded: &str, after_servant: bool) -> String {
    let glued =
        ["abdel", "abdul", "abdal", "abdoul", "abdil"].iter().find_map(|head| folded.strip_prefix(head));
    let governed = if after_servant { Some(folded) } else { glued.filter(|rest| rest.len() >= 2) };
    match governed {
        // The l of the article and an l of the name cannot be told apart in
        // Abdelatif and Abdelaziz, so neither side keeps it.
        Some(governed) => servant_of(latin_consonants(governed.trim_start_matches('l')).chars()),
        None => collapse(latin_consonants(folded).chars()),
    }
}

fn servant_of(consonants: impl Iterator<Item = char>) -> String {
    collapse(SERVANT.chars().chain(consonants))
}

fn arabic_consonants(folded: &str) -> impl Iterator<Item = char> {
    let letters = folded.strip_suffix('ه').unwrap_or(folded);
    letters.chars().filter_map(arabic_class)
}

/// The class of a folded Arabic letter; `None` for a vowel, و, ي or ع.
fn arabic_class(letter: char) -> Option<char> {
    Some(match letter {
        'ب' | 'پ' => 'b',
        'ت' | 'ط' | 'ث' => 't',
        'د' | 'ض' | 'ذ' | 'ظ' => 'd',
        'س' | 'ص' => 's',
        'ش' => 'S',
        'ز' | 'ژ' => 'z',
        'ج' | 'چ' | 'غ' | 'گ' | 'ڭ' | 'ݣ' => 'g',
        'ح' | 'ه' => 'h',
        'ق' | 'ك' | 'خ' => 'k',
        'ف' | 'ڤ' | 'ڥ' | 'ڢ' => 'f',
        'ر' => 'r',
        'ل' => 'l',
        'م' => 'm',
        'ن' => 'n',
        digit if digit.is_ascii_digit() => digit,
        _ => return None,
    })
}

/// Spellings of one consonant that take several letters, longest first.
const DIGRAPHS: [(&str, &str); 13] = [
    ("sch", "S"),
    ("sh", "S"),
    ("ch", "S"),
    ("kh", "k"),
    ("gh", "g"),
    ("dj", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("ce", "s"),
    ("ci", "s"),
    ("x", "ks"),
];

fn latin_consonants(folded: &str) -> String {
    let mut consonants = String::new();
    let mut rest = silent_end_dropped(folded);
    while let Some(letter) = rest.chars().next() {
        if let Some((spelling, class)) = DIGRAPHS.iter().find(|(spelling, _)| rest.starts_with(spelling)) {
            consonants.push_str(class);
            rest = rest.strip_prefix(spelling).unwrap_or_default();
            continue;
        }
        consonants.extend(latin_class(letter));
        rest = rest.strip_prefix(letter).unwrap_or_default();
    }
    consonants
}

/// The h that Fatimah and Abdallah end in is ة or a silent ه.
fn silent_end_dropped(folded: &str) -> &str {
    match folded.strip_suffix('h') {
        Some(rest) if rest.ends_with(['a', 'e', 'i', 'o', 'u']) => rest,
        _ => folded,
    }
}

fn latin_class(letter: char) -> Option<char> {
    Some(match letter {
        'b' | 'p' => 'b',
        'v' | 'f' => 'f',
        'k' | 'q' | 'c' => 'k',
        'g' | 'j' => 'g',
        't' | 'd' | 's' | 'z' | 'h' | 'r' | 'l' | 'm' | 'n' => letter,
        digit if digit.is_ascii_digit() => digit,
        _ => return None,
    })
}

fn collapse(consonants: impl Iterator<Item = char>) -> String {
    let mut collapsed = String::new();
    let mut last = None;
    for consonant in consonants {
        if last == Some(consonant) && !consonant.is_ascii_digit() {
            continue;
        }
        collapsed.push(consonant);
        last = Some(consonant);
    }
    collapsed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_two_scripts() {
        for (arabic, latin) in [
            ("الحموشي", "Hammouchi"),
            ("الحموشي", "Hammoushi"),
            ("الحموشي", "El Hammouchi"),
            ("عبد اللطيف", "Abdellatif"),
            ("عبداللطيف", "Abd el-Latif"),
            ("عبد اللطيف", "Abdelatif"),
            ("عبد القادر", "Abdelkader"),
            ("عبد العزيز", "Abdul Aziz"),
            ("عبد الرحمن", "Abderrahman"),
            ("عبد السلام", "Abdessalam"),
            ("عبد الله", "Abdallah"),
            ("عثمان", "Othman"),
            ("فاطمة", "Fatima"),
            ("فاطمة", "Fatimah"),
            ("عزيز أخنوش", "Aziz Akhannouch"),
            ("ناصر بوريطة", "Nasser Bourita"),
            ("محمد السيسي", "Mohamed as-Sisi"),
            ("البرادعي", "ElBaradei"),
            ("فلاديمير بوتين", "Vladimir Putin"),
            ("بنكيران", "Benkirane"),
            ("محمد", "Muhammad"),
            ("قاسم", "Qassem"),
            ("أشرف", "Achraf"),
            ("نورالدين", "Noureddine"),
            ("نور الدين", "Nour El Din"),
            ("عزالدين", "Azzeddine"),
        ] {
            assert_eq!(skeleton(arabic), skeleton(latin), "{arabic} / {latin}");
        }
    }

    #[test]
    fn other_names_are_others() {
        for (arabic, latin) in [("الحموشي", "Bourita"), ("محمد", "Ahmed"), ("فاطمة", "Karima")]
        {
            assert_ne!(skeleton(arabic), skeleton(latin), "{arabic} / {latin}");
        }
    }

    #[test]
    fn order_is_forgiven_by_the_bag() {
        assert_eq!(bag_skeleton("Hammouchi, Abdellatif"), bag_skeleton("عبد اللطيف الحموشي"));
    }
}
