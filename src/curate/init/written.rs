//! Texts that are written to files and shown on a terminal: what it would obey is written as its code.

use serde_json::Value;

use crate::text::character::{is_joiner, is_variation_selector, needs_showing};

/// A value as a JSON text of several lines. What controls a terminal, and the bracket of `##[command]`, stand as their
/// escapes, which mean the same.
pub fn json_text(value: &Value) -> String {
    let written = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut text = with_escapes(&written, |character| {
        let mut units = [0; 2];
        character.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect()
    });
    text.push('\n');
    text
}

/// A text as a basic string of TOML.
pub fn toml_string(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    with_escapes(&quoted, |character| format!("\\U{:08X}", u32::from(character)))
}

fn with_escapes(written: &str, escape: impl Fn(char) -> String) -> String {
    let mut text = String::with_capacity(written.len());
    let mut signs = 0;
    for character in written.chars() {
        let is_seen = character == '\n' || !needs_showing(character) && !is_joiner(character);
        match character {
            '[' if signs >= 2 => text.push_str(&escape(character)),
            _ if is_seen => text.push(character),
            _ => text.push_str(&escape(character)),
        }
        signs = match character {
            '#' => signs + 1,
            _ if is_joiner(character) || is_variation_selector(character) => signs,
            _ => 0,
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_means_the_same_and_nothing_in_it_is_obeyed() {
        for hostile in [
            "a\u{202e}b\u{1b}[31m",
            "##[error]x",
            "#\u{200d}#[error]",
            "\u{e0041}\u{10ffff}\u{7f}\u{9b}",
            "«é» سلام",
        ] {
            let json = json_text(&serde_json::json!({ hostile: [hostile] }));
            assert_eq!(
                serde_json::from_str::<Value>(&json).unwrap(),
                serde_json::json!({ hostile: [hostile] })
            );
            let line = format!("a = {}", toml_string(hostile));
            let read: toml::Table = toml::from_str(&line).unwrap();
            assert_eq!(read.get("a").and_then(|it| it.as_str()), Some(hostile));
            for text in [json, line] {
                assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{9b}', '\u{7f}', '\u{e0041}']), "{text:?}");
                assert!(!text.contains("##["), "{text:?}");
            }
        }
    }
}
