//! What records leave behind for a dataset rule: small facts that merge.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::FactPlace;

/// What records leave behind for one dataset rule: which forms occur, of what kind, and where.
///
/// Merging is associative and commutative, and what is read out of it does not depend on the order
/// in which it was filled: the same facts come from one thread, many, or a cache.
///
/// A fact costs the 24 bytes of its place, and each different form its own text and some 50 bytes once.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Facts {
    kinds: FxHashMap<String, FxHashMap<Box<str>, Places>>,
}

/// Most forms that are all different occur once; a list of its own for each would cost four times that.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Places {
    One(FactPlace),
    Many(Vec<FactPlace>),
}

/// A form and everywhere it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uses<'f> {
    /// The form, as written.
    pub form: &'f str,
    /// Where, in the order of the run. Never empty.
    pub places: Vec<FactPlace>,
}

impl Facts {
    /// Notes that a form of a kind occurs at a place: a value's, or a record's.
    pub fn observe(&mut self, kind: &str, form: &str, at: impl Into<FactPlace>) {
        let forms = match self.kinds.get_mut(kind) {
            Some(forms) => forms,
            None => self.kinds.entry(kind.to_owned()).or_default(),
        };
        match forms.get_mut(form) {
            Some(places) => places.add(at.into()),
            None => {
                forms.insert(form.into(), Places::One(at.into()));
            }
        }
    }

    /// The kinds that were observed, in order.
    pub fn kinds(&self) -> Vec<&str> {
        let mut kinds: Vec<&str> = self.kinds.keys().map(String::as_str).collect();
        kinds.sort_unstable();
        kinds
    }

    /// The forms of a kind, in order, each with everywhere it occurs.
    pub fn uses(&self, kind: &str) -> Vec<Uses<'_>> {
        self.uses_of_several(kind, 1)
    }

    /// The forms of a kind that occur at least so many times, in order, each with everywhere it occurs.
    pub fn uses_of_several(&self, kind: &str, at_least: usize) -> Vec<Uses<'_>> {
        let forms = self.kinds.get(kind).into_iter().flatten();
        let several = forms.filter(|(_, places)| places.as_slice().len() >= at_least);
        let mut uses: Vec<Uses<'_>> = several
            .map(|(form, places)| {
                let mut places = places.as_slice().to_vec();
                places.sort_unstable();
                Uses { form, places }
            })
            .collect();
        uses.sort_unstable_by(|a, b| a.form.cmp(b.form));
        uses
    }

    /// The forms of a kind, in order.
    pub fn forms(&self, kind: &str) -> Vec<&str> {
        let forms = self.kinds.get(kind).into_iter().flatten();
        let mut forms: Vec<&str> = forms.map(|(form, _)| form.as_ref()).collect();
        forms.sort_unstable();
        forms
    }

    /// Every fact of a kind, in no order: for looking up by place.
    pub fn each(&self, kind: &str) -> impl Iterator<Item = (&str, FactPlace)> {
        let forms = self.kinds.get(kind).into_iter().flatten();
        forms.flat_map(|(form, places)| places.as_slice().iter().map(move |place| (&**form, *place)))
    }

    /// Takes over the facts of other records.
    pub fn merge(&mut self, other: Self) {
        for (kind, forms) in other.kinds {
            let known = self.kinds.entry(kind).or_default();
            for (form, places) in forms {
                match known.get_mut(&form) {
                    Some(own) => places.as_slice().iter().for_each(|place| own.add(*place)),
                    None => {
                        known.insert(form, places);
                    }
                }
            }
        }
    }
}

/// Equal when they say the same, in whatever order they were filled.
impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        let (kinds, others) = (self.kinds(), other.kinds());
        kinds == others && kinds.into_iter().all(|kind| self.uses(kind) == other.uses(kind))
    }
}

impl Eq for Facts {}

impl Places {
    fn as_slice(&self) -> &[FactPlace] {
        match self {
            Self::One(place) => std::slice::from_ref(place),
            Self::Many(places) => places,
        }
    }

    fn add(&mut self, place: FactPlace) {
        match self {
            Self::One(first) => *self = Self::Many(vec![*first, place]),
            Self::Many(places) => places.push(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::RecordRef;

    type Fact = (u8, u8, u8);

    fn filled(facts: &[Fact]) -> Facts {
        let mut filled = Facts::default();
        for (kind, form, at) in facts {
            let place = FactPlace { record: RecordRef { file: 0, start: u64::from(*at) }, node: 1 };
            filled.observe(&format!("kind {kind}"), &format!("form {form}"), place);
        }
        filled
    }

    proptest! {
        #[test]
        fn any_split_of_the_records_merges_to_the_same_facts(
            facts in proptest::collection::vec((0u8..4, 0u8..6, any::<u8>()), 0..60),
            cuts in proptest::collection::vec(0usize..60, 0..6),
            turned_around in any::<bool>(),
        ) {
            let whole = filled(&facts);
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(facts.len())).collect();
            cuts.extend([0, facts.len()]);
            cuts.sort_unstable();
            let mut parts: Vec<Facts> =
                cuts.windows(2).map(|pair| filled(&facts[pair[0]..pair[1]])).collect();
            if turned_around {
                parts.reverse();
            }
            let from_the_left = parts.iter().cloned().reduce(|mut a, b| { a.merge(b); a }).unwrap();
            let from_the_right = parts.into_iter().rev().reduce(|b, mut a| { a.merge(b); a }).unwrap();
            prop_assert_eq!(&from_the_left, &whole);
            prop_assert_eq!(&from_the_right, &whole);
        }

        #[test]
        fn facts_survive_being_written_and_read(
            facts in proptest::collection::vec((0u8..4, 0u8..6, any::<u8>()), 0..60),
        ) {
            let whole = filled(&facts);
            let written = serde_json::to_string(&whole).unwrap();
            prop_assert_eq!(serde_json::from_str::<Facts>(&written).unwrap(), whole);
        }
    }
}
