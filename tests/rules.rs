//! One named test a rule and question, derived from the index and the fixtures beside it.
//!
//! `fixtures/rules/<family>/<defect>/fails…` trips the rule and no other, `passes…` trips nothing. Each is
//! a file, or a folder of files with what they need (registries, a config of their own).

// Clippy does not take a test without the stock harness for one.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use tadqiq::edit::{Choice, apply, edited};
use tadqiq::internals::rules;
use tadqiq::internals::words::TextEdit;
use tadqiq::render::{self, Color, write_findings};
use tadqiq::report::{Diagnostic, Report};
use tadqiq::text::character_classes::CharacterClasses;
use tadqiq::{Check, Options, Rule, RuleId, Rules, Subject};

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = vec![
        Trial::test("the index lists every rule file, in order", the_index_is_the_directory),
        Trial::test("every folder of fixtures belongs to a rule", every_folder_belongs_to_a_rule),
        Trial::test("what a rule is not asked of, it has nothing to say of", masked_is_unmasked),
        Trial::test("no two rules give way to each other", none_yield_to_each_other),
    ];
    for rule in rules::ALL {
        let mut ask = |question: &str, answer: fn(&'static Rule) -> Result<(), Failed>| {
            trials.push(Trial::test(format!("{}: {question}", rule.id()), move || answer(rule)));
        };
        ask("every failing example trips it, and no other rule", failing_examples_trip_it);
        ask("no passing example trips a rule", passing_examples_trip_nothing);
        ask("its output is as the snapshot", output_is_as_the_snapshot);
        ask("its fixes leave nothing to fix, and are made once", fixes_leave_nothing_to_fix);
        ask("none of its fixes makes a record worse", fixes_make_nothing_worse);
        ask("its page is well formed", page_is_well_formed);
        ask("the rules it yields to exist", yields_to_rules_that_exist);
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn the_index_is_the_directory() -> Result<(), Failed> {
    let listed: Vec<&str> = rules::ALL.iter().map(|rule| rule.id()).collect();
    let mut found = BTreeSet::new();
    for family in folders(Path::new("src/rules")) {
        for file in files(&family) {
            let defect = file.file_stem().unwrap().to_string_lossy().replace('_', "-");
            let text = std::fs::read_to_string(&file)?;
            // A helper that several rules of a family share declares no rule.
            if text.contains("rule! {") {
                found.insert(format!("{}/{defect}", family.file_name().unwrap().to_string_lossy()));
            }
        }
    }
    equal(listed, found.iter().map(String::as_str).collect())
}

fn every_folder_belongs_to_a_rule() -> Result<(), Failed> {
    for family in folders(Path::new("fixtures/rules")) {
        for folder in folders(&family) {
            let id = folder.strip_prefix("fixtures/rules")?.to_string_lossy().replace('\\', "/");
            require(Rules::default().named(&id).is_some(), || format!("no rule is called {id}"))?;
        }
    }
    Ok(())
}

/// Where both gave way, nothing would be said.
fn none_yield_to_each_other() -> Result<(), Failed> {
    let rules = Rules::default();
    for rule in rules::ALL {
        let yields_back = |id: &&RuleId| {
            rules.named(id.as_str()).is_some_and(|other| other.yields().iter().any(|id| *id == rule.id()))
        };
        let back = rule.yields().iter().find(yields_back);
        require(back.is_none(), || format!("{} and {back:?} give way to each other", rule.id()))?;
    }
    Ok(())
}

/// A rule that judges values is spared the texts that lack its `only_with`: it finds the same where it is not.
fn masked_is_unmasked() -> Result<(), Failed> {
    let with = |rules| Options { rules, ..Options::default() };
    let masked = with(value_rules(|only_with| only_with));
    let unmasked = with(value_rules(|_| CharacterClasses::ANYTHING));
    let of_rules =
        rules::ALL.iter().flat_map(|rule| [examples(rule, "fails"), examples(rule, "passes")].concat());
    let datasets = ["fixtures/meetings-2022", "fixtures/meetings-2022-clean", "fixtures/foreign"];
    let mut silent: BTreeSet<&str> =
        rules::ALL.iter().filter(|rule| is_masked(rule)).map(|rule| rule.id()).collect();
    for path in of_rules.chain(datasets.map(PathBuf::from)) {
        let found = tadqiq::check(&Subject::paths([&path]), &unmasked)?;
        let page = render::plain(&found);
        require(render::plain(&tadqiq::check(&Subject::paths([&path]), &masked)?) == page, || {
            format!("in {}, a rule is not asked of all it would find:\n{page}", path.display())
        })?;
        silent.retain(|id| !found.counts.by_rule.contains_key(*id));
    }
    require(silent.is_empty(), || format!("nothing was found by {silent:?}"))
}

/// The rules that judge values one by one, none giving way to another; `only_with` says what each is spared.
fn value_rules(only_with: impl Fn(CharacterClasses) -> CharacterClasses) -> Rules {
    let alone = |rule: &&'static Rule| {
        let check = match rule.check() {
            Check::Value { of, only_with: mask, check } => {
                Check::Value { of: of.clone(), only_with: only_with(*mask), check: check.clone() }
            }
            _ => Check::Stage,
        };
        Rule::new(RuleId::from(*rule), rule.level(), check)
    };
    rules::ALL.iter().map(alone).collect()
}

