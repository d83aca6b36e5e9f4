//! JSON Schema: loading one safely, and saying what is wrong with a record in a curator's words.

mod bounds;
mod bundle;
mod bundled;
mod error;
mod explain;
mod folder;
mod multiple;
mod part;
mod pattern_sizes;
mod patterns;
mod place;
mod reader;
mod slips;
mod words;

pub use bundled::{bundled_name, bundled_names, bundled_text};
pub use error::{ReferenceProblem, SchemaError};
pub use patterns::UncheckedPattern;
pub use reader::Reader;
pub use slips::SchemaFile;

use std::path::{Path, PathBuf};

use jsonschema::{Draft, ValidationOptions, Validator};
use referencing::{Registry, Retrieve, uri};
use serde_json::{Value, json};
use std::sync::Arc;

use crate::notation::document::{Document, TapeJson};
use crate::words::Pointer;
use crate::words::paths::folder_of;
use folder::Folder;
use multiple::{MULTIPLE_OF, multiple_of};
use patterns::Engine;

/// A schema, compiled once.
///
/// All that it refers to stands in one document ([`Schema::root`]), so that every part of it has a
/// JSON Pointer. Nothing is fetched from the network, and no file is read outside of the project's root.
///
/// ```
/// use tadqiq::internals::notation::document::{Document, Limits, Tape};
/// use tadqiq::internals::schema::Schema;
///
/// let schema = Schema::bundled("meeting")?;
/// let mut tape = Tape::new();
/// let record = Document::parse(r#"{"id": "m1"}"#, &Limits::default(), &mut tape)?;
/// assert!(!schema.accepts(record));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Schema {
    root: Value,
    base_uri: String,
    registry: Registry<'static>,
    folder: Folder,
    validator: Validator<TapeJson>,
    growth: bounds::Growth,
    engine: Engine,
    unchecked: Vec<UncheckedPattern>,
}

/// Where a schema comes from, and how it is understood.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'o> {
    /// The folder that it lies in; none: it may refer to no file.
    pub folder: Option<&'o Path>,
    /// The folder whose files it may refer to, if that one holds it; none: its own.
    pub root: Option<&'o Path>,
    /// Its file's name inside its folder, for references relative to it.
    pub name: &'o str,
    /// Schemas it may refer to beside those files, by their URI.
    pub others: &'o [(String, Value)],
    /// How those files are read; none: from disk.
    pub reader: Option<&'o Reader>,
}

impl Schema {
    /// A schema that comes with the program, by its name (`meeting`) or its `$id`.
    ///
    /// # Errors
    ///
    /// [`SchemaError::UnknownName`] when there is none, with the nearest name.
    pub fn bundled(name: &str) -> Result<Self, SchemaError> {
        let text = bundled_text(name).ok_or_else(|| bundled::unknown_name(name))?;
        let origin = Origin { name, ..Origin::default() };
        Self::compile(folder::parse(Path::new(name), text)?, &origin)
    }

    /// The schema in a file. What it refers to is looked for below `root`, if the file lies there, else in the file's
    /// folder and below; all of it is read through `reader`.
    ///
    /// # Errors
    ///
    /// [`SchemaError`]: the file cannot be read, is no schema, or is one that cannot be judged by safely.
    pub fn load_through(path: &Path, root: Option<&Path>, reader: &Reader) -> Result<Self, SchemaError> {
        let value = folder::read(path, reader)?;
        let folder = folder_of(path);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Self::compile(
            value,
            &Origin { folder: Some(folder), root, name: &name, reader: Some(reader), ..Origin::default() },
        )
    }

