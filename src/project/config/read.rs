//! The text of a `tadqiq.toml` → a config, or the place where it says what no config says.

use std::ops::Range;
use std::path::{Component, Path};

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::languages::is_registered;
use super::{CollectionConfig, Config, ConfigNames, Override, Patterns, Period, Profile, SchemaName};
use crate::date::NumericOrder;
use crate::notation::document::Limits;
use crate::policy::RuleLevel;
use crate::policy::selector::Selector;
use crate::project::error::{ConfigError, ConfigProblem, Error};
use crate::project::files::Files;
use crate::text::nearest::nearest;
use crate::words::Level;

/// No config comes near this; a file that does is another file.
const LARGEST_BYTES: u64 = 1024 * 1024;

pub(super) const KEYS: [&str; 9] =
    ["$schema", "collections", "rules", "overrides", "dates", "profile", "limits", "fail-on", "exclude"];
const LEVELS: [&str; 3] = ["info", "warning", "error"];
const LEVELS_AND_OFF: [&str; 4] = ["off", "info", "warning", "error"];

type Problem = (Range<usize>, ConfigProblem);
type Value<'t> = Spanned<DeValue<'t>>;

/// The text of the file.
pub(super) fn text(path: &Path, files: &Files) -> Result<String, Error> {
    let bytes = files.read(path, LARGEST_BYTES).map_err(|error| match error {
        Error::NotAFile { path, kind } => Error::NotAConfig { path, kind },
        Error::NoSuchFile { path, .. } if path.is_symlink() => {
            Error::NotAConfig { path, kind: "a link that leads nowhere" }
        }
        error => error,
    })?;
    let whole = |problem| Error::Config(Box::new(ConfigError::new(path, "", 0..0, problem)));
    if bytes.len() as u64 > LARGEST_BYTES {
        let size = std::fs::metadata(path).map_or(bytes.len() as u64, |metadata| metadata.len());
        return Err(whole(ConfigProblem::TooLarge { bytes: size }));
    }
    String::from_utf8(bytes).map_err(|_| whole(ConfigProblem::NotUtf8))
}

/// The config that a text says.
pub(super) fn config(path: &Path, text: &str, known: ConfigNames<'_>) -> Result<Config, Box<ConfigError>> {
    let place = |(bytes, problem)| Box::new(ConfigError::new(path, text, bytes, problem));
    let document = DeTable::parse(text).map_err(|error| {
        place((error.span().unwrap_or(0..0), ConfigProblem::Syntax(error.message().to_owned())))
    })?;
    whole(document.get_ref(), path, known).map_err(place)
}

fn whole(table: &DeTable<'_>, path: &Path, known: ConfigNames<'_>) -> Result<Config, Problem> {
    only_keys(table, "", &KEYS)?;
    let mut config = Config { path: Some(path.to_owned()), ..Config::default() };
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "$schema" => drop(string(value, "$schema")?),
            "collections" => config.collections = collections(value, &config, known)?,
            "rules" => config.rules = rules(value, "rules", known)?,
            "overrides" => config.overrides = overrides(value, known)?,
            "dates" => config.profile.date_order = dates(value, "dates")?,
            "profile" => profile(value, &mut config.profile)?,
            "limits" => config.limits = limits(value)?,
            "fail-on" => config.fail_on = Level::named(word(value, "fail-on", &LEVELS)?),
            _ => config.exclude = patterns(value, "exclude")?,
        }
    }
    Ok(config)
}

fn collections(
    value: &Value<'_>,
    config: &Config,
    known: ConfigNames<'_>,
) -> Result<Vec<CollectionConfig>, Problem> {
    table(value, "collections", "a table of collections")?
        .iter()
        .map(|(name, value)| collection(name, value, config, known))
        .collect()
}

fn collection(
    name: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Value<'_>,
    config: &Config,
    known: ConfigNames<'_>,
) -> Result<CollectionConfig, Problem> {
    let path = format!("collections.{}", name.get_ref());
    if value.get_ref().as_table().is_none() {
        not_above(name, "collections")?;
    }
    let members = table(value, &path, "a table with files and schema")?;
    only_keys(members, &path, &["files", "schema", "period", "rules", "dates", "languages"])?;
    let needed = |key: &'static str| {
        members.get(key).ok_or_else(|| (name.span(), ConfigProblem::MissingKey { table: path.clone(), key }))
    };
    let (files, schema) = (needed("files")?, needed("schema")?);
    let period = members.get("period").map(|value| period(value, &format!("{path}.period"))).transpose()?;
    let own = |key: &str| members.get(key).map(|value| (value, format!("{path}.{key}")));
    Ok(CollectionConfig {
        rules: own("rules").map_or(Ok(Vec::new()), |(value, key)| rules(value, &key, known))?,
        date_order: own("dates").map(|(value, key)| dates(value, &key)).transpose()?,
        languages: own("languages").map(|(value, key)| languages(value, &key)).transpose()?,
        name: name.get_ref().to_string(),
        files: patterns(files, &format!("{path}.files"))?,
        schema: schema_name(schema, &format!("{path}.schema"), config, known)?,
        period: period.unwrap_or_default(),
    })
}

