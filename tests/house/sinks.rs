//! What comes from outside reaches no reader as an order: no terminal, no workflow runner.

use serde_json::json;
use tadqiq::Safety;
use tadqiq::SchemaName;
use tadqiq::render::{Format, MietteView};
use tadqiq::rule::Needs;
use tadqiq::{
    At, Check, Context, Edit, Findings, Fix, Level, Options, Place, Record, Report, Role, Rules, Subject,
};
use tadqiq::{message, rule};

use crate::formats::rendered;
use crate::oracle::{orders_to_a_runner, orders_to_a_terminal};
use crate::support::{CLEAN, Scene, hostile};

rule! {
    /// A rule that says all it is given in every slot it has.
    ///
    /// For these tests.
    pub static PARROT = {
        id: "test/parrot",
        level: Level::Error,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::PersonName]), repeat),
    }
}

/// Puts the record's name into every slot of a finding, at the value, at its key, and at characters of it.
fn repeat(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    for name in record.values(Role::PersonName) {
        let text = name.text().into_owned();
        let place = name.place();
        let Some(node) = place.node() else { continue };
        let Some(record) = place.record() else { continue };
        let key = Place::new(record, At::Key(node));
        let fix = |edit| Fix {
            title: message!("write {text}", text: text.as_str()),
            safety: Safety::Unsafe,
            edits: vec![edit],
        };
        findings
            .at(&name, message!("says {text}", text: text.as_str()))
            .title(message!("one says {text}", text: text.as_str()))
            .related(name.characters(1..3), message!("and {list}", list: vec![text.as_str(), text.as_str()]))
            .related(
                key.clone(),
                message!("{inside}", inside: message!("inside {text}", text: text.as_str())),
            )
            .note(message!("{text}", text: text.as_str()))
            .help(message!("{text} {text}", text: text.as_str()))
            .fix(fix(Edit::Replace { place: place.clone(), text: format!("{text}{text}") }))
            .fix(fix(Edit::RenameKey { place: place.clone(), key: text.clone() }));
        findings.at(name.characters(0..2), message!("{text}", text));
    }
}

/// All rules, and the parrot.
fn rules() -> Rules {
    tadqiq::internals::rules::ALL.iter().copied().chain([&PARROT]).collect()
}

/// A report in which `text` stands in every slot: the file's name, the id, keys, values, what is marked, labels,
/// titles, notes, help, fixes, and the sentence that a schema's author wrote.
fn parroted(scene: &Scene, text: &str) -> Report {
    let schema = json!({
        "type": "object",
        "properties": {
            "id": {"type": "string", "x-tadqiq": "record-id"},
            "kind": {"enum": ["visit", text], "description": text, "x-tadqiq-message": {"enum": text}},
            "names": {"type": "object", "additionalProperties": {"type": "string", "x-tadqiq": "person-name"}},
        },
        "additionalProperties": false,
    });
    let path = scene.path("own.schema.json");
    std::fs::write(&path, schema.to_string()).unwrap();
    // An excerpt shows fewer characters than a message does, so the text is given in parts, a record each.
    let characters: Vec<char> = text.chars().collect();
    let records: String = characters
        .chunks(SHOWN_IN_AN_EXCERPT)
        .map(|part| {
            let part: String = part.iter().collect();
            json!({"id": text, "kind": {part.as_str(): part}, part.as_str(): part, "names": {part.as_str(): part}})
        })
        .map(|record| record.to_string() + "\n")
        .collect();
    let options = Options { schema: Some(SchemaName::File(path)), rules: rules(), ..Options::default() };
    tadqiq::check(&Subject::text(&format!("{text}.ndjson"), records), &options).unwrap()
}

/// Characters of a value that are shown in its record, and those of an argument that are shown in a message.
const SHOWN_IN_AN_EXCERPT: usize = 80;
const SHOWN_IN_A_MESSAGE: usize = 400 - ".ndjson".len();

#[test]
#[ignore = "takes minutes without optimisation: .ci/properties asks it"]
fn every_scalar_value_in_every_slot_of_every_format_is_shown() {
    gives_no_orders(('\0'..=char::MAX).collect());
}

