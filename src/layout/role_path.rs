//! The way from a record down to where a value of a role may stand, for whoever puts one there.

use super::{Annotation, Form, FormId, LanguageSource, Layout};
use crate::words::Role;

/// A way from a record down to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolePath<'l> {
    /// Its steps, from the record on.
    pub steps: Vec<Step<'l>>,
    /// The annotation of the value, by its number in the layout.
    pub annotation: u32,
}

/// One step of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step<'l> {
    /// To the member of that key.
    Member(&'l str),
    /// To any element of a list.
    Element,
}

impl Layout {
    /// Steps of the longest way that is looked for.
    const MOST_STEPS: usize = 6;
    /// Ways that are followed at once; a schema that has more has them without end.
    const MOST_WAYS: usize = 4096;

    /// The ways to values of the record itself that carry a role, nearest first, then by their keys.
    ///
    /// Where a schema leaves the key free, as for a name in each language, it is `free`. A way that holds for some
    /// records only is none, and neither is one into a group, whose values are not the record's own.
    pub fn ways_to<'l>(&'l self, role: Role, free: &'l str) -> Vec<RolePath<'l>> {
        let mut found = Vec::new();
        let mut waiting = vec![(Vec::new(), self.root)];
        for _ in 0..=Self::MOST_STEPS {
            let mut further = Vec::new();
            for (steps, form) in waiting {
                let form = &self.forms[form as usize];
                let annotations =
                    || form.annotations.iter().map(|number| (*number, self.annotation(*number)));
                let own = annotations()
                    .filter(|(_, annotation)| annotation.role == role && annotation.member_of.is_none());
                found.extend(own.map(|(annotation, _)| RolePath { steps: steps.clone(), annotation }));
                let is_group = annotations().any(|(_, annotation)| annotation.role.is_group());
                if is_group && !steps.is_empty() || further.len() > Self::MOST_WAYS {
                    continue;
                }
                further.extend(self.below(form, free).into_iter().map(|(step, below)| {
                    let mut steps = steps.clone();
                    steps.push(step);
                    (steps, below)
                }));
            }
            waiting = further;
        }
        found
    }

    /// The way that a name in a language takes: where that language is, else the first.
    pub fn way_in<'l>(&'l self, role: Role, language: &'l str) -> Option<RolePath<'l>> {
        let ways = self.ways_to(role, language);
        let is_of_it = |way: &RolePath<'_>| match self.annotation(way.annotation) {
            Annotation { language: Some(LanguageSource::Tag(tag)), .. } => tag == language,
            Annotation { language: Some(LanguageSource::Key), .. } => {
                way.steps.contains(&Step::Member(language))
            }
            _ => false,
        };
        let chosen = ways.iter().position(is_of_it).unwrap_or(0);
        ways.into_iter().nth(chosen)
    }

    fn below<'l>(&'l self, form: &'l Form, free: &'l str) -> Vec<(Step<'l>, FormId)> {
        let mut below: Vec<_> = form.members.iter().map(|(key, form)| (Step::Member(key), form)).collect();
        for others in &form.others {
            let patterns = others.patterns.iter().filter(|(pattern, _)| pattern.matches(free) == Some(true));
            let matching: Vec<FormId> = patterns.map(|(_, form)| *form).collect();
            let additional = others.additional.filter(|_| matching.is_empty());
            below.extend(matching.into_iter().chain(additional).map(|form| (Step::Member(free), form)));
        }
        below.extend(form.items.map(|form| (Step::Element, form)));
        below.retain(|(_, form)| self.forms[*form as usize].carries_roles);
        below.sort_unstable();
        below
    }
}
