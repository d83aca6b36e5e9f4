//! Judging: files in pieces to threads, what they found back in the order of the files.

use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};

use super::parallel::threads;
use super::prepare::{Prepared, RunFile};
use super::worker::{FactsByConfig, Judged, Worker, merged};
use super::{Options, problems};
use crate::notation::Reading;
use crate::project::input::{BlockSizes, Part, Whole};
use crate::report::{Counts, Fault};
use crate::rule::{Finding, Rule};

/// A file that holds one value is read as a whole, up to this many bytes.
pub const MOST_BYTES_AT_ONCE: u64 = 1 << 30;

/// What judging gave.
pub struct Judgement {
    pub findings: Vec<Finding>,
    pub facts: FactsByConfig,
    pub faults: Vec<Fault>,
    pub chunks: Chunks,
    pub counts: Counts,
}

/// Where the chunks of each file begin, so that a record can be read again. By file.
pub type Chunks = Vec<Vec<Chunk>>;

/// A stretch of whole records that is judged at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk {
    /// Its first byte in the file.
    pub start: u64,
    /// One past its last byte.
    pub end: u64,
    /// The line it starts with, from 1.
    pub line: u64,
    /// How many records of the file stand before it.
    pub ordinal: u64,
}

/// A part of the work.
enum Task {
    /// A file that is read as a whole.
    Whole(u32),
    /// Lines of a file.
    Lines(u32, Part),
}

/// What a task gave, and its number among the tasks.
struct Done {
    number: usize,
    file: u32,
    chunk: Option<Chunk>,
    judged: Judged,
}

/// Judges all files of the run.
pub fn judge(prepared: &Prepared, options: &Options) -> Judgement {
    let threads = threads(options);
    let mut faults = Vec::new();
    let (done, facts, files) = if threads == 1 {
        on_this_thread(prepared, options.rules, &mut faults)
    } else {
        on_threads(prepared, options.rules, threads, &mut faults)
    };
    gather(prepared, done, facts, faults, files)
}

fn on_this_thread(
    prepared: &Prepared,
    rules: &[&'static Rule],
    faults: &mut Vec<Fault>,
) -> (Vec<Done>, FactsByConfig, u64) {
    let mut worker = Worker::new(rules, prepared.datasets.len());
    let mut done = Vec::new();
    let files =
        hand_out(prepared, faults, &mut |number, task| done.push(work(&mut worker, prepared, number, task)));
    (done, worker.into_facts(), files)
}

fn on_threads(
    prepared: &Prepared,
    rules: &[&'static Rule],
    threads: usize,
    faults: &mut Vec<Fault>,
) -> (Vec<Done>, FactsByConfig, u64) {
    // Bounded: reading must not run ahead of judging, or the file ends up in memory.
    let (sender, receiver) = sync_channel::<(usize, Task)>(threads * 2);
    let receiver = Mutex::new(receiver);
    std::thread::scope(|scope| {
        let receiver = &receiver;
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(move || {
                    let mut worker = Worker::new(rules, prepared.datasets.len());
                    let mut done = Vec::new();
                    loop {
                        let next = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        let Ok((number, task)) = next else { break };
                        done.push(work(&mut worker, prepared, number, task));
                    }
                    (done, worker.into_facts())
                })
            })
            .collect();
        let files = hand_out(prepared, faults, &mut |number, task| {
            // The workers live as long as this scope: there is always one to take it.
            let _ = sender.send((number, task));
        });
        drop(sender);
        let mut done = Vec::new();
        let mut facts = Vec::new();
        for worker in workers {
            match worker.join() {
                Ok((theirs, their_facts)) => {
                    done.extend(theirs);
                    facts.push(their_facts);
                }
                Err(_) => faults.push(Fault {
                    message: "a thread that judged records failed; what it was given was not judged".into(),
                    file: None,
                    help: Some("this is a defect of tadqiq: please report it".into()),
                }),
            }
        }
        (done, merged(rules, prepared.datasets.len(), facts, threads), files)
    })
}

