//! The only files a schema may refer to: those of its own folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use referencing::{Retrieve, SPECIFICATIONS, Uri, uri};
use serde_json::Value;

use super::bounds::MOST_BYTES;
use super::{NO_ADDRESS, Origin, Reader, ReferenceProblem, SchemaError, bundled_text};

/// More files than a schema of people has; few enough for what walks through them in recursion.
const MOST_FILES: usize = 64;

/// Reads what a schema refers to. It never opens a connection, and no file that lies elsewhere.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    /// Canonical, so that a file's canonical path shows whether it lies inside.
    path: Option<PathBuf>,
    /// The URI that stands for the folder: the schema's own, up to its last slash.
    address: String,
    known: Arc<Mutex<BTreeMap<String, Value>>>,
    /// Schemas that may be known.
    most: usize,
    reader: Reader,
}

impl Folder {
    pub(super) fn new(origin: &Origin<'_>, base_uri: &str) -> Result<Self, SchemaError> {
        let path = origin.folder.map(|folder| {
            fs::canonicalize(folder)
                .map_err(|source| SchemaError::Unreadable { path: folder.to_owned(), source })
        });
        let address = base_uri.rfind('/').and_then(|slash| base_uri.get(..=slash)).unwrap_or(NO_ADDRESS);
        let known = origin.others.iter().map(|(address, schema)| {
            let address = address.trim_end_matches('#').to_owned();
            let mut schema = schema.clone();
            give_address(&mut schema, &address);
            (address, schema)
        });
        Ok(Self {
            path: path.transpose()?,
            address: address.to_owned(),
            known: Arc::new(Mutex::new(known.collect())),
            most: origin.others.len() + MOST_FILES,
            reader: origin.reader.cloned().unwrap_or_default(),
        })
    }

    /// The schema of that URI, without a fragment.
    pub(super) fn find(&self, address: &str) -> Result<Value, ReferenceProblem> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(schema) = known.get(address) {
            return Ok(schema.clone());
        }
        if known.len() >= self.most {
            return Err(ReferenceProblem::TooManyFiles(MOST_FILES));
        }
        let mut schema = self.read_or_take_bundled(address)?;
        give_address(&mut schema, address);
        known.insert(address.to_owned(), schema.clone());
        Ok(schema)
    }

    fn read_or_take_bundled(&self, address: &str) -> Result<Value, ReferenceProblem> {
        let in_folder = match self.file_of(address) {
            Some(file) => self.read(&file),
            None => Err(ReferenceProblem::Elsewhere),
        };
        match in_folder {
            Err(
                missing @ (ReferenceProblem::Elsewhere
                | ReferenceProblem::NoFile
                | ReferenceProblem::NoFolder),
            ) => taken_along(address).unwrap_or(Err(missing)),
            read => read,
        }
    }

    /// The path, relative to the folder, that a URI stands for.
    fn file_of(&self, address: &str) -> Option<PathBuf> {
        let relative =
            address.strip_prefix(self.address.as_str()).or_else(|| address.strip_prefix(NO_ADDRESS))?;
        let decoded = percent_decoded(relative)?;
        let path = PathBuf::from(decoded);
        let stays = path.components().all(|part| matches!(part, Component::Normal(_)));
        stays.then_some(path)
    }

    fn read(&self, relative: &Path) -> Result<Value, ReferenceProblem> {
        let folder = self.path.as_ref().ok_or(ReferenceProblem::NoFolder)?;
        let path = self.reader.real(&folder.join(relative)).map_err(|_| ReferenceProblem::NoFile)?;
        if !path.starts_with(folder) {
            return Err(ReferenceProblem::Elsewhere);
        }
        read(&path, &self.reader).map_err(ReferenceProblem::of_file)
    }
}

/// A schema that comes with the program, or a metaschema of JSON Schema's own.
fn taken_along(address: &str) -> Option<Result<Value, ReferenceProblem>> {
    if let Some(text) = bundled_text(address) {
        return Some(parse(Path::new(address), text).map_err(ReferenceProblem::of_file));
    }
    let known = SPECIFICATIONS.contains_resource(address).then(|| uri::from_str(address).ok()).flatten()?;
    SPECIFICATIONS.resolver(known).lookup("").ok().map(|found| Ok(found.contents().clone()))
}

impl Retrieve for Folder {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        self.find(uri.as_str()).map_err(Into::into)
    }
}

/// Reads a schema from a file.
pub(super) fn read(path: &Path, reader: &Reader) -> Result<Value, SchemaError> {
    let unreadable = |source| SchemaError::Unreadable { path: path.to_owned(), source };
    let bytes = reader.bytes(path, MOST_BYTES as u64).map_err(unreadable)?;
    if bytes.len() > MOST_BYTES {
        return Err(SchemaError::TooLarge { most: MOST_BYTES });
    }
    let text = String::from_utf8(bytes).map_err(|error| SchemaError::NotUtf8 {
        path: path.to_owned(),
        byte: error.utf8_error().valid_up_to(),
    })?;
    parse(path, &text)
}

pub(super) fn parse(path: &Path, text: &str) -> Result<Value, SchemaError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|source| SchemaError::NotJson { path: path.to_owned(), source })
}

/// Names a schema by the URI it was asked for, so that a bundle of several finds it under that one.
fn give_address(schema: &mut Value, address: &str) {
    let keyword = super::draft_of(schema).id_keyword();
    let Some(object) = schema.as_object_mut() else { return };
    let own = object.get(keyword).and_then(Value::as_str).map(str::to_owned);
    let same = own.is_some_and(|own| {
        let asked = uri::from_str(address).ok();
        asked
            .and_then(|asked| uri::resolve_against(&asked.borrow(), own.trim_end_matches('#')).ok())
            .is_some_and(|own| own.as_str() == address)
    });
    if !same {
        object.insert(keyword.to_owned(), Value::String(address.to_owned()));
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |digit: Option<u8>| char::from(digit?).to_digit(16);
        let value = digit(rest.next())? * 16 + digit(rest.next())?;
        bytes.push(u8::try_from(value).ok()?);
    }
    // A NUL would end the path for the system, not for us.
    String::from_utf8(bytes).ok().filter(|decoded| !decoded.contains('\0'))
}
