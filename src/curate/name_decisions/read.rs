//! Decisions as a curator hands them in.

use serde_json::Value;

use super::NameDecision;
use crate::report::shown::shown;
use crate::text::character::show;
use crate::text::comparison::Judgement;
use crate::words::Role;

/// The decisions of a text, and what in it is none: each with the line or the entity it stands in.
pub fn decisions(text: &str) -> (Vec<NameDecision>, Vec<String>) {
    match text.trim_start().starts_with('[') {
        true => of_entities(text),
        false => of_lines(text),
    }
}

fn of_entities(text: &str) -> (Vec<NameDecision>, Vec<String>) {
    let entities: Vec<Value> = match serde_json::from_str(text) {
        Ok(entities) => entities,
        Err(error) => {
            let why = show(&error.to_string()).into_owned();
            return (Vec::new(), vec![format!("the list is not JSON, so nothing of it was read: {why}")]);
        }
    };
    let mut found = Vec::new();
    let mut unread = Vec::new();
    for (entity, number) in entities.iter().zip(1..) {
        match of_entity(entity) {
            Some(decided) => found.extend(decided),
            None => {
                let beginning = beginning(&entity.to_string());
                unread
                    .push(format!("entity {number} of the list has no forms and proposed form: {beginning}"));
            }
        }
    }
    (found, unread)
}

fn of_lines(text: &str) -> (Vec<NameDecision>, Vec<String>) {
    let mut found = Vec::new();
    let mut unread = Vec::new();
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        match serde_json::from_str(line).ok().and_then(|pair| of_pair(&pair)) {
            Some(Said::Decision(decided)) => found.push(decided),
            // Nothing was decided: nothing is written.
            Some(Said::Undecided) => {}
            None => unread.push(format!(
                "line {number} is no decision {{\"a\": …, \"b\": …, \"verdict\": \"same\" or \"different\"}}: {}",
                beginning(line)
            )),
        }
    }
    (found, unread)
}

enum Said {
    Decision(NameDecision),
    Undecided,
}

fn of_pair(pair: &Value) -> Option<Said> {
    let text = |key: &str| pair.get(key)?.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let judgement = match text("verdict")?.as_str() {
        "same" => Judgement::Same,
        "different" => Judgement::Different,
        "undecided" => return Some(Said::Undecided),
        _ => return None,
    };
    let role = text("role").and_then(|role| Role::named(&role));
    Some(Said::Decision(NameDecision { a: text("a")?, b: text("b")?, judgement, role }))
}

/// The forms of an entity are the proposed one.
fn of_entity(entity: &Value) -> Option<Vec<NameDecision>> {
    let role = entity.get("role").and_then(Value::as_str).and_then(Role::named);
    let proposed = entity.get("proposed")?.as_str()?;
    let forms = entity.get("forms")?.as_array()?.iter().filter_map(|form| form.get("form")?.as_str());
    let others = forms.filter(|form| *form != proposed);
    Some(
        others
            .map(|form| NameDecision {
                a: proposed.to_owned(),
                b: form.to_owned(),
                judgement: Judgement::Same,
                role,
            })
            .collect(),
    )
}

fn beginning(text: &str) -> String {
    shown(&text.chars().take(60).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_decision_is_told_by_its_line() {
        let (read, unread) = decisions(concat!(
            "{\"a\":\"Ada\",\"b\":\"Adah\",\"verdict\":\"same\"}\n",
            "{\"a\":\"Ada\",\"b\":\" \",\"verdict\":\"same\"}\n",
            "\n",
            "{\"a\":\"Ada\",\"b\":\"Bela\",\"verdict\":\"undecided\"}\n",
            "{\"a\":\"Ada\"\n",
        ));
        assert_eq!(read.len(), 1);
        let lines: Vec<&str> =
            unread.iter().filter_map(|line| line.split(" is no decision").next()).collect();
        assert_eq!(lines, ["line 2", "line 5"]);
    }
}
