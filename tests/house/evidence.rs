//! Sources that cannot be read as they should, registries that contradict themselves, and the command that
//! lists what is open.

use std::path::Path;
use std::process::Command;

use tadqiq::{Options, Report, Subject};
use tempfile::TempDir;

const CONFIG: &str = r#"
[collections.meetings]
files = ["records.ndjson"]
schema = "meeting"
[collections.people]
files = ["people.json"]
schema = "person"
[collections.organizations]
files = ["organizations.json"]
schema = "organization"
[collections.sources]
files = ["sources.json"]
schema = "source"
"#;

const RECORD: &str = r#"{"id": "m1", "kind": "meeting", "status": "held", "participants": [{"name": "Ada Winter"}, {"name": "Bela Stone"}], "when": {"value": "2022-05-10"}, "evidence": [{"source": "s", "quote": "Ada Winter met Bela Stone on 10 May 2022", "start": 0, "end": 40}]}"#;
const TEXT: &str = "Ada Winter met Bela Stone on 10 May 2022.";

fn project(sources: &str, records: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(&folder, "tadqiq.toml", CONFIG);
    write(&folder, "sources.json", sources);
    write(&folder, "people.json", "[]");
    write(&folder, "organizations.json", "[]");
    write(&folder, "records.ndjson", records);
    folder
}

