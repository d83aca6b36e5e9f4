//! Reports made by hand.

use std::borrow::Cow;

use crate::message;
use crate::report::{
    CauseId, Counts, Diagnostic, Excerpt, ExcerptLine, Fault, Fingerprint, LocatedEdit, LocatedFix,
    PreviewLine, PreviewSide, RecordName, Related, Report, Run, RunKind, Site, Skipped, Underlined,
};
use crate::rule::{Check, Needs, Rule, RuleId};
use crate::words::{Argument, Level, Message, Pointer};
use crate::words::{Safety, Span};

static OF_A_RECORD: Rule = rule(
    "test/of-a-record",
    "https://tadqiq.github.io/tadqiq/rules/test/of-a-record",
    Level::Error,
    Check::Stage,
);
static OF_THE_DATASET: Rule = rule(
    "test/of-the-dataset",
    "https://tadqiq.github.io/tadqiq/rules/test/of-the-dataset",
    Level::Warning,
    Check::dataset(Needs::Nothing, |_, _, _| {}, |_, _, _| {}),
);

const fn rule(id: &'static str, url: &'static str, level: Level, check: Check) -> Rule {
    Rule::new(RuleId::new(id), level, check).with_url(Cow::Borrowed(url))
}

/// A name with its vowels and an emoji before the place, on one line of NDJSON:
/// `{"id": "r🤝1", "name": "مُحَمَّد", "country": "XX"}`.
pub fn vocalised() -> Report {
    let mut found = diagnostic(
        &OF_A_RECORD,
        "there is no such country",
        message!("{value} is no country of ISO 3166-1; the name beside it is {name}", value: "XX", name: "مُحَمَّد"),
        site("days/يناير.ndjson", "r🤝1", "/country", span(7, (315, 319), (45, 49), (46, 50))),
    );
    found.site.excerpt = Excerpt {
        lines: vec![
            member(0, "name", &[("مُحَمَّد", RunKind::Value)], Underlined::No),
            member(0, "🤝 country", &[("XX", RunKind::Value)], Underlined::Yes),
        ],
    };
    found.notes = vec![message!("{name} is written with {count} marks", name: "مُحَمَّد", count: 4u64)];
    report(vec![found])
}

/// Everything a diagnostic may have, more than once.
pub fn rich() -> Report {
    let spelling = |record: &str, name: &[(&str, RunKind)], line: u64| {
        let mut site = site(
            "records/all.ndjson",
            record,
            "/participants/0/name",
            span(line, (900, 936), (101, 121), (101, 121)),
        );
        site.excerpt.lines = vec![
            ExcerptLine {
                indent: 0,
                runs: vec![run("\"participants\": [{", RunKind::Syntax, Underlined::No)],
            },
            member(1, "name", name, Underlined::Yes),
        ];
        site
    };
    let majority = [("عبد اللطيف الحموشي", RunKind::Value)];
    let minority = [("عبد اللطيف الحموش", RunKind::Value), ("،", RunKind::Marked), ("ي", RunKind::Value)];
    let dataset = |record: &str, line| {
        let mut found = diagnostic(
            &OF_THE_DATASET,
            "one person, two spellings",
            message!("in {count} records", count: 3u64),
            spelling(record, &minority, line),
        );
        found.related =
            vec![Related { site: spelling("2022-spain", &majority, 12), label: "in 9 records".into() }];
        found
    };
    let mut full = diagnostic(
        &OF_A_RECORD,
        "the date has days and a year, but no month",
        message!("days 13 and 14, year 2022, no month"),
        spelling("2022-united-states", &[("يومي 13 و 14 2022", RunKind::Value)], 3),
    );
    full.related = (4..9)
        .map(|line| Related {
            site: spelling(&format!("r{line}"), &majority, line),
            label: "the same meeting".into(),
        })
        .collect();
    full.notes = vec!["the passage names days and a year only".into()];
    full.help = vec![message!(
        "the records around it in this source, {before} and {after}, are dated 2022-06-10 and 2022-08-02: June or July would fit",
        before: "لقاء مع وفد الشرطة الاتحادية الألمانية",
        after: "2022-israel"
    )];
    full.fixes = vec![
        fix("write what is known", Safety::Unsafe, "{2022-XX-13,2022-XX-14}", 1),
        fix("take the value out", Safety::Safe, "", 2),
    ];
    let mut info =
        diagnostic(&OF_A_RECORD, "worth a look", message!("nothing is wrong"), Site::of_file("empty.json"));
    info.level = Level::Info;
    let mut report = report(vec![full, dataset("r20", 20), dataset("r21", 21), dataset("r22", 22), info]);
    report.skipped = vec![Skipped::new("notes.txt", "no collection claims it")];
    report.counts.judged -= 1;
    report
}

/// A run that found nothing.
pub fn clean() -> Report {
    report(Vec::new())
}

/// What strangers may put into a record: escapes, overrides, workflow commands, line breaks.
pub fn hostile() -> Report {
    of_text(
        "::error::\u{1b}[31mred\u{1b}]0;title\u{7}\u{202e}abc\u{9b}2J##[group]x\r\n::stop-commands::pause\n%0A::debug::\u{200b}ش\u{2066}",
    )
}

