//! Arabic and Latin script: what a character is, how a name is spelled, and
//! whether two names are one.
//!
//! Knows nothing of records, schemas or rules. Every function takes any text and
//! none panics; nothing here is quadratic in the number of names.
//!
//! | asked | answered by |
//! | --- | --- |
//! | what is this character called; may it be printed | [`character::describe`], [`character::show`], [`character::needs_showing`] |
//! | script, direction, cells on a terminal | [`character::scripts`], [`character::main_script`], [`character::base_direction`], [`character::display_width`] |
//! | the same offset in bytes, code points, UTF-16 | [`offsets`] |
//! | the words of a name; its parts; the name tidied | [`token::words`], [`token::parts`], [`token::tidy`] |
//! | are two names spelled alike | [`key::key`] at three [tiers](key::Tier), [`key::bag_key`] for any order |
//! | the same across scripts | [`skeleton::skeleton`] |
//! | decoded wrongly? what did it say | [`mojibake::repair`], [`mojibake::is_mojibake`] |
//! | drawn alike but not equal | [`confusable::look_alike`] |
//! | what do two spellings differ by, in words | [`difference::difference`] |
//! | did you mean | [`nearest::nearest`] |
//! | are two names one, and why | [`compare::compare`] with [`comparison::Evidence`] |
//! | all names of a dataset by entity | [`cluster::cluster`] with [`judgements::Judgements`] |
//!
//! Comparing goes from the sure to the likely. A [`name::Name`] is read once: its keys,
//! numbers, initials, generation. What is [known](known::KnownNames) to be a name of
//! its own is never a slip of the pen. [`compare::compare`] then says *same*,
//! *different* or *undecided*, never a bare score; [`cluster::cluster`] asks it
//! about the pairs that share a block.
//!
//! Sources: Unicode (UAX 9, 15, 24, 29; UTS 39; `NameAliases.txt`), Microsoft's
//! code pages 1252 and 1256 as Unicode maps them. The keys' steps, their order and
//! the thresholds were measured on double spellings in Arabic press, parliaments
//! and British transparency data; each function says what it does and why.

pub(crate) mod address;
pub(crate) mod arabic;
pub mod character;
pub mod character_classes;
pub mod cluster;
pub(crate) mod common;
pub mod compare;
pub mod comparison;
pub mod confusable;
pub(crate) mod cut;
pub mod difference;
pub mod judgements;
pub mod key;
pub mod known;
pub(crate) mod latin;
pub(crate) mod memo;
pub mod mojibake;
pub mod name;
pub mod nearest;
pub(crate) mod office_words;
pub mod offsets;
pub(crate) mod pattern;
pub mod skeleton;
pub(crate) mod stretch;
pub(crate) mod titles;
pub mod token;
pub(crate) mod transliteration;
