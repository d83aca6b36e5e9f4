use serde_json::Value;

use super::*;
use crate::text::character::{display_width, is_bidi_control, needs_showing};
use crate::words::Level;

mod runner;
mod sample;

use runner::commands;

const COLORS: [Color; 2] = [Color::Off, Color::On];

fn text(report: &Report, format: Format, display: impl Into<Display>) -> String {
    let mut bytes = Vec::new();
    render(report, format, display, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn faults(report: &Report, color: Color) -> String {
    let mut bytes = Vec::new();
    render_faults(&report.faults, color, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn plainly(report: &Report, format: Format) -> String {
    text(report, format, Color::Off)
}

/// Every output of a report: each format and the faults, with colours and without.
fn outputs(report: &Report) -> impl Iterator<Item = (String, String)> {
    COLORS.into_iter().flat_map(move |color| {
        let formats =
            Format::ALL.map(|format| (format!("{format:?} {color:?}"), text(report, format, color)));
        let narrow = Display::from(color).of_width(40).grouped(GroupBy::Nothing);
        let others = [
            (format!("Full in 40 cells {color:?}"), text(report, Format::Full, narrow)),
            (format!("faults {color:?}"), faults(report, color)),
        ];
        formats.into_iter().chain(others)
    })
}

#[test]
fn each_format_is_as_its_snapshot() {
    let reports = [
        ("vocalised", sample::vocalised()),
        ("rich", sample::rich()),
        ("clean", sample::clean()),
        ("hostile", sample::hostile()),
    ];
    for (name, report) in reports {
        for format in Format::ALL {
            insta::assert_snapshot!(format!("{name}_{}", format.name()), plainly(&report, format));
        }
    }
    insta::assert_snapshot!("hostile_faults", faults(&sample::hostile(), Color::Off));
    let colored = text(&sample::rich(), Format::Full, Color::On);
    insta::assert_snapshot!("rich_full_in_color", colored.replace('\u{1b}', "ESC"));
}

#[test]
fn a_snapshot_has_every_finding_and_no_id() {
    let (report, page) = (sample::rich(), plain(&sample::rich()));
    let titles = page.lines().filter(|line| Level::ALL.iter().any(|level| line.starts_with(level.name())));
    assert_eq!(titles.count(), report.diagnostics().len());
    assert!(!page.contains("cause:"), "{page}");
    let each = Display::default().grouped(GroupBy::Nothing);
    let with_ids = text(&report, Format::Full, each);
    let without_ids = with_ids
        .lines()
        .filter(|line| !["finding:", "cause:"].iter().any(|head| line.trim().starts_with(head)));
    assert_eq!(without_ids.collect::<Vec<_>>(), page.lines().collect::<Vec<_>>());
}

/// Only what cannot be broken makes a longer line: a path, an id, a word.
#[test]
fn no_line_is_wider_than_the_display() {
    for width in [40, 60, 80, 100, 140] {
        for grouping in [GroupBy::Cause, GroupBy::Nothing] {
            let display = Display::default().of_width(width).grouped(grouping);
            for report in [sample::rich(), sample::vocalised(), sample::clean()] {
                let page = text(&report, Format::Full, display);
                let too_wide = page.lines().filter(|line| display_width(line) > width);
                let is_broken_nowhere =
                    |line: &&str| ["[records/", "finding:"].iter().any(|it| line.contains(it));
                let too_wide: Vec<&str> = too_wide.filter(|line| !is_broken_nowhere(line)).collect();
                assert_eq!(too_wide, [""; 0], "{width}");
            }
        }
    }
}

#[test]
fn no_more_is_printed_than_was_asked_for_and_all_is_counted() {
    let report = sample::of_levels(3, 30, 0);
    for most in [0, 1, 3, 32, 33, 90] {
        let display = Display::default().at_most(Some(most));
        let document: Value = serde_json::from_str(&text(&report, Format::Json, display)).unwrap();
        let shown = most.min(33);
        assert_eq!(document["diagnostics"].as_array().map(Vec::len), Some(shown));
        assert_eq!(document["unshown"].as_u64(), (shown < 33).then_some(33 - shown as u64));
        assert_eq!(document["counts"]["by_level"]["warning"], 30);
        assert_eq!(text(&report, Format::JsonLines, display).lines().count(), shown);
        let concise = text(&report, Format::Concise, display);
        assert_eq!(concise.lines().filter(|line| line.starts_with("a.json:")).count(), shown);
        assert_eq!(concise.contains("not shown"), shown < 33, "{concise}");
        assert!(concise.contains("3 errors, 30 warnings"), "{concise}");
        let obeyed = commands(&text(&report, Format::Github, display));
        assert!(obeyed.iter().filter(|command| command.name != "notice").count() <= shown);
    }
}

#[test]
fn formats_have_names() {
    for format in Format::ALL {
        assert_eq!(Format::named(format.name()), Some(format));
    }
    assert_eq!(Format::named("Full"), None);
}

#[test]
fn color_changes_no_word() {
    for report in [sample::vocalised(), sample::rich(), sample::hostile()] {
        for format in Format::ALL {
            assert_eq!(without_our_colors(&text(&report, format, Color::On)), plainly(&report, format));
        }
    }
}

/// Takes out what we write ourselves, `ESC[1;31m`. An escape of the data stays and is found.
fn without_our_colors(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let codes = part.trim_start_matches(|it: char| it.is_ascii_digit() || it == ';');
        match codes.strip_prefix('m') {
            Some(rest) => plain.push_str(rest),
            None => plain.push_str(&format!("\u{1b}[{part}")),
        }
    }
    plain
}

/// The first character that a terminal would obey, or an isolate that is not ours: they open and close on
/// one line, one at a time.
fn danger(text: &str) -> Option<String> {
    without_our_colors(text).split('\n').find_map(|line| {
        let mut is_open = false;
        for character in line.chars() {
            let is_fine = match character {
                '\u{2068}' => !std::mem::replace(&mut is_open, true),
                '\u{2069}' => std::mem::replace(&mut is_open, false),
                _ => !needs_showing(character),
            };
            if !is_fine {
                return Some(format!("U+{:04X} in {line}", u32::from(character)));
            }
        }
        is_open.then(|| format!("an isolate is open at the end of {line}"))
    })
}

/// Every scalar value in every slot of every format. Many stand in one text: what a sink does to a
/// character does not depend on its neighbours, but for those of the next test.
#[test]
#[ignore = "takes long without optimisation: .ci/properties asks it"]
fn no_character_of_the_data_is_obeyed() {
    none_are_obeyed(&('\0'..=char::MAX).collect::<Vec<char>>());
}

/// The same for every scalar value but the inside of planes that are alike throughout.
#[test]
fn no_character_of_any_kind_is_obeyed() {
    let is_alike = |value: u32| {
        value >= 0x20000
            && (0x100..0xff00).contains(&(value & 0xffff))
            && !(0xe0000..0xe1000).contains(&value)
    };
    none_are_obeyed(&('\0'..=char::MAX).filter(|it| !is_alike(u32::from(*it))).collect::<Vec<char>>());
}

fn none_are_obeyed(all: &[char]) {
    std::thread::scope(|scope| {
        for part in all.chunks(all.len() / 4 + 1) {
            scope.spawn(|| part.chunks(380).for_each(none_is_obeyed));
        }
    });
}

fn none_is_obeyed(characters: &[char]) {
    let report = sample::of_text(&characters.iter().collect::<String>());
    for format in Format::ALL {
        let output = plainly(&report, format);
        assert_eq!(danger(&output), None, "{format:?}");
        if !matches!(format, Format::Full | Format::Concise | Format::Markdown) {
            assert_eq!(output.chars().find(|&it| is_bidi_control(it)), None, "{format:?}");
        }
    }
    assert_eq!(danger(&faults(&report, Color::Off)), None);
}

#[test]
fn nothing_of_the_data_is_obeyed_wherever_it_stands() {
    let texts = [
        "\u{1b}[31m",
        "\u{1b}]8;;https://x\u{7}",
        "a\u{202e}b",
        "\u{2066}",
        "\u{2069}ش",
        "ش\u{2068}",
        "\n",
        "\r\n",
        "\n\n",
        "\u{85}",
        "\u{2028}",
        "\u{9b}m",
        "\u{7f}",
        "\0",
        "ش",
        "١٣",
        "\u{301}",
        "\u{200d}",
        "⟨",
        "\u{feff}",
        "\u{e0041}",
        "{text}",
        "",
        " ",
    ];
    for text in texts {
        for (output, printed) in outputs(&sample::of_text(text)) {
            assert_eq!(danger(&printed), None, "{text:?} in {output}");
        }
    }
}

#[test]
fn nothing_of_the_data_becomes_a_command_of_the_runner() {
    let texts = [
        "::error::x",
        " ::error::x",
        "\u{200b}::error::x",
        ":\u{200d}:error::x",
        "##[group]x",
        "###[add-mask]x",
        "#\u{200c}#[x]",
        "a\n::error::x",
        "a\r::error::x",
        "%0A::error::x",
        "##",
        "[x]",
        ":",
        "::",
        ",line=1::x",
        "x%25",
        "a]##[b]",
        "##[##[a]]",
        "\u{2068}::error::x",
        "ش##[x]",
    ];
    // A line may also break just before it.
    let broken = (40..110).map(|width| format!("{} ::error::x ::error::x", "x".repeat(width)));
    for text in texts.map(str::to_owned).into_iter().chain(broken) {
        let report = sample::of_text(&text);
        for (output, printed) in outputs(&report) {
            let obeyed = commands(&printed);
            if !output.starts_with("Github") {
                assert_eq!(obeyed, [], "{text:?} in {output}");
                continue;
            }
            let [fault, command] = obeyed.as_slice() else { panic!("{text:?}: {obeyed:?}") };
            let keys: Vec<&str> = fault.properties.iter().map(|(key, _)| key.as_str()).collect();
            assert_eq!((fault.name.as_str(), keys), ("error", vec!["file", "title"]), "{text:?}");
            let keys: Vec<&str> = command.properties.iter().map(|(key, _)| key.as_str()).collect();
            assert_eq!(command.name, "error", "{text:?}");
            assert_eq!(keys, ["file", "line", "endLine", "col", "endColumn", "title"], "{text:?}");
            assert_eq!(command.properties[5].1, "test/of-a-record", "{text:?}");
        }
    }
}

#[test]
fn json_carries_the_data_exactly() {
    for text in ["\u{1b}[31m\u{202e}##[x]\r\n", "مُحَمَّد 🤝", "\u{10ffff}\"\\", "{text}"] {
        let report = sample::of_text(text);
        let document: Value = serde_json::from_str(&plainly(&report, Format::Json)).unwrap();
        let found = &document["diagnostics"][0];
        for (at, value) in [
            ("file", &found["file"]),
            ("id", &found["record"]["id"]),
            ("edit", &found["fixes"][0]["edits"][0]["file"]),
        ] {
            assert_eq!(value, text, "{at}");
        }
        assert_eq!(found["message"], format!("{text} again: {text} again"));
        let lines: Vec<Value> = plainly(&report, Format::JsonLines)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(document["diagnostics"], Value::Array(lines));
    }
}

#[test]
fn json_keeps_its_contract() {
    let schema = serde_json::from_str(include_str!("../../schemas/report.schema.json")).unwrap();
    let contract = jsonschema::validator_for(&schema).unwrap();
    for report in [sample::vocalised(), sample::rich(), sample::clean(), sample::hostile()] {
        let document = serde_json::from_str(&plainly(&report, Format::Json)).unwrap();
        let errors: Vec<String> = contract
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, [""; 0]);
    }
}

#[test]
fn a_long_value_makes_no_long_message() {
    let report = sample::of_text(&"ش".repeat(2_500_000));
    for format in [Format::Full, Format::Concise, Format::Github, Format::Junit, Format::Markdown] {
        let output = plainly(&report, format);
        assert!(output.len() < 60_000, "{format:?}: {} bytes", output.len());
        assert!(output.contains("… (2500000 characters)"), "{format:?}");
    }
    assert!(faults(&report, Color::Off).len() < 20_000);
    // Names and edits are exact in JSON, since a program looks for them; sentences are for people.
    let document: Value = serde_json::from_str(&plainly(&report, Format::Json)).unwrap();
    assert!(document["diagnostics"][0]["message"].as_str().unwrap().len() < 10_000);
}

#[test]
fn github_is_told_of_no_more_than_it_shows() {
    let cases = [
        ((0, 0, 0), (0, 0, 0), None),
        ((10, 10, 10), (10, 10, 10), None),
        ((11, 0, 10), (10, 0, 10), Some("1 more error, 1 more info")),
        ((0, 12, 3), (0, 10, 4), Some("2 more warnings")),
        ((0, 0, 11), (0, 0, 10), Some("2 more infos")),
    ];
    for ((errors, warnings, infos), shown, rest) in cases {
        let obeyed = commands(&plainly(&sample::of_levels(errors, warnings, infos), Format::Github));
        let count = |name| obeyed.iter().filter(|command| command.name == name).count();
        assert_eq!((count("error"), count("warning"), count("notice")), shown, "{errors} {warnings} {infos}");
        let last = obeyed.last().map(|command| command.data.as_str()).filter(|data| data.contains(" more "));
        assert_eq!(last.and_then(|data| data.split(';').next()), rest, "{errors} {warnings} {infos}");
        assert!(obeyed.is_sorted_by_key(|command| {
            ["error", "warning", "notice"].iter().position(|name| command.name == *name)
        }));
    }
}

#[test]
fn what_github_does_not_show_stands_in_its_log() {
    let mut report = sample::of_levels(12, 0, 11);
    let fault = sample::hostile().faults.remove(0);
    report.faults = vec![fault; 3];
    let printed = plainly(&report, Format::Github);
    let of = |start: &str| printed.lines().filter(|line| line.starts_with(start)).count();
    // Faults are errors to the runner: they come first, and take the places of findings.
    assert_eq!((of("::error "), of("::notice ")), (10, 10), "{printed}");
    assert!(
        printed.contains("::5 more errors, 2 more infos; the log of this step has them all"),
        "{printed}"
    );
    assert_eq!((of("error[test/of-a-record] a.json:1:1: "), of("info[")), (5, 2), "{printed}");
    report.faults = vec![report.faults[0].clone(); 12];
    let printed = plainly(&report, Format::Github);
    let of = |start: &str| printed.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!(
        (of("::error title"), of("::error "), of("fault: "), of("error[")),
        (0, 10, 2, 12),
        "{printed}"
    );
    assert!(printed.contains("::2 more faults, 12 more errors, "), "{printed}");
}

#[test]
fn code_scanning_is_given_the_worst_and_told_of_the_rest() {
    for ((errors, infos), (given, told)) in [
        ((1, 4_999), (5_000, None)),
        (
            (1, 5_000),
            (5_001, Some("GitHub shows 5000 results of a run, the worst: 1 finding is not among them")),
        ),
        ((3, 25_001), (25_000, Some("4 findings are left out: a run may hold 25000 results"))),
    ] {
        let printed = plainly(&sample::of_levels(errors, 0, infos), Format::Sarif);
        let log: Value = serde_json::from_str(&printed).unwrap();
        let run = &log["runs"][0];
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), given);
        assert!(results[..errors].iter().all(|result| result["level"] == "error"));
        let notifications = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
        let text = notifications.first().map(|it| it["message"]["text"].as_str().unwrap());
        assert_eq!(text.is_some(), told.is_some());
        assert!(told.is_none_or(|told| text.is_some_and(|text| text.starts_with(told))), "{text:?}");
        assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    }
}

