//! What is known beside two names, and what is decided from it.

use std::fmt;

use super::character::show;
use super::key::Tier;
use super::known::KnownNames;

/// What is known about two names beside their spelling. Empty by default: two bare names.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence<'a> {
    /// What the two have in common where they are named.
    pub shared: &'a [Shared],
    /// How often each form is written in the dataset, if it was counted.
    pub counts: Option<(u64, u64)>,
    /// The words that the dataset shows to be names of their own. The bundled
    /// table is always asked; this adds to it.
    pub known: Option<&'a KnownNames>,
    /// The registry id of each, if the registry holds it.
    pub registered: (Option<&'a str>, Option<&'a str>),
    /// What a curator has said about this pair.
    pub judgement: Option<Judgement>,
    /// What the two never have in common where they are named.
    pub apart: Option<Apart>,
}

/// What two names have on either side and never in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Apart {
    /// Each is named with countries of its own.
    Country,
    /// Each is written in languages of its own.
    Language,
}

/// What two names have in common where they are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Shared {
    /// Both hold one office.
    Office,
    /// Both belong to one organisation.
    Organization,
    /// Both met one person or organisation.
    Counterpart,
    /// One source names both.
    Source,
    /// Both are of one country. No evidence that they are one; to have none in common speaks for two.
    Country,
    /// Both are written in one language. No evidence that they are one; to have none in common speaks for two.
    Language,
}

impl Shared {
    /// Whether having it in common speaks for one name.
    #[must_use]
    pub fn is_evidence(self) -> bool {
        !matches!(self, Self::Country | Self::Language)
    }
}

/// What a curator has said about two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Judgement {
    /// One entity.
    Same,
    /// Two entities.
    Different,
}

/// Whether two names are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// One entity under two spellings.
    Same,
    /// Two entities.
    Different,
    /// Neither is shown.
    Undecided,
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Undecided => "undecided",
        })
    }
}

/// A verdict with its reasons, the deciding one first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NameComparison {
    /// What was decided.
    pub verdict: Verdict,
    /// Why; never empty.
    pub reasons: Vec<ComparisonReason>,
}

