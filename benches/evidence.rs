//! A source text of 100 MB: taking it in, and looking quotations and names up in it.
//!
//! `cargo bench --bench evidence`; the text is made up, the same each time. `TADQIQ_BENCH_MB` makes it longer or
//! shorter.

use std::cell::Cell;
use std::path::PathBuf;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use tadqiq::internals::record::texts::SourceText;

fn main() {
    divan::main();
}

const ARABIC: [&str; 24] = [
    "استقبل",
    "الوزير",
    "المدير",
    "العام",
    "للأمن",
    "الوطني",
    "نظيره",
    "الإسباني",
    "بالرباط",
    "يوم",
    "التعاون",
    "الهجرة",
    "مكافحة",
    "الإرهاب",
    "والجريمة",
    "المنظمة",
    "بين",
    "البلدين",
    "في",
    "إطار",
    "الشراكة",
    "وأكد",
    "الجانبان",
    "أن",
];
const FRENCH: [&str; 16] = [
    "le",
    "ministre",
    "a",
    "reçu",
    "son",
    "homologue",
    "à",
    "Rabat",
    "coopération",
    "sécurité",
    "échange",
    "des",
    "délégations",
    "selon",
    "communiqué",
    "hier",
];
const SYLLABLES: [&str; 12] = ["عم", "را", "ني", "بن", "سو", "دي", "حم", "شي", "كر", "مو", "لا", "قا"];

/// Folding it, counting its lines, and indexing it.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn take_a_text_in(bencher: Bencher<'_, '_>) {
    let text = made_text();
    bencher.counter(BytesCount::of_str(&text)).with_inputs(|| text.clone()).bench_local_values(source);
}

/// A sentence that stands in it once.
#[divan::bench]
fn find_a_quotation(bencher: Bencher<'_, '_>) {
    look_up(bencher, |text, number| text.find(&told(number)).len());
}

/// One whose last word is another.
#[divan::bench]
fn miss_a_quotation(bencher: Bencher<'_, '_>) {
    look_up(bencher, |text, number| text.find(&format!("{} أبدا", told(number))).len());
}

/// What is like a quotation that is not there.
#[divan::bench]
fn nearest_passage(bencher: Bencher<'_, '_>) {
    look_up(bencher, |text, number| {
        text.nearest(&format!("{} بالعيون {}", name(number), told(number + 1))).map_or(0, |found| found.len())
    });
}

/// Names, each asked for once.
#[divan::bench]
fn find_a_name(bencher: Bencher<'_, '_>) {
    look_up(bencher, |text, number| text.mentions(&name(number)).len());
}

/// Names that it does not hold.
#[divan::bench]
fn miss_a_name(bencher: Bencher<'_, '_>) {
    look_up(bencher, |text, number| text.mentions(&format!("{}زظ", name(number))).len());
}

/// A word that stands in it a million times.
#[divan::bench]
fn find_a_common_word(bencher: Bencher<'_, '_>) {
    look_up(bencher, |text, _| text.mentions("الوزير").len());
}

fn look_up(bencher: Bencher<'_, '_>, ask: impl Fn(&SourceText, u64) -> usize) {
    let text = source(made_text());
    let number = Cell::new(0);
    bencher.bench_local(|| {
        number.set(number.get() + 1);
        ask(black_box(&text), number.get())
    });
}

fn source(text: String) -> SourceText {
    SourceText::new(("sources", "made"), PathBuf::from("made.txt"), text, 0, None)
}

/// A name of which there are many.
fn name(number: u64) -> String {
    let mut random = Random(number);
    let name: String = (0..5).map(|_| random.one_of(&SYLLABLES)).collect();
    format!("ال{name}ي")
}

/// A sentence with a name and a number of its own.
fn told(number: u64) -> String {
    format!("استقبل المدير العام السيد {} يوم 10 ماي 2022 في الملف {number}", name(number))
}

fn made_text() -> String {
    let megabytes = std::env::var("TADQIQ_BENCH_MB").ok().and_then(|number| number.parse().ok());
    let length = megabytes.unwrap_or(100) * 1_000_000;
    let mut random = Random(0);
    let mut text = String::with_capacity(length + 2_000);
    let mut number = 0;
    while text.len() < length {
        number += 1;
        let words: &[&str] = if number % 3 == 0 { &FRENCH } else { &ARABIC };
        for _ in 0..40 {
            text.push_str(random.one_of(words));
            text.push(' ');
        }
        text.push_str(&told(number));
        text.push_str(".\n");
    }
    text
}

/// A linear congruence: no crate is needed for it.
struct Random(u64);

impl Random {
    fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(self.0 >> 33) as usize % words.len()]
    }
}
