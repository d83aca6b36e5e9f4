//! A dataset whose registries have names of its owner's choosing: what they hold follows from their schemas.

use crate::support::Scene;

const CONFIG: &str = r#"
[collections."réunions"]
files = ["réunions.ndjson"]
schema = "réunion.schema.json"

[collections.personnes]
files = ["personnes.json"]
schema = "personne.schema.json"

[collections.organismes]
files = ["organismes.json"]
schema = "organisme.schema.json"

[collections.sources-de-presse]
files = ["presse.json"]
schema = "article.schema.json"
"#;

const MEETING: &str = r#"{"type": "object", "properties": {
    "id": {"type": "string", "x-tadqiq": "record-id"},
    "jour": {"type": "string", "x-tadqiq": "date"},
    "titre": {"type": "string", "x-tadqiq": {"role": "text", "language": "fr"}},
    "lieu": {"type": "object", "x-tadqiq": "place", "properties": {
        "pays": {"type": "string", "x-tadqiq": "country"}}},
    "présents": {"type": "array", "items": {"type": "object", "x-tadqiq": "participant", "properties": {
        "organisme": {"type": "string", "x-tadqiq": {"role": "reference", "to": "organismes"}},
        "nom": {"type": "string", "x-tadqiq": "person-name"},
        "personne": {"type": "string", "x-tadqiq": {"role": "reference", "to": "personnes"}},
        "fonction": {"type": "string", "x-tadqiq": "office"}}}},
    "presse": {"type": "array", "items": {"type": "object", "x-tadqiq": "evidence", "properties": {
        "agence": {"type": "string", "x-tadqiq": {"role": "reference", "to": "organismes"}},
        "article": {"type": "string", "x-tadqiq": {"role": "reference", "to": "sources-de-presse"}},
        "citation": {"type": "string", "x-tadqiq": "quote"}}}}}}"#;

const PERSON: &str = r#"{"type": "object", "properties": {
    "id": {"type": "string", "x-tadqiq": "record-id"},
    "nom": {"type": "string", "x-tadqiq": {"role": "canonical-name", "language": "fr"}},
    "graphies": {"type": "array", "items": {"type": "string", "x-tadqiq": "other-spelling"}},
    "mandats": {"type": "array", "items": {"type": "object", "x-tadqiq": "term", "properties": {
        "fonction": {"type": "string", "x-tadqiq": "office"}}}}}}"#;

const ORGANIZATION: &str = r#"{"type": "object", "properties": {
    "id": {"type": "string", "x-tadqiq": "record-id"},
    "nom": {"type": "string", "x-tadqiq": {"role": "canonical-name", "language": "fr"}}}}"#;

const ARTICLE: &str = r#"{"type": "object", "properties": {
    "id": {"type": "string", "x-tadqiq": "record-id"},
    "paru": {"type": "string", "x-tadqiq": "published"},
    "fichier": {"type": "string", "x-tadqiq": "text-path"}}}"#;

/// The rules, each once, that speak of these meetings.
fn rules(meetings: &str, select: &str) -> Vec<String> {
    let scene = Scene::new([
        ("tadqiq.toml", CONFIG),
        ("réunion.schema.json", MEETING),
        ("personne.schema.json", PERSON),
        ("organisme.schema.json", ORGANIZATION),
        ("article.schema.json", ARTICLE),
        ("réunions.ndjson", meetings),
        (
            "personnes.json",
            r#"[{"id": "p1", "nom": "Jean Morel", "graphies": ["J. Morel-Lacaze"], "mandats": [{"fonction": "Préfet"}]},
                {"id": "p2", "nom": "Ana Ruiz"}]"#,
        ),
        ("organismes.json", r#"[{"id": "o1", "nom": "Agence de presse"}]"#),
        (
            "presse.json",
            r#"[{"id": "s1", "paru": "2022-06-11", "fichier": "s1.txt"},
                {"id": "s2", "paru": "2022-06-12"}, {"id": "s3", "paru": "2022-06-12"}]"#,
        ),
        ("s1.txt", "Jean Morel a reçu Ana Ruiz le 10 juin 2022."),
    ]);
    let mut rules = scene.run(&["check", ".", "--select", select, "--output-format", "json"]).rules();
    rules.dedup();
    rules
}

#[test]
fn one_person_is_known_by_a_reference_whatever_the_name_beside_it() {
    let twice = r#"{"id": "r1", "présents": [{"organisme": "o1", "nom": "Jean Morel", "personne": "p1"},
        {"organisme": "o1", "nom": "Le préfet Morel", "personne": "p1"}]}"#
        .replace('\n', " ");
    assert_eq!(rules(&twice, "record"), ["record/duplicate-participant"]);
}

#[test]
fn one_person_is_known_by_a_registered_name_as_well() {
    let twice = r#"{"id": "r1", "présents": [{"nom": "Jean Morel"}, {"nom": "J. Morel-Lacaze"}]}"#;
    assert_eq!(rules(twice, "record"), ["record/duplicate-participant"]);
}

#[test]
fn two_of_one_organisation_are_two() {
    let two = r#"{"id": "r1", "présents": [{"organisme": "o1", "nom": "A. Un"}, {"organisme": "o1", "nom": "B. Deux"}]}"#;
    assert_eq!(rules(two, "record"), [""; 0]);
}

#[test]
fn one_person_is_not_in_two_countries_on_one_day() {
    let meetings = r#"{"id": "r1", "jour": "2022-06-10", "lieu": {"pays": "MA"}, "présents": [{"nom": "Jean Morel"}, {"nom": "A. Un"}]}
{"id": "r2", "jour": "2022-06-10", "lieu": {"pays": "ES"}, "présents": [{"nom": "Le préfet Morel", "personne": "p1"}, {"nom": "B. Deux"}]}"#;
    assert_eq!(rules(meetings, "dataset/two-places"), ["dataset/two-places"]);
}

#[test]
fn one_person_has_one_office_a_day() {
    let meetings = r#"{"id": "r1", "jour": "2022-06-10", "présents": [{"nom": "Jean Morel", "personne": "p1", "fonction": "Préfet"}]}
{"id": "r2", "jour": "2022-06-10", "présents": [{"nom": "Morel", "personne": "p1", "fonction": "Directeur du port"}]}"#;
    assert_eq!(rules(meetings, "name/office-conflict"), ["name/office-conflict"]);
}

#[test]
fn a_source_is_known_by_its_day_of_publication() {
    let meetings = r#"{"id": "r1", "jour": "2022-06-10", "titre": "Le port", "présents": [{"nom": "Jean Morel"}, {"nom": "Ana Ruiz"}], "presse": [{"article": "s2"}]}
{"id": "r2", "jour": "2022-06-10", "titre": "La visite", "présents": [{"nom": "Jean Morel"}, {"nom": "Ana Ruiz"}], "presse": [{"article": "s3"}]}"#;
    assert_eq!(rules(meetings, "dataset/near-duplicate"), ["dataset/near-duplicate"]);
}

#[test]
fn the_text_of_a_source_is_read_whatever_else_stands_beside_it() {
    let meeting = r#"{"id": "r1", "jour": "2022-06-09", "présents": [{"nom": "Jean Morel"}, {"nom": "Paul Girard"}], "presse": [{"agence": "o1", "article": "s1", "citation": "Jean Morel a quitté le port"}]}"#;
    assert_eq!(rules(meeting, "evidence"), ["evidence/quote-absent"]);
}
