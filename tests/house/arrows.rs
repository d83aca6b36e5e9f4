//! Dependencies point one way: each room knows only those below it, and says which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every room, from the ground up, and the rooms it may know. A room stands above all that it knows; a permission
/// that nobody uses is taken out.
pub const ROOMS: &[(&str, &[&str])] = &[
    ("words", &[]),
    ("text", &[]),
    ("date", &[]),
    ("notation", &["words"]),
    ("layout", &["notation", "text", "words"]),
    ("record", &["date", "layout", "notation", "text", "words"]),
    ("rule", &["record", "text", "words"]),
    ("knowledge", &["date", "record", "rule", "text", "words"]),
    ("rules", &["date", "knowledge", "notation", "record", "rule", "text", "words"]),
    ("schema", &["date", "notation", "rule", "text", "words"]),
    ("report", &["notation", "record", "rule", "text", "words"]),
    ("edit", &["report", "text", "words"]),
    ("render", &["report", "rule", "text", "words"]),
    ("policy", &["report", "rule", "rules", "text", "words"]),
    (
        "project",
        &[
            "date", "edit", "layout", "notation", "policy", "record", "report", "rule", "schema", "text",
            "words",
        ],
    ),
    (
        "engine",
        &["layout", "notation", "policy", "project", "record", "report", "rule", "rules", "text", "words"],
    ),
    (
        "curate",
        &[
            "date",
            "edit",
            "engine",
            "knowledge",
            "layout",
            "notation",
            "policy",
            "project",
            "record",
            "render",
            "report",
            "rule",
            "rules",
            "schema",
            "text",
            "words",
        ],
    ),
    (
        "cli",
        &[
            "curate", "date", "edit", "engine", "policy", "project", "render", "report", "rule", "schema",
            "text", "words",
        ],
    ),
];

/// What stands beside the rooms: the door, what opens it for tests, and the program.
const OUTSIDE: [&str; 3] = ["lib", "main", "internals"];

