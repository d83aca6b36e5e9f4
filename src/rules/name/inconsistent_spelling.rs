//! `name/inconsistent-spelling`

use crate::knowledge::fields::NAMES;
use crate::knowledge::names::entities::gather;
use crate::knowledge::names::observation::observe;
use crate::knowledge::names::report::report;
use crate::knowledge::names::slips::{differ_as_transliterations, is_a_letter_apart};
use crate::record::{Context, Facts};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Message, Role};

rule! {
    /// One name, several spellings.
    ///
    /// The same person, organisation, office or place is written in several ways that differ
    /// only by what spelling leaves open: hamza, ى and ي, ة and ه, vowel signs, the article, the space in عبد اللطيف,
    /// case, accents, a family name put first, the vowels and doubled letters of a transliteration. Whoever searches or counts by name
    /// then finds a part of the records. The rarer spellings are reported, each with the one to write:
    /// the registered one, else the one that most records use.
    ///
    /// The fix, offered, writes that one. Look before you take it: the most frequent is not always the right one. None
    /// is offered where both are written equally often and nothing else speaks for one of them.
    /// What you decide can be kept: `tadqiq names --write` puts it into the registry, and it is not asked again.
    ///
    /// **Not an error:** different people with near names (حسن and حسين, Mohamed V and Mohamed VI, Tâm and Tám, حسن العلي
    /// and حسن علي); an office of a man and of a woman (délégué, déléguée); given names or an organisation's words in
    /// another order; names and places of two countries, or in two languages; the same name in two scripts; another spelling that the registry has; pairs that the registry says are two.
    pub static RULE = {
        id: "name/inconsistent-spelling",
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
        let is_ours = |form: &_| !is_a_letter_apart(form) || differ_as_transliterations(form);
        report(names, is_ours, title, findings);
    }
}

fn title(role: Role) -> Message {
    Message::from(match role {
        Role::PersonName => "one person, several spellings",
        Role::OrganizationName => "one organisation, several spellings",
        Role::Office => "one office, several spellings",
        Role::PlaceName => "one place, several spellings",
        _ => "one country, several spellings",
    })
}
