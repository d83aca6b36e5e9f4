//! Names at the size of a large dataset: reading, comparing, gathering, and `tadqiq names` as a whole.
//!
//! `cargo bench --bench names`; beside the time stands the most memory that was allocated at once. The largest
//! figures are those of the program itself: `cargo run --release --example dataset -- FOLDER 1000000 100000`, then
//! `/usr/bin/time -v target/release/tadqiq names FOLDER`.

use divan::{AllocProfiler, Bencher, black_box};
use tadqiq::internals::curate::names::names as list;
use tadqiq::text::cluster::{NameForm, cluster};
use tadqiq::text::compare::compare_names;
use tadqiq::text::comparison::Evidence;
use tadqiq::text::judgements::Judgements;
use tadqiq::text::name::Name;
use tadqiq::{Options, Subject};

#[path = "support/dataset.rs"]
mod dataset;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

const GIVEN: [&str; 20] = [
    "محمد",
    "أحمد",
    "عبد اللطيف",
    "عبد الله",
    "حسن",
    "حسين",
    "إدريس",
    "فاطمة",
    "خديجة",
    "سعيد",
    "Mohamed",
    "Ahmed",
    "Abdellatif",
    "Fatima",
    "John",
    "Maria",
    "Jean",
    "Peter",
    "Karim",
    "Omar",
];
const SYLLABLES: [&str; 24] = [
    "ba", "ri", "mou", "ta", "ze", "kha", "lo", "ni", "sa", "dou", "fe", "ghi", "با", "ري", "مو", "طا", "زي",
    "خا", "لو", "ني", "صا", "دو", "في", "غي",
];

/// Distinct made-up names: most strangers, one in ten a slip of an earlier one.
fn names(count: usize) -> Vec<String> {
    let mut state = 42_u64;
    let mut next = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % bound
    };
    let mut names: Vec<String> = Vec::with_capacity(count);
    while names.len() < count {
        if names.len() > 10 && next(10) == 0 {
            let mut slip: Vec<char> = names[next(names.len())].chars().collect();
            let place = next(slip.len());
            slip.remove(place);
            names.push(slip.into_iter().collect());
            continue;
        }
        let given = next(GIVEN.len());
        let alphabet = if given < 10 { &SYLLABLES[12..] } else { &SYLLABLES[..12] };
        let surname: String = (0..4).map(|_| alphabet[next(12)]).collect();
        names.push(format!("{} {surname}", GIVEN[given]));
    }
    names.sort_unstable();
    names.dedup();
    names
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_100_000(bencher: Bencher<'_, '_>) {
    let names = names(100_000);
    bencher.bench(|| names.iter().map(|name| Name::read(black_box(name)).loose.len()).sum::<usize>());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn compare_100_000_pairs(bencher: Bencher<'_, '_>) {
    let names: Vec<Name> = names(100_001).iter().map(|name| Name::read(name)).collect();
    bencher.bench(|| {
        names
            .windows(2)
            .map(|pair| compare_names(&pair[0], &pair[1], &Evidence::default()).verdict as usize)
            .sum::<usize>()
    });
}

#[divan::bench(sample_count = 3, sample_size = 1, args = [10_000, 100_000])]
fn gather(bencher: Bencher<'_, '_>, count: usize) {
    let names = names(count);
    let forms: Vec<NameForm<'_>> =
        names.iter().map(|text| NameForm { text, count: 1, registered: None, companions: &[] }).collect();
    bencher.bench(|| cluster(black_box(&forms), &Judgements::default()).clusters.len());
}

/// A dataset with a registry, from its files to the list: so many records about half as many people.
#[divan::bench(sample_count = 3, sample_size = 1, args = [20_000, 200_000])]
fn list_the_names_of(bencher: Bencher<'_, '_>, records: usize) {
    let folder = tempfile::tempdir().expect("a folder for the dataset");
    dataset::write(folder.path(), records, records / 2).expect("a folder that can be written to");
    let subject = Subject::paths([folder.path()]);
    bencher.bench(|| {
        let found = list(black_box(&subject), &Options::default()).expect("a run that can start");
        assert_eq!(found.records, (records + records / 2) as u64);
        found.undecided.len()
    });
}
