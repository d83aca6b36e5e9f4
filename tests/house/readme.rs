//! The README's commands do what it says, and those of the pages run.

use std::path::Path;

use crate::support::{Scene, copy, run_here};

/// The commands of the README's shell blocks, as arguments of the program.
fn commands() -> Vec<Vec<String>> {
    commands_of("README.md".as_ref())
}

/// The commands of a page's shell blocks, as arguments of the program.
fn commands_of(page: &Path) -> Vec<Vec<String>> {
    let readme = std::fs::read_to_string(page).unwrap();
    let mut commands = Vec::new();
    let mut in_shell = false;
    for line in readme.lines().map(str::trim) {
        match line {
            "```sh" => in_shell = true,
            _ if line.starts_with("```") => in_shell = false,
            _ if in_shell => commands.extend(arguments(line)),
            _ => {}
        }
    }
    commands
}

/// The arguments of a line that runs the program; its comment, and what it is piped to, are left out.
pub fn arguments(line: &str) -> Option<Vec<String>> {
    let line = line.trim_start_matches("$ ");
    let rest = line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("tadqiq "))?;
    let words =
        words(rest).into_iter().take_while(|word| !["#", "|", ">", "||", "&&"].contains(&word.as_str()));
    Some(words.collect())
}

/// The words of a command; what stands between double quotation marks is one.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (position, part) in line.split('"').enumerate() {
        match position % 2 {
            1 => words.push(part.to_owned()),
            _ => words.extend(part.split_whitespace().map(str::to_owned)),
        }
    }
    words
}

#[test]
fn every_command_runs() {
    let pages = std::fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path());
    // That one is a story, which its own test follows.
    let pages = pages.filter(|path| !path.ends_with("gate.md"));
    let pages: Vec<_> = pages.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    assert!(!commands().is_empty() && !pages.is_empty());
    // Some of them write.
    let scene = Scene::new([("README.md", "")]);
    ["fixtures", "docs"].into_iter().for_each(|folder| copy(folder.as_ref(), &scene.path(folder)));
    // Some ask git what was.
    for arguments in ["init --quiet", "add .", "commit --quiet --message all"] {
        let mut git = std::process::Command::new("git");
        git.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "core.autocrlf=false"]);
        git.args(arguments.split(' ')).current_dir(scene.path("")).env("GIT_CONFIG_GLOBAL", "/dev/null");
        assert!(git.status().unwrap().success(), "git {arguments}");
    }
    for command in commands().into_iter().chain(pages.iter().flat_map(|page| commands_of(page))) {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let ran = scene.run(&words);
        assert!(matches!(ran.code, Some(0 | 1)), "tadqiq {}: {ran:?}", words.join(" "));
        assert!(!ran.out.is_empty(), "tadqiq {}: {ran:?}", words.join(" "));
        // A patch stands alone on the standard output; what it is about is told beside it.
        assert!(ran.err.is_empty() || words.contains(&"--diff"), "tadqiq {}: {ran:?}", words.join(" "));
    }
}

#[test]
fn the_main_job_finds_what_is_wrong_and_shows_it() {
    let command: Vec<String> = ["check", "fixtures/meetings-2022"].map(str::to_owned).into();
    assert!(commands().contains(&command));
    let ran = run_here(&["check", "fixtures/meetings-2022"]);
    assert_eq!(ran.code, Some(1));
    for part in ["╭─[", "───", "2022-germany", "fix (offered", " records in ", " files: "] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let clean = run_here(&["check", "fixtures/meetings-2022-clean"]);
    assert_eq!((clean.code, clean.err.as_str()), (Some(0), ""), "{}", clean.out);
    assert!(clean.out.contains("nothing to report"), "{}", clean.out);
}

#[test]
fn files_that_it_links_to_are_there() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    for link in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        let is_elsewhere = link.contains("://") || link.starts_with('#');
        assert!(is_elsewhere || Path::new(link.split('#').next().unwrap()).exists(), "{link}");
    }
}