/// A report with a text from outside in every slot, once.
pub fn of_text(text: &str) -> Report {
    let site = || {
        let pointer = Pointer::root().join(text);
        let mut site = site(text, text, pointer.as_str(), span(1, (0, 1), (1, 2), (1, 2)));
        let key = run(text, RunKind::Key, Underlined::Yes);
        site.excerpt.lines = vec![
            ExcerptLine { indent: 0, runs: vec![key, run(": [", RunKind::Syntax, Underlined::No)] },
            ExcerptLine { indent: 1, runs: vec![run(text, RunKind::Syntax, Underlined::No)] },
            member(1, "key", &[(text, RunKind::Value), (text, RunKind::Marked)], Underlined::Yes),
        ];
        site
    };
    let sentence = || message!("{text} again", text);
    let mut found = diagnostic(&OF_A_RECORD, "", sentence(), site());
    found.title = sentence();
    found.related = vec![Related { site: site(), label: sentence() }];
    found.notes = vec![sentence(), sentence()];
    found.help = vec![sentence()];
    let mut fix = fix("", Safety::Safe, text, 1);
    fix.title = sentence();
    fix.edits[0].file = text.into();
    fix.edits[0].record = Some(RecordName { id: Some(text.into()), index: 0, line: 1 });
    found.fixes = vec![fix];
    let mut report = report(vec![found]);
    report.skipped = vec![Skipped::new(sentence(), sentence())];
    report.faults = vec![Fault { message: sentence(), file: Some(text.into()), help: Some(sentence()) }];
    report
}

/// A report with so many findings of each level.
pub fn of_levels(errors: usize, warnings: usize, infos: usize) -> Report {
    let levels = [(Level::Info, infos), (Level::Error, errors), (Level::Warning, warnings)];
    let found =
        levels.into_iter().flat_map(|(level, count)| std::iter::repeat_n(level, count)).map(|level| {
            let place = site("a.json", "r", "/x", span(1, (0, 1), (1, 2), (1, 2)));
            Diagnostic { level, ..diagnostic(&OF_A_RECORD, "title", message!("label"), place) }
        });
    report(found.collect())
}

impl Site {
    fn of_file(file: &str) -> Self {
        let nothing = Excerpt::default();
        let span = span(1, (0, 0), (1, 1), (1, 1));
        Self { file: file.into(), record: None, pointer: Pointer::root(), span, excerpt: nothing }
    }
}

fn report(diagnostics: Vec<Diagnostic>) -> Report {
    let numbered = diagnostics.into_iter().enumerate().map(|(number, found)| Diagnostic {
        fingerprint: Fingerprint::new([number as u8; 16]),
        // The samples of one rule say one thing.
        cause: CauseId::new(found.rule.id().len() as u64),
        ..found
    });
    let mut report: Report = numbered.collect();
    report.counts = Counts { files: 4, records: 10, judged: 10, ..report.counts };
    report
}

fn diagnostic(rule: &'static Rule, title: &'static str, label: Message, site: Site) -> Diagnostic {
    Diagnostic {
        rule: rule.into(),
        level: rule.level(),
        title: title.into(),
        label,
        site,
        related: Vec::new(),
        notes: Vec::new(),
        help: Vec::new(),
        fixes: Vec::new(),
        fingerprint: Fingerprint::new([0; 16]),
        cause: CauseId::new(0),
        known_by: Default::default(),
    }
}

fn site(file: &str, id: &str, pointer: &str, span: Span) -> Site {
    Site {
        file: file.into(),
        record: Some(RecordName { id: Some(id.into()), index: 2, line: span.line }),
        pointer: Pointer::parse(pointer).unwrap(),
        span,
        excerpt: Excerpt::default(),
    }
}

/// A span inside one line, from its bytes and its columns in code points and in UTF-16.
fn span(line: u64, bytes: (u64, u64), columns: (u64, u64), utf16: (u64, u64)) -> Span {
    Span {
        start: bytes.0,
        end: bytes.1,
        line,
        column: columns.0,
        end_line: line,
        end_column: columns.1,
        utf16_column: utf16.0,
        utf16_end_column: utf16.1,
        ..Span::default()
    }
}

fn fix(title: &'static str, safety: Safety, value: &str, edits: u64) -> LocatedFix {
    let edit = |number| LocatedEdit {
        file: "records/all.ndjson".into(),
        record: Some(RecordName { id: Some(format!("r{number}").into()), index: number, line: number + 1 }),
        pointer: Pointer::root().join("when").join("value"),
        span: span(number + 1, (10 * number, 10 * number + 4), (9, 13), (9, 13)),
        text: value.to_owned(),
        original: Default::default(),
    };
    let line = |side, value: &str| PreviewLine {
        side,
        line: member(0, "value", &[(value, RunKind::Value)], Underlined::No),
    };
    LocatedFix {
        title: Message::new("{title}", vec![("title", Argument::ours(title))]),
        safety,
        edits: (0..edits).map(edit).collect(),
        preview: vec![line(PreviewSide::Before, "2022"), line(PreviewSide::After, value)],
    }
}

fn member(indent: usize, key: &str, value: &[(&str, RunKind)], underlined: Underlined) -> ExcerptLine {
    let mut runs = vec![
        run(&format!("\"{key}\""), RunKind::Key, Underlined::No),
        run(": ", RunKind::Syntax, Underlined::No),
        run("\"", RunKind::Syntax, underlined),
    ];
    runs.extend(value.iter().map(|(text, kind)| run(text, *kind, underlined)));
    runs.push(run("\"", RunKind::Syntax, underlined));
    ExcerptLine { indent, runs }
}

fn run(text: &str, kind: RunKind, underlined: Underlined) -> Run {
    Run { text: text.into(), kind, underlined }
}
