//! Made meeting records of realistic variety, for benchmarks: the same on every run and machine.
//!
//! About 1.1 kB each, Arabic unescaped, of the bundled meeting schema and without a defect. Who takes part is
//! drawn by Zipf's law from so many people, as in real datasets: few are everywhere, most occur once.

use chrono::{Datelike, Days, NaiveDate};
use serde_json::{Value, json};

/// A file of `count` records about so many people, one a line.
pub fn lines(count: usize, people: usize) -> String {
    let mut random = Random::new();
    let mut file = String::with_capacity(count * 1_200);
    for number in 0..count {
        file.push_str(&record(number, people, &mut random).to_string());
        file.push('\n');
    }
    file
}

fn record(number: usize, people: usize, random: &mut Random) -> Value {
    let when = when(random);
    let quote =
        format!("{}، {}، {}", words(random, 7), when["text"].as_str().unwrap_or_default(), words(random, 8));
    let start = random.below(4_000);
    let mut record = json!({
        "id": format!("m-{number:07}"),
        "kind": random.one_of(&["visit", "reception", "working-session", "meeting", "signing", "call"]),
        "status": "held",
        "title": {"ar": words(random, 6)},
        "when": when,
        "place": {"city": random.one_of(&CITIES), "country": "MA"},
        "participants": participants(people, random),
        "topics": [words(random, 2), words(random, 3)],
        "evidence": [{
            "source": format!("s-{:04}", random.below(2_000)),
            "quote": quote,
            "start": start,
            "end": start + quote.chars().count(),
        }],
    });
    if random.below(3) == 0 {
        record["title"]["fr"] = json!(random.one_of(&FRENCH_TITLES));
    }
    if random.below(3) == 0 {
        record["summary"] = json!({"ar": words(random, 16)});
    }
    if random.below(4) == 0 {
        record["outcomes"] = json!([{"kind": "memorandum", "title": {"ar": words(random, 4)}}]);
    }
    record
}

fn when(random: &mut Random) -> Value {
    let first = NaiveDate::default() + Days::new(14_000);
    let day = first + Days::new(random.below(5_000) as u64);
    let (figure, year) = (day.day(), day.year());
    let (arabic, french) = (ARABIC_MONTHS[day.month0() as usize], FRENCH_MONTHS[day.month0() as usize]);
    let weekday = day.weekday().num_days_from_monday() as usize;
    match random.below(8) {
        0 => json!({"text": format!("{figure} {arabic} {year}"), "value": day.to_string()}),
        1 => json!({
            "text": format!("{} {figure} {french} {year}", FRENCH_DAYS[weekday]),
            "value": day.to_string(),
            "weekday": FRENCH_DAYS[weekday],
        }),
        2 if figure < 25 => json!({
            "text": format!("من {figure} إلى {} {arabic} {year}", figure + 2),
            "value": format!("{day}/{}", day + Days::new(2)),
        }),
        3 => json!({"text": format!("{arabic} {year}"), "value": day.format("%Y-%m").to_string()}),
        _ => json!({
            "text": format!("يوم {} {figure} {arabic} {year}", ARABIC_DAYS[weekday]),
            "value": day.to_string(),
            "weekday": ARABIC_DAYS[weekday],
        }),
    }
}

fn participants(people: usize, random: &mut Random) -> Vec<Value> {
    let guests = random.one_of(&COUNTRIES);
    let mut drawn: Vec<usize> = (0..2 + random.below(3)).map(|_| random.zipf(people)).collect();
    drawn.sort_unstable();
    drawn.dedup();
    let participant = |(position, person): (usize, usize)| {
        let (country, side) = if position == 0 { ("MA", "host") } else { (guests, "guest") };
        json!({
            "name": person_name(person),
            "person": person_id(person),
            "office": office(person),
            "country": country,
            "side": side,
        })
    };
    drawn.into_iter().enumerate().map(participant).collect()
}

/// What a person is known by.
pub fn person_id(person: usize) -> String {
    format!("p-{person:05}")
}

/// Whether a person's name is written in Latin letters, and not in Arabic ones.
pub fn is_latin(person: usize) -> bool {
    person.is_multiple_of(4)
}

