//! What holds of every text.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::super::*;

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
    #![proptest_config(crate::properties::config())]

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

const PIECES: [&str; 82] = [
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
    "خريف",
    "Q3",
    "second",
    "Monday",
    "of",
    "quarter",
    "siglo",
    "XXe",
    "1990s",
    "تسعينيات",
    "القرن",
    "Dhu al-Qa'dah",
    "AH",
    "following",
    "du même mois",
    "يوليو",
    "or",
    "ou",
    "أو",
    "before",
    "after",
    "by",
    "or later",
    "the day after",
    "عشية",
    "غداة",
    "w/c",
    "أسبوع",
    "probably",
    "?",
    "~",
    "c.",
    "days",
    "foo",
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
    for left in &reading.left_over {
        prop_assert!(!left.is_empty() && text.get(left.clone()).is_some());
        let is_apart = |part: &Part| part.range.end <= left.start || left.end <= part.range.start;
        prop_assert!(reading.parts.iter().all(is_apart), "{text}: {left:?}");
    }
    for part in &reading.parts {
        prop_assert!(!part.text(text).is_empty());
        prop_assert!(reading.extent.start <= part.range.start && part.range.end <= reading.extent.end);
    }
    for edtf in reading.outcome.readings().iter().chain(reading.outcome.partial_readings()) {
        prop_assert!(edtf::NormalForm::parse(edtf).is_ok(), "{text}: {edtf}");
    }
    let unique: BTreeSet<_> = reading.outcome.readings().iter().collect();
    prop_assert_eq!(unique.len(), reading.outcome.readings().len());
    Ok(())
}

/// Twenty times the text, about twenty times the work, on text built to make the reader look ahead:
/// the quickest of three runs, so that a busy machine does not tell otherwise.
#[test]
fn the_reader_is_linear() {
    const PIECES: [&str; 37] = [
        "13 و ",
        "13, ",
        "13,",
        "من 13 إلى ",
        "الثلاثاء ",
        "13-",
        "13 - ",
        "(",
        "يومي 13 و14 ",
        "2022 ",
        "تشرين ",
        "second Monday of ",
        "Q1 ",
        "siglo XX ",
        "7 محرم - ",
        "3 / ",
        "2022 Q",
        "Dhu al ",
        "ال",
        "ـ13",
        "5 mai ",
        "5 mai 2022, ",
        "5 mai 2022 et ",
        "mai-",
        "5 or ",
        "1937 or ",
        "before ",
        "the day after ",
        "probably ",
        "c. ",
        "~",
        "? ",
        "w/c ",
        "15 to ",
        "5 abrilx 2022 ",
        "5 July 19575 ",
        "10:30 ",
    ];
    for piece in PIECES {
        let time = |times: usize| {
            let text = piece.repeat(times);
            let runs = (0..3).map(|_| {
                let start = std::time::Instant::now();
                let _ = read_all(&text, &Settings::default());
                let _ = read(&text, &Settings::default());
                start.elapsed()
            });
            runs.min().unwrap_or_default()
        };
        time(100);
        let (short, long) = (time(500), time(10_000));
        let allowed = short * 20 * 8 + std::time::Duration::from_millis(300);
        assert!(long < allowed, "{piece:?}: {short:?} for 500, {long:?} for 10 000");
    }
}
