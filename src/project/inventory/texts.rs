//! The texts that registries name, loaded before the first record is judged.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Content, Preparation};
use crate::message;
use crate::notation::Notation;
use crate::project::discover::{Location, Source};
use crate::project::error::Error;
use crate::project::files::{Files, real};
use crate::project::input::{MOST_BYTES_AT_ONCE, Whole};
use crate::record::registry::{Entry, Registries};
use crate::record::texts::{SourceText, SourceTexts};
use crate::report::Fault;
use crate::words::{Message, Role};

impl Preparation<'_> {
    /// Reads the texts of all sources in the registries of a config, which lie under `root`.
    pub(super) fn load_texts(&mut self, registries: &Registries, root: &Path, disk: &Files) -> SourceTexts {
        let mut texts = SourceTexts::default();
        for (collection, registry) in registries.all() {
            for entry in registry.entries() {
                match self.load_text(collection, entry, root, disk) {
                    Ok(None) => {}
                    Ok(Some(text)) => {
                        self.texts.push(Arc::clone(&text));
                        texts.add(text);
                    }
                    Err(fault) => self.faults.push(fault),
                }
            }
        }
        texts
    }

    fn load_text(
        &self,
        collection: &str,
        entry: &Entry,
        root: &Path,
        disk: &Files,
    ) -> Result<Option<Arc<SourceText>>, Fault> {
        let Some(stated) = entry.value(Role::TextPath).filter(|path| !path.text.is_empty()) else {
            return Ok(None);
        };
        let Some(registry) = self.files.get(entry.place.record().file as usize) else { return Ok(None) };
        let Content::File(Source { location: Location::Path(registry_path), .. }) = &registry.content else {
            return Ok(None);
        };
        let path = registry_path.parent().unwrap_or(Path::new("")).join(&stated.text);
        let shown: PathBuf = Path::new(&registry.name).parent().unwrap_or(Path::new("")).join(&stated.text);
        let fault = |message: Message, help: Message| Fault {
            message,
            file: Some(shown.display().to_string().into()),
            help: Some(help),
        };
        let source = entry.id.as_str();
        let way_out =
            || message!("correct it in {registry}, or put the file there", registry: registry.name.as_str());
        let unreadable = |error: Error| match error {
            Error::NoSuchFile { .. } => fault(
                message!("the text of the source {source} is not there: {path}", source, path: stated.text.as_str()),
                way_out(),
            ),
            error => Fault { help: Some(way_out()), ..Fault::from(&error) },
        };
        let location = Location::Path(path.clone());
        // What is not there is depended on all the same: it may come.
        disk.note(&path, &[]);
        let input = disk.open(&location, Some(Notation::default())).map_err(unreadable)?;
        // The links are followed before the comparison: neither `..` nor a link may lead out.
        if !real(&path).starts_with(real(root)) {
            return Err(fault(
                message!("the text of the source {source} is not under the project's folder: {path}", source, path: stated.text.as_str()),
                "put it beside the tadqiq.toml or below".into(),
            ));
        }
        let bytes = match input.read_whole(MOST_BYTES_AT_ONCE).map_err(unreadable)? {
            Whole::Bytes(bytes) => bytes,
            Whole::TooLarge { length } => {
                return Err(fault(
                    message!("the text of the source {source} is too large: {length} bytes", source, length),
                    "cut it into several sources".into(),
                ));
            }
        };
        disk.note(&path, &bytes);
        if [b"\xff\xfe", b"\xfe\xff"].iter().any(|mark| bytes.starts_with(*mark)) {
            return Err(fault(
                message!("the text of the source {source} is UTF-16, not UTF-8", source),
                "open it in an editor and save it as UTF-8".into(),
            ));
        }
        if bytes.contains(&0) {
            return Err(fault(
                message!("the text of the source {source} is no text: it holds zero bytes", source),
                message!("save the article as plain text, or take its `text` out of {registry}", registry: registry.name.as_str()),
            ));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            fault(
                message!("the text of the source {source} is not UTF-8: byte {at} does not belong there", source, at: error.utf8_error().valid_up_to()),
                "open it in the encoding it was saved in (often Windows-1256 or Windows-1252) and save it as UTF-8".into(),
            )
        })?;
        if !text.contains(char::is_alphanumeric) {
            return Err(fault(
                message!("the text of the source {source} is empty", source),
                message!("put the article into it, or take its `text` out of {registry}", registry: registry.name.as_str()),
            ));
        }
        let digest = entry.value(Role::Digest).map(|digest| (digest.place, digest.text.as_str()));
        let number = self.texts.len() as u32;
        Ok(Some(Arc::new(SourceText::new((collection, source), shown, text, number, digest))))
    }

    /// Whether a rule that reads the texts runs over any records of a config.
    pub(super) fn needs_texts(&self, config: usize) -> bool {
        let mut collections = self.collections.iter().filter(|collection| collection.config == config);
        collections.any(|collection| {
            let mut running = collection.ruleset.rules();
            running.any(|(rule, _)| rule.family() == "evidence")
        })
    }
}
