//! The names of a dataset by entity, for the rules that compare them.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::proposed::{Written, settled, so_many_records};
use super::registered::{canonical, judgements, offices, registries};
use crate::facts::Uses;
use crate::report::Safety;
use crate::text::character::{self, is_harakat};
use crate::text::cluster::{
    Cluster, ClusterForm, Clusters, Context as NamedWith, Entry as RegisteredAs, Form, UndecidedPair, cluster,
};
use crate::text::decision::{Reason, Shared};
use crate::text::judgements::Judgements;
use crate::text::token::parts;
use crate::{Context, Edit, FactPlace, Facts, Findings, Fix, Message, Place, Record, Role, message};

/// The roles whose values are compared, each among themselves.
pub(crate) const KINDS: [Role; 5] =
    [Role::PersonName, Role::OrganizationName, Role::Office, Role::PlaceName, Role::Country];

/// Stands between a name and what it is named with, in a fact; no name holds it.
const WITH: char = '\u{1F}';

/// The parts of places, each with the whole it was taken from; of a place that is one part, the place stands for it.
const PARTS: &str = "parts of places";

/// The parts of a place that are words and nothing else.
fn plain_parts(place: &str) -> impl Iterator<Item = &str> {
    let parts = parts(place).into_iter().map(|part| part.strip_prefix("and ").unwrap_or(part));
    parts.filter(|part| is_plain(part))
}

/// Whether a part is words and nothing else: markup and code are no places.
fn is_plain(part: &str) -> bool {
    let is_letter = |character: char| match character::is_plain(character) {
        true => character.is_ascii_alphabetic() || !character.is_ascii(),
        false => character.is_alphabetic(),
    };
    let belongs = |character: char| {
        is_letter(character) || is_harakat(character) || matches!(character, ' ' | '-' | '\'' | '’' | '.')
    };
    part.starts_with(is_letter) && part.chars().all(belongs)
}

/// Leaves every name, and what people and organisations are named with.
pub(crate) fn observe(record: &Record<'_>, _: &Context, facts: &mut Facts) {
    for role in KINDS.into_iter().chain([Role::CanonicalName]) {
        for name in record.values(role) {
            facts.observe(role.name(), &name.text(), &name);
        }
    }
    // «Newtown, United Kingom» is rare as a whole; that United Kingom is, its parts show.
    for place in record.values(Role::PlaceName) {
        let whole = place.text();
        for part in plain_parts(&whole).filter(|part| *part != whole) {
            facts.observe(PARTS, &format!("{part}{WITH}{whole}"), &place);
        }
    }
    for participant in record.participants() {
        let group = participant.group();
        let person = participant.person();
        let organization = if person.is_none() { participant.organization() } else { None };
        for name in [person, organization].into_iter().flatten() {
            let around = [
                (Shared::Office, group.value(Role::Office)),
                (Shared::Organization, group.value(Role::OrganizationName)),
            ];
            let references =
                group.values(Role::Reference).map(|reference| (Shared::Organization, Some(reference)));
            for (shared, value) in around.into_iter().chain(references) {
                let Some(value) = value.filter(|value| value.role() != name.role()) else { continue };
                facts.mention_with(word(shared), &name.text(), &value.text());
            }
        }
    }
}

fn word(shared: Shared) -> &'static str {
    match shared {
        Shared::Office => "office",
        Shared::Organization => "organization",
        Shared::Counterpart => "counterpart",
        Shared::Source => "source",
    }
}

/// The forms of one role, by entity.
pub(crate) struct Gathered<'f> {
    pub role: Role,
    pub clusters: Vec<Cluster>,
    pub undecided: Vec<UndecidedPair>,
    uses: FxHashMap<&'f str, Vec<Use>>,
    accepted: FxHashSet<String>,
}

/// A form is the whole value at a place, or some of its characters.
#[derive(Debug, Clone)]
struct Use {
    place: FactPlace,
    characters: Option<Range<usize>>,
}

impl From<&Use> for Place {
    fn from(used: &Use) -> Self {
        let whole = Place::from(used.place);
        used.characters.as_ref().map_or(whole.clone(), |characters| whole.characters(characters.clone()))
    }
}

