//! Quotations with marked ellipses.

use std::sync::OnceLock;

use regex::Regex;

/// The parts of a quotation that its marked ellipses (`[…]`, `[...]`, `(…)`, `(...)`) divide, white space
/// at their edges left out. An ellipsis without brackets may be the source's own.
///
/// ```
/// assert_eq!(tadqiq::evidence::parts("du 9 […] à Rabat"), ["du 9", "à Rabat"]);
/// ```
pub fn parts(quote: &str) -> Vec<&str> {
    static ELLIPSIS: OnceLock<Option<Regex>> = OnceLock::new();
    let ellipsis = ELLIPSIS.get_or_init(|| Regex::new(r"\[\s*(?:…|\.{2,})\s*\]|\(\s*(?:…|\.{2,})\s*\)").ok());
    let Some(ellipsis) = ellipsis else { return vec![quote] };
    ellipsis.split(quote).map(str::trim).filter(|part| !part.is_empty()).collect()
}
