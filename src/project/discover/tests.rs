use std::fs;

use super::*;

/// No config of these tests names a rule.
fn known() -> ConfigNames<'static> {
    ConfigNames { schemas: &["meeting", "person"], ..ConfigNames::default() }
}

const CONFIG: &str = r#"
exclude = ["drafts"]
[collections.meetings]
files = ["records/**/*.json", "records/**/*.ndjson"]
schema = "meeting"
[collections.people]
files = ["people.json"]
schema = "schemas/person.schema.json"
"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn look_with(&self, request: &Request<'_>) -> Result<Seen, Error> {
        let discovery = discover(&Request { known: known(), ..request.clone() })?;
        let root = format!("{}/", self.0.path().display());
        let real_root = format!("{}/", fs::canonicalize(self.0.path()).unwrap().display());
        let short = |text: &str| text.replace(&root, "").replace(&real_root, "");
        Ok(Seen {
            sources: discovery
                .sources
                .iter()
                .map(|source| {
                    let collection = match &source.assignment {
                        Assignment::Schema(_) => "schema".to_owned(),
                        Assignment::Collection(number) => {
                            discovery.configs[source.config].collections[*number].name.clone()
                        }
                        Assignment::ByContent { root } => {
                            format!(
                                "by content in {}",
                                short(&format!("{}/", root.display()).replace("//", "/"))
                            )
                        }
                    };
                    (short(&source.name), collection)
                })
                .collect(),
            skipped: discovery
                .skipped
                .iter()
                .map(|skipped| (short(&skipped.what.plain()), short(&skipped.why.plain())))
                .collect(),
            faults: discovery.faults.iter().map(|fault| short(&fault.message.plain())).collect(),
        })
    }

    fn look(&self, paths: &[&str]) -> Seen {
        let paths: Vec<PathBuf> = paths.iter().map(|path| self.path(path)).collect();
        self.look_with(&Request { paths: &paths, ..Request::default() }).unwrap()
    }
}

#[derive(Debug, PartialEq)]
struct Seen {
    sources: Vec<(String, String)>,
    skipped: Vec<(String, String)>,
    faults: Vec<String>,
}

impl Seen {
    fn names(&self) -> Vec<&str> {
        self.sources.iter().map(|(name, _)| name.as_str()).collect()
    }
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
}

#[test]
fn a_folder_without_a_config_is_its_records_in_order() {
    let folder = Folder::with(&[
        ("b.json", "{}"),
        ("a-b.json", "{}"),
        ("a/z.ndjson", "{}"),
        ("a/Y.JSONL", "{}"),
        ("readme.md", ""),
        ("my.schema.json", "{}"),
        ("old.ndjson.gz", ""),
        ("x.tar.gz", ""),
        (".hidden/c.json", "{}"),
        (".gitignore", "out/\n"),
        ("out/d.json", "{}"),
    ]);
    let seen = folder.look(&[""]);
    assert_eq!(seen.names(), ["a/Y.JSONL", "a/z.ndjson", "a-b.json", "b.json"]);
    assert!(seen.sources.iter().all(|(_, how)| how == "by content in "), "{seen:?}");
    assert_eq!(
        seen.skipped,
        pairs(&[
            ("1 file", "an ignore file leaves out what no collection claims"),
            ("my.schema.json", "its name says that it is a schema"),
            ("old.ndjson.gz", "compressed files are not read"),
        ])
    );
    assert!(seen.faults.is_empty());
    assert_eq!(folder.look(&["out", ".hidden/c.json"]).names(), [".hidden/c.json", "out/d.json"]);
}

#[test]
fn collections_claim_files_and_the_rest_is_said_to_be_skipped() {
    let folder = Folder::with(&[
        ("tadqiq.toml", CONFIG),
        ("records/2022/a.json", "{}"),
        ("records/b.ndjson", "{}"),
        ("people.json", "[]"),
        ("package.json", "{}"),
        ("schemas/person.schema.json", "{}"),
        ("schemas/old.schema.json", "{}"),
        ("records/odd.schema.json", "{}"),
        ("drafts/x.json", "{}"),
        ("drafts/deep/y.json", "{}"),
    ]);
    let expected = Seen {
        sources: pairs(&[
            ("people.json", "people"),
            ("records/2022/a.json", "meetings"),
            ("records/b.ndjson", "meetings"),
            ("records/odd.schema.json", "meetings"),
        ]),
        skipped: pairs(&[
            ("2 files", "tadqiq.toml excludes them"),
            ("package.json", "no collection of tadqiq.toml claims it"),
            ("schemas/old.schema.json", "no collection of tadqiq.toml claims it"),
        ]),
        faults: Vec::new(),
    };
    let mut seen = folder.look(&[""]);
    seen.skipped.sort();
    assert_eq!(seen, expected);
    let named = folder.look(&["records/../people.json", "package.json", "drafts/x.json"]);
    assert_eq!(named.sources, pairs(&[("records/../people.json", "people")]));
    assert_eq!(named.skipped, pairs(&[("drafts/x.json", "tadqiq.toml excludes it")]));
    assert_eq!(named.faults, ["no collection of tadqiq.toml claims package.json"]);
}