#[test]
fn every_room_knows_only_those_below_it() {
    let known: BTreeSet<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    let mut wrong = Vec::new();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources() {
        if OUTSIDE.contains(&source.room()) {
            continue;
        }
        if !known.contains(source.room()) {
            wrong.push(format!("{} is in no room of the list", source.file.display()));
            continue;
        }
        for path in source.paths() {
            let room = path.first().map(String::as_str).unwrap_or_default();
            match known.contains(room) {
                true if room == source.room() => {}
                true => {
                    used.entry(source.room().to_owned()).or_default().insert(room.to_owned());
                    if !may_know(source.room(), room) {
                        wrong.push(format!("{} uses crate::{}", source.file.display(), path.join("::")));
                    }
                }
                // A macro stands at the crate's root.
                false if ["message", "rule"].contains(&room) => {}
                false => wrong.push(format!(
                    "{} uses crate::{}: name the room it comes from",
                    source.file.display(),
                    path.join("::")
                )),
            }
        }
    }
    for (room, permitted) in ROOMS {
        let used = used.get(*room);
        let idle = permitted.iter().filter(|other| used.is_none_or(|used| !used.contains(**other)));
        wrong.extend(
            idle.map(|other| format!("{room} may know {other} and does not: take the permission out")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_arrow_points_down() {
    for (floor, (room, permitted)) in ROOMS.iter().enumerate() {
        for other in *permitted {
            let below = ROOMS.iter().position(|(name, _)| name == other);
            assert!(
                below.is_some_and(|below| below < floor),
                "{room} stands below {other}, or {other} is no room"
            );
        }
    }
}

#[test]
fn a_rule_asks_knowledge_and_never_another_rule() {
    let mut wrong = Vec::new();
    for source in sources().into_iter().filter(|source| source.room() == "rules" && source.module.len() >= 3)
    {
        let own = &source.module[..3];
        for path in source.paths().into_iter().filter(|path| path.first().is_some_and(|room| room == "rules"))
        {
            if !path.starts_with(own) {
                wrong.push(format!("{} uses {}", source.file.display(), path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_rule_opens_a_file_or_knows_a_path() {
    for source in sources().into_iter().filter(|source| ["rules", "knowledge"].contains(&source.room())) {
        for word in ["std::fs", "std::io", "std::net", "std::env", "std::process", "resolve("] {
            assert!(!source.text.contains(word), "{} uses {word}", source.file.display());
        }
    }
}

#[test]
fn nobody_outside_of_its_room_asks_which_notation_it_is() {
    for source in sources().into_iter().filter(|source| source.room() != "notation") {
        for word in ["Notation::Json", "notation::json"] {
            assert!(!source.text.contains(word), "{} knows {word}", source.file.display());
        }
    }
}

fn may_know(room: &str, other: &str) -> bool {
    ROOMS.iter().any(|(name, permitted)| *name == room && permitted.contains(&other))
}

/// A file of the crate.
struct Source {
    file: PathBuf,
    /// Its path as a module: `rules::date::relative` in parts.
    module: Vec<String>,
    /// Its code, without comments and without its tests.
    text: String,
}

impl Source {
    fn room(&self) -> &str {
        self.module.first().map(String::as_str).unwrap_or_default()
    }

    /// Every path of ours that the file names, from the crate's root, in parts.
    fn paths(&self) -> Vec<Vec<String>> {
        let mut paths = Vec::new();
        for start in ["crate::", "super::", "self::"] {
            for (at, _) in self.text.match_indices(start) {
                let before = self.text[..at].chars().next_back();
                if before.is_some_and(|it| it == ':' || it == '$' || it == '_' || it.is_alphanumeric()) {
                    continue;
                }
                paths.extend(use_tree(&self.text[at..]).into_iter().filter_map(|path| self.absolute(path)));
            }
        }
        paths
    }

    fn absolute(&self, path: Vec<String>) -> Option<Vec<String>> {
        let ups = path.iter().take_while(|part| *part == "super").count();
        let base = match path.first().map(String::as_str) {
            Some("crate") => &[][..],
            Some("self") => &self.module[..],
            _ => self.module.get(..self.module.len().checked_sub(ups)?)?,
        };
        let rest = path.into_iter().skip(ups.max(1));
        Some(base.iter().cloned().chain(rest).collect())
    }
}

/// The paths of a use tree that a text begins with: `a::{b, c::D}` is a::b and a::c::D.
fn use_tree(text: &str) -> Vec<Vec<String>> {
    let mut prefix = Vec::new();
    let mut rest = text;
    loop {
        let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
        if end > 0 {
            prefix.push(rest[..end].to_owned());
        }
        rest = &rest[end..];
        match rest.strip_prefix("::") {
            Some(inside) if inside.starts_with('{') => {
                let branches = branches(&inside[1..]);
                let with_prefix = |path: Vec<String>| prefix.iter().cloned().chain(path).collect();
                return branches.into_iter().flat_map(use_tree).map(with_prefix).collect();
            }
            Some(next) if next.starts_with(|it: char| it.is_alphanumeric() || it == '_') => rest = next,
            _ => return vec![prefix],
        }
    }
}

/// The branches of a list, up to the brace that closes it.
fn branches(list: &str) -> Vec<&str> {
    let mut branches = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, it) in list.char_indices() {
        match it {
            '{' => depth += 1,
            '}' if depth == 0 => {
                branches.push(list[start..at].trim());
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                branches.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    branches.retain(|branch| !branch.is_empty());
    branches
}

#[test]
fn a_use_tree_is_read_whole() {
    let paths: Vec<String> =
        use_tree("crate::{a, b::{self, C}, d::E}; more").iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["crate::a", "crate::b::self", "crate::b::C", "crate::d::E"]);
    assert_eq!(use_tree("super::super::f(x)"), [["super", "super", "f"]]);
}

#[test]
fn no_two_types_that_others_may_use_have_one_name() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources() {
        let file = source.file.display().to_string().replace('\\', "/");
        for name in source.text.lines().filter_map(declared_type) {
            places.entry(name.to_owned()).or_default().push(file.clone());
        }
    }
    let is_double = |(_, files): &(&String, &Vec<String>)| files.len() > 1;
    let doubles: Vec<String> = places
        .iter()
        .filter(is_double)
        .map(|(name, files)| format!("{name}: {}", files.join(", ")))
        .collect();
    assert!(doubles.is_empty(), "{}", doubles.join("\n"));
}

/// The type that a line declares, if it is one that other modules may name.
fn declared_type(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub")?;
    // `pub(crate)`, `pub(super)`.
    let rest =
        rest.strip_prefix('(').map_or(rest, |rest| rest.split_once(')').map_or(rest, |(_, rest)| rest));
    let (kind, rest) = rest.trim_start().split_once(' ')?;
    let end = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
    ["struct", "enum", "trait", "type"].contains(&kind).then(|| &rest[..end])
}

#[test]
fn a_declared_type_is_read() {
    assert_eq!(declared_type("    pub(in crate::engine) struct Facts<'f> {"), Some("Facts"));
    assert_eq!(declared_type("pub type FactsByConfig = Vec<Facts>;"), Some("FactsByConfig"));
    for line in ["struct Private;", "pub fn facts()", "    pub name: String,", "pub use facts::Facts;"] {
        assert_eq!(declared_type(line), None, "{line}");
    }
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    gather(Path::new("src"), &mut sources);
    sources
}

fn gather(folder: &Path, sources: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        if file.is_dir() {
            gather(&file, sources);
            continue;
        }
        let is_code = file.extension().is_some_and(|ending| ending == "rs");
        if !is_code
            || file
                .components()
                .any(|part| ["tests", "tests.rs", "cases"].map(AsRef::as_ref).contains(&part.as_os_str()))
        {
            continue;
        }
        let module = file.with_extension("").strip_prefix("src").unwrap().to_path_buf();
        let module = module.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let text = std::fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        sources.push(Source { module, text: lines.collect::<Vec<_>>().join("\n"), file });
    }
}
