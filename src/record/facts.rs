//! What records leave behind for a dataset rule: small facts that merge.

mod places;

use std::any::Any;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use places::Places;

use crate::words::FactPlace;

/// What records leave behind for dataset rules: which forms occur and where, which occur together, and numbers.
///
/// Records leave facts of their own file: those places know where they are within it. The facts of a dataset are
/// [gathered](Self::gather) from those of its files, and a file's number is given to its places then: so what a file
/// left serves again when another file came before it.
///
/// Merging is associative and commutative, and what is read out of it does not depend on the order
/// in which it was filled: the same facts come from one thread, many, or a cache.
///
/// What is [observed](Self::observe) costs some five bytes for its place, and each different form its own text and some
/// 50 bytes once; what is [noted](Self::note) 24 bytes and 8 for each number; what is [mentioned](Self::mention) costs
/// nothing when it occurs again.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Facts {
    observed: FxHashMap<String, FxHashMap<Box<str>, Places>>,
    mentioned: FxHashMap<String, FxHashMap<Box<str>, FxHashSet<Box<str>>>>,
    noted: FxHashMap<String, Notes>,
    #[serde(skip)]
    worked_out: OnceLock<Arc<dyn Any + Send + Sync>>,
}

/// The number that a file has in the facts that its own records leave.
const ITS_FILE: u32 = 0;

/// Numbers, and where each row of them ends and belongs.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Notes {
    rows: Vec<(FactPlace, u64)>,
    numbers: Vec<u64>,
}

/// A form and everywhere it occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uses<'f> {
    /// The form, as written.
    pub form: &'f str,
    places: &'f Places,
}

impl<'f> Uses<'f> {
    /// How often it occurs: once at least.
    pub fn count(&self) -> usize {
        self.places.count()
    }

    /// Where it occurs, in the order of the run.
    pub fn places(&self) -> impl Iterator<Item = FactPlace> + Clone + use<'f> {
        self.places.iter()
    }
}

/// Numbers that were noted of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note<'f> {
    /// The place.
    pub place: FactPlace,
    /// The numbers, as noted.
    pub numbers: &'f [u64],
}

impl Facts {
    /// Notes that a form of a kind occurs at a place: a value's, or a record's.
    pub fn observe(&mut self, kind: &str, form: &str, at: impl Into<FactPlace>) {
        self.worked_out.take();
        let place = at.into().in_file(ITS_FILE);
        of_kind(&mut self.observed, kind, |forms| match forms.get_mut(form) {
            Some(places) => places.add(place),
            None => {
                forms.insert(form.into(), Places::One(place));
            }
        });
    }

    /// Notes that a form of a kind occurs, wherever it is.
    pub fn mention(&mut self, kind: &str, form: &str) {
        self.worked_out.take();
        of_kind(&mut self.mentioned, kind, |forms| {
            if !forms.contains_key(form) {
                forms.insert(form.into(), FxHashSet::default());
            }
        });
    }

    /// Notes that a form of a kind occurs together with another form, wherever they are.
    pub fn mention_with(&mut self, kind: &str, form: &str, other: &str) {
        self.worked_out.take();
        of_kind(&mut self.mentioned, kind, |forms| match forms.get_mut(form) {
            Some(others) if others.contains(other) => {}
            Some(others) => {
                others.insert(other.into());
            }
            None => {
                forms.insert(form.into(), std::iter::once(other.into()).collect());
            }
        });
    }

    /// Notes numbers of a kind that belong to a place. Texts become numbers by their [`digest`](crate::record::digest::digest).
    pub fn note(&mut self, kind: &str, numbers: &[u64], at: impl Into<FactPlace>) {
        self.worked_out.take();
        of_kind(&mut self.noted, kind, |notes| notes.add(at.into().in_file(ITS_FILE), numbers));
    }

