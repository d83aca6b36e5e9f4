use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::edit::edited;
use crate::report::{CauseId, Excerpt, Fingerprint, LocatedFix, Original, Site};
use crate::rules;
use crate::words::{Level, Pointer, Span, TextEdit};

/// An edit of the file of that number.
fn edit(file: usize, start: u64, end: u64, text: &str) -> LocatedEdit {
    let path = ["a.json", "b.json"].get(file).map(|path| Path::new(*path));
    LocatedEdit {
        file: "a file".into(),
        record: None,
        pointer: Pointer::root(),
        span: Span { start, end, ..Span::default() },
        text: text.to_owned(),
        original: Arc::new(Original::new(path, 0, b"")),
    }
}

fn fixed(safety: Safety, edits: Vec<LocatedEdit>) -> Diagnostic {
    Diagnostic {
        rule: rules::ALL[0].into(),
        level: Level::Error,
        title: "title".into(),
        label: "label".into(),
        site: Site {
            file: "a file".into(),
            record: None,
            pointer: Pointer::root(),
            span: Span::default(),
            excerpt: Excerpt::default(),
        },
        related: Vec::new(),
        notes: Vec::new(),
        help: Vec::new(),
        fixes: vec![LocatedFix { title: "fix".into(), safety, edits, preview: Vec::new() }],
        fingerprint: Fingerprint::new([0; 16]),
        cause: CauseId::new(0),
        known_by: Default::default(),
    }
}

fn report(fixes: Vec<Vec<LocatedEdit>>) -> Report {
    fixes.into_iter().map(|edits| fixed(Safety::Safe, edits)).collect()
}

/// Which fixes are made, and which are left.
fn numbers(report: &Report, choice: &Choice) -> (Vec<usize>, Vec<usize>) {
    let plan = plan(report, choice);
    let number =
        |found: &Diagnostic| report.diagnostics().position(|other| std::ptr::eq(other, found)).unwrap();
    let made = plan.fixes.iter().map(|fix| number(fix.diagnostic)).collect();
    (made, plan.left.iter().map(|left| number(left.diagnostic)).collect())
}

