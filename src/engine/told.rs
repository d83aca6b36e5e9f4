//! Findings, told: record by record, each read once for all that was found in it.

use std::sync::Arc;

use super::decided::{Decided, Deciding};
use super::fitting::fitting;
use super::identities::Identities;
use super::reread::Rereader;
use crate::policy::bound::{Shares, bound};
use crate::project::{Inventory, JudgedFile, KnownFindings, Options};
use crate::report::diagnose::diagnose;
use crate::report::identity::Identity;
use crate::report::{AcceptedFinding, Diagnostic, Fault, Fingerprint, JudgedDecision};
use crate::rule::{Finding, RuleId};
use crate::words::Level;

/// What is told of a run's findings.
pub struct ToldFindings {
    /// Those that are shown, in the order of the run.
    pub diagnostics: Vec<Arc<Diagnostic>>,
    /// Those beyond a bound.
    pub beyond: Vec<Beyond>,
    /// Those that a decision accepts.
    pub accepted: Vec<AcceptedFinding>,
    /// What came of the decisions.
    pub decisions: Vec<JudgedDecision>,
}

/// A finding beyond a bound: it is known and counted, and not shown.
pub struct Beyond {
    pub fingerprint: Fingerprint,
    pub rule: RuleId,
    pub level: Level,
}

/// Tells findings that are in the order of the run, and what is wrong with the decisions on them.
pub fn told(
    inventory: &Inventory,
    options: &Options,
    files: &[&JudgedFile],
    findings: Vec<Finding>,
    mut known: Option<&mut KnownFindings>,
    faults: &mut Vec<Fault>,
) -> ToldFindings {
    let mut shares = Shares::default();
    let mut identities = Identities::new(inventory, files);
    let mut reader = Rereader::new(inventory, files);
    let mut deciding = Deciding::new(inventory, options.today);
    let (mut diagnostics, mut beyond) = (Vec::new(), Vec::new());
    let mut rest = findings.into_iter().peekable();
    while let Some(first) = rest.next() {
        let record = first.place.record();
        let mut of_one = vec![first];
        while let Some(next) = rest.next_if(|next| record.is_some() && next.place.record() == record) {
            of_one.push(next);
        }
        let identities = identities.of(&of_one, &mut reader, known.as_deref_mut());
        let room = deciding.room(options.accepted);
        let (accepted, open): (Vec<_>, Vec<(Finding, Identity)>) = of_one
            .into_iter()
            .zip(identities)
            .partition(|(finding, identity)| deciding.accepts(finding, *identity));
        for (finding, identity) in accepted.into_iter().take(room) {
            let told = diagnostic(inventory, &finding, identity, &mut reader, known.as_deref_mut());
            told.into_iter().for_each(|told| deciding.keep(told));
        }
        open.iter().for_each(|(finding, _)| shares.count(finding));
        let named = open.into_iter().map(|(finding, identity)| {
            let (rule, level) = (finding.rule.clone(), inventory.rule(&finding).map(|(_, level)| level));
            (finding, (identity, rule, level.unwrap_or(Level::Info)))
        });
        let (within, cut) = bound(named.collect());
        let left_out = |(identity, rule, level): (Identity, RuleId, Level)| Beyond {
            fingerprint: identity.fingerprint,
            rule,
            level,
        };
        beyond.extend(cut.into_iter().map(left_out));
        for (finding, (identity, rule, level)) in within {
            if !shares.have_room(&finding) {
                beyond.push(left_out((identity, rule, level)));
                continue;
            }
            // What cannot be read again has been reported as a fault of its file.
            let told = diagnostic(inventory, &finding, identity, &mut reader, known.as_deref_mut());
            let Some(told) = told else { continue };
            shares.take(&finding, diagnostics.len());
            diagnostics.push((finding.place.file(), told));
        }
    }
    for (last, note) in shares.notes() {
        if let Some((_, told)) = diagnostics.get_mut(last) {
            Arc::make_mut(told).notes.push(note);
        }
    }
    let shown = diagnostics.iter().map(|(_, told)| told.as_ref());
    let is_sound = faults.is_empty() && inventory.faults.is_empty();
    let Decided { accepted, decisions, findings } = deciding.conclude(&options.rules, files, shown, is_sound);
    for finding in findings.into_iter().filter(|finding| inventory.rule(finding).is_some()) {
        let own = identities.of(std::slice::from_ref(&finding), &mut reader, known.as_deref_mut());
        for identity in own {
            let told = diagnostic(inventory, &finding, identity, &mut reader, known.as_deref_mut());
            diagnostics.extend(told.map(|told| (finding.place.file(), told)));
        }
    }
    faults.extend(reader.into_faults());
    diagnostics.sort_by(|(a_file, a), (b_file, b)| {
        let is_of_records = |file: &Option<u32>| file.is_none_or(|file| !inventory.is_of_a_schema(file));
        let key = |file: &Option<u32>, diagnostic: &Diagnostic| {
            (is_of_records(file), file.is_none(), *file, diagnostic.site.span)
        };
        let rules = || a.rule.id().cmp(b.rule.id());
        key(a_file, a).cmp(&key(b_file, b)).then_with(rules).then_with(|| a.label.cmp(&b.label))
    });
    let diagnostics = diagnostics.into_iter().map(|(_, diagnostic)| diagnostic).collect();
    ToldFindings { diagnostics, beyond, accepted, decisions }
}

/// A finding as it is shown: as before, where that is known.
fn diagnostic(
    inventory: &Inventory,
    finding: &Finding,
    identity: Identity,
    reader: &mut Rereader<'_>,
    known: Option<&mut KnownFindings>,
) -> Option<Arc<Diagnostic>> {
    let (rule, level) = inventory.rule(finding)?;
    let key = known.as_ref().and_then(|_| KnownFindings::key(inventory, finding));
    if let Some(told) = known.as_deref().and_then(|known| known.get(key?)?.told_as(identity)) {
        return Some(told);
    }
    let text_of = |number: u32| inventory.texts.get(number as usize).map(Arc::as_ref);
    let finding = &*fitting(finding, inventory, reader);
    let diagnostic =
        diagnose(finding, rule, identity, level, &text_of, &mut |place, use_it| reader.read(place, use_it));
    let diagnostic = Arc::new(diagnostic?);
    if let (Some(known), Some(key)) = (known, key) {
        known.keep_diagnostic(key, &diagnostic);
    }
    Some(diagnostic)
}
