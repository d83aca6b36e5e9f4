//! The index of rules, on one page.
//!
//! A rule is a file `<family>/<defect>.rs`, a `pub mod` line in its family, and a line in [`ALL`].

/// Declares one of our rules: [`rule!`](crate::rule!) with a page under [`PAGES`](crate::rule::PAGES).
macro_rules! rule {
    (
        $(#[doc = $line:expr])*
        pub static $name:ident = { id: $id:literal, level: $level:expr, since: $since:literal, $($rest:tt)* }
    ) => {
        $crate::rule! {
            $(#[doc = $line])*
            pub static $name = {
                id: $id,
                level: $level,
                since: $since,
                url: concat!("https://tadqiq.github.io/tadqiq/rules/", $id),
                $($rest)*
            }
        }
    };
}

pub mod dataset;
pub mod date;
pub mod decision;
pub mod evidence;
pub mod json;
pub mod name;
pub mod record;
pub mod reference;
pub mod schema;
pub mod script;
pub mod text;

use crate::rule::{Rule, Rules};

/// Every rule, by family and name.
pub static ALL: &[&Rule] = &[
    &dataset::conflicting_dates::RULE,
    &dataset::count_differs::RULE,
    &dataset::duplicate_id::RULE,
    &dataset::duplicate_record::RULE,
    &dataset::near_duplicate::RULE,
    &dataset::two_places::RULE,
    &date::after_publication::RULE,
    &date::ambiguous_numeric::RULE,
    &date::calendars_disagree::RULE,
    &date::default::RULE,
    &date::dual_count::RULE,
    &date::era_conflict::RULE,
    &date::false_precision::RULE,
    &date::foreign_digits::RULE,
    &date::hijri_as_gregorian::RULE,
    &date::hijri_month_form::RULE,
    &date::idiom_misread::RULE,
    &date::impossible_day::RULE,
    &date::month_missing::RULE,
    &date::month_misspelt::RULE,
    &date::month_region::RULE,
    &date::no_date::RULE,
    &date::not_edtf::RULE,
    &date::not_understood::RULE,
    &date::order_break::RULE,
    &date::out_of_scope::RULE,
    &date::range_reversed::RULE,
    &date::relative::RULE,
    &date::set_as_interval::RULE,
    &date::shifted::RULE,
    &date::slash_months_differ::RULE,
    &date::text_disagrees::RULE,
    &date::weekday_mismatch::RULE,
    &date::year_missing::RULE,
    &decision::expired::RULE,
    &decision::stale::RULE,
    &evidence::date_left_out::RULE,
    &evidence::in_another_source::RULE,
    &evidence::missing::RULE,
    &evidence::offset_wrong::RULE,
    &evidence::paraphrase::RULE,
    &evidence::quote_absent::RULE,
    &evidence::quote_altered::RULE,
    &evidence::silent_correction::RULE,
    &evidence::stale::RULE,
    &evidence::status::RULE,
    &evidence::unsupported::RULE,
    &json::byte_order_mark::RULE,
    &json::duplicate_key::RULE,
    &json::empty::RULE,
    &json::not_utf8::RULE,
    &json::number_precision::RULE,
    &json::syntax::RULE,
    &json::too_deep::RULE,
    &json::too_large::RULE,
    &name::detached_waw::RULE,
    &name::digit_in_word::RULE,
    &name::honorific::RULE,
    &name::incomplete::RULE,
    &name::inconsistent_spelling::RULE,
    &name::near_duplicate::RULE,
    &name::not_a_name::RULE,
    &name::office_as_person::RULE,
    &name::office_conflict::RULE,
    &name::office_in_name::RULE,
    &name::run_together::RULE,
    &name::script::RULE,
    &name::stray_conjunction::RULE,
    &name::stray_punctuation::RULE,
    &record::duplicate_participant::RULE,
    &record::one_sided::RULE,
    &record::self_meeting::RULE,
    &reference::alias::RULE,
    &reference::ambiguous::RULE,
    &reference::city_misspelt::RULE,
    &reference::country::RULE,
    &reference::name_differs::RULE,
    &reference::office_window::RULE,
    &reference::unknown::RULE,
    &reference::unused::RULE,
    &schema::duplicate_keyword::RULE,
    &schema::format::RULE,
    &schema::ignored_sibling::RULE,
    &schema::missing_field::RULE,
    &schema::not_allowed::RULE,
    &schema::of_a_list::RULE,
    &schema::packed_list::RULE,
    &schema::placeholder::RULE,
    &schema::unknown_field::RULE,
    &schema::unknown_keyword::RULE,
    &schema::violation::RULE,
    &schema::wrong_type::RULE,
    &script::bidi_control::RULE,
    &script::confusable::RULE,
    &script::direction_mark::RULE,
    &script::drawn_out::RULE,
    &script::foreign_letter::RULE,
    &script::invisible::RULE,
    &script::letters_apart::RULE,
    &script::lost_letters::RULE,
    &script::mixed::RULE,
    &script::mojibake::RULE,
    &script::not_nfc::RULE,
    &script::presentation_form::RULE,
    &script::reversed::RULE,
    &script::stray_mark::RULE,
    &script::tatweel::RULE,
    &text::language::RULE,
    &text::latin_comma::RULE,
    &text::markup::RULE,
    &text::no_space_after::RULE,
    &text::space_before_punctuation::RULE,
    &text::unbalanced::RULE,
    &text::whitespace::RULE,
];

impl Default for Rules {
    fn default() -> Self {
        ALL.iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::PAGES;

    #[test]
    fn each_has_its_page_where_the_pages_lie() {
        for rule in ALL {
            assert_eq!(rule.url().unwrap_or_default(), format!("{PAGES}{}", rule.id()));
        }
    }
}
