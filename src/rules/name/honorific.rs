//! `name/honorific`

use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::language;
use crate::knowledge::names::registry::is_registered;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::address::split;
use crate::text::character_classes::CharacterClasses;
use crate::words::Safety;
use crate::words::{Level, Role};

rule! {
    /// A form of address stands in the name.
    ///
    /// السيد, M., Mrs and The Rt Hon are how a source speaks to somebody, not a part of the name. With them one
    /// person is sorted, searched and counted as two.
    ///
    /// The fix, offered, takes the form of address out, where more than one word is left.
    ///
    /// **Not an error:** مولاي, الحاج, سيدي, Sir and Don, which are kept with the name; السيد as a name (السيد البدوي);
    /// M. as an initial (M. Night Shyamalan); a rank inside an office (General Secretary); a name that the registry has
    /// with it.
    pub static RULE = {
        id: "name/honorific",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["name/office-as-person", "name/office-in-name"],
        check: Check::value(&[Role::PersonName], CharacterClasses::ANYTHING, check),
    }
}

fn check(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let is_french = || match language(value, context) {
        Some(said) => said == "fr",
        None => context.languages.iter().any(|tag| tag.starts_with("fr")),
    };
    let Some((address, name)) = split(&text, is_french) else { return };
    if is_registered(context, Role::PersonName, &text) {
        return;
    }
    let characters = |part: &str| {
        let byte = part.as_ptr() as usize - text.as_ptr() as usize;
        text.get(..byte).map_or(0, |before| before.chars().count())
    };
    let range = characters(address)..characters(name);
    // A family name alone would be left: whose it is, another source says.
    let is_full = name.contains(char::is_whitespace);
    let corrections = [if is_full { Correction::new(range, "") } else { Correction::unknown(range) }];
    let label = message!("{address} is a form of address", address);
    report(value, &corrections, label, (Safety::Unsafe, "take it out".into()), findings);
}
