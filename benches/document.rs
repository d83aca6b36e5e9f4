//! Reading meeting records: our document beside `serde_json::Value`, in the same run.
//!
//! `cargo bench --bench document`; throughput is of the text read.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use jsonschema::Validator;
use serde_json::{Value, json};
use tadqiq::internals::notation::Notation;
use tadqiq::internals::notation::document::{Document, Limits, Tape, TapeJson};
use tadqiq::internals::notation::split::Piece;

fn main() {
    divan::main();
}

/// Enough records that branch prediction cannot learn them by heart.
const RECORDS: usize = 4_000;

mod parse {
    use super::*;

    #[divan::bench]
    fn tape(bencher: Bencher<'_, '_>) {
        over_records(bencher, |texts| {
            let mut tape = Tape::new();
            for text in texts {
                black_box(Document::parse(text, &Limits::default(), &mut tape).is_ok());
            }
        });
    }

    #[divan::bench]
    fn serde_json_value(bencher: Bencher<'_, '_>) {
        over_records(bencher, |texts| {
            for text in texts {
                black_box(serde_json::from_str::<Value>(text).is_ok());
            }
        });
    }

    #[divan::bench]
    fn tape_of_escaped_text(bencher: Bencher<'_, '_>) {
        let texts: Vec<String> = records().iter().map(|text| escaped(text)).collect();
        bencher.counter(bytes_of(&texts)).bench(|| {
            let mut tape = Tape::new();
            for text in &texts {
                black_box(Document::parse(text, &Limits::default(), &mut tape).is_ok());
            }
        });
    }

    #[divan::bench]
    fn tape_of_indented_text(bencher: Bencher<'_, '_>) {
        let indented =
            |text: &String| format!("{:#}", serde_json::from_str::<Value>(text).unwrap_or_default());
        let texts: Vec<String> = records().iter().map(indented).collect();
        bencher.counter(bytes_of(&texts)).bench(|| {
            let mut tape = Tape::new();
            for text in &texts {
                black_box(Document::parse(text, &Limits::default(), &mut tape).is_ok());
            }
        });
    }
}

mod parse_and_schema {
    use super::*;

    #[divan::bench]
    fn tape(bencher: Bencher<'_, '_>) {
        let validator: Validator<TapeJson> =
            jsonschema::options_for::<TapeJson>().build(&schema()).expect("a schema");
        over_records(bencher, |texts| {
            let mut tape = Tape::new();
            for text in texts {
                let document = Document::parse(text, &Limits::default(), &mut tape);
                assert!(document.is_ok_and(|document| validator.is_valid(document.root())));
            }
        });
    }

    #[divan::bench]
    fn serde_json_value(bencher: Bencher<'_, '_>) {
        let validator = jsonschema::validator_for(&schema()).expect("a schema");
        over_records(bencher, |texts| {
            for text in texts {
                let value = serde_json::from_str::<Value>(text);
                assert!(value.is_ok_and(|value| validator.is_valid(&value)));
            }
        });
    }
}

mod split_only {
    use super::*;

    #[divan::bench]
    fn lines(bencher: Bencher<'_, '_>) {
        whole_file(bencher, records().join("\n"), Notation::JsonLines);
    }

    #[divan::bench]
    fn array(bencher: Bencher<'_, '_>) {
        whole_file(bencher, format!("[{}]", records().join(",\n")), Notation::Json);
    }

    fn whole_file(bencher: Bencher<'_, '_>, file: String, notation: Notation) {
        bencher.counter(BytesCount::of_str(&file)).bench(|| {
            let pieces = notation.pieces(file.as_bytes(), 0, &Limits::default());
            assert_eq!(pieces.filter(|piece| matches!(piece, Piece::Record(_))).count(), RECORDS);
        });
    }
}

fn over_records(bencher: Bencher<'_, '_>, read: impl Fn(&[String]) + Sync) {
    let texts = records();
    bencher.counter(bytes_of(&texts)).bench(|| read(&texts));
}

