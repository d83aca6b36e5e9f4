//! A diagnostic as `miette` knows it: any program that uses miette can print ours.

use std::fmt;
use std::sync::OnceLock;

use miette::{LabeledSpan, MietteError, Severity, SourceCode, SourceSpan, SpanContents};

use super::shown::{self, ShownExcerpt};
use super::{Diagnostic, Related, Site};
use crate::rule::RuleId;
use crate::words::Level;

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&shown::sentence(&self.title))
    }
}

impl std::error::Error for Diagnostic {}

impl miette::Diagnostic for Diagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.rule.id()))
    }

    fn severity(&self) -> Option<Severity> {
        Some(match self.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Advice,
        })
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.rule.url().map(|url| Box::new(url) as Box<dyn fmt::Display>)
    }

    /// Notes, help and fixes, a paragraph each.
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let paragraphs = shown::paragraphs(self);
        (!paragraphs.is_empty()).then(|| Box::new(paragraphs.join("\n")) as Box<dyn fmt::Display>)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(self.site.label(&shown::sentence(&self.label)))))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.site)
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        if self.related.is_empty() {
            return None;
        }
        Some(Box::new(self.related.iter().map(|related| related as &dyn miette::Diagnostic)))
    }
}

impl fmt::Display for Related {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&shown::sentence(&self.label))
    }
}

impl std::error::Error for Related {}

impl miette::Diagnostic for Related {
    fn severity(&self) -> Option<Severity> {
        Some(Severity::Advice)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(self.site.label(&shown::sentence(&self.label)))))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.site)
    }
}

/// What a site shows, made when somebody first asks.
pub(crate) type Shown = OnceLock<ShownExcerpt>;

impl Site {
    /// The excerpt as text that may be printed, and what of it is meant.
    pub fn shown(&self) -> &ShownExcerpt {
        self.shown.get_or_init(|| ShownExcerpt::of(self))
    }

    fn label(&self, text: &str) -> LabeledSpan {
        let underlined = self.shown().underlined.clone();
        LabeledSpan::new_primary_with_span(Some(text.to_owned()), SourceSpan::from(underlined))
    }
}

/// Whether a diagnostic is one of ours, which a [`Related`] alone is not: it has a rule's name. (One that is
/// borrowed cannot be asked for its type.)
pub fn is_ours(found: &dyn miette::Diagnostic) -> bool {
    found.code().is_some_and(|code| RuleId::from(code.to_string()).is_well_formed())
}

/// The source code of a site is its excerpt, cleaned. What is labelled stands on the line and in the column
/// that it has in the file, counted in code points; the record's id and the pointer stand where miette
/// keeps a language, since it has no field for them.
impl SourceCode for Site {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let shown = self.shown();
        let text = shown.text.as_str();
        let (Some(before), Some(after)) = (text.get(..span.offset()), text.get(span.offset() + span.len()..))
        else {
            return Err(MietteError::OutOfBounds);
        };
        let breaks_before = before.rmatch_indices('\n').map(|(byte, _)| byte + 1);
        let start = breaks_before.clone().nth(lines_before).unwrap_or(0);
        let own_start = breaks_before.clone().next().unwrap_or(0);
        let end = after
            .match_indices('\n')
            .nth(lines_after)
            .map_or(text.len(), |(byte, _)| text.len() - after.len() + byte);
        let lines_above = text[start..own_start].matches('\n').count();
        Ok(Box::new(Contents {
            shown,
            span: SourceSpan::from(start..end),
            line: (self.span.line.saturating_sub(1) as usize).saturating_sub(lines_above),
            column: self.span.column.saturating_sub(1) as usize,
        }))
    }
}

struct Contents<'a> {
    shown: &'a ShownExcerpt,
    span: SourceSpan,
    line: usize,
    column: usize,
}

impl<'a> SpanContents<'a> for Contents<'a> {
    fn data(&self) -> &'a [u8] {
        let range = self.span.offset()..self.span.offset() + self.span.len();
        self.shown.text.as_bytes().get(range).unwrap_or_default()
    }

    fn span(&self) -> &SourceSpan {
        &self.span
    }

    fn line(&self) -> usize {
        self.line
    }

    fn column(&self) -> usize {
        self.column
    }

    fn line_count(&self) -> usize {
        self.data().split(|byte| *byte == b'\n').count()
    }

    fn name(&self) -> Option<&str> {
        Some(&self.shown.file)
    }

    fn language(&self) -> Option<&str> {
        Some(&self.shown.place).filter(|place| !place.is_empty()).map(String::as_str)
    }
}
