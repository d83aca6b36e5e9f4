//! `name/stray-conjunction`

use rustc_hash::FxHashMap;

use crate::knowledge::fields::NAMES;
use crate::knowledge::names::observation::observe;
use crate::knowledge::names::registry::{offices, registries};
use crate::message;
use crate::record::facts::Uses;
use crate::record::{Context, Facts};
use crate::rule::{Check, Findings, Needs};
use crate::text::character::is_arabic_letter;
use crate::text::key::orthographic_key;
use crate::text::stretch::tokens;
use crate::words::Safety;
use crate::words::{Edit, FactPlace, Fix, Level, Place, Role};

rule! {
    /// A و stands between a noun and what belongs to it.
    ///
    /// «المدير العام للأمن و الوطني» joins what is one name: the office is «المدير العام للأمن الوطني», and written so
    /// elsewhere. The rule speaks only where the name without و is known: from the registry, or from records that
    /// have it at least as often.
    ///
    /// The fix, offered, takes the و out.
    ///
    /// **Not an error:** what is joined by right: «الأمن والدفاع».
    pub static RULE = {
        id: "name/stray-conjunction",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::dataset(Needs::any_of(&NAMES), observe, conclude),
    }
}

const ROLES: [Role; 2] = [Role::Office, Role::OrganizationName];

fn conclude(facts: &Facts, context: &Context, findings: &mut Findings<'_>) {
    for role in ROLES {
        let mut uses = facts.uses(role.name());
        uses.retain(|uses| uses.form.chars().any(is_arabic_letter));
        if uses.is_empty() {
            continue;
        }
        let known = Known::of(role, &uses, context);
        for name in &uses {
            report(name, &known, findings);
        }
    }
}

/// The names that are known, by key: how many values of the records have them, and where the first is.
struct Known<'f> {
    written: FxHashMap<String, (usize, &'f str, FactPlace)>,
    registered: FxHashMap<String, String>,
}

impl<'f> Known<'f> {
    fn of(role: Role, uses: &[Uses<'f>], context: &Context) -> Self {
        let mut written: FxHashMap<String, (usize, &str, FactPlace)> = FxHashMap::default();
        for uses in uses {
            let Some(first) = uses.places().next() else { continue };
            written.entry(orthographic_key(uses.form)).or_insert((0, uses.form, first)).0 += uses.count();
        }
        let names: Vec<&str> = match role {
            Role::Office => offices(context).collect(),
            role => registries(context, role)
                .flat_map(|registry| registry.entries())
                .flat_map(|entry| entry.names())
                .collect(),
        };
        let registered = names.into_iter().map(|name| (orthographic_key(name), name.to_owned())).collect();
        Self { written, registered }
    }
}

fn report(name: &Uses<'_>, known: &Known<'_>, findings: &mut Findings<'_>) {
    // A name with every و taken out in turn is looked up: of an endless one that would take the square of its length.
    const LONGEST: usize = 1_000;

    // What the registry has is right as it is.
    if name.form.len() > LONGEST || known.registered.contains_key(&orthographic_key(name.form)) {
        return;
    }
    for conjunction in conjunctions(name.form) {
        let without = format!("{}{}", conjunction.before, conjunction.after);
        let key = orthographic_key(&without);
        let of_registry = known.registered.get(&key);
        let of_records = known.written.get(&key).filter(|(count, ..)| *count >= name.count());
        if of_registry.is_none() && of_records.is_none() {
            continue;
        }
        for place in name.places() {
            let at = Place::from(place).characters(conjunction.characters.clone());
            let label = match (of_registry, of_records) {
                (Some(registered), _) => {
                    message!("a و too many: the registry has {registered}", registered: registered.as_str())
                }
                (None, Some((count, other, _))) => {
                    message!("a و too many: {count} times it is {other}", count: *count, other: *other)
                }
                (None, None) => continue,
            };
            let finding = findings.at(at.clone(), label);
            if let Some((_, _, first)) = of_records {
                finding.related(*first, "without و");
            }
            finding.fix(Fix {
                title: message!("take the و out"),
                safety: Safety::Unsafe,
                edits: vec![Edit::Replace { place: at, text: String::new() }],
            });
        }
        return;
    }
}

struct Conjunction<'t> {
    characters: std::ops::Range<usize>,
    before: &'t str,
    after: &'t str,
}

/// Every و that may join two words: one that stands apart, with the space behind it, and one at the head of a word.
fn conjunctions(text: &str) -> Vec<Conjunction<'_>> {
    let inner = tokens(text).filter(|token| !token.before.trim().is_empty() && token.text.starts_with('و'));
    inner
        .filter_map(|token| {
            let (rest, length) = if token.text == "و" {
                let rest = token.after.trim_start();
                (rest, 1 + token.after[..token.after.len() - rest.len()].chars().count())
            } else {
                (&text[token.before.len() + 'و'.len_utf8()..], 1)
            };
            let is_followed = !rest.trim().is_empty();
            let start = token.characters.start;
            is_followed.then_some(Conjunction {
                characters: start..start + length,
                before: token.before,
                after: rest,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_waw_can_be_taken_out() {
        let without = |text: &str| -> Vec<String> {
            conjunctions(text).iter().map(|found| format!("{}{}", found.before, found.after)).collect()
        };
        assert_eq!(without("المدير العام للأمن و الوطني"), ["المدير العام للأمن الوطني"]);
        assert_eq!(without("المدير العام للأمن والوطني"), ["المدير العام للأمن الوطني"]);
        assert_eq!(without("وزير الداخلية"), [""; 0]);
    }
}
