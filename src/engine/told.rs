//! Findings, told: record by record, each read once for all that was found in it.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Judged;
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

/// What is kept of a finding, if anything is.
pub type Pick<'p> = dyn Fn(&Diagnostic) -> Option<Diagnostic> + 'p;

/// What is kept of findings beside a report: of those that are shown in it, and of those beyond a bound that have a fix.
pub struct Picking<'a> {
    /// What is kept of a finding, if anything is.
    pub pick: &'a Pick<'a>,
    /// What was kept, in the order of the report.
    pub picked: Vec<Arc<Diagnostic>>,
}

/// Takes the findings of what was judged and tells them in the order of the run, and what is wrong with the decisions
/// on them. `revision` has what was found in the revision that the run is held against.
pub fn told(
    judged: &mut Judged<'_>,
    revision: Option<&FxHashSet<Fingerprint>>,
    mut picking: Option<&mut Picking<'_>>,
) -> ToldFindings {
    let Judged { inventory, options, files, findings, faults, known } = judged;
    let (inventory, options, files, known) = (*inventory, *options, files.as_slice(), known.take());
    let findings = std::mem::take(findings);
    let pick = picking.as_ref().map(|picking| picking.pick);
    let mut identities = Identities::new(inventory, files);
    let mut teller = Teller { inventory, reader: Rereader::new(inventory, files), known };
    let mut deciding = Deciding::new(inventory, options.today);
    let mut before = Before::new(inventory, revision);
    let (mut new, mut unchanged, mut old) =
        (Telling { pick, ..Telling::default() }, Vec::new(), Telling::default());
    for of_one in by_record(findings) {
        let identities = identities.of(&of_one, &mut teller.reader, teller.known.as_deref_mut());
        let (mut open, mut stood) = (Vec::new(), Vec::new());
        for (finding, identity) in of_one.into_iter().zip(identities) {
            let stood_in = before.look_up(inventory.configs_of(&finding), identity.fingerprint);
            if deciding.accepts(&finding, identity) {
                if deciding.has_room(options.accepted) {
                    teller.diagnostic(&finding, identity).into_iter().for_each(|told| deciding.keep(told));
                }
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
            if revision.is_some_and(|revision| revision.contains(&identity.fingerprint)) {
                continue;
            }
            let told = teller.diagnostic(&finding, identity);
            told.into_iter().for_each(|told| new.show(finding.place.file(), told));
        }
    }
    faults.extend(teller.reader.into_faults());
    join(&mut unchanged, old);
    let Telling { diagnostics, beyond, picked, .. } = new;
    if let Some(picking) = &mut picking {
        picking.picked = in_order(inventory, picked);
    }
    ToldFindings {
        diagnostics: in_order(inventory, diagnostics),
        beyond,
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
    for of_one in findings.chunk_by(are_of_one_record) {
        let identities = identities.of(of_one, &mut teller.reader, None);
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
        let mut of_one = vec![rest.next()?];
        while let Some(next) =
            rest.next_if(|next| of_one.last().is_some_and(|last| are_of_one_record(last, next)))
        {
            of_one.push(next);
        }
        Some(of_one)
    })
}

/// Whether two findings are of one record, which is read once for both.
pub fn are_of_one_record(one: &Finding, next: &Finding) -> bool {
    one.place.record().is_some() && one.place.record() == next.place.record()
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
struct Telling<'a> {
    shares: Shares,
    /// With the file of each.
    diagnostics: Vec<(Option<u32>, Arc<Diagnostic>)>,
    beyond: Vec<Beyond>,
    pick: Option<&'a Pick<'a>>,
    /// What was picked of them, with the file of each.
    picked: Vec<(Option<u32>, Arc<Diagnostic>)>,
}

impl Telling<'_> {
    /// Tells findings of one record, within the bounds.
    fn tell(&mut self, findings: Vec<(Finding, Identity)>, teller: &mut Teller<'_, '_>) {
        findings.iter().for_each(|(finding, _)| self.shares.count(finding));
        let named = findings.into_iter().map(|(finding, identity)| {
            let (rule, level) = (finding.rule.clone(), level(teller.inventory, &finding));
            (finding, (identity, rule, level))
        });
        let (within, cut) = bound(named.collect());
        for (finding, (identity, rule, level)) in within {
            if !self.shares.have_room(&finding) {
                self.leave_out(&finding, (identity, rule, level), teller);
                continue;
            }
            // What cannot be read again has been reported as a fault of its file.
            let Some(told) = teller.diagnostic(&finding, identity) else { continue };
            self.shares.take(&finding, self.diagnostics.len());
            self.show(finding.place.file(), told);
        }
        cut.into_iter().for_each(|(finding, own)| self.leave_out(&finding, own, teller));
    }

    fn show(&mut self, file: Option<u32>, told: Arc<Diagnostic>) {
        self.pick(file, &told);
        self.diagnostics.push((file, told));
    }

    fn leave_out(
        &mut self,
        finding: &Finding,
        (identity, rule, level): (Identity, RuleId, Level),
        teller: &mut Teller<'_, '_>,
    ) {
        if self.pick.is_some() && !finding.fixes.is_empty() {
            let told = teller.passing(finding, identity);
            told.into_iter().for_each(|told| self.pick(finding.place.file(), &told));
        }
        self.beyond.push(Beyond { fingerprint: identity.fingerprint, rule, level });
    }

    fn pick(&mut self, file: Option<u32>, told: &Diagnostic) {
        let picked = self.pick.and_then(|pick| pick(told));
        self.picked.extend(picked.map(|picked| (file, Arc::new(picked))));
    }

    fn say_how_many_more(&mut self) {
        for (last, note) in self.shares.notes() {
            if let Some((_, told)) = self.diagnostics.get_mut(last) {
                Arc::make_mut(told).notes.push(note);
            }
        }
    }
}

