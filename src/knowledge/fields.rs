//! Which values the rules of script and text look at, and in what language.

use crate::knowledge::countries::code_of;
use crate::record::Context;
use crate::record::Value;
use crate::words::Role;

/// Names, offices and countries: the curator's words, a few at a time.
pub(crate) const NAMES: [Role; 6] = [
    Role::PersonName,
    Role::OrganizationName,
    Role::Office,
    Role::PlaceName,
    Role::Country,
    Role::CanonicalName,
];

/// Prose of the curator.
pub(crate) const PROSE: [Role; 2] = [Role::Text, Role::Note];

/// Names and prose: all that a curator writes.
pub(crate) const CURATED: [Role; 8] = [
    Role::PersonName,
    Role::OrganizationName,
    Role::Office,
    Role::PlaceName,
    Role::Country,
    Role::CanonicalName,
    Role::Text,
    Role::Note,
];

/// All that a curator writes, and the spellings that registries list.
pub(crate) const CURATED_AND_SPELLINGS: [Role; 9] = [
    Role::PersonName,
    Role::OrganizationName,
    Role::Office,
    Role::PlaceName,
    Role::Country,
    Role::CanonicalName,
    Role::Text,
    Role::Note,
    Role::OtherSpelling,
];

/// Every string that is no source's: white space at its edge makes another value of it.
pub(crate) const TYPED: [Role; 11] = [
    Role::PersonName,
    Role::OrganizationName,
    Role::Office,
    Role::PlaceName,
    Role::Country,
    Role::CanonicalName,
    Role::Text,
    Role::Note,
    Role::OtherSpelling,
    Role::Url,
    Role::RecordId,
];

/// All that is text. The last four are others' words, kept as they stand.
pub(crate) const WRITTEN: [Role; 12] = [
    Role::PersonName,
    Role::OrganizationName,
    Role::Office,
    Role::PlaceName,
    Role::Country,
    Role::CanonicalName,
    Role::Text,
    Role::Note,
    Role::OtherSpelling,
    Role::Quote,
    Role::DateText,
    Role::HijriDate,
];

/// All that is text, and addresses.
pub(crate) const WRITTEN_AND_ADDRESSES: [Role; 13] = [
    Role::PersonName,
    Role::OrganizationName,
    Role::Office,
    Role::PlaceName,
    Role::Country,
    Role::CanonicalName,
    Role::Text,
    Role::Note,
    Role::OtherSpelling,
    Role::Quote,
    Role::DateText,
    Role::HijriDate,
    Role::Url,
];

/// Whether the value keeps words of others as they stand, so that no fix may touch them.
pub(crate) fn is_verbatim(value: &Value<'_>) -> bool {
    matches!(value.role(), Role::OtherSpelling | Role::Quote | Role::DateText | Role::HijriDate)
}

/// Whether the value is prose: words of the curator or of a source, not a name.
pub(crate) fn is_prose(value: &Value<'_>) -> bool {
    matches!(value.role(), Role::Text | Role::Note | Role::Quote)
}

/// The first part of the value's language tag, in small letters: `ar` of `ar-MA`. Where the schema
/// does not say it, the profile's, if it has one language only.
pub(crate) fn language(value: &Value<'_>, context: &Context) -> Option<String> {
    let tag = value.language().or_else(|| match context.languages.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    })?;
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    (!primary.is_empty()).then(|| primary.to_ascii_lowercase())
}

/// What is read as Persian, Urdu or Kurdish where nobody says the language: by the country beside the value, else by
/// those of the record.
///
/// A rule that judges values one by one may ask it only of texts with a joiner: the engine judges those at each place.
pub(crate) fn language_of_country(value: &Value<'_>) -> Option<String> {
    let beside: Vec<Value<'_>> = value.group().values(Role::Country).collect();
    let countries = if beside.is_empty() { value.record().values(Role::Country).collect() } else { beside };
    countries.iter().find_map(|country| {
        let text = country.text();
        let language = match code_of(&text).unwrap_or(&text) {
            "IR" | "AF" | "TJ" => "fa",
            "PK" | "IN" => "ur",
            "IQ" => "ku",
            _ => return None,
        };
        Some(language.to_owned())
    })
}