/// The same for every scalar value but letters, digits, and the inside of planes that are alike throughout.
#[test]
fn every_sign_in_every_slot_of_every_format_is_shown() {
    let is_alike = |value: u32| {
        value >= 0x20000
            && (0x100..0xff00).contains(&(value & 0xffff))
            && !(0xe0000..0xe1000).contains(&value)
    };
    let signs = ('\0'..=char::MAX).filter(|sign| !sign.is_alphanumeric() && !is_alike(u32::from(*sign)));
    gives_no_orders(signs.collect());
}

fn gives_no_orders(characters: Vec<char>) {
    let texts: Vec<String> =
        characters.chunks(SHOWN_IN_A_MESSAGE).map(|chunk| chunk.iter().collect()).collect();
    std::thread::scope(|scope| {
        for part in texts.chunks(texts.len().div_ceil(4)) {
            scope.spawn(move || {
                let scene = Scene::new([("x", "")]);
                for text in part {
                    let report = parroted(&scene, text);
                    assert!(report.diagnostics().len() >= 4, "{text:?}: {report:?}");
                    for format in Format::ALL {
                        let out = rendered(&report, format);
                        assert_eq!(orders_to_a_terminal(&out), [""; 0], "{} of {text:?}", format.name());
                    }
                }
            });
        }
    });
}

#[test]
fn what_is_shown_is_not_lost() {
    let scene = Scene::new([("x", "")]);
    let text = "a\u{0}\u{1b}[31m\u{9b}\u{202e}\u{2028}ي\u{61c}\n";
    let report = parroted(&scene, text);
    let shown = "a⟨U+0000⟩⟨U+001B⟩[31m⟨U+009B⟩⟨U+202E⟩⟨U+2028⟩ي⟨U+061C⟩⟨U+000A⟩";
    for format in [Format::Full, Format::Concise] {
        assert!(rendered(&report, format).contains(shown), "{}", format.name());
    }
    assert!(rendered(&report, Format::Github).contains(&format!("says {shown}")));
    let line: serde_json::Value = serde_json::from_str(rendered(&report, Format::Json).as_str()).unwrap();
    assert_eq!(line["diagnostics"][0]["record"]["id"], text);
    assert_eq!(line["diagnostics"][0]["file"], format!("{text}.ndjson"));
}

/// What would be an order to the runner of GitHub Actions, if it stood where the runner looks.
const ORDERS: [&str; 14] = [
    "::error::x",
    "\n::error::x",
    "\r\n  ::add-mask::x",
    "\u{85}::error::x",
    "\u{2028}::stop-commands::x",
    "##[error]x",
    "x ##[add-path]y",
    "###[error]x",
    "##\u{200d}[error]x",
    "%0A::error::x",
    "%0a##[error]x",
    "a,title=b::x",
    "a:b,c%2Cd",
    " ::set-env name=PATH::x",
];

#[test]
fn no_text_is_an_order_to_a_workflow_runner() {
    let scene = Scene::new([("x", "")]);
    for text in ORDERS {
        let report = parroted(&scene, text);
        for format in Format::ALL {
            let out = rendered(&report, format);
            let orders = orders_to_a_runner(&out);
            let ours: usize = match format {
                Format::Github => commands_of_ours(&out),
                _ => 0,
            };
            assert_eq!(orders.len(), ours, "{} of {text:?}: {orders:?}\n{out}", format.name());
            for order in orders {
                assert!(["error", "warning", "notice"].contains(&order.name.as_str()), "{order:?}");
                assert!(
                    ["file", "line", "endLine", "col", "endColumn", "title"].iter().any(|key| order.has(key))
                );
                assert!(order.property("title").is_some_and(|title| title.contains('/')), "{order:?}");
                let file = order.property("file").unwrap();
                let shown = tadqiq::text::character::show(text);
                assert!(file == format!("{shown}.ndjson") || text.contains("##"), "{order:?}");
            }
        }
    }
}

/// How many lines begin as our commands do.
fn commands_of_ours(out: &str) -> usize {
    out.lines()
        .filter(|line| ["::error ", "::warning ", "::notice "].iter().any(|it| line.starts_with(it)))
        .count()
}

