//! The rules that have results, with their pages.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::level_name;
use super::text::{SINK, SarifText};
use crate::report::Diagnostic;
use crate::rule::Rule;
use crate::text::character::show;

/// Characters of a description that GitHub keeps.
const MOST_CHARACTERS: usize = 1024;

/// The rules that have results, by their names.
pub struct UsedRules<'r>(BTreeMap<&'r str, &'r Rule>);

impl<'r> UsedRules<'r> {
    /// Those of findings.
    pub fn of(found: impl Iterator<Item = &'r Diagnostic>) -> Self {
        Self(found.map(|found| (found.rule.id(), &*found.rule)).collect())
    }

    /// Where a rule stands among them.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.0.contains_key(id).then(|| self.0.range(..id).count())
    }
}

impl Serialize for UsedRules<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.values().map(|rule| Descriptor::of(rule)))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'r> {
    id: &'r str,
    short_description: SarifText,
    full_description: SarifText,
    help: Help,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'r str>,
    default_configuration: Configuration,
    properties: Properties<'r>,
}

/// The page: what cannot show Markdown shows it as it is.
#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties<'r> {
    tags: [&'r str; 1],
}

impl<'r> Descriptor<'r> {
    fn of(rule: &'r Rule) -> Self {
        let page = page(rule);
        Self {
            id: rule.id(),
            short_description: described(&sentence_case(&rule.title())),
            full_description: described(explanation(&page).unwrap_or(&rule.title())),
            help: Help { text: page.clone(), markdown: page },
            help_uri: rule.url(),
            default_configuration: Configuration { level: level_name(rule.level()) },
            properties: Properties { tags: [rule.family()] },
        }
    }
}

/// The page's lines without the space that a docstring has before each.
fn page(rule: &Rule) -> String {
    let lines: Vec<String> = rule.page().trim().lines().map(|line| show(line.trim()).into_owned()).collect();
    if lines.is_empty() { rule.id().to_owned() } else { lines.join("\n") }
}

/// The first paragraph behind the title.
fn explanation(page: &str) -> Option<&str> {
    page.split("\n\n").nth(1).map(str::trim).filter(|text| !text.is_empty())
}

fn sentence_case(title: &str) -> String {
    let mut characters = title.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    format!("{}.", first.chain(characters).collect::<String>())
}

fn described(text: &str) -> SarifText {
    let line: String = text.replace('\n', " ").chars().take(MOST_CHARACTERS - 1).collect();
    let is_cut = line.chars().count() < text.chars().count();
    SarifText::new((SINK.ours)(&if is_cut { format!("{line}…") } else { line }))
}
