//! What a run was held against, and by whose policy it judged.

use super::summary::{grouped, number};
use crate::report::shown::shown;
use crate::report::{Decision, PolicyChanges, PolicyFile, Report, RevisionCounts, Settles};

/// Decisions that are listed.
const MOST_DECISIONS: usize = 12;

/// "since 1a2b3c4 (origin/main): 3 new, 12 fixed, 12 811 unchanged"; none where a run is held against nothing.
pub fn since(report: &Report) -> Option<String> {
    let RevisionCounts { revision, commit, is_merge_base, new, fixed, unchanged } = report.since.as_ref()?;
    let (short, revision) = (short(commit), shown(revision.expose()));
    let when = match is_merge_base {
        true => format!("since {short}, where this branch left {revision}"),
        false => format!("since {short} ({revision})"),
    };
    let (new, fixed, unchanged) = (grouped(*new), grouped(*fixed), grouped(*unchanged));
    Some(format!("{when}: {new} new, {fixed} fixed, {unchanged} unchanged"))
}

/// By whose policy a run judged, and what is another here, a sentence each; nothing where it is the files' own.
pub fn policy(report: &Report) -> Vec<String> {
    let Some(PolicyChanges { revision, commit, files, decisions, .. }) = &report.config_from else {
        return Vec::new();
    };
    let whose = "configs, schemas, decisions and baselines are those of";
    let mut lines = vec![format!("{whose} {} ({})", short(commit), shown(revision.expose()))];
    if !files.is_empty() {
        let named: Vec<String> = files.iter().map(file).collect();
        lines.push(format!("another here, and without effect until it is merged: {}", named.join(", ")));
    }
    if !decisions.is_empty() {
        let decisions_of = number(decisions.len() as u64, "new decision");
        lines.push(format!("{decisions_of} here, without effect until merged:"));
        lines.extend(decisions.iter().take(MOST_DECISIONS).map(|it| format!("  {}", decision(it))));
        match decisions.len().saturating_sub(MOST_DECISIONS) {
            0 => {}
            more => lines.push(format!("  and {more} more")),
        }
    }
    lines
}

fn file(changed: &PolicyFile) -> String {
    format!("{} ({})", shown(changed.file.expose()), changed.change.name())
}

/// "name/honorific in one: so it is printed (Ada)"
fn decision(decision: &Decision) -> String {
    let place = match &decision.settles {
        Settles::Finding { subject, .. } => subject.name().map(|name| format!(" in {}", shown(name))),
        Settles::Cause { id, .. } => Some(format!(", cause {id}")),
    };
    let by = decision.grounds.by.as_ref().map(|by| format!(" ({})", shown(by.expose())));
    let (rule, why) = (shown(decision.rule.as_str()), shown(decision.grounds.why.expose()));
    format!("{rule}{}: {why}{}", place.unwrap_or_default(), by.unwrap_or_default())
}

fn short(commit: &str) -> &str {
    commit.get(..7).unwrap_or(commit)
}
