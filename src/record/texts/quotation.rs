//! What a quotation holds besides the source's words: marked ellipses, and the marks it is set in.

use std::sync::OnceLock;

use regex::Regex;

/// The parts of a quotation that its marked ellipses (`[…]`, `[...]`, `(…)`, `(...)`) divide, white space
/// at their edges left out. An ellipsis without brackets may be the source's own.
pub fn parts(quote: &str) -> Vec<&str> {
    static BRACKETED: OnceLock<Option<Regex>> = OnceLock::new();
    split(quote, BRACKETED.get_or_init(|| Regex::new(r"\[\s*(?:…|\.{2,})\s*\]|\(\s*(?:…|\.{2,})\s*\)").ok()))
}

/// The ways to take a quotation, the most literal first: as it stands, with every ellipsis taken for
/// a mark of what is left out, each of the two without the quotation marks around the whole, and all without
/// the full stop at its end, behind which the source may go on.
pub fn ways(quote: &str) -> Vec<Vec<&str>> {
    let mut ways: Vec<Vec<&str>> = Vec::new();
    let whole = [Some(quote), without_marks(quote)];
    let unstopped = whole.map(|words| words.and_then(|words| words.trim_end().strip_suffix('.')));
    for words in whole.into_iter().chain(unstopped).flatten() {
        for way in [parts(words), parts_at_any_ellipsis(words)] {
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
    }
    ways
}

/// The parts of a quotation that any ellipsis divides, without the quotation marks around the whole.
pub fn all_parts(quote: &str) -> Vec<&str> {
    ways(quote).pop().unwrap_or_default()
}

fn parts_at_any_ellipsis(quote: &str) -> Vec<&str> {
    static ANY: OnceLock<Option<Regex>> = OnceLock::new();
    split(quote, ANY.get_or_init(|| Regex::new(r"[\[(]?\s*(?:…|\.{3,})\s*[\])]?").ok()))
}

fn split<'q>(quote: &'q str, ellipsis: &Option<Regex>) -> Vec<&'q str> {
    let Some(ellipsis) = ellipsis else { return vec![quote] };
    ellipsis.split(quote).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The words inside of the quotation marks that stand around all of them.
fn without_marks(quote: &str) -> Option<&str> {
    const PAIRS: [(char, char); 7] =
        [('«', '»'), ('“', '”'), ('„', '“'), ('"', '"'), ('‘', '’'), ('\'', '\''), ('”', '“')];
    let words = quote.trim();
    PAIRS.iter().find_map(|(open, close)| words.strip_prefix(*open)?.strip_suffix(*close))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_marked_ellipsis_divides() {
        assert_eq!(parts("du 9 […] à Rabat"), ["du 9", "à Rabat"]);
        assert_eq!(parts("du 9 … à Rabat"), ["du 9 … à Rabat"]);
    }
}
