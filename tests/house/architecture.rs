//! ARCHITECTURE.md and CONTRIBUTING.md name files, tests, questions and commands that are there.

use std::path::Path;

fn page(name: &str) -> String {
    std::fs::read_to_string(name).unwrap()
}

/// What stands between backticks in a line.
fn code(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

/// The rows of the table under a heading, without its head.
fn rows<'p>(page: &'p str, heading: &str) -> Vec<&'p str> {
    let section = page.split(&format!("\n## {heading}\n")).nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    section.lines().filter(|line| line.starts_with('|')).skip(2).collect()
}

#[test]
fn every_invariant_names_tests_that_are_there() {
    let architecture = page("ARCHITECTURE.md");
    let rows = rows(&architecture, "Invariants");
    assert!(rows.len() > 20);
    for row in rows {
        let held_by = row.trim_end_matches('|').rsplit('|').next().unwrap();
        let mut file = None;
        let mut tests = 0;
        for word in code(held_by) {
            if word.contains('/') {
                file = Some(page(word));
                continue;
            }
            let text = file.as_ref().unwrap_or_else(|| panic!("no file is named before {word}"));
            assert!(text.contains(&format!("fn {word}(")), "{word} is not there: {row}");
            tests += 1;
        }
        assert!(tests > 0, "nothing holds it: {row}");
    }
}

#[test]
fn every_room_is_in_the_table_in_the_order_of_the_arrows() {
    let architecture = page("ARCHITECTURE.md");
    let listed: Vec<&str> = rows(&architecture, "Rooms").into_iter().map(|row| code(row)[0]).collect();
    let rooms: Vec<&str> = super::arrows::ROOMS.iter().map(|(room, _)| *room).collect();
    assert_eq!(listed, rooms);
}

#[test]
fn every_file_that_the_pages_name_is_there() {
    for name in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let page = page(name);
        let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let is_path = |word: &&str| {
            ["src/", "tests/", "crates/", "examples/", "fixtures/", ".ci/"]
                .iter()
                .any(|start| word.starts_with(start))
        };
        let named = page.lines().flat_map(code).filter(is_path);
        for path in links.filter(|link| !link.contains("://")).chain(named) {
            let is_example = path.contains("name/digit");
            assert!(
                is_example || path.contains(['<', '…']) || Path::new(path).exists(),
                "{name} names {path}"
            );
        }
    }
}

#[test]
fn the_questions_that_every_rule_is_asked_are_those_of_the_page() {
    let contributing = page("CONTRIBUTING.md");
    let tests = page("tests/rules.rs");
    let questions: Vec<&str> =
        tests.split("ask(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(questions.len() >= 6);
    let listed: Vec<&str> = rows(&contributing, "What every rule is asked")
        .into_iter()
        .filter_map(|row| row.split('|').nth(1).map(str::trim))
        .collect();
    assert_eq!(listed, questions);
}

#[test]
fn the_tasks_that_the_pages_name_are_there() {
    let usage = page("crates/xtask/src/main.rs");
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let page = page(name);
        let named = page.split("cargo xtask ").skip(1);
        let tasks = named.filter_map(|rest| rest.split([' ', '`', '\n', ',']).next());
        for task in tasks.filter(|task| !task.is_empty()) {
            assert!(usage.contains(&format!("\ncargo xtask {task} ")), "{name} names {task}");
        }
    }
}
