//! Judging: files in pieces to threads, what they found back in the order of the files.

use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::parallel::threads;
use super::problems;
use super::worker::{FactsByConfig, FactsOfFile, Gathering, Judged, Worker, merged};
use crate::notation::ReadMode;
use crate::project::input::{Block, BlockPart, BlockSizes, MOST_BYTES_AT_ONCE, Whole};
use crate::project::{Chunk, Error, Inventory, JudgedFile, Options, Progress, ProjectFile, RunStage};
use crate::report::Fault;

/// What judging gave.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// What each file gave, in the order of the numbers that were asked for.
    pub files: Vec<JudgedFile>,
    /// The facts of all of them, unless each [keeps its own](Gathering::ByFile).
    pub facts: FactsByConfig,
    /// What failed of no single file.
    pub faults: Vec<Fault>,
}

/// A part of the work.
enum Task {
    /// A file that is read as a whole.
    Whole(u32),
    /// Lines of a file.
    Lines(u32, BlockPart),
}

/// What a task gave, and its number among the tasks.
struct Done {
    number: usize,
    file: u32,
    chunk: Option<Chunk>,
    judged: Judged,
}

/// What the workers left together.
#[derive(Default)]
struct Work {
    done: Vec<Done>,
    facts: FactsByConfig,
    /// By file, where each keeps its own.
    facts_of_files: Vec<FactsOfFile>,
    faults: Vec<Fault>,
}

/// Judges the files of these numbers.
pub fn judge(inventory: &Inventory, options: &Options, numbers: &[u32], gathering: Gathering) -> Verdicts {
    options.progress.enter(RunStage::Judging);
    options.progress.expect(inventory.bytes_of(numbers));
    let threads = threads(options);
    let mut opened: Vec<(u32, Result<(), Error>)> = Vec::with_capacity(numbers.len());
    let work = if threads == 1 {
        on_this_thread(inventory, options, numbers, gathering, &mut opened)
    } else {
        on_threads(inventory, options, threads, numbers, gathering, &mut opened)
    };
    by_file(numbers, opened, work)
}

fn on_this_thread(
    inventory: &Inventory,
    options: &Options,
    numbers: &[u32],
    gathering: Gathering,
    opened: &mut Vec<(u32, Result<(), Error>)>,
) -> Work {
    let mut worker = Worker::new(&options.rules, inventory.datasets.len(), gathering);
    let mut done = Vec::new();
    hand_out(inventory, numbers, opened, &mut |number, task| {
        done.push(work(&mut worker, inventory, &options.progress, number, task));
    });
    let (facts, facts_of_files) = worker.into_facts();
    Work { done, facts, facts_of_files, faults: Vec::new() }
}

fn on_threads(
    inventory: &Inventory,
    options: &Options,
    threads: usize,
    numbers: &[u32],
    gathering: Gathering,
    opened: &mut Vec<(u32, Result<(), Error>)>,
) -> Work {
    // Bounded: reading must not run ahead of judging, or the file ends up in memory.
    let (sender, receiver) = sync_channel::<(usize, Task)>(threads * 2);
    let receiver = Mutex::new(receiver);
    std::thread::scope(|scope| {
        let receiver = &receiver;
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(move || {
                    let mut worker = Worker::new(&options.rules, inventory.datasets.len(), gathering);
                    let mut done = Vec::new();
                    loop {
                        let next = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        let Ok((number, task)) = next else { break };
                        done.push(work(&mut worker, inventory, &options.progress, number, task));
                    }
                    (done, worker.into_facts())
                })
            })
            .collect();
        hand_out(inventory, numbers, opened, &mut |number, task| {
            // The workers live as long as this scope: there is always one to take it.
            let _ = sender.send((number, task));
        });
        drop(sender);
        let mut together = Work::default();
        let mut facts = Vec::new();
        for worker in workers {
            match worker.join() {
                Ok((done, (their_facts, of_files))) => {
                    together.done.extend(done);
                    together.facts_of_files.extend(of_files);
                    facts.push(their_facts);
                }
                Err(_) => together.faults.push(Fault {
                    message: "a thread that judged records failed; what it was given was not judged".into(),
                    file: None,
                    help: Some("this is a defect of tadqiq: please report it".into()),
                }),
            }
        }
        together.facts = merged(&options.rules, inventory.datasets.len(), facts, threads);
        together
    })
}

/// Cuts the files into tasks, in their order, and notes which could be opened.
fn hand_out(
    inventory: &Inventory,
    numbers: &[u32],
    opened: &mut Vec<(u32, Result<(), Error>)>,
    take: &mut dyn FnMut(usize, Task),
) {
    let mut number = 0;
    let mut next = |task| {
        take(number, task);
        number += 1;
    };
    for &index in numbers {
        let file = &inventory.files[index as usize];
        let outcome = match file.notation.reading() {
            ReadMode::Whole => inventory.open(file).map(|_| next(Task::Whole(index))),
            ReadMode::Lines => hand_out_lines(inventory, file, &mut |part| next(Task::Lines(index, part))),
        };
        opened.push((index, outcome));
    }
}

