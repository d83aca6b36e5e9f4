//! How a rule finds, and what it needs for that.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::record::{Context, Facts, Record, Value};
use crate::rule::Findings;
use crate::text::character_classes::CharacterClasses;
use crate::words::Role;

/// How a rule finds.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Check {
    /// Found while a file is read or held against its schema; the stage itself reports it.
    Stage,
    /// Judges values one by one, each by its text, role and language alone, whatever stands around it: a text
    /// that returns, as names do, may be judged once for all its places.
    Value {
        /// The roles whose values it judges. It needs any of them.
        of: Cow<'static, [Role]>,
        /// It has nothing to say of a text that has none of this, and is not asked.
        only_with: CharacterClasses,
        /// Judges one.
        check: ValueCheck,
    },
    /// Judges a record alone.
    Record {
        /// The roles it looks at.
        needs: Needs,
        /// Judges one.
        check: RecordCheck,
    },
    /// Judges the whole collection: facts from each record, then the facts together.
    Dataset {
        /// The roles it looks at.
        needs: Needs,
        /// Leaves facts of a record.
        observe: Observe,
        /// Judges the facts of all records.
        conclude: Conclude,
    },
}

/// The roles that a rule looks at. Where a schema does not have what it needs, it can say nothing, and is said not to
/// have run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Needs {
    /// It looks at the record itself.
    Nothing,
    /// One of them is enough.
    AnyOf(Cow<'static, [Role]>),
    /// Each of them.
    AllOf(Cow<'static, [Role]>),
}

impl Needs {
    /// One of these roles is enough.
    #[must_use]
    pub const fn any_of(roles: &'static [Role]) -> Self {
        Self::AnyOf(Cow::Borrowed(roles))
    }

    /// Each of these roles.
    #[must_use]
    pub const fn all_of(roles: &'static [Role]) -> Self {
        Self::AllOf(Cow::Borrowed(roles))
    }

    /// Whether they are met by a schema that has the roles that `has` says.
    pub fn are_met(&self, has: impl Fn(Role) -> bool) -> bool {
        match self {
            Self::Nothing => true,
            Self::AnyOf(roles) => roles.iter().any(|role| has(*role)),
            Self::AllOf(roles) => roles.iter().all(|role| has(*role)),
        }
    }
}

impl Check {
    /// Judges values one by one by a plain function.
    #[must_use]
    pub const fn value(
        of: &'static [Role],
        only_with: CharacterClasses,
        check: fn(&Value<'_>, &Context, &mut Findings<'_>),
    ) -> Self {
        Self::Value { of: Cow::Borrowed(of), only_with, check: ValueCheck::Function(check) }
    }

    /// Judges a record alone by a plain function.
    #[must_use]
    pub const fn record(needs: Needs, check: fn(&Record<'_>, &Context, &mut Findings<'_>)) -> Self {
        Self::Record { needs, check: RecordCheck::Function(check) }
    }

    /// Judges the whole collection by two plain functions.
    #[must_use]
    pub const fn dataset(
        needs: Needs,
        observe: fn(&Record<'_>, &Context, &mut Facts),
        conclude: fn(&Facts, &Context, &mut Findings<'_>),
    ) -> Self {
        Self::Dataset { needs, observe: Observe::Function(observe), conclude: Conclude::Function(conclude) }
    }

    /// Whether it is made of plain functions alone.
    pub(crate) fn holds_nothing(&self) -> bool {
        match self {
            Self::Stage => true,
            Self::Value { check, .. } => check.holds_nothing(),
            Self::Record { check, .. } => check.holds_nothing(),
            Self::Dataset { observe, conclude, .. } => observe.holds_nothing() && conclude.holds_nothing(),
        }
    }

    /// The roles it looks at.
    pub fn needs(&self) -> Needs {
        match self {
            Self::Stage => Needs::Nothing,
            Self::Value { of, .. } => Needs::AnyOf(of.clone()),
            Self::Record { needs, .. } | Self::Dataset { needs, .. } => needs.clone(),
        }
    }
}

/// Declares what may be a plain function or a closure that is shared.
macro_rules! function_or_closure {
    ($(#[$documentation:meta])* $name:ident($($argument:ident: $kind:ty),*)) => {
        $(#[$documentation])*
        #[derive(Clone)]
        pub enum $name {
            /// A plain function.
            Function(fn($($kind),*)),
            /// A closure, with what it holds.
            Closure(Arc<dyn Fn($($kind),*) + Send + Sync>),
        }

        impl $name {
            /// A closure, with what it holds. Threads share it.
            pub fn closure(closure: impl Fn($($kind),*) + Send + Sync + 'static) -> Self {
                Self::Closure(Arc::new(closure))
            }

            /// Whether it is a plain function.
            fn holds_nothing(&self) -> bool {
                matches!(self, Self::Function(_))
            }

            /// Calls it.
            pub fn call(&self, $($argument: $kind),*) {
                match self {
                    Self::Function(function) => function($($argument),*),
                    Self::Closure(closure) => closure($($argument),*),
                }
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(match self {
                    Self::Function(_) => "Function",
                    Self::Closure(_) => "Closure",
                })
            }
        }
    };
}

function_or_closure! {
    /// Judges a value.
    ValueCheck(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>)
}

function_or_closure! {
    /// Judges a record.
    RecordCheck(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>)
}

function_or_closure! {
    /// Leaves facts of a record.
    Observe(record: &Record<'_>, context: &Context, facts: &mut Facts)
}

function_or_closure! {
    /// Judges the facts of all records.
    Conclude(facts: &Facts, context: &Context, findings: &mut Findings<'_>)
}

impl Observe {
    /// Whether it is the same function, or the same closure: what one leaves, the other need not leave again.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Function(one), Self::Function(other)) => std::ptr::fn_addr_eq(*one, *other),
            (Self::Closure(one), Self::Closure(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}
