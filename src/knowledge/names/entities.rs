//! The names of a dataset by entity, for the rules that compare them.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::observation::{KINDS, Occurrences, named_with, parts_of_places};
use super::proposal::{cut_by_address, settled};
use super::registry::{canonical, judgements, offices, registries};
use crate::record::{Context, Facts};
use crate::text::cluster::{
    Cluster, ClusterForm, Clusters, Companion, NameForm, RegisteredName, UndecidedPair, cluster,
};
use crate::text::judgements::Judgements;
use crate::words::{FactPlace, Place, Role};

/// The forms of one role, by entity.
pub(crate) struct RoleNames {
    pub role: Role,
    pub clusters: Vec<Cluster>,
    pub undecided: Vec<UndecidedPair>,
    /// The same clusters, cut where only a form of address tells two forms apart: that is said by other rules.
    told: Vec<Cluster>,
    /// Where the forms stand that clusters speak of.
    uses: FxHashMap<String, Vec<Use>>,
    /// Those of them that a registry has.
    accepted: FxHashSet<String>,
}

/// A form is the whole value at a place, or some of its characters.
#[derive(Debug, Clone)]
pub(super) struct Use {
    pub place: FactPlace,
    pub characters: Option<Range<usize>>,
}

impl From<&Use> for Place {
    fn from(used: &Use) -> Self {
        let whole = Place::from(used.place);
        used.characters.as_ref().map_or(whole.clone(), |characters| whole.characters(characters.clone()))
    }
}

/// The names of a dataset, role by role, gathered by entity; last the parts of places. Several rules ask.
pub(crate) fn gather(facts: &Facts, context: &Context) -> Arc<Vec<RoleNames>> {
    facts.worked_out(|| gather_anew(facts, context))
}

fn gather_anew(facts: &Facts, context: &Context) -> Vec<RoleNames> {
    let judgements = judgements(context);
    let mut gathered: Vec<RoleNames> = KINDS
        .into_iter()
        .map(|role| {
            let uses = facts.uses(role.name()).into_iter();
            let written = uses.map(|uses| (uses.form, Occurrences::Whole(uses))).collect();
            RoleNames::of(role, written, named_with(role, facts), context, &judgements)
        })
        .collect();
    let said: FxHashSet<FactPlace> = gathered
        .iter()
        .filter(|names| names.role == Role::PlaceName)
        .flat_map(RoleNames::places_to_mend)
        .collect();
    let parts = parts_of_places(facts, |place| said.contains(&place));
    gathered.push(RoleNames::of(
        Role::PlaceName,
        parts,
        named_with(Role::PlaceName, facts),
        context,
        &judgements,
    ));
    gathered
}

fn registered_forms<'c>(role: Role, context: &'c Context) -> FxHashMap<&'c str, RegisteredName<'c>> {
    let mut forms = FxHashMap::default();
    match role {
        Role::Office => {
            for office in offices(context) {
                forms.entry(office).or_insert(RegisteredName { id: office, canonical: office });
            }
        }
        Role::PersonName | Role::OrganizationName => {
            for entry in registries(context, role).flat_map(crate::record::registry::Registry::entries) {
                for name in entry.names() {
                    let Some(canonical) = canonical(entry, name) else { continue };
                    forms.entry(name).or_insert(RegisteredName { id: &entry.id, canonical });
                }
            }
        }
        _ => {}
    }
    forms
}

impl RoleNames {
    fn of(
        role: Role,
        written: FxHashMap<&str, Occurrences<'_>>,
        with: FxHashMap<&str, Vec<Companion<'_>>>,
        context: &Context,
        judgements: &Judgements,
    ) -> Self {
        if written.is_empty() {
            return Self {
                role,
                clusters: Vec::new(),
                undecided: Vec::new(),
                told: Vec::new(),
                uses: FxHashMap::default(),
                accepted: FxHashSet::default(),
            };
        }
        let registered = registered_forms(role, context);
        let none: Vec<Companion<'_>> = Vec::new();
        let of_records = written.iter().map(|(text, occurrences)| NameForm {
            text,
            count: occurrences.records() as u64,
            registered: registered.get(text).copied(),
            companions: with.get(text).unwrap_or(&none),
        });
        // The registered forms take part, so that a name written wrongly everywhere finds the right one.
        let of_registry = registered.iter().map(|(text, entry)| NameForm {
            text,
            count: 0,
            registered: Some(*entry),
            companions: &[],
        });
        let forms: Vec<NameForm<'_>> = of_records.chain(of_registry).collect();
        let Clusters { clusters, undecided } = cluster(&forms, judgements);
        // Most names have one form, of which nobody asks where it stands.
        let forms = clusters.iter().flat_map(|cluster| &cluster.forms);
        let asked: FxHashSet<&str> = forms.flat_map(|form| [form.text.as_str(), &form.proposed]).collect();
        let uses: FxHashMap<String, Vec<Use>> =
            asked.iter().filter_map(|form| Some(((*form).to_owned(), written.get(form)?.uses()))).collect();
        let accepted = asked.iter().filter(|form| registered.contains_key(*form));
        let accepted = accepted.map(|form| (*form).to_owned()).collect();
        let clusters: Vec<Cluster> = clusters.into_iter().map(|cluster| settled(cluster, role)).collect();
        let told = clusters.iter().flat_map(cut_by_address).collect();
        Self { role, clusters, undecided, told, uses, accepted }
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
        self.to_mend().flat_map(|(form, _)| self.uses(&form.text)).map(|used| used.place)
    }

    fn is_to_mend(&self, form: &ClusterForm) -> bool {
        form.text != form.proposed && !form.differences.is_empty() && !self.accepted.contains(&form.text)
    }

    /// The forms that are not written as proposed, each with its entity.
    pub(super) fn to_mend(&self) -> impl Iterator<Item = (&ClusterForm, &Cluster)> {
        let forms =
            self.told.iter().flat_map(|cluster| cluster.forms.iter().map(move |form| (form, cluster)));
        forms.filter(|(form, _)| self.is_to_mend(form))
    }

    /// Where a form is written, value by value, in the order of the run.
    pub(super) fn uses(&self, form: &str) -> &[Use] {
        self.uses.get(form).map_or(&[][..], Vec::as_slice)
    }

    /// The form to write instead, and where records write it: as proposed, or nearly (with a space too many).
    pub(super) fn better<'a>(&'a self, form: &'a ClusterForm, cluster: &'a Cluster) -> (&'a str, &'a [Use]) {
        let written = self.uses(&form.proposed);
        if !written.is_empty() || cluster.entry.is_some() {
            return (&form.proposed, written);
        }
        let nearest =
            cluster.forms.iter().find(|other| other.proposed == form.proposed && other.text != form.text);
        (&form.proposed, nearest.map_or(&[][..], |other| self.uses(&other.text)))
    }

    /// The other forms of the entity, as far as a reader has use for them.
    pub(super) fn others<'a>(
        &'a self,
        form: &'a ClusterForm,
        better: &'a str,
        cluster: &'a Cluster,
    ) -> impl Iterator<Item = (&'a str, &'a [Use])> {
        const MOST_SHOWN: usize = 3;

        let others =
            cluster.forms.iter().filter(move |other| other.text != form.text && other.text != better);
        others
            .map(|other| (other.text.as_str(), self.uses(&other.text)))
            .filter(|(_, uses)| !uses.is_empty())
            .take(MOST_SHOWN)
    }
}
