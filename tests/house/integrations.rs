//! What stands beside the program for those who run it elsewhere says what is so: versions, inputs, scripts, paths.

use std::collections::BTreeSet;
use std::path::Path;

use saphyr::{LoadableYamlNode, Yaml};

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn with_yaml<T>(text: &str, use_it: impl FnOnce(&Yaml<'_>) -> T) -> T {
    let documents = Yaml::load_from_str(text).unwrap();
    assert_eq!(documents.len(), 1);
    use_it(&documents[0])
}

/// The members of a mapping.
fn members<'y>(yaml: &'y Yaml<'y>) -> Vec<(&'y str, &'y Yaml<'y>)> {
    let members = yaml.as_mapping().into_iter().flatten();
    members.map(|(key, value)| (key.as_str().unwrap(), value)).collect()
}

#[test]
fn what_pip_is_given_for_the_repository_is_the_wheel_of_this_version() {
    let project: toml::Table = read("pyproject.toml").parse().unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(project["project"]["version"].as_str(), Some(version));
    let wanted = project["project"]["dependencies"].as_array().unwrap();
    assert_eq!(wanted, &[toml::Value::from(format!("tadqiq=={version}"))]);
    let wheel: toml::Table = read("wheel/pyproject.toml").parse().unwrap();
    assert_eq!(wheel["tool"]["maturin"]["bindings"].as_str(), Some("bin"));
    let classifiers = wheel["project"]["classifiers"].as_array().unwrap();
    assert!(!classifiers.is_empty() && wheel["project"].get("version").is_none());
}

#[test]
fn the_action_hands_every_input_to_its_scripts_as_a_variable() {
    with_yaml(&read("action.yml"), |action| {
        let inputs: BTreeSet<String> =
            members(&action["inputs"]).into_iter().map(|(name, _)| name.to_owned()).collect();
        let mut handed = BTreeSet::new();
        for step in action["runs"]["steps"].as_sequence().unwrap() {
            // What stands in `run` is script: an input in it would be, too.
            let run = step["run"].as_str().unwrap();
            assert!(!run.contains("${{"), "{run}");
            let script = run.trim_matches('"').strip_prefix("$GITHUB_ACTION_PATH/").unwrap();
            let text = read(script);
            for (variable, value) in members(&step["env"]) {
                let input = variable.strip_prefix("INPUT_").unwrap().to_lowercase().replace('_', "-");
                assert_eq!(value.as_str().unwrap(), format!("${{{{ inputs.{input} }}}}"));
                assert!(text.contains(&format!("${{{variable}:-")), "{script} does not ask for {variable}");
                handed.insert(input);
            }
        }
        assert_eq!(handed, inputs);
        for (_, output) in members(&action["outputs"]) {
            let name = output["value"].as_str().unwrap();
            let name = name.trim_start_matches("${{ steps.check.outputs.").trim_end_matches(" }}");
            assert!(read(".github/action/check.sh").contains(&format!("{name}=")), "{name}");
        }
    });
}

#[test]
fn the_hooks_are_such() {
    with_yaml(&read(".pre-commit-hooks.yaml"), |hooks| {
        for hook in hooks.as_sequence().unwrap() {
            assert_eq!(hook["language"].as_str(), Some("python"));
            assert_eq!(hook["require_serial"].as_bool(), Some(true));
            // Files that are named to it may be of other programs.
            let takes_files = hook.as_mapping_get("pass_filenames").is_none();
            let entry = hook["entry"].as_str().unwrap();
            assert_eq!(entry.contains("--only-claimed"), takes_files, "{entry}");
            if takes_files {
                let files = regex::Regex::new(hook["files"].as_str().unwrap()).unwrap();
                for (name, is_asked) in [
                    ("a.json", true),
                    ("a/b.ndjson", true),
                    ("a.jsonl", true),
                    ("a.json5", false),
                    ("a.txt", false),
                ] {
                    assert_eq!(files.is_match(name), is_asked, "{name}");
                }
            }
        }
    });
}

#[test]
fn what_releases_runs_nothing_that_others_can_change() {
    let by_hash = regex::Regex::new("^[^@]+@[0-9a-f]{40}$").unwrap();
    with_yaml(&read(".github/workflows/release.yml"), |workflow| {
        let jobs = members(&workflow["jobs"]);
        let steps = jobs.iter().flat_map(|(_, job)| job["steps"].as_sequence().unwrap());
        let used: Vec<&str> =
            steps.filter_map(|step| step.as_mapping_get("uses")).map(|uses| uses.as_str().unwrap()).collect();
        assert!(used.len() > 3 && used.iter().all(|used| by_hash.is_match(used)), "{used:?}");
    });
    with_yaml(&read("action.yml"), |action| {
        let steps = action["runs"]["steps"].as_sequence().unwrap();
        assert!(steps.iter().all(|step| step.as_mapping_get("uses").is_none()));
    });
}

