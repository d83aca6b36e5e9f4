//! What each rule finds in the real records, held against the counts that are kept beside this: a change that makes a
//! rule say more, or less, says so in its own commit. `TADQIQ_UPDATE=1` writes what is found.

use std::collections::BTreeSet;
use std::path::Path;

use libtest_mimic::{Failed, Trial};

use super::real::{FILES, check};

const COUNTS: &str = "tests/suites/real_counts.tsv";

/// The trial over the real records in `shared`.
pub fn trials(shared: &Path) -> Vec<Trial> {
    let folder = shared.join("data/real");
    let name = "real::each rule finds as much as it is known to find".to_owned();
    vec![Trial::test(name, move || are_known(&folder))]
}

fn are_known(folder: &Path) -> Result<(), Failed> {
    let mut found = String::from("# file, rule, findings\n");
    for (file, _) in FILES {
        for (rule, count) in check(folder.join(file), "")?.counts.by_rule {
            found.push_str(&format!("{file}\t{rule}\t{count}\n"));
        }
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(COUNTS);
    if std::env::var_os("TADQIQ_UPDATE").is_some() {
        return Ok(std::fs::write(kept, found)?);
    }
    let known = std::fs::read_to_string(kept)?;
    let (known, found): (BTreeSet<&str>, BTreeSet<&str>) = (known.lines().collect(), found.lines().collect());
    let lines = |sign: char, lines: Vec<&&str>| -> String {
        lines.into_iter().map(|line| format!("{sign} {line}\n")).collect()
    };
    let gone = lines('-', known.difference(&found).collect());
    let added = lines('+', found.difference(&known).collect());
    match gone.is_empty() && added.is_empty() {
        true => Ok(()),
        false => Err(format!("not what {COUNTS} has:\n{gone}{added}").into()),
    }
}
