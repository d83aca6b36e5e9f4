//! Every format of one report: columns in the unit that its reader counts in, and nothing too long.

use serde_json::Value;
use tadqiq::render::{Color, Format, render};
use tadqiq::{Options, Report, Subject};

/// A record with a vocalised Arabic name and an emoji of three code points before what is wrong with it.
const RECORD: &str = r#"{"id": "vocalised", "title": {"ar": "لِقَاءُ مُحَمَّدٍ 👩‍🚀", "en": "A visit"}, "kind": "vist", "status": "held", "participants": [{"name": "A. Person"}]}"#;

fn report(name: &str, text: impl AsRef<[u8]>) -> Report {
    tadqiq::check(&Subject::text(name, text), &Options::default()).unwrap()
}

/// A report in a format, without colour.
pub fn rendered(report: &Report, format: Format) -> String {
    let mut out = Vec::new();
    render(report, format, Color::Off, &mut out).unwrap();
    String::from_utf8(out).expect("a format prints UTF-8")
}

#[test]
fn every_format_of_one_finding_is_as_the_snapshot() {
    let text = format!("\n{RECORD}\n");
    let report = report("vocalised.ndjson", text);
    for format in Format::ALL {
        insta::assert_snapshot!(format.name(), rendered(&report, format));
    }
}

#[test]
fn each_format_counts_columns_in_its_own_unit() {
    let text = format!("\n{RECORD}\n");
    let report = report("vocalised.ndjson", &text);
    let start = text.find("\"vist\"").unwrap();
    let before = &text[1..start];
    let (points, units) = (before.chars().count() + 1, before.encode_utf16().count() + 1);
    // Bytes, code points and UTF-16 units differ, or nothing would be shown by this.
    assert_eq!((before.len() + 1, points, units), (112, 88, 90));
    let length = "\"vist\"".len();

    let document: Value = serde_json::from_str(&rendered(&report, Format::Json)).unwrap();
    let line: Value = serde_json::from_str(rendered(&report, Format::JsonLines).trim_end()).unwrap();
    assert_eq!(document["diagnostics"][0], line);
    let span = &line["span"];
    let expected = serde_json::json!({
        "start": start, "end": start + length,
        "line": 2, "column": points, "end_line": 2, "end_column": points + length,
        "utf16_column": units, "utf16_end_column": units + length,
    });
    assert_eq!(*span, expected);
    assert_eq!(report.diagnostics().next().unwrap().site.span.byte_column, before.len() as u64 + 1);

    let place = format!("vocalised.ndjson:2:{points}");
    assert!(rendered(&report, Format::Full).contains(&format!("╭─[{place}]")));
    assert!(rendered(&report, Format::Concise).contains(&format!("\n{place}: ")));
    let github = rendered(&report, Format::Github);
    let columns =
        format!("file=vocalised.ndjson,line=2,endLine=2,col={points},endColumn={},", points + length);
    assert!(github.contains(&columns), "{github}");

    let sarif: Value = serde_json::from_str(&rendered(&report, Format::Sarif)).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(
        run["results"][0]["locations"][0]["physicalLocation"]["region"],
        serde_json::json!({"startLine": 2, "startColumn": points, "endLine": 2, "endColumn": points + length})
    );
    let rdjson: Value = serde_json::from_str(&rendered(&report, Format::Rdjson)).unwrap();
    assert_eq!(
        rdjson["diagnostics"][0]["location"]["range"],
        serde_json::json!({
            "start": {"line": 2, "column": before.len() + 1},
            "end": {"line": 2, "column": before.len() + 1 + length},
        })
    );
    let gitlab: Value = serde_json::from_str(&rendered(&report, Format::Gitlab)).unwrap();
    assert_eq!(gitlab[0]["location"], serde_json::json!({"path": "vocalised.ndjson", "lines": {"begin": 2}}));
    assert!(rendered(&report, Format::Junit).contains(&format!(" {place}: ")));
    assert!(rendered(&report, Format::Markdown).contains("`vocalised.ndjson:2` `vocalised` · `/kind`"));
}

#[test]
fn what_spans_lines_has_no_columns_for_github() {
    let text = "{\n\"id\": \"r\",\n\"kind\": \"visit\",\n\"status\": \"held\"\n}";
    let github = rendered(&report("r.json", text), Format::Github);
    assert!(
        github.starts_with("::error file=r.json,line=1,endLine=5,title=schema/missing-field::"),
        "{github}"
    );
}

#[test]
fn underlines_fill_the_cells_of_what_they_underline() {
    let full = rendered(&report("vocalised.ndjson", RECORD), Format::Full);
    let lines: Vec<&str> = full.lines().collect();
    let value = lines.iter().position(|line| line.contains("\"kind\": \"vist\"")).unwrap();
    let from = lines[value].find("\"vist\"").unwrap();
    let under = lines[value + 1].find('─').unwrap();
    assert_eq!(lines[value][..from].chars().count(), lines[value + 1][..under].chars().count(), "{full}");
    assert_eq!(lines[value + 1].matches('─').count(), 6, "{full}");
}

