//! What evidence rules find of records that are held against the words of their source: passages of four languages,
//! each with a right record, and that record broken in every way that somebody who extracts records gets them wrong.
//!
//! The figures are printed, and held. With `TADQIQ_LIST` set, each record that is judged wrongly is listed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use tadqiq::report::Report;
use tadqiq::{Options, Subject};
use tempfile::TempDir;

use crate::agreement::agreement;

const PASSAGES: &str = include_str!("../../fixtures/passages/passages.ndjson");

/// A way to break a record, and which share of those so broken has to be found, in hundredths.
struct Way {
    name: &'static str,
    due: usize,
    /// The record broken; none where it cannot be so.
    broken: fn(&Passage, &Value) -> Option<Value>,
}

const WAYS: [Way; 14] = [
    Way { name: "an invented person with a right office", due: 95, broken: invented_person },
    Way { name: "another given name", due: 95, broken: another_given_name },
    Way { name: "another field in the office", due: 90, broken: another_field },
    Way { name: "another country in the office", due: 90, broken: another_country_of_office },
    Way { name: "another city in the office", due: 90, broken: another_city_of_office },
    Way { name: "deputy put before", due: 90, broken: |_, record| with_qualifier(record, 0) },
    Way { name: "former put before", due: 90, broken: |_, record| with_qualifier(record, 1) },
    Way { name: "deputy, former, acting left out", due: 90, broken: without_qualifier },
    Way { name: "offices exchanged", due: 80, broken: |_, record| exchanged(record, "office") },
    Way { name: "countries exchanged", due: 80, broken: |_, record| exchanged(record, "country") },
    Way { name: "another country", due: 95, broken: another_country },
    Way { name: "another place", due: 95, broken: another_place },
    Way { name: "a day three days off", due: 90, broken: |passage, record| days_off(passage, record, 3) },
    Way { name: "a day a week off", due: 90, broken: |passage, record| days_off(passage, record, 11) },
];

struct Passage {
    id: String,
    language: String,
    said: Value,
}

/// The right records, and each broken in every way.
fn right_and_broken(passages: &[Passage]) -> Vec<(String, Value)> {
    let mut records: Vec<(String, Value)> = Vec::new();
    for passage in passages {
        let right = passage.record();
        records.push((format!("{}-right", passage.id), right.clone()));
        for (number, way) in WAYS.iter().enumerate() {
            let broken = (way.broken)(passage, &right).filter(|broken| *broken != right);
            records.extend(broken.map(|broken| (format!("{}-way{number}", passage.id), broken)));
        }
    }
    records
}

#[test]
fn rules_and_the_list_of_claims_say_the_same_of_every_passage() {
    let passages: Vec<Passage> = PASSAGES.lines().map(Passage::read).collect();
    let folder = project(&passages, &right_and_broken(&passages));
    let told = agreement(folder.path());
    assert!(told.values().sum::<usize>() > 5000, "{told:?}");
}

#[test]
fn records_are_held_to_the_words_that_carry_them() {
    let passages: Vec<Passage> = PASSAGES.lines().map(Passage::read).collect();
    assert!(passages.len() >= 60);
    let records = right_and_broken(&passages);
    let folder = project(&passages, &records);
    let told = told(&check(folder.path()));
    let wrong = |id: &str| told.get(id).cloned().unwrap_or_default();
    let list = std::env::var_os("TADQIQ_LIST").is_some();

    let false_alarms: Vec<String> = passages.iter().map(|passage| format!("{}-right", passage.id)).collect();
    let false_alarms: Vec<_> = false_alarms.iter().filter(|id| !wrong(id).is_empty()).collect();
    println!("right records with a finding: {} of {}", false_alarms.len(), passages.len());
    for id in &false_alarms {
        println!("    {id}: {:?}", wrong(id));
    }
    let mut short = Vec::new();
    for (number, way) in WAYS.iter().enumerate() {
        let of_way: Vec<&String> =
            records.iter().map(|(id, _)| id).filter(|id| id.ends_with(&format!("-way{number}"))).collect();
        let missed: Vec<&&String> = of_way.iter().filter(|id| wrong(id).is_empty()).collect();
        let found = of_way.len() - missed.len();
        println!("{}: {found} of {}", way.name, of_way.len());
        if list {
            missed.iter().for_each(|id| println!("    {id}"));
        }
        if found * 100 < of_way.len() * way.due || of_way.is_empty() {
            short.push(way.name);
        }
    }
    assert!(false_alarms.is_empty() && short.is_empty(), "false alarms: {false_alarms:?}; short: {short:?}");
}

