//! `check --watch` and `--timings`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::support::{CLEAN, Scene, clean, lacking, program};

/// Longer than any machine takes to judge a record.
const LONG: Duration = Duration::from_secs(60);

/// A program that watches, and the lines it prints on each stream.
struct Watching {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

impl Watching {
    fn start(scene: &Scene, arguments: &[&str]) -> Self {
        let mut command = program(&scene.path(""));
        command.args(["check", "--watch", "--output-format", "concise"]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (out, err) = (lines(child.stdout.take().unwrap()), lines(child.stderr.take().unwrap()));
        Self { child, out, err }
    }

    /// Waits until it says something on its standard output. The streams are read by two threads: what comes on one
    /// says nothing of how much has come on the other.
    fn says(&self, text: &str) {
        until(&self.out, text);
    }

    /// Waits until it says something on its standard error.
    fn tells(&self, text: &str) {
        until(&self.err, text);
    }
}

fn until(lines: &Receiver<String>, text: &str) {
    let mut seen = Vec::new();
    while let Ok(line) = lines.recv_timeout(LONG) {
        if line.contains(text) {
            return;
        }
        seen.push(line);
    }
    panic!("never says {text:?}: {seen:#?}");
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(stream: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

#[test]
fn what_changes_is_judged_again() {
    let scene = Scene::new([("days/a.json", lacking("a")), ("days/b.json", clean("b"))]);
    let watching = Watching::start(&scene, &["days"]);
    watching.says("days/a.json:1:1: error[schema/missing-field]");
    watching.says("2 records in 2 files");
    watching.tells("watching 1 folder; Ctrl-C ends it");

    let mended = clean("a").replace("10 May", "11 May").replace("2022-05-10", "2022-05-11");
    std::fs::write(scene.path("days/a.json"), mended).unwrap();
    watching.says("2 records in 2 files: nothing to report");

    std::fs::write(scene.path("days/c.json"), lacking("c")).unwrap();
    watching.says("days/c.json:1:1: error[schema/missing-field]");

    std::fs::remove_file(scene.path("days/c.json")).unwrap();
    watching.says("2 records in 2 files: nothing to report");
}

#[test]
fn a_config_that_is_broken_for_a_while_is_said_and_watched_on() {
    let config = "[rules]\n\"schema/missing-field\" = \"off\"\n";
    let scene = Scene::new([("a.json", lacking("a")), ("tadqiq.toml", config.to_owned())]);
    let watching = Watching::start(&scene, &[]);
    watching.says("nothing to report");

    std::fs::write(scene.path("tadqiq.toml"), "[rules\n").unwrap();
    watching.tells("tadqiq.toml");

    std::fs::write(scene.path("tadqiq.toml"), "").unwrap();
    watching.says("error[schema/missing-field]");
}

#[test]
fn what_cannot_be_watched_is_said() {
    let scene = Scene::new([("a.json", CLEAN)]);
    let ran = scene.run_with_input(&["check", "--watch", "-"], CLEAN);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("the standard input cannot be watched"), "{}", ran.err);
    let ran = scene.run(&["check", "--watch", "--output-file", "x", "a.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
}

#[test]
fn each_stage_says_how_long_it_took() {
    let scene = Scene::new([("a.json", lacking("a"))]);
    let ran = scene.run(&["check", "--timings", "a.json"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.out, scene.run(&["check", "a.json"]).out);
    let names: Vec<&str> = ran.err.lines().filter_map(|line| line.split("  ").next()).collect();
    assert_eq!(names, ["loading", "judging", "concluding", "telling", "writing", "in all"], "{}", ran.err);
    assert!(ran.err.contains(" s, 1 record, 0.0 MB"), "{}", ran.err);
}
