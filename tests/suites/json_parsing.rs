//! The JSON parsing suite: what must be accepted, what must be refused, and our word where both are right.

use std::path::Path;

use base64::decode;
use libtest_mimic::{Failed, Trial};
use serde::Deserialize;
use tadqiq::internals::notation::Notation;
use tadqiq::internals::notation::document::{Document, Limits, Tape};
use tadqiq::internals::notation::split::{Piece, ProblemKind};

/// Our verdicts on the cases that a parser may take either way: name, verdict, reason.
const VERDICTS: &str = include_str!("json_parsing_verdicts.tsv");

#[derive(Deserialize)]
struct Case {
    name: String,
    expect: String,
    base64: String,
}

pub fn trials(shared: &Path) -> Vec<Trial> {
    let path = shared.join("suites/json_parsing.ndjson");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let cases: Vec<Case> =
        text.lines().map(|line| serde_json::from_str(line).expect("a case a line")).collect();
    let names: Vec<String> = cases.iter().map(|case| case.name.clone()).collect();
    let mut trials: Vec<Trial> = cases
        .into_iter()
        .map(|case| Trial::test(format!("json_parsing::{}", case.name), move || check(&case)))
        .collect();
    trials.push(Trial::test("json_parsing::verdicts_name_cases", move || {
        let stale = verdicts().find(|(name, _)| !names.iter().any(|case| case == name));
        stale.map_or(Ok(()), |(name, _)| Err(Failed::from(format!("no case is named {name}"))))
    }));
    trials
}

fn check(case: &Case) -> Result<(), Failed> {
    let verdict = match case.expect.as_str() {
        "either" => verdicts()
            .find(|(name, _)| *name == case.name)
            .map(|(_, verdict)| verdict)
            .ok_or("no verdict on file")?,
        other => other,
    };
    let bytes = decode(&case.base64).ok_or("the case is not base64")?;
    let as_file = if reads_as_file(&bytes) { "accept" } else { "reject" };
    if as_file != verdict {
        return Err(Failed::from(format!("as a file: {as_file}, expected {verdict}")));
    }
    // A mark before the text is the file's matter, stepped over before the text is parsed.
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let as_text = if reads_as_text(text) { "accept" } else { "reject" };
    if as_text != verdict {
        return Err(Failed::from(format!("as one text: {as_text}, expected {verdict}")));
    }
    Ok(())
}

/// Whether a file is read with nothing to complain about but a byte order mark.
fn reads_as_file(bytes: &[u8]) -> bool {
    let mut tape = Tape::new();
    Notation::Json.pieces(bytes, 0, &Limits::default()).all(|piece| match piece {
        Piece::Record(record) => Document::parse(record.text, &Limits::default(), &mut tape).is_ok(),
        Piece::Problem(problem) => problem.kind == ProblemKind::ByteOrderMark,
    })
}

fn reads_as_text(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes);
    text.is_ok_and(|text| Document::parse(text, &Limits::default(), &mut Tape::new()).is_ok())
}

fn verdicts() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = VERDICTS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?))
    })
}

mod base64 {
    //! Enough of RFC 4648 for a suite's cases.

    pub fn decode(text: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let (mut bits, mut count) = (0_u32, 0);
        for digit in text.trim_end_matches('=').bytes() {
            bits = bits << 6 | u32::from(value(digit)?);
            count += 6;
            if count >= 8 {
                count -= 8;
                bytes.push((bits >> count) as u8);
            }
        }
        Some(bytes)
    }

    fn value(digit: u8) -> Option<u8> {
        match digit {
            b'A'..=b'Z' => Some(digit - b'A'),
            b'a'..=b'z' => Some(digit - b'a' + 26),
            b'0'..=b'9' => Some(digit - b'0' + 52),
            b'+' => Some(62),
            b'/' => Some(63),
            _ => None,
        }
    }
}
