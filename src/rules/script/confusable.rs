//! `script/confusable`

use std::collections::BTreeMap;

use unicode_security::confusable_detection::skeleton;

use crate::knowledge::fields::NAMES;
use crate::knowledge::names::observation::observe;
use crate::message;
use crate::record::facts::Uses;
use crate::record::{Context, Facts};
use crate::rule::{Check, Findings, Needs};
use crate::text::character::{Script, scripts};
use crate::text::key::{exact_key, orthographic_key};
use crate::words::{Argument, Level};

rule! {
    /// Two names look alike and are not the same.
    ///
    /// Сосо in Cyrillic and Coco in Latin letters are drawn alike. One of the two was typed on the wrong keyboard, or to be
    /// taken for the other; whoever counts by name counts two.
    ///
    /// Write both in the script that the name belongs to.
    ///
    /// **Not an error:** ي and ى, figures that look like letters, capital I and small l: they are one script, and
    /// other rules know better.
    pub static RULE = {
        id: "script/confusable",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["script/mixed"],
        check: Check::dataset(Needs::any_of(&NAMES), observe, conclude),
    }
}

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    // Names are held against names of their kind.
    for role in NAMES {
        let mut uses = facts.uses(role.name());
        uses.retain(|uses| uses.form.chars().any(char::is_alphabetic));
        // Only a word in another script can be taken for one in Latin or Arabic letters.
        if uses.iter().all(|uses| uses.form.is_ascii()) {
            continue;
        }
        let mut alike: BTreeMap<String, Vec<Uses<'_>>> = BTreeMap::new();
        for uses in uses {
            alike.entry(skeleton(&exact_key(uses.form)).collect()).or_default().push(uses);
        }
        for forms in alike.values_mut().filter(|forms| forms.len() > 1) {
            forms.sort_by_key(|uses| (std::cmp::Reverse(uses.count()), uses.places().next()));
            compare(forms, findings);
        }
    }
}

fn compare(forms: &[Uses<'_>], findings: &mut Findings<'_>) {
    for (index, rarer) in forms.iter().enumerate().skip(1) {
        let own = scripts(rarer.form);
        let Some(other) = forms.iter().take(index).find(|other| {
            scripts(other.form) != own && orthographic_key(other.form) != orthographic_key(rarer.form)
        }) else {
            continue;
        };
        let Some(first) = other.places().next() else { continue };
        for place in rarer.places() {
            let label = message!(
                "{form}, in {own}, looks like {other}, in {others}",
                form: rarer.form,
                own: names(&own),
                other: other.form,
                others: names(&scripts(other.form))
            );
            findings.at(place, label).related(first, "the name it looks like");
        }
    }
}

fn names(scripts: &[Script]) -> Argument {
    Argument::List(scripts.iter().map(|script| Argument::ours(script.full_name())).collect())
}
