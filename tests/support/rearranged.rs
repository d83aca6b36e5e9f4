//! Datasets written otherwise: the same records in another order, in other files, in another spelling.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// What is done to the files of a dataset. None of it changes what a record says.
#[derive(Debug, Clone, Copy)]
pub enum Change {
    /// The last record first.
    Reversed,
    /// Every third record first, as somebody sorts by another field.
    Dealt,
    /// Every file by another name.
    Renamed,
    /// Every second record in a file of its own.
    Split,
    /// The members of objects the other way round.
    Turned,
    /// Every character of a string as an escape.
    Escaped,
    /// White space wherever there may be some.
    Spaced,
}

impl Change {
    /// All of them.
    #[allow(dead_code)]
    pub const ALL: [Self; 7] =
        [Self::Reversed, Self::Dealt, Self::Renamed, Self::Split, Self::Turned, Self::Escaped, Self::Spaced];
}

/// Changes every file of records below a folder, and the config with it, so that it claims the files by their new
/// names.
pub fn rearrange(folder: &Path, change: Change) -> io::Result<()> {
    for file in files(folder)? {
        let Some(mut records) = Records::read(&file)? else { continue };
        match change {
            Change::Reversed => records.texts.reverse(),
            Change::Dealt => records.texts = thirds(&records.texts),
            Change::Renamed => {
                std::fs::remove_file(&file)?;
                records.write(&moved(&file)?)?;
                continue;
            }
            Change::Split if records.texts.len() > 1 => {
                let split = records.texts.into_iter().enumerate();
                let (stays, goes): (Vec<_>, Vec<_>) = split.partition(|(number, _)| number % 2 == 0);
                let of = |texts: Vec<(usize, String)>| texts.into_iter().map(|(_, text)| text).collect();
                Records { texts: of(goes), is_list: records.is_list }.write(&moved(&file)?)?;
                records.texts = of(stays);
            }
            Change::Split => {}
            Change::Turned => records.texts.iter_mut().for_each(turn),
            Change::Escaped => records.texts.iter_mut().for_each(|text| *text = escaped(text)),
            Change::Spaced => records.texts.iter_mut().for_each(|text| *text = spaced(text)),
        }
        records.write(&file)?;
    }
    Ok(())
}

/// The records of a file, each as it is written.
struct Records {
    texts: Vec<String>,
    is_list: bool,
}

impl Records {
    /// None of a file that holds no records, or is broken as a whole.
    fn read(file: &Path) -> io::Result<Option<Self>> {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_ours = name.ends_with("schema.json") || name == "decisions.ndjson";
        let Ok(text) = String::from_utf8(std::fs::read(file)?) else { return Ok(None) };
        if is_ours || text.starts_with('\u{feff}') {
            return Ok(None);
        }
        if name.ends_with(".ndjson") {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            return Ok(Some(Self { texts: lines.map(str::to_owned).collect(), is_list: false }));
        }
        let value = name.ends_with(".json").then(|| serde_json::from_str::<Value>(&text).ok()).flatten();
        Ok(value.map(|value| match value {
            Value::Array(records) => {
                Self { texts: records.iter().map(Value::to_string).collect(), is_list: true }
            }
            _ => Self { texts: vec![text], is_list: false },
        }))
    }

    fn write(&self, file: &Path) -> io::Result<()> {
        std::fs::write(
            file,
            match self.is_list {
                true => format!("[{}]\n", self.texts.join(",\n")),
                false => self.texts.join("\n") + "\n",
            },
        )
    }
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => files.extend(self::files(&path)?),
            false => files.push(path),
        }
    }
    files.sort();
    Ok(files)
}

/// Another name beside a file's, under which its config claims it too.
fn moved(file: &Path) -> io::Result<PathBuf> {
    let (stem, ending) = (file.file_stem().unwrap_or_default(), file.extension().unwrap_or_default());
    let (stem, ending) = (stem.to_string_lossy(), ending.to_string_lossy());
    let config = file.with_file_name("tadqiq.toml");
    if let Ok(text) = std::fs::read_to_string(&config) {
        std::fs::write(
            &config,
            text.replace(&format!("\"{stem}.{ending}\""), &format!("\"{stem}*.{ending}\"")),
        )?;
    }
    Ok(file.with_file_name(format!("{stem}-moved.{ending}")))
}

fn thirds(texts: &[String]) -> Vec<String> {
    (0..3).flat_map(|start| texts.iter().skip(start).step_by(3).cloned()).collect()
}

/// Leaves a record as it is that says more than its value does: a key twice, a number that no double holds.
fn turn(text: &mut String) {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    let bare = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
    if bare(&value.to_string()) == bare(text) {
        *text = turned(&value).to_string();
    }
}

/// The members of every object the other way round.
pub fn turned(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().rev().map(|(key, value)| (key.clone(), turned(value))).collect()
        }
        Value::Array(elements) => elements.iter().map(turned).collect(),
        scalar => scalar.clone(),
    }
}

fn escaped(text: &str) -> String {
    let mut units = [0; 2];
    outside_and_inside(text, str::to_owned, |inside| {
        let mut written = String::new();
        let mut rest = inside.chars();
        while let Some(character) = rest.next() {
            match character {
                '\\' => {
                    let escape = rest.next();
                    written.extend(std::iter::once(character).chain(escape));
                    if escape == Some('u') {
                        written.extend(rest.by_ref().take(4));
                    }
                }
                control if control.is_control() => written.push(control),
                _ => {
                    let units = character.encode_utf16(&mut units);
                    units.iter().for_each(|unit| written.push_str(&format!("\\u{unit:04x}")));
                }
            }
        }
        written
    })
}

fn spaced(text: &str) -> String {
    outside_and_inside(
        text,
        |outside| outside.replace(':', " : ").replace(',', " ,\t").replace('{', "{ ").replace(']', " ]"),
        str::to_owned,
    )
}

/// What stands outside of strings and what stands inside, each changed in its own way.
fn outside_and_inside(
    text: &str,
    outside: impl Fn(&str) -> String,
    mut inside: impl FnMut(&str) -> String,
) -> String {
    let (mut written, mut start, mut is_inside, mut is_escaped) = (String::new(), 0, false, false);
    for (at, character) in text.char_indices() {
        let ends = character == '"' && !is_escaped;
        is_escaped = is_inside && character == '\\' && !is_escaped;
        if !ends {
            continue;
        }
        let part = &text[start..at];
        written.push_str(&if is_inside { inside(part) } else { outside(part) });
        written.push('"');
        (start, is_inside) = (at + 1, !is_inside);
    }
    written.push_str(&text[start..]);
    written
}
