//! A project that stays loaded says what a fresh run says, whatever was edited in between.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tadqiq::render::{Color, Format, render};
use tadqiq::{Error, Options, Project, Report, Subject};

use crate::support::{CLEAN, Scene, clean, copy, lacking};

/// A file of the fixture, or one that is not there yet, and what it may come to hold.
const FILES: [(&str, &[&str]); 10] = [
    ("records/2022-spain.json", &["{", r#"{"id": "2022-spain"}"#, "[]"]),
    ("records/2022-germany.json", &["", r#"{"id": "2022-spain", "kind": "visit", "status": "held"}"#]),
    ("records/second-source.ndjson", &["\n", "{}\n{}\n"]),
    ("records/0-first.ndjson", &[r#"{"id": "new", "participants": [{"name": "عبداللطيف الحموشي"}]}"#]),
    ("people.json", &["[]", "[", r#"[{"id": "someone", "name": {"ar": "عبداللطيف الحموشي"}}]"#]),
    ("sources.json", &["[]", r#"[{"id": "article", "text": "sources/other.txt"}]"#]),
    ("sources/other.txt", &["لا شيء", "\u{0}"]),
    ("tadqiq.toml", &["[rules]\nname = \"off\"\n", "", "[nonsense]\n"]),
    (".ignore", &["records/\n", "people.json\n", ""]),
    (
        "decisions.ndjson",
        &[
            r#"{"rule": "date/month-missing", "why": "x", "fingerprint": "1ca476fd40467d6449b886aa2d2efb2b7", "record": "2022-united-states"}"#,
            "{\"rule\": \"name/inconsistent-spelling\", \"why\": \"x\", \"cause\": \"f7d1f034cfbdfaed\"}\n{\"rule\": \"date/era-conflict\", \"why\": \"x\", \"cause\": \"0000000000000000\"}\n",
            "[]",
        ],
    ),
];

#[derive(Debug, Clone)]
pub enum Edit {
    /// An editor holds a text in the place of a file.
    Overlay(usize, usize),
    /// The editor closes it.
    Reveal(usize),
    /// A file is written on disk.
    Write(usize, usize),
    /// A file is taken away.
    Remove(usize),
    /// A file is put back as it was.
    Restore(usize),
    /// Somebody asks, so that there is something to be kept.
    Check(bool),
}

/// An edit of one of these files.
pub fn edit() -> impl Strategy<Value = Edit> {
    let file = 0..FILES.len();
    prop_oneof![
        3 => (file.clone(), 0usize..3).prop_map(|(file, text)| Edit::Overlay(file, text)),
        1 => file.clone().prop_map(Edit::Reveal),
        2 => (file.clone(), 0usize..3).prop_map(|(file, text)| Edit::Write(file, text)),
        1 => file.clone().prop_map(Edit::Remove),
        2 => file.prop_map(Edit::Restore),
        3 => any::<bool>().prop_map(Edit::Check),
    ]
}

/// A case reads a dataset several times over: an eighth as many of them.
fn fewer(config: ProptestConfig) -> ProptestConfig {
    ProptestConfig { cases: config.cases.div_ceil(8), ..config }
}

proptest! {
    #![proptest_config(fewer(crate::properties::config()))]

    #[test]
    fn after_any_edits_a_project_says_what_a_fresh_run_says(edits in proptest::collection::vec(edit(), 1..14)) {
        let scene = Edited::new();
        let mut project = scene.open();
        for edit in &edits {
            scene.apply(edit, &mut project);
        }
        for subject in [scene.whole(), scene.one()] {
            let kept = said(project.check(&subject));
            prop_assert_eq!(&kept, &said(project.check(&subject)), "asked twice");
            let mut fresh = scene.open();
            scene.overlay_again(&edits, &mut fresh);
            prop_assert_eq!(&kept, &said(fresh.check(&subject)), "{:?}", subject);
            let mut once = scene.open();
            scene.overlay_again(&edits, &mut once);
            prop_assert_eq!(&kept, &said(once.check_once(&subject)), "{:?}", subject);
        }
    }
}

/// A copy of the fixture that is edited.
pub struct Edited(tempfile::TempDir);

impl Edited {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(Path::new("fixtures/meetings-2022"), folder.path());
        Self(folder)
    }

    pub fn open(&self) -> Project {
        Project::open(Options { root: self.0.path().to_owned(), ..Options::default() }).unwrap()
    }

    pub fn whole(&self) -> Subject {
        Subject::paths([self.0.path()])
    }

    fn one(&self) -> Subject {
        Subject::paths([self.path("records/2022-spain.json")])
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn apply(&self, edit: &Edit, project: &mut Project) {
        let path = |file: usize| self.path(FILES[file].0);
        match *edit {
            Edit::Overlay(file, text) => project.overlay(path(file), text_of(file, text)).unwrap(),
            Edit::Reveal(file) => project.reveal(path(file)).unwrap(),
            Edit::Write(file, text) => {
                std::fs::create_dir_all(path(file).parent().unwrap()).unwrap();
                std::fs::write(path(file), text_of(file, text)).unwrap();
                project.refresh([path(file)]);
            }
            Edit::Remove(file) => {
                let _ = std::fs::remove_file(path(file));
                project.refresh([path(file)]);
            }
            Edit::Restore(file) => {
                let original = Path::new("fixtures/meetings-2022").join(FILES[file].0);
                match std::fs::read(original) {
                    Ok(bytes) => std::fs::write(path(file), bytes).unwrap(),
                    Err(_) => drop(std::fs::remove_file(path(file))),
                }
                project.refresh([path(file)]);
            }
            Edit::Check(whole) => {
                let _ = project.check(&if whole { self.whole() } else { self.one() });
            }
        }
    }

    /// The overlays that are left after the edits.
    fn overlay_again(&self, edits: &[Edit], project: &mut Project) {
        for edit in edits {
            if matches!(edit, Edit::Overlay(..) | Edit::Reveal(_)) {
                self.apply(edit, project);
            }
        }
    }
}

fn text_of(file: usize, text: usize) -> &'static str {
    let texts = FILES[file].1;
    texts[text % texts.len()]
}

/// What a check says, or why it could not be made.
pub fn said(report: Result<Report, Error>) -> String {
    match report {
        Ok(report) => json(&report),
        Err(error) => format!("{error}: {:?}", error.way_out()),
    }
}

fn json(report: &Report) -> String {
    let mut bytes = Vec::new();
    render(report, Format::Json, Color::Off, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

const CONFIG: &str = "[collections.meetings]\nfiles = [\"r/*.json\"]\nschema = \"meeting\"\n";

fn open(scene: &Scene) -> Project {
    Project::open(Options { root: scene.path(""), ..Options::default() }).unwrap()
}

fn rules(report: &Report) -> Vec<String> {
    let report: serde_json::Value = serde_json::from_str(&json(report)).unwrap();
    let rules = report["diagnostics"].as_array().unwrap().iter();
    rules.map(|found| found["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_an_editor_holds_is_judged_as_if_it_were_saved() {
    let scene = Scene::new([("tadqiq.toml", CONFIG), ("r/a.json", CLEAN)]);
    let mut project = open(&scene);
    let subject = Subject::paths([scene.path("")]);
    assert_eq!(rules(&project.check(&subject).unwrap()), [""; 0]);

    project.overlay(scene.path("r/a.json"), lacking("a")).unwrap();
    let held = project.check(&subject).unwrap();
    assert!(!rules(&held).is_empty());
    let saved = Scene::new([("tadqiq.toml", CONFIG.to_owned()), ("r/a.json", lacking("a"))]);
    let fresh = tadqiq::check(&Subject::paths([saved.path("")]), &Options::default()).unwrap();
    let folder = |scene: &Scene| scene.path("").display().to_string();
    assert_eq!(json(&held).replace(&folder(&scene), ""), json(&fresh).replace(&folder(&saved), ""));

    // A file that nobody wrote yet is found where it would lie, unless it would be left out there.
    project.overlay(scene.path("r/new.json"), lacking("new")).unwrap();
    assert_eq!(project.check(&subject).unwrap().counts.records, 2);
    for hidden in ["r/.hidden.json", "r/notes.txt"] {
        project.overlay(scene.path(hidden), lacking("x")).unwrap();
        assert_eq!(project.check(&subject).unwrap().counts.records, 2, "{hidden}");
    }
    // A config that is held counts like one that is saved.
    project.overlay(scene.path("tadqiq.toml"), format!("[rules]\nschema = \"off\"\n{CONFIG}")).unwrap();
    assert_eq!(rules(&project.check(&subject).unwrap()), [""; 0]);
    for name in ["tadqiq.toml", "r/new.json", "r/a.json"] {
        project.reveal(scene.path(name)).unwrap();
    }
    assert_eq!(project.check(&subject).unwrap().counts.records, 1);
    assert_eq!(rules(&project.check(&subject).unwrap()), [""; 0]);
}

#[test]
fn a_schema_that_is_held_judges_what_it_judged() {
    let schema = r#"{"properties": {"id": {"type": "string", "x-tadqiq": "record-id"}}, "required": ["id"]}"#;
    let config = "[collections.things]\nfiles = [\"*.ndjson\"]\nschema = \"thing.schema.json\"\n";
    let scene = Scene::new([
        ("tadqiq.toml", config.to_owned()),
        ("thing.schema.json", schema.to_owned()),
        ("r.ndjson", format!("{}\n{{\"name\": 1}}\n", clean("a"))),
    ]);
    let mut project = open(&scene);
    let subject = Subject::paths([scene.path("")]);
    assert_eq!(rules(&project.check(&subject).unwrap()), ["schema/missing-field"]);
    project.overlay(scene.path("thing.schema.json"), schema.replace("\"id\"]", "]")).unwrap();
    assert_eq!(rules(&project.check(&subject).unwrap()), [""; 0]);
    // A schema that refers to a part which only the editor has.
    let parted = r##"{"properties": {"name": {"$ref": "part.schema.json"}}}"##;
    project.overlay(scene.path("thing.schema.json"), parted).unwrap();
    assert!(matches!(project.check(&subject), Err(Error::Schema { .. })));
    project.overlay(scene.path("part.schema.json"), r#"{"type": "string"}"#).unwrap();
    assert_eq!(rules(&project.check(&subject).unwrap()), ["schema/wrong-type"]);
}

#[test]
fn what_lies_outside_of_the_project_is_refused() {
    let scene = Scene::new([("in/a.json", CLEAN), ("out/b.json", CLEAN)]);
    let mut project = Project::open(Options { root: scene.path("in"), ..Options::default() }).unwrap();
    for outside in ["out/b.json", "in/../out/new.json", "elsewhere.json"] {
        let refused = project.overlay(scene.path(outside), "{}").unwrap_err();
        assert!(matches!(refused, Error::OutsideOfProject { .. }), "{refused}");
        assert!(refused.way_out().is_some());
        assert!(project.reveal(scene.path(outside)).is_err());
    }
    for (root, is_right) in [("in/a.json", false), ("nowhere", false), ("in", true)] {
        let opened = Project::open(Options { root: scene.path(root), ..Options::default() });
        assert_eq!(opened.is_ok(), is_right, "{root}");
    }
}

#[test]
fn one_file_shows_what_it_shows_among_all() {
    let config = "[collections.meetings]\nfiles = [\"r/*.json\"]\nschema = \"meeting\"\n";
    let same = |month: u32| clean("same").replace("2022-05-10", &format!("2022-{month:02}-10"));
    let files = [
        ("tadqiq.toml", config.to_owned()),
        ("r/a.json", same(1)),
        ("r/b.json", same(2)),
        ("r/c.json", "{broken".to_owned()),
    ];
    let scene = Scene::new(files);
    let found = |paths: &[&str]| -> Vec<String> {
        let report = scene.run(&[&["check", "--output-format", "json"], paths].concat()).report();
        let found = report["diagnostics"].as_array().unwrap().iter();
        found.map(|found| format!("{} {} {}", found["file"], found["rule"], found["fingerprint"])).collect()
    };
    let all = found(&[]);
    assert_eq!(all.len(), 4, "{all:?}");
    let one_by_one: Vec<String> =
        ["r/a.json", "r/b.json", "r/c.json"].iter().flat_map(|path| found(&[path])).collect();
    assert_eq!(one_by_one, all);
    // What an editor hands over stands in the place of the file, and not beside it.
    let ran = scene.run_with_input(&["check", "--stdin-filename", "r/b.json"], clean("other"));
    assert!(ran.out.contains("\n1 record in 1 file: 1 warning\n"), "{ran:?}");
    let ran = scene.run_with_input(&["check", "--stdin-filename", "r/new.json"], same(3));
    assert!(ran.out.contains("dataset/duplicate-id"), "{ran:?}");
    assert!(ran.out.contains("\n1 record in 1 file: "), "{}", ran.out);
}