impl Passage {
    fn read(line: &str) -> Self {
        let said: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| said[name].as_str().unwrap().to_owned();
        Self { id: text("id"), language: text("language"), said }
    }

    /// The record that a careful curator would make of it.
    fn record(&self) -> Value {
        let mut record = json!({
            "kind": "meeting",
            "status": "held",
            "participants": self.said["participants"],
            "evidence": [{ "source": self.id, "quote": self.said["text"] }],
        });
        if let Some(value) = self.said.get("value") {
            record["when"] = json!({ "value": value });
        }
        if let Some(city) = self.said.get("city") {
            record["place"] = json!({ "city": city });
        }
        record
    }

    /// One of three, by the language, which the passage itself does not use.
    fn pick<'w>(&self, of: &[(&str, [&'w str; 3])]) -> Option<&'w str> {
        let text = self.said["text"].as_str()?;
        let (_, words) = of.iter().find(|(language, _)| *language == self.language)?;
        words.iter().copied().find(|word| !text.contains(word))
    }
}

/// All the records, and what they cite beside them.
fn project(passages: &[Passage], records: &[(String, Value)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: String| fs::write(folder.path().join(path), text).unwrap();
    fs::create_dir(folder.path().join("texts")).unwrap();
    let mut sources = Vec::new();
    for passage in passages {
        let path = format!("texts/{}.txt", passage.id);
        write(&path, format!("{}\n", passage.said["text"].as_str().unwrap()));
        sources.push(json!({
            "id": passage.id, "title": passage.id, "text": path,
            "language": passage.language, "published": passage.said["published"],
        }));
    }
    write("sources.json", Value::from(sources).to_string());
    let lines = records.iter().map(|(id, record)| {
        let mut record = record.clone();
        record["id"] = json!(id);
        format!("{record}\n")
    });
    write("records.ndjson", lines.collect());
    write(
        "tadqiq.toml",
        "[collections.meetings]\nfiles = [\"records.ndjson\"]\nschema = \"meeting\"\n\
         [collections.sources]\nfiles = [\"sources.json\"]\nschema = \"source\"\n"
            .to_owned(),
    );
    folder
}

fn check(folder: &Path) -> Report {
    let options = Options { select: vec!["evidence".to_owned()], ..Options::default() };
    let report = tadqiq::check(&Subject::paths([folder]), &options).unwrap();
    assert!(report.faults.is_empty(), "{:?}", report.faults);
    report
}

/// What is said of each record at warning or error.
fn told(report: &Report) -> BTreeMap<String, BTreeSet<String>> {
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for found in report.diagnostics().filter(|found| found.level > tadqiq::Level::Info) {
        let id = found.site.record.as_ref().and_then(|record| record.id.as_ref()).unwrap();
        told.entry(id.expose().to_owned()).or_default().insert(found.label.plain());
    }
    told
}

/// The record with a text of one participant changed: the last who has it and of whom it can be.
fn with_changed(record: &Value, field: &str, change: impl Fn(&str) -> Option<String>) -> Option<Value> {
    let mut record = record.clone();
    let participants = record["participants"].as_array_mut()?;
    let changed = participants.iter_mut().rev().find_map(|participant| {
        let new = change(participant.get(field)?.as_str()?)?;
        participant[field] = json!(new);
        Some(())
    });
    changed.map(|()| record)
}

fn invented_person(passage: &Passage, record: &Value) -> Option<Value> {
    let name = passage.pick(&[
        ("fr", ["Gaspard Quélen", "", ""]),
        ("en", ["Winston Ferguson", "", ""]),
        ("es", ["Leandro Quiroga", "", ""]),
        ("ar", ["منصور الزهيري", "", ""]),
    ])?;
    let mut record = record.clone();
    let participants = record["participants"].as_array_mut()?;
    let with_office =
        participants.iter_mut().rev().find(|participant| participant.get("office").is_some())?;
    with_office["name"] = json!(name);
    Some(record)
}

fn another_given_name(passage: &Passage, record: &Value) -> Option<Value> {
    let given = passage.pick(&[
        ("fr", ["Zéphyrin", "Barnabé", "Eustache"]),
        ("en", ["Nigel", "Quentin", "Barnaby"]),
        ("es", ["Wenceslao", "Baltasar", "Zacarías"]),
        ("ar", ["غسان", "ضرار", "غالب"]),
    ])?;
    with_changed(record, "name", |name| {
        let (_, surname) = name.split_once(' ')?;
        Some(format!("{given} {surname}"))
    })
}

/// Words for a field of work, each to be replaced by one that the passage does not have.
const FIELDS: [(&str, &[&str], [&str; 3]); 4] = [
    (
        "fr",
        &[
            "Intérieur",
            "Justice",
            "Santé",
            "Économie",
            "Énergie",
            "Culture",
            "Budget",
            "Finances",
            "Tourisme",
            "police",
            "Climat",
            "douanes",
        ],
        ["Pêche", "Logement", "Jeunesse"],
    ),
    (
        "en",
        &[
            "Health",
            "Education",
            "Defence",
            "Labor",
            "Labour",
            "Energy",
            "Culture",
            "intelligence",
            "Interior",
            "Finance",
            "trade",
            "Agriculture",
        ],
        ["Fisheries", "Housing", "Youth"],
    ),
    (
        "es",
        &[
            "Exteriores",
            "Sanidad",
            "Cultura",
            "Defensa",
            "Energía",
            "Interior",
            "Educación",
            "Industria",
            "Transportes",
            "Hacienda",
            "Finanzas",
            "Comercio",
            "Policía",
            "policía",
        ],
        ["Pesca", "Vivienda", "Juventud"],
    ),
    (
        "ar",
        &[
            "الداخلية",
            "الخارجية",
            "الثقافة",
            "المالية",
            "الصحة",
            "الدفاع",
            "التربية",
            "الفلاحة",
            "النقل",
            "الطاقة",
            "العدل",
        ],
        ["الصيد البحري", "السياحة", "الشباب"],
    ),
];

fn another_field(passage: &Passage, record: &Value) -> Option<Value> {
    let (_, fields, others) = FIELDS.iter().find(|(language, ..)| *language == passage.language)?;
    let text = passage.said["text"].as_str()?;
    let other = others.iter().find(|other| !text.contains(**other))?;
    with_changed(record, "office", |office| {
        let field = fields.iter().find(|field| office.contains(**field))?;
        Some(office.replacen(field, other, 1))
    })
}

const COUNTRIES: [(&str, &str); 24] = [
    ("du Japon", "du Pérou"),
    ("de France", "de Suède"),
    ("d’Espagne", "de Grèce"),
    ("de Turquie", "de Chine"),
    ("suédoise", "polonaise"),
    ("danois", "croate"),
    ("allemande", "suisse"),
    ("of Norway", "of Peru"),
    ("of Belgium", "of Greece"),
    ("of Chile", "of Poland"),
    ("of Brazil", "of Sweden"),
    ("Spanish", "Polish"),
    ("Canadian", "Swedish"),
    ("Japanese", "Turkish"),
    ("de Italia", "de Suecia"),
    ("de México", "de Polonia"),
    ("peruano", "sueco"),
    ("francés", "polaco"),
    ("فرنسا", "السويد"),
    ("اليابان", "البيرو"),
    ("ألمانيا", "بولندا"),
    ("الأمريكي", "السويدي"),
    ("البرازيل", "الصين"),
    ("المصري", "التركي"),
];

fn another_country_of_office(_: &Passage, record: &Value) -> Option<Value> {
    with_changed(record, "office", |office| {
        let (own, other) = COUNTRIES.iter().find(|(own, _)| office.contains(own))?;
        Some(office.replacen(own, other, 1))
    })
}

fn another_city_of_office(_: &Passage, record: &Value) -> Option<Value> {
    const CITIES: [(&str, &str); 7] = [
        ("Lyon", "Nantes"),
        ("Marrakech", "Agadir"),
        ("Bristol", "Leeds"),
        ("Sevilla", "Zaragoza"),
        ("Mendoza", "Córdoba"),
        ("الإسكندرية", "أسوان"),
        ("مراكش", "أكادير"),
    ];
    with_changed(record, "office", |office| {
        let (own, other) = CITIES.iter().find(|(own, _)| office.contains(own))?;
        Some(office.replacen(own, other, 1))
    })
}

/// What makes another office of one, by the first word of the office: deputy, former.
const QUALIFIED: [(&str, [&str; 2]); 16] = [
    ("ministre", ["vice-ministre", "ancien ministre"]),
    ("ambassadeur", ["ambassadeur adjoint", "ancien ambassadeur"]),
    ("directeur", ["directeur adjoint", "ancien directeur"]),
    ("maire", ["maire adjoint", "ancien maire"]),
    ("gouverneur", ["vice-gouverneur", "ancien gouverneur"]),
    ("Minister", ["Deputy Minister", "former Minister"]),
    ("Ambassador", ["Deputy Ambassador", "former Ambassador"]),
    ("ambassador", ["deputy ambassador", "former ambassador"]),
    ("mayor", ["deputy mayor", "former mayor"]),
    ("ministro", ["viceministro", "exministro"]),
    ("ministra", ["viceministra", "exministra"]),
    ("embajador", ["embajador adjunto", "antiguo embajador"]),
    ("alcaldesa", ["alcaldesa adjunta", "antigua alcaldesa"]),
    ("وزير", ["نائب وزير", "وزير سابق"]),
    ("سفير", ["نائب سفير", "السفير السابق"]),
    ("المدير", ["نائب المدير", "المدير السابق"]),
];

fn with_qualifier(record: &Value, kind: usize) -> Option<Value> {
    const TOLD: [&str; 9] =
        ["ancien", "former", "acting", "ex", "السابق", "نائب", "funciones", "intérim", "délégué"];
    with_changed(record, "office", |office| {
        let head = office.split(' ').next()?;
        let (head, forms) = QUALIFIED.iter().find(|(known, _)| *known == head)?;
        let is_told = TOLD.iter().any(|word| office.contains(word));
        (!is_told).then(|| office.replacen(head, forms[kind], 1))
    })
}

fn without_qualifier(_: &Passage, record: &Value) -> Option<Value> {
    const TOLD: [(&str, &str); 14] = [
        ("ancien ", ""),
        ("vice-", ""),
        (" par intérim", ""),
        ("former ", ""),
        ("deputy ", ""),
        ("Deputy ", ""),
        ("Acting ", ""),
        ("exministro", "ministro"),
        ("viceministro", "ministro"),
        ("vicepresidenta", "presidenta"),
        (" en funciones", ""),
        (" السابق", ""),
        ("نائب ", ""),
        ("ex-", ""),
    ];
    with_changed(record, "office", |office| {
        let (word, instead) = TOLD.iter().find(|(word, _)| office.contains(word))?;
        Some(office.replacen(word, instead, 1))
    })
}

fn exchanged(record: &Value, field: &str) -> Option<Value> {
    let (first, second) = (record["participants"][0].get(field)?, record["participants"][1].get(field)?);
    let mut changed = record.clone();
    changed["participants"][0][field] = second.clone();
    changed["participants"][1][field] = first.clone();
    Some(changed)
}

fn another_country(_: &Passage, record: &Value) -> Option<Value> {
    with_changed(record, "country", |own| Some(if own == "PH" { "NP" } else { "PH" }.to_owned()))
}

fn another_place(passage: &Passage, record: &Value) -> Option<Value> {
    let other = passage.pick(&[
        ("fr", ["Quito", "", ""]),
        ("en", ["Quito", "", ""]),
        ("es", ["Varsovia", "", ""]),
        ("ar", ["وارسو", "", ""]),
    ])?;
    let mut record = record.clone();
    record["place"]["city"].as_str()?;
    record["place"]["city"] = json!(other);
    Some(record)
}

fn days_off(_: &Passage, record: &Value, days: u64) -> Option<Value> {
    let day: NaiveDate = record["when"]["value"].as_str()?.parse().ok()?;
    let mut record = record.clone();
    record["when"]["value"] = json!((day - Days::new(days)).to_string());
    Some(record)
}
