//! A format of one's own: a line of CSV (RFC 4180) a finding, with what it is known by from run to run.
//! `cargo run --example own_format -- PATHS…`.

use std::io::{self, BufWriter, Write};

use tadqiq::report::{Diagnostic, Report};
use tadqiq::{Options, Subject, Untrusted};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let report = tadqiq::check(&Subject::paths(paths), &Options::default())?;
    let mut out = BufWriter::new(io::stdout().lock());
    write(&report, &mut out)?;
    Ok(out.flush()?)
}

/// Writes a line a finding.
fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "file,line,record,pointer,level,rule,message,fingerprint")?;
    report.diagnostics().try_for_each(|found| writeln!(out, "{}", line(found)))
}

fn line(found: &Diagnostic) -> String {
    let site = &found.site;
    let id = site.record.as_ref().and_then(|record| record.id.as_ref()).map_or("", Untrusted::expose);
    [
        field(site.file.expose()),
        site.span.line.to_string(),
        field(id),
        field(site.pointer.as_str()),
        found.level.name().to_owned(),
        found.rule.id().to_owned(),
        // The data's words as they came: who writes them escapes them.
        quoted(&found.label.plain()),
        found.fingerprint.to_string(),
    ]
    .join(",")
}

fn field(text: &str) -> String {
    if text.contains(['"', ',', '\r', '\n']) { quoted(text) } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
