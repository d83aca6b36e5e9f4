//! Why a decision about two names is not written.

use std::fmt;

use crate::curate::names::without_registry;
use crate::report::shown::shown;
use crate::words::Role;

/// Why a decision about two names is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameRefusal {
    /// They are names of what no registry has: places, offices.
    WithoutRegistry,
    /// No collection of the project is a registry for such names.
    NoRegistry(Role),
    /// The entries of the registry have no list for such names.
    NoList,
    /// A name is empty.
    Empty,
    /// It is one name.
    Twice,
    /// A name stands in no record and in no registry.
    Nobody {
        /// The name.
        name: String,
        /// The known name that is most like it.
        nearest: Option<String>,
    },
    /// They are said to be two already.
    DecidedBefore,
    /// They are names of two entries, and were to be one.
    TwoEntries,
    /// They are names of one entry, and were to be two.
    OneEntry,
    /// Several entries go by spellings of a name.
    SeveralEntries(String),
}

impl fmt::Display for NameRefusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::WithoutRegistry => "records have them for places or offices, which have no registry",
            Self::NoRegistry(role) => return formatter.write_str(&without_registry(*role)),
            Self::NoList => "the registry's schema has no list for such names",
            Self::Empty => "one of the names is empty",
            Self::Twice => "it is the same name twice",
            Self::Nobody { name, nearest } => {
                write!(formatter, "{} stands in no record and in no registry", shown(name))?;
                return match nearest {
                    Some(nearest) => write!(formatter, "; the nearest that does is {}", shown(nearest)),
                    None => Ok(()),
                };
            }
            Self::DecidedBefore => {
                "they are two by the registry or by what you decided before: take that out first"
            }
            Self::TwoEntries => "the registry has them as two entries: join those first",
            Self::OneEntry => "the registry has both as names of one entry: take one out first",
            Self::SeveralEntries(name) => {
                return write!(
                    formatter,
                    "several entries of the registry go by {}: write it into the one that is meant",
                    shown(name)
                );
            }
        })
    }
}
