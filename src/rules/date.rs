//! When it was.

pub mod after_publication;
pub mod ambiguous_numeric;
pub mod calendars_disagree;
pub mod dual_count;
pub mod era_conflict;
pub mod false_precision;
pub mod foreign_digits;
pub mod hijri_as_gregorian;
pub mod hijri_month_form;
pub mod idiom_misread;
pub mod impossible_day;
pub mod month_missing;
pub mod month_misspelt;
pub mod month_region;
pub mod not_edtf;
pub mod order_break;
pub mod out_of_scope;
pub mod range_reversed;
pub mod relative;
pub mod set_as_interval;
pub mod slash_months_differ;
pub mod text_disagrees;
pub mod weekday_mismatch;
pub mod year_missing;
