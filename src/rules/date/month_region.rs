//! `date/month-region`

use crate::date::{Language, PartKind, Region, month_from_word, month_name};
use crate::knowledge::dates;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// A month's name is that of another region.
    ///
    /// Each Arabic region has names of its own: July is يوليوز in Morocco, جويلية in Algeria and Tunisia, تموز in the
    /// Levant. A name from elsewhere may be a trace of where the text was taken from. The country is that of the
    /// profile in `tadqiq.toml`.
    ///
    /// **Not an error:** the names that international agencies use everywhere (يناير … ديسمبر).
    pub static RULE = {
        id: "date/month-region",
        level: Level::Info,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let Some(region) = context.country.as_deref().and_then(region) else { return };
    for (_, text) in dates::texts(record, context) {
        for part in text.reading.parts_of(PartKind::Month) {
            let word = part.text(&text.words);
            let Some(name) = month_from_word(word).filter(|name| name.language == Language::Arabic) else {
                continue;
            };
            let is_usual = |used: &Region| *used == region || *used == Region::Arab;
            if name.regions.is_empty() || name.regions.iter().any(is_usual) {
                continue;
            }
            let Some(usual) = month_name(name.month, region) else { continue };
            findings.at(text.at(part.range.clone()), message!("{word} is {usual} here", word, usual));
        }
    }
}

fn region(country: &str) -> Option<Region> {
    Some(match country {
        "MA" | "EH" => Region::Morocco,
        "DZ" | "TN" => Region::Maghreb,
        "MR" => Region::Mauritania,
        "SY" | "LB" | "JO" | "PS" | "IQ" => Region::Levant,
        "EG" | "SD" | "LY" | "YE" | "SA" | "AE" | "QA" | "KW" | "BH" | "OM" => Region::Arab,
        _ => return None,
    })
}
