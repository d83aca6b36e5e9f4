//! What is known of places and countries.

use serde_json::json;

use super::Understanding;
use crate::knowledge::countries::{code_of, code_of_another_list, is_code, names_of};
use crate::knowledge::places::WrittenPlace;
use crate::message;
use crate::record::Value;
use crate::text::character::{Script, main_script};
use crate::words::Argument;

/// Names of a country that are told: of most it is what it is called in two languages.
const MOST_NAMES: usize = 2;

/// A country: its code, and what it is called.
pub(super) fn country(value: &Value<'_>, understood: &mut Understanding) {
    let text = value.text();
    let code = code_of(&text);
    let names: Vec<&str> = code.map(latin_names).unwrap_or_default();
    let called = || Argument::ours(names.join(", "));
    match (code, code_of_another_list(&text)) {
        (Some(_), _) if is_code(&text) => understood.say("reads", message!("{names}", names: called())),
        (Some(code), _) => {
            let said = message!("{code}: {names}", code: Argument::ours(code), names: called());
            understood.say("reads", said);
        }
        (None, Some(code)) => {
            let said = message!("a code of another list for {code}", code: Argument::ours(code));
            understood.say("reads", said);
        }
        (None, None) => understood.say("reads", "no country that is known"),
    }
    understood.put("code", code);
    understood.put("names", names);
}

/// The first names of a country in Latin letters.
fn latin_names(code: &str) -> Vec<&'static str> {
    let is_latin = |name: &&str| main_script(name) == Some(Script::Latin);
    names_of(code).filter(is_latin).take(MOST_NAMES).collect()
}

/// A place, taken apart.
pub(super) fn place(value: &Value<'_>, understood: &mut Understanding) {
    let text = value.text();
    let place = WrittenPlace::read(&text);
    for (words, code) in place.countries() {
        let said =
            message!("{name}, in {words} = {code}", name: place.name, words, code: Argument::ours(code));
        understood.say("reads", said);
    }
    let countries = place.countries().map(|(words, code)| json!({"text": words, "code": code}));
    understood.put("place", place.name);
    understood.put("countries", countries.collect::<Vec<_>>());
}