#[test]
fn workflows_can_be_read_and_run_nobody_elses_script() {
    let workflows = std::fs::read_dir(".github/workflows").unwrap().map(|entry| entry.unwrap().path());
    let mut steps = 0;
    for path in workflows {
        with_yaml(&read(path.to_str().unwrap()), |workflow| {
            assert!(workflow.as_mapping_get("permissions").is_some(), "{path:?} says what it may");
            for (name, job) in members(&workflow["jobs"]) {
                assert!(job.as_mapping_get("runs-on").is_some(), "{path:?} {name}");
                for step in job["steps"].as_sequence().unwrap() {
                    steps += 1;
                    let run = step.as_mapping_get("run").and_then(Yaml::as_str).unwrap_or_default();
                    let given = ["github.event", "github.head_ref", "github.ref_name", "inputs."];
                    assert!(given.iter().all(|words| !run.contains(words)), "{path:?} {name}: {run}");
                    for word in run.split_whitespace().filter(|word| word.starts_with(".ci/")) {
                        assert!(Path::new(word).is_file(), "{path:?} {name}: {word}");
                    }
                }
            }
        });
    }
    assert!(steps > 10, "{steps}");
}

/// The lines of the job of GitLab that are script.
#[cfg(unix)]
#[test]
fn the_job_of_gitlab_writes_what_it_says_that_it_writes() {
    use crate::support::{Scene, lacking};
    with_yaml(&read("templates/gitlab.yml"), |template| {
        let job = &template["tadqiq"];
        assert_eq!(job["variables"]["TADQIQ_VERSION"].as_str(), Some(env!("CARGO_PKG_VERSION")));
        let script: Vec<&str> =
            job["script"].as_sequence().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
        let [install, check] = script.as_slice() else { panic!("{script:?}") };
        assert!(install.ends_with("\"tadqiq==$TADQIQ_VERSION\""), "{install}");
        let scene = Scene::new([("data/r.json", lacking("r"))]);
        let ran = scene.run_script(check, &[("TADQIQ_ARGS", "--fail-on error data")]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(ran.out.contains("╭─[data/r.json:1:1]"), "{ran:?}");
        let reports = &job["artifacts"]["reports"];
        for (format, start) in [("codequality", "["), ("junit", "<?xml")] {
            let file = scene.path(reports[format].as_str().unwrap());
            assert!(std::fs::read_to_string(file).unwrap().starts_with(start), "{format}");
        }
        let kept = job["artifacts"]["paths"].as_sequence().unwrap().len();
        assert_eq!((job["artifacts"]["when"].as_str(), kept), (Some("always"), members(reports).len()));
        assert_eq!(scene.run_script(check, &[("TADQIQ_ARGS", "--exit-zero")]).code, Some(0));
    });
}

#[test]
fn the_container_is_built_of_what_is_there_and_run_by_nobody_special() {
    let text = read("Dockerfile");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let of = |word: &str| {
        let lines = lines.iter().filter_map(|line| line.strip_prefix(word)?.strip_prefix(' '));
        lines.collect::<Vec<_>>()
    };
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let oldest = manifest["package"]["rust-version"].as_str().unwrap();
    let [build, runtime] = of("FROM")[..] else { panic!("{text}") };
    assert!(build.starts_with(&format!("rust:{oldest}-")) && !runtime.starts_with("rust"), "{text}");
    for copied in of("COPY").into_iter().filter(|copied| !copied.starts_with("--from")) {
        let mut paths: Vec<&str> = copied.split(' ').collect();
        paths.pop();
        assert!(!paths.is_empty() && paths.iter().all(|path| Path::new(path).exists()), "{copied}");
    }
    let build = lines.iter().find(|line| line.contains("cargo build")).unwrap();
    assert!(build.contains("--locked") && build.contains("--profile dist") && build.contains("--bin tadqiq"));
    assert!(
        manifest["profile"].get("dist").is_some() && text.contains("--from=build /build/target/dist/tadqiq ")
    );
    let user = of("USER").last().unwrap().split(':').next().unwrap().parse::<u32>();
    assert!(user.is_ok_and(|user| user > 0), "{text}");
    assert_eq!(of("ENTRYPOINT"), ["[\"tadqiq\"]"]);
}
