//! A rule of a house's own, written as ours are.

use tadqiq::rule::Needs;
use tadqiq::{Check, Context, Findings, Level, Record, Role, message, rule};

rule! {
    /// A name is written in capitals.
    ///
    /// Lists of guests shout. A record writes a name as its bearer does.
    ///
    /// **Not an error:** initials: J. R. R.
    pub static RULE = {
        id: "house/capitals",
        level: Level::Warning,
        since: "1.0.0",
        check: Check::record(Needs::any_of(&[Role::PersonName]), check),
    }
}

fn check(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    for name in record.values(Role::PersonName) {
        let text = name.text();
        let shouts =
            text.split([' ', '.']).any(|word| word.chars().filter(|it| it.is_uppercase()).count() > 2);
        if shouts && !text.chars().any(char::is_lowercase) {
            findings.at(&name, message!("{text} is in capitals", text));
        }
    }
}
