//! What each rule costs on records: `cargo xtask timings PATH… [--schema NAME] [--rounds N]`, or
//! `cargo run --release --example timings -- …`.
//!
//! A rule costs what a check by it alone takes longer than a check by none: the median of so many rounds, on one thread.
//! That is reading, parsing, the schema and the registries taken off; what the rule finds, and the reading of texts it
//! needs, is in it.

use std::num::NonZeroUsize;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use tadqiq::SchemaName;
use tadqiq::rule::Observe;
use tadqiq::{Check, Error, Options, RuleRef, Rules, Subject};

const USAGE: &str = "timings PATH… [--schema NAME] [--rounds N]";

fn main() -> ExitCode {
    let Some(asked) = Asked::read(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match asked.measure() {
        Ok(measured) if measured.by_none.records == 0 => {
            eprintln!("no record was judged: {}", asked.paths.join(", "));
            ExitCode::from(2)
        }
        Ok(measured) => {
            print!("{}", measured.table());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// What is measured.
struct Asked {
    paths: Vec<String>,
    schema: Option<String>,
    rounds: usize,
}

/// What a check took and saw.
#[derive(Default, Clone)]
struct Run {
    /// In each round.
    seconds: Vec<f64>,
    records: u64,
    /// Whether the rule ran at all: the schema may have no field for it, or the config a word against it.
    has_run: bool,
}

struct Measured {
    by_none: Run,
    by_all: Run,
    /// Each rule alone.
    alone: Vec<(RuleRef, Run)>,
}

impl Asked {
    fn read(mut words: impl Iterator<Item = String>) -> Option<Self> {
        let mut asked = Self { paths: Vec::new(), schema: None, rounds: 5 };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--schema" => asked.schema = Some(words.next()?),
                "--rounds" => asked.rounds = words.next()?.parse().ok().filter(|rounds| *rounds > 0)?,
                _ if word.starts_with("--") => return None,
                _ => asked.paths.push(word),
            }
        }
        (!asked.paths.is_empty()).then_some(asked)
    }

    fn measure(&self) -> Result<Measured, Error> {
        let rules = Rules::default();
        // What a stage finds is found whichever rules there are.
        let judging = rules.iter().filter(|rule| !matches!(rule.check(), Check::Stage)).cloned();
        let mut measured = Measured {
            by_none: Run::default(),
            by_all: Run::default(),
            alone: judging.map(|rule| (rule, Run::default())).collect(),
        };
        // The first round warms what is kept between runs, and does not count.
        for round in 0..=self.rounds {
            if round == 1 {
                measured.runs_mut().for_each(|run| run.seconds.clear());
            }
            // A round asks all of them, so that a busy minute falls on all alike.
            self.run(&[], &["all"], &mut measured.by_none)?;
            self.run(&[], &[], &mut measured.by_all)?;
            for (rule, run) in &mut measured.alone {
                self.run(&[rule.id()], &[], run)?;
            }
        }
        Ok(measured)
    }

    fn run(&self, select: &[&str], ignore: &[&str], run: &mut Run) -> Result<(), Error> {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let options = Options {
            schema: self.schema.as_deref().map(|name| SchemaName::read(name, Path::new(""))),
            select: words(select),
            ignore: words(ignore),
            threads: NonZeroUsize::new(1),
            ..Options::default()
        };
        let start = Instant::now();
        let report = tadqiq::check(&Subject::paths(&self.paths), &options)?;
        run.seconds.push(start.elapsed().as_secs_f64());
        run.records = report.counts.judged;
        let is_left_out = |id: &&str| report.skipped.iter().any(|skipped| skipped.what.plain().contains(*id));
        run.has_run = !select.iter().any(is_left_out);
        Ok(())
    }
}

impl Measured {
    fn runs_mut(&mut self) -> impl Iterator<Item = &mut Run> {
        let alone = self.alone.iter_mut().map(|(_, run)| run);
        [&mut self.by_none, &mut self.by_all].into_iter().chain(alone)
    }

    fn table(&self) -> String {
        let (none, all) = (self.by_none.median(), self.by_all.median());
        let noise = self.by_none.spread();
        let mut table = self.line("", None);
        table += &self.line("no rule", Some(none));
        table += &self.line("all rules", Some(all));
        table += &format!(
            "\n{} records, {} rounds, which differ by {:.2} ms; a rule by itself, beyond that of no rule:\n",
            self.by_none.records,
            self.by_none.seconds.len(),
            noise * 1e3
        );
        let costs = self.costs();
        let (dear, cheap): (Vec<_>, Vec<_>) = costs.iter().partition(|(_, cost)| *cost > noise);
        dear.iter().for_each(|(rule, cost)| table += &self.line(rule.id(), Some(*cost)));
        table += &said("less than the rounds differ by", cheap.iter().map(|(rule, _)| rule.id()));

        table += "\nfamilies, the sum of their rules:\n";
        let mut families: Vec<(&str, f64)> = Vec::new();
        for (rule, cost) in &costs {
            match families.iter_mut().find(|(family, _)| *family == rule.family()) {
                Some((_, sum)) => *sum += cost,
                None => families.push((rule.family(), *cost)),
            }
        }
        families.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        families.iter().for_each(|(family, cost)| table += &self.line(family, Some(*cost)));
        table += &self.line("all, one by one", Some(costs.iter().map(|(_, cost)| cost).sum()));
        table += &self.line("all together", Some(all - none));

        for group in shared(&costs) {
            table += &said("of the facts that these share, one pays for all", group.into_iter());
        }
        let idle = self.alone.iter().filter(|(_, run)| !run.has_run).map(|(rule, _)| rule.id());
        table + &said("not run, for want of a field", idle)
    }

    /// What the rules that ran cost, in seconds, the dearest first.
    fn costs(&self) -> Vec<(&RuleRef, f64)> {
        let ran = self.alone.iter().filter(|(_, run)| run.has_run);
        let mut costs: Vec<(&RuleRef, f64)> =
            ran.map(|(rule, run)| (rule, run.median() - self.by_none.median())).collect();
        costs.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        costs
    }

    /// A line of the table; its head, without a time.
    fn line(&self, name: &str, seconds: Option<f64>) -> String {
        let Some(seconds) = seconds else { return format!("{name:<30}{:>10}{:>14}\n", "ms", "µs a record") };
        let by_record = seconds * 1e6 / self.by_none.records as f64;
        format!("{name:<30}{:>10.2}{by_record:>14.3}\n", seconds * 1e3)
    }
}

/// The rules that leave the same facts: in a run of all, one of them pays.
fn shared<'r>(costs: &[(&'r RuleRef, f64)]) -> Vec<Vec<&'r str>> {
    let mut groups: Vec<(&Observe, Vec<&str>)> = Vec::new();
    for (rule, _) in costs {
        let Check::Dataset { observe, .. } = rule.check() else { continue };
        match groups.iter_mut().find(|(other, _)| observe.is_same(other)) {
            Some((_, group)) => group.push(rule.id()),
            None => groups.push((observe, vec![rule.id()])),
        }
    }
    groups.into_iter().map(|(_, group)| group).filter(|group| group.len() > 1).collect()
}

/// A sentence of rules; nothing where there are none.
fn said<'r>(what: &str, rules: impl Iterator<Item = &'r str>) -> String {
    let rules: Vec<&str> = rules.collect();
    if rules.is_empty() { String::new() } else { format!("\n{what}: {}\n", rules.join(", ")) }
}

impl Run {
    fn median(&self) -> f64 {
        let sorted = self.sorted();
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    }

    /// Between the quickest round and the slowest.
    fn spread(&self) -> f64 {
        let sorted = self.sorted();
        sorted.last().copied().unwrap_or_default() - sorted.first().copied().unwrap_or_default()
    }

    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.seconds.clone();
        sorted.sort_by(f64::total_cmp);
        sorted
    }
}
