//! The library as a program of somebody else's uses it.

use std::path::Path;

use tadqiq::SchemaName;
use tadqiq::{Options, Report, Subject};

use crate::support::{CLEAN, Scene, clean, lacking};

fn found(report: &Report) -> Vec<(&str, String)> {
    report.diagnostics().map(|found| (found.rule.id(), found.site.file.expose().to_owned())).collect()
}

#[test]
fn paths_a_text_and_one_record_are_checked_alike() {
    let scene = Scene::new([("r.ndjson", format!("{}\n{}\n", clean("a"), lacking("b")))]);
    let path = scene.path("r.ndjson");
    let of_path = tadqiq::check(&Subject::paths([&path]), &Options::default()).unwrap();
    let text = std::fs::read(&path).unwrap();
    let of_text = tadqiq::check(&Subject::text("r.ndjson", &text), &Options::default()).unwrap();
    let of_record = tadqiq::check(&Subject::record(lacking("b")), &Options::default()).unwrap();
    let rules =
        |report: &Report| found(report).into_iter().map(|(rule, _)| rule.to_owned()).collect::<Vec<_>>();
    assert!(of_path.diagnostics().len() > 0);
    assert_eq!(rules(&of_path), rules(&of_text));
    assert_eq!(rules(&of_path), rules(&of_record));
    assert_eq!((of_path.counts.judged, of_text.counts.judged, of_record.counts.judged), (2, 2, 1));
    assert_eq!(of_record.diagnostics().next().unwrap().site.file.expose(), "record.json");
    let plain = |report: &Report| tadqiq::render::plain(report);
    assert_eq!(plain(&of_path).replace(&path.to_string_lossy().into_owned(), "r.ndjson"), plain(&of_text));
}

#[test]
fn what_keeps_a_run_from_starting_is_an_error_and_all_else_a_report() {
    let subject = Subject::record(CLEAN);
    let with = |schema: &str| Options {
        schema: Some(SchemaName::read(schema, Path::new("."))),
        ..Options::default()
    };
    assert!(matches!(tadqiq::check(&subject, &with("meetin")), Err(tadqiq::Error::UnknownSchema { .. })));
    assert_eq!(tadqiq::check(&subject, &with("meetin")).unwrap_err().kind(), tadqiq::ErrorKind::Schema);
    assert!(tadqiq::check(&subject, &with("./nowhere.json")).is_err());
    let unknown = Options { select: vec!["nmae".to_owned()], ..Options::default() };
    assert!(matches!(tadqiq::check(&subject, &unknown), Err(tadqiq::Error::UnknownRule { .. })));
    let gone = tadqiq::check(&Subject::paths(["nowhere.json"]), &Options::default()).unwrap();
    assert_eq!((gone.faults.len(), gone.counts.records), (1, 0));
}

#[test]
fn the_plain_rendering_is_the_same_every_time() {
    let options = |threads| Options { threads: std::num::NonZeroUsize::new(threads), ..Options::default() };
    let report =
        |threads| tadqiq::check(&Subject::paths(["fixtures/meetings-2022"]), &options(threads)).unwrap();
    let first = tadqiq::render::plain(&report(1));
    assert!(first.contains("name/inconsistent-spelling") && !first.contains('\u{1b}'));
    for threads in [1, 2, 4] {
        assert_eq!(tadqiq::render::plain(&report(threads)), first);
    }
}

#[test]
fn reports_may_cross_threads() {
    fn is_shared<T: Send + Sync + 'static>() {}
    is_shared::<Report>();
    is_shared::<tadqiq::Error>();
    is_shared::<Subject>();
    is_shared::<Options>();
}
