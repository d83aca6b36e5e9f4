//! How fast dates are read: short date texts, and prose. One core, no reference.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use tadqiq::date::{Settings, read, read_all};

fn main() {
    divan::main();
}

const SHORT: [&str; 12] = [
    "الثلاثاء 2 غشت 2022",
    "يومي 13 و 14 2022",
    "14 جانفي 2011",
    "من 13 إلى غاية 15 يونيو 2022",
    "يوم الأربعاء 10 أغسطس 2022",
    "فاتح ماي",
    "13/06/2022",
    "2022-06-13",
    "les 13 et 14 juin 2022",
    "du 3 au 5 mai",
    "13 June 2022",
    "el 13 de junio de 2022",
];

const PROSE: &str = "استقبل السيد الوزير، يوم الأربعاء 10 غشت 2022 بمدينة الرباط، وفدا رفيع المستوى، \
    حيث أجرى الاثنين مباحثات حول سبل التعاون بين البلدين في مختلف المجالات ذات الاهتمام المشترك. ";

#[divan::bench]
fn short_texts(bencher: Bencher) {
    let settings = Settings::default();
    bencher.counter(ItemsCount::new(SHORT.len())).bench(|| {
        for text in SHORT {
            divan::black_box(read(divan::black_box(text), &settings));
        }
    });
}

#[divan::bench(args = [1, 10, 100, 1000])]
fn prose(bencher: Bencher, times: usize) {
    let settings = Settings::default();
    let text = PROSE.repeat(times);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| divan::black_box(read_all(divan::black_box(&text), &settings)).len());
}
