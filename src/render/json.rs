//! The report as JSON: a contract, `schemas/report.schema.json`.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::report::shown::sentence_as_it_came as sentence;
use crate::report::{Diagnostic, LocatedFix, RecordName, Related, Report, Site};
use crate::text::character::{is_joiner, is_variation_selector, needs_showing};
use crate::words::{Span, Untrusted};

/// The version of the contract.
const VERSION: &str = "1";

/// Prints the report as one object.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\":{},\"diagnostics\":[", json!(VERSION))?;
    for (position, found) in report.diagnostics.iter().enumerate() {
        let comma = if position == 0 { "" } else { "," };
        write!(out, "{comma}\n{}", escaped(&diagnostic(found)))?;
    }
    let faults: Vec<Value> = report
        .faults
        .iter()
        .map(|fault| {
            let mut object = json!({"message": sentence(&fault.message)});
            let members = [
                ("file", fault.file.as_ref().map(|file| file.expose().to_owned())),
                ("help", fault.help.as_ref().map(sentence)),
            ];
            for (key, value) in members {
                if let Some(value) = value {
                    object[key] = value.into();
                }
            }
            object
        })
        .collect();
    let skipped: Vec<Value> = report
        .skipped
        .iter()
        .map(|skipped| json!({"what": sentence(&skipped.what), "why": sentence(&skipped.why)}))
        .collect();
    let counts = &report.counts;
    let by_level: serde_json::Map<String, Value> =
        counts.by_level.iter().map(|(level, count)| (level.name().to_owned(), json!(count))).collect();
    let counts = json!({
        "files": counts.files,
        "records": counts.records,
        "judged": counts.judged,
        "by_rule": counts.by_rule,
        "by_level": by_level,
    });
    writeln!(
        out,
        "],\n\"faults\":{},\n\"skipped\":{},\n\"counts\":{}}}",
        escaped(&Value::Array(faults)),
        escaped(&Value::Array(skipped)),
        escaped(&counts)
    )
}

/// Prints a line a finding.
pub fn write_lines(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for found in &report.diagnostics {
        writeln!(out, "{}", escaped(&diagnostic(found)))?;
    }
    Ok(())
}

fn diagnostic(found: &Diagnostic) -> Value {
    let help: Vec<String> = found.notes.iter().chain(&found.help).map(sentence).collect();
    let mut object = json!({
        "rule": found.rule.id,
        "level": found.level,
        "message": format!("{}: {}", sentence(&found.title), sentence(&found.label)),
    });
    add_site(&mut object, &found.site);
    object["related"] = found.related.iter().map(related).collect();
    object["help"] = if help.is_empty() { Value::Null } else { help.join("\n").into() };
    object["url"] = found.rule.url().into();
    object["fixes"] = found.fixes.iter().map(fix).collect();
    object
}

fn related(related: &Related) -> Value {
    let mut object = json!({"message": sentence(&related.label)});
    add_site(&mut object, &related.site);
    object
}

fn add_site(object: &mut Value, site: &Site) {
    object["file"] = site.file.expose().into();
    object["record"] = record(site.record.as_ref());
    object["pointer"] = site.pointer.as_str().into();
    object["span"] = span(&site.span);
}

fn span(span: &Span) -> Value {
    json!({
        "start": span.start,
        "end": span.end,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "utf16_column": span.utf16_column,
        "utf16_end_column": span.utf16_end_column,
    })
}

fn record(record: Option<&RecordName>) -> Value {
    let Some(record) = record else { return Value::Null };
    let id = record.id.as_ref().map(Untrusted::expose);
    json!({"id": id, "index": record.index, "line": record.line})
}

fn fix(fix: &LocatedFix) -> Value {
    let edits: Vec<Value> = fix
        .edits
        .iter()
        .map(|edit| {
            json!({
                "file": edit.file.expose(),
                "record": record(edit.record.as_ref()),
                "pointer": edit.pointer.as_str(),
                "start": edit.span.start,
                "end": edit.span.end,
                "span": span(&edit.span),
                "text": edit.text,
            })
        })
        .collect();
    json!({"title": sentence(&fix.title), "safety": fix.safety.name(), "edits": edits})
}

/// JSON text in which every character that a terminal would obey is an escape, and so is the bracket of
/// `##[`, which GitHub's runner would obey: the value is the same.
pub fn escaped(value: &Value) -> String {
    let text = value.to_string();
    if text.is_ascii() && !text.contains('\u{7f}') && !text.contains("##[") {
        return text;
    }
    let mut escaped = String::with_capacity(text.len());
    let mut signs = 0;
    for character in text.chars() {
        if needs_showing(character) || character == '[' && signs >= 2 {
            for unit in character.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(character);
        }
        signs = match character {
            '#' => signs + 1,
            _ if is_joiner(character) || is_variation_selector(character) => signs,
            _ => 0,
        };
    }
    escaped
}
