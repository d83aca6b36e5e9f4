//! `script/confusable`

use std::collections::BTreeMap;

use unicode_security::confusable_detection::skeleton;

use crate::knowledge::fields::NAMES;
use crate::knowledge::names::observation::observe;
use crate::message;
use crate::record::facts::Uses;
use crate::record::{Context, Facts};
use crate::rule::{Check, Findings, Needs};
use crate::text::character::{Script, main_script, scripts};
use crate::text::difference::difference;
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
        let main = most_used(&uses);
        let mut alike: BTreeMap<String, Vec<Uses<'_>>> = BTreeMap::new();
        for uses in uses {
            alike.entry(skeleton(&exact_key(uses.form)).collect()).or_default().push(uses);
        }
        for forms in alike.values_mut().filter(|forms| forms.len() > 1) {
            // The one with a letter of another script is the one that was mistyped, however often.
            forms.sort_by_key(|uses| {
                let scripts = scripts(uses.form);
                let is_rare = scripts.first() != main.as_ref();
                (scripts.len(), std::cmp::Reverse(uses.count()), is_rare, uses.places().next())
            });
            compare(forms, findings);
        }
    }
}

/// The script that most of the names are written in.
fn most_used(uses: &[Uses<'_>]) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for form in uses {
        let Some(script) = main_script(form.form) else { continue };
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    // Where as many names are in either, the records' own scripts count.
    let is_usual = |script: Script| matches!(script, Script::Latin | Script::Arabic);
    counts.into_iter().max_by_key(|(script, count)| (*count, is_usual(*script))).map(|(script, _)| script)
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
            let differences: Vec<String> =
                difference(rarer.form, other.form).iter().map(ToString::to_string).collect();
            let finding = findings.at(place, label).related(first, "the name it looks like");
            finding.note(message!("they differ by {differences}", differences));
            finding.help("write both in the script that the name belongs to");
        }
    }
}

fn names(scripts: &[Script]) -> Argument {
    Argument::List(scripts.iter().map(|script| Argument::ours(script.full_name())).collect())
}
