//! Findings, told: record by record, each read once for all that was found in it.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::before::Before;
use super::decided::{Decided, Deciding};
use super::fitting::fitting;
use super::identities::Identities;
use super::reread::Rereader;
use crate::policy::bound::{Shares, bound};
use crate::project::{Inventory, JudgedFile, KnownFindings, Options, Unchanged};
use crate::report::diagnose::diagnose;
use crate::report::identity::Identity;
use crate::report::{
    AcceptedFinding, Diagnostic, Fault, Fingerprint, JudgedBaseline, JudgedDecision, UnchangedFinding,
};
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
    /// Those that stood before.
    pub unchanged: Vec<UnchangedFinding>,
    /// What came of the baselines.
    pub baselines: Vec<JudgedBaseline>,
}

/// A finding beyond a bound: it is known and counted, and not shown.
pub struct Beyond {
    pub fingerprint: Fingerprint,
    pub rule: RuleId,
    pub level: Level,
}

/// Tells findings that are in the order of the run, and what is wrong with the decisions on them. `revision` has what
/// was found in the revision that the run is held against.
pub fn told(
    inventory: &Inventory,
    options: &Options,
    files: &[&JudgedFile],
    findings: Vec<Finding>,
    known: Option<&mut KnownFindings>,
    revision: Option<&FxHashSet<Fingerprint>>,
    faults: &mut Vec<Fault>,
) -> ToldFindings {
    let mut identities = Identities::new(inventory, files);
    let mut teller = Teller { inventory, reader: Rereader::new(inventory, files), known };
    let mut deciding = Deciding::new(inventory, options.today);
    let mut before = Before::new(inventory, revision);
    let (mut new, mut unchanged, mut old) = (Telling::default(), Vec::new(), Telling::default());
    for of_one in by_record(findings) {
        let identities = identities.of(&of_one, &mut teller.reader, teller.known.as_deref_mut());
        let (mut open, mut stood) = (Vec::new(), Vec::new());
        for (finding, identity) in of_one.into_iter().zip(identities) {
            let stood_in = before.look_up(inventory.configs_of(&finding), identity.fingerprint);
            if deciding.accepts(&finding, identity) {
                continue;
            }
            let Some(stood_in) = stood_in else {
                open.push((finding, identity));
                continue;
            };
            let (rule, level) = (finding.rule.clone(), level(inventory, &finding));
            let Identity { fingerprint, cause, .. } = identity;
            unchanged.push(UnchangedFinding { rule, level, fingerprint, cause, stood_in, diagnostic: None });
            stood.push((finding, identity));
        }
        new.tell(open, &mut teller);
        if options.unchanged == Unchanged::Told {
            old.tell(stood, &mut teller);
        }
    }
    new.say_how_many_more();
    let shown = new.diagnostics.iter().map(|(_, told)| told.as_ref());
    let is_sound = faults.is_empty() && inventory.faults.is_empty();
    let Decided { accepted, decisions, findings } = deciding.conclude(&options.rules, files, shown, is_sound);
    for finding in findings.into_iter().filter(|finding| inventory.rule(finding).is_some()) {
        let own = std::slice::from_ref(&finding);
        for identity in identities.of(own, &mut teller.reader, teller.known.as_deref_mut()) {
            let told = teller.diagnostic(&finding, identity);
            new.diagnostics.extend(told.map(|told| (finding.place.file(), told)));
        }
    }
    faults.extend(teller.reader.into_faults());
    join(&mut unchanged, old);
    let Telling { beyond, .. } = &mut new;
    ToldFindings {
        beyond: std::mem::take(beyond),
        diagnostics: new.in_order(inventory),
        accepted,
        decisions,
        unchanged,
        baselines: before.conclude(options, is_sound),
    }
}

/// What a finding is handed to: the configs that it stands under, its collection's name, and it, located.
pub type FindingSink<'s> = dyn FnMut(Range<usize>, Option<&str>, &Diagnostic) + 's;

/// Hands out findings that are in the order of the run, but for those that a decision accepts. No bound holds: none is
/// kept.
pub fn each_told(
    inventory: &Inventory,
    options: &Options,
    files: &[&JudgedFile],
    findings: Vec<Finding>,
    faults: &mut Vec<Fault>,
    each: &mut FindingSink<'_>,
) {
    let mut identities = Identities::new(inventory, files);
    let mut teller = Teller { inventory, reader: Rereader::new(inventory, files), known: None };
    let mut deciding = Deciding::new(inventory, options.today);
    for of_one in by_record(findings) {
        let identities = identities.of(&of_one, &mut teller.reader, None);
        for (finding, identity) in of_one.iter().zip(identities) {
            if deciding.accepts(finding, identity) {
                continue;
            }
            let Some(told) = teller.diagnostic(finding, identity) else { continue };
            let file = finding.place.file();
            let collection =
                file.and_then(|file| inventory.collection_of(file).context.collection.as_deref());
            each(inventory.configs_of(finding), collection, &told);
        }
    }
    faults.extend(teller.reader.into_faults());
}

