//! `schema/placeholder`

use crate::knowledge::countries::is_code;
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
    /// The fix, offered, writes `null` where the schema allows it, and takes the field out where the schema does not ask
    /// for it. There is none where it asks for a value.
    ///
    /// **Not an error:** the same words in a quotation, or as a part of a longer text; the code of a country (NC); a party
    /// (S&D).
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
    if !is_filler(&text) || value.role() == Role::Country && is_code(text.trim()) {
        return;
    }
    let label = message!("{filler} is a filler, not a value", filler: text.trim());
    let finding = findings.at(value, label);
    if is_verbatim(value) {
        finding.help("leave the field out; what the source does say of it belongs to the quotation");
        return;
    }
    finding.help("look in the source for what belongs here; what is not known is left out, or null");
    let place = value.place();
    let null = Edit::ReplaceValue { place: place.clone(), value: serde_json::Value::Null };
    // The first that the schema allows is offered.
    for (title, edit) in [
        ("write null", null),
        ("take the field out", Edit::RemoveMember { place: place.clone() }),
        ("take it out of the list", Edit::RemoveElement { place }),
    ] {
        finding.fix(Fix { title: title.into(), safety: Safety::Unsafe, edits: vec![edit] });
    }
}
