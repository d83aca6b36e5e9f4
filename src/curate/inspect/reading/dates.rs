//! What days and weekdays say.

use serde_json::json;

use super::{Understanding, ValueReader};
use crate::date::edtf::{NormalForm, Precision};
use crate::date::weekday::{weekday_name, weekday_of};
use crate::date::{self, Language, Outcome, Part, PartKind, Reading};
use crate::knowledge::dates::weekdays;
use crate::message;
use crate::record::Value;
use crate::words::{Argument, Message};

impl ValueReader<'_> {
    /// A date in the source's words, read in the collection's order and against the day of publication.
    pub(super) fn date_text(&self, value: &Value<'_>, understood: &mut Understanding) {
        let text = value.text();
        let settings = self.context.date_settings(self.record);
        let reading = date::read(&text, &settings);
        understood.say("reads", answer(&reading.outcome));
        for part in &reading.parts {
            understood.say(part.kind.name(), meaning(part, &text));
        }
        let left_over = || reading.left_over.iter().filter_map(|range| text.get(range.clone()));
        for words in left_over() {
            understood.say("left over", message!("{words}", words));
        }
        for contradiction in reading.contradictions() {
            let weekday = |day| Argument::ours(weekday_name(day, Language::English));
            let but = message!(
                "{date} is a {computed}, not a {stated}",
                date: Argument::ours(contradiction.date.to_string()),
                computed: weekday(contradiction.computed),
                stated: weekday(contradiction.stated)
            );
            understood.say("but", but);
        }
        if let Some(day) = settings.reference {
            understood.say(
                "against",
                message!("{day}, the day of publication", day: Argument::ours(day.to_string())),
            );
        }
        let parts = reading
            .parts
            .iter()
            .map(|part| json!({"kind": part.kind.name(), "text": part.text(&text), "value": part.value}));
        understood.put("outcome", outcome(&reading.outcome));
        understood.put("edtf", reading.outcome.edtf());
        understood.put("readings", shown(&reading).to_vec());
        understood.put("parts", parts.collect::<Vec<_>>());
        understood.put("left_over", left_over().collect::<Vec<_>>());
        understood.put("reference", settings.reference.map(|day| day.to_string()));
    }
}

fn shown(reading: &Reading) -> &[String] {
    match &reading.outcome {
        Outcome::Partial(readings) => readings,
        outcome => outcome.readings(),
    }
}

fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Normalised(_) => "normalised",
        Outcome::Ambiguous(_) => "ambiguous",
        Outcome::Partial(_) => "partial",
        Outcome::NotUnderstood(_) => "none",
    }
}

fn answer(outcome: &Outcome) -> Message {
    let ours = |forms: &[String]| Argument::ours(forms.join(" or "));
    match outcome {
        Outcome::Normalised(edtf) => message!("{edtf}", edtf: Argument::ours(edtf.clone())),
        Outcome::Ambiguous(readings) => message!("ambiguous: {readings}", readings: ours(readings)),
        Outcome::Partial(readings) => {
            message!("{readings}, in part: words are left over", readings: ours(readings))
        }
        Outcome::NotUnderstood(reason) => {
            message!("no date: {reason}", reason: Argument::ours(reason.to_string()))
        }
    }
}

/// The words of a part, and what they mean where that is more than they say.
fn meaning(part: &Part, text: &str) -> Message {
    let words = part.text(text);
    let name = part.name_of_value();
    let value = part.value.to_string();
    match (name, part.kind) {
        (Some(name), _) if name == words => message!("{words}", words),
        (None, PartKind::Day | PartKind::Month | PartKind::Year) if value == words => {
            message!("{words}", words)
        }
        (Some(name), _) => message!("{words} = {name}", words, name: Argument::ours(name)),
        (None, PartKind::Day | PartKind::Month | PartKind::Year) => {
            message!("{words} = {value}", words, value: Argument::ours(value))
        }
        _ => message!("{words}", words),
    }
}

/// A date in normal form: from when to when, and how exact. A day of publication may have a time behind it.
pub(super) fn normal_form(value: &Value<'_>, understood: &mut Understanding) {
    let text = value.text();
    let form = NormalForm::parse(&text).or_else(|error| NormalForm::parse(text.get(..10).ok_or(error)?));
    let Ok(form) = form else {
        understood.say("reads", "not EDTF: nobody can tell the day");
        understood.put("is_edtf", false);
        return;
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    let (earliest, latest) = (day(form.earliest()), day(form.latest()));
    let weekday = form.single_day().map(|day| weekday_name(weekday_of(day), Language::English));
    let open = || Argument::ours("open");
    let end = |end: &Option<String>| end.clone().map_or_else(open, Argument::ours);
    let said = match (weekday, earliest == latest) {
        (Some(weekday), _) => message!("a {weekday}", weekday: Argument::ours(weekday)),
        (None, true) => message!("{day}", day: end(&earliest)),
        (None, false) => message!("{first} to {last}", first: end(&earliest), last: end(&latest)),
    };
    understood.say("reads", said);
    understood.put("is_edtf", true);
    understood.put("earliest", earliest);
    understood.put("latest", latest);
    understood.put("weekday", weekday);
    understood.put("precision", form.precision().map(precision));
}

fn precision(precision: Precision) -> String {
    format!("{precision:?}").to_lowercase()
}

/// A weekday in the source's words.
pub(super) fn weekday(value: &Value<'_>, understood: &mut Understanding) {
    let names: Vec<&str> =
        weekdays(&value.text()).into_iter().map(|day| weekday_name(day, Language::English)).collect();
    match names.is_empty() {
        true => understood.say("reads", "no weekday that is known"),
        false => understood.say("reads", message!("{names}", names: Argument::ours(names.join(", ")))),
    }
    understood.put("weekdays", names);
}
