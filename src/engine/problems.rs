//! What keeps bytes from being records, as findings of the `json` family.

use std::ops::Range;

use crate::message;
use crate::notation::ReadMode;
use crate::notation::document::{Found, SyntaxError, SyntaxErrorKind};
use crate::notation::split::{Problem, ProblemKind};
use crate::rule::{Finding, Rule};
use crate::rules::json;
use crate::words::Safety;
use crate::words::{Argument, At, Edit, Fix, Message, Place, RecordRef};

/// The finding for a problem of a file. `offset` is where the split bytes begin in it.
pub fn of_file(problem: &Problem, file: u32, offset: u64, found: &mut Vec<Finding>) {
    let passed_over = offset + problem.passed_over.start as u64..offset + problem.passed_over.end as u64;
    let record = problem.ordinal.map(|_| RecordRef { file, start: passed_over.start });
    let at = offset + problem.at as u64;
    let bytes = |bytes: Range<u64>| match record {
        Some(record) => Place::new(record, At::Bytes(bytes)),
        None => Place::File { file, bytes },
    };
    let byte = |length: u64| bytes(at..at + length);
    match problem.kind {
        ProblemKind::Empty => say(&json::empty::RULE, byte(0), "it holds no byte at all".into(), found),
        ProblemKind::Blank => say(
            &json::empty::RULE,
            bytes(passed_over.end..passed_over.end),
            "it holds white space only".into(),
            found,
        ),
        ProblemKind::ByteOrderMark => {
            let place = bytes(passed_over);
            say(
                &json::byte_order_mark::RULE,
                place.clone(),
                "U+FEFF BYTE ORDER MARK, three invisible bytes".into(),
                found,
            )
            .fix(Fix {
                title: "take the byte order mark out".into(),
                safety: Safety::Safe,
                edits: vec![Edit::Remove { place }],
            })
        }
        ProblemKind::Utf16(name) => {
            let label = message!("it is written in {name}", name: Argument::ours(name));
            say(&json::not_utf8::RULE, byte(1), label, found)
                .help("open it in an editor and save it as UTF-8")
        }
        ProblemKind::Binary(looks_like) => {
            let label =
                message!("it is no text: it looks like {looks_like}", looks_like: Argument::ours(looks_like));
            say(&json::not_utf8::RULE, byte(1), label, found)
                .help("name the records' file, or leave this one out with `exclude` in tadqiq.toml")
        }
        ProblemKind::NotUtf8(value) => {
            let label = message!("the byte {value} does not belong there in UTF-8", value: Argument::ours(format!("0x{value:02X}")));
            say(&json::not_utf8::RULE, byte(1), label, found)
                .help("open the file in the encoding it was saved in (often Windows-1256 or Windows-1252) and save it as UTF-8")
        }
        ProblemKind::CarriageReturns => say(
            &json::syntax::RULE,
            byte(1),
            "its lines end in CR alone, so that it is all one line".into(),
            found,
        )
        .help("save it with LF line ends"),
        ProblemKind::TooLarge(most) => {
            let length = passed_over.end - passed_over.start;
            let label = message!("{bytes} bytes; the bound is {most}", bytes: length, most);
            say(&json::too_large::RULE, byte(1), label, found)
                .help("if it has to be that large, raise `limits.record-bytes` in tadqiq.toml")
        }
        ProblemKind::Syntax(error) => {
            let at = at - (error.at - error.shown_at()) as u64;
            syntax(error, bytes(at..at + 1), found)
        }
    };
    // What else was not read for it is said: nothing is passed over in silence.
    let beyond = problem.passed_over.end.saturating_sub(problem.at);
    if let (Some(last), ProblemKind::Syntax(_), true) = (found.last_mut(), problem.kind, beyond > 1) {
        last.note(message!(
            "{beyond} bytes from here on were passed over; judging went on behind them",
            beyond
        ));
    }
}

/// The finding for a record that does not parse. Its error's place is counted from `start`.
pub fn of_record(error: SyntaxError, file: u32, start: u64, reading: ReadMode, found: &mut Vec<Finding>) {
    let record = RecordRef { file, start };
    let at = start + error.shown_at() as u64;
    let finding = syntax(error, Place::new(record, At::Bytes(at..at + 1)), found);
    if let SyntaxErrorKind::ExpectedEnd(Found::Character('{')) = error.kind {
        finding.help(match reading {
            ReadMode::Whole => "if it holds a record a line, let its name end in .ndjson; else put the records into a list: [{…}, {…}]",
            ReadMode::Lines => "put each record on a line of its own",
        });
    }
}

fn syntax(error: SyntaxError, place: Place, found: &mut Vec<Finding>) -> &mut Finding {
    let rule = match error.kind {
        SyntaxErrorKind::TooDeep(_) => &json::too_deep::RULE,
        SyntaxErrorKind::TooLarge(_) => &json::too_large::RULE,
        _ => &json::syntax::RULE,
    };
    say(rule, place, message!("{error}", error: Argument::ours(error.to_string())), found)
}

fn say<'f>(rule: &Rule, place: Place, label: Message, found: &'f mut Vec<Finding>) -> &'f mut Finding {
    found.push(Finding::new(rule, place, label));
    let last = found.len() - 1;
    &mut found[last]
}

/// The finding for a record that has more bytes than one may have, and that was not read.
pub fn record_too_large(file: u32, bytes: Range<u64>, most: usize, found: &mut Vec<Finding>) {
    let problem = Problem {
        kind: ProblemKind::TooLarge(most),
        at: 0,
        line: 1,
        passed_over: 0..(bytes.end - bytes.start) as usize,
        ordinal: Some(0),
    };
    of_file(&problem, file, bytes.start, found);
}

/// The finding for a file that cannot be read at once and holds one value.
pub fn file_too_large(file: u32, length: u64, most: u64, found: &mut Vec<Finding>) {
    let place = Place::File { file, bytes: 0..0 };
    let label = message!("{length} bytes in one JSON value; the bound is {most}", length, most);
    say(&json::too_large::RULE, place, label, found)
        .help("write a record a line into a file that ends in .ndjson: such files are read in pieces, whatever their size");
}
