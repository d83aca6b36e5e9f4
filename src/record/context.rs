//! What a rule may know beside its record. Loaded before the records.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::date;
use crate::record::registry::{Entry, EntryKind, Registries};
use crate::record::texts::SourceTexts;
use crate::record::{Record, Value};
use crate::words::Role;

/// What a rule may know beside its record.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Context {
    /// The name of the record's collection, if a config claims its file.
    pub collection: Option<String>,
    /// What comes first where a date is written in figures.
    pub date_order: date::NumericOrder,
    /// The first and the last day that the collection's records may have.
    pub period: (Option<NaiveDate>, Option<NaiveDate>),
    /// The country whose ways of writing are usual (ISO 3166-1 alpha-2, capitals).
    pub country: Option<String>,
    /// The languages of the records (BCP 47), the most usual first.
    pub languages: Vec<String>,
    /// The collections that others refer to.
    pub registries: Arc<Registries>,
    /// The texts of the sources that registries name.
    pub texts: Arc<SourceTexts>,
    /// Whether the run judges every file of the config's collections. Where it does not, what is not
    /// there cannot be told from what was not looked at.
    pub is_whole: bool,
}

impl Context {
    /// The entry that a reference names, if its registry has it.
    pub fn entry<'c>(&'c self, reference: &Value<'_>) -> Option<&'c Entry> {
        self.registries.entry(reference.to()?, &reference.text())
    }

    /// What a reference names, by the collection it points into; none where nothing says so.
    pub fn kind(&self, reference: &Value<'_>) -> Option<EntryKind> {
        self.registries.kind(reference.to()?)
    }

    /// The entries of the sources that a record cites.
    pub fn sources<'c>(&'c self, record: &Record<'_>) -> Vec<&'c Entry> {
        let references = record.values(Role::Reference);
        let of_sources = references.filter(|reference| self.kind(reference) == Some(EntryKind::Source));
        of_sources.filter_map(|reference| self.entry(&reference)).collect()
    }

    /// The day of publication: the record's own, else that of the first source it cites that has one.
    pub fn published(&self, record: &Record<'_>) -> Option<NaiveDate> {
        let own = record.value(Role::Published).map(|value| value.text().into_owned());
        let cited = || {
            self.sources(record)
                .into_iter()
                .find_map(|entry| entry.value(Role::Published).map(|value| value.text.clone()))
        };
        // A time may follow the day.
        own.or_else(cited)?.get(..10)?.parse().ok()
    }

    /// How a record's date texts are read: in this collection's order, against its publication date.
    pub fn date_settings(&self, record: &Record<'_>) -> date::Settings {
        date::Settings { reference: self.published(record), order: self.date_order }
    }
}