/// Findings that are in the order of the run, those of a record together.
fn by_record(findings: Vec<Finding>) -> impl Iterator<Item = Vec<Finding>> {
    let mut rest = findings.into_iter().peekable();
    std::iter::from_fn(move || {
        let first = rest.next()?;
        let record = first.place.record();
        let mut of_one = vec![first];
        while let Some(next) = rest.next_if(|next| record.is_some() && next.place.record() == record) {
            of_one.push(next);
        }
        Some(of_one)
    })
}

fn level(inventory: &Inventory, finding: &Finding) -> Level {
    inventory.rule(finding).map_or(Level::Info, |(_, level)| level)
}

/// Puts what was told of findings that stood before to each of them.
fn join(unchanged: &mut [UnchangedFinding], told: Telling) {
    let told = told.diagnostics.into_iter().map(|(_, told)| (told.fingerprint, told));
    let told: rustc_hash::FxHashMap<Fingerprint, Arc<Diagnostic>> = told.collect();
    for finding in unchanged {
        finding.diagnostic = told.get(&finding.fingerprint).cloned();
    }
}

/// Findings of one kind, as far as they are told.
#[derive(Default)]
struct Telling {
    shares: Shares,
    /// With the file of each.
    diagnostics: Vec<(Option<u32>, Arc<Diagnostic>)>,
    beyond: Vec<Beyond>,
}

impl Telling {
    /// Tells findings of one record, within the bounds.
    fn tell(&mut self, findings: Vec<(Finding, Identity)>, teller: &mut Teller<'_, '_>) {
        findings.iter().for_each(|(finding, _)| self.shares.count(finding));
        let named = findings.into_iter().map(|(finding, identity)| {
            let (rule, level) = (finding.rule.clone(), level(teller.inventory, &finding));
            (finding, (identity, rule, level))
        });
        let (within, cut) = bound(named.collect());
        let left_out = |(identity, rule, level): (Identity, RuleId, Level)| Beyond {
            fingerprint: identity.fingerprint,
            rule,
            level,
        };
        self.beyond.extend(cut.into_iter().map(left_out));
        for (finding, (identity, rule, level)) in within {
            if !self.shares.have_room(&finding) {
                self.beyond.push(left_out((identity, rule, level)));
                continue;
            }
            // What cannot be read again has been reported as a fault of its file.
            let Some(told) = teller.diagnostic(&finding, identity) else { continue };
            self.shares.take(&finding, self.diagnostics.len());
            self.diagnostics.push((finding.place.file(), told));
        }
    }

    fn say_how_many_more(&mut self) {
        for (last, note) in self.shares.notes() {
            if let Some((_, told)) = self.diagnostics.get_mut(last) {
                Arc::make_mut(told).notes.push(note);
            }
        }
    }

    fn in_order(mut self, inventory: &Inventory) -> Vec<Arc<Diagnostic>> {
        self.diagnostics.sort_by(|(a_file, a), (b_file, b)| {
            let is_of_records = |file: &Option<u32>| file.is_none_or(|file| !inventory.is_of_a_schema(file));
            let key = |file: &Option<u32>, diagnostic: &Diagnostic| {
                (is_of_records(file), file.is_none(), *file, diagnostic.site.span)
            };
            let rules = || a.rule.id().cmp(b.rule.id());
            key(a_file, a).cmp(&key(b_file, b)).then_with(rules).then_with(|| a.label.cmp(&b.label))
        });
        self.diagnostics.into_iter().map(|(_, diagnostic)| diagnostic).collect()
    }
}

/// What tells findings: reads their records again, and knows what was told before.
struct Teller<'p, 'k> {
    inventory: &'p Inventory,
    reader: Rereader<'p>,
    known: Option<&'k mut KnownFindings>,
}

impl Teller<'_, '_> {
    /// A finding as it is shown: as before, where that is known.
    fn diagnostic(&mut self, finding: &Finding, identity: Identity) -> Option<Arc<Diagnostic>> {
        let Self { inventory, reader, known } = self;
        let (rule, level) = inventory.rule(finding)?;
        let key = known.as_ref().and_then(|_| KnownFindings::key(inventory, finding));
        if let Some(told) = known.as_deref().and_then(|known| known.get(key?)?.told_as(identity)) {
            return Some(told);
        }
        let text_of = |number: u32| inventory.texts.get(number as usize).map(Arc::as_ref);
        let finding = &*fitting(finding, inventory, reader);
        let diagnostic = diagnose(finding, rule, identity, level, &text_of, &mut |place, use_it| {
            reader.read(place, use_it)
        });
        let diagnostic = Arc::new(diagnostic?);
        if let (Some(known), Some(key)) = (known, key) {
            known.keep_diagnostic(key, &diagnostic);
        }
        Some(diagnostic)
    }
}
