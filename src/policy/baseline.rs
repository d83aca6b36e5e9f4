//! The findings that stood when a gate was set up, as `baseline.ndjson` holds them: a line each, read strictly. What
//! cannot be read is an error, because findings would be hidden, or shown, in silence.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::report::Fingerprint;
use crate::text::character::show;

/// The baseline of a config.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    lines: Vec<BaselineLine>,
    fingerprints: FxHashSet<Fingerprint>,
}

/// A line of a baseline: what a finding is known by, and for whoever reviews it, what it is of.
///
/// The order is that of the lines of the file: a finding that is mended takes one line out, and moves no other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct BaselineLine {
    /// The rule.
    pub rule: String,
    /// The collection, where a config names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collection: Option<String>,
    /// The record's id, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The value in the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// What the finding is known by.
    pub fingerprint: Fingerprint,
}

/// What is wrong with a line of `baseline.ndjson`, or with the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineProblem {
    /// It is no line of a baseline.
    #[error("this is no line of a baseline: {}", show(.0))]
    Syntax(String),
    /// It is a line that git writes where two changes contradict each other.
    #[error("this is the mark of a merge that was not finished")]
    Conflict,
    /// It is not text in UTF-8.
    #[error("this is not text in UTF-8")]
    NotUtf8,
    /// What it is known by is of another version of the program, or is none.
    #[error("{:?} is no fingerprint of this version", show(.0))]
    AnotherVersion(String),
    /// A pipe, a folder, a device.
    #[error("it is {0}, not a file")]
    NotAFile(&'static str),
    /// It is far larger than baselines are.
    #[error("it has more than {most} bytes")]
    TooLarge {
        /// The most that is read.
        most: u64,
    },
}

impl BaselineProblem {
    /// The way out, as one sentence.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::Syntax(_) | Self::NotUtf8 => {
                "take the line out, or restore the file: tadqiq baseline writes it, and nobody else"
            }
            Self::Conflict => {
                "keep the lines that both sides have, and take out those that begin with <, = and >"
            }
            Self::AnotherVersion(_) => "write the baseline anew: tadqiq baseline --force",
            Self::NotAFile(_) => "put a file in its place, or take it away",
            Self::TooLarge { .. } => "decide causes instead of keeping findings: tadqiq accept --cause",
        }
    }
}

impl Baseline {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    ///
    /// The first line that is none of a baseline, from 1, and what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, (u64, BaselineProblem)> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let lines = (1..).zip(bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii));
        let lines = lines.filter(|(_, line)| !line.is_empty());
        lines.map(|(number, line)| read_line(line).map_err(|problem| (number, problem))).collect()
    }

    /// Its lines, in their order.
    pub fn lines(&self) -> &[BaselineLine] {
        &self.lines
    }

    /// How many findings it has.
    pub fn size(&self) -> usize {
        self.fingerprints.len()
    }

    /// Whether it has a finding.
    pub fn has(&self, fingerprint: Fingerprint) -> bool {
        self.fingerprints.contains(&fingerprint)
    }
}

/// In the order of their lines in a file, each finding once.
impl FromIterator<BaselineLine> for Baseline {
    fn from_iter<I: IntoIterator<Item = BaselineLine>>(lines: I) -> Self {
        let mut baseline = Self::default();
        baseline.lines =
            lines.into_iter().filter(|line| baseline.fingerprints.insert(line.fingerprint)).collect();
        baseline.lines.sort();
        baseline
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    rule: String,
    collection: Option<String>,
    record: Option<String>,
    pointer: Option<String>,
    fingerprint: String,
}

fn read_line(line: &[u8]) -> Result<BaselineLine, BaselineProblem> {
    let text = std::str::from_utf8(line).map_err(|_| BaselineProblem::NotUtf8)?;
    if super::is_mark_of_a_merge(text) {
        return Err(BaselineProblem::Conflict);
    }
    let Members { rule, collection, record, pointer, fingerprint } =
        serde_json::from_str(text).map_err(|error| BaselineProblem::Syntax(super::said_of_a_line(&error)))?;
    match fingerprint.parse() {
        Ok(fingerprint) => Ok(BaselineLine { rule, collection, record, pointer, fingerprint }),
        Err(_) => Err(BaselineProblem::AnotherVersion(fingerprint.chars().take(80).collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(rule: &str, digit: char) -> String {
        format!(r#"{{"rule":"{rule}","record":"r1","fingerprint":"1{}"}}"#, digit.to_string().repeat(32))
    }

    #[test]
    fn lines_are_read_in_any_order_and_each_finding_once() {
        let text = format!("\u{feff}{}\r\n\n{}\n{}", line("b/b", '2'), line("a/a", '1'), line("b/b", '2'));
        let baseline = Baseline::read(text.as_bytes()).unwrap();
        let rules: Vec<&str> = baseline.lines().iter().map(|line| line.rule.as_str()).collect();
        assert_eq!((rules, baseline.size()), (vec!["a/a", "b/b"], 2));
        assert!(baseline.has(Fingerprint::new([0x11; 16])));
        assert!(!baseline.has(Fingerprint::new([0x33; 16])));
    }

    #[test]
    fn what_is_no_line_is_an_error_with_its_number() {
        let cases = [
            ("{}", "missing field `rule` at column 2"),
            (r#"{"rule":"a/a","fingerprint":"1","hidden":1}"#, "unknown field `hidden`"),
            ("<<<<<<< HEAD", "the mark of a merge"),
            (&line("a/a", '1').replace("\"11", "\"21"), "is no fingerprint of this version"),
            (&line("a/a", '1').replace("\"11", "\"1\\u001b"), "⟨U+001B⟩"),
        ];
        for (text, said) in cases {
            let (number, problem) = Baseline::read(format!("\n{text}\n").as_bytes()).unwrap_err();
            assert_eq!(number, 2, "{text}");
            assert!(problem.to_string().contains(said), "{problem}");
        }
        let (_, problem) = Baseline::read(b"\xff").unwrap_err();
        assert_eq!(problem, BaselineProblem::NotUtf8);
    }
}
