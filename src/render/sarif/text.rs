//! Words in SARIF's plain text messages (section 3.11), in which brackets make links.

use serde::Serialize;

use crate::render::sink::Sink;
use crate::report::shown::shown;

/// Words that make no link.
pub const SINK: Sink = Sink { ours: escaped, data: escaped_data };

/// A text as SARIF wraps it.
#[derive(Serialize)]
pub struct SarifText {
    text: String,
}

impl SarifText {
    /// The text of a message that is escaped already.
    pub fn new(text: String) -> Self {
        Self { text }
    }
}

fn escaped_data(data: &str) -> String {
    escaped(&shown(data))
}

/// Brackets and backslashes are escaped, as section 3.11.6 says; and since not every reader knows that, a bracket that
/// would begin a link's address is shown by its code.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '[' | ']' | '\\' => escaped.extend(['\\', character]),
            '(' if escaped.ends_with(']') => escaped.push_str("⟨U+0028⟩"),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_make_a_link() {
        for (text, expected) in [
            ("[x](https://x)", "\\[x\\]⟨U+0028⟩https://x)"),
            ("a\\[b] (c)", "a\\\\\\[b\\] (c)"),
            ("plain (text)", "plain (text)"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
