//! The document against other readers of the same JSON, and against itself.

use jsonschema::json::conformance;
use proptest::prelude::*;
use serde_json::{Value, json};
use tadqiq::Pointer;
use tadqiq::internals::notation::document::{
    Document, Found, Kind, Limits, Node, SyntaxErrorKind as Wrong, Tape, TapeJson,
};

#[test]
fn keeps_the_contract_that_jsonschema_relies_on() {
    let text = conformance::document().to_string();
    let mut tape = Tape::new();
    let document = Document::parse(&text, &Limits::default(), &mut tape).unwrap();
    conformance::assert_conformance::<TapeJson>(&document.root());
}

#[test]
fn names_what_is_wrong_and_where() {
    let table = [
        ("", Wrong::Empty, 0),
        (" \n", Wrong::Empty, 2),
        ("{\"a\":1,}", Wrong::TrailingComma, 6),
        ("[1,]", Wrong::TrailingComma, 2),
        ("[,]", Wrong::ExpectedValue(Found::Character(',')), 1),
        ("[1,,2]", Wrong::ExpectedValue(Found::Character(',')), 3),
        ("{,}", Wrong::ExpectedKey(Found::Character(',')), 1),
        ("{'a':1}", Wrong::WrongQuotes, 1),
        ("{\"a\":'b'}", Wrong::WrongQuotes, 5),
        ("{\"a\":“b”}", Wrong::WrongQuotes, 5),
        ("{a:1}", Wrong::UnquotedKey, 1),
        ("{\"a\" 1}", Wrong::ExpectedColon(Found::Character('1')), 5),
        ("{\"a\":1 \"b\":2}", Wrong::ExpectedCommaOrBrace(Found::Character('"')), 7),
        ("{\"a\":1]", Wrong::ExpectedCommaOrBrace(Found::Character(']')), 6),
        ("[1 2]", Wrong::ExpectedCommaOrBracket(Found::Character('2')), 3),
        ("[1، 2]", Wrong::ArabicComma, 2),
        ("{\"a\":1} {}", Wrong::ExpectedEnd(Found::Character('{')), 8),
        ("{\"a\":1}}", Wrong::ExpectedEnd(Found::Character('}')), 7),
        ("\u{feff}{}", Wrong::ExpectedValue(Found::Character('\u{feff}')), 0),
        ("[1] // no", Wrong::Comment, 4),
        ("{/* no */}", Wrong::Comment, 1),
        ("[NaN]", Wrong::NotANumber, 1),
        ("[-Infinity]", Wrong::NotANumber, 2),
        ("[True]", Wrong::UnknownWord, 1),
        ("[nul]", Wrong::UnknownWord, 1),
        ("[\"a", Wrong::UnfinishedString(2), 3),
        ("[\"a\\", Wrong::UnfinishedString(3), 4),
        ("{\"a\":[1,2", Wrong::UnfinishedArray, 9),
        ("{\"a\":", Wrong::UnfinishedObject, 5),
        ("{\"a\":{}", Wrong::UnfinishedObject, 7),
        ("{\"a\"", Wrong::UnfinishedObject, 4),
        ("[", Wrong::UnfinishedArray, 1),
        ("[\"a\nb\"]", Wrong::ControlCharacter(0x0a), 3),
        ("[\"\\x\"]", Wrong::BadEscape(Found::Character('x')), 2),
        ("[\"\\u+123\"]", Wrong::BadUnicodeEscape, 2),
        ("[\"\\ud800\"]", Wrong::LoneSurrogate(0xd800), 2),
        ("[\"\\udc00\\ud800\"]", Wrong::LoneSurrogate(0xdc00), 2),
        ("[012]", Wrong::LeadingZero, 1),
        ("[+1]", Wrong::LeadingPlus, 1),
        ("[1.]", Wrong::MissingDigit, 3),
        ("[.5]", Wrong::MissingDigit, 1),
        ("[1e]", Wrong::MissingDigit, 3),
        ("[-]", Wrong::MissingDigit, 2),
        ("[1a]", Wrong::ExpectedCommaOrBracket(Found::Character('a')), 2),
    ];
    let mut tape = Tape::new();
    for (text, kind, at) in table {
        let error = Document::parse(text, &Limits::default(), &mut tape).unwrap_err();
        assert_eq!((error.kind, error.at), (kind, at), "{text}");
    }
}

#[test]
fn shows_nothing_from_the_data_raw() {
    let mut tape = Tape::new();
    let error = Document::parse("[\u{202e}]", &Limits::default(), &mut tape).unwrap_err();
    assert_eq!(error.to_string(), "a value is missing: U+202E stands in its place");
}

