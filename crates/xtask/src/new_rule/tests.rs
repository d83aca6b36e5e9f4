use std::path::Path;

use tempfile::TempDir;

use super::new_rule;
use crate::error::TaskError;

/// A project with as much in it as a rule is begun by: three rules, one of which had another name.
fn project() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| {
        let path = root.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("Cargo.toml", "[package]\nname = \"tadqiq\"\nversion = \"0.2.0\"\n");
    write("src/rules.rs", INDEX);
    write("src/rules/date.rs", "//! When it was.\n\npub mod month_missing;\npub mod relative;\n");
    write("src/rules/date/month_missing.rs", "rule! {\n    aliases: [\"date/no-month\"],\n}\n");
    write("src/rules/date/relative.rs", "rule! {}\n");
    write("src/rules/text.rs", "//! Prose.\n\npub mod whitespace;\n");
    write("src/rules/text/whitespace.rs", "rule! {}\n");
    root
}

const INDEX: &str = "\
//! The index.

pub mod date;
pub mod text;

pub static ALL: &[&Rule] = &[
    &date::month_missing::RULE,
    &date::relative::RULE,
    &text::whitespace::RULE,
];

mod tests {}
";

fn read(root: &TempDir, file: &str) -> String {
    std::fs::read_to_string(root.path().join(file)).unwrap()
}

#[test]
fn a_rule_of_a_family_that_is_there_gets_its_lines_in_order() {
    for (id, position) in [("date/month-again", 0), ("date/order-break", 1), ("date/week-end", 2)] {
        let root = project();
        let said = new_rule(root.path(), id).unwrap();
        let (_, defect) = id.split_once('/').unwrap();
        let module = defect.replace('-', "_");

        let mut modules = vec!["pub mod month_missing;", "pub mod relative;"];
        let own = format!("pub mod {module};");
        modules.insert(position, &own);
        let list = read(&root, "src/rules/date.rs");
        assert_eq!(list, format!("//! When it was.\n\n{}\n", modules.join("\n")));

        let mut table: Vec<&str> = INDEX.lines().collect();
        let own = format!("    &date::{module}::RULE,");
        table.insert(6 + position, &own);
        assert_eq!(read(&root, "src/rules.rs"), table.join("\n") + "\n");

        let rule = read(&root, &format!("src/rules/date/{module}.rs"));
        assert!(rule.starts_with(&format!("//! `{id}`\n")) && rule.contains("TODO"), "{rule}");
        assert!(rule.contains(&format!("id: \"{id}\",")) && rule.contains("since: \"0.2.0\","), "{rule}");
        for kind in ["fails", "passes"] {
            let file = format!("fixtures/rules/{id}/{kind}.ndjson");
            assert_eq!(read(&root, &file).lines().count(), 1);
            assert!(said.contains(&format!("\n  {file}\n")), "{said}");
        }
    }
}

#[test]
fn a_new_family_gets_a_list_of_its_own() {
    let root = project();
    new_rule(root.path(), "place/unknown").unwrap();
    let index = INDEX
        .replace("pub mod text;", "pub mod place;\npub mod text;")
        .replace("    &text", "    &place::unknown::RULE,\n    &text");
    assert_eq!(read(&root, "src/rules.rs"), index);
    assert!(read(&root, "src/rules/place.rs").ends_with("\n\npub mod unknown;\n"));
}

#[test]
fn a_name_that_is_none_or_is_taken_is_refused_and_nothing_is_written() {
    let root = project();
    let before = tree(root.path());
    for id in [
        "",
        "date",
        "date/",
        "/x",
        "a/b/c",
        "Date/x",
        "date/x_y",
        "date/-x",
        "date/x--y",
        "1/x",
        "a-b/c",
        "../x",
    ] {
        assert!(matches!(new_rule(root.path(), id), Err(TaskError::IdIllFormed { .. })), "{id}");
    }
    for id in ["all/x", "tests/x", "type/x", "date/static"] {
        assert!(matches!(new_rule(root.path(), id), Err(TaskError::WordTaken { .. })), "{id}");
    }
    for id in ["date/month-missing", "text/whitespace", "date/no-month"] {
        assert!(matches!(new_rule(root.path(), id), Err(TaskError::IdTaken { .. })), "{id}");
    }
    assert_eq!(tree(root.path()), before);
}

#[test]
fn an_index_that_is_not_as_it_was_is_said() {
    let root = project();
    let index = root.path().join("src/rules.rs");
    std::fs::write(&index, "pub mod date;\n").unwrap();
    let before = tree(root.path());
    let said = new_rule(root.path(), "date/x").unwrap_err();
    assert!(matches!(&said, TaskError::Unexpected { file, .. } if *file == index), "{said}");
    assert_eq!(tree(root.path()), before);
}

#[test]
fn this_projects_own_index_takes_a_rule() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = tempfile::tempdir().unwrap();
    for folder in ["src/rules", "fixtures/rules"] {
        copy_folder(&here.join(folder), &root.path().join(folder));
    }
    for file in ["Cargo.toml", "src/rules.rs"] {
        std::fs::copy(here.join(file), root.path().join(file)).unwrap();
    }
    let before = tree(root.path());
    new_rule(root.path(), "date/zzz-last").unwrap();
    new_rule(root.path(), "aaa/first").unwrap();
    let after = tree(root.path());
    let changed: Vec<&str> =
        after.iter().filter(|file| !before.contains(file)).map(|(file, _)| file.as_str()).collect();
    assert_eq!(
        changed,
        [
            "fixtures/rules/aaa/first/fails.ndjson",
            "fixtures/rules/aaa/first/passes.ndjson",
            "fixtures/rules/date/zzz-last/fails.ndjson",
            "fixtures/rules/date/zzz-last/passes.ndjson",
            "src/rules.rs",
            "src/rules/aaa.rs",
            "src/rules/aaa/first.rs",
            "src/rules/date.rs",
            "src/rules/date/zzz_last.rs",
        ]
    );
    let index = read(&root, "src/rules.rs");
    let added: Vec<&str> =
        index.lines().filter(|line| line.contains("aaa") || line.contains("zzz")).collect();
    assert_eq!(added, ["pub mod aaa;", "    &aaa::first::RULE,", "    &date::zzz_last::RULE,"]);
}

/// Every file of a folder, with its text.
fn tree(root: &Path) -> Vec<(String, String)> {
    fn gather(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
        for path in super::entries(folder).unwrap() {
            if path.is_dir() {
                gather(root, &path, files);
                continue;
            }
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push((name, String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned()));
        }
    }
    let mut files = Vec::new();
    gather(root, root, &mut files);
    files.sort();
    files
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for path in super::entries(from).unwrap() {
        let target = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy_folder(&path, &target),
            false => drop(std::fs::copy(&path, &target).unwrap()),
        }
    }
}
