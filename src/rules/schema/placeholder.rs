//! `schema/placeholder`

use crate::knowledge::fields::is_verbatim;
use crate::knowledge::fillers::is_filler;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::words::Safety;
use crate::words::{Edit, Fix, Level, Role};

rule! {
    /// A filler stands where nothing is known.
    ///
    /// «غير محدد», "N/A" or a dash is text to every program: it is counted as a name, searched as a place, and
    /// taken for an answer. What is not known is left out, or `null` where the schema allows it.
    ///
    /// The fix, offered, writes `null`; delete the field instead where the schema has no use for that.
    ///
    /// **Not an error:** the same words in a quotation, or as a part of a longer text.
    pub static RULE = {
        id: "schema/placeholder",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["script/lost-letters"],
        check: Check::value(&ROLES, CharacterClasses::ANYTHING, check),
    }
}

/// What a curator writes, dates and addresses included.
const ROLES: [Role; 14] = [
    Role::PersonName,
    Role::OrganizationName,
    Role::Office,
    Role::PlaceName,
    Role::Country,
    Role::CanonicalName,
    Role::Text,
    Role::Note,
    Role::Date,
    Role::DateEnd,
    Role::DateText,
    Role::HijriDate,
    Role::Weekday,
    Role::Url,
];

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if !is_filler(&text) {
        return;
    }
    let label = message!("{filler} is a filler, not a value", filler: text.trim());
    let finding = findings.at(value, label);
    if is_verbatim(value) {
        finding.help("leave the field out; what the source does say of it belongs to the quotation");
        return;
    }
    let edits = vec![Edit::ReplaceValue { place: value.place(), value: serde_json::Value::Null }];
    finding.fix(Fix { title: message!("write null"), safety: Safety::Unsafe, edits });
}
