//! Where, in SARIF: lines and code points of a file, and a record's id with a pointer.

use serde::Serialize;

use super::text::{SINK, SarifText};
use crate::render::Setting;
use crate::report::shown::shown_without_isolates as shown;
use crate::report::{Related, Site};
use crate::words::{Span, Untrusted};

/// A place.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifLocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[LogicalLocation; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<SarifText>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<SarifRegion>,
}

/// A file, by a reference that is relative to the reader's root.
#[derive(Serialize)]
pub struct ArtifactLocation {
    uri: String,
}

/// A stretch of a file; columns in code points, the end exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SarifRegion {
    start_line: u64,
    start_column: u64,
    end_line: u64,
    end_column: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
}

impl SarifLocation {
    /// Where a finding is.
    pub fn of_site(site: &Site, setting: &Setting) -> Self {
        let physical_location = PhysicalLocation {
            artifact_location: ArtifactLocation::of(&site.file, setting),
            region: Some(SarifRegion::of(&site.span)),
        };
        Self { id: None, physical_location, logical_locations: logical(site), message: None }
    }

    /// Another place, which a message links by its number.
    pub fn of_related(id: usize, related: &Related, setting: &Setting) -> Self {
        let message = Some(SarifText::new(SINK.sentence(&related.label)));
        Self { id: Some(id), message, ..Self::of_site(&related.site, setting) }
    }

    /// A file.
    pub fn of_file(file: &Untrusted, setting: &Setting) -> Self {
        let artifact_location = ArtifactLocation::of(file, setting);
        let physical_location = PhysicalLocation { artifact_location, region: None };
        Self { id: None, physical_location, logical_locations: None, message: None }
    }
}

impl ArtifactLocation {
    /// A file.
    pub fn of(file: &Untrusted, setting: &Setting) -> Self {
        Self { uri: setting.uri(file) }
    }
}

impl SarifRegion {
    /// A span.
    pub fn of(span: &Span) -> Self {
        Self {
            start_line: span.line,
            start_column: span.column,
            end_line: span.end_line,
            end_column: span.end_column,
        }
    }
}

/// The record's id, or its number in the file, and the pointer.
fn logical(site: &Site) -> Option<[LogicalLocation; 1]> {
    let record = site.record.as_ref()?;
    let name = match &record.id {
        Some(id) => shown(id.expose()),
        None => format!("#{}", record.index),
    };
    Some([LogicalLocation { fully_qualified_name: format!("{name}{}", shown(site.pointer.as_str())) }])
}