/// The name of a person, in three words; of one in four in Latin letters. A person has one spelling, and hardly any
/// two are a letter apart: most names of a real dataset are not alike either.
pub fn person_name(person: usize) -> String {
    let (given, syllables) = if is_latin(person) { (&LATIN_GIVEN, &LATIN) } else { (&ARABIC_GIVEN, &ARABIC) };
    let mut random = Random(person as u64 * 2 + 1);
    // The first numbers after a small start are small themselves.
    random.below(1);
    random.below(1);
    let given = random.one_of(given);
    let [middle, last] = [(); 2].map(|()| {
        let word: String = (0..3).map(|_| random.one_of(syllables)).collect();
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    format!("{given} {middle} {last}")
}

/// The office of a person.
pub fn office(person: usize) -> String {
    let (rank, body) = (person % OFFICES.len(), person / OFFICES.len() % BODIES.len());
    format!("{} {}", OFFICES[rank], BODIES[body])
}

fn words(random: &mut Random, count: usize) -> String {
    let words: Vec<&str> = (0..count).map(|_| random.one_of(&WORDS)).collect();
    words.join(" ")
}

/// A small generator with a fixed start (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn new() -> Self {
        Self(2022)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    /// A rank by Zipf's law with exponent 1, from 0: its logarithm is evenly spread.
    fn zipf(&mut self, ranks: usize) -> usize {
        let even = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let rank = (even * (ranks as f64).ln()).exp() as usize;
        rank.clamp(1, ranks) - 1
    }
}

const ARABIC_DAYS: [&str; 7] = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
const FRENCH_DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const ARABIC_MONTHS: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "ماي",
    "يونيو",
    "يوليوز",
    "غشت",
    "شتنبر",
    "أكتوبر",
    "نونبر",
    "دجنبر",
];
const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const CITIES: [&str; 12] = [
    "الرباط",
    "الدار البيضاء",
    "طنجة",
    "مراكش",
    "فاس",
    "أكادير",
    "مكناس",
    "وجدة",
    "تطوان",
    "العيون",
    "سلا",
    "القنيطرة",
];
const COUNTRIES: [&str; 10] = ["NL", "DE", "US", "ES", "AE", "MR", "FR", "BE", "IT", "SN"];
const FRENCH_TITLES: [&str; 4] = [
    "Réunion de travail sur la coopération bilatérale",
    "Réception d’une délégation de haut niveau",
    "Signature d’un protocole d’entente",
    "Visite de travail au siège de la direction générale",
];
const ARABIC_GIVEN: [&str; 24] = [
    "محمد",
    "أحمد",
    "عبد اللطيف",
    "عبد الله",
    "حسن",
    "إدريس",
    "فاطمة",
    "خديجة",
    "سعيد",
    "يوسف",
    "كريم",
    "عمر",
    "مريم",
    "سناء",
    "رشيد",
    "نادية",
    "طارق",
    "ليلى",
    "هشام",
    "زينب",
    "مصطفى",
    "أمينة",
    "خالد",
    "سلمى",
];
const LATIN_GIVEN: [&str; 24] = [
    "Peter", "Maria", "Jean", "Anna", "Karl", "Lucía", "John", "Claire", "Hans", "Elena", "Paul", "Ingrid",
    "Marc", "Sofía", "Luc", "Greta", "Diego", "Julie", "Otto", "Carmen", "Henri", "Laura", "Erik", "Nadine",
];
const ARABIC: [&str; 20] = [
    "با", "ري", "مو", "طا", "زي", "خا", "لو", "ني", "صا", "دو", "في", "غي", "كو", "شا", "عي", "جو", "ثا",
    "قي", "حا", "ضو",
];
const LATIN: [&str; 20] = [
    "ba", "ri", "mo", "ta", "ze", "kha", "lo", "ni", "sa", "du", "fe", "gui", "co", "cha", "wei", "jo", "va",
    "pi", "ha", "dro",
];
const OFFICES: [&str; 8] =
    ["المدير العام", "رئيس", "نائب رئيس", "مفوض", "الكاتب العام", "مدير", "رئيسة وفد", "مستشار"];
const BODIES: [&str; 9] = [
    "للأمن الوطني",
    "الشرطة القضائية",
    "جهاز الاستخبارات",
    "الحرس المدني",
    "وزارة الداخلية",
    "المركز الوطني لمكافحة الإرهاب",
    "الشرطة الاتحادية",
    "مصلحة التعاون الدولي",
    "المعهد الملكي للشرطة",
];
const WORDS: [&str; 32] = [
    "المدير",
    "العام",
    "للأمن",
    "الوطني",
    "استقبل",
    "وفدا",
    "رفيع",
    "المستوى",
    "التعاون",
    "الثنائي",
    "مكافحة",
    "الجريمة",
    "المنظمة",
    "تبادل",
    "الخبرات",
    "والتجارب",
    "مباحثات",
    "حول",
    "سبل",
    "تعزيز",
    "الشراكة",
    "الأمنية",
    "بين",
    "البلدين",
    "في",
    "مجال",
    "التكوين",
    "الشرطي",
    "والتهديدات",
    "الإرهابية",
    "العابرة",
    "للحدود",
];
