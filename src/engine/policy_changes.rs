//! What a change says of how it is to be judged, where a revision of git says it in its place.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::message;
use crate::project::{Error, Inventory, Options, PolicyRevision, Sides, Subject, real};
use crate::report::{Decision, Fault, PolicyChange, PolicyChanges, PolicyFile, Report};

/// Says in a report what of its policy is another here, and whether that could be judged by at all.
pub fn say_policy_changes(
    report: &mut Report,
    subject: &Subject,
    options: &Options,
    sides: &Sides,
    inventory: &Inventory,
) {
    let Some(policy) = &sides.policy else { return };
    let own_files = sides.head.judged_by_itself();
    // What does not count now counts once it is merged, and must not break every run from then on.
    let own = match policy.files.has_overlays() {
        false => None,
        true => match Inventory::new(subject, options, &own_files) {
            Ok(own) => Some(own),
            Err(error) => {
                report.faults.push(cannot_be_judged_by(&error));
                None
            }
        },
    };
    let mut paths = inventory.policy_files();
    paths.extend(own.iter().flat_map(Inventory::policy_files));
    let mut files: Vec<PolicyFile> = paths.iter().filter_map(|path| change(path, policy, sides)).collect();
    files.sort();
    let before = decisions_of(inventory);
    let mut decisions = own.as_ref().map(decisions_of).unwrap_or_default();
    decisions.retain(|decision| !before.contains(decision));
    report.config_from = Some(PolicyChanges {
        revision: policy.revision.named.as_str().into(),
        commit: policy.revision.revision.object.clone(),
        files,
        decisions,
    });
}

fn cannot_be_judged_by(error: &Error) -> Fault {
    let Fault { message: why, file, help } = Fault::from(error);
    let message = message!("what says here how records are judged cannot be used: {why}", why);
    Fault { message, file, help }
}

/// What became of a file of a policy; none where it is the same.
fn change(path: &Path, policy: &PolicyRevision, sides: &Sides) -> Option<PolicyFile> {
    if !policy.files.is_overlaid(path) {
        return None;
    }
    let change = match (policy.files.is_file(path), sides.head.judged_by_itself().is_file(path)) {
        (false, true) => PolicyChange::Added,
        (true, false) => PolicyChange::Removed,
        (true, true) => PolicyChange::Changed,
        // It would be one if it were there.
        (false, false) => return None,
    };
    let here = real(Path::new("."));
    let shown: PathBuf = path.strip_prefix(here).map_or_else(|_| path.to_owned(), Path::to_path_buf);
    Some(PolicyFile { file: shown.to_string_lossy().into(), change })
}

fn decisions_of(inventory: &Inventory) -> Vec<Arc<Decision>> {
    let lines = inventory.decisions.iter().flatten().flat_map(|own| own.decisions.lines());
    lines.map(|line| Arc::clone(&line.decision)).collect()
}
