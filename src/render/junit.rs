//! JUnit's XML: a suite a file, a case a record that has findings, and one case that passes where none has.
//!
//! Readers show one failure a case, so all findings of a record stand in it. What is only worth a look fails nothing.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report as Suites, TestCase, TestCaseStatus, TestSuite};

use super::sink::Sink;
use super::{Setting, number};
use crate::report::shown::shown_without_isolates as shown;
use crate::report::{Diagnostic, Fault, RecordName, Report};
use crate::words::Level;

const NAME: &str = "tadqiq";

/// Prints all suites.
pub fn write(report: &Report, setting: &Setting, out: &mut dyn Write) -> io::Result<()> {
    let mut suites = Suites::new(NAME);
    let found: Vec<&Diagnostic> = report.diagnostics().collect();
    for of_file in found.chunk_by(|a, b| a.site.file == b.site.file) {
        suites.add_test_suite(suite(of_file, setting));
    }
    if suites.failures == 0 || !report.faults.is_empty() {
        suites.add_test_suite(of_the_run(report, setting, suites.failures == 0));
    }
    let text = suites.to_string().map_err(io::Error::other)?;
    // The published schema knows no such attribute of the whole, only of a suite; ours skip nothing.
    out.write_all(text.replacen(" skipped=\"0\"", "", 1).as_bytes())
}

/// The findings of a file.
fn suite(found: &[&Diagnostic], setting: &Setting) -> TestSuite {
    let file = found.first().map(|found| shown(&setting.path(&found.site.file))).unwrap_or_default();
    let mut suite = TestSuite::new(file.clone());
    for of_record in found.chunk_by(|a, b| a.site.record == b.site.record) {
        let name = case_name(of_record.first().and_then(|found| found.site.record.as_ref()));
        let mut case = TestCase::new(name, TestCaseStatus::success());
        case.set_classname(file.clone());
        let lines: Vec<String> = of_record.iter().map(|found| line(found, &file)).collect();
        match failure(of_record, &lines) {
            Some(failure) => case.status = failure,
            None => {
                case.set_system_out(lines.join("\n"));
            }
        }
        suite.add_test_case(case);
    }
    suite
}

fn case_name(record: Option<&RecordName>) -> String {
    match record {
        None => "the file".to_owned(),
        Some(RecordName { id: Some(id), .. }) if !id.expose().is_empty() => shown(id.expose()),
        Some(record) => format!("the record in line {}", record.line),
    }
}

/// What the worst finding of a record says, and in lines what all do; none where none is more than worth a look.
fn failure(found: &[&Diagnostic], lines: &[String]) -> Option<TestCaseStatus> {
    // Of several that are equally bad, the first.
    let worst =
        found.iter().rev().max_by_key(|found| found.level).filter(|found| found.level > Level::Info)?;
    let more = match found.len() - 1 {
        0 => String::new(),
        more => format!(" (and {})", number(more as u64, "more finding")),
    };
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_message(format!("{}{more}", Sink::PLAIN.statement(worst)));
    status.set_type(format!("{}[{}]", worst.level.name(), worst.rule.id()));
    status.set_description(lines.join("\n"));
    Some(status)
}

/// A finding in lines that begin with words of ours, with its file as the suite has it.
fn line(found: &Diagnostic, file: &str) -> String {
    let site = &found.site;
    let place = Sink::PLAIN.place(site).map(|place| format!(" ({place})")).unwrap_or_default();
    let notes = found.notes.iter().map(|note| format!("\n  note: {}", Sink::PLAIN.sentence(note)));
    let help = found.help.iter().map(|help| format!("\n  help: {}", Sink::PLAIN.sentence(help)));
    format!(
        "{}[{}] {}:{}:{}: {}{place}{}",
        found.level.name(),
        found.rule.id(),
        file,
        site.span.line,
        site.span.column,
        Sink::PLAIN.statement(found),
        notes.chain(help).collect::<String>()
    )
}

/// What is said of the run: a case that passes, with how much was seen, or an error a fault.
fn of_the_run(report: &Report, setting: &Setting, is_clean: bool) -> TestSuite {
    let mut suite = TestSuite::new(NAME);
    let counts = &report.counts;
    if report.faults.is_empty() && is_clean {
        let name = match counts.files {
            0 => super::summary::without_findings(report).to_owned(),
            files => format!("{} in {}", number(counts.judged, "record"), number(files, "file")),
        };
        let mut case = TestCase::new(name, TestCaseStatus::success());
        case.set_classname(NAME);
        let not_checked: Vec<String> = report
            .skipped
            .iter()
            .map(|skipped| {
                let (what, why) = (Sink::PLAIN.sentence(&skipped.what), Sink::PLAIN.sentence(&skipped.why));
                format!("not checked: {what}: {why}")
            })
            .collect();
        if !not_checked.is_empty() {
            case.set_system_out(not_checked.join("\n"));
        }
        suite.add_test_case(case);
    }
    suite.add_test_cases(report.faults.iter().map(|fault| of_fault(fault, setting)));
    suite
}

fn of_fault(fault: &Fault, setting: &Setting) -> TestCase {
    let text = Sink::PLAIN.fault(fault);
    let (message, _) = text.split_once('\n').unwrap_or((&text, ""));
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(message.to_owned());
    status.set_type("fault");
    // No line begins with words of the data.
    status.set_description(format!("fault: {}", text.replacen('\n', "\n  help: ", 1)));
    let name = fault.file.as_ref().map_or("the run".to_owned(), |file| shown(&setting.path(file)));
    let mut case = TestCase::new(name, status);
    case.set_classname(NAME);
    case
}
