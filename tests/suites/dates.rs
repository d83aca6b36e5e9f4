//! Dates against the shared datasets: what is read, what is not, and nothing invented.
//!
//! Each trial prints its figure and holds it: a figure that falls is a failure. With
//! `TADQIQ_LIST` set, each case that is not met is listed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use tadqiq::date::edtf::NormalForm;
use tadqiq::date::weekday::{Field, repairs, weekday_of};
use tadqiq::date::{
    Calendar, NumericOrder, Outcome, PartKind, Reading, Settings, month_from_word, read, read_all,
};

/// The trials of this file.
pub fn trials(shared: &Path) -> Vec<Trial> {
    let trial = |name: &'static str, file: &'static str, judge: fn(Vec<Value>) -> Result<(), Failed>| {
        let path = shared.join("data").join(file);
        Trial::test(name, move || judge(records(&path)?))
    };
    let tables = shared.join("tables");
    vec![
        Trial::test("dates::month_forms", move || {
            month_forms(&fs::read_to_string(tables.join("months.tsv"))?)
        }),
        trial("dates::edtf", "dates/edtf_cases.ndjson", edtf),
        trial(
            "dates::contradictions",
            "dates/arabic_press_weekday_contradictions.ndjson",
            weekday_contradictions,
        ),
        trial("dates::press", "dates/arabic_press_dates.ndjson", press),
        trial("dates::recognizers", "dates/recognizers_ar.ndjson", recognizers),
        trial("dates::uk_meetings", "real/uk_meetings.ndjson", uk),
        trial("dates::uk_travel", "real/uk_travel.ndjson", uk),
        trial("dates::press_in_prose", "dates/arabic_press_dates.ndjson", press_in_prose),
    ]
}

fn records(path: &Path) -> Result<Vec<Value>, Failed> {
    let text = fs::read_to_string(path)?;
    text.lines().map(|line| serde_json::from_str(line).map_err(Failed::from)).collect()
}

fn string<'v>(record: &'v Value, name: &str) -> &'v str {
    record.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn list(line: impl FnOnce() -> String) {
    if std::env::var_os("TADQIQ_LIST").is_some() {
        println!("    {}", line());
    }
}

fn hold(is_held: bool, figure: &str) -> Result<(), Failed> {
    println!("  {figure}");
    if is_held { Ok(()) } else { Err(figure.to_owned().into()) }
}

/// Every listed form of a month is known, but the Libyan names of 1986 (ordinary words) and the
/// short Amazigh ones in Latin letters (words of other languages).
fn month_forms(table: &str) -> Result<(), Failed> {
    let (mut known, mut total) = (0, 0);
    for row in table.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [form, _, month, language, region, source, ..] = columns.as_slice() else {
            continue;
        };
        let is_latin = form.chars().all(|letter| !('\u{2d30}'..='\u{2d7f}').contains(&letter));
        let is_short_amazigh =
            ["zgh", "tzm", "kab", "shi"].contains(language) && source.contains("abbreviated") && is_latin;
        if region.starts_with("Libya 1986") || is_short_amazigh {
            continue;
        }
        total += 1;
        let found = month_from_word(form.trim_end_matches('.')).map(|name| name.month.to_string());
        if found.as_deref() == Some(*month) {
            known += 1;
        } else {
            println!("    {form} ({language}) is {found:?}, listed {month}");
        }
    }
    hold(known == total, &format!("month forms: {known} of {total} known"))
}

/// edtf-core's verdict beside three other libraries'; the difference is listed, not chased.
fn edtf(cases: Vec<Value>) -> Result<(), Failed> {
    let mut agreed = 0;
    for case in &cases {
        let text = string(case, "edtf");
        let is_valid = case.get("valid").and_then(Value::as_bool) == Some(true);
        if NormalForm::parse(text).is_ok() == is_valid {
            agreed += 1;
        } else {
            list(|| {
                format!(
                    "{text:?} is {} by {}",
                    if is_valid { "valid" } else { "not" },
                    string(case, "source")
                )
            });
        }
    }
    hold(agreed == 398, &format!("edtf_cases: same verdict on {agreed} of {}", cases.len()))
}

