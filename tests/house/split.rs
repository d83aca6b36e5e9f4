//! Files of records, whole and broken: what is handed on, what is said, and that nothing is lost.

use proptest::prelude::*;
use serde_json::Value;
use tadqiq::internals::notation::Notation;
use tadqiq::internals::notation::document::{Document, Limits, SyntaxErrorKind as Wrong, Tape};
use tadqiq::internals::notation::json::lines;
use tadqiq::internals::notation::split::{Piece, ProblemKind};

/// The pieces in short: a record as its text, a problem as `!` and what it is about.
fn pieces(bytes: &[u8], notation: Notation) -> Vec<String> {
    let limits = Limits { bytes: 60, depth: 8 };
    let short = |piece: Piece<'_>| match piece {
        Piece::Record(record) => {
            assert_eq!(&bytes[record.span], record.text.as_bytes());
            format!("{}:{} {}", record.ordinal, record.line, record.text)
        }
        Piece::Problem(problem) => {
            let what = match problem.kind {
                ProblemKind::Syntax(error) => format!("{:?}", error.kind),
                other => format!("{other:?}"),
            };
            let passed_over = String::from_utf8_lossy(&bytes[problem.passed_over]);
            let ordinal = problem.ordinal.map_or("-".to_owned(), |ordinal| ordinal.to_string());
            format!("!{ordinal}:{} {what} at {} over {passed_over}", problem.line, problem.at)
        }
    };
    notation.pieces(bytes, 0, &limits).map(short).collect()
}

