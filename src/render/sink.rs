//! How a format writes sentences: our words, and the data's.

use crate::report::shown::{shown, shown_without_isolates};
use crate::report::{Diagnostic, Fault, Site};
use crate::words::{Message, MessagePiece, Untrusted};

/// How a format writes our words and the data's.
#[derive(Debug, Clone, Copy)]
pub struct Sink {
    /// Words of ours.
    pub ours: fn(&str) -> String,
    /// Words of the data.
    pub data: fn(&str) -> String,
}

impl Sink {
    /// For who shows characters in the order they have.
    pub const PLAIN: Self = Self { ours: str::to_owned, data: shown_without_isolates };
    /// For who orders them by their direction.
    pub const ISOLATED: Self = Self { ours: str::to_owned, data: shown };

    /// A message.
    pub fn sentence(self, message: &Message) -> String {
        let pieces = message.pieces().into_iter().map(|piece| match piece {
            MessagePiece::Ours(ours) => (self.ours)(ours),
            MessagePiece::Data(data) => (self.data)(data.expose()),
        });
        pieces.collect()
    }

    /// What was found: its title and its label.
    pub fn statement(self, found: &Diagnostic) -> String {
        format!("{}: {}", self.sentence(&found.title), self.sentence(&found.label))
    }

    /// What was found, where in the records, and in further lines what is known besides.
    pub fn statement_with_notes(self, found: &Diagnostic) -> String {
        let place = self.place(&found.site).map(|place| format!(" ({place})")).unwrap_or_default();
        let more = found.notes.iter().chain(&found.help).map(|more| format!("\n{}", self.sentence(more)));
        format!("{}{place}{}", self.statement(found), more.collect::<String>())
    }

    /// `id · pointer`, as much of it as there is.
    pub fn place(self, site: &Site) -> Option<String> {
        let id = site.record.as_ref().and_then(|record| record.id.as_ref()).map(Untrusted::expose);
        let parts = id.into_iter().chain([site.pointer.as_str()]).filter(|part| !part.is_empty());
        let parts: Vec<String> = parts.map(self.data).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// What could not be judged, in which file, and in a further line the way out.
    pub fn fault(self, fault: &Fault) -> String {
        let message = self.sentence(&fault.message);
        // Most messages name the file already.
        let file = fault.file.as_ref().filter(|file| !fault.message.plain().contains(file.expose()));
        let file = file.map(|file| format!("{}: ", (self.data)(file.expose()))).unwrap_or_default();
        let help = fault.help.as_ref().map(|help| format!("\n{}", self.sentence(help))).unwrap_or_default();
        format!("{file}{message}{help}")
    }
}
