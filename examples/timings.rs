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

use tadqiq::project::config::SchemaName;
use tadqiq::{Check, Error, Options, RuleRef, Rules, Subject};

const USAGE: &str = "timings PATH… [--schema NAME] [--rounds N]";

fn main() -> ExitCode {
    let Some(asked) = Asked::read(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match asked.measure() {
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
    findings: usize,
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
        run.findings = report.diagnostics().len();
        run.records = report.counts.judged;
        let is_left_out = |id: &&str| report.skipped.iter().any(|skipped| skipped.what.plain().contains(*id));
        run.has_run = !select.iter().any(|id| is_left_out(id));
        Ok(())
    }
}

impl Measured {
    fn runs_mut(&mut self) -> impl Iterator<Item = &mut Run> {
        let alone = self.alone.iter_mut().map(|(_, run)| run);
        [&mut self.by_none, &mut self.by_all].into_iter().chain(alone)
    }

    fn table(&self) -> String {
        let records = self.by_none.records;
        let (none, all) = (self.by_none.median(), self.by_all.median());
        let mut table = format!(
            "{records} records, {} rounds, one thread\n\
             by no rule   {:9.2} ms (rounds differ by {:.2} ms: less than that says nothing)\n\
             by all rules {:9.2} ms\n\n\
             rule                              ms    µs a record  findings\n",
            self.by_none.seconds.len(),
            none * 1e3,
            self.by_none.spread() * 1e3,
            all * 1e3,
        );
        let mut costs: Vec<(&RuleRef, f64, &Run)> =
            self.alone.iter().map(|(rule, run)| (rule, run.median() - none, run)).collect();
        costs.retain(|(_, _, run)| run.has_run);
        costs.sort_by(|(_, one, _), (_, other, _)| other.total_cmp(one));
        for (rule, cost, run) in &costs {
            table += &line(rule.id(), *cost, records, &run.findings.to_string());
        }
        table += "\nfamily, the sum of its rules\n";
        let mut families: Vec<(&str, f64)> = Vec::new();
        for (rule, cost, _) in &costs {
            match families.iter_mut().find(|(family, _)| *family == rule.family()) {
                Some((_, sum)) => *sum += cost,
                None => families.push((rule.family(), *cost)),
            }
        }
        families.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        families.iter().for_each(|(family, cost)| table += &line(family, *cost, records, ""));
        let sum: f64 = costs.iter().map(|(_, cost, _)| cost).sum();
        table += "\n";
        table += &line("all, one by one", sum, records, "");
        table += &line("all together", all - none, records, "");
        self.shared(&costs).iter().for_each(|group| {
            table += &format!("\none pays for all, of the facts they share: {}\n", group.join(", "));
        });
        let idle: Vec<&str> =
            self.alone.iter().filter(|(_, run)| !run.has_run).map(|(rule, _)| rule.id()).collect();
        if !idle.is_empty() {
            table += &format!("\nnot run, for the schema has no field for them: {}\n", idle.join(", "));
        }
        table
    }

    /// The rules that leave the same facts: in a run of all, one of them pays.
    fn shared<'m>(&'m self, costs: &[(&'m RuleRef, f64, &Run)]) -> Vec<Vec<&'m str>> {
        let mut groups: Vec<Vec<&RuleRef>> = Vec::new();
        for (rule, _, _) in costs {
            let Check::Dataset { observe, .. } = rule.check() else { continue };
            let is_same = |other: &RuleRef| matches!(other.check(), Check::Dataset { observe: it, .. } if it.is_same(observe));
            match groups.iter_mut().find(|group| group.first().is_some_and(|first| is_same(first))) {
                Some(group) => group.push(rule),
                None => groups.push(vec![rule]),
            }
        }
        groups.retain(|group| group.len() > 1);
        groups.into_iter().map(|group| group.into_iter().map(|rule| rule.id()).collect()).collect()
    }
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

fn line(name: &str, seconds: f64, records: u64, findings: &str) -> String {
    let by_record = seconds * 1e6 / records.max(1) as f64;
    format!("{name:<30} {:>9.2} {by_record:>10.3} {findings:>9}\n", seconds * 1e3)
}
