//! A finding as a result.

use serde::Serialize;

use super::level_name;
use super::location::{ArtifactLocation, SarifLocation, SarifRegion};
use super::rules::UsedRules;
use super::standing::{ResultStanding, Suppression};
use super::text::{SINK, SarifText};
use crate::render::Setting;
use crate::report::{Diagnostic, Fingerprint, LocatedEdit, LocatedFix};
use crate::words::Safety;

/// Related places that are given; GitHub shows no more of them.
const MOST_RELATED: usize = 100;
/// Related places that the message links.
const MOST_LINKS: usize = 10;

/// A finding as a result.
pub fn of<'r>(
    found: &'r Diagnostic,
    standing: ResultStanding<'_>,
    rules: &UsedRules<'_>,
    setting: &Setting,
) -> impl Serialize + use<'r> {
    let related = found.related.iter().take(MOST_RELATED).enumerate();
    let known_by = KnownBy { line_hash: found.fingerprint, own: found.fingerprint };
    SarifResult {
        rule_id: found.rule.id(),
        rule_index: rules.position(found.rule.id()),
        level: level_name(found.level),
        message: SarifText::new(message(found)),
        locations: [SarifLocation::of_site(&found.site, setting)],
        related_locations: related
            .map(|(at, related)| SarifLocation::of_related(at + 1, related, setting))
            .collect(),
        partial_fingerprints: known_by,
        fixes: found.fixes.iter().map(|fix| fix_of(fix, setting)).collect(),
        baseline_state: standing.against_the_past(),
        suppressions: standing.suppression(),
    }
}

/// What was found, and links to related places by their numbers.
fn message(found: &Diagnostic) -> String {
    let links = found.related.iter().take(MOST_LINKS).enumerate().map(|(at, related)| {
        let place = SINK.place(&related.site).map(|place| format!(": {place}")).unwrap_or_default();
        format!("\n[{}]({}){place}", SINK.sentence(&related.label), at + 1)
    });
    format!("{}{}", SINK.statement_with_notes(found), links.collect::<String>())
}

fn fix_of<'r>(fix: &'r LocatedFix, setting: &Setting) -> SarifFix<'r> {
    let standing = match fix.safety {
        Safety::Safe => "safe",
        Safety::Unsafe => "offered: somebody has to look",
    };
    let changes = fix.edits.chunk_by(|a, b| a.file == b.file).map(|edits| ArtifactChange {
        artifact_location: edits.first().map(|edit| ArtifactLocation::of(&edit.file, setting)),
        replacements: edits.iter().map(Replacement::of).collect(),
    });
    SarifFix {
        description: SarifText::new(format!("{} ({standing})", SINK.sentence(&fix.title))),
        artifact_changes: changes.collect(),
        properties: FixProperties { safety: fix.safety.name() },
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'r> {
    rule_id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: SarifText,
    locations: [SarifLocation; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<SarifLocation>,
    partial_fingerprints: KnownBy,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression; 1]>,
}

/// By one fingerprint under two names: the one that GitHub looks for, and ours.
#[derive(Serialize)]
struct KnownBy {
    #[serde(rename = "primaryLocationLineHash")]
    line_hash: Fingerprint,
    #[serde(rename = "tadqiq/v1")]
    own: Fingerprint,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix<'r> {
    description: SarifText,
    artifact_changes: Vec<ArtifactChange<'r>>,
    properties: FixProperties,
}

#[derive(Serialize)]
struct FixProperties {
    safety: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'r> {
    artifact_location: Option<ArtifactLocation>,
    replacements: Vec<Replacement<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'r> {
    deleted_region: SarifRegion,
    inserted_content: Content<'r>,
}

/// Bytes as they are to be written.
#[derive(Serialize)]
struct Content<'r> {
    text: &'r str,
}

impl<'r> Replacement<'r> {
    fn of(edit: &'r LocatedEdit) -> Self {
        Self { deleted_region: SarifRegion::of(&edit.span), inserted_content: Content { text: &edit.text } }
    }
}
