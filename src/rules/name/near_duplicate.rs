//! `name/near-duplicate`

use crate::knowledge::fields::NAMES;
use crate::knowledge::names::entities::gather;
use crate::knowledge::names::observation::observe;
use crate::knowledge::names::report::report;
use crate::knowledge::names::slips::{differ_as_transliterations, is_a_letter_apart};
use crate::record::{Context, Facts};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Message, Role};

rule! {
    /// Two names are a letter apart.
    ///
    /// Petr Cecas and Petr Necas, both the prime minister, are one man and a slip of the pen. The rule speaks where a
    /// name of ten letters or more differs in one letter and that letter shows a slip: in a long word, in a word of every
    /// organisation, or because the other form is written many times as often. A long word beside the one that differs
    /// shows nothing. Where the two share the office or the organisation, a shorter name will do. Who was met says
    /// nothing: one host meets many guests.
    ///
    /// The fix, offered, writes the registered name, else the one that is more than twice as frequent. Where they are
    /// two, say so once with `tadqiq names --write`.
    ///
    /// **Not an error:** names that both occur on their own (حسن and حسين, Essex and Sussex, Bahn and Bank,
    /// Jean-Pierre Dupont and Dumont); names of two countries; other numbers
    /// or initials (Mohamed V and VI); two entries of the registry; pairs that the registry says are two.
    pub static RULE = {
        id: "name/near-duplicate",
        level: Level::Warning,
        since: "0.1.0",
        yields: [
            "name/detached-waw",
            "name/stray-conjunction",
            "name/stray-punctuation",
            "record/duplicate-participant",
            "reference/country",
            "schema/packed-list",
            "script/bidi-control",
            "script/confusable",
            "script/direction-mark",
            "script/foreign-letter",
            "script/invisible",
            "script/mixed",
            "script/mojibake",
            "script/not-nfc",
            "script/presentation-form",
            "script/tatweel",
        ],
        check: Check::dataset(Needs::any_of(&NAMES), observe, conclude),
    }
}

fn conclude(facts: &Facts, context: &Context, findings: &mut Findings<'_>) {
    for names in gather(facts, context).iter() {
        let is_ours = |form: &_| is_a_letter_apart(form) && !differ_as_transliterations(form);
        report(names, is_ours, title, findings);
    }
}

fn title(role: Role) -> Message {
    Message::from(match role {
        Role::PersonName => "probably one person, in two spellings a letter apart",
        Role::OrganizationName => "probably one organisation, in two spellings a letter apart",
        Role::Office => "probably one office, in two spellings a letter apart",
        Role::PlaceName => "probably one place, in two spellings a letter apart",
        _ => "probably one country, in two spellings a letter apart",
    })
}