/// The names of a dataset, role by role, gathered by entity; last the parts of places.
pub(crate) fn gather<'f>(facts: &'f Facts, context: &Context) -> Vec<Gathered<'f>> {
    let judgements = judgements(context);
    let whole = |uses: Uses<'f>| {
        (uses.form, uses.places.iter().map(|&place| Use { place, characters: None }).collect())
    };
    let mut gathered: Vec<Gathered<'f>> = KINDS
        .into_iter()
        .map(|role| {
            let uses = facts.uses(role.name()).into_iter().map(whole).collect();
            Gathered::of(role, uses, named_with(role, facts), context, &judgements)
        })
        .collect();
    let said: FxHashSet<FactPlace> = gathered
        .iter()
        .filter(|names| names.role == Role::PlaceName)
        .flat_map(Gathered::places_to_mend)
        .collect();
    let mut parts = part_uses(facts);
    for uses in parts.values_mut() {
        uses.retain(|used| !said.contains(&used.place));
    }
    parts.retain(|_, uses| !uses.is_empty());
    gathered.push(Gathered::of(Role::PlaceName, parts, FxHashMap::default(), context, &judgements));
    gathered
}

/// Every part of every place, with where it stands.
fn part_uses(facts: &Facts) -> FxHashMap<&str, Vec<Use>> {
    let mut parts: FxHashMap<&str, Vec<Use>> = FxHashMap::default();
    for uses in facts.uses(PARTS) {
        let Some((part, whole)) = uses.form.split_once(WITH) else { continue };
        let characters = whole.find(part).map(|byte| {
            let start = whole[..byte].chars().count();
            start..start + part.chars().count()
        });
        let found = uses.places.iter().map(|&place| Use { place, characters: characters.clone() });
        parts.entry(part).or_default().extend(found);
    }
    for uses in facts.uses(Role::PlaceName.name()) {
        if plain_parts(uses.form).eq([uses.form]) {
            let found = uses.places.iter().map(|&place| Use { place, characters: None });
            parts.entry(uses.form).or_default().extend(found);
        }
    }
    for uses in parts.values_mut() {
        uses.sort_unstable_by_key(|used| used.place);
    }
    parts
}

fn registered_forms<'c>(role: Role, context: &'c Context) -> FxHashMap<&'c str, RegisteredAs<'c>> {
    let mut forms = FxHashMap::default();
    match role {
        Role::Office => {
            for office in offices(context) {
                forms.entry(office).or_insert(RegisteredAs { id: office, canonical: office });
            }
        }
        Role::PersonName | Role::OrganizationName => {
            for entry in registries(context, role).flat_map(crate::registry::Registry::entries) {
                for name in entry.names() {
                    let Some(canonical) = canonical(entry, name) else { continue };
                    forms.entry(name).or_insert(RegisteredAs { id: &entry.id, canonical });
                }
            }
        }
        _ => {}
    }
    forms
}

fn named_with<'f>(role: Role, facts: &'f Facts) -> FxHashMap<&'f str, Vec<NamedWith<'f>>> {
    let mut with: FxHashMap<&str, Vec<NamedWith<'_>>> = FxHashMap::default();
    if !matches!(role, Role::PersonName | Role::OrganizationName) {
        return with;
    }
    for shared in [Shared::Office, Shared::Organization] {
        for (name, values) in facts.mentioned_with(word(shared)) {
            let values = values.into_iter().map(|value| NamedWith { shared, value });
            with.entry(name).or_default().extend(values);
        }
    }
    with
}

impl<'f> Gathered<'f> {
    fn of(
        role: Role,
        mut uses: FxHashMap<&'f str, Vec<Use>>,
        with: FxHashMap<&'f str, Vec<NamedWith<'f>>>,
        context: &Context,
        judgements: &Judgements,
    ) -> Self {
        let registered = registered_forms(role, context);
        let none: Vec<NamedWith<'_>> = Vec::new();
        let of_records = uses.iter().map(|(text, uses)| Form {
            text,
            count: records(uses) as u64,
            registered: registered.get(text).copied(),
            contexts: with.get(text).unwrap_or(&none),
        });
        // The registered forms take part, so that a name written wrongly everywhere finds the right one.
        let of_registry = registered.iter().map(|(text, entry)| Form {
            text,
            count: 0,
            registered: Some(*entry),
            contexts: &[],
        });
        let forms: Vec<Form<'_>> = of_records.chain(of_registry).collect();
        let Clusters { clusters, undecided } =
            if uses.is_empty() { Clusters::default() } else { cluster(&forms, judgements) };
        // Nobody asks where a name stands that has one form, and most have.
        let forms = clusters.iter().flat_map(|cluster| &cluster.forms);
        let asked: FxHashSet<&str> =
            forms.flat_map(|form| [form.text.as_str(), form.proposed.as_str()]).collect();
        uses.retain(|form, _| asked.contains(form));
        let accepted = registered.keys().map(|form| (*form).to_owned()).collect();
        let first = |form: &str| Some(uses.get(form)?.first()?.place);
        let clusters = clusters.into_iter().map(|cluster| settled(cluster, role, first)).collect();
        Self { role, clusters, undecided, uses, accepted }
    }

