//! The report as a program reads it: a contract, `schemas/report.schema.json`.

use std::sync::Arc;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::shown::sentence_as_it_came;
use super::{
    AcceptedFinding, Cause, Counts, Diagnostic, Fault, JudgedDecision, LocatedEdit, LocatedFix,
    MendedFinding, RecordName, Related, Report, Settles, Site, Skipped, UnchangedFinding,
};
use crate::words::{Message, Span};

/// The version of the contract.
const VERSION: &str = "1";

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        FirstFindings { report: self, most: usize::MAX }.serialize(serializer)
    }
}

/// A report with no more than so many of its findings; it says how many there are beside them.
pub(crate) struct FirstFindings<'r> {
    pub report: &'r Report,
    pub most: usize,
}

impl Serialize for FirstFindings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { report: said, most } = self;
        let (shown, unshown) = said.diagnostics.split_at(said.diagnostics.len().min(*most));
        let unchanged = ToldUnchanged(&said.unchanged);
        let members = 7
            + usize::from(!unshown.is_empty())
            + usize::from(!said.mended.is_empty())
            + usize::from(!unchanged.is_empty());
        let mut report = serializer.serialize_struct("Report", members)?;
        report.serialize_field("version", VERSION)?;
        report.serialize_field("diagnostics", &Shared(shown))?;
        match unshown.len() {
            0 => report.skip_field("unshown")?,
            unshown => report.serialize_field("unshown", &unshown)?,
        }
        report.serialize_field("causes", &said.causes())?;
        report.serialize_field("accepted", &said.accepted)?;
        match unchanged.is_empty() {
            true => report.skip_field("unchanged")?,
            false => report.serialize_field("unchanged", &unchanged)?,
        }
        report.serialize_field("faults", &said.faults)?;
        report.serialize_field("skipped", &said.skipped)?;
        report.serialize_field("counts", &said.counts)?;
        match said.mended.is_empty() {
            true => report.skip_field("mended")?,
            false => report.serialize_field("mended", &said.mended)?,
        }
        report.end()
    }
}

impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut found = serializer.serialize_struct("Diagnostic", 13)?;
        serialize_diagnostic(self, &mut found)?;
        found.end()
    }
}

fn serialize_diagnostic<S: SerializeStruct>(found: &Diagnostic, to: &mut S) -> Result<(), S::Error> {
    let help: Vec<String> = found.notes.iter().chain(&found.help).map(sentence_as_it_came).collect();
    to.serialize_field("rule", found.rule.id())?;
    to.serialize_field("level", &found.level)?;
    to.serialize_field("message", &message(found))?;
    serialize_site(&found.site, to)?;
    to.serialize_field("related", &found.related)?;
    to.serialize_field("help", &(!help.is_empty()).then(|| help.join("\n")))?;
    to.serialize_field("url", &found.rule.url())?;
    to.serialize_field("fixes", &found.fixes)?;
    to.serialize_field("fingerprint", &found.fingerprint)?;
    to.serialize_field("cause", &found.cause)
}

fn message(found: &Diagnostic) -> String {
    format!("{}: {}", sentence_as_it_came(&found.title), sentence_as_it_came(&found.label))
}

/// With the words and the place of its first finding.
impl Serialize for Cause<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut cause = serializer.serialize_struct("Cause", 10)?;
        cause.serialize_field("id", &self.id)?;
        cause.serialize_field("rule", self.first.rule.id())?;
        cause.serialize_field("level", &self.level)?;
        cause.serialize_field("findings", &self.findings)?;
        cause.serialize_field("records", &self.records)?;
        cause.serialize_field("message", &message(self.first))?;
        serialize_site(&self.first.site, &mut cause)?;
        cause.end()
    }
}

/// With what of its decision says why; the rest stands in the decisions.
impl Serialize for AcceptedFinding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let by = match self.decision.settles {
            Settles::Finding { .. } => "fingerprint",
            Settles::Cause { .. } => "cause",
        };
        let mut accepted = serializer.serialize_struct("AcceptedFinding", 5)?;
        accepted.serialize_field("rule", self.decision.rule.as_str())?;
        accepted.serialize_field("fingerprint", &self.fingerprint)?;
        accepted.serialize_field("cause", &self.cause)?;
        accepted.serialize_field("accepted_by", by)?;
        accepted.serialize_field("why", &self.decision.grounds.why)?;
        accepted.end()
    }
}

/// Findings that stood before, where they were told.
struct ToldUnchanged<'r>(&'r [UnchangedFinding]);

impl ToldUnchanged<'_> {
    fn is_empty(&self) -> bool {
        self.0.iter().all(|found| found.diagnostic.is_none())
    }
}

impl Serialize for ToldUnchanged<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0)
    }
}

/// With all that a diagnostic has, where it is located.
impl Serialize for UnchangedFinding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.diagnostic {
            Some(found) => {
                let mut told = serializer.serialize_struct("UnchangedFinding", 14)?;
                told.serialize_field("stood_in", self.stood_in.name())?;
                serialize_diagnostic(found, &mut told)?;
                told.end()
            }
            None => {
                let mut told = serializer.serialize_struct("UnchangedFinding", 5)?;
                told.serialize_field("stood_in", self.stood_in.name())?;
                told.serialize_field("rule", self.rule.as_str())?;
                told.serialize_field("level", &self.level)?;
                told.serialize_field("fingerprint", &self.fingerprint)?;
                told.serialize_field("cause", &self.cause)?;
                told.end()
            }
        }
    }
}

