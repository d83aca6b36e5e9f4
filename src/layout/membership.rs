//! Values that belong together without an object of their own: the columns of a flat row.

use rustc_hash::FxHashMap;

use super::error::LayoutErrorKind;
use super::{Annotation, LayoutError};
use crate::text::nearest::nearest;
use crate::words::Role;

/// The group that a value belongs to, by a name of the schema's choosing: all values of a row with the same name make
/// one group, as the members of an object do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Membership {
    /// What the group is.
    pub group: Role,
    /// Its name in the schema.
    pub name: String,
}

/// A group without an object of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FlatGroup {
    pub(super) membership: Membership,
    /// Our word for the side that the schema gives to a participant.
    pub(super) side: Option<String>,
}

/// The flat groups of a schema, and by annotation the one it belongs to.
#[derive(Debug, Default)]
pub(super) struct FlatGroups {
    pub(super) groups: Vec<FlatGroup>,
    pub(super) of_annotation: Vec<Option<u32>>,
}

/// The roles by which somebody can be told from others: a participant without any of them is nobody.
const NAMING: [Role; 4] = [Role::PersonName, Role::OrganizationName, Role::Office, Role::Reference];

impl FlatGroups {
    /// The groups of these annotations, each with its pointer into the schema.
    ///
    /// # Errors
    ///
    /// A participant whose side is said in two ways, or whose name is another's with a typing error.
    pub(super) fn of(annotations: &[(&str, &Annotation)]) -> Result<Self, LayoutError> {
        let mut made = Self::default();
        let mut known: FxHashMap<&Membership, u32> = FxHashMap::default();
        for (pointer, annotation) in annotations {
            let number = annotation.member_of.as_ref().map(|membership| {
                *known.entry(membership).or_insert_with(|| {
                    made.groups.push(FlatGroup { membership: membership.clone(), side: None });
                    (made.groups.len() - 1) as u32
                })
            });
            let group = number.and_then(|number| made.groups.get_mut(number as usize));
            if let (Some(group), Some(side)) = (group, &annotation.side) {
                let said = group.side.get_or_insert_with(|| side.clone());
                if said != side {
                    let (one, other) = (said.clone(), side.clone());
                    let name = group.membership.name.clone();
                    let kind = LayoutErrorKind::TwoSides { name, one, other };
                    return Err(LayoutError { pointer: format!("{pointer}/side"), kind });
                }
            }
            made.of_annotation.push(number);
        }
        match misspelt(annotations) {
            Some(error) => Err(error),
            None => Ok(made),
        }
    }
}

/// A participant whom nothing names, while the name of another is written almost alike.
fn misspelt(annotations: &[(&str, &Annotation)]) -> Option<LayoutError> {
    let participants = || {
        annotations.iter().filter_map(|(at, annotation)| {
            let membership = annotation.member_of.as_ref()?;
            let is_one = membership.group == Role::Participant;
            is_one.then_some((*at, annotation.role, membership.name.as_str()))
        })
    };
    let named = || participants().filter(|(_, role, _)| NAMING.contains(role)).map(|(_, _, name)| name);
    participants().find_map(|(at, _, name)| {
        if named().any(|known| known == name) {
            return None;
        }
        let nearest = nearest(name, named())?.to_owned();
        let kind = LayoutErrorKind::Nobody { name: name.to_owned(), nearest };
        Some(LayoutError { pointer: format!("{at}/{}", Role::Participant.name()), kind })
    })
}