/// Cuts the files into tasks, in their order. How many files could be opened.
fn hand_out(prepared: &Prepared, faults: &mut Vec<Fault>, take: &mut dyn FnMut(usize, Task)) -> u64 {
    let mut number = 0;
    let mut files = 0;
    let mut next = |task| {
        take(number, task);
        number += 1;
    };
    for (index, file) in prepared.judged_files().iter().enumerate() {
        let index = index as u32;
        let outcome = match file.notation.reading() {
            Reading::Whole => prepared.open(file).map(|_| next(Task::Whole(index))),
            Reading::Lines => hand_out_lines(prepared, file, &mut |part| next(Task::Lines(index, part))),
        };
        match outcome {
            Ok(()) => files += 1,
            Err(error) => faults.push(Fault::from(&error)),
        }
    }
    files
}

fn hand_out_lines(
    prepared: &Prepared,
    file: &RunFile,
    take: &mut dyn FnMut(Part),
) -> Result<(), crate::project::error::Error> {
    let input = prepared.open(file)?;
    let limits = prepared.collections[file.collection].limits;
    let mut blocks = input.blocks(BlockSizes::for_records_of(limits.bytes as u64));
    let mut any = false;
    while let Some(part) = blocks.next_part()? {
        any = true;
        take(part);
    }
    if !any {
        let nothing = crate::project::input::Block {
            start_offset: 0,
            first_line: 1,
            first_ordinal: 0,
            bytes: Vec::new(),
        };
        take(Part::Block(nothing));
    }
    input.check_unchanged()
}

fn work(worker: &mut Worker<'_>, prepared: &Prepared, number: usize, task: Task) -> Done {
    let mut judged = Judged::default();
    let (file, chunk) = match task {
        Task::Whole(file) => (file, whole(worker, prepared, file, &mut judged)),
        Task::Lines(file, part) => (file, Some(some_lines(worker, prepared, file, part, &mut judged))),
    };
    // A thread knows files by their number only.
    let name = &prepared.files[file as usize].name;
    for fault in &mut judged.faults {
        fault.file.get_or_insert_with(|| name.as_str().into());
    }
    Done { number, file, chunk, judged }
}

fn whole(worker: &mut Worker<'_>, prepared: &Prepared, index: u32, judged: &mut Judged) -> Option<Chunk> {
    let file = &prepared.files[index as usize];
    let collection = &prepared.collections[file.collection];
    let read = prepared.open(file).and_then(|input| input.read_whole(MOST_BYTES_AT_ONCE));
    let bytes = match read {
        Ok(Whole::Bytes(bytes)) => bytes,
        Ok(Whole::TooLarge { length }) => {
            problems::file_too_large(index, length, MOST_BYTES_AT_ONCE, &mut judged.findings);
            return None;
        }
        Err(error) => {
            judged.faults.push(Fault::from(&error));
            return None;
        }
    };
    for piece in file.notation.pieces(&bytes, 0, &collection.limits) {
        worker.judge(&piece, index, 0, collection, judged);
    }
    Some(Chunk { start: 0, end: bytes.len() as u64, line: 1, ordinal: 0 })
}

fn some_lines(
    worker: &mut Worker<'_>,
    prepared: &Prepared,
    index: u32,
    part: Part,
    judged: &mut Judged,
) -> Chunk {
    let file = &prepared.files[index as usize];
    let collection = &prepared.collections[file.collection];
    match part {
        Part::Block(block) => {
            for piece in file.notation.pieces(&block.bytes, block.start_offset, &collection.limits) {
                worker.judge(&piece, index, block.start_offset, collection, judged);
            }
            let end = block.start_offset + block.bytes.len() as u64;
            Chunk { start: block.start_offset, end, line: block.first_line, ordinal: block.first_ordinal }
        }
        Part::Oversized(line) => {
            judged.records += 1;
            problems::line_too_large(index, &line, collection.limits.bytes, &mut judged.findings);
            Chunk { start: line.start, end: line.end, line: line.line, ordinal: line.ordinal }
        }
    }
}

fn gather(
    prepared: &Prepared,
    mut done: Vec<Done>,
    facts: FactsByConfig,
    faults: Vec<Fault>,
    files: u64,
) -> Judgement {
    done.sort_by_key(|done| done.number);
    let chunks = vec![Vec::new(); prepared.files.len()];
    let counts = Counts { files, ..Counts::default() };
    let mut judgement = Judgement { findings: Vec::new(), facts, faults, chunks, counts };
    for done in done {
        judgement.chunks[done.file as usize].extend(done.chunk);
        judgement.findings.extend(done.judged.findings);
        judgement.faults.extend(done.judged.faults);
        judgement.counts.records += done.judged.records;
        judgement.counts.judged += done.judged.judged;
    }
    judgement
}
