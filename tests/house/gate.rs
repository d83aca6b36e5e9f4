//! `docs/gate.md` is a story that can be followed: its commands are run one after the other in a repository of records, and
//! what it gives others to copy names what there is.

use saphyr::{LoadableYamlNode, Yaml};

use crate::support::blocks_of;

const PAGE: &str = "docs/gate.md";

#[cfg(unix)]
#[test]
fn its_commands_do_what_it_says() {
    use crate::support::{Ran, Scene, copy};
    let scene = Scene::new([("home/.gitconfig", "[user]\nname = Ada\nemail = ada@example.org\n")]);
    copy("fixtures/meetings-2022".as_ref(), &scene.path("data"));
    let home = scene.path("home");
    let variables =
        [("HOME", home.to_str().unwrap()), ("GIT_CONFIG_NOSYSTEM", "1"), ("XDG_CONFIG_HOME", "/nowhere")];
    let run = |line: &str| {
        let unset = "unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE; cd data";
        scene.run_script(&format!("{unset}; {line}"), &variables)
    };
    let begun = run("git init --quiet -b main && git add . && git commit --quiet --message begin");
    assert_eq!(begun.code, Some(0), "{begun:?}");
    let mut last: Option<Ran> = None;
    let mut compared = 0;
    for (language, text) in blocks_of(PAGE) {
        match language.as_str() {
            "sh" => {
                for line in text.lines() {
                    let (command, ends_with) = line.split_once(" # ends with ").unwrap_or((line, "0"));
                    let ran = run(command);
                    assert_eq!(ran.code.unwrap().to_string(), ends_with, "{command}: {ran:?}");
                    last = Some(ran);
                }
            }
            "text" => {
                let ran = last.as_ref().unwrap();
                let mut rest = ran.out.as_str();
                for part in text.split("…\n").filter(|part| !part.is_empty()) {
                    let part = part.trim_end();
                    let at = rest.find(part).unwrap_or_else(|| panic!("{part} is not in\n{}", ran.out));
                    rest = &rest[at + part.len()..];
                }
                compared += 1;
            }
            _ => {}
        }
    }
    assert!(compared >= 4, "{compared}");
}

/// The inputs that a step of the page gives to the action, and the hooks that it names.
#[test]
fn what_it_gives_to_copy_names_what_there_is() {
    let action = std::fs::read_to_string("action.yml").unwrap();
    let hooks = std::fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    let (mut inputs, mut ids) = (0, 0);
    for (_, text) in blocks_of(PAGE).into_iter().filter(|(language, _)| language == "yaml") {
        let documents = Yaml::load_from_str(&text).unwrap();
        let page = &documents[0];
        let jobs = page.as_mapping_get("jobs").and_then(|jobs| jobs.as_mapping_get("tadqiq"));
        for step in jobs.and_then(|job| job.as_mapping_get("steps")?.as_sequence()).into_iter().flatten() {
            if !step["uses"].as_str().unwrap().starts_with("tadqiq/") {
                continue;
            }
            for (name, _) in step["with"].as_mapping().unwrap() {
                assert!(action.contains(&format!("\n  {}:\n    description:", name.as_str().unwrap())));
                inputs += 1;
            }
        }
        for repo in page.as_mapping_get("repos").and_then(Yaml::as_sequence).into_iter().flatten() {
            for hook in repo["hooks"].as_sequence().unwrap() {
                assert!(hooks.contains(&format!("- id: {}\n", hook["id"].as_str().unwrap())));
                ids += 1;
            }
        }
    }
    assert_eq!((inputs, ids), (2, 2));
}

#[test]
fn it_links_to_what_is_there_and_names_this_version() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    for link in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(link.contains("://") || std::path::Path::new("docs").join(link).exists(), "{link}");
    }
    let version = concat!("v", env!("CARGO_PKG_VERSION"));
    for before in ["rev: ", "uses: tadqiq/tadqiq@", "/tadqiq/tadqiq/"] {
        let named: Vec<&str> =
            page.split(before).skip(1).filter_map(|rest| rest.split(['\n', '/']).next()).collect();
        assert!(!named.is_empty() && named.iter().all(|named| *named == version), "{before}{named:?}");
    }
}