#[test]
fn hostile_files_give_no_orders_on_either_stream() {
    let scene = Scene::new(hostile());
    let names: Vec<String> = hostile().into_iter().map(|(name, _)| name).collect();
    for format in Format::ALL {
        let mut arguments =
            vec!["check", "--output-format", format.name(), "gone\u{1b}[31m\u{202e}.json", "*\u{9b}*.json"];
        arguments.extend(names.iter().map(String::as_str));
        let ran = scene.run(&arguments);
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert_eq!(orders_to_a_terminal(&ran.out), [""; 0], "{}", format.name());
        assert_eq!(orders_to_a_terminal(&ran.err), [""; 0], "{}", format.name());
        let ours = if format == Format::Github { commands_of_ours(&ran.out) } else { 0 };
        assert_eq!(orders_to_a_runner(&ran.out).len(), ours, "{}", format.name());
    }
}

/// What every command is given, in every place it takes words from: each a line of its own.
const WORDS: [&str; 7] = [
    "::error::owned",
    "##[error]owned",
    "x ##[error]owned",
    "\u{9b}31m\u{1b}]0;t\u{7}",
    "\u{202e}\u{2066}owned",
    "\u{2028}::error::owned",
    "\u{85}##[error]owned",
];

/// A dataset in which a word stands in every slot that `names` and `evidence` print.
fn dataset_of(word: &str) -> Scene {
    let record = |id: &str, name: &str, quote: &str| {
        json!({
            "id": format!("{word}{id}"), "kind": "visit", "status": "held", "title": {"en": word},
            "when": {"text": format!("{word} 10 May"), "value": "2022-05-11"},
            "where": {"city": word},
            "participants": [{"name": name, "side": "host"}, {"name": format!("{word} B"), "side": "guest"}],
            "evidence": [{"source": "s", "quote": quote}],
        })
        .to_string()
    };
    let records = [
        record("1", &format!("{word} عبد اللطيف"), "on 10 May 2022"),
        record("2", &format!("{word} عبداللطيف"), word),
        record("3", &format!("{word} Petr Matyas Necas"), &format!("{word} and")),
        record("4", &format!("{word} Petr Matyas Nebas"), "absent"),
    ];
    let file: String = word.chars().filter(|it| *it != '/').collect();
    let source = json!([{"id": "s", "type": "article", "title": word, "file": format!("{file}.txt")}]);
    let config = "[collections.meetings]\nfiles = [\"records/*.ndjson\"]\nschema = \"meeting\"\n\
                  [collections.sources]\nfiles = [\"sources.json\"]\nschema = \"source\"\n";
    Scene::new([
        ("tadqiq.toml".to_owned(), config.to_owned()),
        (format!("records/{file}.ndjson"), records.join("\n")),
        ("sources.json".to_owned(), source.to_string()),
        (format!("{file}.txt"), format!("{word}\n{word} on 10 May 2022 {word} and\n")),
    ])
}

#[test]
fn every_command_gives_no_orders_on_either_stream() {
    for word in WORDS {
        let scene = dataset_of(word);
        let pair = |a: &str, b: &str| json!({"a": a, "b": b, "verdict": "same"}).to_string();
        let pairs =
            [pair(word, "x"), word.to_owned(), pair(&format!("{word} ي"), word), "{".to_owned()].join("\n");
        let spaced = format!("{word} 13 June 2022 {word}");
        let other = format!("{word} x");
        let asked: [(&[&str], &str); 22] = [
            (&["date", word], ""),
            (&["date", &spaced], ""),
            (&["date", "--all", &spaced], ""),
            (&["date", "--output-format", "json", &spaced], ""),
            (&["date", "--all", "--output-format", "json", &spaced], ""),
            (&["date"], &spaced),
            (&["date", "--output-format", "json"], &spaced),
            (&["name", word, &other], ""),
            (&["name", "--output-format", "json", word, &other], ""),
            (&["name"], &pairs),
            (&["name", "--output-format", "json"], &pairs),
            (&["names"], ""),
            (&["names", "--output-format", "json"], ""),
            (&["names", "--write", "--dry-run"], &pairs),
            (&["evidence"], ""),
            (&["evidence", "--claims"], ""),
            (&["evidence", "--output-format", "markdown"], ""),
            (&["evidence", "--output-format", "markdown", "--claims"], ""),
            (&["evidence", "--output-format", "json"], ""),
            (&["check"], ""),
            (&["check", "--output-format", "json"], ""),
            (&["check", "gone", word], ""),
        ];
        for (arguments, input) in asked {
            let ran = scene.run_with_input(arguments, input);
            assert!(!ran.out.is_empty() || !ran.err.is_empty(), "{arguments:?}");
            for stream in [&ran.out, &ran.err] {
                assert_eq!(orders_to_a_terminal(stream), [""; 0], "{arguments:?}");
                assert_eq!(orders_to_a_runner(stream), [], "{arguments:?}\n{stream}");
            }
        }
        // What is shown is not lost: a program reads the word as it is.

        let date = scene.run(&["date", "--output-format", "json", word]);
        assert_eq!(date.report()["input"], word);
    }
}