/// Every contradiction is found, and the listed repair is among those offered.
fn weekday_contradictions(cases: Vec<Value>) -> Result<(), Failed> {
    let (mut found, mut repaired) = (0, 0);
    for case in &cases {
        let reference = string(case, "pub_date").parse::<NaiveDate>().ok();
        let reading = read(string(case, "match"), &Settings { reference, ..Settings::default() });
        let [contradiction] = reading.contradictions() else {
            list(|| format!("not found: {} ({:?})", string(case, "match"), reading.outcome));
            continue;
        };
        found += 1;
        let (date, stated) = (contradiction.date, contradiction.stated);
        let offered = repairs(date.day() as u8, date.month() as u8, date.year(), stated, reference);
        let listed = case.get("single_field_fixes_near_pub").and_then(Value::as_array);
        let missing = listed.into_iter().flatten().find(|fix| {
            let (field, value) = (fix[0].as_str().unwrap_or_default(), fix[1].as_str().unwrap_or_default());
            !offered.iter().any(|repair| match field {
                "weekday" => repair.field == Field::Weekday && repair.weekday == contradiction.computed,
                _ => {
                    format!("{:?}", repair.field).to_lowercase() == field && repair.date.to_string() == value
                }
            })
        });
        match missing {
            None => repaired += 1,
            Some(fix) => list(|| format!("not offered: {fix} for {}", string(case, "match"))),
        }
    }
    let total = cases.len();
    let figure =
        format!("weekday contradictions: {found} of {total} found, {repaired} with every listed repair");
    hold(found >= 33 && repaired >= 33, &figure)
}

fn number(case: &Value, name: &str) -> Option<i64> {
    case.get(name).and_then(Value::as_i64)
}

/// Day, month and year as a regular expression read them; a weekday alarm only where chrono agrees.
fn press(cases: Vec<Value>) -> Result<(), Failed> {
    let (mut same, mut alarms, mut unconfirmed) = (0, 0, 0);
    for case in &cases {
        let text = string(case, "match");
        let reference = string(case, "pub_date").parse::<NaiveDate>().ok();
        let reading = read(text, &Settings::default());
        let wanted = (number(case, "day"), number(case, "month"), number(case, "year"));
        let said = reading
            .dates()
            .first()
            .map(|said| (said.day.map(i64::from), said.month.map(i64::from), said.year.map(i64::from)));
        if said == Some(wanted) {
            same += 1;
        } else {
            list(|| format!("{text}: {wanted:?}, read {said:?} {:?}", reading.outcome));
        }
        let reading = read(text, &Settings { reference, ..Settings::default() });
        for contradiction in reading.contradictions() {
            alarms += 1;
            let is_written =
                reading.parts_of(PartKind::Weekday).any(|part| part.value == i32::from(contradiction.stated));
            if !is_written || weekday_of(contradiction.date) == contradiction.stated {
                unconfirmed += 1;
            }
        }
    }
    let total = cases.len();
    let figure = format!(
        "press dates: {same} of {total} read to the same day, month and year; {alarms} weekday alarms, {unconfirmed} unconfirmed"
    );
    hold(same == total && unconfirmed == 0, &figure)
}

/// The same dates in a sentence of their own are found where they stand.
fn press_in_prose(cases: Vec<Value>) -> Result<(), Failed> {
    let mut found = 0;
    for case in &cases {
        let text = string(case, "match").trim();
        let prose = format!("اجتمع الوفدان يوم {text} بالعاصمة، حيث أجرى الاثنين مباحثات مع 3 وزراء");
        let readings = read_all(&prose, &Settings::default());
        let is_found = matches!(readings.as_slice(), [one] if prose.get(one.extent.clone()) == Some(text));
        if is_found {
            found += 1;
        } else {
            let extents: Vec<_> = readings.iter().map(|one| prose.get(one.extent.clone())).collect();
            list(|| format!("{text}: {extents:?}"));
        }
    }
    let total = cases.len();
    hold(found == total, &format!("press dates in prose: {found} of {total} found with their extent"))
}

/// Of the cases that name a day, month or year of the calendar, those found with their extent.
/// Left out, by name: weeks, quarters, seasons, decades, relations and days without a month.
fn recognizers(cases: Vec<Value>) -> Result<(), Failed> {
    const FILES: [&str; 4] =
        ["DateExtractor.json", "DateParser.json", "DatePeriodExtractor.json", "DatePeriodParser.json"];
    let (mut exact, mut right, mut total, mut invented) = (0, 0, 0, 0);
    for case in cases.iter().filter(|case| FILES.contains(&string(case, "file"))) {
        let input = string(case, "input");
        let readings = read_all(input, &Settings::default());
        for reading in &readings {
            if let Some(part) = invented_part(reading) {
                invented += 1;
                println!("    invented: {part} in {input}");
            }
        }
        let wanted = case.get("results").and_then(Value::as_array);
        for wanted in wanted.into_iter().flatten().map(|wanted| string(wanted, "text")) {
            if !names_calendar_date(wanted) {
                continue;
            }
            total += 1;
            let extents = || readings.iter().filter_map(|reading| input.get(reading.extent.clone()));
            if extents().any(|extent| extent == wanted) {
                exact += 1;
            }
            if extents().any(|extent| without_leads(extent) == without_leads(wanted)) {
                right += 1;
            } else {
                list(|| format!("{wanted} in {input}: {:?}", extents().collect::<Vec<_>>()));
            }
        }
    }
    let figure = format!(
        "recognizers: of {total} calendar dates and ranges {right} found with the right extent \
         ({exact} to the letter), {invented} invented parts"
    );
    hold(right >= 284 && invented == 0, &figure)
}

