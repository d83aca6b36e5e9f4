//! The names of a dataset by entity: what `name/inconsistent-spelling` judges, told as a list.

mod list;

pub(crate) use list::without_registry;
pub use list::{write_json, write_text};

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::{Rereader, Verdicts, judge_together};
use crate::knowledge::names::entities::{RoleNames, gather};
use crate::knowledge::names::observation::KINDS;
use crate::project::error::Error;
use crate::project::{Inventory, JudgedFile, Options, Project, Reach, Subject, keeper};
use crate::record::registry::EntryKind;
use crate::report::diagnose::{SourceRecord, site};
use crate::report::{Fault, Site};
use crate::rules::name::inconsistent_spelling::RULE;
use crate::text::cluster::{Cluster, UndecidedPair};
use crate::words::{Place, Role};

/// The names of a dataset, by entity.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The entities with two forms or more, role by role, the most frequent first.
    pub entities: Vec<Entity>,
    /// The pairs that nothing decides, role by role: a curator may.
    pub undecided: Vec<OpenPair>,
    /// What could not be judged.
    pub faults: Vec<Fault>,
    /// How many records were read.
    pub records: u64,
    /// What a registry keeps decisions about.
    pub kept: BTreeSet<Role>,
}

/// A person, an organisation, an office or a place under several forms.
#[derive(Debug, Clone)]
pub struct Entity {
    /// What the forms are names of.
    pub role: Role,
    /// Its forms, the proposed one first.
    pub cluster: Cluster,
    /// The first places of each form, in the order of the forms; at most [`MOST_PLACES`] a form.
    pub places: Vec<Vec<Site>>,
}

/// Two forms that may be one name.
#[derive(Debug, Clone)]
pub struct OpenPair {
    /// What the forms are names of.
    pub role: Role,
    /// The forms, and why nothing is decided.
    pub pair: UndecidedPair,
}

/// So many places of each form are told. A name may stand in a million records.
pub const MOST_PLACES: usize = 10;

/// Reads the records and gathers their names by entity, the registries' among them.
///
/// # Errors
///
/// What keeps a run from starting, as for [`check`](crate::engine::check).
pub fn names(subject: &Subject, options: &Options) -> Result<Names, Error> {
    let options = Options {
        select: vec![RULE.id().to_owned()],
        ignore: Vec::new(),
        reach: Reach::Asked,
        ..options.clone()
    };
    let mut project = Project::open(options)?;
    let inventory = project.inventory(subject)?;
    let Verdicts { files, facts, mut faults } = judge_together(&inventory, project.options());
    faults.extend(files.iter().flat_map(|file| file.faults.iter().cloned()));
    let files: Vec<&JudgedFile> = files.iter().collect();
    let rules = &project.options().rules;
    let position = rules.iter().position(|rule| rule.id() == RULE.id());
    let position = position.map(|position| keeper(rules, position));
    // A name under one config and the same under another are names of two datasets.
    let datasets = inventory.datasets.iter().zip(&facts);
    let gathered: Vec<_> =
        datasets.filter_map(|(context, facts)| Some(gather(facts.get(position?)?, context))).collect();
    let mut reader = Rereader::new(&inventory, &files);
    let kept = [Role::PersonName, Role::OrganizationName]
        .into_iter()
        .filter(|role| registry_file(&inventory, *role).is_some());
    let records = files.iter().map(|file| file.records).sum();
    let mut names = Names { records, kept: kept.collect(), ..Names::default() };
    for of_role in gathered.iter().flat_map(|by_role| by_role.iter()) {
        names.take(of_role, &mut reader);
    }
    faults.extend(reader.into_faults());
    faults.extend(inventory.faults.iter().cloned());
    names.faults = faults;
    Ok(names)
}

/// The names of the records, each with what they have it for: persons, organisations, offices, places, countries.
///
/// # Errors
///
/// As for [`names`].
pub fn kinds(subject: &Subject, options: &Options) -> Result<BTreeMap<String, BTreeSet<Role>>, Error> {
    let options = Options {
        select: vec![RULE.id().to_owned()],
        ignore: Vec::new(),
        reach: Reach::Asked,
        ..options.clone()
    };
    let mut project = Project::open(options)?;
    let inventory = project.inventory(subject)?;
    let Verdicts { facts, .. } = judge_together(&inventory, project.options());
    let rules = &project.options().rules;
    let position = rules.iter().position(|rule| rule.id() == RULE.id());
    let position = position.map(|position| keeper(rules, position));
    let mut kinds: BTreeMap<String, BTreeSet<Role>> = BTreeMap::new();
    for facts in facts.iter().filter_map(|facts| facts.get(position?)) {
        for role in KINDS {
            for uses in facts.uses(role.name()).iter() {
                kinds.entry(uses.form.to_owned()).or_default().insert(role);
            }
        }
    }
    Ok(kinds)
}

/// The file that new entries of a role go into: the first of the registry's collection.
pub(super) fn registry_file(inventory: &Inventory, role: Role) -> Option<usize> {
    inventory.files.iter().position(|file| {
        let Some(collection) = inventory.collections.get(file.collection) else { return false };
        file.path().is_some()
            && collection.layout.has(Role::OtherSpelling)
            && collection.layout.has(Role::RecordId)
            && collection.entries() == EntryKind::named_by(role)
    })
}

impl Names {
    fn take(&mut self, gathered: &RoleNames, reader: &mut Rereader<'_>) {
        for cluster in &gathered.clusters {
            // What the registry has in several forms, and the records in one, is in order.
            if cluster.forms.iter().filter(|form| form.count > 0).count() == 0
                || cluster.forms.iter().all(|form| gathered.is_registered(&form.text))
            {
                continue;
            }
            let places = cluster.forms.iter().map(|form| {
                let places = gathered.places(&form.text).take(MOST_PLACES);
                let mut read = |place: &Place, use_it: &mut dyn FnMut(&SourceRecord<'_>)| {
                    reader.read(place, use_it);
                };
                places.filter_map(|place| site(&place, &|_| None, &mut read)).collect()
            });
            let places = places.collect();
            self.entities.push(Entity { role: gathered.role, cluster: cluster.clone(), places });
        }
        let role = gathered.role;
        for pair in &gathered.undecided {
            // Places are gathered whole and by their parts: a pair may come twice.
            if !self
                .undecided
                .iter()
                .rev()
                .take_while(|known| known.role == role)
                .any(|known| known.pair == *pair)
            {
                self.undecided.push(OpenPair { role, pair: pair.clone() });
            }
        }
    }
}
