//! Every claim of the records and what its source says of it, as the rules judge it.

use std::collections::BTreeMap;

use crate::knowledge::claims::{ClaimKind, ClaimVerdict, claims, say_what_is_unchecked};
use crate::message;
use crate::record::{Context, Record};
use crate::report::{Diagnostic, Related, Site};
use crate::rule::{Check, Findings, Needs, Rule};
use crate::words::{Argument, Level, Message, Role};

/// What gathers the claims. It runs beside the rules, and what it finds is no finding.
pub const GATHERING: &str = "evidence/claims";

/// A claim of a record.
#[derive(Debug, Clone)]
pub struct ToldClaim {
    /// What is claimed.
    pub kind: ClaimKind,
    /// What the record has.
    pub value: String,
    /// What the sources say of it.
    pub verdict: ClaimVerdict,
    /// Why.
    pub why: Message,
    /// Where the record has it.
    pub site: Site,
    /// The words that carry it, or that were looked at.
    pub words: Vec<Related>,
}

/// How many claims have each verdict.
pub type VerdictCounts = BTreeMap<ClaimVerdict, u64>;

/// Leaves each claim of a record as a finding.
pub fn gathering() -> Rule {
    let needs = Needs::any_of(&[Role::Quote]);
    Rule::new(GATHERING.into(), Level::Info, Check::record(needs, gather))
}

fn gather(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let claims = claims(record, context);
    say_what_is_unchecked(record, &claims, context, findings);
    for claim in claims {
        let label = message!(
            "{kind} {value}: {verdict}",
            kind: Argument::ours(claim.kind.name()),
            value: claim.value.text().into_owned(),
            verdict: Argument::ours(claim.judged.verdict.name())
        );
        let finding = findings.at(&claim.value, label);
        finding.note(claim.judged.why);
        finding.related.extend(claim.judged.words);
    }
}

impl ToldClaim {
    /// What was left of a claim.
    pub fn of(found: &Diagnostic) -> Option<Self> {
        let argument =
            |name: &str| found.label.arguments().find(|(own, _)| *own == name).map(|(_, argument)| argument);
        let (kind, verdict) = (argument("kind")?.plain(), argument("verdict")?.plain());
        Some(Self {
            kind: ClaimKind::ALL.into_iter().find(|known| known.name() == kind)?,
            value: argument("value")?.data().first()?.expose().to_owned(),
            verdict: ClaimVerdict::ALL.into_iter().find(|known| known.name() == verdict)?,
            why: found.notes.first()?.clone(),
            site: found.site.clone(),
            words: found.related.clone(),
        })
    }

    /// The file of the source whose words were looked at.
    pub fn source(&self) -> Option<&str> {
        let site = self.words.iter().map(|words| &words.site).find(|site| site.record.is_none())?;
        Some(site.file.expose())
    }
}

/// The claims by their kind.
pub fn by_kind(claims: &[ToldClaim]) -> BTreeMap<ClaimKind, VerdictCounts> {
    counted(claims, |claim| claim.kind)
}

/// The claims by the file of their source; those that lead to none come first.
pub fn by_source(claims: &[ToldClaim]) -> BTreeMap<Option<&str>, VerdictCounts> {
    counted(claims, ToldClaim::source)
}

fn counted<'c, K: Ord>(
    claims: &'c [ToldClaim],
    key: impl Fn(&'c ToldClaim) -> K,
) -> BTreeMap<K, VerdictCounts> {
    let mut counted: BTreeMap<K, VerdictCounts> = BTreeMap::new();
    for claim in claims {
        *counted.entry(key(claim)).or_default().entry(claim.verdict).or_default() += 1;
    }
    counted
}

/// "12 verbatim, 1 not found", in the order of the verdicts.
pub fn told(counts: &VerdictCounts) -> String {
    let told: Vec<String> =
        counts.iter().map(|(verdict, count)| format!("{count} {}", verdict.name())).collect();
    told.join(", ")
}