#[test]
fn stops_at_the_limits() {
    let mut tape = Tape::new();
    let limits = Limits { depth: 3, bytes: 20 };
    assert!(Document::parse("[[[1]]]", &limits, &mut tape).is_ok());
    let deep = Document::parse("[[{\"a\":[]}]]", &limits, &mut tape).unwrap_err();
    assert_eq!((deep.kind, deep.at), (Wrong::TooDeep(3), 7));
    let large = Document::parse("[1,2,3,4,5,6,7,8,9,10]", &limits, &mut tape).unwrap_err();
    assert_eq!((large.kind, large.at), (Wrong::TooLarge(20), 20));

    let brackets = "[".repeat(100_000);
    let limits = Limits { depth: usize::MAX, ..Limits::default() };
    let deep = Document::parse(&brackets, &limits, &mut tape).unwrap_err();
    assert_eq!(deep.kind, Wrong::TooDeep(512));
}

#[test]
fn reads_every_kind() {
    let text = r#"{"a": [1, -2.5e3, true, null, "\u0628\ud83d\ude00\n"], "b": {}}"#;
    let mut tape = Tape::new();
    let document = Document::parse(text, &Limits::default(), &mut tape).unwrap();
    let root = document.root();
    assert_eq!((root.kind(), root.len(), root.raw()), (Kind::Object, 2, text));
    let elements: Vec<Node<'_>> = root.get("a").unwrap().elements().collect();
    let kinds: Vec<Kind> = elements.iter().map(|element| element.kind()).collect();
    assert_eq!(kinds, [Kind::Number, Kind::Number, Kind::Boolean, Kind::Null, Kind::String]);
    assert_eq!(elements[1].number_text(), Some("-2.5e3"));
    assert_eq!(elements[2].as_bool(), Some(true));
    assert_eq!(elements[4].as_str().as_deref(), Some("ب😀\n"));
    assert!(root.get("b").unwrap().is_empty());
    assert!(root.get("c").is_none());
}

#[test]
fn the_last_of_equal_keys_counts_and_all_are_told() {
    let text = r#"{"a": 1, "b": {"x": 1, "x": 2}, "\u0061": 3, "c": 4, "a": 5}"#;
    let mut tape = Tape::new();
    let document = Document::parse(text, &Limits::default(), &mut tape).unwrap();
    let root = document.root();
    assert_eq!(root.len(), 3);
    assert_eq!(root.get("a").and_then(Node::as_i64), Some(5));
    assert_eq!(root.to_value(), serde_json::from_str::<Value>(text).unwrap());
    assert_eq!(document.resolve(&Pointer::parse("/a").unwrap()).unwrap().raw(), "5");
    let repeated: Vec<_> = document
        .duplicate_keys()
        .into_iter()
        .map(|key| {
            (
                key.earlier.span(),
                key.later.span(),
                document.pointer_to(document.parent(key.earlier).unwrap()).to_string(),
            )
        })
        .collect();
    assert_eq!(
        repeated,
        [(1..4, 32..40, String::new()), (15..18, 23..26, "/b".to_owned()), (32..40, 53..56, String::new()),]
    );
    let schema = json!({"maxProperties": 3, "minProperties": 3, "properties": {"a": {"const": 5}}});
    let validator = jsonschema::options_for::<TapeJson>().build(&schema).unwrap();
    assert!(validator.is_valid(root));
}

#[test]
fn wide_objects_cost_no_square() {
    // Keys that share their length and both ends, so that only their text tells them apart.
    let member = |at: usize| format!("\"aaaaaaaa{at:07}bbbbbbbb\":{at}");
    let members: Vec<String> = (0..100_000).map(member).chain([member(7)]).collect();
    let text = format!("{{{}}}", members.join(","));
    let mut tape = Tape::new();
    let document = Document::parse(&text, &Limits::default(), &mut tape).unwrap();
    assert_eq!(document.duplicate_keys().len(), 1);
    assert_eq!(document.root().len(), 100_000);
}

#[test]
fn finds_the_numbers_that_a_double_changes() {
    let text = "[0.1, 9007199254740993, 1e400, 1.5e3, 3.14159265358979323846]";
    let mut tape = Tape::new();
    let document = Document::parse(text, &Limits::default(), &mut tape).unwrap();
    let imprecise: Vec<&str> = document.imprecise_numbers().into_iter().map(Node::raw).collect();
    assert_eq!(imprecise, ["9007199254740993", "1e400", "3.14159265358979323846"]);
}

#[test]
fn array_indices_are_written_one_way() {
    let mut tape = Tape::new();
    let document = Document::parse("[[7]]", &Limits::default(), &mut tape).unwrap();
    let resolve = |pointer: &str| document.resolve(&Pointer::parse(pointer).unwrap());
    assert_eq!(resolve("/0/0").map(Node::raw), Some("7"));
    for missing in ["/00", "/+0", "/1", "/-", "/0/0/0", "/", "/99999999999999999999999"] {
        assert!(resolve(missing).is_none(), "{missing}");
    }
}

