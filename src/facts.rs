//! What records leave behind for a dataset rule: small facts that merge.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::{FactPlace, record::Value};

/// What records leave behind for one dataset rule: which forms occur, of what kind, and where.
///
/// Merging is associative and commutative, and what is read out of it does not depend on the order
/// in which it was filled: the same facts come from one thread, many, or a cache.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    kinds: FxHashMap<String, FxHashMap<Box<str>, Vec<FactPlace>>>,
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
    /// Notes that a form of a kind occurs as a value.
    pub fn observe(&mut self, kind: &str, form: &str, value: &Value<'_>) {
        let forms = match self.kinds.get_mut(kind) {
            Some(forms) => forms,
            None => self.kinds.entry(kind.to_owned()).or_default(),
        };
        match forms.get_mut(form) {
            Some(places) => places.push(value.fact_place()),
            None => {
                forms.insert(form.into(), vec![value.fact_place()]);
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
        let forms = self.kinds.get(kind).into_iter().flatten();
        let mut uses: Vec<Uses<'_>> = forms
            .map(|(form, places)| {
                let mut places = places.clone();
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

    /// Takes over the facts of other records.
    pub fn merge(&mut self, other: Self) {
        for (kind, forms) in other.kinds {
            let known = self.kinds.entry(kind).or_default();
            for (form, places) in forms {
                known.entry(form).or_default().extend(places);
            }
        }
    }
}
