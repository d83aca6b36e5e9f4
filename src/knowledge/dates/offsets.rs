//! How far the clocks of a country are ahead of UTC.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The minutes that clocks of a country (ISO 3166-1 alpha-2) are ahead of UTC, in winter and in summer; nothing for a
/// country that is not known, or whose zones lie too far apart to tell night from day.
///
/// ```
/// use tadqiq::internals::knowledge::dates::offsets::offsets;
/// assert_eq!(offsets("ES"), [60, 120]);
/// assert!(offsets("RU").is_empty());
/// ```
pub fn offsets(country: &str) -> &'static [i64] {
    static OFFSETS: LazyLock<FxHashMap<&str, Vec<i64>>> = LazyLock::new(|| {
        let lines = include_str!("offsets.txt").lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| {
                let (country, minutes) = line.split_once(' ')?;
                Some((country, minutes.split(' ').filter_map(|minutes| minutes.parse().ok()).collect()))
            })
            .collect()
    });
    OFFSETS.get(country).map_or(&[], Vec::as_slice)
}
