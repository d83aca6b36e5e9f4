//! What rules ask of a reading.

use chrono::NaiveDate;

use super::super::*;

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

#[test]
fn one_slip_is_mended_and_no_more() {
    for (text, wanted) in [
        ("7 de dicimbre de 2021", Some(("dicimbre", "diciembre", "2021-12-07"))),
        ("el 3 de setpiembre del 2020", Some(("setpiembre", "septiembre", "2020-09-03"))),
        ("3 ocotbre", Some(("ocotbre", "octobre", "XXXX-10-03"))),
        ("Setpember 3rd, 2020", Some(("Setpember", "September", "2020-09-03"))),
        ("Wensday 4 May 2022", None),
        ("Wednseday 4 May 2022", Some(("Wednseday", "Wednesday", "2022-05-04"))),
        ("3 من أكوتبر", Some(("أكوتبر", "أكتوبر", "XXXX-10-03"))),
        ("5 رمضلن 1443 هـ", Some(("رمضلن", "رمضان", "2022-04-06~"))),
        // Read as it stands, or not to be read with one letter more.
        ("3 octubre 2020", None),
        ("3 foo 2020", None),
        ("meeting of 3 ocotber 2020", None),
        ("", None),
    ] {
        let near = nearest(text, &Settings::default());
        let found = near.as_ref().map(|near| {
            (&text[near.range.clone()], near.right_form, near.reading.outcome.edtf().unwrap_or_default())
        });
        assert_eq!(found, wanted, "{text}");
    }
}