/// Why two names are taken for one, for two, or for neither.
///
/// `left` and `right` belong to the first and the second name. `Display` says
/// the reason in plain English, with nothing of the data printed raw.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ComparisonReason {
    /// A curator has said so.
    Judged(Judgement),
    /// Both are names of one registry entry.
    OneEntry {
        /// Its id.
        id: String,
    },
    /// They are names of two registry entries.
    TwoEntries {
        /// Id of the first.
        left: String,
        /// Id of the second.
        right: String,
    },
    /// At least one is no name: no letters, a filler, markup.
    NotAName,
    /// They count differently: regnal numbers, ordinals, digits.
    NumbersDiffer {
        /// The numbers of the first.
        left: String,
        /// The numbers of the second.
        right: String,
    },
    /// Only one has a number.
    NumberInOne,
    /// One is the elder, the other the younger.
    GenerationsDiffer,
    /// Only one has a mark like Jr. or الابن.
    GenerationInOne,
    /// Initials that contradict.
    InitialsDiffer {
        /// Of the first.
        left: String,
        /// Of the second.
        right: String,
    },
    /// What the two never have in common where they are named.
    Apart(Apart),
    /// A form of address or an office stands before one only, or another one.
    AddressLeftOut {
        /// Before the first; empty for none.
        left: String,
        /// Before the second; empty for none.
        right: String,
    },
    /// What stands before them is never said of one person: Mr and Mrs, two offices before a surname.
    AddressesDiffer {
        /// Before the first.
        left: String,
        /// Before the second.
        right: String,
    },
    /// A sign (`&`, `+`, `@`, `#`) that belongs to the name in one only.
    SignInOne {
        /// The sign.
        sign: char,
    },
    /// The article in one only, before a word that is a given name without it: علي and العلي.
    ArticleMakesAnother {
        /// The word without its article.
        word: String,
    },
    /// Marks that make another name, as the tones of Vietnamese do.
    TonesDiffer,
    /// The same initials in another order.
    InitialsInOtherOrder,
    /// The same words in another order, which nothing shows to be a family name put first.
    WordsChangePlaces,
    /// An initial in one where the other has a word, or nothing.
    InitialFits,
    /// Equal keys at this tier.
    EqualKey(Tier),
    /// The same words in another order.
    OtherOrder,
    /// The same words in another order, but either order makes a name.
    EitherOrderIsAName,
    /// The same parts of a list in another order.
    ListInOtherOrder,
    /// One letter apart in one word, and nothing else.
    OneLetterApart {
        /// Letters of that word, the shorter of the two.
        letters: usize,
    },
    /// The word that differs is too short for one letter to be called a slip: what stands beside it says nothing.
    TooShort {
        /// Letters of that word, the shorter of the two.
        letters: usize,
    },
    /// One letter apart in names of one word, which nothing stands beside.
    NothingBeside,
    /// The two words that differ are both names of their own.
    BothAreNames {
        /// Of the first.
        left: String,
        /// Of the second.
        right: String,
    },
    /// A first letter differs: slips are rare there, other names are not.
    FirstLetterDiffers {
        /// The word of the first.
        left: String,
        /// The word of the second.
        right: String,
    },
    /// The words that differ are too short for one letter to be called a slip.
    ShortWordsDiffer {
        /// Of the first.
        left: String,
        /// Of the second.
        right: String,
    },
    /// The words differ by an ending that makes a man's name a woman's or a name an adjective.
    EndingDiffers {
        /// Of the first.
        left: String,
        /// Of the second.
        right: String,
    },
    /// Both forms are written often.
    BothFrequent {
        /// Count of the first.
        left: u64,
        /// Count of the second.
        right: u64,
    },
    /// They differ by a family particle (de, van, bin).
    ParticleInOne,
    /// The words that differ are known as spellings of one name.
    OtherSpelling {
        /// The first that differs, of the first.
        left: String,
        /// Of the second.
        right: String,
    },
    /// Equal consonant skeletons across scripts.
    EqualSkeleton {
        /// The skeleton.
        skeleton: String,
    },
    /// Equal skeletons, with too few consonants to decide alone.
    SkeletonTooShort {
        /// Its consonants.
        consonants: usize,
    },
    /// They share something where they are named.
    Shares(Shared),
    /// Nothing shows that they are one, and nothing that they are not.
    NothingShown,
}

