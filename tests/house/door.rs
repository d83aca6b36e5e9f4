//! The door stays narrow: what others can name is on a list, and whoever makes it longer says so.

use std::fmt::Write;
use std::path::Path;

#[test]
fn what_others_can_name_is_on_the_list() {
    let mut list = String::new();
    list_names("tadqiq", Path::new("src/lib.rs"), Path::new("src"), &mut list);
    insta::assert_snapshot!("door", list);
}

/// Lists what a module's file makes public, and goes on into the modules among it, whose files lie in `folder`.
fn list_names(module: &str, file: &Path, folder: &Path, list: &mut String) {
    let text = std::fs::read_to_string(file).unwrap();
    for (kind, name) in public_names(&text) {
        writeln!(list, "{module}::{name}").unwrap();
        if kind == "mod" && name != "internals" {
            let inner = folder.join(&name);
            list_names(&format!("{module}::{name}"), &inner.with_extension("rs"), &inner, list);
        }
    }
}

#[test]
fn examples_go_through_the_door() {
    for entry in std::fs::read_dir("examples").unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(!text.contains("internals"), "{} goes behind the door", path.display());
        }
    }
}

/// The names that a file's own lines make public, each with its kind: `pub mod`, `pub use`, and items outside of all
/// blocks.
fn public_names(text: &str) -> Vec<(&str, String)> {
    let mut names = Vec::new();
    for (at, start) in text.match_indices("\npub ") {
        let rest = &text[at + start.len()..];
        let Some((kind, named)) = rest.split_once(' ') else { continue };
        match kind {
            "use" => {
                let tree = named.split_once(';').map_or(named, |(tree, _)| tree);
                names.extend(used_names(tree).into_iter().map(|name| (kind, name)));
            }
            _ => names.push((kind, plain_name(named.trim_start_matches("fn ")))),
        }
    }
    names.sort_by(|(_, one), (_, other)| one.cmp(other));
    names
}

/// The names that a use tree brings: the last part of each path in it.
fn used_names(tree: &str) -> Vec<String> {
    let last = tree.rsplit_once("::").map_or(tree, |(_, last)| last);
    let names = last.trim_matches(['{', '}', ' ', '\n']).split(',').map(plain_name);
    names.filter(|name| !name.is_empty()).collect()
}

fn plain_name(written: &str) -> String {
    written.trim().chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect()
}

#[test]
fn public_names_are_read() {
    let text = "//! x\npub use a::b;\n    pub fn inner() {}\npub struct C<'r> {\npub use d::{\n    E, F,\n};\npub fn g(x: u8) {}\n";
    let names: Vec<String> = public_names(text).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["C", "E", "F", "b", "g"]);
}
