use proptest::prelude::*;

use super::fold::fold_character;
use super::*;
use crate::words::RecordRef;

fn text(words: &str) -> SourceText {
    SourceText::new(("sources", "s"), PathBuf::from("s.txt"), words.to_owned(), 0, None)
}

fn only(text: &SourceText, quote: &str) -> (String, bool) {
    let found = text.find(quote);
    assert_eq!(found.len(), 1, "{quote}: {found:?}");
    (text.slice(&found[0].bytes).to_owned(), found[0].is_exact)
}

#[test]
fn a_quotation_is_found_by_letter_then_folded() {
    let article = text("قال: «مكافحة الإرهاب» يوم ١٠ ماي.\nLe 9 novembre, l’État reçoit.");
    for (quote, said, is_exact) in [
        ("مكافحة الإرهاب", "مكافحة الإرهاب", true),
        ("مكافحة الارهاب", "مكافحة الإرهاب", false),
        ("مُكافحة  الإرهاب", "مكافحة الإرهاب", false),
        ("\"مكافحة الإرهاب\"", "«مكافحة الإرهاب»", false),
        ("يوم 10 ماي", "يوم ١٠ ماي", false),
        ("l'Etat reçoit", "l’État reçoit", false),
        ("قال […] ماي", "قال: «مكافحة الإرهاب» يوم ١٠ ماي", true),
        ("قال [...] 10 ماي", "قال: «مكافحة الإرهاب» يوم ١٠ ماي", false),
    ] {
        assert_eq!(only(&article, quote), (said.to_owned(), is_exact), "{quote}");
    }
    for (quote, said) in [
        ("« مكافحة الإرهاب »", "«مكافحة الإرهاب»"),
        ("“قال: «مكافحة الإرهاب» يوم”", "قال: «مكافحة الإرهاب» يوم"),
        ("قال … ١٠ ماي", "قال: «مكافحة الإرهاب» يوم ١٠ ماي"),
        ("“قال … يوم”", "قال: «مكافحة الإرهاب» يوم"),
        ("ماي. Le 9 novembre", "ماي.\nLe 9 novembre"),
    ] {
        assert_eq!(only(&article, quote).0, said, "{quote}");
    }
    assert!(only(&article, "ماي. Le 9 novembre").1, "a line break is as good as a space");
    for quote in ["مكافحة الجريمة", "ماي […] قال", "", "[…]", "…", "«»"] {
        assert_eq!(article.find(quote), [], "{quote}");
    }
}

#[test]
fn what_stands_there_by_letter_comes_first() {
    let article = text("الارهاب ثم الإرهاب");
    let found = article.find("الإرهاب");
    let found: Vec<(&str, bool)> =
        found.iter().map(|passage| (article.slice(&passage.bytes), passage.is_exact)).collect();
    assert_eq!(found, [("الإرهاب", true), ("الارهاب", false)]);
}

#[test]
fn no_place_that_folds_alike_hides_the_one_that_stands_there_by_letter() {
    let often = "e ".repeat(MOST_OCCURRENCES) + "é";
    for (words, quote, starts) in [
        (".ا»ééا\n0a» »0.a0««»", "«»", &[25][..]),
        ("aáa", "áa", &[1]),
        ("اأا", "أا", &[2]),
        ("aXaXa", "aXa", &[0, 2]),
        (often.as_str(), "é", &[often.len() - 2]),
    ] {
        let article = text(words);
        let found = article.find(quote);
        let exact: Vec<usize> =
            found.iter().take_while(|passage| passage.is_exact).map(|passage| passage.bytes.start).collect();
        assert_eq!(exact, starts, "{quote:?} in {words:?}: {found:?}");
    }
}

#[test]
fn the_nearest_passage_is_the_one_that_shares_most() {
    let line = "وفي سياق آخر تحدثت الوكالة عن أمور كثيرة لا شأن لها بهذا الموضوع.\n";
    let said = "استقبل المدير العام للأرشيف وفدا من المكتبة الوطنية يوم الثلاثاء بالرباط";
    let article = text(&format!("{}{said}.\n{}", line.repeat(40), line.repeat(40)));
    let nearest =
        article.nearest("استقبل المدير العام للأرشيف وفدا من الخزانة الملكية يوم الثلاثاء بالرباط").unwrap();
    assert!(article.slice(&nearest).contains("المدير العام للأرشيف وفدا"), "{}", article.slice(&nearest));
    assert_eq!(article.nearest("Rien de tout cela ne se trouve dans ce texte"), None);
}