/// As a report has them.
fn in_order(
    inventory: &Inventory,
    mut diagnostics: Vec<(Option<u32>, Arc<Diagnostic>)>,
) -> Vec<Arc<Diagnostic>> {
    diagnostics.sort_by(|(a_file, a), (b_file, b)| {
        let is_of_records = |file: &Option<u32>| file.is_none_or(|file| !inventory.is_of_a_schema(file));
        let key = |file: &Option<u32>, diagnostic: &Diagnostic| {
            (is_of_records(file), file.is_none(), *file, diagnostic.site.span)
        };
        let rules = || a.rule.id().cmp(b.rule.id());
        key(a_file, a).cmp(&key(b_file, b)).then_with(rules).then_with(|| a.label.cmp(&b.label))
    });
    diagnostics.into_iter().map(|(_, diagnostic)| diagnostic).collect()
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
        let key = self.known.as_ref().and_then(|_| KnownFindings::key(self.inventory, finding));
        if let Some(told) = self.known.as_deref().and_then(|known| known.get(key?)?.told_as(identity)) {
            return Some(told);
        }
        let diagnostic = Arc::new(self.passing(finding, identity)?);
        if let (Some(known), Some(key)) = (&mut self.known, key) {
            known.keep_diagnostic(key, &diagnostic);
        }
        Some(diagnostic)
    }

    /// A finding as it would be shown. Nothing is kept of it.
    fn passing(&mut self, finding: &Finding, identity: Identity) -> Option<Diagnostic> {
        let Self { inventory, reader, .. } = self;
        let (rule, level) = inventory.rule(finding)?;
        let text_of = |number: u32| inventory.texts.get(number as usize).map(Arc::as_ref);
        let finding = &*fitting(finding, inventory, reader);
        diagnose(finding, rule, identity, level, &text_of, &mut |place, use_it| reader.read(place, use_it))
    }
}