fn write(folder: &TempDir, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn check(folder: &Path) -> Report {
    let select = ["evidence", "reference", "record", "dataset"].map(str::to_owned).to_vec();
    tadqiq::check(&Subject::paths([folder]), &Options { select, ..Options::default() }).unwrap()
}

fn rules(report: &Report) -> Vec<String> {
    report.diagnostics().map(|found| format!("{} {}", found.rule.id(), found.site.pointer)).collect()
}

fn faults(report: &Report) -> Vec<(String, String)> {
    let told = |fault: &tadqiq::report::Fault| {
        (fault.message.plain(), fault.help.as_ref().map(tadqiq::Message::plain).unwrap_or_default())
    };
    report.faults.iter().map(told).collect()
}

#[test]
fn a_text_that_cannot_be_read_is_a_fault_that_names_the_way_out() {
    let source = |path: &str| format!(r#"[{{"id": "s", "title": "T", "text": "{path}"}}]"#);
    for (path, content, message) in [
        ("missing.txt", None, "the text of the source s is not there: missing.txt"),
        ("binary.txt", Some(&b"a\0b"[..]), "the text of the source s is no text: it holds zero bytes"),
        (
            "latin.txt",
            Some(&b"caf\xe9"[..]),
            "the text of the source s is not UTF-8: byte 3 does not belong there",
        ),
        ("wide.txt", Some(&b"\xff\xfea\0"[..]), "the text of the source s is UTF-16, not UTF-8"),
        ("empty.txt", Some(&b" \n"[..]), "the text of the source s is empty"),
    ] {
        let folder = project(&source(path), RECORD);
        if let Some(content) = content {
            write(&folder, path, content);
        }
        let report = check(folder.path());
        let [(said, help)] = &faults(&report)[..] else { panic!("{path}: {:?}", report.faults) };
        assert_eq!(said, message);
        assert!(!help.is_empty(), "{path}");
        assert_eq!(rules(&report), [""; 0], "nothing is said of what could not be looked up");
    }
    let folder = project(&source("folder"), RECORD);
    std::fs::create_dir(folder.path().join("folder")).unwrap();
    assert_eq!(faults(&check(folder.path())).len(), 1);
}

#[test]
fn no_text_is_read_outside_of_the_project() {
    let outside = tempfile::tempdir().unwrap();
    write(&outside, "secret.txt", TEXT);
    let absolute = outside.path().join("secret.txt");
    let beside = format!("../{}/secret.txt", outside.path().file_name().unwrap().to_string_lossy());
    let mut paths = vec![absolute.to_string_lossy().into_owned(), beside];
    if cfg!(unix) {
        paths.push("link.txt".to_owned());
    }
    for path in paths {
        let folder = project(
            &format!(r#"[{{"id": "s", "title": "T", "text": {}}}]"#, serde_json::json!(path)),
            RECORD,
        );
        #[cfg(unix)]
        std::os::unix::fs::symlink(&absolute, folder.path().join("link.txt")).unwrap();
        let report = check(folder.path());
        let [(said, _)] = &faults(&report)[..] else { panic!("{path}: {:?}", report.faults) };
        assert!(said.contains("not under the project's folder"), "{said}");
    }
}

#[test]
fn a_digest_of_another_algorithm_is_said() {
    let folder = project(
        r#"[{"id": "s", "title": "T", "text": "s.txt", "digest": "md5:900150983cd24fb0d6963f7d28e17f72"}]"#,
        RECORD,
    );
    write(&folder, "s.txt", TEXT);
    let report = check(folder.path());
    assert_eq!(rules(&report), ["evidence/stale /digest"]);
    let shown = &report.diagnostics().next().unwrap().related[0].site;
    assert!(shown.file.expose().ends_with("s.txt"), "the list of open questions sorts it under its text");
}

#[test]
fn a_registry_with_an_id_twice_is_told_once_and_the_first_counts() {
    let folder = project(
        r#"[{"id": "s", "title": "T", "text": "s.txt"}, {"id": "s", "title": "U", "text": "t.txt"}]"#,
        RECORD,
    );
    write(&folder, "s.txt", TEXT);
    write(&folder, "t.txt", "Nothing of the kind.");
    assert_eq!(rules(&check(folder.path())), ["dataset/duplicate-id /id"]);
}

#[test]
fn references_in_a_circle_end() {
    let schema = r#"{"type": "object", "properties": {"id": {"type": "string", "x-tadqiq": "record-id"},
        "next": {"type": "string", "x-tadqiq": {"role": "reference", "to": "things"}}}}"#;
    let folder = tempfile::tempdir().unwrap();
    write(
        &folder,
        "tadqiq.toml",
        "[collections.things]\nfiles = [\"things.json\"]\nschema = \"thing.schema.json\"\n",
    );
    write(&folder, "thing.schema.json", schema);
    write(
        &folder,
        "things.json",
        r#"[{"id": "a", "next": "b"}, {"id": "b", "next": "a"}, {"id": "c", "next": "c"}]"#,
    );
    let report = check(folder.path());
    assert_eq!((rules(&report), faults(&report)), (vec![], vec![]));
}

#[test]
fn offsets_beyond_any_bound_are_corrected() {
    let sources = r#"[{"id": "s", "title": "T", "text": "s.txt"}]"#;
    for (start, end) in
        [("41", "81"), ("9223372036854775807", "9223372036854775807"), ("0", "18446744073709551615")]
    {
        let record =
            RECORD.replace("\"start\": 0, \"end\": 40", &format!("\"start\": {start}, \"end\": {end}"));
        let folder = project(sources, &record);
        write(&folder, "s.txt", TEXT);
        let report = check(folder.path());
        assert_eq!(report.diagnostics().len(), 1, "{start} {end}: {:?}", rules(&report));
        assert_eq!(report.diagnostics().next().unwrap().rule.id(), "evidence/offset-wrong");
    }
}

#[test]
fn a_date_that_was_left_out_is_written_where_the_schema_has_a_place_for_it() {
    let schema = r#"{"type": "object", "properties": {
        "id": {"type": "string", "x-tadqiq": "record-id"},
        "when": {"type": ["object", "null"], "x-tadqiq": "when", "properties": {
            "day": {"type": ["string", "null"], "x-tadqiq": "date"}}},
        "evidence": {"type": "array", "items": {"type": "object", "x-tadqiq": "evidence", "properties": {
            "source": {"type": "string", "x-tadqiq": {"role": "reference", "to": "sources"}},
            "quote": {"type": "string", "x-tadqiq": "quote"}}}}}}"#;
    for (when, expected) in [
        ("", r#""when":{"day":"2022-05-10"}"#),
        (r#", "when": null"#, r#"{"day":"2022-05-10"}"#),
        (r#", "when": {}"#, r#""day":"2022-05-10""#),
        (r#", "when": {"day": null}"#, r#""2022-05-10""#),
        (r#", "when": {"day": "2022-05"}"#, r#""2022-05-10""#),
    ] {
        let record = format!(
            r#"{{"id": "m1", "evidence": [{{"source": "s", "quote": "Ada Winter met Bela Stone on 10 May 2022"}}]{when}}}"#
        );
        let folder = project(r#"[{"id": "s", "title": "T", "text": "s.txt"}]"#, &record);
        write(&folder, "s.txt", TEXT);
        write(&folder, "own.schema.json", schema);
        write(&folder, "tadqiq.toml", CONFIG.replace("\"meeting\"", "\"own.schema.json\""));
        let report = check(folder.path());
        let found: Vec<_> = report.diagnostics().collect();
        let [found] = found[..] else { panic!("{when}: {:?}", rules(&report)) };
        assert_eq!(found.rule.id(), "evidence/date-left-out");
        let edits: Vec<&str> = found
            .fixes
            .iter()
            .flat_map(|fix| &fix.edits)
            .map(|edit| edit.text.trim_start_matches([',', ' ']))
            .collect();
        assert_eq!(edits.len(), 1, "{when}");
        let written = edits[0].replace(": ", ":");
        assert_eq!(written, expected, "{when}");
    }
}

#[test]
fn a_name_that_stands_everywhere_and_a_text_without_a_space_are_looked_up() {
    let record = |quote: &str| {
        RECORD.replace(
            "Ada Winter met Bela Stone on 10 May 2022\", \"start\": 0, \"end\": 40",
            &format!("{quote}\""),
        )
    };
    let sources = r#"[{"id": "s", "title": "T", "text": "s.txt"}]"#;
    for text in [
        "Ada Winter met Bela Stone. ".repeat(50_000),
        "AdaWintermetBelaStone.".repeat(50_000),
        format!("{}Ada Winter met Bela Stone.{}", "x".repeat(1_000_000), "x".repeat(1_000_000)),
    ] {
        for (quote, expected) in [
            ("Ada Winter met Bela Stone", None),
            ("a", None),
            ("Ada Winter met Bela Stones", Some("evidence/quote-absent /evidence/0/quote")),
        ] {
            let folder = project(sources, &record(quote));
            write(&folder, "s.txt", &text);
            let report = check(folder.path());
            let of_the_rule = report.diagnostics().filter(|found| found.rule.id() == "evidence/quote-absent");
            let report: Report = of_the_rule.cloned().collect();
            assert_eq!(rules(&report), expected.into_iter().collect::<Vec<_>>(), "{quote}");
        }
    }
}

#[test]
fn facts_of_any_number_of_threads_and_files_say_the_same() {
    let lines: Vec<String> = (0..400)
        .map(|number| {
            format!(
                r#"{{"id": "m{}", "kind": "meeting", "status": "held", "participants": [{{"name": "Ada Winter"}}, {{"name": "Guest {}"}}], "when": {{"value": "2022-05-{:02}"}}}}"#,
                number % 390,
                number % 7,
                number % 28 + 1
            )
        })
        .collect();
    let report_of = |files: usize, threads: usize| {
        let folder = tempfile::tempdir().unwrap();
        write(
            &folder,
            "tadqiq.toml",
            "[collections.meetings]\nfiles = [\"*.ndjson\"]\nschema = \"meeting\"\n",
        );
        for (number, part) in lines.chunks(lines.len().div_ceil(files)).enumerate() {
            write(&folder, &format!("{number:02}.ndjson"), part.join("\n"));
        }
        let options = Options {
            select: vec!["dataset".to_owned()],
            threads: std::num::NonZeroUsize::new(threads),
            ..Options::default()
        };
        let report = tadqiq::check(&Subject::paths([folder.path()]), &options).unwrap();
        let said: Vec<String> = report
            .diagnostics()
            .map(|found| {
                let id = found.site.record.as_ref().and_then(|record| record.id.as_ref()).unwrap().expose();
                format!("{} {id} {}", found.rule.id(), found.label.plain())
            })
            .collect();
        said
    };
    let expected = report_of(1, 1);
    assert!(expected.len() > 10, "{expected:?}");
    for (files, threads) in [(1, 4), (7, 1), (7, 3), (40, 2)] {
        assert_eq!(report_of(files, threads), expected, "{files} files, {threads} threads");
    }
}

fn list(folder: &Path, format: &str) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tadqiq"));
    let output = command.arg("evidence").arg(folder).args(["--output-format", format]).output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

#[test]
fn open_questions_are_listed_by_source_in_the_order_of_its_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules/evidence/unsupported");
    let (json, code) = list(&folder, "json");
    assert_eq!(code, Some(0));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let sources = json["sources"].as_array().unwrap();
    let daily =
        sources.iter().find(|source| source["file"].as_str().unwrap().ends_with("daily.txt")).unwrap();
    let passages = daily["passages"].as_array().unwrap();
    let starts: Vec<u64> = passages.iter().map(|passage| passage["start"].as_u64().unwrap()).collect();
    assert!(starts.len() > 3 && starts.is_sorted(), "{starts:?}");
    let count = |source: &serde_json::Value| -> usize {
        let passages = source["passages"].as_array().unwrap();
        passages.iter().map(|passage| passage["questions"].as_array().unwrap().len()).sum()
    };
    let questions = count(daily);
    let (text, _) = list(&folder, "text");
    let order: Vec<usize> = passages
        .iter()
        .map(|passage| text.find(&format!("\n  {}:{}  ", passage["line"], passage["column"])).unwrap())
        .collect();
    assert!(order.is_sorted(), "{text}");
    assert!(text.contains(&format!("daily.txt: {questions} open questions")), "{text}");
    let (markdown, _) = list(&folder, "markdown");
    let all: usize = json["sources"].as_array().unwrap().iter().map(count).sum();
    assert_eq!(markdown.matches("- [ ] ").count(), all, "{markdown}");
    assert_eq!(passages[1]["text"], "الثلاثاء 10 ماي 2022");
    assert_eq!(passages[1]["questions"][0]["pointer"], "/when/value");
}

#[test]
fn nothing_open_and_a_text_that_is_missing_are_told_apart() {
    let clean = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/meetings-2022-clean");
    let (said, code) = list(&clean, "text");
    assert_eq!(code, Some(0));
    assert!(said.starts_with("26 records: no open question\n120 claims\n"), "{said}");
    let folder = project(r#"[{"id": "s", "title": "T", "text": "missing.txt"}]"#, RECORD);
    let (said, code) = list(folder.path(), "text");
    assert_eq!(code, Some(2));
    assert!(said.contains("no open question in what could be looked up, 1 fault"), "{said}");
    let (said, _) = list(folder.path(), "markdown");
    assert!(said.contains("- the text of the source s is not there"), "{said}");
}

const ONE_SOURCE: &str =
    r#"[{"id": "s", "title": "T", "text": "s.txt", "language": "en", "published": "2022-05-12"}]"#;

/// What `tadqiq evidence` prints in a folder that is the current one, its errors, and its exit code.
fn run(folder: &TempDir, format: &str) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tadqiq"));
    command.args(["evidence", ".", "--output-format", format]).current_dir(folder.path());
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn records_that_cannot_be_judged_are_said_and_are_not_green() {
    let misspelt = RECORD.replace("m1", "m3").replace("\"evidence\"", "\"evidenc\"");
    for (records, unread, in_part) in [
        (format!("{RECORD}\n{{\"id\": \"m2\",\n"), vec![2], vec![]),
        (format!("{RECORD}\n{misspelt}\n"), vec![], vec![2]),
        (format!("{misspelt}\n{{]\n{RECORD}\nno\n"), vec![2, 4], vec![1]),
        (format!("{RECORD}\n"), vec![], vec![]),
    ] {
        let folder = project(ONE_SOURCE, &records);
        write(&folder, "s.txt", TEXT);
        let (text, errors, code) = run(&folder, "text");
        assert_eq!(errors, "", "{records}");
        assert_eq!(code, Some(i32::from(!unread.is_empty() || !in_part.is_empty())), "{records}{text}");
        let (markdown, _, markdown_code) = run(&folder, "markdown");
        let (json, _, json_code) = run(&folder, "json");
        assert_eq!((markdown_code, json_code), (code, code));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let is_said = |said: &str| (text.contains(said), markdown.contains(said));
        for (key, lines, said) in
            [("not_judged", &unread, "not judged: "), ("judged_in_part", &in_part, "judged in part: ")]
        {
            let told: Vec<u64> =
                json[key].as_array().unwrap().iter().map(|record| record["line"].as_u64().unwrap()).collect();
            assert_eq!(told, *lines, "{key}: {records}");
            assert_eq!(is_said(said), (!lines.is_empty(), !lines.is_empty()), "{said}: {text}{markdown}");
            for line in lines {
                let place = format!("records.ndjson:{line}");
                assert_eq!(is_said(&place), (true, true), "{text}{markdown}");
            }
        }
        assert_eq!(json["unread"], unread.len());
    }
}

#[test]
fn what_no_words_are_known_for_is_said_not_to_be_checked() {
    let source = |language: &str, published: &str| {
        format!(r#"[{{"id": "s", "title": "T", "text": "s.txt"{language}{published}}}]"#)
    };
    let day = r#", "published": "2022-05-12""#;
    let language = |tag: &str| format!(r#", "language": "{tag}""#);
    let languages = |count: &str, tag: &str| {
        format!(
            "names, offices, countries, places, dates and status of {count}: their source is in a language that is not read: {tag}"
        )
    };
    let days = |count: &str| {
        format!(
            "days that are told from a publication (today, on Tuesday) of {count}: their source has no day of publication"
        )
    };
    // Another name and another day than the passage has.
    let record = |id: &str, quote: &str| {
        format!(
            r#"{{"id": "{id}", "kind": "meeting", "status": "held", "participants": [{{"name": "Paul Martin"}}, {{"name": "Bela Stone"}}], "when": {{"value": "2022-05-02"}}, "evidence": [{{"source": "s", "quote": "{quote}"}}]}}"#
        )
    };
    let german = "Ada Winter traf Bela Stone am 10. Mai 2022.";
    let tuesday = "Paul Martin met Bela Stone on Tuesday.";
    for (sources, quotes, skipped, wrong) in [
        (source(&language("de"), day), vec![german, german], vec![languages("2 records", "de")], 0),
        (source(&language("de-AT"), day), vec![german], vec![languages("1 record", "de")], 0),
        (source(&language("en"), ""), vec![tuesday], vec![days("1 record")], 0),
        (source(&language("en"), ""), vec![tuesday, tuesday, tuesday], vec![days("3 records")], 0),
        (source(&language("en"), day), vec![tuesday], vec![], 1),
        (source("", ""), vec!["Paul Martin met Bela Stone on 2 May 2022."], vec![], 0),
        (source("", ""), vec!["Paul Martin met Bela Stone on Monday 2 May 2022."], vec![], 0),
    ] {
        let records: Vec<String> =
            quotes.iter().enumerate().map(|(at, quote)| record(&format!("m{at}"), quote)).collect();
        let folder = project(&sources, &records.join("\n"));
        write(&folder, "s.txt", quotes[0]);
        let report = check(folder.path());
        let told: Vec<String> = report
            .skipped
            .iter()
            .map(|skipped| format!("{}: {}", skipped.what.plain(), skipped.why.plain()))
            .filter(|said| said.contains("their source"))
            .collect();
        assert_eq!(told, skipped, "{quotes:?}");
        let found = report.diagnostics().filter(|found| found.rule.id() == "evidence/unsupported");
        assert_eq!(found.count(), wrong, "{quotes:?}: {:?}", rules(&report));
        let (text, _, code) = run(&folder, "text");
        assert_eq!(code, Some(0), "{text}");
        assert_eq!(text.matches("their source").count(), skipped.len(), "{text}");
        let (json, ..) = run(&folder, "json");
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let of_sources =
            |line: &&serde_json::Value| line["why"].as_str().unwrap().starts_with("their source");
        assert_eq!(json["skipped"].as_array().unwrap().iter().filter(of_sources).count(), skipped.len());
    }
}

#[test]
fn the_list_looks_as_it_was_agreed() {
    let first = "Ada Winter, minister of Health, received Bela Stone, DG of the police, on 10 May 2022.\n\nBela Stone lives in Oslo.\n";
    let record = |id: &str, kind: &str, rest: &str| {
        format!(
            r#"{{"id": "{id}", "kind": "{kind}", "status": "held", {rest}, "when": {{"value": "2022-05-10"}}, "evidence": [{{"source": "first", "quote": "Ada Winter, minister of Health, received Bela Stone, DG of the police, on 10 May 2022"}}, {{"source": "second"}}]}}"#
        )
    };
    let records = [
        record(
            "right",
            "reception",
            r#""participants": [{"name": "Ada Winter", "office": "minister of Health"}, {"name": "Bela Stone", "office": "director general of the police"}], "place": {"city": "Oslo"}"#,
        ),
        record(
            "wrong",
            "call",
            r#""participants": [{"name": "Ada Winter", "office": "minister of Justice"}, {"name": "Bela Stone", "office": "chair of the Northern Council"}, {"name": "Carl Frost"}, {"name": "نور سامي"}]"#,
        ),
        r#"{"id": "broken", "kind": "visit""#.to_owned(),
        r#"{"id": "bare", "kind": "visit", "status": "held", "participants": [{"name": "Ada Winter"}], "evidenc": []}"#.to_owned(),
    ];
    let sources = r#"[{"id": "first", "title": "First", "text": "first.txt", "language": "en", "published": "2022-05-12"}, {"id": "second", "title": "Second", "text": "second.txt", "language": "en", "published": "2022-05-13"}]"#;
    let folder = project(sources, &(records.join("\n") + "\n"));
    write(&folder, "first.txt", first);
    write(&folder, "second.txt", "Bela Stone, chair of the Northern Council, was heard.\n");
    for (format, arguments) in [
        ("text", vec!["--claims"]),
        ("markdown", vec!["--claims", "--output-format", "markdown"]),
        ("json", vec!["--output-format", "json"]),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tadqiq"));
        let output =
            command.args(["evidence", "."]).args(arguments).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let printed = String::from_utf8(output.stdout).unwrap();
        let printed = match format {
            "json" => {
                let json: serde_json::Value = serde_json::from_str(&printed).unwrap();
                serde_json::to_string_pretty(&json).unwrap()
            }
            _ => printed,
        };
        insta::assert_snapshot!(format!("evidence-{format}"), printed);
    }
}
