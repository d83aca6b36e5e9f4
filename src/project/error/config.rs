//! What is wrong with a `tadqiq.toml`, and where.

use std::ops::Range;
use std::path::{Path, PathBuf};

use miette::{
    Diagnostic, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};

use super::{shown, shown_path};
use crate::policy::UnknownRule;
use crate::text::offsets::boundary_before;
use crate::words::phrase::did_you_mean;

/// The longest line of a config that is shown, in bytes: a hostile one could be of any length.
const LONGEST_SHOWN_LINE: usize = 400;

/// What is wrong with a config, and where.
#[derive(Debug, thiserror::Error)]
#[error("{}:{line}:{column}: {problem}", shown_path(.path))]
pub struct ConfigError {
    /// The config's path.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column in Unicode code points, from 1.
    pub column: usize,
    /// What is wrong.
    pub problem: ConfigProblem,
    excerpt: Option<ConfigLine>,
}

/// What is wrong with a config.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigProblem {
    /// It is not TOML.
    #[error("this is not TOML: {}", shown(.0))]
    Syntax(String),
    /// A key that no config has.
    #[error("unknown key: {}", shown(.key))]
    UnknownKey {
        /// The key.
        key: String,
        /// The table it stands in: `collections.people`; empty for the whole file.
        table: String,
        /// The key that is written most like it.
        nearest: Option<String>,
        /// The keys that the table may have.
        known: Vec<&'static str>,
    },
    /// A key of the file that stands behind a table, and so in it.
    #[error("{} stands in the table [{}], and belongs above all tables", shown(.key), shown(.table))]
    BelongsAbove {
        /// The key.
        key: String,
        /// The table it stands in.
        table: String,
    },
    /// A key that has to be there.
    #[error("{} needs the key {key}", shown(.table))]
    MissingKey {
        /// The table.
        table: String,
        /// The key.
        key: &'static str,
    },
    /// A value of another type.
    #[error("{} must be {expected}, not {found}", shown(.key))]
    WrongType {
        /// The key.
        key: String,
        /// What it must be: "a list of globs".
        expected: &'static str,
        /// What it is: "integer".
        found: &'static str,
    },
    /// A word that the key does not allow.
    #[error("{} cannot be {:?}", shown(.key), shown(.value))]
    NotAllowed {
        /// The key.
        key: String,
        /// The word.
        value: String,
        /// The word that is written most like it.
        nearest: Option<String>,
        /// The words that are allowed.
        known: Vec<&'static str>,
    },
    /// A value that is not what its key means.
    #[error("{} is {:?}, which is not {expected}", shown(.key), shown(.value))]
    NotUnderstood {
        /// The key.
        key: String,
        /// The value.
        value: String,
        /// What it should be: "a day".
        expected: &'static str,
        /// How to write it.
        example: &'static str,
    },
    /// A rule that does not exist.
    #[error(transparent)]
    UnknownRule(#[from] UnknownRule),
    /// A bundled schema that does not exist.
    #[error("unknown schema: {}", shown(.name))]
    UnknownSchema {
        /// The name.
        name: String,
        /// The schema that is named most like it.
        nearest: Option<String>,
    },
    /// A schema that does not lie below the config.
    #[error("the schema {} leads out of the folder of the config", shown(.path))]
    SchemaOutside {
        /// The path, as written.
        path: String,
    },
    /// A glob that cannot be used.
    #[error("{:?} is not a glob: {}", shown(.glob), shown(.why))]
    Glob {
        /// The glob.
        glob: String,
        /// What is wrong with it.
        why: String,
    },
    /// A period that ends before it begins.
    #[error("the period ends on {to}, before it begins on {from}")]
    PeriodReversed {
        /// Its first day.
        from: chrono::NaiveDate,
        /// Its last day.
        to: chrono::NaiveDate,
    },
    /// The file is not text in UTF-8.
    #[error("the file is not text in UTF-8")]
    NotUtf8,
    /// The file is far larger than any config.
    #[error("the file has {bytes} bytes: this is no config")]
    TooLarge {
        /// Its size.
        bytes: u64,
    },
}

impl ConfigError {
    /// Says what is wrong at a range of bytes of the config's text.
    pub fn new(path: &Path, text: &str, bytes: Range<usize>, problem: ConfigProblem) -> Self {
        let start = boundary_before(text, bytes.start);
        let end = boundary_before(text, bytes.end.max(start));
        let before = text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |position| position + 1);
        let line_end = text[line_start..].find('\n').map_or(text.len(), |length| line_start + length);
        let line = before.matches('\n').count() + 1;
        let column = text[line_start..start].chars().count() + 1;
        let excerpt = (line_end - line_start <= LONGEST_SHOWN_LINE).then(|| {
            let whole = text[line_start..line_end].trim_end_matches('\r');
            let lead = shown(&text[line_start..start.min(line_start + whole.len())]);
            let marked = shown(text.get(start..end.min(line_start + whole.len())).unwrap_or_default());
            ConfigLine {
                name: shown_path(path),
                text: shown(whole),
                line,
                column,
                span: (lead.len(), marked.len()).into(),
            }
        });
        Self { path: path.to_owned(), line, column, problem, excerpt }
    }
}

