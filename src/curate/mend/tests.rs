use super::*;
use crate::policy::bound::{MOST_OF_A_FILE, MOST_OF_A_RULE};

fn record(id: usize, names: usize, name: &str) -> String {
    let names: Vec<String> = (0..names).map(|number| format!(r#"{{"name": "{name} {number}"}}"#)).collect();
    format!(r#"{{"id": "r{id}", "kind": "visit", "participants": [{}]}}"#, names.join(", "))
}

/// More than a report shows of a rule, in a file and in a record.
fn lines(name: &str) -> String {
    let short = (0..MOST_OF_A_FILE + 50).map(|id| record(id, 1, name));
    let long = record(MOST_OF_A_FILE + 50, MOST_OF_A_RULE + 50, name);
    short.chain([long]).map(|line| line + "\n").collect()
}

/// The bounds of a report are for readers: one round makes all that it can.
#[test]
fn a_round_has_no_bound() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ndjson");
    std::fs::write(&file, lines("A  person")).unwrap();
    let subject = Subject::paths([&file]);
    let options = Options { select: vec!["text/whitespace".to_owned()], ..Options::default() };
    let fixes = MOST_OF_A_FILE + 50 + MOST_OF_A_RULE + 50;

    let mut mender = Mender::new(&subject, &options).unwrap();
    let (report, found) = mender.check(&subject, &Choice::default()).unwrap();
    assert_eq!((report.diagnostics().count(), found.len()), (MOST_OF_A_FILE, fixes));
    let in_order = |found: &[Arc<Diagnostic>]| found.is_sorted_by_key(|found| found.site.span);
    assert!(in_order(&found), "they are taken as a report has them");
    let shown: Vec<_> = report.diagnostics().map(|found| found.fingerprint).collect();
    let first: Vec<_> = found.iter().take(shown.len()).map(|found| found.fingerprint).collect();
    assert_eq!(first, shown);

    let chosen = found.iter().map(|found| (&**found, &found.fixes[0]));
    assert_eq!(mender.make(chosen).unwrap().len(), fixes);
    let (report, found) = mender.check(&subject, &Choice::default()).unwrap();
    assert_eq!((report.diagnostics().count(), found.len()), (0, 0));

    let mending = mend(&subject, &options, Choice::default(), |_| Ok(Vec::new())).unwrap();
    assert_eq!((mending.report.mended.len(), mending.ending), (fixes, Ending::Done));
    mending.write().unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), lines("A person"));
}
