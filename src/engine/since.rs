//! What is found and was not before: the project is judged as it was, and then as it is.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::Judged;
use super::decided::{Decided, Deciding};
use super::identities::Identities;
use super::policy_changes::say_policy_changes;
use super::reread::Rereader;
use super::told::Picking;
use super::told::are_of_one_record;
use crate::message;
use crate::project::own_files::own_file;
use crate::project::{Error, GitError, Inventory, NamedRevision, Past, Project, Sides, Subject, real};
use crate::report::{Fault, Fingerprint, Report, RevisionCounts, Skipped};
use crate::words::Message;
use crate::words::phrase::number;

/// Judges what is selected as it was and as it is, by what the options say, and reports what is new, and picks of it.
///
/// # Errors
///
/// As for [`check`](super::check), and where git does not say what was.
pub fn check_since(
    project: &mut Project,
    subject: &Subject,
    picking: Option<&mut Picking<'_>>,
) -> Result<Report, Error> {
    let sides = Sides::of(&project.options, subject, &project.disk)?;
    let Some(past) = &sides.past else {
        let inventory = project.inventory_of(subject, &sides.head)?;
        let mut report = project.judged(&inventory, |judged| judged.report(None, picking));
        say_policy_changes(&mut report, subject, &project.options, &sides, &inventory);
        return Ok(report);
    };
    let before = past_findings(project, subject, past, &sides)?;
    project.memory.forget_where(|path| past.differs(path));
    let inventory = project.inventory_of(subject, &sides.head)?;
    have_a_past(&inventory, past)?;
    let mut report = project.judged(&inventory, |mut judged| {
        let now = SideFindings::of(&mut judged);
        let before = before.as_ref().unwrap_or(&now);
        let fixed = before.gone_from(&now);
        let mut report = judged.report(Some(&before.fingerprints), picking);
        report.since = Some(RevisionCounts {
            revision: past.revision.named.as_str().into(),
            commit: past.revision.revision.object.clone(),
            is_merge_base: !past.revision.is_itself,
            new: report.counts.by_level.values().sum(),
            fixed,
            unchanged: report.counts.in_revision,
        });
        report.skipped.extend(without_a_past(past, &before.faults, &report.faults));
        report.skipped.sort();
        report
    });
    say_policy_changes(&mut report, subject, &project.options, &sides, &inventory);
    // What an editor holds is another side than the one that was judged.
    project.memory.forget_where(|path| past.differs(path));
    Ok(report)
}

/// What was found before; none where nothing differs.
fn past_findings(
    project: &mut Project,
    subject: &Subject,
    past: &Past,
    sides: &Sides,
) -> Result<Option<SideFindings>, Error> {
    if past.differing.is_empty() {
        return Ok(None);
    }
    project.memory.forget_where(|path| past.differs(path));
    let inventory = match project.inventory_of(subject, &past.files) {
        Ok(inventory) => inventory,
        Err(cause) => {
            // What keeps the records from being judged as they are comes first: it can be mended.
            project.inventory_of(subject, &sides.head)?;
            let revision = said(&past.revision);
            return Err(GitError::PastNotJudged { revision, cause: Box::new(cause) }.into());
        }
    };
    have_a_past(&inventory, past)?;
    Ok(Some(project.judged(&inventory, |mut judged| SideFindings::of(&mut judged))))
}

/// Refuses what lies outside of the repository: all that is found in it would pass for what was always there.
fn have_a_past(inventory: &Inventory, past: &Past) -> Result<(), GitError> {
    let mut files = inventory.asked_files().filter_map(|(_, file)| file.real.as_deref());
    files.try_for_each(|real| past.knows(real))
}

/// What was found on one side, before any bound.
#[derive(Debug, Default)]
struct SideFindings {
    fingerprints: FxHashSet<Fingerprint>,
    /// Those that a decision accepts.
    accepted: FxHashSet<Fingerprint>,
    faults: Vec<Fault>,
}

impl SideFindings {
    /// Each record that something was found in is read once, and nothing is made ready to be shown.
    fn of(judged: &mut Judged<'_>) -> Self {
        let Judged { inventory, options, files, findings, faults, known } = judged;
        let mut side = Self { faults: faults.clone(), ..Self::default() };
        let mut identities = Identities::new(inventory, files);
        let mut reader = Rereader::new(inventory, files);
        let mut deciding = Deciding::new(inventory, options.today);
        for of_one in findings.chunk_by(are_of_one_record) {
            for (finding, identity) in
                of_one.iter().zip(identities.of(of_one, &mut reader, known.as_deref_mut()))
            {
                side.fingerprints.insert(identity.fingerprint);
                if deciding.accepts(finding, identity) {
                    side.accepted.insert(identity.fingerprint);
                }
            }
        }
        let is_sound = faults.is_empty() && inventory.faults.is_empty();
        // Whether a value is another or gone is one finding of the decision.
        let Decided { findings: of_decisions, .. } =
            deciding.conclude(&options.rules, files, std::iter::empty(), is_sound);
        for finding in of_decisions.iter().filter(|finding| inventory.rule(finding).is_some()) {
            let own = identities.of(std::slice::from_ref(finding), &mut reader, known.as_deref_mut());
            side.fingerprints.extend(own.into_iter().map(|identity| identity.fingerprint));
        }
        side.faults.extend(inventory.faults.iter().cloned());
        side
    }

    /// How many of these are not among those, and were accepted by nobody.
    fn gone_from(&self, now: &Self) -> u64 {
        let is_gone =
            |found: &&Fingerprint| !now.fingerprints.contains(found) && !self.accepted.contains(found);
        self.fingerprints.iter().filter(is_gone).count() as u64
    }
}

/// What is not known of the past, so that what is found there counts as new.
fn without_a_past(past: &Past, before: &[Fault], now: &[Fault]) -> Vec<Skipped> {
    let when = said(&past.revision);
    let mut skipped: Vec<Skipped> = past
        .unknown()
        .into_iter()
        .map(|path| {
            let what =
                message!("{path} as it was at {when}", path: path.to_string_lossy(), when: when.as_str());
            Skipped::new(
                what,
                "it is kept elsewhere (a submodule, Git LFS): all that is found in it counts as new",
            )
        })
        .collect();
    // What was not there yet could not be judged, and there was nothing to be found.
    let is_of_a_change = |fault: &Fault| {
        let file = fault.file.as_ref().map(|file| real(Path::new(file.expose())));
        file.is_none_or(|file| past.was_another(&file) && own_file(&file).is_none())
    };
    let faults = before.iter().filter(|fault| !now.contains(fault) && is_of_a_change(fault)).count() as u64;
    if faults > 0 {
        let things: Message = number(faults, "fault");
        let what = message!("what had {things} at {when}", things, when: when.as_str());
        skipped.push(Skipped::new(what, "it could not be judged then: what is found in it counts as new"));
    }
    skipped
}

/// "1a2b3c4 (origin/main)"
fn said(revision: &NamedRevision) -> String {
    format!("{} ({})", revision.revision.short(), revision.named)
}