#[test]
fn what_overlaps_is_left_and_said() {
    let report = report(vec![
        vec![edit(0, 0, 4, "x")],
        vec![edit(0, 3, 5, "y")],
        vec![edit(0, 4, 6, "z")],
        vec![edit(1, 3, 5, "y")],
    ]);
    let plan = plan(&report, &Choice::default());
    assert_eq!(numbers(&report, &Choice::default()), (vec![0, 2, 3], vec![1]));
    assert!(
        matches!(plan.left[0].why, Why::Overlap(other) if std::ptr::eq(other, report.diagnostics().next().unwrap()))
    );
    assert_eq!(plan.files.iter().map(|file| file.edits.len()).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn a_fix_is_made_whole_or_not_at_all() {
    let report = report(vec![
        vec![edit(1, 0, 4, "x")],
        vec![edit(0, 0, 4, "y"), edit(1, 2, 5, "y")],
        vec![edit(0, 0, 4, "z")],
    ]);
    assert_eq!(numbers(&report, &Choice::default()), (vec![0, 2], vec![1]));
}

#[test]
fn an_edit_that_two_fixes_share_is_made_once() {
    let report = report(vec![vec![edit(0, 0, 4, "x")], vec![edit(0, 0, 4, "x"), edit(0, 6, 6, "y")]]);
    assert_eq!(numbers(&report, &Choice::default()), (vec![0, 1], vec![]));
    assert_eq!(plan(&report, &Choice::default()).files[0].edits.len(), 2);
}

#[test]
fn two_things_in_one_gap_wait_for_one_another() {
    let report = report(vec![
        vec![edit(0, 4, 4, ",x")],
        vec![edit(0, 4, 4, ",y")],
        vec![edit(0, 1, 4, "")],
        vec![edit(0, 1, 4, "z")],
    ]);
    assert_eq!(numbers(&report, &Choice::default()), (vec![0, 3], vec![1, 2]));
}

#[test]
fn what_lies_in_no_file_is_left() {
    let report = report(vec![vec![edit(0, 0, 1, "x"), edit(2, 0, 1, "x")]]);
    let plan = plan(&report, &Choice::default());
    assert!(matches!(plan.left[..], [Left { why: Why::NoFile, .. }]));
    assert!(plan.files.is_empty());
}

#[test]
fn the_choice_says_which_fixes_are_made() {
    let of_names = rules::ALL.iter().copied().find(|rule| rule.family() == "name").unwrap();
    let offered = fixed(Safety::Unsafe, vec![edit(0, 2, 3, "y")]);
    let offered = Diagnostic { rule: of_names.into(), ..offered };
    let report: Report = [fixed(Safety::Safe, vec![edit(0, 0, 1, "x")]), offered].into_iter().collect();
    for (choice, made) in [
        (Choice::default(), vec![0]),
        (Choice::offered(), vec![0, 1]),
        (Choice::offered().of(["name"]), vec![1]),
        (Choice::default().of(["name"]), vec![]),
        (Choice::default().of([rules::ALL[0].id()]), vec![0]),
    ] {
        assert_eq!(numbers(&report, &choice), (made, vec![]), "{choice:?}");
    }
}

fn any_fix() -> impl Strategy<Value = Vec<LocatedEdit>> {
    let any_edit = (0..2_usize, 0..20_u64, 0..4_u64, "[xy]{0,2}");
    let any_edit = any_edit
        .prop_filter("nothing changes", |(.., length, text)| *length > 0 || !text.is_empty())
        .prop_map(|(file, start, length, text)| edit(file, start, start + length, &text));
    prop::collection::vec(any_edit, 1..4)
}

const TEXT: &str = "abcdefghijklmnopqrstuvwxyz";

proptest! {
    #![proptest_config(crate::properties::config())]

    /// The fixes of a plan, made one by one from the end of the file on, give what they give together.
    #[test]
    fn together_is_one_by_one(fixes in prop::collection::vec(any_fix(), 0..12)) {
        let report = report(fixes);
        let plan = plan(&report, &Choice::default());
        prop_assert_eq!(plan.fixes.len() + plan.left.len(), report.diagnostics().len());
        for file in &plan.files {
            let text_edit = |edit: &LocatedEdit| TextEdit {
                range: edit.span.start as usize..edit.span.end as usize,
                text: edit.text.clone(),
            };
            let edits: Vec<TextEdit> = file.edits.iter().map(|edit| text_edit(edit)).collect();
            let together = edited(TEXT.as_bytes(), &edits).unwrap();
            let mut one_by_one = TEXT.to_owned();
            for edit in edits.iter().rev() {
                one_by_one.replace_range(edit.range.clone(), &edit.text);
            }
            prop_assert_eq!(String::from_utf8(together).unwrap(), one_by_one);
        }
        // Every edit of a fix that is made is in the plan, and none of another.
        let planned: usize = plan.files.iter().map(|file| file.edits.len()).sum();
        let key = |edit: &LocatedEdit| (edit.original.path.clone(), edit.span, edit.text.clone());
        let mut wanted: Vec<_> = plan.fixes.iter().flat_map(|fix| &fix.fix.edits).map(key).collect();
        wanted.sort();
        wanted.dedup();
        prop_assert_eq!(planned, wanted.len());
    }

    /// Each fix that is left clashes with one that is made before it, or with itself: it is never left for nothing.
    #[test]
    fn nothing_is_left_without_a_reason(fixes in prop::collection::vec(any_fix(), 0..12)) {
        let report = report(fixes);
        for left in plan(&report, &Choice::default()).left {
            let Why::Overlap(other) = left.why else { panic!("{:?}", left.why) };
            let alone: Report = [other.clone(), left.diagnostic.clone()].into_iter().collect();
            let is_itself = std::ptr::eq(other, left.diagnostic);
            prop_assert!(is_itself || plan(&alone, &Choice::default()).left.len() == 1);
        }
    }
}