#[test]
fn lines_hold_a_record_each() {
    let table: &[(&[u8], &[&str])] = &[
        (b"{\"a\":1}\n{\"a\":2}\n", &["0:1 {\"a\":1}", "1:2 {\"a\":2}"]),
        (b"{\"a\":1}\r\n{\"a\":2}\r\n", &["0:1 {\"a\":1}", "1:2 {\"a\":2}"]),
        (b"1\n\n  \t\r\n 2 \n3", &["0:1 1", "1:4 2", "2:5 3"]),
        (b"{broken\n2\n{\"half", &["0:1 {broken", "1:2 2", "2:3 {\"half"]),
        (b"1\n\"\xe9\xff\"\n3\n", &["0:1 1", "!1:2 NotUtf8(233) at 3 over \"\u{fffd}\u{fffd}\"", "2:3 3"]),
        (b"\xef\xbb\xbf1\n2", &["!-:1 ByteOrderMark at 0 over \u{feff}", "0:1 1", "1:2 2"]),
        (b"1\n\xef\xbb\xbf2\n", &["0:1 1", "1:2 \u{feff}2"]),
        (
            b"1\n[1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3]\n3",
            &[
                "0:1 1",
                "!1:2 TooLarge(60) at 2 over [1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3]",
                "2:3 3",
            ],
        ),
        (b"{}\r{}\r", &["!0:1 CarriageReturns at 2 over {}\r{}\r"]),
    ];
    for (bytes, expected) in table {
        assert_eq!(pieces(bytes, Notation::JsonLines), *expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_value_is_a_record_or_holds_them() {
    let table: &[(&str, &[&str])] = &[
        (" {\"a\":1}\n", &["0:1 {\"a\":1}"]),
        ("\n\"a\"", &["0:2 \"a\""]),
        ("{\"a\":1} {\"a\":2}", &["0:1 {\"a\":1} {\"a\":2}"]),
        ("[]", &[]),
        (" [ ] ", &[]),
        ("[1,\n{\"a\": [2]} , \"]\"]\n", &["0:1 1", "1:2 {\"a\": [2]}", "2:2 \"]\""]),
    ];
    for (text, expected) in table {
        assert_eq!(pieces(text.as_bytes(), Notation::Json), *expected, "{text}");
    }
}

#[test]
fn a_broken_element_hides_no_other() {
    let table: &[(&[u8], &[&str])] = &[
        // Brackets and quotes match: reading goes on after the element.
        (b"[{\"a\":x}, 2]", &["!0:1 UnknownWord at 6 over {\"a\":x}", "1:1 2"]),
        (b"[1 2, 3]", &["!0:1 ExpectedCommaOrBracket(Character('2')) at 3 over 1 2", "1:1 3"]),
        (b"[{\"a\":1,},\n{}]", &["!0:1 TrailingComma at 7 over {\"a\":1,}", "1:2 {}"]),
        // A bracket is missing.
        (
            b"[{\"a\":1, {\"a\":2}, {\"a\":3}]",
            &["!0:1 ExpectedKey(Character('{')) at 9 over {\"a\":1", "1:1 {\"a\":2}", "2:1 {\"a\":3}"],
        ),
        // A quote is missing.
        (
            b"[{\"a: 1},\n{\"a\": 2},\n{\"a\": 3}]",
            &["!0:1 UnfinishedString(7) at 9 over {\"a: 1}", "1:2 {\"a\": 2}", "2:3 {\"a\": 3}"],
        ),
        (
            b"[{\"a: 1}, {\"a\": 2}, {\"a\": 3}]",
            &["!0:1 ExpectedColon(Character('a')) at 12 over {\"a: 1}", "1:1 {\"a\": 2}", "2:1 {\"a\": 3}"],
        ),
        // Values of an inner array are not taken for records.
        (
            b"[{\"a\": [{\"x\":1}, {\"x\":2}], \"b: 1}, {\"c\":3}]",
            &[
                "!0:1 ExpectedColon(Character('c')) at 37 over {\"a\": [{\"x\":1}, {\"x\":2}], \"b: 1}",
                "1:1 {\"c\":3}",
            ],
        ),
        // What is wrong between elements is wrong with none of them.
        (
            b"[1 {\"a\":2}]",
            &["0:1 1", "!-:1 ExpectedCommaOrBracket(Character('{')) at 3 over ", "1:1 {\"a\":2}"],
        ),
        ("[{}، {}]".as_bytes(), &["0:1 {}", "!-:1 ArabicComma at 3 over ،", "1:1 {}"]),
        (b"[1,,2]", &["0:1 1", "!-:1 ExpectedValue(Character(',')) at 3 over ", "1:1 2"]),
        (b"[1,2,]", &["0:1 1", "1:1 2", "!-:1 TrailingComma at 4 over "]),
        (b"[1,2", &["0:1 1", "1:1 2", "!-:1 UnfinishedArray at 4 over "]),
        (b"[1,", &["0:1 1", "!-:1 UnfinishedArray at 3 over "]),
        (b"[", &["!-:1 UnfinishedArray at 1 over "]),
        (b"[1]\n2", &["0:1 1", "!-:2 ExpectedEnd(Character('2')) at 4 over 2"]),
        // Half a record at the end.
        (b"[1,\n{\"a\":", &["0:1 1", "!1:2 UnfinishedObject at 9 over {\"a\":"]),
        (b"[\"a\xff\", 2]", &["!0:1 NotUtf8(255) at 3 over \"a\u{fffd}\"", "1:1 2"]),
        (
            b"[1, [2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2], 3]",
            &[
                "0:1 1",
                "!1:1 TooLarge(60) at 64 over [2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2]",
                "2:1 3",
            ],
        ),
        (b"[[[[[[[[[[]]]]]]]]], 2]", &["!0:1 TooDeep(8) at 9 over [[[[[[[[[]]]]]]]]]", "1:1 2"]),
    ];
    for (bytes, expected) in table {
        assert_eq!(pieces(bytes, Notation::Json), *expected, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn names_files_that_hold_no_records() {
    let table: &[(&[u8], ProblemKind)] = &[
        (b"", ProblemKind::Empty),
        (b" \r\n\t", ProblemKind::Blank),
        (b"\xef\xbb\xbf\n", ProblemKind::Blank),
        (b"\xff\xfe{\0}\0", ProblemKind::Utf16("UTF-16 (little-endian)")),
        (b"\xfe\xff\0{\0}", ProblemKind::Utf16("UTF-16 (big-endian)")),
        (b"{\0}\0", ProblemKind::Utf16("UTF-16 (little-endian)")),
        (b"\0{\0}", ProblemKind::Utf16("UTF-16 (big-endian)")),
        (b"\xff\xfe\0\0{\0\0\0", ProblemKind::Utf16("UTF-32 (little-endian)")),
        (b"\x1f\x8b\x08rest", ProblemKind::Binary("a gzip archive")),
        (b"PK\x03\x04rest", ProblemKind::Binary("a zip archive or a spreadsheet")),
        (b"ab\x01\x02\x03\x04", ProblemKind::Binary("data of a program")),
    ];
    for (bytes, kind) in table {
        for notation in [Notation::Json, Notation::JsonLines] {
            let pieces: Vec<Piece<'_>> = notation.pieces(bytes, 0, &Limits::default()).collect();
            let [Piece::Problem(problem)] = &pieces[..] else { panic!("{pieces:?}") };
            assert_eq!((problem.kind, problem.ordinal), (*kind, None));
            assert_eq!(problem.passed_over, 0..bytes.len());
        }
    }
}

#[test]
fn much_that_is_broken_costs_no_square() {
    // Each of these would take hours if every broken element were read to the end of the file.
    let hostile = [
        format!("[{}", "{\"a\",".repeat(300_000)),
        format!("[{}]", "{\"a\",".repeat(300_000)),
        format!("[{}]", "{\"a: 1},".repeat(300_000)),
        format!("[{}]", "{\"k\":[1,".repeat(50_000)),
        format!("[x,{{\"a\":[{}", "{\"b\":1},".repeat(300_000)),
        "[".repeat(1_000_000),
        format!("[{}", "\"".repeat(1_000_001)),
    ];
    let start = std::time::Instant::now();
    for text in &hostile {
        assert!(Notation::Json.pieces(text.as_bytes(), 0, &Limits::default()).count() > 0);
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

/// What a file's records come to: the good ones' texts, and how many were broken.
fn count(bytes: &[u8], notation: Notation) -> (Vec<String>, usize) {
    let mut tape = Tape::new();
    let (mut good, mut broken, mut seen) = (Vec::new(), 0, 0);
    for piece in notation.pieces(bytes, 0, &Limits::default()) {
        let ordinal = match piece {
            Piece::Record(record) => {
                match Document::parse(record.text, &Limits::default(), &mut tape) {
                    Ok(_) => good.push(record.text.to_owned()),
                    Err(_) => broken += 1,
                }
                Some(record.ordinal)
            }
            Piece::Problem(problem) => {
                broken += usize::from(problem.ordinal.is_some());
                problem.ordinal
            }
        };
        if let Some(ordinal) = ordinal {
            assert_eq!(ordinal, seen, "each record has the next ordinal");
            seen += 1;
        }
    }
    assert_eq!(good.len() + broken, seen);
    (good, broken)
}

fn record() -> impl Strategy<Value = String> {
    prop_oneof![
        (any::<i64>(), any::<String>(), "[\u{621}-\u{64a}, {}\\[\\]]{0,20}")
            .prop_map(|(id, a, b)| { serde_json::json!({"id": id, "a": [a, {"b": b}]}).to_string() }),
        Just("{}".to_owned()),
        any::<String>().prop_map(|text| Value::from(text).to_string()),
    ]
}

proptest! {
    #![proptest_config(crate::properties::config())]

    #[test]
    fn gives_joined_records_back(records in prop::collection::vec(record(), 1..8), crlf: bool) {
        let end = if crlf { "\r\n" } else { "\n" };
        let as_lines = records.join(end) + end;
        prop_assert_eq!(count(as_lines.as_bytes(), Notation::JsonLines), (records.clone(), 0));
        let as_array = format!("[\n{}\n]", records.join(&format!(",{end}")));
        prop_assert_eq!(count(as_array.as_bytes(), Notation::Json), (records, 0));
    }

    #[test]
    fn one_broken_line_costs_one_record(
        records in prop::collection::vec(record(), 1..8),
        at: prop::sample::Index,
        cut: prop::sample::Index,
    ) {
        let at = at.index(records.len());
        let mut broken: Vec<Vec<u8>> = records.iter().map(|record| record.clone().into_bytes()).collect();
        let keep = 1 + cut.index(broken[at].len() - 1);
        broken[at].truncate(keep);
        let mut whole = records.clone();
        whole.remove(at);
        prop_assert_eq!(count(&broken.join(&b'\n'), Notation::JsonLines), (whole, 1));
    }

    #[test]
    fn one_broken_element_costs_one_record(
        ids in prop::collection::vec(any::<u32>(), 2..8),
        at: prop::sample::Index,
        removed: prop::sample::Index,
    ) {
        let texts: Vec<String> = ids
            .iter()
            .map(|id| serde_json::json!({"id": id, "names": [{"n": "ب"}, {"n": "b"}]}).to_string())
            .collect();
        let at = at.index(texts.len());
        let mut broken = texts.clone();
        let marks: Vec<usize> = texts[at].match_indices(['{', '}', '[', ']', '"', ':']).map(|(at, _)| at).collect();
        broken[at].remove(marks[removed.index(marks.len())]);
        let file = format!("[{}]", broken.join(", "));
        let (good, lost) = count(file.as_bytes(), Notation::Json);
        let mut others = texts.clone();
        others.remove(at);
        for other in &others {
            prop_assert!(good.contains(other), "{file}\n{good:?}");
        }
        prop_assert!(lost > 0 || Notation::Json.pieces(file.as_bytes(), 0, &Limits::default())
            .any(|piece| matches!(piece, Piece::Problem(_))));
    }

    #[test]
    fn blocks_hold_what_the_file_holds(records in prop::collection::vec(record(), 1..20), block in 1..200usize) {
        let file = records.join("\n").into_bytes();
        let limits = Limits::default();
        let (mut texts, mut start, mut end) = (Vec::new(), 0, 0);
        while start < file.len() {
            end = (end + block).min(file.len());
            let cut = if end == file.len() { Some(end) } else { memchr::memrchr(b'\n', &file[start..end]).map(|at| start + at + 1) };
            let Some(cut) = cut else { continue };
            for piece in lines(&file[start..cut], &limits) {
                let Piece::Record(record) = piece else { panic!("{piece:?}") };
                texts.push(record.text.to_owned());
            }
            start = cut;
        }
        prop_assert_eq!(texts, records);
    }

    #[test]
    fn never_panics_and_counts(bytes: Vec<u8>) {
        count(&bytes, Notation::JsonLines);
        count(&bytes, Notation::Json);
        count(&[b"[", &bytes[..]].concat(), Notation::Json);
    }

    #[test]
    fn never_panics_on_what_is_nearly_json(text in "[\\[\\]{}\",:0-2a\\\\ \n،]{0,60}") {
        count(text.as_bytes(), Notation::JsonLines);
        count(format!("[{text}").as_bytes(), Notation::Json);
    }

    #[test]
    fn an_array_without_problems_is_json(text in "\\[[\\[\\]{}\",:0-2 \n]{0,12}") {
        let mut tape = Tape::new();
        let is_json = Document::parse(&text, &Limits::default(), &mut tape).is_ok();
        let quiet = Notation::Json.pieces(text.as_bytes(), 0, &Limits::default())
            .all(|piece| matches!(piece, Piece::Record(_)));
        prop_assert_eq!(quiet, is_json, "{}", text);
    }
}

#[test]
fn an_error_in_an_element_is_placed_in_the_file() {
    let text = "[{\"a\":1},\n {\"a\":1,}]";
    let problem = Notation::Json.pieces(text.as_bytes(), 0, &Limits::default()).nth(1);
    let Some(Piece::Problem(problem)) = problem else { panic!("{problem:?}") };
    let ProblemKind::Syntax(error) = problem.kind else { panic!("{problem:?}") };
    assert_eq!((error.kind, error.at), (Wrong::TrailingComma, 17));
    assert_eq!((problem.at, problem.line), (17, 2));
}
