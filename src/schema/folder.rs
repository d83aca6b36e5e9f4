//! The only files a schema may refer to: those below the project's root.

mod ids;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use referencing::{Retrieve, SPECIFICATIONS, Uri, uri};
use serde_json::Value;

use super::bounds::MOST_BYTES;
use super::{NO_ADDRESS, Origin, Reader, ReferenceProblem, SchemaError, bundled_text};

/// More files than a schema of people has; few enough for what walks through them in recursion.
const MOST_FILES: usize = 64;

/// Reads what a schema refers to. It never opens a connection, and no file outside of the project.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    /// The project's root and the schema's folder below it. Canonical, so that a file's canonical path shows whether
    /// it lies inside.
    place: Option<(PathBuf, PathBuf)>,
    /// The URI that stands for the schema's folder: the schema's own, up to its last slash.
    address: String,
    known: Arc<Mutex<BTreeMap<String, Value>>>,
    /// The files that were read, by their canonical path.
    files: Arc<Mutex<Vec<PathBuf>>>,
    /// Files by the address that they give themselves, once one was asked for.
    named: Arc<OnceLock<ids::FilesWithIds>>,
    /// Schemas that may be known.
    most: usize,
    reader: Reader,
}

impl Folder {
    pub(super) fn new(origin: &Origin<'_>, base_uri: &str) -> Result<Self, SchemaError> {
        let place = origin.folder.map(|folder| place_of(folder, origin.root)).transpose()?;
        let address = base_uri.rfind('/').and_then(|slash| base_uri.get(..=slash)).unwrap_or(NO_ADDRESS);
        let known = origin.others.iter().map(|(address, schema)| {
            let address = address.trim_end_matches('#').to_owned();
            let mut schema = schema.clone();
            give_address(&mut schema, &address);
            (address, schema)
        });
        Ok(Self {
            place,
            address: address.to_owned(),
            known: Arc::new(Mutex::new(known.collect())),
            files: Arc::default(),
            named: Arc::default(),
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

    /// The files that were read so far, by their canonical path.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn read_or_take_bundled(&self, address: &str) -> Result<Value, ReferenceProblem> {
        let by_path = match self.file_of(address) {
            Some(file) if file.components().all(|part| matches!(part, Component::Normal(_))) => {
                self.read(&file)
            }
            Some(_) => Err(ReferenceProblem::Outside),
            None => Err(ReferenceProblem::Elsewhere),
        };
        match by_path {
            Err(
                missing @ (ReferenceProblem::Elsewhere
                | ReferenceProblem::Outside
                | ReferenceProblem::NoFile(_)
                | ReferenceProblem::NoFolder),
            ) => match taken_along(address).or_else(|| self.by_id(address)) {
                Some(found) => found,
                None => Err(missing),
            },
            read => read,
        }
    }

    /// The file that gives itself an address.
    fn by_id(&self, address: &str) -> Option<Result<Value, ReferenceProblem>> {
        let (root, folder) = self.place.as_ref()?;
        let named = self.named.get_or_init(|| ids::FilesWithIds::below(folder, root, &self.reader));
        let path = named.file_of(address)?;
        Some(self.read(path.strip_prefix(root).ok()?))
    }

    /// The path, relative to the root, that a URI stands for.
    fn file_of(&self, address: &str) -> Option<PathBuf> {
        match address.strip_prefix(NO_ADDRESS) {
            Some(relative) => relative_path(relative),
            None => self.beside(address),
        }
    }

    /// The path of a URI that begins as the schema's own: its folder stands for the schema's folder, the folder
    /// above it for the one above, up to the root.
    fn beside(&self, address: &str) -> Option<PathBuf> {
        let (root, folder) = self.place.as_ref()?;
        let mut folder = folder.strip_prefix(root).ok()?.to_owned();
        let mut begin = self.address.as_str();
        let host_ends =
            begin.find("://").and_then(|at| begin.get(at + 3..)?.find('/').map(|slash| at + 3 + slash));
        loop {
            if let Some(relative) = address.strip_prefix(begin) {
                return Some(folder.join(relative_path(relative)?));
            }
            if !folder.pop() {
                return None;
            }
            let above = begin.strip_suffix('/')?.rfind('/')?;
            if host_ends.is_some_and(|host_ends| above < host_ends) {
                return None;
            }
            begin = begin.get(..=above)?;
        }
    }

    fn read(&self, relative: &Path) -> Result<Value, ReferenceProblem> {
        let (root, _) = self.place.as_ref().ok_or(ReferenceProblem::NoFolder)?;
        let shown = relative.to_string_lossy().replace('\\', "/");
        let missing = || ReferenceProblem::NoFile(shown.clone());
        let path = self.reader.real(&root.join(relative)).map_err(|_| missing())?;
        if !path.starts_with(root) {
            return Err(ReferenceProblem::Outside);
        }
        if path.is_dir() {
            return Err(missing());
        }
        self.files.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
        let schema = read(&path, &self.reader).map_err(|error| ReferenceProblem::of_file(&shown, &error))?;
        match schema {
            Value::Object(_) | Value::Bool(_) => Ok(schema),
            _ => Err(ReferenceProblem::of_file(&shown, &SchemaError::NotASchema)),
        }
    }
}

/// The path of a schema's file, as seen from the root.
pub(super) fn path_of(origin: &Origin<'_>) -> Result<String, SchemaError> {
    let Some(folder) = origin.folder else { return Ok(origin.name.to_owned()) };
    let (root, folder) = place_of(folder, origin.root)?;
    let inside = folder.strip_prefix(&root).unwrap_or(Path::new("")).join(origin.name);
    Ok(inside.to_string_lossy().replace('\\', "/"))
}

/// The root that a schema's folder lies below, and the folder; the folder is its own root where it lies elsewhere.
fn place_of(folder: &Path, root: Option<&Path>) -> Result<(PathBuf, PathBuf), SchemaError> {
    let real = |folder: &Path| {
        fs::canonicalize(folder).map_err(|source| SchemaError::Unreadable { path: folder.to_owned(), source })
    };
    let folder = real(folder)?;
    let root = root.and_then(|root| real(root).ok()).filter(|root| folder.starts_with(root));
    Ok((root.unwrap_or_else(|| folder.clone()), folder))
}

fn relative_path(written: &str) -> Option<PathBuf> {
    percent_decoded(written).map(PathBuf::from)
}

/// A schema that comes with the program, or a metaschema of JSON Schema's own.
fn taken_along(address: &str) -> Option<Result<Value, ReferenceProblem>> {
    if let Some(text) = bundled_text(address) {
        return Some(
            parse(Path::new(address), text).map_err(|error| ReferenceProblem::of_file(address, &error)),
        );
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

/// Whether an `$id` names the schema of an address.
fn is_named(id: &str, address: &str) -> bool {
    let asked = uri::from_str(address).ok();
    asked
        .and_then(|asked| uri::resolve_against(&asked.borrow(), id.trim_end_matches('#')).ok())
        .is_some_and(|own| own.as_str() == address)
}

/// Names a schema by the URI it was asked for, so that a bundle of several finds it under that one.
fn give_address(schema: &mut Value, address: &str) {
    let keyword = super::draft_of(schema).id_keyword();
    let Some(object) = schema.as_object_mut() else { return };
    let own = object.get(keyword).and_then(Value::as_str);
    if !own.is_some_and(|own| is_named(own, address)) {
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