    /// What rules that share these facts work out of them: the first that asks, for all. It has to depend on the facts
    /// and on the dataset's context alone.
    pub fn worked_out<T: Send + Sync + 'static>(&self, work_out: impl Fn() -> T) -> Arc<T> {
        let known = self.worked_out.get_or_init(|| Arc::new(work_out()));
        Arc::clone(known).downcast().unwrap_or_else(|_| Arc::new(work_out()))
    }

    /// The kinds of what was observed, in order.
    pub fn kinds(&self) -> Vec<&str> {
        sorted(self.observed.keys().map(String::as_str))
    }

    /// The kinds of what was noted, in order.
    pub fn noted_kinds(&self) -> Vec<&str> {
        sorted(self.noted.keys().map(String::as_str))
    }

    /// The forms of a kind that were observed, in order, each with everywhere it occurs.
    pub fn uses(&self, kind: &str) -> Vec<Uses<'_>> {
        self.uses_of_several(kind, 1)
    }

    /// The forms of a kind that were observed at least so many times, in order, each with everywhere it occurs.
    pub fn uses_of_several(&self, kind: &str, at_least: usize) -> Vec<Uses<'_>> {
        let forms = self.observed.get(kind).into_iter().flatten();
        let uses = forms.map(|(form, places)| Uses { form, places });
        let mut uses: Vec<Uses<'_>> = uses.filter(|uses| uses.count() >= at_least).collect();
        uses.sort_unstable_by_key(|uses| uses.form);
        uses
    }

    /// The forms of a kind that were mentioned, in order.
    pub fn mentioned(&self, kind: &str) -> Vec<&str> {
        sorted(self.mentioned.get(kind).into_iter().flatten().map(|(form, _)| form.as_ref()))
    }

    /// The forms of a kind that were mentioned, each with the forms that it was mentioned with, in order.
    pub fn mentioned_with(&self, kind: &str) -> Vec<(&str, Vec<&str>)> {
        let forms = self.mentioned.get(kind).into_iter().flatten();
        sorted(forms.map(|(form, others)| (form.as_ref(), sorted(others.iter().map(AsRef::as_ref)))))
    }

    /// What was noted of a kind, in the order of the run.
    pub fn notes(&self, kind: &str) -> Vec<Note<'_>> {
        sorted(self.noted.get(kind).into_iter().flat_map(Notes::each))
    }

    /// Takes over the facts of a file, whose number in the run this is. Costs least where the files come in the
    /// order of their numbers.
    pub fn gather(&mut self, file: u32, mut of_file: Self) {
        if file != ITS_FILE {
            let places = of_file.observed.values_mut().flat_map(FxHashMap::values_mut);
            places.for_each(|places| places.move_to(file));
            let rows = of_file.noted.values_mut().flat_map(|notes| &mut notes.rows);
            rows.for_each(|(place, _)| *place = place.in_file(file));
        }
        self.merge(of_file);
    }

    /// Whether nothing was left.
    pub fn is_empty(&self) -> bool {
        self.observed.is_empty() && self.mentioned.is_empty() && self.noted.is_empty()
    }

    /// Whether all places lie in records that begin within so many bytes of the file that left them: what was kept
    /// may have been tampered with.
    pub(crate) fn lie_within(&self, length: u64) -> bool {
        let holds = |place: FactPlace| place.record().file == ITS_FILE && place.record().start < length;
        let observed = self.observed.values().flat_map(FxHashMap::values);
        let noted = self.noted.values().flat_map(|notes| &notes.rows);
        observed.into_iter().all(|places| places.are_sound(&holds))
            && noted.into_iter().all(|(place, _)| holds(*place))
    }

    /// Takes over the facts of other records: of the same file, or of other files of a dataset.
    pub fn merge(&mut self, other: Self) {
        self.worked_out.take();
        for (kind, forms) in other.observed {
            let known = self.observed.entry(kind).or_default();
            if known.is_empty() {
                *known = forms;
                continue;
            }
            for (form, places) in forms {
                match known.get_mut(&form) {
                    Some(own) => own.merge(&places),
                    None => {
                        known.insert(form, places);
                    }
                }
            }
        }
        for (kind, forms) in other.mentioned {
            let known = self.mentioned.entry(kind).or_default();
            for (form, others) in forms {
                known.entry(form).or_default().extend(others);
            }
        }
        for (kind, notes) in other.noted {
            let known = self.noted.entry(kind).or_default();
            match known.rows.is_empty() {
                true => *known = notes,
                false => notes.each().for_each(|note| known.add(note.place, note.numbers)),
            }
        }
    }
}