fn hand_out_lines(
    inventory: &Inventory,
    file: &ProjectFile,
    take: &mut dyn FnMut(BlockPart),
) -> Result<(), Error> {
    let input = inventory.open(file)?;
    let limits = inventory.collections[file.collection].limits;
    let mut blocks = input.blocks(BlockSizes::for_records_of(limits.bytes as u64));
    let mut any = false;
    while let Some(part) = blocks.next_part()? {
        any = true;
        take(part);
    }
    if !any {
        take(BlockPart::Block(Block { start_offset: 0, first_line: 1, first_ordinal: 0, bytes: Vec::new() }));
    }
    input.check_unchanged()
}

fn work(
    worker: &mut Worker<'_>,
    inventory: &Inventory,
    progress: &Progress,
    number: usize,
    task: Task,
) -> Done {
    let mut judged = Judged::default();
    let (file, chunk) = match task {
        Task::Whole(file) => (file, whole(worker, inventory, file, &mut judged)),
        Task::Lines(file, part) => (file, Some(some_lines(worker, inventory, file, part, &mut judged))),
    };
    progress.judged(chunk.map_or(0, |chunk: Chunk| chunk.end - chunk.start), judged.records);
    // A thread knows files by their number only.
    let name = &inventory.files[file as usize].name;
    for fault in &mut judged.faults {
        fault.file.get_or_insert_with(|| name.as_str().into());
    }
    Done { number, file, chunk, judged }
}

/// A file that is read as a whole, as far as it was.
enum WholeFile {
    Read(Whole),
    OneTooLarge { length: u64 },
}

fn whole(worker: &mut Worker<'_>, inventory: &Inventory, index: u32, judged: &mut Judged) -> Option<Chunk> {
    let file = &inventory.files[index as usize];
    let collection = &inventory.collections[file.collection];
    let most = collection.limits.bytes;
    let read = inventory.open(file).and_then(|input| match input.length() > most as u64 {
        // One record that is too large is not read to find that out.
        true if input.begins_one_record()? => Ok(WholeFile::OneTooLarge { length: input.length() }),
        _ => input.read_whole(MOST_BYTES_AT_ONCE).map(WholeFile::Read),
    });
    let bytes = match read {
        Ok(WholeFile::Read(Whole::Bytes(bytes))) => bytes,
        Ok(WholeFile::OneTooLarge { length }) => {
            judged.records += 1;
            problems::record_too_large(index, 0..length, most, &mut judged.findings);
            return Some(Chunk { start: 0, end: length, line: 1, ordinal: 0 });
        }
        Ok(WholeFile::Read(Whole::TooLarge { length })) => {
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
    inventory: &Inventory,
    index: u32,
    part: BlockPart,
    judged: &mut Judged,
) -> Chunk {
    let file = &inventory.files[index as usize];
    let collection = &inventory.collections[file.collection];
    match part {
        BlockPart::Block(block) => {
            for piece in file.notation.pieces(&block.bytes, block.start_offset, &collection.limits) {
                worker.judge(&piece, index, block.start_offset, collection, judged);
            }
            let end = block.start_offset + block.bytes.len() as u64;
            Chunk { start: block.start_offset, end, line: block.first_line, ordinal: block.first_ordinal }
        }
        BlockPart::Oversized(line) => {
            judged.records += 1;
            problems::record_too_large(
                index,
                line.start..line.end,
                collection.limits.bytes,
                &mut judged.findings,
            );
            Chunk { start: line.start, end: line.end, line: line.line, ordinal: line.ordinal }
        }
    }
}

fn by_file(numbers: &[u32], opened: Vec<(u32, Result<(), Error>)>, mut work: Work) -> Verdicts {
    work.done.sort_by_key(|done| done.number);
    let mut files: Vec<JudgedFile> = numbers.iter().map(|_| JudgedFile::default()).collect();
    let positions: FxHashMap<u32, usize> = numbers.iter().copied().zip(0..).collect();
    let of = |file: u32| positions.get(&file).copied().unwrap_or_default();
    for (file, outcome) in opened {
        let file = &mut files[of(file)];
        match outcome {
            Ok(()) => file.is_opened = true,
            Err(error) => file.faults.push(Fault::from(&error)),
        }
    }
    for done in work.done {
        let file = &mut files[of(done.file)];
        file.chunks.extend(done.chunk);
        file.findings.extend(done.judged.findings);
        file.faults.extend(done.judged.faults);
        file.records += done.judged.records;
        file.judged += done.judged.judged;
        file.ids.merge(&done.judged.ids);
        file.unchecked.extend(done.judged.unchecked);
        for (unchecked, records) in done.judged.left_unchecked {
            *file.left_unchecked.entry(unchecked).or_default() += records;
        }
    }
    for (file, facts) in work.facts_of_files {
        let file = &mut files[of(file)];
        for (rule, facts) in facts {
            match file.facts.iter_mut().find(|(known, _)| *known == rule) {
                Some((_, known)) => known.merge(facts),
                None => file.facts.push((rule, facts)),
            }
        }
    }
    Verdicts { files, facts: work.facts, faults: work.faults }
}
