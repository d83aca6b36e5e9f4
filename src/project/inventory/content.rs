//! Which schema judges a file that no config claims: its own content says.

use std::path::Path;

use super::{Judging, Preparation};
use crate::message;
use crate::notation::ReadMode;
use crate::notation::document::{Limits, Tape};
use crate::notation::split::Piece;
use crate::project::config::SchemaName;
use crate::project::input::{Input, MOST_BYTES_AT_ONCE};
use crate::report::Skipped;
use crate::schema::bundled_name;

impl Preparation<'_> {
    /// The schema that a file without a collection is judged by: the one that its first record names, if
    /// it is bundled or lies under the checked folder; else the meeting schema.
    pub(super) fn by_content(&mut self, input: &Input, name: &str, root: Option<&Path>) -> Judging {
        let meeting = Judging::Schema(SchemaName::Bundled("meeting".to_owned()));
        let Some(named) = schema_named_in(input) else { return meeting };
        if let Some(bundled) = bundled_name(&named) {
            return Judging::Schema(SchemaName::Bundled(bundled.to_owned()));
        }
        let under_root = root.and_then(|root| {
            let folder = Path::new(name).parent()?;
            let path = std::fs::canonicalize(folder.join(&named)).ok()?;
            path.starts_with(std::fs::canonicalize(root).ok()?).then_some(path)
        });
        if let Some(path) = under_root {
            return Judging::Schema(SchemaName::File(path));
        }
        self.skipped.push(Skipped {
            what: message!("the `$schema` of {name}, {named}", name, named),
            why: "it is neither bundled nor under the checked folder; the meeting schema judges instead"
                .into(),
        });
        meeting
    }
}

/// What the first record of a file says its schema is.
fn schema_named_in(input: &Input) -> Option<String> {
    const ENOUGH_FOR_A_RECORD: u64 = 1 << 20;
    let most = match input.notation().reading() {
        ReadMode::Whole => MOST_BYTES_AT_ONCE,
        ReadMode::Lines => ENOUGH_FOR_A_RECORD,
    };
    let bytes = input.read_range(0, input.length().min(most)).ok()?;
    let limits = Limits::default();
    let mut pieces = input.notation().pieces(&bytes, 0, &limits);
    let record = pieces.find_map(|piece| match piece {
        Piece::Record(record) => Some(record),
        Piece::Problem(_) => None,
    })?;
    let mut tape = Tape::new();
    let document = record.parse(&limits, &mut tape).ok()?;
    Some(document.root().get("$schema")?.as_str()?.into_owned())
}