    /// Where a form is written, in the order of the run.
    pub(crate) fn places(&self, form: &str) -> impl Iterator<Item = Place> + '_ {
        self.uses.get(form).into_iter().flatten().map(Place::from)
    }

    /// Whether a registry has the form as one of its names.
    pub(crate) fn is_registered(&self, form: &str) -> bool {
        self.accepted.contains(form)
    }

    fn places_to_mend(&self) -> impl Iterator<Item = FactPlace> + '_ {
        let forms =
            self.clusters.iter().flat_map(|cluster| &cluster.forms).filter(|form| self.is_to_mend(form));
        forms.filter_map(|form| self.uses.get(form.text.as_str())).flatten().map(|used| used.place)
    }

    fn is_to_mend(&self, form: &ClusterForm) -> bool {
        form.text != form.proposed && !form.differences.is_empty() && !self.accepted.contains(&form.text)
    }

    /// Reports the forms that a rule cares for: those that are not written as proposed, for such reasons.
    pub(crate) fn report(
        &self,
        is_ours: impl Fn(&ClusterForm, &Cluster) -> bool,
        title: fn(Role) -> Message,
        findings: &mut Findings<'_>,
    ) {
        for cluster in &self.clusters {
            for form in &cluster.forms {
                if self.is_to_mend(form) && is_ours(form, cluster) {
                    self.report_form(form, cluster, title(self.role), findings);
                }
            }
        }
    }

    fn report_form(
        &self,
        form: &ClusterForm,
        cluster: &Cluster,
        title: Message,
        findings: &mut Findings<'_>,
    ) {
        let Some(uses) = self.uses.get(form.text.as_str()) else { return };
        let (better, places) = self.better(form, cluster);
        let written = Written {
            form: &form.text,
            own: records(uses),
            better,
            others: records(places),
            is_registered: self.is_registered(better),
        };
        let differences: Vec<String> = form.differences.iter().map(ToString::to_string).collect();
        for used in uses {
            let finding = findings.at(used, written.label());
            finding.title(title.clone());
            if let Some(first) = places.first() {
                finding.related(first, written.of_others());
            }
            for (other, uses) in self.others(form, better, cluster) {
                if let Some(first) = uses.first() {
                    let records = so_many_records(records(uses));
                    finding.related(first, message!("{other}, in {records}", other, records));
                }
            }
            finding.note(message!("they differ by {differences}", differences: differences.clone()));
            if let Some(why) = written.why() {
                finding.note(why);
            }
            finding.fix(Fix {
                title: written.cure(),
                safety: Safety::Unsafe,
                edits: vec![Edit::Replace { place: used.into(), text: form.proposed.clone() }],
            });
        }
    }

    /// The form to write instead, and where records write it: as proposed, or nearly (with a space too many).
    fn better<'a>(&'a self, form: &'a ClusterForm, cluster: &'a Cluster) -> (&'a str, &'a [Use]) {
        let places = |text: &str| self.uses.get(text).map_or(&[][..], Vec::as_slice);
        let written = places(&form.proposed);
        if !written.is_empty() || cluster.entry.is_some() {
            return (&form.proposed, written);
        }
        let nearest =
            cluster.forms.iter().find(|other| other.proposed == form.proposed && other.text != form.text);
        (&form.proposed, nearest.map_or(&[][..], |other| places(&other.text)))
    }

    /// The other forms of the entity, as far as a reader has use for them.
    fn others<'a>(
        &'a self,
        form: &'a ClusterForm,
        better: &'a str,
        cluster: &'a Cluster,
    ) -> impl Iterator<Item = (&'a str, &'a Vec<Use>)> {
        const MOST_SHOWN: usize = 3;

        let others =
            cluster.forms.iter().filter(move |other| other.text != form.text && other.text != better);
        others
            .filter_map(|other| Some((other.text.as_str(), self.uses.get(other.text.as_str())?)))
            .take(MOST_SHOWN)
    }
}

/// Whether a form is taken for another because one letter differs, and nothing stronger joins them.
pub(crate) fn is_a_letter_apart(form: &ClusterForm) -> bool {
    form.reasons.iter().any(|reason| matches!(reason, Reason::OneLetterApart { .. }))
}

/// How many records the uses lie in. They are in order.
fn records(uses: &[Use]) -> usize {
    uses.chunk_by(|a, b| a.place.record == b.place.record).count()
}