fn is_masked(rule: &Rule) -> bool {
    matches!(rule.check(), Check::Value { only_with, .. } if *only_with != CharacterClasses::ANYTHING)
}

fn failing_examples_trip_it(rule: &'static Rule) -> Result<(), Failed> {
    let subjects = examples(rule, "fails");
    require(!subjects.is_empty(), || "it has no failing example".to_owned())?;
    for path in subjects {
        let report = check(&path)?;
        let own: Vec<&Diagnostic> =
            report.diagnostics().filter(|found| found.rule.id() == rule.id()).collect();
        require(!own.is_empty(), || format!("{} does not trip it", path.display()))?;
        for found in report.diagnostics() {
            let expected = found.rule.id() == rule.id()
                || rule.yields().iter().any(|stronger| *stronger == found.rule.id());
            require(expected, || {
                format!("{} trips {}: {}", path.display(), found.rule.id(), found.label.plain())
            })?;
        }
        // What is wrong with the file itself, or only with the dataset, names no single record.
        let is_lines = path.extension().is_some_and(|ending| ending == "ndjson");
        let of_records = own.iter().any(|found| found.site.record.is_some());
        if is_lines && of_records && !matches!(rule.check(), Check::Dataset { .. }) {
            let named: BTreeSet<u64> =
                own.iter().filter_map(|found| Some(found.site.record.as_ref()?.index)).collect();
            let silent: Vec<u64> =
                (0..report.counts.records).filter(|index| !named.contains(index)).collect();
            require(silent.is_empty(), || {
                format!("records {silent:?} of {} do not trip it", path.display())
            })?;
        }
    }
    Ok(())
}

fn passing_examples_trip_nothing(rule: &'static Rule) -> Result<(), Failed> {
    let subjects = examples(rule, "passes");
    require(!subjects.is_empty(), || "it has no passing example".to_owned())?;
    for path in subjects {
        let report = check(&path)?;
        let said: Vec<String> = report.diagnostics().map(one_line).collect();
        require(said.is_empty(), || format!("{} trips:\n{}", path.display(), said.join("\n")))?;
        require(report.counts.records > 0, || format!("{} holds no record", path.display()))?;
    }
    Ok(())
}

fn output_is_as_the_snapshot(rule: &'static Rule) -> Result<(), Failed> {
    // Without the summary: what it counts and leaves out changes with every rule that comes.
    let mut page = Vec::new();
    for path in examples(rule, "fails") {
        write_findings(&check(&path)?, Color::Off, &mut page)?;
    }
    let text = String::from_utf8(page)?;
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder(rule)));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("output", text));
    Ok(())
}

fn fixes_leave_nothing_to_fix(rule: &'static Rule) -> Result<(), Failed> {
    for path in examples(rule, "fails") {
        let copy = tempfile::tempdir()?;
        copy_folder(&folder(rule), copy.path())?;
        let copied = copy.path().join(path.file_name().unwrap());
        let offered = own_with_fixes(rule, &check(&copied)?).len();
        if offered == 0 {
            continue;
        }
        // What overlaps is left for the next round, of which there is one a finding at most.
        let choice = Choice::offered().of([rule.id()]);
        for _ in 0..=offered {
            let report = check(&copied)?;
            let applied = apply(&report, &choice)?;
            if applied.left.is_empty() {
                break;
            }
            require(!applied.fixes.is_empty(), || format!("{:?} is left for ever", applied.left[0].why))?;
        }
        let report = check(&copied)?;
        let left: Vec<String> = own_with_fixes(rule, &report).into_iter().map(one_line).collect();
        require(left.is_empty(), || format!("after the fixes of {}:\n{}", path.display(), left.join("\n")))?;
        let broken = report.diagnostics().find(|found| found.rule.family() == "json");
        require(broken.is_none(), || {
            format!("the fixes broke {}: {:?}", path.display(), broken.map(one_line))
        })?;
    }
    Ok(())
}

/// Each fix that is offered, the second and third of a finding too: after it no rule finds more at a record than before.
fn fixes_make_nothing_worse(rule: &'static Rule) -> Result<(), Failed> {
    for path in examples(rule, "fails") {
        let before = check(&path)?;
        let ways = own_with_fixes(rule, &before).iter().map(|found| found.fixes.len()).max();
        for way in 0..ways.unwrap_or_default() {
            let copy = tempfile::tempdir()?;
            copy_folder(&folder(rule), copy.path())?;
            let copied = copy.path().join(path.file_name().unwrap());
            let found = check(&copied)?;
            for (file, edits) in edits_of(own_with_fixes(rule, &found), way) {
                let mended = edited(&std::fs::read(file)?, &edits)?;
                std::fs::write(file, mended)?;
            }
            let known = findings_by_record(&found);
            let after = check(&copied)?;
            let mut worse = findings_by_record(&after);
            worse.retain(|place, found| found.len() > known.get(place).map_or(0, Vec::len));
            let worse: Vec<String> = worse.into_values().flatten().map(one_line).collect();
            require(worse.is_empty(), || {
                format!("fix {} of {} leaves it worse:\n{}", way + 1, path.display(), worse.join("\n"))
            })?;
        }
    }
    Ok(())
}