impl ConfigProblem {
    /// The way out.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::UnknownKey { nearest: Some(nearest), .. }
            | Self::NotAllowed { nearest: Some(nearest), .. }
            | Self::UnknownSchema { nearest: Some(nearest), .. } => did_you_mean(nearest.as_str()).plain(),
            Self::UnknownKey { table, known, .. } if table.is_empty() => {
                format!("the keys are {}", known.join(", "))
            }
            Self::UnknownKey { table, known, .. } => {
                format!("the keys of {} are {}", shown(table), known.join(", "))
            }
            Self::NotAllowed { known, .. } => format!("it can be {}", known.join(", ")),
            Self::UnknownRule(unknown) => unknown.way_out(),
            Self::UnknownSchema { .. } => {
                "name a bundled schema (meeting, person, organization, source) or a path ending in .json"
                    .to_owned()
            }
            Self::BelongsAbove { key, .. } => {
                format!("what follows [table] is part of that table: put {} before the first of them", shown(key))
            }
            Self::SchemaOutside { .. } => {
                "put the schema below the folder of the tadqiq.toml, or give one from elsewhere with --schema"
                    .to_owned()
            }
            Self::NotUnderstood { example, .. } => format!("write it so: {example}"),
            Self::MissingKey { .. } | Self::WrongType { .. } => {
                "tadqiq schema config says what a tadqiq.toml may hold".to_owned()
            }
            Self::Syntax(_) => {
                "values, and keys of other than plain letters, go between quotation marks: fail-on = \"warning\""
                    .to_owned()
            }
            Self::Glob { .. } => {
                "a glob begins at the folder of the tadqiq.toml and stays below it: records/**/*.json"
                    .to_owned()
            }
            Self::PeriodReversed { .. } => "exchange the two days".to_owned(),
            Self::NotUtf8 => "save it as UTF-8".to_owned(),
            Self::TooLarge { .. } => "see whether the right file is named".to_owned(),
        })
    }
}

impl Diagnostic for ConfigError {
    fn code<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        Some(Box::new("tadqiq::config"))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.problem.help().map(|help| Box::new(help) as Box<dyn std::fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.excerpt.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(
            Some("here".to_owned()),
            excerpt.span,
        ))))
    }
}

/// The one line of a config that is shown, its controls already made visible.
///
/// miette counts a header's column in bytes; this source answers in code points, as all our
/// terminal output does.
#[derive(Debug)]
struct ConfigLine {
    name: String,
    text: String,
    line: usize,
    column: usize,
    span: SourceSpan,
}

impl SourceCode for ConfigLine {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inner = self.text.as_bytes().read_span(span, before, after)?;
        let column = if before == 0 && after == 0 { self.column - 1 } else { 0 };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            inner.data(),
            *inner.span(),
            self.line - 1,
            column,
            1,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str, needle: &str) -> String {
        let start = text.find(needle).unwrap();
        let problem = ConfigProblem::UnknownKey {
            key: needle.into(),
            table: String::new(),
            nearest: Some("exclude".into()),
            known: vec!["exclude"],
        };
        let error = ConfigError::new(Path::new("tadqiq.toml"), text, start..start + needle.len(), problem);
        let mut out = String::new();
        miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor())
            .render_report(&mut out, &error)
            .unwrap();
        out
    }

    #[test]
    fn the_key_is_underlined_and_its_column_is_in_code_points() {
        let out = rendered("a = 1\nb = { \"الحموشي\" = 1, exclud = 2 }\r\nc = 3\n", "exclud");
        assert!(out.contains("tadqiq.toml:2:22: unknown key: exclud"), "{out}");
        assert!(out.contains("[tadqiq.toml:2:22]"), "{out}");
        assert!(out.contains("did you mean exclude?"), "{out}");
    }

    #[test]
    fn controls_and_long_lines_are_not_printed() {
        let out = rendered("# \u{202e}\u{9b} x\nb = { \"\u{202e}\" = 1, exclud = 2 }", "exclud");
        assert!(!out.contains(['\u{202e}', '\u{9b}']), "{out}");
        let out = rendered(&format!("{} = 1, exclud", "x".repeat(100_000)), "exclud");
        assert!(out.len() < 1000, "{}", out.len());
    }
}
