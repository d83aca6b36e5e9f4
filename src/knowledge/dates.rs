//! What a record says of its days: its text as the reader reads it, and its normal form.
//! Shared by the rules of the family.

pub mod column;
pub mod comparison;
pub mod figures;
pub(crate) mod missing_month;
pub(crate) mod missing_year;
pub mod offsets;
pub mod sequence;
pub mod stretch;
pub mod unread;

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use crate::date::edtf::NormalForm;
use crate::date::weekday::weekday_name;
use crate::date::{self, Calendar, Language, PartKind, Reading};
use crate::message;
use crate::record::{Context, Record};
use crate::record::{Value, When};
use crate::text::memo::Memo;
use crate::words::Safety;
use crate::words::{Argument, Fix, Message, Place, Role};

/// A date as the source says it, read.
#[derive(Debug, Clone)]
pub struct Text<'r> {
    /// The value.
    pub value: Value<'r>,
    /// Its words.
    pub words: Cow<'r, str>,
    /// What they say.
    pub reading: Rc<Reading>,
}

/// A date in its normal form.
#[derive(Debug, Clone)]
pub struct Normal<'r> {
    /// The value.
    pub value: Value<'r>,
    /// As it is written.
    pub words: Cow<'r, str>,
    /// What it means.
    pub form: Rc<NormalForm>,
}

/// The text of a day, read against the publication date. None where there is no text, and where words of it are
/// left over: what is understood in part proves nothing.
pub fn text<'r>(when: &When<'r>, context: &Context) -> Option<Text<'r>> {
    text_in_part(when, context).filter(|text| text.reading.left_over.is_empty())
}

/// The text of a day, be it understood as a whole, in part or not at all. To be shown; never the ground of an error.
pub fn text_in_part<'r>(when: &When<'r>, context: &Context) -> Option<Text<'r>> {
    Some(text_of(when.text()?, context))
}

/// The text that stands beside a normal form, understood as a whole.
pub fn text_beside<'r>(normal: &Value<'r>, context: &Context) -> Option<Text<'r>> {
    let text = text_of(normal.group().value(Role::DateText)?, context);
    text.reading.left_over.is_empty().then_some(text)
}

fn text_of<'r>(value: Value<'r>, context: &Context) -> Text<'r> {
    let words = value.text();
    let settings = context.date_settings(&value.record());
    let reading = read(&words, settings);
    Text { value, words, reading }
}

/// Every text of a record, read, with what else is said of its day.
pub fn texts<'r, 'c>(
    record: &Record<'r>,
    context: &'c Context,
) -> impl Iterator<Item = (When<'r>, Text<'r>)> + use<'r, 'c> {
    record.whens().filter_map(move |when| Some((when, text(&when, context)?)))
}

/// The normal form of a day. None where there is none, or where it is not EDTF.
pub fn normal<'r>(when: &When<'r>) -> Option<Normal<'r>> {
    normal_of(when.date()?)
}

/// The normal form of the end that is kept beside the start.
pub fn normal_end<'r>(when: &When<'r>) -> Option<Normal<'r>> {
    normal_of(when.end()?)
}

fn normal_of(value: Value<'_>) -> Option<Normal<'_>> {
    let words = value.text();
    let form =
        NORMAL_FORMS.with(|forms| forms.of(&words, |words| NormalForm::parse(words).ok().map(Rc::new)))?;
    Some(Normal { value, words, form })
}

impl Text<'_> {
    /// The place of some bytes of the text.
    pub fn at(&self, bytes: Range<usize>) -> Place {
        self.value.bytes(bytes)
    }

    /// The place of the whole expression; of the whole text, where none was found.
    pub fn extent(&self) -> Place {
        if self.reading.extent.is_empty() { self.value.place() } else { self.at(self.reading.extent.clone()) }
    }

    /// The offer to write a normal form where there is none yet.
    pub fn offer(&self, title: impl Into<Message>, edtf: &str) -> Option<Fix> {
        let edit = self.value.vacancy(Role::Date)?.fill(self.value.record().reference(), edtf);
        Some(Fix { title: title.into(), safety: Safety::Unsafe, edits: vec![edit] })
    }
}

impl Normal<'_> {
    /// The offer to write another normal form.
    pub fn offer(&self, title: impl Into<Message>, edtf: &str) -> Fix {
        let edit = crate::words::Edit::Replace { place: self.value.place(), text: edtf.to_owned() };
        Fix { title: title.into(), safety: Safety::Unsafe, edits: vec![edit] }
    }
}

/// The weekdays that a text names, 1 (Monday) – 7.
pub fn weekdays(text: &str) -> Vec<u8> {
    read(text, date::Settings::default())
        .parts_of(PartKind::Weekday)
        .filter_map(|part| u8::try_from(part.value).ok())
        .collect()
}

/// A weekday in our words.
pub fn weekday(weekday: u8) -> Argument {
    Argument::ours(weekday_name(weekday, Language::English))
}

/// A month in our words.
pub fn month(month: u8) -> Argument {
    Argument::ours(chrono::Month::try_from(month).map_or("", |month| month.name()))
}

/// A month of a calendar in our words.
pub fn month_of(of: Calendar, number: u8) -> Argument {
    let hijri = usize::from(number).checked_sub(1).and_then(|at| HIJRI_MONTHS.get(at));
    match of {
        Calendar::Hijri => Argument::ours(hijri.copied().unwrap_or_default()),
        Calendar::Gregorian => month(number),
    }
}

const HIJRI_MONTHS: [&str; 12] = [
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Thani",
    "Jumada al-Ula",
    "Jumada al-Akhira",
    "Rajab",
    "Shaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qada",
    "Dhu al-Hijja",
];

/// Dates in normal form: "a, b or c".
pub fn either_of(forms: &[String]) -> Argument {
    either(forms.iter().map(|form| Argument::ours(form.clone())).collect())
}

/// "a, b or c".
pub fn either(mut items: Vec<Argument>) -> Argument {
    match items.pop() {
        Some(last) if items.is_empty() => last,
        Some(last) => message!("{items} or {last}", items, last).into(),
        None => items.into(),
    }
}

/// The name of a calendar.
pub fn calendar(calendar: Calendar) -> Argument {
    Argument::ours(calendar.to_string())
}

thread_local! {
    static READINGS: Memo<Rc<Reading>, date::Settings> = Memo::default();
    static NORMAL_FORMS: Memo<Option<Rc<NormalForm>>> = Memo::default();
}

// Every rule of the family asks for the reading of the same text, one after the other; and dates return.
fn read(text: &str, settings: date::Settings) -> Rc<Reading> {
    READINGS.with(|readings| readings.of_under(text, settings, |text| Rc::new(date::read(text, &settings))))
}