#[test]
fn github_is_told_columns_inside_of_one_line_only() {
    let report = sample::of_levels(1, 0, 0);
    let mut found = report.diagnostics().next().unwrap().clone();
    found.site.span.end_line = 2;
    let report = Report::from_iter([found]);
    let obeyed = commands(&plainly(&report, Format::Github));
    let keys: Vec<&str> = obeyed[0].properties.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["file", "line", "endLine", "title"]);
}

#[test]
fn other_programs_print_our_diagnostics_without_danger() {
    let handlers: [fn(&MietteView, &mut String) -> std::fmt::Result; 3] = [
        |found, page| {
            let theme = miette::GraphicalTheme::unicode_nocolor();
            miette::GraphicalReportHandler::new_themed(theme)
                .with_width(100)
                .with_links(false)
                .render_report(page, found)
        },
        |found, page| miette::NarratableReportHandler::new().render_report(page, found),
        |found, page| miette::JSONReportHandler::new().render_report(page, found),
    ];
    for handler in handlers {
        for report in [sample::vocalised(), sample::rich(), sample::hostile(), sample::of_text("\u{1b}")] {
            for found in report.diagnostics() {
                let mut page = String::new();
                handler(&MietteView::new(found), &mut page).unwrap();
                // It breaks lines where it likes, also inside of our isolates, which end with the line.
                let obeyed = |it: &char| needs_showing(*it) && !matches!(it, '\n' | '\u{2068}' | '\u{2069}');
                assert_eq!(page.chars().find(obeyed), None, "{page}");
            }
        }
    }
    let mut page = String::new();
    handlers[0](&MietteView::new(sample::vocalised().diagnostics().next().unwrap()), &mut page).unwrap();
    insta::assert_snapshot!("vocalised_in_the_stock_handler", page);
}

#[test]
fn what_is_underlined_lies_under_it() {
    let page = plain(&sample::vocalised());
    let lines: Vec<&str> = page.lines().collect();
    let under = lines.iter().position(|line| line.contains("───  ")).unwrap();
    let cells = |text: &str| crate::text::character::display_width(text);
    let (before, _) = lines[under].split_once('─').unwrap();
    let (value_before, _) = lines[under - 1].split_once("\"XX\"").unwrap();
    assert_eq!(cells(before), cells(value_before));
    assert_eq!(lines[under].chars().filter(|&it| it == '─').count(), 4);
}
