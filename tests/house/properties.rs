//! Property tests are asked the same of everybody.

use std::path::{Path, PathBuf};

#[path = "../support/properties.rs"]
mod config;

pub use config::config;

#[test]
fn every_property_draws_its_cases_from_the_one_seed() {
    let mut wrong = Vec::new();
    let mut asked = 0;
    for file in ["src", "tests"].map(Path::new).into_iter().flat_map(rust_files) {
        let text = std::fs::read_to_string(&file).unwrap();
        // In two parts, so that this file holds none.
        for (at, start) in text.match_indices(concat!("proptest", "! {\n")) {
            asked += 1;
            let first = text[at + start.len()..].lines().next().unwrap_or_default().trim();
            if !first.starts_with("#![proptest_config(") || !first.contains("crate::properties::config()") {
                let line = text[..at].matches('\n').count() + 1;
                wrong.push(format!(
                    "{}:{line}: #![proptest_config(crate::properties::config())]",
                    file.display()
                ));
            }
        }
    }
    assert!(asked > 15, "properties are looked for in the wrong places");
    assert!(wrong.is_empty(), "these draw other cases on every run:\n{}", wrong.join("\n"));
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}
