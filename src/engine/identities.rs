//! What each finding is known by: every record that has findings is read again once for all of them.

use super::reread::Rereader;
use crate::layout::RoleTape;
use crate::project::{Inventory, JudgedFile, KnownFindings};
use crate::record::digest::digest;
use crate::record::{Record, RecordIds, SharedIds};
use crate::report::diagnose::SourceRecord;
use crate::report::identity::{FingerprintCounts, Identity, Within, of_bytes, of_record};
use crate::rule::{CauseArguments, Finding};
use crate::words::{At, Place, RecordRef};

/// What works out what findings are known by, record after record.
pub struct Identities<'p> {
    inventory: &'p Inventory,
    shared: Vec<SharedIds>,
    counts: FingerprintCounts,
    roles: RoleTape,
}

/// What the findings of a record are known by.
struct RecordIdentities {
    /// The digest of the record's id, and whether others share it.
    id: Option<(u64, bool)>,
    identities: Vec<Identity>,
}

impl<'p> Identities<'p> {
    /// For findings in the order of the run.
    pub fn new(inventory: &'p Inventory, files: &[&JudgedFile]) -> Self {
        let shared = shared_ids(inventory, files);
        Self { inventory, shared, counts: FingerprintCounts::default(), roles: RoleTape::default() }
    }

    /// What the findings of one record, or one finding outside of all, are known by. What `known` has is not worked
    /// out anew, and what it has not is kept there.
    pub fn of(
        &mut self,
        findings: &[Finding],
        reader: &mut Rereader<'_>,
        known: Option<&mut KnownFindings>,
    ) -> Vec<Identity> {
        let before = known.as_deref().and_then(|known| self.known(findings, known));
        let mut identities = before.unwrap_or_else(|| {
            let found = self.work_out(findings, reader);
            if let Some(known) = known {
                for (finding, identity) in findings.iter().zip(&found.identities) {
                    let key = KnownFindings::key(self.inventory, finding);
                    key.into_iter().for_each(|key| known.keep(key, finding, *identity, found.id));
                }
            }
            found.identities
        });
        identities.iter_mut().for_each(|identity| self.counts.tell_apart(identity));
        identities
    }

    /// What was worked out before, if it holds of all of them.
    fn known(&self, findings: &[Finding], known: &KnownFindings) -> Option<Vec<Identity>> {
        let is_shared = |file: u32, id: u64| {
            let collection = self.inventory.files.get(file as usize).map(|file| file.collection);
            let shared = collection.and_then(|collection| self.shared.get(collection));
            shared.is_some_and(|shared| shared.contains_digest(id))
        };
        let identity = |finding: &Finding| {
            let known = known.get(KnownFindings::key(self.inventory, finding)?)?;
            let file = finding.place.file()?;
            let holds = known.id.is_none_or(|(id, was_shared)| is_shared(file, id) == was_shared);
            holds.then_some(known.identity)
        };
        findings.iter().map(identity).collect()
    }

    fn work_out(&mut self, findings: &[Finding], reader: &mut Rereader<'_>) -> RecordIdentities {
        let first = findings.first().map(|finding| &finding.place);
        let mut found = None;
        if let Some((place, record)) = first.and_then(|place| Some((place, place.record()?))) {
            reader.read(place, &mut |source| {
                found = in_record(self.inventory, record, source, &self.shared, &mut self.roles, findings);
            });
        }
        found.unwrap_or_else(|| RecordIdentities {
            id: None,
            identities: findings.iter().map(|finding| outside(self.inventory, finding, reader)).collect(),
        })
    }
}

/// The ids that several records of a collection share, by collection.
fn shared_ids(inventory: &Inventory, files: &[&JudgedFile]) -> Vec<SharedIds> {
    let mut ids = vec![RecordIds::default(); inventory.collections.len()];
    for (file, judged) in inventory.judged_files().iter().zip(files) {
        ids[file.collection].merge(&judged.ids);
    }
    ids.into_iter().map(RecordIds::shared).collect()
}

/// What the findings of a record are known by; none if it is broken.
fn in_record(
    inventory: &Inventory,
    reference: RecordRef,
    source: &SourceRecord<'_>,
    shared: &[SharedIds],
    roles: &mut RoleTape,
    findings: &[Finding],
) -> Option<RecordIdentities> {
    let document = source.document?;
    let collection = inventory.collection_of(reference.file);
    let roles = collection.layout.read(document, roles);
    let record = Record::new(document, &collection.layout, roles, reference);
    let shared = shared.get(inventory.files.get(reference.file as usize)?.collection);
    let id = record.id().map(|id| digest(id.text().as_ref()));
    let is_shared = id.is_some_and(|id| shared.is_some_and(|shared| shared.contains_digest(id)));
    let name = collection.context.collection.as_deref().unwrap_or_default();
    let identities =
        of_record(&record, is_shared, name, findings, &|finding| cause_arguments(inventory, finding));
    Some(RecordIdentities { id: id.map(|id| (id, is_shared)), identities })
}

/// The identity of a finding that lies in no record that can be read: in a file, or in a source's text.
fn outside(inventory: &Inventory, finding: &Finding, reader: &mut Rereader<'_>) -> Identity {
    let (Some(file), bytes) = (finding.place.file(), bytes_of(&finding.place)) else {
        return in_text(inventory, finding);
    };
    let (mut offending, mut around) = (Vec::new(), Vec::new());
    reader.read(&finding.place, &mut |source| {
        let start = source.position.byte;
        let within = |byte: u64| byte.saturating_sub(start).min(source.bytes.len() as u64) as usize;
        offending = source.bytes[within(bytes.start)..within(bytes.end)].to_vec();
        if finding.place.record().is_some() {
            around = source.bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        }
    });
    let name = inventory.collection_of(file).context.collection.as_deref().unwrap_or_default();
    let by = cause_arguments(inventory, finding);
    let path = inventory.path_from_root(file);
    let within = match finding.place.record() {
        Some(_) => Within::BrokenRecord(&around),
        None => Within::File(&path),
    };
    of_bytes(within, &offending, name, finding, by)
}

/// The arguments that make the cause of a finding, as its rule says.
fn cause_arguments(inventory: &Inventory, finding: &Finding) -> CauseArguments {
    inventory.rule(finding).map(|(rule, _)| rule.cause()).unwrap_or_default()
}

fn bytes_of(place: &Place) -> std::ops::Range<u64> {
    match place {
        Place::Record { at: At::Bytes(bytes), .. }
        | Place::File { bytes, .. }
        | Place::Text { bytes, .. } => bytes.clone(),
        Place::Record { .. } => 0..0,
    }
}

fn in_text(inventory: &Inventory, finding: &Finding) -> Identity {
    let bytes = bytes_of(&finding.place);
    let text = match finding.place {
        Place::Text { text, .. } => inventory.texts.get(text as usize),
        Place::Record { .. } | Place::File { .. } => None,
    };
    let passage = text.and_then(|text| text.text().as_bytes().get(bytes.start as usize..bytes.end as usize));
    let path = text.map(|text| text.file.to_string_lossy()).unwrap_or_default();
    let by = cause_arguments(inventory, finding);
    of_bytes(Within::File(&path), passage.unwrap_or_default(), "", finding, by)
}
