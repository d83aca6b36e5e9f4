//! Names: pairs that people have judged, and strings that are no names at all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use tadqiq::text::cluster::{NameForm, cluster};
use tadqiq::text::compare::{compare, compare_names};
use tadqiq::text::comparison::{Evidence, NameComparison, Verdict};
use tadqiq::text::judgements::Judgements;
use tadqiq::text::name::Name;
use tadqiq::text::token::parts;

/// The trials over the names in `shared`.
pub fn trials(shared: &Path) -> Vec<Trial> {
    let shared = shared.to_owned();
    let with = |path: &str, trial: fn(PathBuf) -> Result<(), Failed>| {
        let file = shared.join(path);
        Trial::test(format!("names::{path}"), move || trial(file))
    };
    vec![
        with("data/names/truth_names.ndjson", judged_pairs),
        with("data/names/truth_ar_names.ndjson", judged_pairs),
        with("tables/ep_morocco_name_pairs.tsv", spellings_of_one),
        with("data/names/name_bench.ndjson", synthetic_pairs),
        with("data/real/hs_travels_2017.ndjson", misspelt_places),
        with("suites/naughty_strings.json", no_names),
    ]
}

/// A pair with what people say of it.
struct Pair {
    a: String,
    b: String,
    counts: Option<(u64, u64)>,
    same: bool,
}

fn judged_pairs(file: PathBuf) -> Result<(), Failed> {
    let pairs = lines(&file)?.into_iter().filter_map(|line| {
        let pair: Value = serde_json::from_str(&line).ok()?;
        let count = |name: &str| pair.get(name).and_then(Value::as_u64);
        Some(Pair {
            a: pair.get("a")?.as_str()?.to_owned(),
            b: pair.get("b")?.as_str()?.to_owned(),
            counts: count("count_a").zip(count("count_b")),
            same: pair.get("same")?.as_bool()?,
        })
    });
    let tally = Tally::of(pairs.collect());
    tally.print();
    tally.must_hold()
}

fn spellings_of_one(file: PathBuf) -> Result<(), Failed> {
    let pairs = lines(&file)?.into_iter().skip(1).filter_map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        Some(Pair {
            a: (*fields.get(1)?).to_owned(),
            b: (*fields.get(2)?).to_owned(),
            counts: None,
            same: true,
        })
    });
    let tally = Tally::of(pairs.collect());
    tally.print();
    tally.must_hold()
}

/// Synthetic, so only reported: nothing is tuned to it.
fn synthetic_pairs(file: PathBuf) -> Result<(), Failed> {
    let pairs = lines(&file)?.into_iter().filter_map(|line| {
        let pair: Value = serde_json::from_str(&line).ok()?;
        Some(Pair {
            a: pair.get("name1")?.as_str()?.to_owned(),
            b: pair.get("name2")?.as_str()?.to_owned(),
            counts: None,
            same: pair.get("is_match")?.as_str()? == "true",
        })
    });
    Tally::of(pairs.collect()).print_figures();
    Ok(())
}

/// The misspelt places are found among the places and their parts.
fn misspelt_places(file: PathBuf) -> Result<(), Failed> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for line in lines(&file)? {
        let record: Value = serde_json::from_str(&line).map_err(|error| error.to_string())?;
        let Some(place) = record.get("place").and_then(Value::as_str) else {
            continue;
        };
        let parts = parts(place).into_iter().filter(|&part| part != place);
        for text in std::iter::once(place).chain(parts) {
            *counts.entry(text.to_owned()).or_default() += 1;
        }
    }
    let forms: Vec<NameForm<'_>> = counts.iter().map(|(text, &count)| bare(text, count)).collect();
    let found = cluster(&forms, &Judgements::default());
    let mut missed = vec!["Parais", "The Hagaue", "Brusssels", "United Kingom"];
    println!("{} places and parts", forms.len());
    for cluster in &found.clusters {
        for form in &cluster.forms {
            println!("  {} ({}): {} ({})", cluster.proposed, cluster.forms.len(), form.text, form.count);
            missed.retain(|place| !form.text.contains(place) || cluster.proposed.contains(place));
        }
    }
    if missed.is_empty() { Ok(()) } else { Err(format!("not found: {missed:?}").into()) }
}

/// A form without anything known about it.
fn bare(text: &str, count: u64) -> NameForm<'_> {
    NameForm { text, count, registered: None, companions: &[] }
}

/// No two of the naughty strings are claimed to be one.
fn no_names(file: PathBuf) -> Result<(), Failed> {
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut strings: Vec<String> = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    strings.sort_unstable();
    strings.dedup();
    let names: Vec<Name> = strings.iter().map(|text| Name::read(text)).collect();
    let mut claimed = Vec::new();
    for (index, a) in names.iter().enumerate() {
        for b in names.iter().skip(index + 1) {
            let decision = compare_names(a, b, &Evidence::default());
            if decision.verdict == Verdict::Same {
                claimed.push(format!("{:?} / {:?}: {}", a.text, b.text, why(&decision)));
            }
        }
    }
    println!("{} strings, {} pairs claimed to be one", strings.len(), claimed.len());
    if claimed.is_empty() { Ok(()) } else { Err(claimed.join("\n").into()) }
}

struct Tally {
    same: usize,
    different: usize,
    joined: usize,
    told_apart: usize,
    missed: Vec<String>,
    wrongly_joined: Vec<String>,
    wrongly_told_apart: Vec<String>,
}

impl Tally {
    fn of(pairs: Vec<Pair>) -> Self {
        let mut tally = Self {
            same: 0,
            different: 0,
            joined: 0,
            told_apart: 0,
            missed: Vec::new(),
            wrongly_joined: Vec::new(),
            wrongly_told_apart: Vec::new(),
        };
        for Pair { a, b, counts, same } in pairs {
            let decision = compare(&a, &b, &Evidence { counts, ..Evidence::default() });
            let line = format!("{a} / {b}: {} ({})", decision.verdict, why(&decision));
            if same {
                tally.same += 1;
            } else {
                tally.different += 1;
            }
            match (same, decision.verdict) {
                (true, Verdict::Same) => tally.joined += 1,
                (true, Verdict::Undecided) => tally.missed.push(line),
                (true, Verdict::Different) => tally.wrongly_told_apart.push(line),
                (false, Verdict::Same) => tally.wrongly_joined.push(line),
                (false, Verdict::Different) => tally.told_apart += 1,
                (false, Verdict::Undecided) => {}
            }
        }
        tally
    }

    fn print_figures(&self) {
        println!(
            "same: {} of {} joined, {} called different; different: {} of {} joined, {} called different",
            self.joined,
            self.same,
            self.wrongly_told_apart.len(),
            self.wrongly_joined.len(),
            self.different,
            self.told_apart,
        );
    }

    fn print(&self) {
        self.print_figures();
        for line in self.missed.iter().chain(&self.wrongly_told_apart) {
            println!("  missed: {line}");
        }
        for line in &self.wrongly_joined {
            println!("  wrongly joined: {line}");
        }
    }

    /// None of the different pairs is joined, four of five of the same pairs are.
    fn must_hold(&self) -> Result<(), Failed> {
        if !self.wrongly_joined.is_empty() {
            return Err(self.wrongly_joined.join("\n").into());
        }
        if self.joined * 5 < self.same * 4 || self.same == 0 {
            return Err(format!("only {} of {} joined", self.joined, self.same).into());
        }
        Ok(())
    }
}

fn why(decision: &NameComparison) -> String {
    decision.reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn lines(file: &Path) -> Result<Vec<String>, Failed> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
}
