//! What is known of places and countries.

use serde_json::json;

use super::Understanding;
use crate::knowledge::countries::{code_of, code_of_another_list, is_code, names_of};
use crate::knowledge::places::WrittenPlace;
use crate::message;
use crate::record::Value;
use crate::words::Argument;

/// A country: its code, and its name.
pub(super) fn country(value: &Value<'_>, understood: &mut Understanding) {
    let text = value.text();
    let code = code_of(&text);
    let name = code.and_then(|code| names_of(code).next());
    let ours = |text: &'static str| Argument::ours(text);
    match (code, code_of_another_list(&text)) {
        (Some(code), _) => {
            let name = ours(name.unwrap_or(code));
            match is_code(&text) {
                true => understood.say("reads", message!("{name}", name)),
                false => understood.say("reads", message!("{code}, {name}", code: ours(code), name)),
            }
        }
        (None, Some(code)) => {
            understood.say("reads", message!("a code of another list for {code}", code: ours(code)));
        }
        (None, None) => understood.say("reads", "no country that is known"),
    }
    understood.put("code", code);
    understood.put("name", name);
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
