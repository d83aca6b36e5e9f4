//! Begins a rule: all that a rule has, each part ready to be filled in.

use std::path::{Path, PathBuf};

use crate::error::TaskError;

mod index;
#[cfg(test)]
mod tests;

use index::{in_order, in_table};

const RULE: &str = include_str!("new_rule/rule.rs.txt");
const FAILS: &str = include_str!("new_rule/fails.ndjson");
const PASSES: &str = include_str!("new_rule/passes.ndjson");

/// Words that no module can be called by.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];
/// Families that mean something else: all rules, and the tests of the index.
const NO_FAMILIES: &[&str] = &["all", "tests"];

/// A file with the text that it will have.
type Text = (PathBuf, String);

/// Begins a rule of this name and says what is to be done next.
///
/// # Errors
///
/// For a name that is none or is taken, and an index that is not as it was. Nothing is written then.
pub fn new_rule(root: &Path, id: &str) -> Result<String, TaskError> {
    let (family, defect) = parts(id)?;
    let rules = root.join("src/rules");
    let own = rules.join(family).join(format!("{}.rs", module(defect)));
    let fixtures = root.join("fixtures/rules").join(family).join(defect);
    is_free(id, &own, &fixtures, &rules)?;

    let fill = |template: &str, since: &str| template.replace("{id}", id).replace("{since}", since);
    let since = version(&root.join("Cargo.toml"))?;
    let mut texts = vec![
        (own, fill(RULE, &since)),
        (fixtures.join("fails.ndjson"), fill(FAILS, &since)),
        (fixtures.join("passes.ndjson"), fill(PASSES, &since)),
    ];
    texts.extend(of_index(root, family, defect)?);
    texts.iter().try_for_each(write)?;
    Ok(next_steps(root, id, &texts))
}

/// The family and the defect of a name.
fn parts(id: &str) -> Result<(&str, &str), TaskError> {
    let is_word = |word: &str| {
        let is_part = |part: &str| {
            !part.is_empty() && part.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
        };
        word.starts_with(|first: char| first.is_ascii_lowercase()) && word.split('-').all(is_part)
    };
    let (family, defect) = id
        .split_once('/')
        .filter(|(family, defect)| is_word(family) && is_word(defect) && !family.contains('-'))
        .ok_or_else(|| TaskError::IdIllFormed { id: id.to_owned() })?;
    let taken = [family, defect].into_iter().find(|word| KEYWORDS.contains(word));
    match taken.or_else(|| NO_FAMILIES.contains(&family).then_some(family)) {
        Some(word) => Err(TaskError::WordTaken { word: word.to_owned() }),
        None => Ok((family, defect)),
    }
}

/// The module of a defect.
fn module(defect: &str) -> String {
    defect.replace('-', "_")
}

/// Whether no rule is called so, nor was: an old name still means its rule.
fn is_free(id: &str, own: &Path, fixtures: &Path, rules: &Path) -> Result<(), TaskError> {
    let taken = |file: &Path| Err(TaskError::IdTaken { id: id.to_owned(), file: file.to_owned() });
    if let Some(there) = [own, fixtures].into_iter().find(|path| path.exists()) {
        return taken(there);
    }
    for family in entries(rules)?.iter().filter(|path| path.is_dir()) {
        for file in entries(family)?.iter().filter(|path| path.is_file()) {
            let text = read(file)?;
            let mut aliases = text.lines().map(str::trim).filter(|line| line.starts_with("aliases: ["));
            if aliases.any(|line| line.contains(&format!("\"{id}\""))) {
                return taken(file);
            }
        }
    }
    Ok(())
}

/// The index, and the family's list of modules, with the rule in them.
fn of_index(root: &Path, family: &str, defect: &str) -> Result<Vec<Text>, TaskError> {
    let file = root.join("src/rules.rs");
    let mut index = read(&file)?;
    let list = root.join("src/rules").join(format!("{family}.rs"));
    let is_new = !list.exists();
    let modules =
        if is_new { format!("//! TODO: what the rules of {family} look at.\n\n") } else { read(&list)? };
    if is_new {
        index = in_order(&index, family)
            .ok_or(TaskError::Unexpected { file: file.clone(), lacks: "pub mod line" })?;
    }
    let index = in_table(&index, family, defect)
        .ok_or(TaskError::Unexpected { file: file.clone(), lacks: "list called ALL, closed by ];" })?;
    let modules = match in_order(&modules, &module(defect)) {
        Some(modules) => modules,
        None => format!("{modules}pub mod {};\n", module(defect)),
    };
    Ok(vec![(list, modules), (file, index)])
}

/// The version that the next rule comes with.
fn version(manifest: &Path) -> Result<String, TaskError> {
    let text = read(manifest)?;
    let said = text.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    let lacks = "line version = \"…\"";
    said.map(str::to_owned).ok_or(TaskError::Unexpected { file: manifest.to_owned(), lacks })
}

fn next_steps(root: &Path, id: &str, texts: &[Text]) -> String {
    let mut said = String::from("written:\n");
    for (file, _) in texts {
        let file = file.strip_prefix(root).unwrap_or(file).display();
        said += &format!("  {file}\n");
    }
    said += &format!(
        "next:\n  \
         1. write the page, the level and the check; the page is not written while it says TODO\n  \
         2. write a record a line that the rule minds, and one that looks alike and is right\n  \
         3. cargo test --test rules {id}\n  \
         4. cargo xtask bless, and read what it shows as a curator would\n"
    );
    said
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, TaskError> {
    let entries = std::fs::read_dir(folder).map_err(TaskError::of_file(folder))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

fn read(file: &Path) -> Result<String, TaskError> {
    std::fs::read_to_string(file).map_err(TaskError::of_file(file))
}

fn write((file, text): &Text) -> Result<(), TaskError> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(TaskError::of_file(folder))?;
    }
    std::fs::write(file, text).map_err(TaskError::of_file(file))
}
