//! "Did you mean": the candidate a mistyped word stands nearest to.

use super::key::orthographic_key;

/// The candidate that a mistyped field, value or rule name most likely means.
///
/// Compared without case, hyphens, underscores, accents and Arabic spelling
/// variants, by Damerau–Levenshtein distance. The distance allowed grows with
/// the word: none up to two letters (but one where they begin the candidate: `of` is
/// `off`), one up to four, two up to eight, three beyond.
/// Of two candidates as near, the first in alphabetical order is taken.
///
/// ```
/// use tadqiq::text::nearest::nearest;
/// assert_eq!(nearest("particpants", ["place", "participants"]), Some("participants"));
/// assert_eq!(nearest("إجتماع", ["زيارة", "اجتماع"]), Some("اجتماع"));
/// assert_eq!(nearest("zzz", ["place"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A longer word is no slip of the pen, and the distance is quadratic.
    const LONGEST: usize = 200;

    let start: String = word.chars().take(LONGEST).collect();
    let key = orthographic_key(&start);
    let letters = key.chars().count();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = orthographic_key(candidate);
            let other_letters = other.chars().count();
            let is_begun = letters == 2 && other.starts_with(&key);
            let allowed = allowed_distance(letters.min(other_letters)).max(usize::from(is_begun));
            if key.is_empty() || letters.abs_diff(other_letters) > allowed {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&key, &other);
            (distance <= allowed).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

fn allowed_distance(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=4 => 1,
        5..=8 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_understood() {
        let names = [
            "date/month-missing",
            "date/weekday-mismatch",
            "name/honorific",
            "json/syntax",
            "held",
            "اجتماع",
        ];
        for (word, meant) in [
            ("date/month_missing", Some("date/month-missing")),
            ("Date/Month-Missing", Some("date/month-missing")),
            ("date/wekday-mismatch", Some("date/weekday-mismatch")),
            ("name/honorifics", Some("name/honorific")),
            ("hold", Some("held")),
            ("he", None),
            ("hel", Some("held")),
            ("إجتماع", Some("اجتماع")),
            ("اجتمـاع", Some("اجتماع")),
            ("name", None),
            ("", None),
            ("؟", None),
        ] {
            assert_eq!(nearest(word, names), meant, "{word}");
        }
    }

    #[test]
    fn the_order_of_candidates_does_not_matter() {
        assert_eq!(nearest("hat", ["cat", "bat"]), Some("bat"));
        assert_eq!(nearest("hat", ["bat", "cat"]), Some("bat"));
    }

    #[test]
    fn a_long_word_is_cut() {
        assert_eq!(nearest(&"ش".repeat(100_000), ["شش"]), None);
    }
}
