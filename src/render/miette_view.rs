//! A diagnostic as `miette` knows it: any program that uses miette can print ours.

use std::fmt;

use miette::{LabeledSpan, MietteError, Severity, SourceCode, SourceSpan, SpanContents};

use super::paragraph::{Paragraph, paragraphs};
use crate::report::shown::{ShownExcerpt, sentence};
use crate::report::{Diagnostic, Related, Site};
use crate::words::{Level, Message};

/// A diagnostic as miette knows it, for programs that print with a handler of miette's.
///
/// It owns what it shows, and all of it is cleaned: handlers print what they are given as it is. Its source
/// code is the excerpt; what is labelled stands on the line and in the column that it has in the file,
/// counted in code points. The record's id and the pointer stand behind the message, as in a line of the
/// concise format, since miette has no field for them.
///
/// ```
/// use tadqiq::{Options, Subject, render::MietteView};
///
/// let record = Subject::record(r#"{"id": "r1", "status": "held", "kind": "visit"}"#);
/// let report = tadqiq::check(&record, &Options::default())?;
/// let views = report.diagnostics().map(MietteView::new);
/// let shown: Vec<String> = views.map(|view| format!("{:?}", miette::Report::new(view))).collect();
/// assert!(shown[0].contains("a required field is missing (r1)"), "{}", shown[0]);
/// # Ok::<(), tadqiq::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct MietteView {
    place: MiettePlace,
    code: String,
    url: Option<String>,
    severity: Severity,
    /// Notes, help and fixes, a line each, preview lines behind their fix.
    help: Option<String>,
    related: Vec<MiettePlace>,
}

/// A place of a diagnostic as miette knows it: a message, and the excerpt with its label.
#[derive(Debug, Clone)]
struct MiettePlace {
    message: String,
    label: String,
    excerpt: Excerpt,
}

/// An excerpt, and where what is labelled stands in the file, from 0.
#[derive(Debug, Clone)]
struct Excerpt {
    shown: ShownExcerpt,
    line: usize,
    column: usize,
}

impl MietteView {
    /// A view of a diagnostic.
    pub fn new(found: &Diagnostic) -> Self {
        let lines: Vec<String> = paragraphs(found).flat_map(|paragraph| lines(&paragraph)).collect();
        Self {
            place: MiettePlace::new(&found.site, &found.title, &found.label),
            code: found.rule.id().to_owned(),
            url: found.rule.url().map(str::to_owned),
            severity: match found.level {
                Level::Error => Severity::Error,
                Level::Warning => Severity::Warning,
                Level::Info => Severity::Advice,
            },
            help: (!lines.is_empty()).then(|| lines.join("\n")),
            related: found.related.iter().map(MiettePlace::of_related).collect(),
        }
    }
}

fn lines(paragraph: &Paragraph<'_>) -> Vec<String> {
    let words = format!("{}: {}", paragraph.head(), paragraph.text());
    let preview = paragraph.preview(usize::MAX).into_iter().map(|(_, line)| format!("    {line}"));
    std::iter::once(words).chain(preview).collect()
}

impl fmt::Display for MietteView {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.place.fmt(formatter)
    }
}

impl std::error::Error for MietteView {}

impl miette::Diagnostic for MietteView {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.url.as_ref().map(|url| Box::new(url) as Box<dyn fmt::Display + 'a>)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.help.as_ref()?))
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.place.labels()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.place.source_code()
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        if self.related.is_empty() {
            return None;
        }
        Some(Box::new(self.related.iter().map(|place| place as &dyn miette::Diagnostic)))
    }
}

impl MiettePlace {
    fn new(site: &Site, message: &Message, label: &Message) -> Self {
        let shown = site.shown();
        let place = if shown.place.is_empty() { String::new() } else { format!(" ({})", shown.place) };
        Self {
            message: format!("{}{place}", sentence(message)),
            label: sentence(label),
            excerpt: Excerpt {
                shown,
                line: site.span.line.saturating_sub(1) as usize,
                column: site.span.column.saturating_sub(1) as usize,
            },
        }
    }

    fn of_related(related: &Related) -> Self {
        Self::new(&related.site, &related.label, &related.label)
    }
}

impl fmt::Display for MiettePlace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for MiettePlace {}

impl miette::Diagnostic for MiettePlace {
    fn severity(&self) -> Option<Severity> {
        Some(Severity::Advice)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let underlined = SourceSpan::from(self.excerpt.shown.underlined.clone());
        let label = LabeledSpan::new_primary_with_span(Some(self.label.clone()), underlined);
        Some(Box::new(std::iter::once(label)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.shown.text.as_str();
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
        Ok(Box::new(Window {
            excerpt: self,
            span: SourceSpan::from(start..end),
            line: self.line.saturating_sub(lines_above),
        }))
    }
}

/// Some lines of an excerpt.
struct Window<'a> {
    excerpt: &'a Excerpt,
    span: SourceSpan,
    /// The line of the file that the first of them stands for, from 0.
    line: usize,
}

impl<'a> SpanContents<'a> for Window<'a> {
    fn data(&self) -> &'a [u8] {
        let range = self.span.offset()..self.span.offset() + self.span.len();
        self.excerpt.shown.text.as_bytes().get(range).unwrap_or_default()
    }

    fn span(&self) -> &SourceSpan {
        &self.span
    }

    fn line(&self) -> usize {
        self.line
    }

    fn column(&self) -> usize {
        self.excerpt.column
    }

    fn line_count(&self) -> usize {
        self.data().split(|byte| *byte == b'\n').count()
    }

    fn name(&self) -> Option<&str> {
        Some(&self.excerpt.shown.file)
    }
}