#[test]
fn a_long_text_is_looked_up_and_counted_right() {
    let filler = "كلمة عابرة لا تعني شيئا هنا، 😀 ثم أخرى.\n".repeat(3_000);
    let said = "وقع السيد فلان خطاب نوايا مع الطرف الآخر";
    let whole = format!("{filler}{said}\n{filler}");
    let article = text(&whole);
    let found = article.find("وقّع السيد فلان خطاب نوايا مع الطرف الاخر");
    assert_eq!(found.len(), 1);
    let passage = &found[0];
    assert_eq!(article.slice(&passage.bytes), said);
    let start = whole.find(said).unwrap();
    assert_eq!(passage.bytes, start..start + said.len());
    let before = whole[..start].chars().count() as u64;
    assert_eq!(article.code_points(&passage.bytes), before..before + said.chars().count() as u64);
    let position = article.position_before(start as u64);
    assert!(position.byte <= start as u64 && start as u64 - position.byte <= 4100);
    assert_eq!(article.find("كلمة عابرة لا تعني شيئا هنا").len(), MOST_OCCURRENCES);
}

#[test]
fn what_stands_across_pages_is_found_once_and_in_order() {
    let filler: Vec<String> = (0..60_000).map(|number| format!("كلمة{} ", number * 7919 % 60_000)).collect();
    let mut whole = filler.concat();
    let said = "توقيع اتفاق الصيد البحري ".repeat(12);
    let mut expected = Vec::new();
    for place in [0, pages::PAGE * 2, pages::PAGE * 64, whole.len()] {
        let place = (place.saturating_sub(40)..).find(|at| whole.is_char_boundary(*at)).unwrap();
        whole.insert_str(place, &said);
        expected.push(place);
    }
    let article = text(&whole);
    for words in [said.trim(), "توقيع اتفاق الصيد البحري توقيع", "الصيد"] {
        let found: Vec<usize> =
            article.occurrences(words, 0, usize::MAX).into_iter().map(|found| found.start).collect();
        let (folded, needle) = (fold(&whole), fold(words));
        let is_there = |at: &usize| folded.as_bytes()[*at..].starts_with(needle.as_bytes());
        assert_eq!(found.len(), (0..folded.len()).filter(is_there).count(), "{words}");
        assert!(found.is_sorted());
    }
    let starts: Vec<usize> = article.find(said.trim()).iter().map(|passage| passage.bytes.start).collect();
    assert_eq!(starts, expected);
    assert_eq!(article.find("توقيع اتفاق الصيد الجوي"), []);
}

#[test]
fn a_sentence_ends_at_its_mark_or_its_line() {
    let article = text("جملة أولى. يوم 10 ماي 2022 وقع الطرفان. جملة أخيرة\nسطر");
    let found = article.find("وقع الطرفان");
    let sentence = article.sentence_around(&found[0].bytes);
    assert_eq!(article.slice(&sentence).trim(), "يوم 10 ماي 2022 وقع الطرفان");
}

