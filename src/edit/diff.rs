//! The lines that changes change, as a patch has them: in a stream, whatever the size of the file.

use std::collections::VecDeque;
use std::io::{self, BufRead};
use std::iter::Peekable;

use super::changes::{Change, Changes};

/// How many lines are shown before a change and behind it.
const CONTEXT: usize = 3;

/// A line of a patch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DiffLine {
    /// What begins a hunk: its first line and how many it has, before and after.
    Hunk { before: (u64, usize), after: (u64, usize) },
    /// A line that stays, with its end.
    Kept(Vec<u8>),
    /// A line that goes, with its end.
    Gone(Vec<u8>),
    /// A line that comes, with its end.
    New(Vec<u8>),
}

/// Hands out the lines of a patch that makes these changes in a text; none where they change nothing.
///
/// The lines are those of the changes, not of two texts that are held against each other: nothing is searched for,
/// and nothing is held but a hunk.
pub(crate) fn diff(
    text: &mut dyn BufRead,
    changes: &Changes,
    take: &mut dyn FnMut(DiffLine) -> io::Result<()>,
) -> io::Result<()> {
    let mut changes = changes.iter().peekable();
    let mut lines = Lines { text, at: 0 };
    let mut hunk = Hunk::default();
    loop {
        let start = lines.at;
        let line = lines.next()?;
        let is_last = line.last() != Some(&b'\n');
        let is_touched = |change: &Change| change.range.start < lines.at || is_last;
        if !changes.peek().is_some_and(|change| is_touched(change)) {
            if line.is_empty() {
                break;
            }
            hunk.keep(line, take)?;
            continue;
        }
        let (before, after) = block(line, start, &mut lines, &mut changes)?;
        hunk.replace(&before, &after, take)?;
    }
    hunk.close(take)
}

/// Lines that change and what they become. A line whose end goes is one with the next.
fn block<'c>(
    first: Vec<u8>,
    start: u64,
    lines: &mut Lines<'_>,
    changes: &mut Peekable<impl Iterator<Item = &'c Change>>,
) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let (mut before, mut after) = (first, Vec::new());
    let mut kept = 0;
    loop {
        let is_last = before.last() != Some(&b'\n');
        let next = changes.next_if(|change| change.range.start < lines.at || is_last);
        let Some(change) = next else {
            after.extend_from_slice(before.get(kept..).unwrap_or_default());
            let is_whole = is_last || after.last().is_none_or(|byte| *byte == b'\n');
            kept = before.len();
            if is_whole {
                return Ok((before, after));
            }
            before.extend(lines.next()?);
            if before.len() == kept {
                return Ok((before, after));
            }
            continue;
        };
        let from = (change.range.start - start) as usize;
        let to = (change.range.end - start) as usize;
        while before.len() < to {
            let more = lines.next()?;
            if more.is_empty() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            before.extend(more);
        }
        after.extend_from_slice(before.get(kept..from).unwrap_or_default());
        after.extend_from_slice(change.text.as_bytes());
        kept = to;
    }
}

struct Lines<'t> {
    text: &'t mut dyn BufRead,
    /// Where the next one begins.
    at: u64,
}

impl Lines<'_> {
    /// The next line with its end; nothing behind the last.
    fn next(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.at += self.text.read_until(b'\n', &mut line)? as u64;
        Ok(line)
    }
}

/// Lines that are to be handed out together.
#[derive(Default)]
struct Hunk {
    /// Lines that stay before the next change.
    context: VecDeque<Vec<u8>>,
    lines: Vec<DiffLine>,
    /// How many lines have passed, before and after.
    passed: (u64, u64),
    /// How many lines stay at its end.
    quiet: usize,
}

impl Hunk {
    fn keep(&mut self, line: Vec<u8>, take: &mut dyn FnMut(DiffLine) -> io::Result<()>) -> io::Result<()> {
        self.passed = (self.passed.0 + 1, self.passed.1 + 1);
        if self.lines.is_empty() {
            self.context.push_back(line);
            if self.context.len() > CONTEXT {
                self.context.pop_front();
            }
            return Ok(());
        }
        self.lines.push(DiffLine::Kept(line));
        self.quiet += 1;
        if self.quiet > 2 * CONTEXT { self.close(take) } else { Ok(()) }
    }

    fn replace(
        &mut self,
        before: &[u8],
        after: &[u8],
        take: &mut dyn FnMut(DiffLine) -> io::Result<()>,
    ) -> io::Result<()> {
        let (before, after): (Vec<_>, Vec<_>) = (split(before), split(after));
        let alike = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
        let most = before.len().min(after.len()) - alike;
        let behind = before.iter().rev().zip(after.iter().rev()).take(most);
        let alike_behind = behind.take_while(|(a, b)| a == b).count();
        for line in &before[..alike] {
            self.keep(line.to_vec(), take)?;
        }
        let gone = &before[alike..before.len() - alike_behind];
        let new = &after[alike..after.len() - alike_behind];
        if !gone.is_empty() || !new.is_empty() {
            self.lines.extend(self.context.drain(..).map(DiffLine::Kept));
            self.lines.extend(gone.iter().map(|line| DiffLine::Gone(line.to_vec())));
            self.lines.extend(new.iter().map(|line| DiffLine::New(line.to_vec())));
            self.passed = (self.passed.0 + gone.len() as u64, self.passed.1 + new.len() as u64);
            self.quiet = 0;
        }
        for line in &before[before.len() - alike_behind..] {
            self.keep(line.to_vec(), take)?;
        }
        Ok(())
    }

    /// Hands it out, if there is one. Of the lines that stay at its end, the last are the context of the next.
    fn close(&mut self, take: &mut dyn FnMut(DiffLine) -> io::Result<()>) -> io::Result<()> {
        if self.lines.is_empty() {
            return Ok(());
        }
        let beyond = self.quiet.saturating_sub(CONTEXT);
        let behind = self.lines.split_off(self.lines.len() - beyond);
        let kept = behind.into_iter().filter_map(|line| match line {
            DiffLine::Kept(line) => Some(line),
            _ => None,
        });
        let mut kept: VecDeque<Vec<u8>> = kept.collect();
        let count = |is: fn(&DiffLine) -> bool| self.lines.iter().filter(|line| is(line)).count();
        let before = count(|line| !matches!(line, DiffLine::New(_)));
        let after = count(|line| !matches!(line, DiffLine::Gone(_)));
        // A hunk without lines on one side stands behind the line of this number.
        let first = |passed: u64, length: usize| passed - (beyond + length) as u64 + u64::from(length > 0);
        take(DiffLine::Hunk {
            before: (first(self.passed.0, before), before),
            after: (first(self.passed.1, after), after),
        })?;
        self.lines.drain(..).try_for_each(&mut *take)?;
        while kept.len() > CONTEXT {
            kept.pop_front();
        }
        self.context = kept;
        self.quiet = 0;
        Ok(())
    }
}

/// The lines of a text, each with its end.
fn split(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

#[cfg(test)]
mod tests;
