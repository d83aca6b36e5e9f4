//! What was written for a program: entities and tags of HTML, escapes that nobody took back.

mod escape;
mod plain;
mod tag;

use std::ops::Range;

use html_escape::decode_html_entities;

pub(crate) use plain::plain;

/// A piece of markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Markup<'t> {
    pub kind: MarkupKind,
    pub written: &'t str,
    /// Where it stands, in code points.
    pub characters: Range<usize>,
    /// What it says: a line break is `\n`.
    pub says: String,
}

/// What was forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkupKind {
    /// `&eacute;`
    Entity,
    /// `<br/>`
    Tag,
    /// `\u00e9`, `%C3%A9`, `_x000D_`
    Escape,
}

/// The longest entity: `&CounterClockwiseContourIntegral;`
const LONGEST_ENTITY: usize = 34;

/// The pieces of markup of a text, but for those in addresses, paths and code.
pub(crate) fn find(text: &str) -> Vec<Markup<'_>> {
    let mut found = Vec::new();
    if !may_have_any(text) {
        return found;
    }
    let left_alone = addresses_and_code(text);
    let mut left_alone = left_alone.iter().peekable();
    let is_closed = text.contains("</");
    // Counted along, so that a text is gone through once.
    let (mut counted, mut position) = (0, 0);
    let mut byte = 0;
    while let Some(skipped) = text[byte..].find(['&', '<', '\\', '%', '_']) {
        let at = byte + skipped;
        while left_alone.next_if(|range| range.end <= at).is_some() {}
        if let Some(range) = left_alone.peek().filter(|range| range.start <= at) {
            byte = range.end;
            continue;
        }
        let Some((kind, length, says)) = piece_at(text, at) else {
            byte = at + 1;
            continue;
        };
        let written = &text[at..at + length];
        if kind == MarkupKind::Tag && !is_closed && names_a_key(text, at, written) {
            byte = at + length;
            continue;
        }
        position += text[counted..at].chars().count();
        let characters = position..position + written.chars().count();
        position = characters.end;
        counted = at + length;
        byte = counted;
        found.push(Markup { kind, written, characters, says });
    }
    found
}

/// Whether there is a sign that all markup has.
pub(crate) fn may_have_any(text: &str) -> bool {
    memchr::memchr3(b'&', b'<', b'\\', text.as_bytes()).is_some()
        || memchr::memchr(b'%', text.as_bytes()).is_some()
        || text.contains("_x")
}

/// "Use the <b> key": a tag of one letter that stands like a word of its own.
fn names_a_key(text: &str, at: usize, written: &str) -> bool {
    let [b'<', letter, b'>'] = written.as_bytes() else { return false };
    let is_apart = |side: Option<char>| side.is_none_or(|it| !it.is_alphanumeric() && it != '<' && it != '>');
    letter.is_ascii_alphabetic()
        && !letter.eq_ignore_ascii_case(&b'p')
        && at > 0
        && is_apart(text[..at].chars().next_back())
        && is_apart(text[at + written.len()..].chars().next())
}

fn piece_at(text: &str, at: usize) -> Option<(MarkupKind, usize, String)> {
    let rest = &text[at..];
    match rest.as_bytes().first()? {
        b'&' => entity(rest).map(|(length, says)| (MarkupKind::Entity, length, says)),
        b'<' => tag::at_start(rest).map(|(length, says)| (MarkupKind::Tag, length, says.to_owned())),
        _ => escape::at(text, at).map(|(length, says)| (MarkupKind::Escape, length, says)),
    }
}

/// The entity that a text begins with. `&amp;amp;` was written twice over and says one `&`.
fn entity(text: &str) -> Option<(usize, String)> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')? + 1;
    let written = text.get(..end)?;
    let says = decode_html_entities(written);
    if says == written || says.contains('\u{FFFD}') {
        return None;
    }
    if says != "&" {
        return Some((end, says.chars().map(written_plainly).collect()));
    }
    let mut length = end;
    while text[length..].starts_with("amp;") {
        length += "amp;".len();
    }
    Some((length, says.into_owned()))
}