#[test]
fn digests_are_the_same_differ_or_are_not_known() {
    let place = FactPlace::new(RecordRef { file: 0, start: 0 }, 1);
    let check = |stated: &str| {
        let text = SourceText::new(("c", "s"), PathBuf::new(), "abc".to_owned(), 0, Some((place, stated)));
        text.digest.map(|(_, check)| check).unwrap()
    };
    let own = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(check(own), DigestCheck::Same);
    assert_eq!(check(&own.replace("ba78", "BA78")), DigestCheck::Same);
    assert_eq!(check(&own.replace("ba78", "ba79")), DigestCheck::Differs { now: own.to_owned() });
    for same in [own.to_uppercase(), own.replace("sha256:", ""), own.replace("sha256", "SHA-256")] {
        assert_eq!(check(&same), DigestCheck::Same, "{same}");
    }
    let md5 = "900150983cd24fb0d6963f7d28e17f72";
    for (stated, expected, long) in [
        (format!("md5:{md5}"), Some("md5"), 32),
        (md5.to_owned(), Some("md5"), 32),
        ("sha256:12".to_owned(), Some("sha256"), 2),
        (format!("sha512:{}", own.replace("sha256:", "")), Some("sha512"), 64),
        ("x".to_owned(), None, 1),
        (String::new(), None, 0),
    ] {
        let DigestCheck::Unknown { algorithm, length, now } = check(&stated) else { panic!("{stated}") };
        assert_eq!((algorithm.as_deref(), length, now.as_str()), (expected, long, own), "{stated}");
    }
}

#[test]
fn alterations_are_told_character_by_character() {
    let told = |quoted, said| -> Vec<(usize, String, String)> {
        alterations(quoted, said)
            .into_iter()
            .map(|found| (found.character, found.quoted, found.said))
            .collect()
    };
    let of = |character, quoted: &str, said: &str| (character, quoted.to_owned(), said.to_owned());
    assert_eq!(told("الإرهاب", "الارهاب"), [of(3, "إ", "ا")]);
    assert_eq!(told("a  b", "a b"), [of(2, "  ", " ")]);
    assert_eq!(told("محمّد", "محمد"), [of(4, "\u{651}", "")]);
    assert_eq!(told("same", "same"), []);
    assert_eq!(told("a b", "a\r\nb"), []);
    assert_eq!(told("a\n\nb", "a\nb"), []);
    assert_eq!(told("ab", "a\nb"), [of(2, "", "\n")]);
}

proptest! {
    #![proptest_config(crate::properties::config())]

    #[test]
    fn any_stretch_of_a_text_is_found_where_it_stands(
        words in "[ا-ي \u{64b}-\u{652}a-cé«»١-٣0-9.\n]{0,300}",
        cut in (0usize..300, 1usize..80),
    ) {
        let characters: Vec<char> = words.chars().collect();
        let start = cut.0.min(characters.len());
        let quote: String = characters[start..(start + cut.1).min(characters.len())].iter().collect();
        let article = text(&words);
        let is_left_out = |character: char| fold_character(character).is_nothing();
        let place: usize = characters[..start].iter().map(|character| character.len_utf8()).sum();
        let place = place + quote.len() - quote.trim_start_matches(is_left_out).len();
        let quote = quote.trim_matches(is_left_out);
        if !quote.is_empty() {
            let found = article.find(quote);
            let is_said = |passage: &Passage| article.slice(&passage.bytes).starts_with(quote);
            prop_assert!(found.iter().any(is_said), "{quote:?} in {words:?}: {found:?}");
            let is_here = |passage: &Passage| passage.bytes.start == place;
            prop_assert!(
                found.len() >= MOST_OCCURRENCES || found.iter().any(is_here),
                "{quote:?} at {place} in {words:?}: {found:?}"
            );
        }
    }

    #[test]
    fn folding_is_followed_back_to_the_same_letters(words in "\\PC{0,200}", from in 0usize..100, length in 1usize..60) {
        let article = text(&words);
        let folded = fold(&words);
        let mut from = from.min(folded.len());
        while !folded.is_char_boundary(from) { from -= 1; }
        let mut to = (from + length).min(folded.len());
        while !folded.is_char_boundary(to) { to -= 1; }
        if from < to {
            let bytes = article.unfolded(&(from..to));
            // A ligature comes back whole, whichever of its letters was asked for.
            prop_assert!(fold(article.slice(&bytes)).contains(&folded[from..to]));
        }
    }

    #[test]
    fn no_text_and_no_quotation_makes_it_fail(words in "\\PC{0,200}", quote in "\\PC{0,60}") {
        let article = text(&words);
        for passage in article.find(&quote) {
            article.sentence_around(&passage.bytes);
            article.code_points(&passage.bytes);
        }
        article.nearest(&quote);
    }
}
