//! Edits as JSON writes them: what no edit names stays, and what comes is written as what stands beside it.

use proptest::prelude::*;
use serde_json::{Value, json};
use tadqiq::edit::edited;
use tadqiq::internals::notation::Notation;
use tadqiq::internals::notation::document::{Document, Limits, Tape};
use tadqiq::{At, Edit, Place, Pointer, RecordRef, TextEdit};

/// A record with the edit made of the value at a pointer.
fn with(record: &str, pointer: &str, edit: impl FnOnce(Place) -> Edit) -> Option<String> {
    let mut tape = Tape::new();
    let document = Notation::Json.parse(record, &Limits::default(), &mut tape).unwrap();
    let written = document.notation().write(document, &edit(place(document, pointer)))?;
    Some(made(record, &[written]))
}

fn place(document: Document<'_>, pointer: &str) -> Place {
    let node = document.resolve(&Pointer::parse(pointer).unwrap()).unwrap();
    Place::new(RecordRef { file: 0, start: 0 }, At::Value(node.index().0))
}

fn made(text: &str, edits: &[TextEdit]) -> String {
    String::from_utf8(edited(text.as_bytes(), edits).unwrap()).unwrap()
}

#[test]
fn strings_are_escaped_as_their_record_writes_them() {
    let text = || "قال \"نعم\"".to_owned();
    let replace = |place| Edit::Replace { place, text: text() };
    assert_eq!(with(r#"{"a": "é"}"#, "/a", replace).unwrap(), r#"{"a": "قال \"نعم\""}"#);
    let ascii = r#"{"a": "\u0642\u0627\u0644 \"\u0646\u0639\u0645\""}"#;
    assert_eq!(with(r#"{"a": "\u00e9"}"#, "/a", replace).unwrap(), ascii);
    let value = |place| Edit::ReplaceValue { place, value: json!([text()]) };
    assert_eq!(
        with(r#"{"a": "\u00e9"}"#, "/a", value).unwrap(),
        ascii.replace(": ", ": [").replace('}', "]}")
    );
    let key = |place| Edit::RenameKey { place, key: text() };
    assert_eq!(with(r#"{"a": "é"}"#, "/a", key).unwrap(), r#"{"قال \"نعم\"": "é"}"#);
}

#[test]
fn characters_of_a_string_are_replaced_where_they_are_written() {
    let characters = |place: Place| Edit::Replace { place: place.characters(1..3), text: "\"".to_owned() };
    assert_eq!(with(r#"["a\u0628\ud83d\ude00b"]"#, "/0", characters).unwrap(), r#"["a\"b"]"#);
}

#[test]
fn what_is_added_is_spaced_as_what_stands_there() {
    let member = |object| Edit::AddMember { object, key: "b".to_owned(), value: json!({"c": [1]}) };
    for (record, expected) in [
        ("{}", r#"{"b": {"c":[1]}}"#),
        (r#"{"a":1}"#, r#"{"a":1,"b":{"c":[1]}}"#),
        (r#"{"a": 1, "c": 2}"#, r#"{"a": 1, "c": 2, "b": {"c":[1]}}"#),
        ("{\n  \"a\": 1\n}", "{\n  \"a\": 1,\n  \"b\": {\"c\":[1]}\n}"),
    ] {
        assert_eq!(with(record, "", member).unwrap(), expected);
    }
    let element = |before| move |array| Edit::AddElement { array, before, value: json!("x") };
    for (record, before, expected) in [
        (r#"{"a":[]}"#, None, r#"{"a":["x"]}"#),
        (r#"{"a":["b"]}"#, None, r#"{"a":["b","x"]}"#),
        (r#"{"a": ["b"]}"#, Some(0), r#"{"a": ["x", "b"]}"#),
        ("{\"a\": [\n  \"b\"\n]}", None, "{\"a\": [\n  \"b\",\n  \"x\"\n]}"),
        ("{\"a\": [\n  \"b\",\n  \"c\"\n]}", Some(1), "{\"a\": [\n  \"b\",\n  \"x\",\n  \"c\"\n]}"),
    ] {
        assert_eq!(with(record, "/a", element(before)).unwrap(), expected);
    }
}

#[test]
fn elements_go_with_one_comma_and_lists_are_put_on_and_taken_off() {
    let remove = |place| Edit::RemoveElement { place };
    for (record, pointer, expected) in [
        ("[1, 2, 3]", "/0", "[2, 3]"),
        ("[1, 2, 3]", "/1", "[1, 3]"),
        ("[1, 2, 3]", "/2", "[1, 2]"),
        ("[ 1 ]", "/0", "[  ]"),
    ] {
        assert_eq!(with(record, pointer, remove).unwrap(), expected);
    }
    let put = |place| Edit::PutInList { place };
    assert_eq!(with(r#"{"a": {"b":  1e0}}"#, "/a", put).unwrap(), r#"{"a": [{"b":  1e0}]}"#);
    let take = |place| Edit::TakeOutOfList { place };
    assert_eq!(with(r#"{"a": [ 1e0 ]}"#, "/a", take).unwrap(), r#"{"a": 1e0}"#);
}

#[test]
fn what_a_record_cannot_take_is_not_written() {
    let member = |object| Edit::AddMember { object, key: "b".to_owned(), value: Value::Null };
    assert_eq!(with("[1]", "", member), None);
    assert_eq!(with("[1]", "/0", |array| Edit::AddElement { array, before: None, value: Value::Null }), None);
    assert_eq!(with("[1]", "/0", |place| Edit::Replace { place, text: String::new() }), None);
    assert_eq!(with("[1]", "/0", |place| Edit::RenameKey { place, key: String::new() }), None);
    assert_eq!(with("[1]", "", |place| Edit::RemoveElement { place }), None);
    assert_eq!(with("[[]]", "/0", |place| Edit::TakeOutOfList { place }), None);
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<i32>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(Value::Null)
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-cé\"]{0,2}", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn written(value: &Value, pretty: bool) -> String {
    if pretty { serde_json::to_string_pretty(value).unwrap() } else { value.to_string() }
}

proptest! {
    #![proptest_config(crate::properties::config())]

    #[test]
    fn an_edit_changes_the_value_as_it_says(
        members in prop::collection::vec(any_value(), 1..5), new: String, value in any_value(),
        at: prop::sample::Index, pretty: bool,
    ) {
        let index = at.index(members.len());
        let record = Value::from(members);
        let text = written(&record, pretty);
        let pointer = format!("/{index}");
        let read = |text: Option<String>| serde_json::from_str::<Value>(&text.unwrap()).unwrap();

        let mut expected = record.clone();
        expected[index] = value.clone();
        let replace = |place| Edit::ReplaceValue { place, value: value.clone() };
        prop_assert_eq!(read(with(&text, &pointer, replace)), expected);

        let mut expected = record.clone();
        expected.as_array_mut().unwrap().remove(index);
        prop_assert_eq!(read(with(&text, &pointer, |place| Edit::RemoveElement { place })), expected);

        let mut expected = record.clone();
        expected.as_array_mut().unwrap().insert(index, value.clone());
        let before = u32::try_from(index).ok();
        let add = |array| Edit::AddElement { array, before, value: value.clone() };
        prop_assert_eq!(read(with(&text, "", add)), expected);

        if record[index].is_string() {
            let mut expected = record.clone();
            expected[index] = new.clone().into();
            let replace = |place| Edit::Replace { place, text: new.clone() };
            prop_assert_eq!(read(with(&text, &pointer, replace)), expected);
        }
        if record[index].is_object() && record[index].get(&new).is_none() {
            let mut expected = record.clone();
            expected[index][&new] = value.clone();
            let add = |object| Edit::AddMember { object, key: new.clone(), value: value.clone() };
            prop_assert_eq!(read(with(&text, &pointer, add)), expected);
        }
    }

    #[test]
    fn a_record_that_comes_stands_where_it_belongs(
        records in prop::collection::vec(any_value(), 0..5), value in any_value(), at: prop::sample::Index, pretty: bool,
    ) {
        let before = Some(at.index(records.len() + 1)).filter(|before| *before < records.len());
        let mut expected = records.clone();
        expected.insert(before.unwrap_or(records.len()), value.clone());
        let array = written(&Value::from(records.clone()), pretty);
        let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
        for (notation, text) in [(Notation::Json, array), (Notation::JsonLines, lines)] {
            let insert = |text: &str| {
                let spans = spans(notation, text);
                made(text, &notation.insert(text, &spans, before, &value).unwrap())
            };
            let text = insert(&text);
            let found: Vec<Value> =
                spans(notation, &text).into_iter().map(|span| serde_json::from_str(&text[span]).unwrap()).collect();
            prop_assert_eq!(&found, &expected, "{}", text);
        }
    }
}

fn spans(notation: Notation, text: &str) -> Vec<std::ops::Range<usize>> {
    use tadqiq::internals::notation::split::Piece;
    let pieces = notation.pieces(text.as_bytes(), 0, &Limits::default());
    pieces
        .filter_map(|piece| if let Piece::Record(record) = piece { Some(record.span) } else { None })
        .collect()
}