fn bytes_of(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

/// Meetings of about 1.1 kB, Arabic unescaped, no two alike.
fn records() -> Vec<String> {
    let mut random = Random(2022);
    (0..RECORDS).map(|number| record(number, &mut random).to_string()).collect()
}

fn record(number: usize, random: &mut Random) -> Value {
    let participants: Vec<Value> = (0..2 + random.below(3)).map(|_| participant(random)).collect();
    let (month, day) = (1 + random.below(12), 1 + random.below(28));
    json!({
        "id": format!("m-{number:06}"),
        "kind": random.one_of(&["visit", "reception", "working-session", "signing", "call"]),
        "status": random.one_of(&["held", "planned", "cancelled"]),
        "title": {"ar": words(random, 8), "fr": "Réunion de travail à Rabat"},
        "when": {
            "text": format!("يوم {} {day} {} 2022", random.one_of(&DAYS), random.one_of(&MONTHS)),
            "date": format!("2022-{month:02}-{day:02}"),
        },
        "place": {"city": random.one_of(&CITIES), "country": "MA"},
        "participants": participants,
        "topics": [words(random, 2), words(random, 3)],
        "outcomes": [{"type": "memorandum", "title": words(random, 5)}],
        "evidence": [{
            "source": format!("s-{:04}", random.below(2000)),
            "quote": words(random, 18),
            "start": random.below(4000),
            "end": 4000 + random.below(400),
        }],
    })
}

fn participant(random: &mut Random) -> Value {
    json!({
        "name": words(random, 2),
        "person": format!("p-{:05}", random.below(50_000)),
        "office": words(random, 3),
        "country": random.one_of(&["MA", "NL", "DE", "US", "IL", "ES", "AE", "MR"]),
        "side": random.one_of(&["host", "guest"]),
    })
}

const DAYS: [&str; 4] = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس"];
const MONTHS: [&str; 4] = ["ماي", "يونيو", "غشت", "شتنبر"];
const CITIES: [&str; 4] = ["الرباط", "الدار البيضاء", "طنجة", "مراكش"];
const WORDS: [&str; 16] = [
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
];

fn words(random: &mut Random, count: usize) -> String {
    let words: Vec<&str> = (0..count).map(|_| random.one_of(&WORDS)).collect();
    words.join(" ")
}

/// A small generator with a fixed start, so that every run reads the same records (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 as usize % bound
    }

    fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

/// As Python's `json.dumps` writes: every character beyond ASCII as `\uXXXX`.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for unit in text.encode_utf16() {
        match u8::try_from(unit) {
            Ok(ascii @ 0..0x80) => escaped.push(char::from(ascii)),
            _ => escaped.push_str(&format!("\\u{unit:04x}")),
        }
    }
    escaped
}

/// As strict as a curator's schema would be: nothing unknown, everything bounded.
fn schema() -> Value {
    let text = |most: u64| json!({"type": "string", "minLength": 1, "maxLength": most});
    let id = json!({"type": "string", "pattern": "^[a-z]-[0-9]+$"});
    let country = json!({"enum": ["MA", "NL", "DE", "US", "IL", "ES", "AE", "MR"]});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["id", "kind", "status", "title", "when", "participants", "evidence"],
        "additionalProperties": false,
        "properties": {
            "id": id,
            "kind": {"enum": ["visit", "reception", "working-session", "signing", "call", "conference"]},
            "status": {"enum": ["held", "planned", "cancelled", "draft"]},
            "title": {"type": "object", "minProperties": 1, "propertyNames": {"pattern": "^[a-z]{2,3}$"},
                      "additionalProperties": text(300)},
            "when": {"type": "object", "required": ["text"], "additionalProperties": false, "properties": {
                "text": text(200), "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}},
            "place": {"type": "object", "additionalProperties": false, "properties": {
                "name": text(200), "city": text(100), "country": {"$ref": "#/$defs/country"}}},
            "participants": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/participant"}},
            "topics": {"type": "array", "uniqueItems": true, "items": text(200)},
            "outcomes": {"type": "array", "items": {"type": "object", "required": ["type"],
                "additionalProperties": false, "properties": {
                    "type": {"enum": ["agreement", "letter-of-intent", "memorandum"]}, "title": text(300)}}},
            "evidence": {"type": "array", "minItems": 1, "items": {"type": "object",
                "required": ["source", "quote"], "additionalProperties": false, "properties": {
                    "source": {"type": "string", "pattern": "^s-[0-9]+$"}, "quote": text(2000),
                    "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 0}}}},
        },
        "$defs": {
            "country": country,
            "participant": {"type": "object", "required": ["name", "side"], "additionalProperties": false,
                "properties": {
                    "name": text(200), "person": {"type": "string", "pattern": "^p-[0-9]{5}$"},
                    "office": text(300), "country": {"$ref": "#/$defs/country"},
                    "side": {"enum": ["host", "guest"]}}},
        },
    })
}