/// A decision as it stands in its file, with what came of it.
impl Serialize for JudgedDecision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut judged = serializer.serialize_struct("JudgedDecision", 5)?;
        judged.serialize_field("file", &self.file)?;
        judged.serialize_field("line", &self.line)?;
        judged.serialize_field("state", self.standing.name())?;
        judged.serialize_field("findings", &self.findings)?;
        judged.serialize_field("decision", self.decision.as_ref())?;
        judged.end()
    }
}

impl Serialize for Related {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut related = serializer.serialize_struct("Related", 5)?;
        related.serialize_field("message", &Sentence(&self.label))?;
        serialize_site(&self.site, &mut related)?;
        related.end()
    }
}

/// The members that say where.
fn serialize_site<S: SerializeStruct>(site: &Site, around: &mut S) -> Result<(), S::Error> {
    around.serialize_field("file", site.file.expose())?;
    around.serialize_field("record", &site.record)?;
    around.serialize_field("pointer", site.pointer.as_str())?;
    around.serialize_field("span", &Columns(&site.span))
}

impl Serialize for RecordName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_struct("RecordName", 3)?;
        record.serialize_field("id", &self.id)?;
        record.serialize_field("index", &self.index)?;
        record.serialize_field("line", &self.line)?;
        record.end()
    }
}

impl Serialize for MendedFinding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut mended = serializer.serialize_struct("MendedFinding", 8)?;
        mended.serialize_field("rule", self.rule.id())?;
        mended.serialize_field("title", &Sentence(&self.title))?;
        mended.serialize_field("safety", self.safety.name())?;
        mended.serialize_field("file", self.file.expose())?;
        mended.serialize_field("record", &self.record)?;
        mended.serialize_field("pointer", self.pointer.as_str())?;
        mended.serialize_field("fingerprint", &self.fingerprint)?;
        mended.serialize_field("cause", &self.cause)?;
        mended.end()
    }
}

impl Serialize for LocatedFix {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fix = serializer.serialize_struct("Fix", 3)?;
        fix.serialize_field("title", &Sentence(&self.title))?;
        fix.serialize_field("safety", self.safety.name())?;
        fix.serialize_field("edits", &self.edits)?;
        fix.end()
    }
}

impl Serialize for LocatedEdit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut edit = serializer.serialize_struct("Edit", 7)?;
        edit.serialize_field("file", self.file.expose())?;
        edit.serialize_field("record", &self.record)?;
        edit.serialize_field("pointer", self.pointer.as_str())?;
        edit.serialize_field("start", &self.span.start)?;
        edit.serialize_field("end", &self.span.end)?;
        edit.serialize_field("span", &Columns(&self.span))?;
        edit.serialize_field("text", &self.text)?;
        edit.end()
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = 1 + usize::from(self.file.is_some()) + usize::from(self.help.is_some());
        let mut fault = serializer.serialize_struct("Fault", members)?;
        fault.serialize_field("message", &Sentence(&self.message))?;
        if let Some(file) = &self.file {
            fault.serialize_field("file", file.expose())?;
        }
        if let Some(help) = &self.help {
            fault.serialize_field("help", &Sentence(help))?;
        }
        fault.end()
    }
}

impl Serialize for Skipped {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut skipped = serializer.serialize_struct("Skipped", 2)?;
        skipped.serialize_field("what", &Sentence(&self.what))?;
        skipped.serialize_field("why", &Sentence(&self.why))?;
        skipped.end()
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let of_before = [("in_baseline", self.in_baseline), ("in_revision", self.in_revision)];
        let of_before = of_before.into_iter().filter(|(_, count)| *count > 0);
        let mut counts = serializer.serialize_struct("Counts", 7 + of_before.clone().count())?;
        counts.serialize_field("files", &self.files)?;
        counts.serialize_field("records", &self.records)?;
        counts.serialize_field("judged", &self.judged)?;
        counts.serialize_field("by_rule", &self.by_rule)?;
        counts.serialize_field("by_level", &self.by_level)?;
        counts.serialize_field("accepted", &self.accepted)?;
        counts.serialize_field("accepted_by_cause", &self.accepted_by_cause)?;
        for (name, count) in of_before {
            counts.serialize_field(name, &count)?;
        }
        counts.end()
    }
}

/// Diagnostics, as they are shared.
struct Shared<'r>(&'r [Arc<Diagnostic>]);

impl Serialize for Shared<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Arc::as_ref))
    }
}

/// A message with the data's words as they came, cut where they are long.
struct Sentence<'m>(&'m Message);

impl Serialize for Sentence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&sentence_as_it_came(self.0))
    }
}

/// A span in the units of the contract.
struct Columns<'s>(&'s Span);

impl Serialize for Columns<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(span) = self;
        let mut columns = serializer.serialize_struct("Span", 8)?;
        columns.serialize_field("start", &span.start)?;
        columns.serialize_field("end", &span.end)?;
        columns.serialize_field("line", &span.line)?;
        columns.serialize_field("column", &span.column)?;
        columns.serialize_field("end_line", &span.end_line)?;
        columns.serialize_field("end_column", &span.end_column)?;
        columns.serialize_field("utf16_column", &span.utf16_column)?;
        columns.serialize_field("utf16_end_column", &span.utf16_end_column)?;
        columns.end()
    }
}
