//! Numbers that a spreadsheet stores for days, and that came out of it as numbers.

use chrono::{Days, NaiveDate};

/// The number of digits, and the numbers of the days of our meetings: 1954-10-03 to 2064-04-08.
const DIGITS: usize = 5;
const PLAUSIBLE: std::ops::RangeInclusive<u64> = 20_000..=60_000;

/// The day that a bare number stands for in a spreadsheet that counts from 1900.
///
/// ```
/// use tadqiq::date::spreadsheet_day;
/// assert_eq!(spreadsheet_day("44927").map(|day| day.to_string()).as_deref(), Some("2023-01-01"));
/// assert_eq!(spreadsheet_day("2022"), None);
/// assert_eq!(spreadsheet_day("room 44927"), None);
/// ```
#[must_use]
pub fn spreadsheet_day(text: &str) -> Option<NaiveDate> {
    let digits = text.trim();
    if digits.len() != DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = digits.parse().ok().filter(|number| PLAUSIBLE.contains(number))?;
    // Spreadsheets count a 29 February 1900 that never was: their day 61 is the first of March.
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(number))
}
