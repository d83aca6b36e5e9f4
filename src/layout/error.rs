//! What can be wrong with a schema's annotations.

use crate::words::phrase::did_you_mean;

/// An annotation that cannot be understood: where in the schema, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at #{pointer} of the schema: {kind}")]
pub struct LayoutError {
    /// The pointer into the schema.
    pub pointer: String,
    /// What is wrong there.
    pub kind: LayoutErrorKind,
}

/// What is wrong with an annotation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LayoutErrorKind {
    /// Neither a role nor an object.
    #[error("`x-tadqiq` is a role, such as \"person-name\", or an object with a `role`")]
    NotAnAnnotation,
    /// An object without a role.
    #[error("this `x-tadqiq` has no `role`")]
    NoRole,
    /// A role that is none of ours.
    #[error("unknown role `{word}`{}", question(nearest.as_deref()))]
    UnknownRole {
        /// The word that stands there.
        word: String,
        /// The role that is written most alike.
        nearest: Option<String>,
    },
    /// A key that an annotation does not have.
    #[error("unknown key `{key}`{}", question(nearest.as_deref()))]
    UnknownKey {
        /// The key that stands there.
        key: String,
        /// The key that is written most alike.
        nearest: Option<String>,
    },
    /// A part of an annotation of the wrong shape.
    #[error("this should be {0}")]
    Malformed(&'static str),
    /// A role on a value that cannot carry it.
    #[error("the role `{role}` goes on a value of type {wanted}, but this is of type {found}{}", question(nearest.as_deref()))]
    WrongType {
        /// The role.
        role: &'static str,
        /// The type it goes on.
        wanted: &'static str,
        /// The type that the schema gives.
        found: String,
        /// A role that would fit there, if one is near.
        nearest: Option<String>,
    },
    /// `to` on a role that points nowhere, or a reference without it.
    #[error("a `reference`, and only it, names with `to` the collection that it points into")]
    Target,
    /// A value in two groups at once.
    #[error("a value belongs to one group, and this says `{one}` and `{other}`")]
    TwoGroups {
        /// The one.
        one: &'static str,
        /// The other.
        other: &'static str,
    },
    /// A group's name on an object that is a group itself.
    #[error(
        "`{key}` says to which group a single value belongs; the role `{role}` makes a group of the whole object"
    )]
    GroupOfAGroup {
        /// The key.
        key: &'static str,
        /// The object's role.
        role: &'static str,
    },
    /// A group's name on the record's id.
    #[error("the `record-id` belongs to the record as a whole, and to no `{key}` in it")]
    GroupOfAnId {
        /// The key.
        key: &'static str,
    },
    /// A side where there is no participant.
    #[error("`side` is the side of a participant: it goes beside `participant`, which says of which")]
    SideOfNobody,
    /// A side that is none of ours.
    #[error("unknown side `{word}`: a participant is `host` or `guest`{}", question(nearest.as_deref()))]
    UnknownSide {
        /// The word that stands there.
        word: String,
        /// The side that is written most alike.
        nearest: Option<String>,
    },
    /// A participant on two sides.
    #[error("the participant `{name}` is `{other}` here and `{one}` elsewhere in the schema")]
    TwoSides {
        /// The participant's name in the schema.
        name: String,
        /// The side that was said first.
        one: String,
        /// The side that stands here.
        other: String,
    },
    /// A participant who has neither name nor office nor reference, while one with almost that name has.
    #[error("nothing in the schema says who the participant `{name}` is; {}", did_you_mean(format!("`{nearest}`")).plain())]
    Nobody {
        /// The participant's name in the schema.
        name: String,
        /// The participant whose name is written most alike.
        nearest: String,
    },
    /// A reference that leads nowhere.
    #[error("`$ref` leads nowhere: {0}")]
    Unresolvable(String),
    /// A condition that does not compile.
    #[error("this branch cannot be compiled: {0}")]
    Condition(String),
    /// A pattern of `patternProperties` that does not compile.
    #[error("the pattern `{0}` cannot be compiled")]
    Pattern(String),
    /// A schema whose forms are too many.
    #[error("the schema unfolds into more than {0} forms")]
    TooLarge(usize),
}

fn question(nearest: Option<&str>) -> String {
    let question = |nearest: &str| did_you_mean(format!("`{nearest}`")).plain();
    nearest.map(|nearest| format!("; {}", question(nearest))).unwrap_or_default()
}
