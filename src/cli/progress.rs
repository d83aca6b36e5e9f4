//! What whoever waits at a terminal is shown, and how long a run took.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::project::{CacheUse, Progress};
use crate::render::number;

/// Nobody wants to be told of a run that is over before it can be read.
const BEFORE_ANYTHING_IS_SHOWN: Duration = Duration::from_secs(1);
const BETWEEN_TWO_LOOKS: Duration = Duration::from_millis(100);

/// Does the work; meanwhile, if it takes longer than a second and somebody looks, shows how far it is.
pub fn shown_while<Given>(progress: &Progress, work: impl FnOnce() -> Given) -> Given {
    if !io::stderr().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        // It ends with this closure, even when the work panics: so whoever shows it stops.
        let (working, at_work) = channel::<()>();
        scope.spawn(move || show(progress, &at_work));
        let given = work();
        drop(working);
        given
    })
}

fn show(progress: &Progress, at_work: &Receiver<()>) {
    if at_work.recv_timeout(BEFORE_ANYTHING_IS_SHOWN) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{msg:10}  {bar:30}  {bytes} of {total_bytes}  {prefix}")
    {
        bar.set_style(style);
    }
    while at_work.recv_timeout(BETWEEN_TWO_LOOKS) == Err(RecvTimeoutError::Timeout) {
        let judged = progress.bytes();
        bar.set_length(progress.bytes_in_all().max(judged));
        bar.set_position(judged);
        bar.set_prefix(number(progress.records(), "record"));
        bar.set_message(progress.stage().map_or("writing", |stage| stage.name()));
    }
    bar.finish_and_clear();
}

/// Prints how long each stage took, and the writing of it all.
pub fn write_timings(progress: &Progress, writing: Duration, out: &mut dyn Write) -> io::Result<()> {
    let stages = progress.durations();
    let judged: Duration = stages.iter().map(|(_, took)| *took).sum();
    for (stage, took) in &stages {
        writeln!(out, "{:11}{}", stage.name(), seconds(*took))?;
    }
    writeln!(out, "{:11}{}", "writing", seconds(writing))?;
    if let Some(said) = cache_use(progress.cache()) {
        writeln!(out, "{:13}{said}", "cache")?;
    }
    let records = number(progress.records(), "record");
    let megabytes = progress.bytes() as f64 / 1e6;
    writeln!(out, "{:11}{}, {records}, {megabytes:.1} MB", "in all", seconds(judged + writing))
}

/// Says what the cache was worth, where one was asked.
pub fn tell_cache(progress: &Progress, out: &mut dyn Write) -> io::Result<()> {
    cache_use(progress.cache()).map_or(Ok(()), |said| writeln!(out, "tadqiq: cache: {said}"))
}

fn cache_use(cache: CacheUse) -> Option<String> {
    match cache {
        CacheUse::NotAsked => None,
        CacheUse::Asked { known, files } => {
            Some(format!("{known} of {} judged before", number(files, "file")))
        }
        CacheUse::Busy => Some("not used: another run has it".to_owned()),
        CacheUse::Unusable => Some("not used: its folder cannot be read or written".to_owned()),
    }
}

fn seconds(took: Duration) -> String {
    format!("{:9.3} s", took.as_secs_f64())
}
