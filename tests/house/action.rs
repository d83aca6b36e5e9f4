//! The action's script, run with the variables of GitHub's runner.

use serde_json::Value;

use crate::support::{Ran, Scene, clean, lacking};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/.github/action/check.sh");

/// A checkout of records with faults and without, and the runner's own folder beside it.
fn scene() -> Scene {
    Scene::new([
        (
            "checkout/data/tadqiq.toml",
            "[collections.all]\nfiles = [\"*.json\"]\nschema = \"meeting\"\n".into(),
        ),
        ("checkout/data/bad one.json", lacking("bad")),
        ("checkout/data/good.json", clean("good")),
        ("checkout/loose.toml", "[rules]\nschema = \"off\"\n".into()),
        ("temp/tadqiq.sarif", "of an earlier run".into()),
        ("summary.md", String::new()),
        ("output", String::new()),
    ])
}

/// Runs the script as a step of a job does.
fn step(scene: &Scene, inputs: &[(&str, &str)]) -> Ran {
    let checkout = scene.path("checkout").canonicalize().unwrap();
    let mut variables = vec![("GITHUB_WORKSPACE".to_owned(), checkout.to_str().unwrap().to_owned())];
    for (name, file) in
        [("RUNNER_TEMP", "temp"), ("GITHUB_STEP_SUMMARY", "summary.md"), ("GITHUB_OUTPUT", "output")]
    {
        variables.push((name.to_owned(), scene.path(file).to_str().unwrap().to_owned()));
    }
    variables.extend(inputs.iter().map(|(name, value)| (format!("INPUT_{name}"), (*value).to_owned())));
    let variables: Vec<(&str, &str)> =
        variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    scene.run_script(&format!("cd checkout && exec bash {SCRIPT}"), &variables)
}

fn read(scene: &Scene, name: &str) -> String {
    std::fs::read_to_string(scene.path(name)).unwrap_or_default()
}

#[test]
fn what_is_found_is_annotated_summed_up_and_kept_as_sarif() {
    let scene = scene();
    let ran = step(&scene, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{}", ran.out);
    assert!(ran.out.starts_with("::error file=data/bad one.json,line=1,"), "{}", ran.out);
    assert!(
        read(&scene, "summary.md").starts_with("## tadqiq: 2 errors\n"),
        "{}",
        read(&scene, "summary.md")
    );
    let log: Value = serde_json::from_str(&read(&scene, "temp/tadqiq.sarif")).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 2);
    let sarif = scene.path("temp/tadqiq.sarif");
    assert_eq!(read(&scene, "output"), format!("exit-code=1\nsarif={}\n", sarif.display()));
}

#[test]
fn every_input_reaches_the_program() {
    for (inputs, code, out, output) in [
        (&[("PATHS", "data/good.json")][..], 0, "", "exit-code=0\n"),
        (
            &[("PATHS", "data/bad one.json\n\ndata/good.json\n")],
            1,
            "file=data/bad one.json,",
            "exit-code=1\n",
        ),
        (&[("WORKING_DIRECTORY", "data"), ("PATHS", "bad one.json")], 1, "file=data/bad one.json,", ""),
        (&[("WORKING_DIRECTORY", "data/"), ("SARIF", "out.sarif")], 1, "", "sarif=data/out.sarif\n"),
        (&[("CONFIG", "loose.toml"), ("PATHS", "data/bad one.json")], 0, "", "exit-code=0\n"),
        (&[("ARGS", "  --exit-zero\n --select   schema/missing-field")], 0, "::error ", "exit-code=0\n"),
        (&[("ARGS", "--ignore schema --fail-on error")], 0, "", "exit-code=0\n"),
        (&[("FAIL_ON", "nonsense")], 2, "::error title=tadqiq::not everything", "exit-code=2\n"),
        (&[("PATHS", "gone.json")], 2, "::error file=gone.json,title=tadqiq::", "exit-code=2\nsarif="),
    ] {
        let scene = scene();
        let ran = step(&scene, inputs);
        assert_eq!(ran.code, Some(code), "{inputs:?}: {ran:?}");
        assert!(ran.out.contains(out) && (!out.is_empty() || ran.out.is_empty() || code > 0), "{ran:?}");
        assert!(read(&scene, "output").contains(output), "{inputs:?}: {}", read(&scene, "output"));
    }
}

#[test]
fn with_a_revision_only_what_is_new_is_annotated() {
    let scene = scene();
    let git = "export HOME=/nowhere GIT_CONFIG_NOSYSTEM=1; unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE; \
               git -c init.defaultBranch=main init --quiet && git add . && \
               git -c user.name=Ada -c user.email=ada@example.org commit --quiet --message begin";
    let begun = scene.run_script(&format!("cd checkout; {git}"), &[]);
    assert_eq!(begun.code, Some(0), "{begun:?}");
    let ran = step(&scene, &[("SINCE", "main"), ("CONFIG_FROM", "main")]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    std::fs::write(scene.path("checkout/data/new.json"), lacking("new")).unwrap();
    let ran = step(&scene, &[("SINCE", "main"), ("CONFIG_FROM", "main")]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("file=data/new.json,") && !ran.out.contains("bad one"), "{ran:?}");
    let ran = step(&scene, &[("SINCE", "gone")]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
}

#[test]
fn a_summary_is_written_unless_nobody_wants_it_and_old_sarif_is_not_handed_on() {
    let scene = scene();
    assert_eq!(step(&scene, &[("SUMMARY", "false")]).code, Some(1));
    assert_eq!(read(&scene, "summary.md"), "");
    // A run that cannot begin writes none.
    std::fs::write(scene.path("checkout/data/tadqiq.toml"), "colections = 1\n").unwrap();
    std::fs::write(scene.path("output"), "").unwrap();
    let ran = step(&scene, &[]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.out.starts_with("::error title=tadqiq::not everything"), "{ran:?}");
    assert!(ran.err.contains("colections"), "{ran:?}");
    assert_eq!(read(&scene, "output"), "exit-code=2\n");
}

#[test]
fn no_input_is_script_an_option_or_an_order() {
    let inputs = [
        "ARGS",
        "CONFIG",
        "CONFIG_FROM",
        "FAIL_ON",
        "PATHS",
        "SARIF",
        "SINCE",
        "SUMMARY",
        "WORKING_DIRECTORY",
    ];
    for input in inputs {
        for words in [
            "$(touch pwned)",
            "`touch pwned`",
            "; touch pwned; #",
            "\" ; touch pwned ; \"",
            "' ; touch pwned ; '",
            "a[$(touch pwned)]",
            "--output=json=pwned",
            "x\n::error::pwned",
            "x\n::set-output name=x::pwned",
            "x\nexit-code=0",
            "*",
        ] {
            // Options are what that one is for.
            if (input, words) == ("ARGS", "--output=json=pwned") {
                continue;
            }
            let scene = scene();
            let ran = step(&scene, &[(input, words)]);
            assert!(!scene.path("checkout/pwned").exists(), "{input} {words}");
            assert!(!scene.path("pwned").exists() && !scene.path("temp/pwned").exists(), "{input} {words}");
            let orders =
                ran.out.lines().chain(ran.err.lines()).filter(|line| line.trim_start().starts_with("::"));
            for order in orders {
                assert!(
                    !order.starts_with("::error::") && !order.starts_with("::set-output"),
                    "{input} {words}: {order}"
                );
            }
            let output = read(&scene, "output");
            let codes = output.lines().filter(|line| line.starts_with("exit-code=")).count();
            assert!(codes <= 1, "{input} {words}: {output}");
        }
    }
}