    /// The schema that a text holds. It has no folder, so that it may refer to no file.
    ///
    /// # Errors
    ///
    /// [`SchemaError`]: the text is no schema, or one that cannot be judged by safely.
    pub fn parse(text: &str) -> Result<Self, SchemaError> {
        if text.len() > bounds::MOST_BYTES {
            return Err(SchemaError::TooLarge { most: bounds::MOST_BYTES });
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let value = serde_json::from_str(text).map_err(SchemaError::TextNotJson)?;
        Self::compile(value, &Origin::default())
    }

    /// A schema that is already a value.
    ///
    /// # Errors
    ///
    /// As [`Schema::parse`].
    ///
    /// ```
    /// use tadqiq::internals::schema::{Origin, Schema};
    ///
    /// let typo = serde_json::json!({"properties": {"id": {"type": "strnig"}}});
    /// let error = Schema::compile(typo, &Origin::default()).unwrap_err();
    /// assert!(error.to_string().starts_with("the schema is not a valid JSON Schema at /properties/id/type"));
    /// ```
    pub fn compile(value: Value, origin: &Origin<'_>) -> Result<Self, SchemaError> {
        let value = bounds::check_size(value)?;
        if !value.is_object() && !value.is_boolean() {
            return Err(SchemaError::NotASchema);
        }
        let base_uri = base_uri(&value, &folder::path_of(origin)?)?;
        let folder = Folder::new(origin, &base_uri)?;
        let Dialect { metaschemas, draft } = Dialect::of(&value, &folder)?;
        let mut root = bounds::check_size(bundle::bundle(value, &base_uri, draft, &folder)?)?;
        pattern_sizes::check(&root)?;
        let growth = bounds::check_references(&in_plain_draft(&root, draft), &base_uri)?;

        let build = |root: &Value, engine| {
            let options = options(&folder, engine).with_registry(&metaschemas).with_base_uri(&base_uri);
            options.build(root).map_err(|error| SchemaError::of_compiling(root, &base_uri, &error))
        };
        let mut unchecked = Vec::new();
        let (engine, validator) = match build(&root, Engine::Linear) {
            Err(SchemaError::Pattern { .. }) => {
                let validator = match build(&root, Engine::Bounded) {
                    Err(SchemaError::Pattern { .. }) => {
                        unchecked = patterns::take_out_unusable(&mut root, &folder)?;
                        build(&root, Engine::Bounded)
                    }
                    built => built,
                };
                (Engine::Bounded, validator?)
            }
            built => (Engine::Linear, built?),
        };
        let registry = Registry::new()
            .retriever(folder.clone())
            .add(&base_uri, draft_of(&root).create_resource(root.clone()))
            .and_then(|builder| builder.prepare())
            .map_err(|error| SchemaError::of_reference(&root, &base_uri, &error))?;
        let root = in_plain_draft(&root, draft);
        Ok(Self { root, base_uri, registry, folder, validator, growth, engine, unchecked })
    }

    /// Whether it asks every record to be a list.
    pub fn asks_for_a_list(&self) -> bool {
        let reference =
            self.root.get("$ref").and_then(Value::as_str).and_then(|there| there.strip_prefix('#'));
        let referred = reference.and_then(|pointer| self.root.pointer(pointer));
        let types =
            [Some(&self.root), referred].into_iter().flatten().filter_map(|schema| schema.get("type"));
        types.into_iter().any(|types| match types {
            Value::Array(names) => !names.is_empty() && names.iter().all(|name| name == "array"),
            name => name == "array",
        })
    }

    /// The draft that it is written in.
    pub fn draft(&self) -> Draft {
        draft_of(&self.root)
    }

    /// The files that it refers to, by their canonical path.
    pub fn files(&self) -> Vec<PathBuf> {
        self.folder.files()
    }

    /// The patterns that no value is held against.
    pub fn unchecked_patterns(&self) -> &[UncheckedPattern] {
        &self.unchecked
    }

    /// The whole schema, with all it refers to in its `$defs` (`definitions` before draft 2019-09).
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// The URI that references in [`Schema::root`] are resolved against.
    pub fn base_uri(&self) -> &str {
        &self.base_uri
    }

    /// Compiles one part of the schema, in its place: its references lead where they lead there.
    ///
    /// `pointer` is a JSON Pointer into [`Schema::root`]: `/$defs/person`.
    ///
    /// # Errors
    ///
    /// [`SchemaError::Reference`] when there is nothing at `pointer`.
    pub fn validator_at(&self, pointer: &str) -> Result<Validator<TapeJson>, SchemaError> {
        let mut fragment = uri::EncodedBuffer::new();
        fragment.encode_str::<uri::Path>(pointer);
        self.validator_of(json!({ "$ref": format!("{}#{}", self.base_uri, fragment.as_str()) }))
    }

    /// Compiles a schema that refers to parts of this one by their address.
    fn validator_of(&self, mut wrapper: Value) -> Result<Validator<TapeJson>, SchemaError> {
        if let Some(draft) = self.root.get("$schema") {
            wrapper["$schema"] = draft.clone();
        }
        let compiled = options(&self.folder, self.engine)
            .with_registry(&self.registry)
            .with_base_uri(WRAPPER)
            .build(&wrapper);
        compiled.map_err(|error| SchemaError::of_compiling(&self.root, &self.base_uri, &error))
    }

    /// Whether the record is as the schema says.
    pub fn accepts(&self, record: Document<'_>) -> bool {
        self.validator.is_valid(record.root())
    }
}

/// The scheme of schemas that have no address of their own; the paths of a machine stay out of them.
const NO_ADDRESS: &str = "tadqiq:///";
const WRAPPER: &str = "tadqiq:///-/part.schema.json";

type Options<'r> = ValidationOptions<'r, Arc<dyn Retrieve>, TapeJson>;

fn options<'r>(folder: &Folder, engine: Engine) -> Options<'r> {
    let options = jsonschema::options_for::<TapeJson>().with_retriever(folder.clone());
    engine.of(options).with_keyword(MULTIPLE_OF, multiple_of).should_validate_formats(true)
}

fn draft_of(schema: &Value) -> Draft {
    Draft::default().detect(schema)
}

fn base_uri(schema: &Value, name: &str) -> Result<String, SchemaError> {
    let id = schema.get(draft_of(schema).id_keyword()).and_then(Value::as_str).unwrap_or_default();
    let mut path = uri::EncodedBuffer::new();
    path.encode_str::<uri::Path>(name);
    let unusable = |_| SchemaError::Reference {
        pointer: Pointer::root().join(draft_of(schema).id_keyword()),
        reference: id.to_owned(),
        problem: ReferenceProblem::NoUri,
    };
    let file = uri::from_str(&format!("{NO_ADDRESS}{}", path.as_str())).map_err(unusable)?;
    let id = uri::resolve_against(&file.borrow(), id.trim_end_matches('#')).map_err(unusable)?;
    Ok(id.to_string())
}

/// What a schema is written in.
struct Dialect {
    /// Metaschemas of somebody's own making, as far as `$schema` leads.
    metaschemas: Registry<'static>,
    /// The draft of JSON Schema that they build on.
    draft: Draft,
}

impl Dialect {
    fn of(schema: &Value, folder: &Folder) -> Result<Self, SchemaError> {
        let mut found: Vec<(String, Value)> = Vec::new();
        let mut draft = draft_of(schema);
        let mut next = unknown_metaschema(schema);
        while let Some(address) = next.take() {
            let metaschema = folder.find(&address).map_err(|_| SchemaError::UnknownDraft(address.clone()))?;
            if found.iter().any(|(known, _)| *known == address) {
                return Err(SchemaError::UnknownDraft(address));
            }
            draft = draft_of(&metaschema);
            next = unknown_metaschema(&metaschema);
            found.push((address, metaschema));
        }
        let resources = found.into_iter().map(|(address, value)| (address, draft.create_resource(value)));
        let registry = Registry::new().retriever(folder.clone()).extend(resources);
        let registry = registry.and_then(|builder| builder.prepare());
        let metaschemas = registry.map_err(|error| SchemaError::of_reference(schema, NO_ADDRESS, &error))?;
        Ok(Self { metaschemas, draft })
    }
}

/// The schema as one of the draft that its own metaschema builds on, for who cannot know that one.
fn in_plain_draft(root: &Value, draft: Draft) -> Value {
    let mut plain = root.clone();
    if unknown_metaschema(root).is_some()
        && let (Some(address), Some(written)) = (address_of(draft), plain.get_mut("$schema"))
    {
        *written = Value::from(address);
    }
    plain
}

fn address_of(draft: Draft) -> Option<&'static str> {
    Some(match draft {
        Draft::Draft4 => "http://json-schema.org/draft-04/schema#",
        Draft::Draft6 => "http://json-schema.org/draft-06/schema#",
        Draft::Draft7 => "http://json-schema.org/draft-07/schema#",
        Draft::Draft201909 => "https://json-schema.org/draft/2019-09/schema",
        Draft::Draft202012 => "https://json-schema.org/draft/2020-12/schema",
        _ => return None,
    })
}

/// Whether an address is that of one of JSON Schema's drafts: what says so is a schema.
pub fn is_json_schema(address: &str) -> bool {
    Draft::from_schema_uri(address) != Draft::Unknown
}

fn unknown_metaschema(schema: &Value) -> Option<String> {
    let address = schema.get("$schema")?.as_str()?;
    (Draft::from_schema_uri(address) == Draft::Unknown).then(|| address.trim_end_matches('#').to_owned())
}

#[cfg(test)]
mod tests;
