use proptest::prelude::*;

use super::*;

fn lines_of(text: &[u8], changes: &Changes) -> Vec<DiffLine> {
    let mut lines = Vec::new();
    let mut text = text;
    diff(&mut text, changes, &mut |line| {
        lines.push(line);
        Ok(())
    })
    .unwrap();
    lines
}

/// As a patch writes it.
fn written(text: &str, changes: &Changes) -> String {
    let lines = lines_of(text.as_bytes(), changes).into_iter().map(|line| match line {
        DiffLine::Hunk { before, after } => format!("@@ {before:?} {after:?}\n"),
        DiffLine::Kept(line) => format!(" {}", String::from_utf8(line).unwrap()),
        DiffLine::Gone(line) => format!("-{}", String::from_utf8(line).unwrap()),
        DiffLine::New(line) => format!("+{}", String::from_utf8(line).unwrap()),
    });
    lines.collect()
}

fn made(text: &[u8], changes: &Changes) -> Vec<u8> {
    let mut made = text.to_vec();
    for change in changes.iter().rev() {
        made.splice(change.range.start as usize..change.range.end as usize, change.text.bytes());
    }
    made
}

/// What a patch makes of a text: what it counts must be true.
fn patched(text: &[u8], patch: &[DiffLine]) -> Vec<u8> {
    let before: Vec<&[u8]> = split(text);
    let (mut at, mut after) = (0, Vec::new());
    let mut expected = (0, 0);
    for line in patch {
        match line {
            DiffLine::Hunk { before: (first, length), after: (first_after, length_after) } => {
                assert_eq!(expected, (0, 0), "the hunk before it is shorter than it says");
                let index = |first: u64, length: usize| first as usize - usize::from(length > 0);
                let first = index(*first, *length);
                assert!(first >= at, "hunks overlap");
                after.extend_from_slice(&before[at..first].concat());
                assert_eq!(split(&after).len(), index(*first_after, *length_after));
                at = first;
                expected = (*length, *length_after);
            }
            DiffLine::Kept(line) | DiffLine::Gone(line) => {
                assert_eq!(before[at], line);
                at += 1;
                expected.0 -= 1;
            }
            DiffLine::New(_) => {}
        }
        match line {
            DiffLine::Kept(line) | DiffLine::New(line) => {
                after.extend_from_slice(line);
                expected.1 -= 1;
            }
            _ => {}
        }
    }
    assert_eq!(expected, (0, 0));
    after.extend_from_slice(&before[at..].concat());
    after
}

const TEXT: &str = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";

#[test]
fn three_lines_stand_around_a_change() {
    let changes = Changes::from_list([(8..9, "five")]);
    assert_eq!(written(TEXT, &changes), "@@ (2, 7) (2, 7)\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

#[test]
fn what_stands_near_is_one_hunk_and_what_stands_apart_is_two() {
    let near = written(TEXT, &Changes::from_list([(2..3, "two"), (16..17, "nine")]));
    assert_eq!(near.matches("@@").count(), 1, "{near}");
    let apart = written(TEXT, &Changes::from_list([(2..3, "two"), (18..20, "ten")]));
    assert_eq!(
        apart,
        "@@ (1, 5) (1, 5)\n 1\n-2\n+two\n 3\n 4\n 5\n@@ (7, 6) (7, 6)\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n"
    );
}

#[test]
fn lines_come_and_go() {
    let gone = written(TEXT, &Changes::from_list([(0..2, "")]));
    assert_eq!(gone, "@@ (1, 4) (1, 3)\n-1\n 2\n 3\n 4\n");
    let joined = written("1\n2\n3\n", &Changes::from_list([(1..2, "")]));
    assert_eq!(joined, "@@ (1, 3) (1, 2)\n-1\n-2\n+12\n 3\n");
    let come = written("1\n2\n", &Changes::from_list([(2..2, "new\n")]));
    assert_eq!(come, "@@ (1, 2) (1, 3)\n 1\n+new\n 2\n");
    let at_the_end = written("1\n2\n", &Changes::from_list([(4..4, "3\n")]));
    assert_eq!(at_the_end, "@@ (1, 2) (1, 3)\n 1\n 2\n+3\n");
    let without_an_end = written("1\n2", &Changes::from_list([(3..3, "3")]));
    assert_eq!(without_an_end, "@@ (1, 2) (1, 2)\n 1\n-2+23");
    assert_eq!(written("", &Changes::from_list([(0..0, "x\n")])), "@@ (0, 0) (1, 1)\n+x\n");
    assert_eq!(written("x\n", &Changes::from_list([(0..2, "")])), "@@ (1, 1) (0, 0)\n-x\n");
    assert_eq!(written("x\n", &Changes::from_list([(0..1, "x")])), "");
}

fn any_changes(length: u64) -> impl Strategy<Value = Changes> {
    prop::collection::btree_map(
        0..=length,
        (0..4_u64, prop::sample::select(vec!["", "x", "\n", "y\nz", "\n\n"])),
        0..6,
    )
    .prop_map(move |wanted| {
        let mut end = 0;
        let changes = wanted.into_iter().filter_map(|(start, (taken, text))| {
            let range = start..(start + taken).min(length);
            (start >= end).then(|| {
                end = range.end;
                (range, text)
            })
        });
        Changes::from_list(changes.collect::<Vec<_>>())
    })
}

proptest! {
    #![proptest_config(crate::properties::config())]

    #[test]
    fn a_patch_makes_what_the_changes_make(
        (text, changes) in "([abé]{0,3}\n){0,24}[ab]{0,2}".prop_flat_map(|text| {
            let length = text.len() as u64;
            (Just(text), any_changes(length))
        })
    ) {
        let patch = lines_of(text.as_bytes(), &changes);
        let expected = made(text.as_bytes(), &changes);
        prop_assert_eq!(patched(text.as_bytes(), &patch), &expected[..]);
        prop_assert_eq!(patch.is_empty(), text.as_bytes() == expected);
    }
}
