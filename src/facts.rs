//! What records leave behind for a dataset rule: small facts that merge.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::{FactPlace, RecordRef, record::Value};

/// What records leave behind for one dataset rule: which forms occur, of what kind, and where.
///
/// Merging is associative and commutative, and what is read out of it does not depend on the order
/// in which it was filled: the same facts come from one thread, many, or a cache.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Facts {
    kinds: FxHashMap<String, Forms>,
}

/// The forms of one kind, each kept once, and a growing list of where they occur.
///
/// One list for all forms, not one for each: a place is written at its end whatever the form, and a form that
/// occurs once, as most do, costs no more than its place.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Forms {
    numbers: FxHashMap<Box<str>, u32>,
    occurrences: Vec<Occurrence>,
}

/// A [`FactPlace`] and the form that stands there, without the padding that the two would have.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Occurrence {
    start: u64,
    file: u32,
    node: u32,
    form: u32,
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
        forms.observe(form, value.fact_place());
    }

    /// The kinds that were observed, in order.
    pub fn kinds(&self) -> Vec<&str> {
        let mut kinds: Vec<&str> = self.kinds.keys().map(String::as_str).collect();
        kinds.sort_unstable();
        kinds
    }

    /// The forms of a kind, in order, each with everywhere it occurs.
    pub fn uses(&self, kind: &str) -> Vec<Uses<'_>> {
        self.kinds.get(kind).map(Forms::uses).unwrap_or_default()
    }

    /// The forms of a kind, in order.
    pub fn forms(&self, kind: &str) -> Vec<&str> {
        let forms = self.kinds.get(kind).into_iter().flat_map(|forms| forms.numbers.keys());
        let mut forms: Vec<&str> = forms.map(AsRef::as_ref).collect();
        forms.sort_unstable();
        forms
    }

    /// Takes over the facts of other records.
    pub fn merge(&mut self, other: Self) {
        for (kind, theirs) in other.kinds {
            self.kinds.entry(kind).or_default().merge(theirs);
        }
    }
}

impl Forms {
    fn observe(&mut self, form: &str, place: FactPlace) {
        let number = match self.numbers.get(form) {
            Some(number) => *number,
            None => self.add(form.into()),
        };
        let RecordRef { file, start } = place.record;
        self.occurrences.push(Occurrence { start, file, node: place.node, form: number });
    }

    fn add(&mut self, form: Box<str>) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(form).or_insert(next)
    }

    fn uses(&self) -> Vec<Uses<'_>> {
        let mut counts = vec![0; self.numbers.len()];
        for occurrence in &self.occurrences {
            counts[occurrence.form as usize] += 1;
        }
        let mut places: Vec<Vec<FactPlace>> = counts.into_iter().map(Vec::with_capacity).collect();
        for occurrence in &self.occurrences {
            places[occurrence.form as usize].push(occurrence.place());
        }
        let forms = self.numbers.iter().map(|(form, number)| (form.as_ref(), *number as usize));
        let mut uses: Vec<Uses<'_>> =
            forms.map(|(form, number)| Uses { form, places: std::mem::take(&mut places[number]) }).collect();
        uses.iter_mut().for_each(|uses| uses.places.sort_unstable());
        uses.sort_unstable_by_key(|uses| uses.form);
        uses
    }

    fn merge(&mut self, other: Self) {
        let mut ours = vec![0; other.numbers.len()];
        for (form, number) in other.numbers {
            ours[number as usize] = self.add(form);
        }
        let theirs = other.occurrences.into_iter();
        self.occurrences.extend(theirs.map(|theirs| Occurrence { form: ours[theirs.form as usize], ..theirs }));
    }
}

impl Occurrence {
    fn place(self) -> FactPlace {
        FactPlace { record: RecordRef { file: self.file, start: self.start }, node: self.node }
    }
}

/// Equal is what reads equal, in whatever order it was filled.
impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        let kinds = self.kinds();
        kinds == other.kinds() && kinds.into_iter().all(|kind| self.uses(kind) == other.uses(kind))
    }
}

impl Eq for Facts {}
