//! What a field means: the words of the `x-tadqiq` annotation.

/// What a field means, said by its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum Role {
    /// The record's own id.
    RecordId,
    /// Whether a meeting was held, is planned, was cancelled, or is a draft.
    Status,
    /// What kind of meeting it was: a visit, a reception, a call …
    Kind,
    /// A date in normal form (EDTF).
    Date,
    /// The end of a range, where a schema keeps it beside the start.
    DateEnd,
    /// A date as the source says it.
    DateText,
    /// A weekday as the source says it.
    Weekday,
    /// A date in the Hijri calendar.
    HijriDate,
    /// The day a source was published.
    Published,
    /// The name of a person.
    PersonName,
    /// The name of an organisation.
    OrganizationName,
    /// The name of a place.
    PlaceName,
    /// A country, by ISO 3166-1 code or by name.
    Country,
    /// An office that a person holds.
    Office,
    /// Host or guest.
    Side,
    /// A language tag (BCP 47).
    Language,
    /// Prose of the curator.
    Text,
    /// Words of a source, as they stand there.
    Quote,
    /// The id of an entry of a registry.
    Reference,
    /// An address on the web.
    Url,
    /// The one name that a registry's entry goes by.
    CanonicalName,
    /// Another right spelling of a registry's entry.
    OtherSpelling,
    /// A name that looks like a registry's entry's and is another's.
    OtherEntity,
    /// The first day of an office.
    TermStart,
    /// The last day of an office.
    TermEnd,
    /// The path of a source's text.
    TextPath,
    /// The digest of a source's text.
    Digest,
    /// Where a quote starts in its source, in code points.
    OffsetStart,
    /// Where a quote ends in its source, in code points, exclusive.
    OffsetEnd,
    /// A remark of the curator.
    Note,
    /// How many meetings a source says it lists.
    StatedCount,
    /// A participant known by office only.
    Unnamed,
    /// Group: somebody who took part.
    Participant,
    /// Group: what is known of the day.
    When,
    /// Group: what is known of the place.
    Place,
    /// Group: a source, its words, and where they stand.
    Evidence,
    /// Group: an office, from when to when.
    Term,
}

/// What JSON type a role goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RoleType {
    /// `"string"`.
    String,
    /// `"string"` or `"integer"`: what something is known by. `7` and `"7"` are one id, known by its text.
    Id,
    /// `"integer"`.
    Integer,
    /// `"boolean"`.
    Boolean,
    /// `"object"`: a group.
    Object,
}

impl Role {
    /// Every role, leaves first.
    pub const ALL: [Self; 37] = [
        Self::RecordId,
        Self::Status,
        Self::Kind,
        Self::Date,
        Self::DateEnd,
        Self::DateText,
        Self::Weekday,
        Self::HijriDate,
        Self::Published,
        Self::PersonName,
        Self::OrganizationName,
        Self::PlaceName,
        Self::Country,
        Self::Office,
        Self::Side,
        Self::Language,
        Self::Text,
        Self::Quote,
        Self::Reference,
        Self::Url,
        Self::CanonicalName,
        Self::OtherSpelling,
        Self::OtherEntity,
        Self::TermStart,
        Self::TermEnd,
        Self::TextPath,
        Self::Digest,
        Self::OffsetStart,
        Self::OffsetEnd,
        Self::Note,
        Self::StatedCount,
        Self::Unnamed,
        Self::Participant,
        Self::When,
        Self::Place,
        Self::Evidence,
        Self::Term,
    ];

    /// The role's word in a schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::RecordId => "record-id",
            Self::Status => "status",
            Self::Kind => "kind",
            Self::Date => "date",
            Self::DateEnd => "date-end",
            Self::DateText => "date-text",
            Self::Weekday => "weekday",
            Self::HijriDate => "hijri-date",
            Self::Published => "published",
            Self::PersonName => "person-name",
            Self::OrganizationName => "organization-name",
            Self::PlaceName => "place-name",
            Self::Country => "country",
            Self::Office => "office",
            Self::Side => "side",
            Self::Language => "language",
            Self::Text => "text",
            Self::Quote => "quote",
            Self::Reference => "reference",
            Self::Url => "url",
            Self::CanonicalName => "canonical-name",
            Self::OtherSpelling => "other-spelling",
            Self::OtherEntity => "other-entity",
            Self::TermStart => "term-start",
            Self::TermEnd => "term-end",
            Self::TextPath => "text-path",
            Self::Digest => "digest",
            Self::OffsetStart => "offset-start",
            Self::OffsetEnd => "offset-end",
            Self::Note => "note",
            Self::StatedCount => "stated-count",
            Self::Unnamed => "unnamed",
            Self::Participant => "participant",
            Self::When => "when",
            Self::Place => "place",
            Self::Evidence => "evidence",
            Self::Term => "term",
        }
    }

    /// The role of that word.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The JSON type the role goes on.
    pub fn goes_on(self) -> RoleType {
        match self {
            Self::RecordId | Self::Reference => RoleType::Id,
            Self::OffsetStart | Self::OffsetEnd | Self::StatedCount => RoleType::Integer,
            Self::Unnamed => RoleType::Boolean,
            Self::Participant | Self::When | Self::Place | Self::Evidence | Self::Term => RoleType::Object,
            _ => RoleType::String,
        }
    }

    /// Whether the role ties others together instead of carrying a value.
    pub fn is_group(self) -> bool {
        self.goes_on() == RoleType::Object
    }
}

impl RoleType {
    /// The type's name in JSON Schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Id => "string or integer",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Object => "object",
        }
    }

    /// Whether a value that a schema gives this JSON type can be of it.
    pub fn is_allowed_by(self, json_type: &str) -> bool {
        match self {
            Self::Integer => matches!(json_type, "integer" | "number"),
            Self::Id => matches!(json_type, "string" | "integer" | "number"),
            Self::String | Self::Boolean | Self::Object => json_type == self.name(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_listed_in_order_and_found_by_its_word() {
        for (position, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, position);
            assert_eq!(Role::named(role.name()), Some(role));
        }
    }
}
