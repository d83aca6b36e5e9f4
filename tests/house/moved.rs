//! A finding is known by the same in whatever order, files and spelling the records of its dataset stand: what is new
//! since a revision, and what a baseline holds, is told by that alone.

use std::collections::BTreeMap;
use std::path::Path;

use tadqiq::internals::rules;
use tadqiq::{Options, Subject};

use self::rearranged::{Change, rearrange};
use crate::support::copy;

#[path = "../support/rearranged.rs"]
pub mod rearranged;

#[test]
fn in_whatever_order_files_and_spelling_a_finding_is_known_by_the_same() {
    let names = ["flat", "foreign", "meetings-2022", "meetings-2022-clean", "passages", "rows"];
    let datasets = names.map(|name| Path::new("fixtures").join(name));
    let alone: Vec<Vec<Change>> = Change::ALL.into_iter().map(|change| vec![change]).collect();
    // There are many: each is changed in every way at once.
    let at_once = [vec![Change::Reversed, Change::Split, Change::Turned, Change::Escaped, Change::Spaced]];
    let of_rules = rules::ALL.iter().map(|rule| Path::new("fixtures/rules").join(rule.id()));
    let asked = datasets.into_iter().map(|folder| (folder, &alone[..]));
    let asked = asked.chain(of_rules.map(|folder| (folder, &at_once[..])));
    let other: Vec<String> = asked.flat_map(|(folder, changes)| differences(&folder, changes)).collect();
    assert!(other.is_empty(), "{}", other.join("\n"));
}

/// What is known by something else after each of these changes.
fn differences(folder: &Path, changes: &[Vec<Change>]) -> Vec<String> {
    let before = known(folder, &[]);
    let mut other = Vec::new();
    for change in changes {
        let after = known(folder, change);
        let lost = before.iter().filter(|(known, _)| !after.contains_key(*known)).map(|(_, said)| said);
        let new = after.iter().filter(|(known, _)| !before.contains_key(*known)).map(|(_, said)| said);
        let lines = lost.map(|said| format!("- {said}")).chain(new.map(|said| format!("+ {said}")));
        let lines: Vec<String> = lines.collect();
        if !lines.is_empty() {
            other.push(format!("{}, {change:?}:\n{}", folder.display(), lines.join("\n")));
        }
    }
    other
}

/// What is found in another order is another finding; and of what cannot be read there is nothing but its bytes.
fn is_of_the_file(rule: &str) -> bool {
    rule == "date/order-break" || rule.starts_with("json/")
}

/// What is found in a dataset that was changed, by what it is known by.
fn known(folder: &Path, changes: &[Change]) -> BTreeMap<String, String> {
    let scene = tempfile::tempdir().unwrap();
    copy(folder, scene.path());
    changes.iter().for_each(|change| rearrange(scene.path(), *change).unwrap());
    let all = rules::ALL.iter().map(|rule| rule.id()).filter(|id| !is_of_the_file(id));
    let options = Options { select: all.map(str::to_owned).collect(), ..Options::default() };
    let report = tadqiq::check(&Subject::paths([scene.path()]), &options).unwrap();
    let said = report.diagnostics().map(|found| {
        let id = found.site.record.as_ref().and_then(|record| record.id.as_ref());
        let id = id.map_or("-", |id| id.expose());
        let said = format!("{} {id}{}: {}", found.rule.id(), found.site.pointer, found.label.plain());
        (found.fingerprint.to_string(), said)
    });
    let beyond = report.fingerprints().map(|known| (known.to_string(), "beyond a bound".to_owned()));
    beyond.chain(said).collect()
}