/// An extent without the words that may or may not be counted to it.
fn without_leads(extent: &str) -> &str {
    let mut extent = extent.trim();
    while let Some((first, rest)) = extent.split_once(' ') {
        if !["من", "بين", "شهر", "هذا", "يوم", "في", "إلى", "اليوم"].contains(&first)
        {
            break;
        }
        extent = rest.trim_start();
    }
    extent
}

fn names_calendar_date(text: &str) -> bool {
    const OTHER: [&str; 14] = [
        "أسبوع",
        "اسبوع",
        "الإسبوع",
        "الربع",
        "صيف",
        "ربيع عام",
        "شتاء",
        "خريف",
        "عقد",
        "عقود",
        "القرن",
        "يات",
        "أول يوم جمعة",
        "منذ",
    ];
    if OTHER.iter().any(|other| text.contains(other)) {
        return false;
    }
    let words: Vec<&str> = text.split([' ', ',', '،', '.', '-', '/']).collect();
    let has_month = (0..words.len()).any(|at| {
        month_from_word(words[at]).is_some()
            || words
                .get(at + 1)
                .is_some_and(|next| month_from_word(&format!("{} {next}", words[at])).is_some())
    });
    let is_number = |word: &&str| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_digit());
    let numbers = words.iter().filter(|word| is_number(word)).count();
    let has_year = words.iter().any(|word| word.len() == 4 && is_number(word));
    let is_numeric = numbers >= 3 && text.contains(['/', '-', '.']);
    has_month || has_year || is_numeric
}

/// A day, month or year of the normal form that no part of the text says.
fn invented_part(reading: &Reading) -> Option<String> {
    let Outcome::Normalised(edtf) = &reading.outcome else {
        return None;
    };
    if reading.parts.iter().any(|part| part.calendar == Calendar::Hijri) {
        return None;
    }
    let form = match NormalForm::parse(edtf) {
        Ok(form) => form,
        Err(error) => return Some(format!("{edtf}: {error}")),
    };
    let says = |kind: PartKind, value: i64| {
        reading
            .parts_of(kind)
            .any(|part| i64::from(part.value) == value || kind == PartKind::Day && part.value == -1)
    };
    form.dates().into_iter().find_map(|date| {
        let year = date.year.filter(|year| !says(PartKind::Year, *year));
        let month = date.month.filter(|month| !says(PartKind::Month, (*month).into()));
        let day = date.day.filter(|day| !says(PartKind::Day, (*day).into()));
        (year.is_some() || month.is_some() || day.is_some()).then(|| edtf.clone())
    })
}

/// Every shape gets one of the answers, no year is invented, and 30 February is found out.
fn uk(cases: Vec<Value>) -> Result<(), Failed> {
    let mut shapes: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut invented = 0;
    for case in &cases {
        let text = string(case, "date_text");
        for order in [NumericOrder::Unknown, NumericOrder::DayFirst] {
            let reading = read(text, &Settings { order, ..Settings::default() });
            if let Some(edtf) = invented_part(&reading) {
                invented += 1;
                println!("    invented: {edtf} from {text:?}");
            }
            if order == NumericOrder::Unknown {
                let at = match &reading.outcome {
                    Outcome::Normalised(_) => 0,
                    Outcome::Ambiguous(_) => 1,
                    Outcome::Partial(readings) => {
                        println!("    {text:?}: only {readings:?}");
                        2
                    }
                    Outcome::NotUnderstood(reason) => {
                        let is_empty = text.trim().is_empty() || text == "nil return";
                        if !is_empty {
                            println!("    {text:?}: {reason}");
                        }
                        2
                    }
                };
                shapes.entry(shape_of(text)).or_default()[at] += 1;
            }
        }
    }
    for (shape, counts) in &shapes {
        list(|| {
            format!(
                "{shape:?} normalised {}, ambiguous {}, not understood {}",
                counts[0], counts[1], counts[2]
            )
        });
    }
    let sums = shapes
        .values()
        .fold([0; 3], |sum, counts| [sum[0] + counts[0], sum[1] + counts[1], sum[2] + counts[2]]);
    let figure = format!(
        "uk: {} shapes; {} normalised, {} ambiguous, {} not understood; {invented} invented parts",
        shapes.len(),
        sums[0],
        sums[1],
        sums[2]
    );
    hold(invented == 0, &figure)
}

fn shape_of(text: &str) -> String {
    let mut shape = String::new();
    for letter in text.chars() {
        let class = if letter.is_ascii_digit() {
            '9'
        } else if letter.is_alphabetic() {
            'a'
        } else {
            letter
        };
        if class != 'a' || !shape.ends_with('a') {
            shape.push(class);
        }
    }
    shape
}
