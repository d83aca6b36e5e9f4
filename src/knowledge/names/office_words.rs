//! What an office is told by.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::knowledge::countries::{code_of, countries_of_city};
use crate::text::character::is_arabic_letter;
use crate::text::key::fold_word;
use crate::text::memo::Memo;

/// Whether a text is an office and holds no name: it begins with the word of an office, and nothing in
/// it can be anybody's name.
pub(crate) fn is_office(text: &str) -> bool {
    const LONGEST: usize = 200;

    thread_local! {
        static KNOWN: Memo<bool> = Memo::default();
    }
    text.len() <= LONGEST && KNOWN.with(|known| known.of(text, read_as_office))
}

fn read_as_office(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|character: char| character.is_whitespace() || matches!(character, '’' | '\'' | '-'))
        .filter(|word| !word.is_empty())
        .collect();
    let folded: Vec<String> = words.iter().map(|word| fold_word(word.trim_matches(is_edge))).collect();
    let start = usize::from(
        folded.first().is_some_and(|first| matches!(first.as_str(), "the" | "le" | "la" | "l" | "el")),
    );
    let Some(head) = folded.get(start) else { return false };
    let rest = folded.get(start + 1..).unwrap_or_default();
    if ARABIC.contains(head) {
        return is_arabic_office(head, rest);
    }
    if !LATIN.contains(head) {
        return false;
    }
    // "Minister of the Interior", "Director General", "Le ministre", but no "President Obama".
    match rest.first() {
        None => start == 1,
        Some(next) if LINKS.contains(&next.as_str()) => true,
        Some(_) => rest.iter().all(|word| LATIN.contains(word) || RANKS.contains(&word.as_str())),
    }
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

/// Every further word begins with an article or a particle, and the first is bound to the next or is told by it.
fn is_arabic_office(head: &str, rest: &[String]) -> bool {
    let Some(next) = rest.first() else { return true };
    let is_bound = !head.starts_with("ال");
    if MAY_BE_A_NAME.contains(&head) && rest.iter().all(|word| may_be_a_family(word)) {
        return false;
    }
    let belongs = |(index, word): (usize, &String)| {
        ["ال", "لل", "بال", "وال", "ولل", "كال"].iter().any(|particle| word.starts_with(particle))
            || ARABIC.contains(word)
            || ARABIC_LINKS.contains(&word.as_str())
            || is_a_country(word)
            || word.strip_prefix(['ل', 'ب', 'و']).is_some_and(|rest| ARABIC.contains(rest) || is_a_country(rest))
            // What follows في is a place.
            || index.checked_sub(1).and_then(|before| rest.get(before)).is_some_and(|before| before == "في")
    };
    if !rest.iter().enumerate().all(belongs) {
        return false;
    }
    // «السفير الحموشي» may be a man by his family name; «وزير الداخلية» and «المدير العام» are nobody's.
    is_bound || rest.len() > 1 || ARABIC_RANKS.contains(&next.as_str()) || next.starts_with("لل")
}

/// Offices that are also given names: أمين العلوي, قائد السبسي.
const MAY_BE_A_NAME: [&str; 5] = ["امين", "قايد", "سفير", "والي", "عميد"];

/// A family name like العلوي or الخطيب, and not what an office is of.
fn may_be_a_family(word: &str) -> bool {
    const HAS_OFFICERS: [&str; 12] = [
        "العام",
        "العامه",
        "السر",
        "المال",
        "الصندوق",
        "الجيش",
        "الشرطه",
        "الدرك",
        "القوات",
        "المنطقه",
        "الاتحاد",
        "المملكه",
    ];
    word.starts_with("ال")
        && !HAS_OFFICERS.contains(&word)
        && !ARABIC_RANKS.contains(&word)
        && !is_a_country(word)
        && countries_of_city(word).is_empty()
}

fn is_a_country(word: &str) -> bool {
    word.chars().any(is_arabic_letter) && code_of(word).is_some()
}

fn is_edge(character: char) -> bool {
    character.is_ascii_punctuation() || matches!(character, '،' | '؛' | '«' | '»' | '“' | '”')
}