/// A character as it may stand in a text: a plain space for all spaces, nothing for what nobody sees.
fn written_plainly(character: char) -> String {
    match character {
        '\n' | '\r' => "\n".to_owned(),
        _ if character.is_whitespace() => " ".to_owned(),
        _ if crate::text::character::needs_showing(character) => String::new(),
        _ => character.to_string(),
    }
}

/// The bytes of addresses on the web and of what stands between backticks, in order.
fn addresses_and_code(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if text.contains('`') {
        let ticks: Vec<usize> = memchr::memchr_iter(b'`', text.as_bytes()).collect();
        found.extend(ticks.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1));
    }
    if text.contains("://") || text.contains("www.") || text.contains("mailto:") {
        let start = text.as_ptr() as usize;
        let tokens =
            text.split(|character: char| character.is_whitespace() || matches!(character, '"' | '<' | '>'));
        let is_address =
            |token: &&str| token.contains("://") || token.starts_with("www.") || token.starts_with("mailto:");
        found.extend(tokens.filter(is_address).map(|token| {
            let from = token.as_ptr() as usize - start;
            from..from + token.len()
        }));
    }
    found.sort_unstable_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_is_told_from_signs_that_mean_themselves() {
        for (text, said) in [
            ("D&#39;Arcy", "D'Arcy"),
            ("D&rsquo;Arcy", "D’Arcy"),
            ("Saint-Barth&eacute;lemy", "Saint-Barthélemy"),
            ("Nu&#xF1;o", "Nuño"),
            ("Kiran &amp; Sons", "Kiran & Sons"),
            ("Kiran &amp;amp; Sons", "Kiran & Sons"),
            ("&quot;Agora&quot;", "\"Agora\""),
            ("Rabat<br/>Fez", "Rabat Fez"),
            ("<b>Ines</b> Prado", "Ines Prado"),
            ("<a href=\"x.html\">Ines</a> Prado", "Ines Prado"),
            ("D\\u0027Arcy", "D'Arcy"),
            ("Andr\\u00e9 Blanc", "André Blanc"),
            ("\\u0639\\u0644\\u064a", "علي"),
            ("Rabat\\nFez", "Rabat Fez"),
            ("Ren%C3%A9 Blanc", "René Blanc"),
            ("Ren\\xe9 Blanc", "René Blanc"),
            ("Blanc_x000D_", "Blanc"),
            ("Ines&nbsp;Prado", "Ines Prado"),
            ("D\\'Arcy", "D'Arcy"),
            ("R&Atilde;&copy;union", "Réunion"),
            ("re&#769;union", "réunion"),
            ("محمد&nbsp;علي&rlm;", "محمد علي"),
        ] {
            assert_eq!(plain(text, ' ').as_deref(), Some(said), "{text}");
        }
        for text in [
            "AT&T",
            "R&D; Q&A",
            "x < 5",
            "a<b",
            "<ines@example.org>",
            "C:\\new",
            "\\\\server\\new",
            "C:\\Users\\u00e9",
            "https://example.org/?a=1&amp;b=2",
            "`<b>`",
            "100%",
            "50%20",
            "a_x_b",
            "S&D",
            "<5 > 3",
            "1 < 2 > 0",
            "Marks & Spencer; Co",
            "α & β",
            "\\nu",
            "<?>",
            "<name>",
            "&c.",
            "snake_case",
            "3 % de",
            "D:\\text\\n.txt",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn pieces_lie_in_any_text_in_order(text in any::<String>()) {
            in_order(&text);
        }

        #[test]
        fn pieces_lie_in_hostile_text_in_order(text in r"(&|amp;|#|x?[0-9]{1,3}|;|<|/?(b|br|p)|>|\\|u[0-9a-f]{4}|n|%|C3|A9|_x000D_|`|://|é|ب| ){0,20}") {
            in_order(&text);
        }
    }

    fn in_order(text: &str) {
        let count = text.chars().count();
        let mut last = 0;
        for piece in find(text) {
            assert!(piece.characters.start >= last && piece.characters.end <= count);
            assert!(!piece.characters.is_empty());
            last = piece.characters.end;
        }
        if let Some(said) = plain(text, '\n') {
            assert_eq!(find(&said), [], "{text:?} gives {said:?}");
        }
    }
}
