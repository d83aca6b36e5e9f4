//! A green run means that everything was judged: what was not is said, and where somebody asked for it the run fails.

use crate::support::{CLEAN, Ran, Scene, clean, lacking, program};

const CONFIG: &str =
    "exclude = [\"drafts\"]\n[collections.meetings]\nfiles = [\"records/*.json\"]\nschema = \"meeting\"\n";

/// Records under a config, in order, with one that no collection claims and one that is left out.
fn scene() -> Scene {
    Scene::new([
        ("tadqiq.toml", CONFIG.to_owned()),
        ("records/a.json", clean("a")),
        ("other/b.json", lacking("b")),
        ("decisions.ndjson", String::new()),
        ("drafts/c.json", lacking("c")),
        ("empty/notes.txt", String::new()),
        ("notes.txt", String::new()),
    ])
}

/// What lines of a paragraph are wrapped by is taken out.
fn unwrapped(text: &str) -> String {
    text.replace("\n  │ ", " ").replace("\n        ", " ").replace("\n  ", " ")
}

fn says(ran: &Ran, code: i32, out: &[&str], err: &[&str], asked: &dyn std::fmt::Debug) {
    assert_eq!(ran.code, Some(code), "{asked:?}\n{}{}", ran.out, ran.err);
    let (shown, told) = (unwrapped(&ran.out), unwrapped(&ran.err));
    for word in out {
        assert!(shown.contains(word), "{asked:?} does not print {word}: {}", ran.out);
    }
    for word in err {
        assert!(told.contains(word), "{asked:?} does not tell {word}: {}", ran.err);
    }
    assert_eq!(err.is_empty(), ran.err.is_empty(), "{asked:?}: {}", ran.err);
}

type Case = (&'static [&'static str], i32, &'static [&'static str], &'static [&'static str]);

#[test]
fn what_is_named_is_judged_or_fails() {
    let scene = scene();
    let cases: &[Case] = &[
        (&["records/a.json"], 0, &["1 record in 1 file"], &[]),
        // Named, and claimed by nobody.
        (
            &["other/b.json"],
            2,
            &["nothing was judged"],
            &["no collection of tadqiq.toml claims other/b.json", "--only-claimed"],
        ),
        (
            &["records/a.json", "other/b.json"],
            2,
            &["1 record in 1 file"],
            &["no collection of tadqiq.toml claims other/b.json"],
        ),
        (&["records/a.json", "other/b.json", "--only-claimed"], 0, &["other/b.json"], &[]),
        (&["other/b.json", "notes.txt", "--only-claimed"], 0, &["other/b.json", "notes.txt"], &[]),
        // Whoever names all that changed names our own files too.
        (
            &["records/a.json", "tadqiq.toml", "decisions.ndjson", "--only-claimed"],
            0,
            &["1 record in 1 file", "tadqiq.toml: it is a config", "it is a curator's decisions"],
            &[],
        ),
        (&["notes.txt"], 2, &[], &["unknown file type: notes.txt"]),
        (&["gone.json", "--only-claimed"], 2, &[], &["no such file: gone.json"]),
        // Met on the way: said.
        (&["."], 0, &["other/b.json: no collection of tadqiq.toml claims it"], &[]),
        (&[], 0, &["other/b.json: no collection of tadqiq.toml claims it"], &[]),
        (&["other"], 2, &[], &["no records in the folder other"]),
        (&["other/*.json"], 2, &[], &["no file of records matches other/*.json"]),
        // Left out on purpose, and named: said.
        (&["drafts/c.json"], 0, &["drafts/c.json: tadqiq.toml excludes it"], &[]),
        (&["drafts"], 0, &["drafts: tadqiq.toml excludes it"], &[]),
        (&["drafts/*.json"], 0, &["tadqiq.toml excludes it"], &[]),
        (&["empty"], 2, &[], &["no records in the folder empty"]),
        // A plain file that is missing, with a sign of globs in its name.
        (&["records/a[1.json"], 2, &[], &["no such file: records/a[1.json"]),
        (&["records/a*[.json"], 2, &[], &["records/a*[.json is not a glob"]),
    ];
    for (arguments, code, out, err) in cases {
        let ran = scene.run(&[&["check"], *arguments].concat());
        says(&ran, *code, out, err, arguments);
    }
}

