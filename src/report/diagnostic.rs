//! A diagnostic as `miette` knows it: any program that uses miette can print ours.

use std::fmt;
use std::sync::OnceLock;

use miette::{LabeledSpan, MietteError, Severity, SourceCode, SourceSpan, SpanContents};

use super::shown::{self, ShownExcerpt};
use super::{Diagnostic, Related, Site};
use crate::Level;

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&shown::sentence(&self.title))
    }
}

impl std::error::Error for Diagnostic {}

impl miette::Diagnostic for Diagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.rule.id))
    }

    fn severity(&self) -> Option<Severity> {
        Some(match self.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Advice,
        })
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.rule.url()))
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

/// The source code of a site is its excerpt, cleaned: the place in the file stands in its name, and the
/// record's id and the pointer stand where miette keeps a language, since it has no field for them.
impl SourceCode for Site {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let shown = self.shown();
        if span.offset() + span.len() > shown.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        Ok(Box::new(Contents { shown }))
    }
}

struct Contents<'a> {
    shown: &'a ShownExcerpt,
}

impl<'a> SpanContents<'a> for Contents<'a> {
    fn data(&self) -> &'a [u8] {
        self.shown.text.as_bytes()
    }

    fn span(&self) -> &SourceSpan {
        &self.shown.span
    }

    fn line(&self) -> usize {
        0
    }

    fn column(&self) -> usize {
        0
    }

    fn line_count(&self) -> usize {
        self.shown.text.lines().count()
    }

    fn name(&self) -> Option<&str> {
        Some(&self.shown.location)
    }

    fn language(&self) -> Option<&str> {
        Some(&self.shown.place).filter(|place| !place.is_empty()).map(String::as_str)
    }
}
