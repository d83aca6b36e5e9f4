//! `docs/annotate.md` says what is so: its list of roles is made of the index of rules (`TADQIQ_UPDATE=1 cargo test --test
//! house` writes it again), its schemas are those beside it, and its commands say what it shows.

use std::fmt::Write;

use serde_json::Value;
use tadqiq::internals::rules::ALL;
use tadqiq::rule::Needs;
use tadqiq::{Role, RoleType};

use crate::readme::arguments;
use crate::support::{blocks_of, run_here};

const PAGE: &str = "docs/annotate.md";
const BEGIN: &str = "<!-- The roles: made of the index of rules; do not edit. -->\n";
const END: &str = "<!-- The end of the roles. -->\n";

fn page() -> String {
    std::fs::read_to_string(PAGE).unwrap()
}

/// What the vocabulary's own schema says of a role.
fn meaning(role: Role) -> String {
    let schema: Value = serde_json::from_str(include_str!("../../schemas/x-tadqiq.schema.json")).unwrap();
    let meaning = schema["$defs"]["role"]["x-tadqiq-labels"][role.name()][0].as_str().unwrap();
    let meaning = meaning.strip_prefix("group: ").unwrap_or(meaning);
    let mut letters = meaning.chars();
    let first = letters.next().unwrap().to_uppercase();
    format!("{first}{}.", letters.as_str())
}

/// The rules that a role wakes, by family; where a rule needs others as well, with these.
fn woken(role: Role) -> String {
    let mut families: Vec<(&str, Vec<String>)> = Vec::new();
    for rule in ALL {
        let (roles, together) = match rule.check().needs() {
            Needs::AnyOf(roles) => (roles.to_vec(), Vec::new()),
            Needs::AllOf(roles) => (roles.to_vec(), roles.to_vec()),
            _ => continue,
        };
        if !roles.contains(&role) {
            continue;
        }
        let (family, defect) = rule.id().split_once('/').unwrap();
        let others: Vec<String> = together
            .iter()
            .filter(|other| **other != role)
            .map(|other| format!("`{}`", other.name()))
            .collect();
        let with = if others.is_empty() { String::new() } else { format!(" (with {})", others.join(", ")) };
        let defect = format!("{defect}{with}");
        match families.iter_mut().find(|(known, _)| *known == family) {
            Some((_, defects)) => defects.push(defect),
            None => families.push((family, vec![defect])),
        }
    }
    let lines =
        families.iter().map(|(family, defects)| format!("  - **{family}/** {}\n", defects.join(", ")));
    lines.collect()
}

fn roles() -> String {
    let mut list = String::new();
    let mut of_kind = |title: &str, kind: fn(Role) -> bool| {
        writeln!(list, "### {title}\n").unwrap();
        for role in Role::ALL.into_iter().filter(|role| kind(*role)) {
            let goes_on = role.goes_on().name();
            writeln!(list, "- **`{}`** ({goes_on}): {}", role.name(), meaning(role)).unwrap();
            match woken(role) {
                rules if rules.is_empty() => {
                    list.push_str("  - wakes no rule alone; others read it beside what they look at\n")
                }
                rules => list.push_str(&rules),
            }
        }
        list.push('\n');
    };
    of_kind("Roles of values", |role| role.goes_on() != RoleType::Object);
    of_kind("Roles of objects", |role| role.goes_on() == RoleType::Object);
    list
}

#[test]
fn the_roles_of_the_page_are_those_of_the_rules() {
    let page = page();
    let (before, rest) = page.split_once(BEGIN).expect("the page has a place for the roles");
    let (kept, after) = rest.split_once(END).expect("the place ends");
    let due = format!("\n{}", roles());
    if std::env::var_os("TADQIQ_UPDATE").is_some() {
        std::fs::write(PAGE, format!("{before}{BEGIN}{due}{END}{after}")).expect("the page can be written");
    }
    assert_eq!(kept, due);
}

fn blocks() -> Vec<(String, String)> {
    blocks_of(PAGE)
}

#[test]
fn its_schemas_are_the_files_beside_it() {
    let shown: Vec<Value> = blocks()
        .iter()
        .filter(|(language, text)| language == "json" && text.contains("\"required\""))
        .map(|(_, text)| serde_json::from_str(text).unwrap())
        .collect();
    let files: Vec<Value> = ["bare", "visit"]
        .map(|name| std::fs::read_to_string(format!("docs/annotate/{name}.schema.json")).unwrap())
        .iter()
        .map(|text| serde_json::from_str(text).unwrap())
        .collect();
    assert_eq!(shown, files);
}

#[test]
fn its_annotations_are_such() {
    let vocabulary: Value = serde_json::from_str(include_str!("../../schemas/x-tadqiq.schema.json")).unwrap();
    let annotation = &vocabulary["$defs"]["annotation"];
    let mut schema = annotation.clone();
    schema["$defs"] = vocabulary["$defs"].clone();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let shown = blocks().into_iter().filter(|(language, _)| language == "json").map(|(_, text)| text);
    let mut count = 0;
    for text in shown {
        let value: Value = serde_json::from_str(&text).unwrap();
        let mut waiting = vec![&value];
        while let Some(value) = waiting.pop() {
            if let Some(annotation) = value.get("x-tadqiq") {
                assert!(validator.is_valid(annotation), "{annotation}");
                count += 1;
            }
            waiting.extend(value.as_object().into_iter().flat_map(|members| members.values()));
            waiting.extend(value.as_array().into_iter().flatten());
        }
    }
    assert!(count > 10, "{count}");
}

#[test]
fn its_commands_say_what_it_shows() {
    let blocks = blocks();
    let mut compared = 0;
    for pair in blocks.windows(2) {
        let [(shell, command), (language, shown)] = pair else { continue };
        if (shell.as_str(), language.as_str()) != ("sh", "text") {
            continue;
        }
        let words = command.lines().find_map(arguments).unwrap();
        let ran = run_here(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let mut rest = ran.out.as_str();
        for part in shown.split("…\n").filter(|part| !part.is_empty()) {
            let at = rest.find(part).unwrap_or_else(|| panic!("{command}{part}is not in\n{}", ran.out));
            rest = &rest[at + part.len()..];
        }
        compared += 1;
    }
    assert!(compared >= 3, "{compared}");
}
