//! The cases of the reader: a line in a table each.

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

fn settings(written: &str) -> Settings {
    match written {
        "dmy" => Settings { order: NumericOrder::DayFirst, ..Settings::default() },
        "mdy" => Settings { order: NumericOrder::MonthFirst, ..Settings::default() },
        _ => Settings { reference: written.parse().ok(), ..Settings::default() },
    }
}

fn written(outcome: &Outcome) -> String {
    match outcome {
        Outcome::NotUnderstood(reason) => {
            let debug = format!("{reason:?}");
            format!("!{}", debug.split(' ').next().unwrap_or_default())
        }
        outcome => outcome.readings().join(" | "),
    }
}

fn cases(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        [0; 3].map(|_| columns.next().unwrap_or_default())
    })
}

#[test]
fn date_texts_are_read_as_the_table_says() {
    let mut wrong = String::new();
    for [set, text, wanted] in cases(include_str!("cases_read.tsv")) {
        let reading = read(text, &settings(set));
        if written(&reading.outcome) != wanted {
            let _ = writeln!(wrong, "{set} {text}: {}, wanted {wanted}", written(&reading.outcome));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn prose_is_read_as_the_table_says() {
    let mut wrong = String::new();
    for [set, text, wanted] in cases(include_str!("cases_prose.tsv")) {
        let found: Vec<String> = read_all(text, &settings(set))
            .iter()
            .map(|reading| format!("{} = {}", &text[reading.extent.clone()], written(&reading.outcome)))
            .collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join(" ; ") };
        if found != wanted {
            let _ = writeln!(wrong, "{set} {text}: {found}, wanted {wanted}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_normal_form_is_edtf() {
    for [set, text, _] in cases(include_str!("cases_read.tsv")) {
        for edtf in read(text, &settings(set)).outcome.readings() {
            assert!(edtf::NormalForm::parse(edtf).is_ok(), "{text}: {edtf}");
        }
    }
}

// What rules ask.

fn plain(text: &str) -> Reading {
    read(text, &Settings::default())
}

#[test]
fn parts_stand_where_they_are_written() {
    let text = "من يوم الاثنين 13 إلى غاية 15 يونيو ٢٠٢٢م";
    let reading = plain(text);
    let parts: Vec<_> = reading.parts.iter().map(|part| (part.kind, part.text(text), part.value)).collect();
    let wanted = [
        (PartKind::RangeMark, "من", 0),
        (PartKind::Weekday, "الاثنين", 1),
        (PartKind::Day, "13", 13),
        (PartKind::RangeMark, "إلى غاية", 1),
        (PartKind::Day, "15", 15),
        (PartKind::Month, "يونيو", 6),
        (PartKind::Year, "٢٠٢٢", 2022),
        (PartKind::Era, "م", 0),
    ];
    assert_eq!(parts, wanted);
    assert_eq!(code_points(text, reading.extent.clone()), 0..text.chars().count());
}

#[test]
fn shared_parts_are_said_to_be_shared() {
    let reading = plain("يومي 13 و14 يونيو 2022");
    assert_eq!(reading.shape(), Shape::Days);
    assert_eq!((reading.days(), reading.months(), reading.years()), (vec![13, 14], vec![6], vec![2022]));
    let shared: Vec<_> =
        reading.dates().iter().map(|said| (said.month_is_shared, said.year_is_shared)).collect();
    assert_eq!(shared, [(true, true), (false, false)]);
}

#[test]
fn shapes() {
    for (text, shape) in [
        ("2 غشت 2022", Shape::SingleDay),
        ("2 غشت", Shape::SingleDay),
        ("03/04/2022", Shape::SingleDay),
        ("يومي 13 و 14 2022", Shape::Days),
        ("من 13 إلى 15 يونيو", Shape::Range),
        ("ابتداء من 13 يونيو", Shape::OpenEnd),
        ("حتى 13 يونيو", Shape::OpenStart),
        ("يونيو 2022", Shape::Month),
        ("شهري يونيو ويوليوز", Shape::Months),
        ("2022", Shape::Year),
        ("سنتي 2021 و2022", Shape::Years),
        ("الأسبوع الماضي", Shape::Week),
        ("لا شيء", Shape::Nothing),
    ] {
        assert_eq!(plain(text).shape(), shape, "{text}");
    }
}

#[test]
fn missing_parts_are_missing() {
    for (text, month, year) in [
        ("يومي 13 و 14 2022", true, false),
        ("2 غشت", false, true),
        ("2 غشت 2022", false, false),
        ("يونيو", false, true),
        ("2022", false, false),
        ("03/04/2022", false, false),
        ("20/09", false, true),
    ] {
        let reading = plain(text);
        assert_eq!((reading.is_month_missing(), reading.is_year_missing()), (month, year), "{text}");
    }
}

#[test]
fn a_weekday_is_held_against_its_own_date() {
    assert!(plain("الثلاثاء 2 غشت 2022").contradictions().is_empty());
    assert!(plain("أجرى الاثنين مباحثات يوم 10 يونيو 2022").contradictions().is_empty());
    let reading = plain("الأربعاء 2 غشت 2022");
    let [found] = reading.contradictions() else { panic!("{reading:?}") };
    assert_eq!((found.stated, found.computed, found.year_is_inferred), (3, 2, false));
    let reading = plain("الاثنين 13 والأربعاء 14 يونيو 2022");
    let [found] = reading.contradictions() else { panic!("{reading:?}") };
    assert_eq!((found.stated, found.computed, found.index), (3, 2, 1));
}

#[test]
fn calendars_beside_each_other() {
    for (text, apart) in [
        ("12 محرم 1444 هـ الموافق 10 غشت 2022", Some(0)),
        ("10 غشت 2022 (12 محرم 1444)", Some(0)),
        ("12 محرم 1444 هـ الموافق 15 غشت 2022", Some(5)),
        ("10 غشت 2022", None),
    ] {
        assert_eq!(plain(text).calendars_apart(), apart, "{text}");
    }
    let reading = plain("12 محرم 1444 هـ الموافق 10 غشت 2022");
    let kept: Vec<_> = reading.hijri().iter().map(|said| (said.day, said.month, said.year)).collect();
    assert_eq!(kept, [(Some(12), Some(1), Some(1444))]);
}

#[test]
fn pairs_duals_spellings_and_eras() {
    assert_eq!(plain("5 حزيران/يوليو 2022").differing_month_pair(), Some((6, 7)));
    assert_eq!(plain("5 حزيران/يونيو 2022").differing_month_pair(), None);
    assert_eq!(plain("يومي 3 و4 و5 ماي").count_after_dual(), Some(3));
    assert_eq!(plain("يومي 3 و4 ماي").count_after_dual(), Some(2));
    assert_eq!(plain("أيام 3 و4 ماي").count_after_dual(), None);
    let right_form = |text| plain(text).misspelt_months().map(|(_, right)| right).next();
    assert_eq!(right_form("5 يليوز 2022"), Some("يوليوز"));
    assert_eq!(right_form("29 جمادى الأول 1443"), Some("جمادى الأولى"));
    assert_eq!(right_form("5 ذي القعدة 1443"), None);
    assert_eq!(plain("2022 هـ").era_conflict(), Some((2022, Calendar::Hijri)));
    assert_eq!(plain("1443 هـ").era_conflict(), None);
    assert!(plain("من 28 إلى 3 مارس").previous_month_is_implied());
    assert!(plain("من 5 إلى 3 مارس").is_reversed());
    assert!(plain("الخميس الماضي").is_relative());
    let wording = |text| plain(text).parts_of(PartKind::Day).map(|part| (part.wording, part.value)).next();
    assert_eq!(wording("فاتح ماي"), Some((Wording::Idiom, 1)));
    assert_eq!(wording("متم ماي"), Some((Wording::Idiom, -1)));
    assert_eq!(wording("العاشر من ماي"), Some((Wording::Ordinal, 10)));
}

/// Moroccan dates as proclaimed, and how many days they are after Umm al-Qura.
#[test]
fn hijri_is_within_a_day_of_what_morocco_proclaimed() {
    for (hijri_date, gregorian, apart) in [
        ((1443, 7, 1), (2022, 2, 3), 1),
        ((1443, 7, 29), (2022, 3, 3), 1),
        ((1443, 9, 1), (2022, 4, 3), 1),
        ((1444, 1, 29), (2022, 8, 27), 0),
        ((1444, 2, 1), (2022, 8, 29), 1),
        ((1444, 7, 29), (2023, 2, 20), 0),
        ((1444, 8, 1), (2023, 2, 22), 1),
        ((1444, 11, 1), (2023, 5, 21), 0),
        ((1446, 1, 1), (2024, 7, 7), 0),
        ((1446, 1, 29), (2024, 8, 4), 0),
        ((1446, 2, 1), (2024, 8, 6), 1),
        ((1446, 12, 29), (2025, 6, 26), 1),
        ((1447, 1, 1), (2025, 6, 27), 1),
    ] {
        let (year, month, day) = hijri_date;
        let proclaimed = NaiveDate::from_ymd_opt(gregorian.0, gregorian.1, gregorian.2);
        let converted = hijri::to_gregorian(year, month, day);
        let found = proclaimed.zip(converted).map(|(said, ours)| (said - ours).num_days());
        assert_eq!(found, Some(apart), "{hijri_date:?}");
    }
}

// Properties.

/// Forms of one date, with `{d}`, `{m}`, `{y}` and `{w}` for its day, month name, year and weekday.
const FORMS: [(Language, &str); 16] = [
    (Language::Arabic, "{d} {m} {y}"),
    (Language::Arabic, "يوم {w} {d} {m} {y}"),
    (Language::Arabic, "{w}، {d} {m} {y}م"),
    (Language::Arabic, "{d} من شهر {m} سنة {y}"),
    (Language::Arabic, "{w}{d}{m}{y}"),
    (Language::Arabic, "بتاريخ {d}\u{a0}{m} من عام {y}"),
    (Language::French, "le {w} {d} {m} {y}"),
    (Language::French, "{d} {m} {y}"),
    (Language::French, "{w}, le {d} {m} {y}"),
    (Language::English, "{d} {m} {y}"),
    (Language::English, "{m} {d}, {y}"),
    (Language::English, "{w}, {m} {d}, {y}"),
    (Language::English, "on the {d}th of {m} {y}"),
    (Language::Spanish, "el {w} {d} de {m} de {y}"),
    (Language::Spanish, "{d} de {m} de {y}"),
    (Language::Spanish, "{w}, {d} de {m} del {y}"),
];

const ARABIC: [[&str; 12]; 3] = [
    [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "ماي",
        "يونيو",
        "يوليوز",
        "غشت",
        "شتنبر",
        "أكتوبر",
        "نونبر",
        "دجنبر",
    ],
    [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ],
    [
        "جانفي",
        "فيفري",
        "مارس",
        "أفريل",
        "ماي",
        "جوان",
        "جويلية",
        "أوت",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SPANISH: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

fn write_form(language: Language, form: &str, date: NaiveDate, region: usize, digits: usize) -> String {
    use chrono::Datelike;
    let month = match language {
        Language::French => FRENCH,
        Language::English | Language::Amazigh => ENGLISH,
        Language::Spanish => SPANISH,
        Language::Arabic => ARABIC[region],
    }[date.month0() as usize];
    let first_digit = ['0', '٠', '۰'][digits] as u32;
    let number = |number: i64| -> String {
        let digit = |letter: char| char::from_u32(first_digit + letter.to_digit(10).unwrap_or_default());
        number.to_string().chars().filter_map(digit).collect()
    };
    form.replace("{d}", &number(date.day().into()))
        .replace("{m}", month)
        .replace("{y}", &number(date.year().into()))
        .replace("{w}", weekday::weekday_name(weekday::weekday_of(date), language))
}

proptest! {
    #[test]
    fn a_date_written_in_any_form_is_read_back(
        days in 0i64..60_000, form in 0usize..FORMS.len(), region in 0usize..3, digits in 0usize..3,
    ) {
        let start = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or_default();
        let date = start + chrono::TimeDelta::days(days);
        let (language, form) = FORMS[form];
        let text = write_form(language, form, date, region, digits);
        let reading = read(&text, &Settings::default());
        let day = date.to_string();
        prop_assert_eq!(reading.outcome.edtf(), Some(day.as_str()), "{}", text);
        prop_assert!(reading.contradictions().is_empty(), "{}", text);
        let prose = format!("الخبر: {text}. ");
        let found = read_all(&prose, &Settings::default());
        prop_assert_eq!(found.len(), 1, "{}", prose);
    }

    #[test]
    fn a_hijri_date_converts_there_and_back(days in 0i64..100_000) {
        let start = NaiveDate::from_ymd_opt(1883, 1, 1).unwrap_or_default();
        let date = start + chrono::TimeDelta::days(days);
        if let Some((year, month, day)) = hijri::from_gregorian(date) {
            prop_assert_eq!(hijri::to_gregorian(year, month, day), Some(date));
        }
    }

    #[test]
    fn nothing_panics_and_every_range_is_in_the_text(text in "\\PC*") {
        check_ranges(&text)?;
    }

    #[test]
    fn nothing_panics_on_pieces_of_dates(pieces in proptest::collection::vec(0usize..PIECES.len(), 0..24), glue in "[ ]?") {
        let text: Vec<&str> = pieces.into_iter().map(|at| PIECES[at]).collect();
        check_ranges(&text.join(&glue))?;
    }
}

const PIECES: [&str; 48] = [
    "13",
    "14",
    "2022",
    "1444",
    "31",
    "0",
    "00",
    "99",
    "123456789012",
    "3.5",
    "13/06/2022",
    "2022-06-13",
    "16-18/03/2014",
    "يومي",
    "أيام",
    "من",
    "إلى",
    "بين",
    "و",
    "وعشرين",
    "الفترة الممتدة",
    "ابتداء من",
    "حتى",
    "الموافق",
    "يونيو",
    "شباط",
    "محرم",
    "متم",
    "فاتح",
    "العاشر",
    "الثاني",
    "عشر",
    "الثلاثاء",
    "الماضي",
    "هذا",
    "الشهر",
    "منه",
    "حوالي",
    "هـ",
    "م",
    "-",
    "/",
    "(",
    ")",
    ",",
    "Oct-11",
    "June",
    "les",
];

fn check_ranges(text: &str) -> Result<(), TestCaseError> {
    for reference in [None, NaiveDate::from_ymd_opt(2022, 8, 10)] {
        let settings = Settings { reference, ..Settings::default() };
        let mut last_end = 0;
        for reading in read_all(text, &settings) {
            prop_assert!(reading.extent.start >= last_end);
            last_end = reading.extent.end;
            check_reading(text, &reading)?;
        }
        check_reading(text, &read(text, &settings))?;
    }
    Ok(())
}

fn check_reading(text: &str, reading: &Reading) -> Result<(), TestCaseError> {
    prop_assert!(text.get(reading.extent.clone()).is_some());
    for part in &reading.parts {
        prop_assert!(!part.text(text).is_empty());
        prop_assert!(reading.extent.start <= part.range.start && part.range.end <= reading.extent.end);
    }
    for edtf in reading.outcome.readings() {
        prop_assert!(edtf::NormalForm::parse(edtf).is_ok(), "{text}: {edtf}");
    }
    let unique: BTreeSet<_> = reading.outcome.readings().iter().collect();
    prop_assert_eq!(unique.len(), reading.outcome.readings().len());
    Ok(())
}

/// Ten times the text, about ten times the work: counted on text built to make the reader look ahead.
#[test]
fn the_reader_is_linear() {
    for piece in ["13 و ", "13, ", "من 13 إلى ", "الثلاثاء ", "13-", "(", "يومي 13 و14 ", "2022 ", "تشرين "]
    {
        let time = |times: usize| {
            let text = piece.repeat(times);
            let start = std::time::Instant::now();
            let _ = read_all(&text, &Settings::default());
            start.elapsed()
        };
        time(100);
        let (short, long) = (time(2_000), time(40_000));
        let allowed = short * 20 * 8 + std::time::Duration::from_millis(50);
        assert!(long < allowed, "{piece:?}: {short:?} for 2 000, {long:?} for 40 000");
    }
}