fn schema_name(
    value: &Value<'_>,
    key: &str,
    config: &Config,
    known: ConfigNames<'_>,
) -> Result<SchemaName, Problem> {
    let written = string(value, key)?;
    let schema = SchemaName::read(written, config.folder().unwrap_or(Path::new(".")));
    match &schema {
        SchemaName::Bundled(name) if !known.schemas.contains(&name.as_str()) => {
            let nearest = nearest(name, known.schemas.iter().copied()).map(str::to_owned);
            Err((value.span(), ConfigProblem::UnknownSchema { name: name.clone(), nearest }))
        }
        SchemaName::File(_) if leaves_the_folder(written) => {
            Err((value.span(), ConfigProblem::SchemaOutside { path: written.to_owned() }))
        }
        _ => Ok(schema),
    }
}

/// Whether a path climbs above the folder that it begins at, or begins elsewhere.
fn leaves_the_folder(written: &str) -> bool {
    let mut depth = 0_usize;
    Path::new(written).components().any(|part| match part {
        Component::Normal(_) => {
            depth += 1;
            false
        }
        Component::CurDir => false,
        Component::ParentDir if depth > 0 => {
            depth -= 1;
            false
        }
        _ => true,
    })
}

fn period(value: &Value<'_>, path: &str) -> Result<Period, Problem> {
    let members = table(value, path, "a table with from and to")?;
    only_keys(members, path, &["from", "to"])?;
    let day_of = |key: &str| members.get(key).map(|value| day(value, &format!("{path}.{key}"))).transpose();
    let period = Period { from: day_of("from")?, to: day_of("to")? };
    match (period.from, period.to) {
        (Some(from), Some(to)) if to < from => {
            Err((value.span(), ConfigProblem::PeriodReversed { from, to }))
        }
        _ => Ok(period),
    }
}

/// A day between quotation marks, or TOML's own local date.
fn day(value: &Value<'_>, key: &str) -> Result<NaiveDate, Problem> {
    let written = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        _ => return Err(wrong_type(value, key, "a day")),
    };
    // chrono alone also takes 2022-1-2 and +2022-01-02.
    let day = NaiveDate::parse_from_str(&written, "%Y-%m-%d").ok();
    day.filter(|day| day.to_string() == written).ok_or_else(|| {
        let key = key.to_owned();
        let problem = ConfigProblem::NotUnderstood {
            key,
            value: written,
            expected: "a day",
            example: "\"2022-06-13\"",
        };
        (value.span(), problem)
    })
}

fn rules(value: &Value<'_>, key: &str, known: ConfigNames<'_>) -> Result<Vec<RuleLevel>, Problem> {
    let mut rules = Vec::new();
    for (name, value) in table(value, key, "a table of rules and their levels")? {
        let written = name.get_ref();
        not_above(name, key)?;
        let selector =
            Selector::read(written, known.rules).map_err(|unknown| (name.span(), unknown.into()))?;
        let level = Level::named(word(value, &format!("{key}.{written}"), &LEVELS_AND_OFF)?);
        rules.push(RuleLevel { selector, level });
    }
    Ok(rules)
}

fn overrides(value: &Value<'_>, known: ConfigNames<'_>) -> Result<Vec<Override>, Problem> {
    let read = |value: &Value<'_>| {
        let members = table(value, "overrides", "a table with files and rules")?;
        only_keys(members, "overrides", &["files", "rules"])?;
        let needed = |key: &'static str| {
            let missing = || (value.span(), ConfigProblem::MissingKey { table: "overrides".to_owned(), key });
            members.get(key).ok_or_else(missing)
        };
        Ok(Override {
            files: patterns(needed("files")?, "overrides.files")?,
            rules: rules(needed("rules")?, "overrides.rules", known)?,
        })
    };
    list(value, "overrides", "a list of tables: [[overrides]]")?.iter().map(read).collect()
}

fn dates(value: &Value<'_>, key: &str) -> Result<NumericOrder, Problem> {
    let members = table(value, key, "a table with order")?;
    only_keys(members, key, &["order"])?;
    let Some(value) = members.get("order") else { return Ok(NumericOrder::Unknown) };
    Ok(NumericOrder::named(word(value, &format!("{key}.order"), &NumericOrder::NAMES)?).unwrap_or_default())
}

fn languages(value: &Value<'_>, key: &str) -> Result<Vec<String>, Problem> {
    let expected = "a registered language tag (BCP 47)";
    let tag = |value: &Value<'_>| checked(value, key, expected, "[\"ar\", \"fr\"]", is_registered);
    list(value, key, "a list of languages")?.iter().map(tag).collect()
}

fn profile(value: &Value<'_>, profile: &mut Profile) -> Result<(), Problem> {
    let members = table(value, "profile", "a table with country and languages")?;
    only_keys(members, "profile", &["country", "languages"])?;
    if let Some(value) = members.get("country") {
        let expected = "a country's two-letter code (ISO 3166-1)";
        let is_code = |text: &str| rust_iso3166::from_alpha2(text).is_some();
        profile.country = Some(checked(value, "profile.country", expected, "\"MA\"", is_code)?);
    }
    if let Some(value) = members.get("languages") {
        profile.languages = languages(value, "profile.languages")?;
    }
    Ok(())
}