/// Hands over what is kept of a kind. The kind is copied once, not each time it is asked for.
fn of_kind<Of: Default>(by_kind: &mut FxHashMap<String, Of>, kind: &str, note: impl FnOnce(&mut Of)) {
    match by_kind.get_mut(kind) {
        Some(of_kind) => note(of_kind),
        None => note(by_kind.entry(kind.to_owned()).or_default()),
    }
}

fn sorted<Item: Ord>(items: impl Iterator<Item = Item>) -> Vec<Item> {
    let mut items: Vec<Item> = items.collect();
    items.sort_unstable();
    items
}

/// Equal when they say the same, in whatever order they were filled.
impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        let (kinds, noted) = (self.kinds(), self.noted_kinds());
        self.mentioned == other.mentioned
            && kinds == other.kinds()
            && noted == other.noted_kinds()
            && kinds.into_iter().all(|kind| self.uses(kind) == other.uses(kind))
            && noted.into_iter().all(|kind| self.notes(kind) == other.notes(kind))
    }
}

impl Eq for Facts {}

impl Notes {
    fn add(&mut self, place: FactPlace, numbers: &[u64]) {
        self.numbers.extend_from_slice(numbers);
        self.rows.push((place, self.numbers.len() as u64));
    }

    fn each(&self) -> impl Iterator<Item = Note<'_>> {
        let starts = std::iter::once(0).chain(self.rows.iter().map(|(_, end)| *end as usize));
        let rows = self.rows.iter().zip(starts);
        rows.filter_map(|(&(place, end), start)| {
            Some(Note { place, numbers: self.numbers.get(start..end as usize)? })
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::record::digest::digest;
    use crate::words::RecordRef;

    type Fact = (u8, u8, u8);

    fn filled(facts: &[Fact]) -> Facts {
        let mut filled = Facts::default();
        for (kind, form, at) in facts {
            let place = FactPlace::new(RecordRef { file: 0, start: u64::from(*at) }, 1);
            let (kind, text) = (format!("kind {kind}"), format!("form {form}"));
            filled.observe(&kind, &text, place);
            filled.note(&kind, &vec![digest(&text); usize::from(*form)], place);
            match at % 3 {
                0 => filled.mention(&kind, &text),
                rest => filled.mention_with(&kind, &text, &format!("with {rest}")),
            }
        }
        filled
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

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
        fn files_gathered_in_any_order_are_the_same_facts(
            files in proptest::collection::vec(
                proptest::collection::vec((0u8..4, 0u8..6, any::<u8>()), 0..20), 1..6),
            turned_around in any::<bool>(),
        ) {
            let mut numbered: Vec<(u32, &Vec<Fact>)> = (0..).zip(&files).collect();
            let gather = |numbered: &[(u32, &Vec<Fact>)]| {
                let mut gathered = Facts::default();
                numbered.iter().for_each(|(number, facts)| gathered.gather(*number, filled(facts)));
                gathered
            };
            let in_order = gather(&numbered);
            if turned_around {
                numbered.reverse();
            }
            prop_assert_eq!(&gather(&numbered), &in_order);
            // A place is the file's own, with the file's number.
            for (number, facts) in &numbered {
                for (kind, form, at) in *facts {
                    let expected = FactPlace::new(RecordRef { file: *number, start: u64::from(*at) }, 1);
                    let uses = in_order.uses(&format!("kind {kind}"));
                    let uses = uses.iter().find(|uses| uses.form == format!("form {form}")).unwrap();
                    prop_assert!(uses.places().any(|place| place == expected));
                }
            }
        }

        #[test]
        fn what_is_worked_out_follows_the_facts(facts in proptest::collection::vec((0u8..4, 0u8..6, any::<u8>()), 1..20)) {
            let mut growing = Facts::default();
            for fact in &facts {
                growing.merge(filled(&[*fact]));
                let count = |facts: &Facts| facts.worked_out(|| facts.uses("kind 1").len());
                prop_assert_eq!(count(&growing), Arc::new(growing.uses("kind 1").len()));
                prop_assert!(Arc::ptr_eq(&count(&growing), &count(&growing)));
            }
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
