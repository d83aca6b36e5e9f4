//! Dependencies point one way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What a module may use of ours, itself aside. A module that is not listed is not allowed: say here
/// what it may know before you write it. Types that everything speaks in are in [`WORDS`].
const ARROWS: [(&str, &[&str]); 33] = [
    ("text", &[]),
    ("date", &[]),
    ("pointer", &[]),
    ("untrusted", &[]),
    ("level", &[]),
    ("message", &["untrusted"]),
    ("place", &[]),
    ("role", &[]),
    ("document", &["pointer"]),
    ("split", &["document"]),
    ("layout", &["document", "pointer", "role", "text"]),
    ("countries", &["text"]),
    ("digest", &["document"]),
    ("record", &["date", "digest", "document", "layout"]),
    ("registry", &["record", "text"]),
    // The texts that sources have: cut and folded once, for the rules that hold records against them.
    ("evidence", &["date", "locate", "text"]),
    ("context", &["date", "evidence", "record", "registry"]),
    ("facts", &["record"]),
    ("fix", &["report"]),
    ("finding", &[]),
    ("report", &["error", "text"]),
    ("rule", &["record", "context", "facts", "finding", "rules", "text"]),
    (
        "rules",
        &[
            "rule",
            "record",
            "context",
            "facts",
            "finding",
            "fix",
            "text",
            "date",
            "document",
            "registry",
            "report",
            "countries",
            "digest",
            "evidence",
        ],
    ),
    ("locate", &["document", "report"]),
    ("excerpt", &["document", "locate", "report", "text"]),
    ("schema", &["document", "finding", "fix", "rules", "report", "text", "excerpt"]),
    ("error", &["config", "text", "discover"]),
    ("config", &["error", "input", "text"]),
    ("discover", &["config", "error", "report", "split", "text", "input"]),
    ("input", &["discover", "error", "split"]),
    ("ruleset", &["config", "error"]),
    ("render", &["report", "text"]),
    ("diagnose", &["document", "evidence", "excerpt", "layout", "locate", "report"]),
];

/// The words of the house, which every module that makes or takes findings speaks.
const WORDS: [&str; 9] =
    ["message", "place", "level", "pointer", "role", "untrusted", "rule", "finding", "fix"];

/// The top: what may use everything below it.
const TOP: [&str; 4] = ["cli", "engine", "explain", "main"];

#[test]
fn every_use_of_ours_follows_the_arrows() {
    let mut wrong = Vec::new();
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    for (file, text) in sources(Path::new("src")) {
        let module = module_of(&file);
        if TOP.contains(&module.as_str()) || module == "lib" {
            continue;
        }
        let Some(may_use) = allowed.get(module.as_str()) else {
            wrong.push(format!("{} is a module that the list of arrows does not know", file.display()));
            continue;
        };
        for used in used_modules(&text) {
            let is_word = WORDS.contains(&used.as_str()) && !LEAVES.contains(&module.as_str());
            if used != module && !is_word && !may_use.contains(&used.as_str()) {
                wrong.push(format!("{} uses crate::{used}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Modules that know nothing of ours, not even its words.
const LEAVES: [&str; 3] = ["text", "date", "pointer"];

#[test]
fn no_rule_opens_a_file_or_knows_a_path() {
    for (file, text) in sources(Path::new("src/rules")) {
        for word in ["std::fs", "std::io", "std::net", "std::env", "std::process", "resolve("] {
            assert!(!text.contains(word), "{} uses {word}", file.display());
        }
    }
}

/// The modules that a file names behind `crate::`, the re-exported types by the module they come from.
fn used_modules(text: &str) -> BTreeSet<String> {
    let code: Vec<&str> = text.lines().take_while(|line| !line.contains("#[cfg(test)]")).collect();
    let code: Vec<&str> = code.into_iter().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut names = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(list) => names.extend(first_words(&list[..list.find("};").unwrap_or(list.len())])),
            None => names.extend(first_words(rest).into_iter().take(1)),
        }
    }
    names.into_iter().filter_map(|name| home_of(&name)).collect()
}

/// The first word of each item of a `use` list, nested lists left out.
fn first_words(list: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut depth = 0;
    let mut word = String::new();
    let mut open = true;
    for character in list.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                words.push(std::mem::take(&mut word));
                open = true;
            }
            _ if open && depth == 0 && (character.is_alphanumeric() || character == '_') => {
                word.push(character)
            }
            _ if depth == 0 && !character.is_whitespace() => open = false,
            _ => {}
        }
        if !open && words.is_empty() && !list.contains(',') {
            break;
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// The module a name of the crate's root stands for; none for macros.
fn home_of(name: &str) -> Option<String> {
    if name.starts_with(char::is_lowercase) {
        return (!["message", "rule"].contains(&name) || Path::new("src").join(name).exists())
            .then(|| name.to_owned());
    }
    let text = std::fs::read_to_string("src/lib.rs").unwrap();
    let line = text.lines().find(|line| line.starts_with("pub use ") && line.contains(name))?;
    Some(line.trim_start_matches("pub use ").split("::").next()?.to_owned())
}

fn module_of(file: &Path) -> String {
    let below = file.strip_prefix("src").unwrap();
    let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !path.to_string_lossy().ends_with("tests.rs")
        {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}
