//! `inspect`: a record as the program understands it: what its values mean, what was read of them, which rules look at
//! them and which can not.

mod find;
mod json;
mod reading;
mod standing;
mod text;
mod values;

use std::io::{self, Write};

use find::{FoundRecord, find};
pub use standing::RuleStanding;
pub(super) use standing::no_field;
pub use values::InspectedValue;

use crate::layout::RoleTape;
use crate::notation::document::Tape;
use crate::project::{Error, Inventory, Options, Project, Reach, Subject};
use crate::record::Record;
use crate::render::Color;
use crate::report::Fault;
use crate::words::{Message, RecordRef, Untrusted};

/// How it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InspectFormat {
    /// For a person, in lines of so many cells.
    Text {
        /// The cells of a line.
        width: usize,
    },
    /// For a program: `schemas/inspect.schema.json`.
    Json,
}

/// A record as it is understood.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// Its file.
    pub file: Untrusted,
    /// The line it begins on, from 1.
    pub line: u64,
    /// Which of its file's records it is, from 1.
    pub number: u64,
    /// How many records its file has, broken ones among them.
    pub of_file: u64,
    /// How many records there are in all.
    pub records: u64,
    /// In how many files.
    pub files: u64,
    /// Its id, if it has one.
    pub id: Option<Untrusted>,
    /// How many other records of its collection have that id.
    pub namesakes: u64,
    /// Where another collection has a record of that id.
    pub elsewhere: Vec<Untrusted>,
    /// The collection of its file, if a config names it.
    pub collection: Option<Untrusted>,
    /// The schema it is judged by.
    pub schema: Untrusted,
    /// Whether the schema takes it.
    pub fits_schema: bool,
    /// Its values, in its order.
    pub values: Vec<InspectedValue>,
    /// How many more values it has than are inspected.
    pub left_out: usize,
    /// Every rule, in the order of the run, and whether it looks at the record.
    pub rules: Vec<RuleStanding>,
    /// What nobody can hold it against, and why.
    pub unheld: Vec<(Message, Message)>,
}

/// What came of looking for a record.
#[derive(Debug)]
pub struct InspectionOutcome {
    /// The record as it is understood; or that there is none: [`Error::NoSuchRecord`] where no record has the id,
    /// [`Error::BrokenRecord`] where the one that is asked for cannot be read.
    pub inspection: Result<Inspection, Error>,
    /// What could not be loaded: files, registries, texts.
    pub faults: Vec<Fault>,
}

/// Reads a record: the one of that id, or of that number where no record has such an id; else the first.
///
/// # Errors
///
/// What keeps a run from starting, as for [`check`](crate::engine::check).
pub fn inspect(
    subject: &Subject,
    options: &Options,
    wanted: Option<&str>,
) -> Result<InspectionOutcome, Error> {
    let options = &Options { reach: Reach::Asked, ..options.clone() };
    let inventory = Project::open(options.clone())?.inventory(subject)?;
    let inspection = inspection(&inventory, options, wanted);
    Ok(InspectionOutcome { inspection, faults: inventory.faults.clone() })
}

fn inspection(inventory: &Inventory, options: &Options, wanted: Option<&str>) -> Result<Inspection, Error> {
    let (found, count) = find(inventory, wanted)?;
    let FoundRecord { file, start, line, ordinal, text, namesakes, elsewhere } = found;
    let place = |(file, line): (u32, u64)| format!("{}:{line}", inventory.files[file as usize].name).into();
    let file_of_run = &inventory.files[file as usize];
    let collection = inventory.collection_of(file);
    let (mut tape, mut roles) = (Tape::new(), RoleTape::default());
    let document = file_of_run.notation.parse(&text, &collection.limits, &mut tape).map_err(|error| {
        Error::BrokenRecord { file: file_of_run.name.clone(), line, cause: error.to_string() }
    })?;
    let roles = collection.layout.read(document, &mut roles);
    let record = Record::new(document, &collection.layout, roles, RecordRef { file, start });
    let rules = standing::of_all(&record, collection, options);
    let (values, left_out) = values::of_record(&record, document, collection, inventory, &rules);
    Ok(Inspection {
        file: file_of_run.name.as_str().into(),
        line,
        number: ordinal + 1,
        of_file: count.of_file,
        records: count.records,
        files: count.files,
        id: record.id().map(|id| id.text().into_owned().into()),
        namesakes,
        elsewhere: elsewhere.into_iter().map(place).collect(),
        collection: collection.context.collection.as_deref().map(Untrusted::from),
        schema: inventory.schema_called(file_of_run.collection).into(),
        fits_schema: collection.schema.accepts(document),
        values,
        left_out,
        rules,
        unheld: standing::unheld(collection),
    })
}

/// Prints it.
///
/// # Errors
///
/// What the output says.
pub fn write(
    inspection: &Inspection,
    format: InspectFormat,
    color: Color,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        InspectFormat::Text { width } => text::write(inspection, width, color, out),
        InspectFormat::Json => json::write(inspection, out),
    }
}
