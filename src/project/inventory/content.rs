//! Which schema judges a file that no config claims: its own content says.

use std::path::{Path, PathBuf};

use super::keywords::has_keywords;
use super::{Judging, Preparation, SchemaGround, UNSAID_SCHEMA};
use crate::message;
use crate::notation::ReadMode;
use crate::notation::document::{Limits, Tape};
use crate::notation::split::Piece;
use crate::project::config::SchemaName;
use crate::project::discover::Source;
use crate::project::error::Error;
use crate::project::input::Input;
use crate::project::options::Unclaimed;
use crate::report::{Fault, Skipped};
use crate::schema::{bundled_name, is_json_schema};
use crate::words::Message;

impl Preparation<'_> {
    /// The schema that a file without a collection is judged by: the one that its first record names, if it is
    /// bundled or lies in the project; without one, the meeting schema. None where the one that is named cannot be
    /// loaded: that is a fault of the file.
    pub(super) fn by_content(
        &mut self,
        source: &Source,
        content: Option<&Input>,
        root: &Path,
    ) -> Option<(Judging, SchemaGround)> {
        let opened;
        let input = match content {
            Some(input) => input,
            None => match source.open(self.disk) {
                Ok(input) => {
                    opened = input;
                    &opened
                }
                Err(error) => {
                    self.faults.push(Fault::from(&error));
                    return None;
                }
            },
        };
        let Some(FirstRecord { schema: named, has_keywords }) = first_record(input) else {
            return Some(self.unsaid());
        };
        if let Some(bundled) = bundled_name(&named) {
            return Some(by_bundled(bundled));
        }
        if is_json_schema(&named) {
            // Whoever only calls a record so hides nothing by it.
            if !has_keywords {
                return Some((meeting(), SchemaGround::Assumed));
            }
            if source.is_named && self.options.unclaimed == Unclaimed::Fault {
                self.faults.push(Fault::from(&Error::IsASchema { path: source.name.as_str().into() }));
                return None;
            }
            let what = message!("{file}", file: source.name.as_str());
            self.skipped.push(Skipped::new(what, "it says that it is a JSON Schema"));
            return None;
        }
        let loaded = self.schema_beside(source, &named, root).and_then(|path| {
            let judging = Judging::Schema(SchemaName::File(path));
            // Loaded at once: what it was read from is no record.
            match self.collection(source.config, judging.clone(), Vec::new()) {
                Ok(_) => Ok(judging),
                Err(error) => {
                    let Fault { message, help, .. } = Fault::from(&error);
                    Err((message, help))
                }
            }
        });
        match loaded {
            Ok(judging) => Some((judging, SchemaGround::Named)),
            Err((message, help)) => {
                self.faults.push(Fault { message, file: Some(source.name.as_str().into()), help });
                None
            }
        }
    }

    /// The schema of a text that stands in no file: what it names beside itself cannot be known.
    pub(super) fn by_content_of_text(&mut self, input: &Input, name: &str) -> (Judging, SchemaGround) {
        let Some(FirstRecord { schema: named, .. }) = first_record(input) else { return self.unsaid() };
        if let Some(bundled) = bundled_name(&named) {
            return by_bundled(bundled);
        }
        self.faults.push(Fault {
            message: message!(
                "the schema {named} that {name} names cannot be used: it is not bundled, and a text has no folder",
                named,
                name
            ),
            file: Some(name.into()),
            help: Some("name a bundled schema, or give the schema beside the text".into()),
        });
        (meeting(), SchemaGround::Assumed)
    }

    /// What judges a file of which nobody says what it holds. The report says so.
    fn unsaid(&mut self) -> (Judging, SchemaGround) {
        self.unsaid += 1;
        (meeting(), SchemaGround::Assumed)
    }

    /// The file of the schema that a file names, if it lies in the project.
    fn schema_beside(
        &self,
        source: &Source,
        named: &str,
        given: &Path,
    ) -> Result<PathBuf, (Message, Option<Message>)> {
        let named = named.split('#').next().unwrap_or_default();
        let cannot = |why: &'static str, help: &'static str| {
            (
                message!("the schema {named} that it names cannot be used: {why}", named: named.to_owned(), why: crate::words::Argument::ours(why)),
                Some(Message::from(help)),
            )
        };
        if named.contains("://") {
            return Err(cannot(
                "nothing is fetched from the network",
                "put the schema beside the records, and name it by its path, or give it with --schema",
            ));
        }
        let folder = Path::new(&source.name).parent().unwrap_or(Path::new(""));
        let path = folder.join(named);
        let missing = |_| {
            cannot(
                "there is no such file",
                "see where the schema lies; its path begins at the file's own folder",
            )
        };
        let real = self.disk.policy().schema_reader().real(&path).map_err(missing)?;
        let own = self.root_of(source.config, &path);
        let roots = [own.as_deref(), Some(given)].into_iter().flatten();
        let mut roots = roots.filter_map(|root| std::fs::canonicalize(root).ok());
        if !roots.any(|root| real.starts_with(root)) {
            return Err(cannot(
                "it lies outside of the project's folder",
                "put it below the folder of tadqiq.toml, or give it with --schema",
            ));
        }
        Ok(path)
    }
}

fn by_bundled(name: &str) -> (Judging, SchemaGround) {
    (Judging::Schema(SchemaName::Bundled(name.to_owned())), SchemaGround::Named)
}

fn meeting() -> Judging {
    Judging::Schema(SchemaName::Bundled(UNSAID_SCHEMA.to_owned()))
}

/// What the first record of a file says of itself.
struct FirstRecord {
    /// What its schema is called.
    schema: String,
    /// Whether it is alone in its file, and has a keyword of JSON Schema with a value that fits.
    has_keywords: bool,
}

/// The first record of a file, if it says what its schema is.
fn first_record(input: &Input) -> Option<FirstRecord> {
    const ENOUGH_FOR_A_RECORD: u64 = 1 << 20;
    let reading = input.notation().reading();
    let most = match reading {
        // The first record of a list too: a larger one is not read, whatever it says.
        ReadMode::Whole => Limits::default().bytes as u64,
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
    let root = record.parse(&limits, &mut tape).ok()?.root();
    let is_alone = reading == ReadMode::Whole && bytes.trim_ascii_start().first() == Some(&b'{');
    Some(FirstRecord {
        schema: root.get("$schema")?.as_str()?.into_owned(),
        has_keywords: is_alone && has_keywords(root),
    })
}
