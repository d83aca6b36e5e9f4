//! What a curator has said about pairs of names, so that a pair is asked once.

use rustc_hash::FxHashMap;

use super::comparison::Judgement;

/// Judgements by pair. The order within a pair does not matter; forms are taken as written.
#[derive(Debug, Clone, Default)]
pub struct Judgements {
    of_form: FxHashMap<String, FxHashMap<String, Judgement>>,
}

impl Judgements {
    /// Notes a judgement; a later one about the same pair replaces it.
    ///
    /// ```
    /// use tadqiq::text::{comparison::Judgement, judgements::Judgements};
    /// let mut judgements = Judgements::default();
    /// judgements.note("حسن", "حسين", Judgement::Different);
    /// assert_eq!(judgements.of("حسين", "حسن"), Some(Judgement::Different));
    /// ```
    pub fn note(&mut self, a: &str, b: &str, judgement: Judgement) {
        for (one, other) in [(a, b), (b, a)] {
            self.of_form.entry(one.to_owned()).or_default().insert(other.to_owned(), judgement);
        }
    }

    /// What was said about a pair.
    #[must_use]
    pub fn of(&self, a: &str, b: &str) -> Option<Judgement> {
        self.of_form.get(a)?.get(b).copied()
    }

    /// The forms that were judged together with this one, in alphabetical order.
    #[must_use]
    pub fn about(&self, form: &str) -> Vec<(&str, Judgement)> {
        let mut others: Vec<(&str, Judgement)> = self
            .of_form
            .get(form)
            .into_iter()
            .flatten()
            .map(|(other, &judgement)| (other.as_str(), judgement))
            .collect();
        others.sort_unstable();
        others
    }
}
