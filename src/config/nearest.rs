//! "Did you mean …?"

/// The name that is written most like `word`, if one is near enough to be meant.
///
/// Near enough is at most a third of the word's characters added, dropped, changed or exchanged
/// (optimal string alignment distance), and at least one; equal distances go to the first in the
/// order given, so the answer is always the same.
///
/// ```
/// use tadqiq::config::nearest;
/// assert_eq!(nearest("colections", ["rules", "collections"]), Some("collections"));
/// assert_eq!(nearest("weather", ["rules", "collections"]), None);
/// ```
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let length = word.chars().count();
    let bound = (length / 3).max(1);
    names
        .into_iter()
        // A hostile word may be megabytes long: the distance is only worked out where it can be small.
        .filter(|name| name.chars().count().abs_diff(length) <= bound)
        .map(|name| (strsim::osa_distance(word, name), name))
        .filter(|(distance, _)| *distance <= bound)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}