/// The edits of one fix of each finding, file by file; of fixes that overlap only the first.
fn edits_of(found: Vec<&Diagnostic>, way: usize) -> BTreeMap<&Path, Vec<TextEdit>> {
    let byte = |at: u64| usize::try_from(at).unwrap();
    let mut edits: BTreeMap<&Path, Vec<TextEdit>> = BTreeMap::new();
    for fix in found.into_iter().filter_map(|found| found.fixes.get(way)) {
        let own: Vec<(&Path, TextEdit)> = fix
            .edits
            .iter()
            .map(|edit| {
                let path = edit.original.path.as_deref().unwrap();
                (
                    path,
                    TextEdit { range: byte(edit.span.start)..byte(edit.span.end), text: edit.text.clone() },
                )
            })
            .collect();
        let is_free = own.iter().all(|(path, edit)| {
            let taken = edits.get(path).into_iter().flatten();
            taken
                .into_iter()
                .all(|other| other.range.end < edit.range.start || edit.range.end < other.range.start)
        });
        if is_free {
            own.into_iter().for_each(|(path, edit)| edits.entry(path).or_default().push(edit));
        }
    }
    edits.values_mut().for_each(|edits| edits.sort_by_key(|edit| edit.range.start));
    edits
}

/// What each rule finds at each record, the records by file and number.
fn findings_by_record(report: &Report) -> BTreeMap<(String, Option<u64>, &str), Vec<&Diagnostic>> {
    let mut findings: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    for found in report.diagnostics() {
        let record = found.site.record.as_ref().map(|record| record.index);
        findings
            .entry((found.site.file.expose().to_owned(), record, found.rule.id()))
            .or_default()
            .push(found);
    }
    findings
}

fn own_with_fixes<'r>(rule: &Rule, report: &'r Report) -> Vec<&'r Diagnostic> {
    report.diagnostics().filter(|found| found.rule.id() == rule.id() && !found.fixes.is_empty()).collect()
}

fn page_is_well_formed(rule: &'static Rule) -> Result<(), Failed> {
    let first = rule.page().lines().next().unwrap_or_default();
    require(first.starts_with(' ') && first.ends_with('.'), || {
        format!("the first line is no sentence: {first}")
    })?;
    require(rule.title().chars().count() <= 90, || "its title is long".to_owned())?;
    require(rule.page().lines().count() >= 4, || "its page says no more than its title".to_owned())?;
    require(!rule.page().contains("TODO"), || "its page is not written yet".to_owned())?;
    require(rule.id().split('/').count() == 2, || "its id is not family/defect".to_owned())
}

fn yields_to_rules_that_exist(rule: &'static Rule) -> Result<(), Failed> {
    let rules = Rules::default();
    let missing: Vec<&RuleId> =
        rule.yields().iter().filter(|id| rules.named(id.as_str()).is_none()).collect();
    require(missing.is_empty(), || format!("it yields to {missing:?}, which do not exist"))
}

/// On a day on which the decisions of examples have expired that are to expire.
fn check(path: &Path) -> Result<Report, Failed> {
    let options = Options { today: chrono::NaiveDate::from_ymd_opt(2023, 1, 1), ..Options::default() };
    let report = tadqiq::check(&Subject::paths([path]), &options)?;
    require(report.faults.is_empty(), || format!("{}: {:?}", path.display(), report.faults))?;
    Ok(report)
}

fn folder(rule: &Rule) -> PathBuf {
    Path::new("fixtures/rules").join(rule.id())
}

/// The examples of a kind: `fails.ndjson`, `fails-in-lines.json`, or the folder `fails`.
fn examples(rule: &Rule, kind: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = entries(&folder(rule));
    found.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.strip_prefix(kind).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
    });
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_dir()).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_file()).collect()
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    for path in entries(from) {
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            std::fs::create_dir(&target)?;
            copy_folder(&path, &target)?;
        } else {
            std::fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

fn one_line(found: &Diagnostic) -> String {
    let id =
        found.site.record.as_ref().and_then(|record| record.id.as_ref()).map(|id| id.expose().to_owned());
    format!("{} {} {}: {}", id.unwrap_or_default(), found.site.pointer, found.rule.id(), found.label.plain())
}

fn equal(left: Vec<&str>, right: Vec<&str>) -> Result<(), Failed> {
    require(left == right, || format!("listed: {left:#?}\nfound: {right:#?}"))
}

fn require(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(otherwise().into()) }
}