#[test]
fn words_that_are_refused_give_no_orders_at_any_width() {
    let orders = "::error::owned ##[error]owned \u{1b}[31m\u{202e}\u{9b}";
    for padding in [0, 1, 7, 58, 64, 71, 77, 80, 84, 90, 96, 100] {
        let word = format!("{}{orders}", "x".repeat(padding));
        let spaced = format!("{} {orders}\n{orders}", "x".repeat(padding));
        let config = format!("{} = 1\n", serde_json::to_string(&spaced).unwrap());
        let schema = format!(
            "[collections.x]\nfiles = [\"*.json\"]\nschema = {}\n",
            serde_json::to_string(&spaced).unwrap()
        );
        let scene = Scene::new([
            ("r.json", CLEAN),
            ("key/tadqiq.toml", config.as_str()),
            ("schema/tadqiq.toml", schema.as_str()),
        ]);
        for word in [&word, &spaced] {
            let asked: [&[&str]; 18] = [
                &["check", "--config", "key/tadqiq.toml", "r.json"],
                &["check", "--config", "schema/tadqiq.toml", "r.json"],
                &["check", "--config", word, "r.json"],
                &["check", "--schema", word, "r.json"],
                &["check", "--select", word, "r.json"],
                &["check", "--output-format", word, "r.json"],
                &["check", "--fail-on", word, "r.json"],
                &["check", word],
                &["check", "r.json", "--output-file", &format!("none/{word}")],
                &["check", "r.json", "--output", word],
                &["check", "r.json", "--output", &format!("{word}=x")],
                &["check", "r.json", "--output", &format!("json=none/{word}")],
                &[
                    "check",
                    "r.json",
                    "--output",
                    &format!("json={word}"),
                    "--output",
                    &format!("full={word}"),
                ],
                &["explain", word],
                &["man", word],
                &["schema", word],
                &["date", "--reference", word, "x"],
                &[word],
            ];
            for arguments in asked {
                let ran = scene.run(arguments);
                assert_eq!(ran.code, Some(2), "{arguments:?}\n{}{}", ran.out, ran.err);
                assert_eq!(orders_to_a_terminal(&ran.err), [""; 0], "{arguments:?}");
                assert_eq!(orders_to_a_runner(&ran.err), [], "{arguments:?}\n{}", ran.err);
                assert_eq!(orders_to_a_runner(&ran.out), [], "{arguments:?}\n{}", ran.out);
            }
        }
    }
}

#[test]
fn miettes_own_handler_prints_ours_without_orders() {
    let scene = Scene::new([("x", "")]);
    let handler = miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor())
        .with_links(false);
    let evil: String = ('\0'..'\u{a0}').chain('\u{2000}'..'\u{2070}').collect();
    for text in [&evil[..80], &evil[80..], "مُحَمَّد 👩‍🚀 Hammouchi", "a\nb\r\nc"] {
        let report = parroted(&scene, text);
        for found in report.diagnostics() {
            let mut page = String::new();
            handler.render_report(&mut page, &MietteView::new(found)).unwrap();
            assert_eq!(orders_to_a_terminal(&page), [""; 0], "{page}");
            assert!(page.contains(found.rule.id()), "{page}");
        }
    }
}
