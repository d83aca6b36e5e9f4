use std::fs;
use std::num::NonZeroUsize;

use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::knowledge::claims::{ClaimKind, ClaimVerdict};
use crate::record::texts::fold;

/// What the press writes, and what nobody should.
const PIECES: &[&str] = &[
    "Ada Winter",
    "Luc Petit",
    "Kim Dae-jung",
    "met",
    "a reçu",
    "recibió",
    "the minister of Health",
    "ancien ministre de la Justice",
    "son homologue",
    "mardi",
    "on 10 May 2022",
    "hier",
    "a phone call",
    "was postponed",
    "à Rabat",
    "in Paris,",
    "US",
    "français",
    "استقبل",
    "سامي نور",
    "وزير الخارجية",
    "بالرباط",
    "يوم الثلاثاء",
    "اتصالا هاتفيا",
    "و",
    ".",
    ",",
    "(",
    "«",
    "»",
    "…",
    "-",
    "\n",
    "\u{200f}",
    "\u{202e}",
    "\u{a0}",
    "ﻻ",
    "œ",
    "e\u{301}",
    "محـــمد",
    "👩‍🚀",
    "İ",
    "ß",
    "ǅ",
    "\u{65f}",
    "١٠",
];

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(|character| if character == '\0' { ' ' } else { character }.to_string()),
    ];
    let glue = prop_oneof![4 => Just(" "), 1 => Just("")];
    let parts = prop::collection::vec((piece, glue), 1..14);
    parts.prop_map(|parts| parts.into_iter().map(|(piece, glue)| piece + glue).collect())
}

/// A short stretch, for a value of a record.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![3 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => words()]
}

/// A text, the record that cites it, and which part of the text it quotes.
fn case() -> impl Strategy<Value = (String, Value)> {
    let participant = (value(), value(), prop::sample::select(&["", "FR", "MA", "KR", "zz"][..]));
    let participants = prop::collection::vec(participant, 1..4);
    let date = prop::sample::select(&["2022-05-10", "2022-05", "2022-05-10/2022-05-12", "?", ""][..]);
    let kind = prop::sample::select(&["visit", "call", "meeting"][..]);
    (words(), participants, value(), date, kind, any::<(prop::sample::Index, prop::sample::Index)>())
        .prop_map(|(text, participants, city, date, kind, (from, to))| {
            let text = format!("Ada Winter met Luc Petit. {text}\n");
            let characters: Vec<char> = text.trim_end().chars().collect();
            let (from, to) = (from.index(characters.len()), to.index(characters.len()));
            let quote: String = characters[from.min(to)..=from.max(to)].iter().collect();
            let participants: Vec<Value> = participants
                .into_iter()
                .map(|(name, office, country)| json!({"name": name, "office": office, "country": country}))
                .collect();
            let record = json!({
                "kind": kind, "status": "held", "participants": participants, "place": {"city": city},
                "when": {"value": date}, "evidence": [{"quote": quote}],
            });
            (text, record)
        })
}

fn project(cases: &[(String, Value)], language: &str, published: Option<&str>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).unwrap();
    let (mut sources, mut records) = (Vec::new(), String::new());
    for (number, (text, record)) in cases.iter().enumerate() {
        let id = format!("s{number}");
        write(&format!("{id}.txt"), text.clone());
        let mut source = json!({"id": id, "title": "T", "text": format!("{id}.txt"), "language": language});
        if let Some(published) = published {
            source["published"] = published.into();
        }
        sources.push(source);
        let mut record = record.clone();
        record["id"] = format!("m{number}").into();
        record["evidence"][0]["source"] = id.into();
        records.push_str(&format!("{record}\n"));
    }
    write("sources.json", Value::from(sources).to_string());
    write("records.ndjson", records);
    write(
        "tadqiq.toml",
        "[collections.meetings]\nfiles = [\"records.ndjson\"]\nschema = \"meeting\"\n\
         [collections.sources]\nfiles = [\"sources.json\"]\nschema = \"source\"\n"
            .to_owned(),
    );
    folder
}

fn list(folder: &TempDir, threads: usize) -> EvidenceList {
    let options = Options { threads: NonZeroUsize::new(threads), ..Options::default() };
    evidence(&Subject::paths([folder.path()]), &options).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::properties::config().cases / 4, ..crate::properties::config() })]

    #[test]
    fn claims_are_judged_by_words_that_stand_in_the_text(
        cases in prop::collection::vec(case(), 1..5),
        language in prop::sample::select(&["en", "fr", "es", "ar", "de"][..]),
        published in prop::sample::select(&[Some("2022-05-12"), None][..]),
    ) {
        let folder = project(&cases, language, published);
        let list = self::list(&folder, 1);
        // A rule that panics is a fault.
        prop_assert!(list.report.faults.is_empty(), "{:?}", list.report.faults);
        let again = self::list(&folder, 3);
        prop_assert_eq!(format!("{:?}", &list.claims), format!("{:?}", &again.claims));
        for claim in &list.claims {
            let id = claim.site.record.as_ref().and_then(|record| record.id.as_ref()).unwrap().expose();
            let (text, _) = &cases[id[1..].parse::<usize>().unwrap()];
            let of_source = claim.words.iter().filter(|words| words.site.record.is_none());
            let mut said = of_source.map(|words| {
                let span = words.site.span;
                text.get(span.start as usize..span.end as usize)
            });
            prop_assert!(said.clone().all(|said| said.is_some()), "{:?} of {:?}", claim, text);
            let is_of_words = matches!(claim.kind, ClaimKind::Name | ClaimKind::Office | ClaimKind::Place);
            if is_of_words && claim.verdict == ClaimVerdict::Verbatim {
                let said = said.next().flatten().unwrap_or_default();
                prop_assert!(fold(said).contains(fold(&claim.value).trim()), "{:?} is not {:?}", claim.value, said);
            }
        }
    }
}