#[test]
fn a_run_that_had_nothing_to_judge_says_so_in_every_format() {
    let scene = scene();
    for (format, said) in [
        ("full", "0 records in 0 files: nothing was judged"),
        ("concise", "0 records in 0 files: nothing was judged"),
        ("github", "::notice title=tadqiq::nothing was judged: notes.txt: files of its kind hold no records"),
        ("github", "; 1 more file passed over"),
        ("junit", "<testcase name=\"nothing was judged\""),
        ("markdown", "## tadqiq: nothing was judged\n"),
        ("sarif", "not checked: other/b.json: no collection of tadqiq.toml claims it"),
    ] {
        let arguments = ["check", "--only-claimed", "other/b.json", "notes.txt", "--output-format", format];
        says(&scene.run(&arguments), 0, &[], &[], &format);
        assert!(scene.run(&arguments).out.contains(said), "{format}: {}", scene.run(&arguments).out);
    }
    // To find nothing in what was judged is another thing.
    let ran = scene.run(&["check", "records", "--output-format", "github"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
}

#[test]
fn a_name_of_the_standard_input_is_a_call_for_it() {
    let scene = scene();
    for (name, code, err) in [
        ("records/new.json", 1, &[][..]),
        ("other/new.json", 2, &["no collection of tadqiq.toml claims other/new.json"]),
        ("drafts/new.json", 0, &[]),
    ] {
        for arguments in [&["check", "--stdin-filename", name][..], &["check", "-", "--stdin-filename", name]]
        {
            let ran = scene.run_with_input(arguments, lacking("new"));
            says(&ran, code, &[], err, &arguments);
            assert!(!ran.out.contains("records/a.json"), "{}", ran.out);
            assert_eq!(ran.out.contains("schema/missing-field"), code == 1, "{}", ran.out);
        }
    }
}

#[test]
fn a_collection_without_a_file_fails_whatever_is_asked_for() {
    let people = "[collections.people]\nfiles = [\"poeple.json\", \"more/*.json\"]\nschema = \"person\"\n";
    let scene = Scene::new([("tadqiq.toml", format!("{CONFIG}{people}")), ("records/a.json", clean("a"))]);
    let told = ["no file is in the collection people of tadqiq.toml", "poeple.json, more/*.json"];
    for arguments in [&["check"][..], &["check", "records/a.json"], &["names"], &["evidence"]] {
        says(&scene.run(arguments), 2, &[], &told, &arguments);
    }
    says(&scene.run(&["check", "--isolated"]), 0, &[], &[], &"isolated");
    says(&scene.run(&["check", "--schema", "meeting"]), 0, &[], &[], &"another schema");
}

#[test]
fn no_ignore_file_hides_what_a_collection_claims() {
    for (ignore, text) in [
        ("records/.ignore", "*\n"),
        ("records/.gitignore", "a.json\n"),
        (".ignore", "*\n"),
        (".gitignore", "records/\n"),
    ] {
        let scene = Scene::new([
            ("tadqiq.toml", CONFIG.to_owned()),
            ("records/a.json", lacking("a")),
            ("records/z.json", clean("z")),
            ("node_modules/x.json", "{}".to_owned()),
            (ignore, text.to_owned()),
        ]);
        for arguments in [&["check"][..], &["check", "records"], &["check", "records/*.json"]] {
            let ran = scene.run(arguments);
            says(&ran, 1, &["2 records in 2 files", "records/a.json"], &[], &(ignore, arguments));
        }
    }
    // What nobody claims may be left out so; that it is, is said.
    let scene = Scene::new([
        ("a.json", CLEAN.to_owned()),
        ("out/b.json", lacking("b")),
        ("out/c.json", lacking("c")),
        (".gitignore", "out/\n".to_owned()),
    ]);
    says(
        &scene.run(&["check"]),
        0,
        &["1 record in 1 file", "2 files: an ignore file leaves out"],
        &[],
        &"said",
    );
    says(&scene.run(&["check", "out/b.json"]), 1, &["1 record in 1 file"], &[], &"named");
}

#[cfg(unix)]
#[test]
fn what_goes_by_the_name_of_a_config_is_one_or_fails() {
    type Make = fn(&std::path::Path);
    let kinds: [(Make, &str); 6] = [
        (|path| std::fs::create_dir(path).unwrap(), "tadqiq.toml is a folder"),
        (
            |path| assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success()),
            "tadqiq.toml is a pipe",
        ),
        (
            |path| std::os::unix::fs::symlink("nowhere.toml", path).unwrap(),
            "tadqiq.toml is a link that leads nowhere",
        ),
        (
            |path| std::os::unix::fs::symlink("/dev/zero", path).unwrap(),
            "tadqiq.toml is a link that leads out",
        ),
        (
            |path| std::os::unix::fs::symlink("/proc/self/environ", path).unwrap(),
            "tadqiq.toml is a link that leads out",
        ),
        (
            |path| std::os::unix::fs::symlink("/etc/passwd", path).unwrap(),
            "tadqiq.toml is a link that leads out",
        ),
    ];
    for (make, why) in kinds {
        let scene = Scene::new([("records/a.json", CLEAN)]);
        make(&scene.path("tadqiq.toml"));
        for command in ["check", "names", "evidence"] {
            let ran = scene.run(&[command, "records"]);
            says(&ran, 2, &[], &[why, "--isolated"], &command);
            assert!(ran.out.is_empty() && !ran.err.contains("root:"), "{ran:?}");
        }
        says(&scene.run(&["check", "records", "--isolated"]), 0, &[], &[], &why);
        let followed = scene.run(&["check", "records", "--follow-links"]);
        assert_eq!(followed.code, Some(2), "{followed:?}");
    }
}

#[test]
fn a_schema_that_cannot_be_loaded_is_never_green() {
    let named = |schema: &str| clean("a").replacen('{', &format!("{{\"$schema\": \"{schema}\", "), 1);
    let dialect = "https://json-schema.org/draft/2020-12/schema";
    let schema = format!("{{\"$schema\": \"{dialect}\", \"type\": \"object\"}}");
    let cases: [(&str, String, i32, &str, &str); 7] = [
        ("a.json", named("nowhere.json"), 2, "nothing was judged", "there is no such file"),
        ("a.ndjson", named("https://example.org/x"), 2, "nothing was judged", "nothing is fetched"),
        ("a.json", named("../../x.json"), 2, "nothing was judged", "cannot be used"),
        // To call a record a schema hides no record.
        ("a.json", named(dialect), 0, "1 record in 1 file", ""),
        ("a.ndjson", named(dialect).replacen("{", "{\"type\": 1, ", 1), 1, "schema/unknown-field", ""),
        ("a.json", schema.clone(), 2, "nothing was judged", "a.json says that it is a JSON Schema"),
        ("a.json", named("meeting"), 0, "1 record in 1 file", ""),
    ];
    for (file, text, code, out, err) in cases {
        let scene = Scene::new([(file, &text)]);
        let err: &[&str] = if err.is_empty() { &[] } else { &[err] };
        says(&scene.run(&["check", file]), code, &[out], err, &text);
    }
    let scene = Scene::new([("a.json", CLEAN), ("b.json", &schema)]);
    says(&scene.run(&["check"]), 0, &["b.json: it says that it is a JSON Schema"], &[], &"met on the way");
    says(&scene.run(&["check", "b.json", "--only-claimed"]), 0, &["b.json: it says"], &[], &"passed over");
}

/// A record that is alone in its file, with the name of a dialect and a key that schemas have.
#[test]
fn a_record_hides_behind_no_keyword() {
    let dialect = "https://json-schema.org/draft/2020-12/schema";
    for (keyword, hides) in [
        (r#""type": "visit""#, false),
        (r#""type": ["string", "visit"]"#, false),
        (r#""type": []"#, false),
        (r#""properties": ["a"]"#, false),
        (r#""properties": {"a": "b"}"#, false),
        (r#""$defs": null"#, false),
        (r#""definitions": "none""#, false),
        (r#""items": ["pens", "a lamp"]"#, false),
        (r#""items": 3"#, false),
        (r#""required": "yes""#, false),
        (r#""required": [1]"#, false),
        (r#""enum": "a""#, false),
        (r#""const": 1"#, false),
        (r#""not": "held""#, false),
        (r#""if": "it rains""#, false),
        (r#""allOf": [1]"#, false),
        (r#""anyOf": []"#, false),
        (r#""$ref": {"a": 1}"#, false),
        (r#""additionalProperties": "none""#, false),
        (r#""type": "object""#, true),
        (r#""type": ["string", "null"]"#, true),
        (r#""properties": {"a": {"type": "string"}, "b": true}"#, true),
        (r##""$ref": "#/$defs/a""##, true),
        (r#""items": {"type": "string"}"#, true),
        (r#""items": false"#, true),
        (r#""required": ["id"]"#, true),
        (r#""enum": ["a", 1]"#, true),
        (r#""oneOf": [{"type": "string"}]"#, true),
        (r#""additionalProperties": false"#, true),
        (r#""not": {"type": "string"}"#, true),
    ] {
        let record =
            format!("{{\"$schema\": \"{dialect}\", {keyword}, \"id\": \"b\", \"status\": \"held\"}}");
        let scene = Scene::new([("a.json", CLEAN), ("b.json", &record)]);
        let ran = scene.run(&["check"]);
        let said = if hides { "b.json: it says that it is a JSON Schema" } else { "2 records in 2 files" };
        says(&ran, i32::from(!hides), &[said], &[], &keyword);
    }
}

#[test]
fn a_config_names_no_schema_outside_of_its_folder() {
    let secret = r#"{"password": "hunter2", "type": "objekt"}"#;
    for (path, told) in [
        ("../x.json", "tadqiq.toml:3:10: the schema ../x.json leads out"),
        ("a/../../x.json", "leads out of the folder of the config"),
        ("/etc/x.json", "the schema /etc/x.json leads out"),
    ] {
        let config = format!("[collections.a]\nfiles = [\"*.json\"]\nschema = \"{path}\"\n");
        let scene =
            Scene::new([("in/tadqiq.toml", config.as_str()), ("in/a.json", CLEAN), ("x.json", secret)]);
        let ran = scene.run(&["check", "in"]);
        says(&ran, 2, &[], &[told, "--schema"], &path);
        assert!(!ran.err.contains("hunter2"), "{}", ran.err);
    }
    #[cfg(unix)]
    {
        let config = "[collections.a]\nfiles = [\"*.json\"]\nschema = \"x.schema.json\"\n";
        let scene = Scene::new([("in/tadqiq.toml", config), ("in/a.json", CLEAN), ("x.json", secret)]);
        std::os::unix::fs::symlink("../x.json", scene.path("in/x.schema.json")).unwrap();
        let ran = scene.run(&["check", "in"]);
        says(&ran, 2, &[], &["in/x.schema.json leads out of the project's folder by a link"], &"a link");
    }
}

#[cfg(unix)]
#[test]
fn no_file_outside_of_the_project_is_shown() {
    use std::os::unix::fs::symlink;
    let outside =
        Scene::new([("far.json", lacking("secret-far")), ("folder/far.json", lacking("secret-far"))]);
    let scene = Scene::new([("tadqiq.toml", CONFIG), ("records/a.json", CLEAN)]);
    symlink(outside.path("far.json"), scene.path("records/far.json")).unwrap();
    symlink("/proc/self/environ", scene.path("records/environ.json")).unwrap();
    symlink(outside.path("folder"), scene.path("linked")).unwrap();
    let far = "records/far.json leads out of the project's folder by a link";
    let environ = "records/environ.json leads out of the project's folder by a link";
    for arguments in [
        &["check"][..],
        &["check", "records/far.json", "records/environ.json"],
        &["check", "--output-format", "json"],
        &["check", "--output-format", "github"],
        &["names"],
        &["evidence"],
        &["evidence", "--output-format", "json"],
    ] {
        let ran = scene.run(arguments);
        says(&ran, 2, &[], &[far, environ, "--follow-links"], &arguments);
        assert!(!ran.out.contains("secret") && !ran.err.contains("secret"), "{ran:?}");
        assert!(!ran.out.contains("PATH=") && !ran.err.contains("PATH="), "{ran:?}");
    }
    let linked = scene.run(&["check", "linked", "--isolated"]);
    says(&linked, 2, &[], &["linked leads out of the project's folder by a link"], &"a folder");
    // Where nothing else is, no config is blamed for it.
    std::fs::create_dir(scene.path("more")).unwrap();
    symlink(outside.path("far.json"), scene.path("more/far.json")).unwrap();
    let alone = scene.run(&["check", "more", "--isolated"]);
    says(&alone, 2, &["1 fault"], &["more/far.json leads out of the project's folder by a link"], &"alone");
    assert!(!alone.err.contains("no records"), "{alone:?}");
    // Whoever asks for it gets it; but what the system makes up is never read.
    let followed = scene.run(&["check", "records", "--follow-links"]);
    says(
        &followed,
        2,
        &["secret-far"],
        &["records/environ.json is a file that the system makes up"],
        &"followed",
    );
    assert!(!followed.err.contains("PATH="), "{followed:?}");
    let followed = scene.run(&["check", "linked", "--isolated", "--follow-links"]);
    says(&followed, 1, &["secret-far"], &[], &"a folder that is followed");
    // A plain file outside of the folder one is in is no link.
    let plain = scene.run(&["check", outside.path("far.json").to_str().unwrap()]);
    says(&plain, 1, &["secret-far"], &[], &"plain");
}

#[test]
fn what_a_nearer_config_takes_from_another_is_said() {
    let scene = Scene::new([
        ("tadqiq.toml", CONFIG.replace("records/*", "records/**/*")),
        ("records/a.json", clean("a")),
        ("records/sub/b.json", lacking("b")),
    ]);
    says(&scene.run(&["check"]), 1, &["2 records in 2 files"], &[], &"one config");
    for config in [
        "[rules]\nschema = \"off\"\n",
        "[rules]\nschema = \"off\"\n[collections.b]\nfiles = [\"*.json\"]\nschema = \"meeting\"\n",
    ] {
        std::fs::write(scene.path("records/sub/tadqiq.toml"), config).unwrap();
        let told =
            ["1 file of the collection meetings of tadqiq.toml judged by the", "records/sub/tadqiq.toml"];
        says(&scene.run(&["check"]), 0, &["2 records in 2 files", told[0], told[1]], &[], &config);
    }
}

#[cfg(unix)]
#[test]
fn what_is_called_an_ignore_file_and_is_none_is_told_and_hangs_nothing() {
    type Make = fn(&std::path::Path);
    let made: [(Make, &str); 3] = [
        (
            |path| assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success()),
            "is a pipe, and was not read as an ignore file",
        ),
        (|path| std::os::unix::fs::symlink("/dev/zero", path).unwrap(), "is a device, and was not read"),
        (
            |path| std::fs::write(path, "x\n".repeat(200_000)).unwrap(),
            "is larger than 256 kB, and was not read",
        ),
    ];
    for name in [".gitignore", ".ignore", "records/.gitignore", "records/.ignore"] {
        for (make, told) in made {
            let scene = Scene::new([("tadqiq.toml", CONFIG.to_owned()), ("records/a.json", clean("a"))]);
            make(&scene.path(name));
            for arguments in [&["check"][..], &["check", "records"], &["check", "records/*.json"]] {
                let ran = scene.run(arguments);
                says(&ran, 2, &["1 record in 1 file"], &[name, told], &(name, arguments));
            }
            for command in ["names", "evidence"] {
                says(&scene.run(&[command]), 2, &[], &[name, told], &(name, command));
            }
            says(&scene.run(&["check", "records/a.json"]), 0, &["1 record in 1 file"], &[], &name);
        }
    }
    let scene = Scene::new([("a.ndjson", clean("a") + "\n")]);
    (made[0].0)(&scene.path(".gitignore"));
    let ran = scene.run(&["init"]);
    assert!(format!("{}{}", ran.out, ran.err).contains("is a pipe"), "{ran:?}");
}

/// Environments and packages are full of links, and nobody asked about them.
#[cfg(unix)]
#[test]
fn a_link_that_an_ignore_file_leaves_out_is_nobodys_matter_unless_it_is_claimed() {
    use std::os::unix::fs::symlink;
    let outside = Scene::new([("far.json", lacking("secret-far"))]);
    let files =
        [("records/a.json", clean("a")), ("venv/b.json", lacking("b")), (".gitignore", "venv/\n".into())];
    let link = |scene: &Scene| {
        symlink(outside.path("far.json"), scene.path("venv/far.json")).unwrap();
        symlink(outside.path(""), scene.path("venv/lib64")).unwrap();
        symlink("b.json", scene.path("venv/again.json")).unwrap();
        symlink("nowhere.json", scene.path("venv/gone.json")).unwrap();
    };
    for arguments in [&["check"][..], &["check", "--schema", "meeting"], &["check", "--isolated"]] {
        let scene = Scene::new(files.clone());
        link(&scene);
        let ran = scene.run(arguments);
        says(&ran, 0, &["1 record in 1 file", "an ignore file leaves out"], &[], &arguments);
        assert!(!ran.out.contains("venv"), "{}", ran.out);
    }
    let scene = Scene::new(files.clone());
    link(&scene);
    std::fs::write(scene.path("tadqiq.toml"), CONFIG).unwrap();
    let ran = scene.run(&["check"]);
    says(
        &ran,
        0,
        &["1 record in 1 file", "an ignore file leaves out"],
        &[],
        &"a config that does not claim it",
    );
    assert!(!ran.out.contains("venv"), "{}", ran.out);
    // What is claimed is judged or fails, whatever an ignore file says.
    std::fs::write(scene.path("tadqiq.toml"), CONFIG.replace("records/*", "*/*")).unwrap();
    let far = ["venv/far.json leads out of the project's folder by a link"];
    says(&scene.run(&["check"]), 2, &[], &far, &"claimed");
    std::fs::remove_file(scene.path("venv/far.json")).unwrap();
    std::fs::remove_file(scene.path("venv/lib64")).unwrap();
    says(&scene.run(&["check"]), 1, &["2 records in 2 files"], &[], &"claimed and inside");
}

#[cfg(unix)]
#[test]
fn a_link_within_the_project_is_judged_where_it_leads_or_where_it_lies() {
    use std::os::unix::fs::symlink;
    let scene = Scene::new([
        ("tadqiq.toml", CONFIG.to_owned()),
        ("records/a.json", clean("a")),
        ("store/b.json", lacking("b")),
    ]);
    symlink("a.json", scene.path("records/again.json")).unwrap();
    symlink("../store/b.json", scene.path("records/b.json")).unwrap();
    // The first is judged as what it leads to, the second as what it is: nobody claims what it leads to.
    says(&scene.run(&["check"]), 1, &["2 records in 2 files", "records/b.json"], &[], &"links");
}

/// What whoever goes away at once has asked for, the code that it ends with, and what is told all the same.
type Closed = (&'static [&'static str], &'static str, i32, &'static str);

/// Files of everything that a command may have to say much of.
fn much() -> Scene {
    let records: String = (0..60).map(|number| lacking(&format!("r{number}")) + "\n").collect();
    let mendable = |number| clean(&format!("r{number}")).replace("A visit", "A  visit") + "\n";
    let mendable: String = (0..60).map(mendable).collect();
    Scene::new([
        ("many.ndjson", records),
        ("mendable.ndjson", mendable.clone()),
        ("both.ndjson", mendable + &lacking("last")),
        ("dates.txt", "ليس تاريخا\n".repeat(3_000)),
        ("pairs.ndjson", "{\"a\": \"Ada\", \"b\": \"Ada\", \"verdict\": \"same\"}\n".repeat(200)),
    ])
}

#[test]
fn the_outcome_is_decided_before_it_is_printed() {
    use std::process::Stdio;
    let cases: [Closed; 17] = [
        (&["check", "many.ndjson"], "", 1, ""),
        (&["check", "many.ndjson", "--output-format", "json"], "", 1, ""),
        (&["check", "many.ndjson", "gone.json"], "", 2, "gone.json"),
        (&["check", "many.ndjson", "--exit-zero"], "", 0, ""),
        (&["check", "many.ndjson", "--timings"], "", 1, "writing"),
        (&["check", "mendable.ndjson", "--diff"], "", 1, "would mend"),
        (&["check", "mendable.ndjson", "gone.json", "--diff"], "", 2, "gone.json"),
        (&["check", "mendable.ndjson", "--diff", "--output", "json=report.json"], "", 1, "would mend"),
        (&["check", "both.ndjson", "--fix"], "", 1, ""),
        (&["check", "-", "--fix", "--stdin-filename", "x.ndjson"], "both.ndjson", 1, "missing-field"),
        (&["evidence", "many.ndjson", "gone.json", "--claims"], "", 2, "gone.json"),
        (&["decisions", "many.ndjson", "gone.json"], "", 2, "gone.json"),
        (&["inspect", "many.ndjson", "gone.json"], "", 2, "gone.json"),
        (&["names", "many.ndjson", "gone.json"], "", 2, "gone.json"),
        (&["names", "many.ndjson", "--write"], "pairs.ndjson", 1, ""),
        (&["names", "many.ndjson", "--same", "Ada", "Ada"], "", 1, ""),
        (&["date"], "dates.txt", 1, ""),
    ];
    for (arguments, input, code, told) in cases {
        for closes_both in [false, true] {
            let scene = much();
            let mut command = program(&scene.path(""));
            let input = if input.is_empty() { Stdio::null() } else { file(&scene, input) };
            command.args(arguments).stdin(input).stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut child = command.spawn().unwrap();
            // Whoever reads goes away at once.
            drop(child.stdout.take());
            if closes_both {
                drop(child.stderr.take());
            }
            let ended = child.wait_with_output().unwrap();
            let err = String::from_utf8(ended.stderr).unwrap();
            assert_eq!(ended.status.code(), Some(code), "{arguments:?} {closes_both}: {err}");
            if !closes_both {
                assert_eq!(err.is_empty(), told.is_empty(), "{arguments:?}: {err}");
                assert!(err.contains(told), "{arguments:?}: {err}");
            }
            assert_eq!(scene.path("report.json").exists(), arguments.contains(&"json=report.json"));
        }
    }
}

#[test]
fn who_accepts_and_reads_no_more_has_accepted() {
    use std::process::Stdio;
    let scene = much();
    let report = scene.run(&["check", "many.ndjson", "--output-format", "json"]).report();
    let cause = report["diagnostics"][0]["cause"].as_str().unwrap();
    let mut command = program(&scene.path(""));
    command.args([
        "accept",
        "--cause",
        cause,
        "--why",
        "so it is",
        "--path",
        "many.ndjson",
        "--path",
        "gone.json",
    ]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    let err = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(0), "{err}");
    assert!(err.contains("no such file: gone.json"), "{err}");
    assert!(std::fs::read_to_string(scene.path("decisions.ndjson")).unwrap().contains(cause));
}

fn file(scene: &Scene, name: &str) -> std::process::Stdio {
    std::fs::File::open(scene.path(name)).unwrap().into()
}

#[test]
fn levels_are_set_by_collection_and_by_path() {
    let config = "[collections.meetings]\nfiles = [\"records/**/*.json\"]\nschema = \"meeting\"\n\
                  [collections.meetings.rules]\nschema = \"warning\"\n\
                  [collections.drafts]\nfiles = [\"drafts/*.json\"]\nschema = \"meeting\"\n\
                  [[overrides]]\nfiles = [\"records/old\"]\nrules = { schema = \"info\" }\n\
                  [[overrides]]\nfiles = [\"records/old/z*.json\"]\nrules = { \"schema/missing-field\" = \"off\" }\n";
    let scene = Scene::new([
        ("tadqiq.toml", config.to_owned()),
        ("records/a.json", lacking("a")),
        ("records/old/b.json", lacking("b")),
        ("records/old/z.json", lacking("z")),
        ("drafts/c.json", lacking("c")),
    ]);
    for (file, code, levels) in [
        ("records/a.json", 1, &["warning"][..]),
        ("records/old/b.json", 0, &["info"]),
        ("records/old/z.json", 0, &[]),
        ("drafts/c.json", 1, &["error"]),
    ] {
        let ran = scene.run(&["check", file, "--output-format", "json"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(code), ""), "{file}: {ran:?}");
        let report = ran.report();
        let found =
            report["diagnostics"].as_array().unwrap().iter().map(|found| found["level"].as_str().unwrap());
        let mut found: Vec<&str> = found.collect();
        found.dedup();
        assert_eq!(found, levels, "{file}");
    }
    assert_eq!(
        scene.run_with_input(&["check", "--stdin-filename", "records/old/new.json"], lacking("n")).code,
        Some(0)
    );
}

#[test]
fn dates_and_languages_are_said_by_collection() {
    let config = |order: &str| {
        format!(
            "[collections.here]\nfiles = [\"here.json\"]\nschema = \"meeting\"\nlanguages = [\"fr\", \"tr\"]\n\
             [collections.here.dates]\norder = \"{order}\"\n\
             [collections.there]\nfiles = [\"there.json\"]\nschema = \"meeting\"\n"
        )
    };
    let record =
        |id: &str| clean(id).replace("10 May 2022", "03/04/2022").replace("2022-05-10", "2022-04-03");
    for (order, here) in [("day-first", 0), ("month-first", 1)] {
        let scene = Scene::new([
            ("tadqiq.toml", config(order)),
            ("here.json", record("here")),
            ("there.json", record("there")),
        ]);
        let language = "words of dates and offices in the language tr: no table of ours is of that language";
        let ran = scene.run(&["check", "here.json", "--select", "date"]);
        says(&ran, here, &[language], &[], &order);
        // What is said of one collection is not said of another.
        let ran = scene.run(&["check", "there.json", "--select", "date"]);
        says(&ran, 0, &["1 record in 1 file"], &[], &order);
    }
}

#[test]
fn what_a_config_may_not_say_is_told_with_the_way_out() {
    let table = "[collections.a]\nfiles = [\"*.json\"]\nschema = \"meeting\"\n";
    for (text, told) in [
        (
            format!("{table}fail-on = \"error\"\n"),
            "tadqiq.toml:4:1: fail-on stands in the table [collections.a]",
        ),
        (
            format!("{table}[rules]\ntext = \"off\"\nexclude = [\"x\"]\n"),
            "tadqiq.toml:6:1: exclude stands in the table [rules]",
        ),
        (
            "[collections]\nexclude = [\"x\"]\n".to_owned(),
            "exclude stands in the table [collections], and belongs above",
        ),
        (
            format!("{table}languages = [\"xx\"]\n"),
            "collections.a.languages is \"xx\", which is not a registered language",
        ),
        ("[profile]\nlanguages = [\"ara\"]\n".to_owned(), "which is not a registered language tag"),
        (
            "[limits]\nrecord-bytes = 4000000000\n".to_owned(),
            "which is not a whole number from 1 to 268435456 (256 MiB)",
        ),
        ("[[overrides]]\nfiles = [\"x\"]\n".to_owned(), "overrides needs the key rules"),
        (
            format!("{table}[collections.a.rules]\n\"date/month-mising\" = \"off\"\n"),
            "did you mean date/month-missing?",
        ),
    ] {
        let scene = Scene::new([("tadqiq.toml", text.as_str()), ("a.json", CLEAN)]);
        says(&scene.run(&["check"]), 2, &[], &[told, "help"], &text);
    }
}

#[test]
fn words_of_any_length_are_cut_in_what_is_told() {
    let long = "x".repeat(2 << 20);
    let role = format!("{{\"properties\": {{\"a\": {{\"type\": \"string\", \"x-tadqiq\": \"{long}\"}}}}}}");
    let names = CLEAN.replacen('{', &format!("{{\"$schema\": \"{long}\", "), 1);
    let config = |text: &str| format!("[collections.a]\nfiles = [{text}]\nschema = \"meeting\"\n");
    let half = &long[..900_000];
    let scenes = [
        Scene::new([("a.json", CLEAN), ("role.schema.json", &role)]),
        Scene::new([("a.json", &names), ("role.schema.json", &"{}".to_owned())]),
        Scene::new([("a.json", CLEAN.to_owned()), ("tadqiq.toml", config(&format!("\"{half}\"")))]),
        Scene::new([("a.json", CLEAN.to_owned()), ("tadqiq.toml", config(&format!("\"[{half}\"")))]),
        Scene::new([("a.json", CLEAN.to_owned()), ("tadqiq.toml", format!("{half} = 1"))]),
        Scene::new([("a.json", CLEAN.to_owned()), ("tadqiq.toml", format!("[rules]\n{half} = \"off\""))]),
        Scene::new([("a.json", CLEAN.to_owned()), ("tadqiq.toml", format!("fail-on = \"{half}\""))]),
    ];
    for (number, scene) in scenes.iter().enumerate() {
        let arguments: &[&str] = if number == 0 {
            &["check", "--schema", "role.schema.json", "a.json"]
        } else {
            &["check", "a.json"]
        };
        let ran = scene.run(arguments);
        assert_eq!(ran.code, Some(2), "{number}: {:.500}", ran.err);
        assert!(
            ran.err.len() < 5_000 && ran.out.len() < 5_000,
            "{number}: {} {}",
            ran.err.len(),
            ran.out.len()
        );
    }
}

#[test]
fn what_is_much_is_bounded_and_counted() {
    let broken: String = (0..10_003).map(|number| format!("{{\"id\" {number}}}\n")).collect();
    let scene = Scene::new([("many.ndjson", broken + CLEAN)]);
    let ran = scene.run(&["check", "many.ndjson", "--select", "json/syntax", "--output-format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let report = ran.report();
    let counts = &report["counts"];
    assert_eq!((&counts["records"], &counts["judged"]), (&10_004.into(), &1.into()));
    assert_eq!(counts["by_rule"]["json/syntax"], 10_003);
    let found = report["diagnostics"].as_array().unwrap();
    assert_eq!(found.len(), 10_000);
    let last = found.last().unwrap()["help"].as_str().unwrap();
    assert!(last.contains("3 more of this in the file are counted and not shown"), "{last}");
}