fn limits(value: &Value<'_>) -> Result<Limits, Problem> {
    let members = table(value, "limits", "a table with record-bytes and depth")?;
    only_keys(members, "limits", &["record-bytes", "depth"])?;
    let mut limits = Limits::default();
    if let Some(value) = members.get("record-bytes") {
        let expected = "a whole number from 1 to 268435456 (256 MiB)";
        limits.bytes = number(value, "limits.record-bytes", Limits::MOST_BYTES, expected, "16777216")?;
    }
    if let Some(value) = members.get("depth") {
        let expected = "a whole number from 1 to 512";
        limits.depth = number(value, "limits.depth", Limits::DEEPEST, expected, "128")?;
    }
    Ok(limits)
}

fn number(
    value: &Value<'_>,
    key: &str,
    most: usize,
    expected: &'static str,
    example: &'static str,
) -> Result<usize, Problem> {
    let Some(written) = value.get_ref().as_integer() else { return Err(wrong_type(value, key, expected)) };
    usize::from_str_radix(written.as_str(), written.radix())
        .ok()
        .filter(|number| (1..=most).contains(number))
        .ok_or_else(|| {
            let (key, value_text) = (key.to_owned(), written.to_string());
            (value.span(), ConfigProblem::NotUnderstood { key, value: value_text, expected, example })
        })
}

fn patterns(value: &Value<'_>, key: &str) -> Result<Patterns, Problem> {
    let items = list(value, key, "a list of globs")?;
    let written =
        items.iter().map(|item| string(item, key).map(str::to_owned)).collect::<Result<Vec<_>, _>>()?;
    Patterns::new(written.clone()).map_err(|(position, why)| {
        let glob = written.get(position).cloned().unwrap_or_default();
        let bytes = items.get(position).map_or_else(|| value.span(), Spanned::span);
        (bytes, ConfigProblem::Glob { glob, why })
    })
}

/// In TOML, a key behind `[a.table]` is one of that table, however much it is meant for the file.
fn not_above(key: &Spanned<std::borrow::Cow<'_, str>>, table: &str) -> Result<(), Problem> {
    if !KEYS.contains(&key.get_ref().as_ref()) {
        return Ok(());
    }
    let problem = ConfigProblem::BelongsAbove { key: key.get_ref().to_string(), table: table.to_owned() };
    Err((key.span(), problem))
}

fn only_keys(table: &DeTable<'_>, path: &str, known: &[&'static str]) -> Result<(), Problem> {
    let unknown = table.keys().filter(|key| !known.contains(&key.get_ref().as_ref()));
    // The table is sorted by key; the first in the file is the first to say.
    let Some(key) = unknown.min_by_key(|key| key.span().start) else { return Ok(()) };
    if !path.is_empty() {
        not_above(key, path)?;
    }
    let nearest = nearest(key.get_ref(), known.iter().copied()).map(str::to_owned);
    let problem = ConfigProblem::UnknownKey {
        key: key.get_ref().to_string(),
        table: path.to_owned(),
        nearest,
        known: known.to_vec(),
    };
    Err((key.span(), problem))
}

fn table<'v, 't>(
    value: &'v Value<'t>,
    key: &str,
    expected: &'static str,
) -> Result<&'v DeTable<'t>, Problem> {
    value.get_ref().as_table().ok_or_else(|| wrong_type(value, key, expected))
}

fn list<'v, 't>(value: &'v Value<'t>, key: &str, expected: &'static str) -> Result<&'v [Value<'t>], Problem> {
    let items = value.get_ref().as_array().ok_or_else(|| wrong_type(value, key, expected))?;
    Ok(items.as_ref())
}

fn string<'v>(value: &'v Value<'_>, key: &str) -> Result<&'v str, Problem> {
    value.get_ref().as_str().ok_or_else(|| wrong_type(value, key, "text between quotation marks"))
}

fn word<'v>(value: &'v Value<'_>, key: &str, known: &[&'static str]) -> Result<&'v str, Problem> {
    let written = string(value, key)?;
    if known.contains(&written) {
        return Ok(written);
    }
    let problem = ConfigProblem::NotAllowed {
        key: key.to_owned(),
        value: written.to_owned(),
        nearest: nearest(written, known.iter().copied()).map(str::to_owned),
        known: known.to_vec(),
    };
    Err((value.span(), problem))
}

fn checked(
    value: &Value<'_>,
    key: &str,
    expected: &'static str,
    example: &'static str,
    holds: impl Fn(&str) -> bool,
) -> Result<String, Problem> {
    let written = string(value, key)?.to_owned();
    if holds(&written) {
        return Ok(written);
    }
    let problem = ConfigProblem::NotUnderstood { key: key.to_owned(), value: written, expected, example };
    Err((value.span(), problem))
}

fn wrong_type(value: &Value<'_>, key: &str, expected: &'static str) -> Problem {
    let found = value.get_ref().type_str();
    (value.span(), ConfigProblem::WrongType { key: key.to_owned(), expected, found })
}
