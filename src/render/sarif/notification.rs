//! What is said of the run itself: faults, what was not checked, what is left out.

use serde::Serialize;

use super::location::SarifLocation;
use super::text::{SINK, SarifText};
use crate::render::{Setting, number};
use crate::report::Report;

/// What is not checked is told one by one up to here.
const MOST_SKIPPED: usize = 1_000;

/// Something that is said of the run.
#[derive(Serialize)]
pub struct Notification {
    level: &'static str,
    message: SarifText,
    #[serde(skip_serializing_if = "Option::is_none")]
    locations: Option<[SarifLocation; 1]>,
}

impl Notification {
    /// In words of ours.
    pub fn ours(level: &'static str, text: String) -> Self {
        Self { level, message: SarifText::new(text), locations: None }
    }
}

/// What could not be judged.
pub fn of_faults(report: &Report, setting: &Setting) -> impl Iterator<Item = Notification> {
    report.faults.iter().map(|fault| Notification {
        level: "error",
        message: SarifText::new(SINK.fault(fault)),
        locations: fault.file.as_ref().map(|file| [SarifLocation::of_file(file, setting)]),
    })
}

/// What was not checked.
pub fn of_skipped(report: &Report) -> impl Iterator<Item = Notification> {
    let told = report.skipped.iter().take(MOST_SKIPPED).map(|skipped| {
        let text = format!("not checked: {}: {}", SINK.sentence(&skipped.what), SINK.sentence(&skipped.why));
        Notification::ours("note", text)
    });
    let more = report.skipped.len().checked_sub(MOST_SKIPPED).filter(|more| *more > 0);
    let more = more.map(|more| {
        Notification::ours("note", format!("not checked: {}", number(more as u64, "more thing")))
    });
    told.chain(more)
}