#[test]
fn the_nearest_config_wins_and_isolation_knows_none() {
    let inner = "[collections.inner]\nfiles = [\"*.json\"]\nschema = \"meeting\"\n";
    let folder = Folder::with(&[
        ("tadqiq.toml", CONFIG),
        ("records/a.json", "{}"),
        ("records/inner/tadqiq.toml", inner),
        ("records/inner/b.json", "{}"),
        ("records/inner/deep/c.json", "{}"),
        ("records/z.json", "{}"),
    ]);
    let seen = folder.look(&[""]);
    assert_eq!(
        seen.sources,
        pairs(&[
            ("records/a.json", "meetings"),
            ("records/inner/b.json", "inner"),
            ("records/z.json", "meetings"),
        ])
    );
    assert_eq!(
        seen.skipped,
        pairs(&[("records/inner/deep/c.json", "no collection of records/inner/tadqiq.toml claims it")])
    );

    let paths = [folder.path("records/inner")];
    let request = Request { paths: &paths, ..Request::default() };
    let isolated = folder.look_with(&Request { config: ConfigChoice::Isolated, ..request.clone() }).unwrap();
    assert_eq!(isolated.names(), ["records/inner/b.json", "records/inner/deep/c.json"]);
    let outer = folder.path("tadqiq.toml");
    let fixed =
        folder.look_with(&Request { config: ConfigChoice::File(outer.clone()), ..request.clone() }).unwrap();
    assert_eq!(
        fixed.sources,
        pairs(&[("records/inner/b.json", "meetings"), ("records/inner/deep/c.json", "meetings")])
    );
    let schema = Some(SchemaName::Bundled("meeting".into()));
    let forced = folder.look_with(&Request { schema, ..request }).unwrap();
    assert_eq!(
        forced.sources,
        pairs(&[("records/inner/b.json", "schema"), ("records/inner/deep/c.json", "schema")])
    );
}

#[test]
fn a_file_that_two_collections_claim_stops_the_run() {
    let config = format!("{CONFIG}\n[collections.also]\nfiles = [\"people.*\"]\nschema = \"person\"\n");
    let folder = Folder::with(&[("tadqiq.toml", &config), ("people.json", "[]")]);
    let paths = [folder.path("people.json")];
    let error = folder.look_with(&Request { paths: &paths, ..Request::default() }).unwrap_err();
    assert!(error.to_string().ends_with(": also and people"), "{error}");
}

#[test]
fn a_broken_config_stops_the_run() {
    let folder = Folder::with(&[("tadqiq.toml", "colections = 1"), ("a/people.json", "[]")]);
    let paths = [folder.path("a")];
    let error = folder.look_with(&Request { paths: &paths, ..Request::default() }).unwrap_err();
    assert!(error.to_string().ends_with("tadqiq.toml:1:1: unknown key: colections"), "{error}");
    let isolated = Request { paths: &paths, config: ConfigChoice::Isolated, ..Request::default() };
    assert_eq!(folder.look_with(&isolated).unwrap().names(), ["a/people.json"]);
}

#[test]
fn a_config_without_collections_skips_nothing() {
    let folder = Folder::with(&[("tadqiq.toml", "fail-on = \"error\""), ("a/b.json", "[]")]);
    assert_eq!(folder.look(&["a"]).sources, pairs(&[("a/b.json", "by content in a/")]));
}

#[test]
fn globs_are_expanded_here() {
    let folder = Folder::with(&[
        ("a/x.json", "{}"),
        ("a/y.ndjson", "{}"),
        ("a/readme.md", ""),
        ("a/deep/z.json", "{}"),
        ("[b]/w.json", "{}"),
    ]);
    for (pattern, expected) in [
        ("a/*.json", &["a/x.json"][..]),
        ("a/**/*.json", &["a/deep/z.json", "a/x.json"]),
        ("a/*", &["a/x.json", "a/y.ndjson"]),
        ("*/?.{json,ndjson}", &["[b]/w.json", "a/x.json", "a/y.ndjson"]),
        ("[b]/w.json", &["[b]/w.json"]),
    ] {
        let seen = folder.look(&[pattern]);
        assert_eq!(seen.names(), expected, "{pattern}");
        assert!(seen.faults.is_empty());
    }
    for (pattern, fault) in [
        ("a/*.jsonl", "no file of records matches a/*.jsonl"),
        ("none/*.json", "no file of records matches none/*.json"),
        ("a/{x*", "a/{x* is not a glob"),
        ("a/{x", "no such file: a/{x"),
    ] {
        let seen = folder.look(&[pattern]);
        assert!(seen.faults[0].starts_with(fault), "{seen:?}");
    }
}