const LINKS: [&str; 15] =
    ["of", "for", "to", "de", "du", "des", "d", "del", "della", "au", "aux", "a", "charge", "chargee", "in"];

const RANKS: [&str; 16] = [
    "general",
    "generale",
    "prime",
    "deputy",
    "chief",
    "foreign",
    "interior",
    "defence",
    "defense",
    "national",
    "first",
    "adjoint",
    "delegue",
    "executive",
    "assistant",
    "permanent",
];

const ARABIC_RANKS: [&str; 20] = [
    "العام",
    "العامه",
    "الاول",
    "الاولي",
    "الامريكي",
    "الاسباني",
    "الفرنسي",
    "الالماني",
    "الهولندي",
    "الموريتاني",
    "الاسرائيلي",
    "المغربي",
    "الايطالي",
    "البريطاني",
    "البرتغالي",
    "البلجيكي",
    "المنتدب",
    "المنتدبه",
    "التنفيذي",
    "المركزي",
];

const ARABIC_LINKS: [&str; 21] = [
    "في",
    "من",
    "لدي",
    "علي",
    "شوون",
    "شيون",
    "دوله",
    "حكومه",
    "مجلس",
    "ب",
    "ل",
    "و",
    "اقليم",
    "جهه",
    "ولايه",
    "عماله",
    "مدينه",
    "منطقه",
    "قضاء",
    "عام",
    "سر",
];

static ARABIC: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    words(
        "وزير وزيرة الوزير الوزيرة رئيس رئيسة الرئيس الرئيسة سفير سفيرة السفير السفيرة مدير مديرة المدير المديرة نائب النائب كاتب الكاتب والي الوالي عامل العامل قائد القائد مفوض المفوض مفتش المفتش ممثل الممثل مستشار المستشار قنصل القنصل مندوب المندوب الأمين أمين المفوضة عميد العميد محافظ المحافظ المراقب مراقب الناطق المبعوث مبعوث المنسق منسق وكيل الوكيل عضو",
    )
});

static LATIN: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    words(
        "minister ministre ministro ministra president président presidente présidente ambassador ambassadeur ambassadrice embajador embajadora director directeur directrice directora secretary secrétaire secretario secretaria chief head commissioner commissaire comisario governor gouverneur gobernador wali consul cónsul chairman chairwoman chair representative représentant representante inspector inspecteur prefect préfet mayor maire alcalde attorney adviser advisor conseiller consejero undersecretary prime premier deputy vice foreign",
    )
});

fn words(list: &str) -> FxHashSet<String> {
    list.split(' ').map(fold_word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_told_from_names() {
        for text in [
            "المدير العام",
            "وزير الداخلية",
            "السفير الأمريكي",
            "مدير الاستخبارات العسكرية",
            "رئيس الحكومة الإسبانية",
            "الوزير الأول",
            "المدير العام للأمن الوطني",
            "السفير الأمريكي بالرباط",
            "القنصل العام لفرنسا",
            "سفير إسبانيا بالرباط",
            "سفير المغرب في باريس",
            "عامل إقليم الناظور",
            "أمين المال",
            "الأمين العام للأمم المتحدة",
            "قائد الجيش الوطني",
            "والي الرباط",
            "Director General",
            "Minister of the Interior",
            "Prime Minister",
            "Foreign Minister",
            "Le ministre",
            "Ministre de l’Intérieur",
            "The Ambassador of Spain",
            "Head of Delegation",
            "Secretary-General",
        ] {
            assert!(is_office(text), "{text}");
        }
        for text in [
            "عبد اللطيف الحموشي",
            "السفير الحموشي",
            "رئيس الحكومة عزيز أخنوش",
            "السفير دافيد غوفرين",
            "أمين معلوف",
            "أمين العلوي",
            "أمين الإدريسي القيطوني",
            "قائد السبسي",
            "سفير الوزاني",
            "الأمين السنوسي",
            "President Obama",
            "Head Smith",
            "Wali Khan",
            "Prime Minister Mulroney",
            "عامل محمد",
            "",
            "Mayor",
            "Chief Joseph",
        ] {
            assert!(!is_office(text), "{text}");
        }
    }
}
