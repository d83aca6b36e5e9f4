//! `date/not-edtf`

use crate::date;
use crate::date::edtf::NormalForm;
use crate::knowledge::dates;
use crate::message;
use crate::record::Value;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Argument, Edit, Fix, Level, Message, Role, Safety};

rule! {
    /// The normal form of a date is not EDTF.
    ///
    /// EDTF (ISO 8601-2:2019) is how dates are written for programs: `2022-06-13`, `2022-06`, `2022-06-13/2022-06-15`,
    /// `{2022-06-13,2022-06-14}`, `2022-XX-13`. What is written otherwise can neither be sorted nor compared.
    ///
    /// The fix fills up digits where that is all (`2022-6-13`), which is safe; what can be read otherwise
    /// (`13/06/2022`) is offered in EDTF. Where day and month could change places (`01/02/2022`), the text beside it
    /// settles which is which. `unknown/2022-05` and `199u` are of the draft of 2012, which wrote some things otherwise.
    ///
    /// **Not an error:** a schema that says by `format` or `pattern` how its dates are written.
    pub static RULE = {
        id: "date/not-edtf",
        level: Level::Error,
        since: "0.1.0",
        yields: [
            "date/foreign-digits",
            "date/hijri-as-gregorian",
            "date/impossible-day",
            "date/range-reversed",
            "schema/placeholder",
        ],
        check: Check::record(Needs::any_of(&[Role::Date, Role::DateEnd]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for value in record.values_of(&[Role::Date, Role::DateEnd]) {
        let words = value.text();
        if NormalForm::parse(&words).is_ok() || value.is_format_declared() {
            continue;
        }
        let meant = meant(&value, &words, context);
        let finding = findings.at(&value, meant.label);
        match meant.edtf {
            Some((edtf, safety)) => {
                finding.fix(fix(&value, edtf, safety));
            }
            None => {
                finding.help("a day is written 2022-06-13, a month 2022-06, from – to 2022-06-13/2022-06-15");
            }
        }
    }
}

/// What was meant, as far as that can be told.
struct Meant {
    label: Message,
    edtf: Option<(String, Safety)>,
}

impl Meant {
    fn offered(label: Message, edtf: String) -> Self {
        Self { label, edtf: Some((edtf, Safety::Unsafe)) }
    }

    fn open(label: Message) -> Self {
        Self { label, edtf: None }
    }
}

fn meant(value: &Value<'_>, words: &str, context: &Context) -> Meant {
    if let Some(edtf) = padded(words) {
        let label =
            message!("month and day have two figures each: {edtf}", edtf: Argument::ours(edtf.clone()));
        return Meant { label, edtf: Some((edtf, Safety::Safe)) };
    }
    if let Some(edtf) = with_its_marks(words) {
        let label = message!("not EDTF; it can be read as {edtf}", edtf: Argument::ours(edtf.clone()));
        return Meant::offered(label, edtf);
    }
    if let Some(edtf) = of_2012(words) {
        let label = message!("written as in the draft of 2012; today it is {edtf}", edtf: Argument::ours(edtf.clone()));
        return Meant::offered(label, edtf);
    }
    if let Some(day) = date::spreadsheet_day(words) {
        let label = message!("looks like a spreadsheet's day number: {day}", day);
        return Meant::offered(label, day.to_string());
    }
    let readings = readings(words, context);
    // The text of a range says both its ends.
    let text = dates::text_beside(value, context).filter(|_| value.role() == Role::Date);
    let said = text.as_ref().and_then(|text| text.reading.outcome.edtf());
    match (readings.as_slice(), said) {
        ([], None) => Meant::open(message!("not a date in EDTF")),
        ([], Some(said)) => {
            let label = message!("not EDTF; the text says {said}", said: Argument::ours(said.to_owned()));
            Meant::offered(label, said.to_owned())
        }
        (readings, Some(said)) if readings.iter().any(|reading| reading == said) => {
            let label = message!("not EDTF; the text says {said}", said: Argument::ours(said.to_owned()));
            Meant::offered(label, said.to_owned())
        }
        (readings, Some(said)) => Meant::open(message!(
            "not EDTF; it may be {readings}, where the text says {said}",
            readings: dates::either_of(readings),
            said: Argument::ours(said.to_owned())
        )),
        ([only], None) => {
            let label = message!("not EDTF; it can be read as {only}", only: Argument::ours(only.clone()));
            Meant::offered(label, only.clone())
        }
        (readings, None) => {
            Meant::open(message!("not EDTF; it may be {readings}", readings: dates::either_of(readings)))
        }
    }
}

/// `2022-6-13`: all that is missing is a nought.
fn padded(words: &str) -> Option<String> {
    let mut parts = words.split('-');
    let year = parts.next().filter(|year| year.len() == 4 && is_digits(year))?;
    let mut padded = year.to_owned();
    for part in parts {
        if !is_digits(part) || part.len() > 2 {
            return None;
        }
        padded.push_str(&format!("-{part:0>2}"));
    }
    NormalForm::parse(&padded).is_ok().then_some(padded)
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// `20220613` and `2022-06-13 10:30`, with the marks and the seconds that EDTF does not leave out.
fn with_its_marks(words: &str) -> Option<String> {
    let marked = match (words.len(), words.get(..10)) {
        (8, _) if is_digits(words) => {
            format!("{}-{}-{}", words.get(..4)?, words.get(4..6)?, words.get(6..)?)
        }
        (16 | 19, Some(day)) => {
            let time = words.get(10..)?.strip_prefix([' ', 'T'])?;
            format!("{day}T{time}{}", if words.len() == 16 { ":00" } else { "" })
        }
        _ => return None,
    };
    NormalForm::parse(&marked).is_ok().then_some(marked)
}

/// What the draft of 2012 wrote otherwise, each with today's writing.
const OF_2012: [(&str, &str); 6] =
    [("unknown", ""), ("open", ".."), ("?~", "%"), ("u", "X"), ("x", "X"), ("y", "Y")];

fn of_2012(words: &str) -> Option<String> {
    const LONGEST: usize = 64;

    if words.len() > LONGEST {
        return None;
    }
    let today = OF_2012.iter().fold(words.to_owned(), |words, (draft, today)| words.replace(draft, today));
    (today != words && NormalForm::parse(&today).is_ok()).then_some(today)
}

/// The dates that it can be read as, where it is nothing else.
fn readings(words: &str, context: &Context) -> Vec<String> {
    let settings = date::Settings { order: context.date_order, ..date::Settings::default() };
    let reading = date::read(words, &settings);
    match reading.extent == (0..words.len()) {
        true => reading.outcome.readings().to_vec(),
        false => Vec::new(),
    }
}

fn fix(value: &Value<'_>, edtf: String, safety: Safety) -> Fix {
    let title = message!("write {edtf}", edtf: edtf.as_str());
    Fix { title, safety, edits: vec![Edit::Replace { place: value.place(), text: edtf }] }
}