#[test]
fn one_bad_path_hides_no_other() {
    let folder = Folder::with(&[
        ("a.json", "{}"),
        ("b.csv", ""),
        ("c.ndjson.zst", ""),
        ("empty/readme.md", ""),
        ("noext", ""),
    ]);
    let seen =
        folder.look(&["a.jsn", "b.csv", "c.ndjson.zst", "empty", "noext", "nowhere/at/all.json", "a.json"]);
    assert_eq!(seen.names(), ["a.json"]);
    assert_eq!(
        seen.faults,
        [
            "no such file: a.jsn",
            "unknown file type: b.csv",
            "c.ndjson.zst is compressed, and compressed files are not read",
            "no records in the folder empty",
            "unknown file type: noext",
            "no such file: nowhere/at/all.json",
        ]
    );
}

#[test]
fn a_missing_file_is_told_its_neighbour() {
    let folder = Folder::with(&[("people.json", "{}")]);
    let paths = [folder.path("poeple.json")];
    let discovery = discover(&Request { paths: &paths, ..Request::default() }).unwrap();
    let help = discovery.faults[0].help.as_ref().unwrap().plain();
    assert!(help.starts_with("did you mean ") && help.ends_with("/people.json?"), "{help}");
}

#[test]
fn a_file_reached_twice_counts_once() {
    let folder = Folder::with(&[("a/x.json", "{}"), ("a/y.json", "{}")]);
    let seen = folder.look(&["a/x.json", "a", "a/../a/x.json", "a/*.json"]);
    assert_eq!(seen.names(), ["a/x.json", "a/y.json"]);
    assert!(seen.faults.is_empty(), "{seen:?}");
}

#[test]
fn a_folder_whose_files_are_all_left_out_is_a_fault() {
    let folder = Folder::with(&[("tadqiq.toml", CONFIG), ("other/x.json", "{}")]);
    let seen = folder.look(&["other"]);
    assert_eq!(seen.faults, ["no records in the folder other"]);
    assert_eq!(seen.skipped.len(), 1);
}

#[test]
fn the_standard_input_goes_by_its_name() {
    let folder = Folder::with(&[("tadqiq.toml", CONFIG), ("records/a.json", "{}")]);
    let paths = [PathBuf::from("-"), PathBuf::from("-")];
    for (name, notation, expected) in [
        ("records/new.json", Some(Notation::Json), Ok("meetings")),
        ("records/new.ndjson", Some(Notation::JsonLines), Ok("meetings")),
        ("new.json", None, Err("no collection of tadqiq.toml claims new.json")),
        ("drafts/new.json", None, Err("tadqiq.toml excludes it")),
    ] {
        let name = folder.path(name);
        let request =
            Request { paths: &paths, stdin_name: Some(&name), known: known(), ..Request::default() };
        let seen = folder.look_with(&request).unwrap();
        match expected {
            Ok(collection) => {
                assert_eq!(seen.sources.len(), 1);
                assert_eq!(seen.sources[0].1, collection);
                assert_eq!(discover(&request).unwrap().sources[0].notation, notation);
            }
            Err(why) => {
                let said = seen.skipped.iter().map(|(_, why)| why).chain(&seen.faults);
                assert!(said.into_iter().all(|said| said == why), "{seen:?}");
                assert!(seen.sources.is_empty() && seen.skipped.len() + seen.faults.len() > 0, "{seen:?}");
            }
        }
    }
    let seen = folder.look_with(&Request { paths: &paths, ..Request::default() }).unwrap();
    assert_eq!(seen.names(), ["-"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_those_that_lead_out_are_said_or_fail() {
    use std::os::unix::fs::symlink;
    let outside = Folder::with(&[("far.json", "{}"), ("folder/far.json", "{}")]);
    let folder = Folder::with(&[("a/x.json", "{}")]);
    symlink(folder.path("a/x.json"), folder.path("again.json")).unwrap();
    symlink(folder.path(""), folder.path("a/loop")).unwrap();
    symlink(outside.path("far.json"), folder.path("far.json")).unwrap();
    symlink(outside.path("folder"), folder.path("far")).unwrap();
    symlink("nowhere", folder.path("broken.json")).unwrap();
    symlink("self.json", folder.path("self.json")).unwrap();
    let seen = folder.look(&[""]);
    assert_eq!(seen.names(), ["a/x.json"]);
    assert_eq!(seen.skipped, pairs(&[("far", "it is a link that leads out of the folder")]));
    // Two lead nowhere, and one would be judged if it led to a file of the project.
    assert_eq!(seen.faults.len(), 3, "{seen:?}");
    for named in ["far.json", "far"] {
        let seen = folder.look(&[named]);
        assert_eq!(seen.names(), [""; 0]);
        assert_eq!(seen.faults, [format!("{named} leads out of the project's folder by a link")]);
        let paths = [folder.path(named)];
        let request = Request { paths: &paths, links: Links::All, ..Request::default() };
        assert_eq!(folder.look_with(&request).unwrap().sources.len(), 1);
    }
    assert_eq!(folder.look(&["again.json", "a"]).names(), ["again.json"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_found_and_opening_it_is_the_fault() {
    let folder = Folder::with(&[("a.json", "{}")]);
    let Ok(made) = std::process::Command::new("mkfifo").arg(folder.path("pipe.json")).status() else {
        return;
    };
    assert!(made.success());
    assert_eq!(folder.look(&[""]).names(), ["a.json", "pipe.json"]);
}
