use super::*;

const FINGERPRINT: &str = "10123456789abcdef0123456789abcdef";
const CAUSE: &str = "0123456789abcdef";

fn read(text: &str) -> Result<Decisions, (u64, DecisionProblem)> {
    Decisions::read(text.as_bytes(), &Rules::default())
}

/// A line as a person may write it, with `'` for `"`.
fn line(members: &str) -> String {
    format!("{{'rule': 'name/honorific', 'why': 'so', {members}}}").replace('\'', "\"")
}

#[test]
fn a_decision_is_read_as_it_is_written() {
    for members in [
        &format!(
            "'fingerprint': '{FINGERPRINT}', 'record': 'r1', 'pointer': '/a/0', 'value': '{}'",
            "0a".repeat(16)
        ),
        &format!("'fingerprint': '{FINGERPRINT}', 'content': '{}', 'since': '2022-01-02'", "0a".repeat(16)),
        &format!("'fingerprint': '{FINGERPRINT}', 'file': 'r/ف.json', 'by': 'Ada', 'until': '2022-01-02'"),
        &format!("'cause': '{CAUSE}', 'arguments': ['The', 'ي'], 'message': 'x', 'collection': 'people'"),
    ] {
        let decisions = read(&line(members)).unwrap();
        let [only] = decisions.lines() else { panic!("{members}") };
        let written = serde_json::to_string(only.decision.as_ref()).unwrap();
        let again = read(&written).unwrap();
        assert_eq!(again.lines()[0].decision, only.decision, "{written}");
    }
}

#[test]
fn what_is_no_decision_is_told_by_its_line() {
    let of = |members: &str| line(&format!("'fingerprint': '{FINGERPRINT}', {members}"));
    for (text, expected) in [
        ("{".to_owned(), "this is not JSON: EOF while parsing an object at column 1"),
        ("<<<<<<< HEAD".to_owned(), "this is the mark of a merge that was not finished"),
        ("7".to_owned(), "a decision is an object, and this is none"),
        ("{}".to_owned(), "a decision needs the key rule"),
        (r#"{"rule": "name/honorific"}"#.to_owned(), "a decision needs the key why"),
        (line("'x': 1").replace("\"so\"", "\" \""), "unknown key: x"),
        (line("'cause': '1'").replace("\"so\"", "\" \""), "a decision needs a reason, and its why is empty"),
        (line("'by': 'Ada'"), "a decision is of a fingerprint or of a cause: this is of neither"),
        (of("'cause': '0123456789abcdef'"), "a decision is of a fingerprint or of a cause: this is of both"),
        (line("'fingerprint': '2'"), "fingerprint is \"2\", which is not a fingerprint of this version"),
        (line("'cause': 'xyz'"), "cause is \"xyz\", which is not the id of a cause"),
        (of("'until': '2022-1-2'"), "until is \"2022-1-2\", which is not a day"),
        (
            of("'since': '2022-01-03', 'until': '2022-01-02'"),
            "it ends on 2022-01-02, before it begins on 2022-01-03",
        ),
        (of("'pointer': 'a'"), "pointer is \"a\", which is not a JSON Pointer"),
        (of("'by': 1"), "by must be a text"),
        (of("'value': '1'"), "value is \"1\", which is not 32 hexadecimal digits"),
        (line("'cause': '0123456789abcdef', 'arguments': [1]"), "arguments must be a list of texts"),
        (line("'cause': '0123456789abcdef'").replace("honorific", "honorifc"), "unknown rule: name/honorifc"),
        (
            line("'cause': '0123456789abcdef'").replace("name/honorific", "json/syntax"),
            "json/syntax cannot be accepted: nobody knows what a record says that could not be read",
        ),
    ] {
        let (number, problem) = read(&format!("\n{text}\n")).unwrap_err();
        assert_eq!((number, problem.to_string().as_str()), (2, expected), "{text}");
        assert!(!problem.way_out().is_empty());
    }
    let twice = format!("{0}\n\n{0}\n", of("'by': 'x'"));
    assert_eq!(read(&twice).unwrap_err(), (3, DecisionProblem::Repeated { line: 1 }));
    let bytes = [of("'by': 'x'").as_bytes(), b"\n{\"why\": \"\xff\"}"].concat();
    assert_eq!(Decisions::read(&bytes, &Rules::default()).unwrap_err(), (2, DecisionProblem::NotUtf8));
}

#[test]
fn lines_know_where_they_begin() {
    let own = line(&format!("'cause': '{CAUSE}'"));
    let decisions = read(&format!("\u{feff}\r\n  {own}\r\n")).unwrap();
    let [only] = decisions.lines() else { panic!() };
    assert_eq!((only.line, only.start, only.end), (2, 7, 7 + own.len() as u64));
}

#[test]
fn a_decision_is_of_findings_of_its_own_rule() {
    let decisions = read(&format!(
        "{}\n{}",
        line(&format!("'cause': '{CAUSE}'")),
        line(&format!("'fingerprint': '{FINGERPRINT}'"))
    ))
    .unwrap();
    let of = |rule, fingerprint: &str, cause: &str| -> Vec<usize> {
        let found = decisions.of(rule, fingerprint.parse().unwrap(), cause.parse().unwrap());
        found.map(|(position, _)| position).collect()
    };
    let (other, another) = (format!("1{}", "0".repeat(32)), "0".repeat(16));
    assert_eq!(of("name/honorific", FINGERPRINT, CAUSE), [1, 0]);
    assert_eq!(of("name/honorific", &other, CAUSE), [0]);
    assert_eq!(of("name/honorific", FINGERPRINT, &another), [1]);
    assert_eq!(of("name/script", FINGERPRINT, CAUSE), [0; 0]);
}