impl fmt::Display for ComparisonReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Judged(Judgement::Same) => formatter.write_str("judged to be one, on file"),
            Self::Judged(Judgement::Different) => formatter.write_str("judged to be two, on file"),
            Self::OneEntry { id } => write!(formatter, "both are names of the registry entry {}", show(id)),
            Self::TwoEntries { left, right } => {
                write!(formatter, "two registry entries: {} / {}", show(left), show(right))
            }
            Self::NotAName => formatter.write_str("at least one is not a name"),
            Self::NumbersDiffer { left, right } => {
                write!(formatter, "different numbers: {left} / {right}")
            }
            Self::NumberInOne => formatter.write_str("a number in one only"),
            Self::GenerationsDiffer => formatter.write_str("one is the elder, the other the younger"),
            Self::GenerationInOne => formatter.write_str("a mark of generation in one only"),
            Self::InitialsDiffer { left, right } => {
                write!(formatter, "different initials: {} / {}", show(left), show(right))
            }
            Self::Apart(Apart::Country) => formatter.write_str("they are named with different countries"),
            Self::Apart(Apart::Language) => formatter.write_str("they are written in different languages"),
            Self::AddressLeftOut { left, right } if left.is_empty() || right.is_empty() => {
                write!(
                    formatter,
                    "{} stands before the name in one only, and is no part of it",
                    show(&format!("{left}{right}"))
                )
            }
            Self::AddressLeftOut { left, right } => {
                write!(
                    formatter,
                    "{} and {} stand before the name, and are no part of it",
                    show(left),
                    show(right)
                )
            }
            Self::AddressesDiffer { left, right } => {
                write!(formatter, "{} and {} are said of two people", show(left), show(right))
            }
            Self::SignInOne { sign } => {
                write!(formatter, "{} is a part of one name only", show(&sign.to_string()))
            }
            Self::ArticleMakesAnother { word } => {
                write!(
                    formatter,
                    "the article in one only: with it and without it {} are two names",
                    show(word)
                )
            }
            Self::TonesDiffer => formatter.write_str("marks on the letters that make another name (tones)"),
            Self::InitialsInOtherOrder => formatter.write_str("the same initials in another order"),
            Self::WordsChangePlaces => {
                formatter.write_str("the same words in another order, which may make another name")
            }
            Self::InitialFits => formatter.write_str("an initial in one that the other may stand for"),
            Self::EqualKey(Tier::Exact) => {
                formatter.write_str("equal without marks, punctuation, spacing and invisible characters")
            }
            Self::EqualKey(Tier::Orthographic) => {
                formatter.write_str("equal without hamza, ى/ي, ة/ه, case and accents")
            }
            Self::EqualKey(Tier::Loose) => formatter.write_str(
                "equal without articles, joined particles, small words (of, and) and abbreviations (Ltd)",
            ),
            Self::OtherOrder => formatter.write_str("the same words in another order"),
            Self::EitherOrderIsAName => {
                formatter.write_str("the same words in another order, but either order makes a name")
            }
            Self::ListInOtherOrder => formatter.write_str("the same parts of a list in another order"),
            Self::OneLetterApart { letters } => write!(formatter, "one letter apart, in a word of {letters}"),
            Self::TooShort { letters } => {
                write!(
                    formatter,
                    "one letter apart, in a word of {letters}: too short to tell a slip from another name"
                )
            }
            Self::NothingBeside => {
                formatter.write_str("one letter apart, in names of one word: nothing beside it shows a slip")
            }
            Self::BothAreNames { left, right } => {
                write!(formatter, "{} and {} are two names", show(left), show(right))
            }
            Self::FirstLetterDiffers { left, right } => {
                write!(formatter, "{} and {} differ in the first letter", show(left), show(right))
            }
            Self::ShortWordsDiffer { left, right } => {
                write!(
                    formatter,
                    "{} and {} are too short to tell a slip from another word",
                    show(left),
                    show(right)
                )
            }
            Self::EndingDiffers { left, right } => {
                write!(
                    formatter,
                    "{} and {} differ by an ending that makes another name",
                    show(left),
                    show(right)
                )
            }
            Self::BothFrequent { left, right } => {
                write!(formatter, "both are written often: {left} and {right} times")
            }
            Self::ParticleInOne => formatter.write_str("they differ by a family particle"),
            Self::OtherSpelling { left, right } => {
                write!(formatter, "{} and {} are spellings of one name", show(left), show(right))
            }
            Self::EqualSkeleton { skeleton } => {
                write!(formatter, "the same consonants in two scripts ({})", show(skeleton))
            }
            Self::SkeletonTooShort { consonants } => {
                write!(formatter, "the same {consonants} consonants in two scripts: too few to decide alone")
            }
            Self::Shares(Shared::Office) => formatter.write_str("both hold one office"),
            Self::Shares(Shared::Organization) => formatter.write_str("both belong to one organisation"),
            Self::Shares(Shared::Counterpart) => formatter.write_str("both met one counterpart"),
            Self::Shares(Shared::Country) => formatter.write_str("both are of one country"),
            Self::Shares(Shared::Language) => formatter.write_str("both are written in one language"),
            Self::Shares(Shared::Source) => formatter.write_str("one source names both"),
            Self::NothingShown => {
                formatter.write_str("nothing shows that they are one, nor that they are two")
            }
        }
    }
}
