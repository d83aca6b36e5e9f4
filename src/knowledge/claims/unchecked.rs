//! Claims of a record that its sources are not asked for, which is said of all records together.

use super::dates::is_told_from_a_publication_that_is_not_known;
use super::sources::is_not_read;
use super::{ClaimKind, ClaimVerdict, JudgedClaim};
use crate::knowledge::citations::{Citation, citations};
use crate::knowledge::languages::primary;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::Findings;
use crate::words::{Argument, Role};

/// Says what of a record's claims is not held to its sources: those in a language that is not read, and days that are
/// told from a publication whose day is not known.
pub fn say_what_is_unchecked(
    record: &Record<'_>,
    claims: &[JudgedClaim<'_>],
    context: &Context,
    findings: &mut Findings<'_>,
) {
    let evidence = citations(record, context);
    let quoted = || evidence.iter().filter(|evidence| evidence.quote.is_some());
    for language in quoted().filter(|evidence| is_not_read(evidence)).filter_map(language) {
        findings.leave_unchecked(
            "names, offices, countries, places, dates and status",
            message!("their source is in a language that is not read: {language}", language: Argument::from(language)),
        );
    }
    let is_open = |claim: &JudgedClaim<'_>| {
        claim.kind == ClaimKind::Date && claim.judged.verdict == ClaimVerdict::NotChecked
    };
    if claims.iter().any(is_open)
        && quoted().any(|of| is_told_from_a_publication_that_is_not_known(of, context))
    {
        findings.leave_unchecked(
            "days that are told from a publication (today, on Tuesday)",
            "their source has no day of publication",
        );
    }
}

fn language(citation: &Citation<'_, '_>) -> Option<String> {
    Some(primary(&citation.source?.value(Role::Language)?.text))
}