/// Records that yield errors, warnings and notices, so many of each, in one report.
fn many(errors: usize, warnings: usize, notices: usize) -> Report {
    let report = self::report("r.json", RECORD);
    let found = report.diagnostics().next().unwrap();
    let levels =
        [(tadqiq::Level::Error, errors), (tadqiq::Level::Warning, warnings), (tadqiq::Level::Info, notices)];
    let many = levels.into_iter().flat_map(|(level, count)| std::iter::repeat_n(level, count));
    let of_level = |level| {
        let mut found = found.clone();
        found.level = level;
        found
    };
    let mut report: Report = many.map(of_level).collect();
    (report.counts.files, report.counts.records) = (1, 1);
    report
}

#[test]
fn github_shows_ten_of_each_and_one_notice_counts_the_rest() {
    for ((errors, warnings, notices), (shown_notices, said)) in [
        ((0, 0, 0), (0, None)),
        ((10, 10, 10), (10, None)),
        ((3, 0, 11), (10, Some("2 more infos"))),
        ((11, 0, 0), (1, Some("1 more error"))),
        ((250, 30, 10), (10, Some("240 more errors, 20 more warnings, 1 more info"))),
        ((250, 0, 3), (4, Some("240 more errors"))),
    ] {
        let printed = rendered(&many(errors, warnings, notices), Format::Github);
        let of = |command: &str| printed.lines().filter(|line| line.starts_with(command)).count();
        let counts = (of("::error "), of("::warning "), of("::notice "));
        assert_eq!(counts, (errors.min(10), warnings.min(10), shown_notices), "{printed}");
        let last = printed.lines().rfind(|line| line.starts_with("::")).unwrap_or_default();
        match said {
            Some(said) => {
                assert!(last.starts_with("::notice title=tadqiq::") && last.contains(said), "{last}")
            }
            None => assert!(!printed.contains(" more "), "{printed}"),
        }
        // The notice on the rest is none of the findings.
        let annotated = counts.0 + counts.1 + counts.2 - usize::from(said.is_some());
        let in_the_log =
            printed.lines().filter(|line| line.contains("[schema/not-allowed] r.json:1:")).count();
        assert_eq!(annotated + in_the_log, errors + warnings + notices, "{printed}");
    }
}

/// A text of 5 MB as a value, a key, an id and a file's broken part.
#[test]
fn what_is_very_long_stays_short_and_says_so() {
    let long = "ي".repeat(5_000_000 / 2);
    let records = [
        format!(r#"{{"id": "r", "kind": "{long}", "status": "held"}}"#),
        format!(r#"{{"id": "r", "kind": "visit", "status": "draft", "{long}": 1}}"#),
        format!(r#"{{"id": "{long}", "kind": "visit", "status": "{long}"}}"#),
        format!(r#"{{"id": "r", "kind": "visit" "{long}"}}"#),
        format!(r#"{{"id": "r", "kind": {}}}"#, "9".repeat(5_000_000)),
        format!("{{\"id\": \"r\", \"{long}\": 1, \"{long}\": 2}}"),
    ];
    for record in &records {
        let report = report("long.json", record);
        assert!(report.diagnostics().len() > 0, "{:.200}", record);
        for format in
            [Format::Full, Format::Concise, Format::Github, Format::Gitlab, Format::Junit, Format::Markdown]
        {
            for line in rendered(&report, format).lines() {
                let length = line.chars().count();
                assert!(
                    length < 3000,
                    "{} has a line of {length}: {line:.300} in {record:.80}",
                    format.name()
                );
            }
        }
        for line in rendered(&report, Format::JsonLines).lines() {
            let found: Value = serde_json::from_str(line).unwrap();
            let message = found["message"].as_str().unwrap();
            let help = found["help"].as_str().unwrap_or_default();
            assert!(
                message.chars().count() < 1000 && help.chars().count() < 2000,
                "{message:.300} {help:.300}"
            );
            // What names a place is exact, however long; nothing else repeats the value.
            let named = found["pointer"].as_str().unwrap().len()
                + found["record"]["id"].as_str().unwrap_or_default().len();
            let related: usize =
                found["related"].as_array().unwrap().iter().map(|site| site.to_string().len()).sum();
            assert!(line.len() < named + related + 10_000, "{}: {}", found["rule"], line.len());
        }
    }
    let concise = rendered(&report("long.json", &records[0]), Format::Concise);
    assert!(concise.contains("(2500000 characters)"), "{concise:.1000}");
}
