//! A curator's decisions, as `decisions.ndjson` holds them: a line each, read strictly. One that cannot be read is
//! an error, because what it accepts would be shown again in silence, or hidden.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::report::{CauseId, Decision, Fingerprint, Settles};
use crate::rule::Rules;

mod line;
mod problem;

pub use problem::DecisionProblem;

/// The decisions of a file.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    lines: Vec<DecisionLine>,
    by_fingerprint: FxHashMap<Fingerprint, usize>,
    by_cause: FxHashMap<CauseId, usize>,
}

/// A decision, and where it stands.
#[derive(Debug, Clone)]
pub struct DecisionLine {
    /// The decision.
    pub decision: Arc<Decision>,
    /// Its line, from 1.
    pub line: u64,
    /// Where it begins in the file, in bytes.
    pub start: u64,
    /// One past its last byte.
    pub end: u64,
}

impl Decisions {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    ///
    /// The first line that is no decision, from 1, and what is wrong with it.
    pub fn read(bytes: &[u8], rules: &Rules) -> Result<Self, (u64, DecisionProblem)> {
        let mut decisions = Self::default();
        let mark = "\u{feff}".len() * usize::from(bytes.starts_with("\u{feff}".as_bytes()));
        let mut start = mark;
        let lines = bytes.get(mark..).unwrap_or_default().split_inclusive(|byte| *byte == b'\n');
        for (line, number) in lines.zip(1..) {
            let own = line.trim_ascii();
            if !own.is_empty() {
                let start = (start + line.len() - line.trim_ascii_start().len()) as u64;
                let decision = line::read(own, rules).map_err(|problem| (number, problem))?;
                let (decision, end) = (Arc::new(decision), start + own.len() as u64);
                decisions.take(DecisionLine { decision, line: number, start, end })?;
            }
            start += line.len();
        }
        Ok(decisions)
    }

    /// The decisions in the order of their lines.
    pub fn lines(&self) -> &[DecisionLine] {
        &self.lines
    }

    /// The decisions that are of a finding, by their position: its own first, then that of its cause. A decision is
    /// of findings of its own rule only.
    pub fn of(
        &self,
        rule: &str,
        fingerprint: Fingerprint,
        cause: CauseId,
    ) -> impl Iterator<Item = (usize, &Arc<Decision>)> + use<'_> {
        let own = self.by_fingerprint.get(&fingerprint).copied();
        let of_cause = self.by_cause.get(&cause).copied();
        let is_of_rule = move |position: usize| {
            self.lines.get(position).filter(|line| line.decision.rule.as_str() == rule).is_some()
        };
        let own = own.filter(|position| is_of_rule(*position));
        let of_cause = of_cause.filter(|position| is_of_rule(*position));
        let both = own.into_iter().chain(of_cause);
        both.filter_map(|position| Some((position, &self.lines.get(position)?.decision)))
    }

    fn take(&mut self, line: DecisionLine) -> Result<(), (u64, DecisionProblem)> {
        let position = self.lines.len();
        let known = match line.decision.settles {
            Settles::Finding { fingerprint, .. } => self.by_fingerprint.insert(fingerprint, position),
            Settles::Cause { id, .. } => self.by_cause.insert(id, position),
        };
        if let Some(first) = known.and_then(|known| self.lines.get(known)) {
            return Err((line.line, DecisionProblem::Repeated { line: first.line }));
        }
        self.lines.push(line);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