/// Any JSON value, keys and strings of all characters.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9..1e9f64).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[\u{621}-\u{64a} ]{0,40}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::hash_map("[a-d\"\\\\\u{621}]{0,2}", inner, 0..20)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A value as text, in one of the ways JSON is written.
fn any_text() -> impl Strategy<Value = String> {
    (any_value(), 0..3).prop_map(|(value, way)| match way {
        0 => value.to_string(),
        1 => format!("{value:#}"),
        _ => escape_all(&value.to_string()),
    })
}

/// Writes every character beyond ASCII as `\uXXXX`, as Python's `json.dumps` does.
fn escape_all(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if character.is_ascii() {
            escaped.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            escaped.push_str(&format!("\\u{unit:04x}"));
        }
    }
    escaped
}

proptest! {
    #![proptest_config(crate::properties::config())]

    #[test]
    fn reads_what_serde_json_reads(text in any_text()) {
        let expected: Value = serde_json::from_str(&text).unwrap();
        let mut tape = Tape::new();
        let document = Document::parse(&text, &Limits::default(), &mut tape).unwrap();
        prop_assert_eq!(document.root().to_value(), expected.clone());
        let equals = jsonschema::json::Node::<TapeJson>::equals_value(&document.root(), &expected);
        prop_assert!(equals);
    }

    #[test]
    fn accepts_what_serde_json_accepts(
        text in any_text(),
        at: prop::sample::Index,
        removed in 0..3usize,
        put in prop::sample::select(vec!["", "\"", ",", "}", "]", "{", "[", ":", "0", "-", "e", ".", "\\", "\u{1}", "ب", " "]),
    ) {
        let characters: Vec<char> = text.chars().collect();
        let at = at.index(characters.len());
        let rest = characters.iter().skip(at + removed);
        let text: String = characters[..at].iter().copied().chain(put.chars()).chain(rest.copied()).collect();
        let mut tape = Tape::new();
        let ours = Document::parse(&text, &Limits::default(), &mut tape);
        match (ours, serde_json::from_str::<Value>(&text)) {
            (Ok(document), Ok(value)) => prop_assert_eq!(document.root().to_value(), value),
            (Err(error), Err(_)) => prop_assert!(text.is_char_boundary(error.at), "{text} {error:?}"),
            // serde_json refuses numbers beyond a double; the grammar does not.
            (Ok(_), Err(error)) => prop_assert!(error.to_string().contains("number out of range"), "{text}"),
            (ours, theirs) => prop_assert!(false, "{text} {ours:?} {theirs:?}"),
        }
    }

    #[test]
    fn never_panics(text: String) {
        let mut tape = Tape::new();
        let _ = Document::parse(&text, &Limits { depth: 4, bytes: 100 }, &mut tape);
    }

    #[test]
    fn each_span_holds_its_node(text in any_text()) {
        let mut tape = Tape::new();
        let document = Document::parse(&text, &Limits::default(), &mut tape).unwrap();
        let mut part_tape = Tape::new();
        for node in document.nodes() {
            let part = &text[node.span()];
            let alone = Document::parse(part, &Limits::default(), &mut part_tape).unwrap();
            prop_assert_eq!(alone.root().to_value(), node.to_value());
            prop_assert!(alone.root().same_value(node));
            let pointer = document.pointer_to(node);
            prop_assert_eq!(document.resolve(&pointer), Some(node.value()));
        }
    }

    #[test]
    fn a_character_is_found_in_the_bytes(value: String, escaped: bool) {
        let plain = Value::from(value.clone()).to_string();
        let text = if escaped { escape_all(&plain) } else { plain };
        let mut tape = Tape::new();
        let root = Document::parse(&text, &Limits::default(), &mut tape).unwrap().root();
        let characters: Vec<char> = value.chars().collect();
        for (index, character) in characters.iter().enumerate() {
            let start = root.byte_of(index).unwrap();
            let end = root.byte_of(index + 1).unwrap();
            let quoted = format!("\"{}\"", &text[start..end]);
            let alone: String = serde_json::from_str(&quoted).unwrap();
            prop_assert_eq!(alone, character.to_string());
        }
        prop_assert_eq!(root.byte_of(characters.len()), Some(text.len() - 1));
        prop_assert_eq!(root.byte_of(characters.len() + 1), None);
    }

    #[test]
    fn uniqueness_is_that_of_jsonschema(elements in prop::collection::vec(any_value(), 0..40), twice: bool) {
        let mut elements = elements;
        if let (true, Some(first)) = (twice, elements.first().cloned()) {
            elements.push(first);
        }
        let text = Value::from(elements.clone()).to_string();
        let mut tape = Tape::new();
        let root = Document::parse(&text, &Limits::default(), &mut tape).unwrap().root();
        let array = jsonschema::json::Node::<TapeJson>::as_array(&root).unwrap();
        let ours = jsonschema::json::Array::is_unique(&array);
        prop_assert_eq!(ours, jsonschema::json::unique::is_unique(&elements));
    }
}
