//! `explain`, `rules`, `schema`: what the program knows.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{ColorChoice, ExitStatus, Failure, ListFormat};
use crate::curate::explain;
use crate::policy::UnknownRule;
use crate::project::error::Error;
use crate::render::{Display, hanging};
use crate::rule::{Rule, RuleRef, Rules, Stability};
use crate::schema::{bundled_names, bundled_text};
use crate::text::nearest::nearest;

/// Prints a rule's page, its example, and what the program says of it; of a family, or where several rules are
/// meant, the list of them.
pub fn explain(name: &str, rules: &Rules, color: ColorChoice) -> Result<ExitStatus, Failure> {
    let meant = meant(name, rules)?;
    let mut out = io::stdout().lock();
    match meant.as_slice() {
        [rule] => explain::write(rule, rules, super::display::of_stdout(color), &mut out)?,
        several => {
            write_list(several.iter().copied(), super::display::of_stdout(color), &mut out)?;
            writeln!(out, "\ntadqiq explain RULE prints the page of one.")?;
        }
    }
    Ok(ExitStatus::Clean)
}

/// The rules that a word means: one by its name or its name before, those of a family, those of a defect.
fn meant<'r>(word: &str, rules: &'r Rules) -> Result<Vec<&'r RuleRef>, UnknownRule> {
    if let Some(rule) = rules.named(word) {
        return Ok(vec![rule]);
    }
    let of_family = rules.iter().filter(|rule| rule.family() == word);
    let of_defect = rules.iter().filter(|rule| rule.id().split('/').nth(1) == Some(word));
    let meant: Vec<&RuleRef> = of_family.chain(of_defect).collect();
    if !meant.is_empty() {
        return Ok(meant);
    }
    let nearest = rules.nearest_name(word).map(str::to_owned);
    Err(UnknownRule { name: word.to_owned(), nearest })
}

/// Prints the list of rules.
pub fn rules(format: ListFormat, rules: &Rules, color: ColorChoice) -> Result<ExitStatus, Failure> {
    let mut out = io::stdout().lock();
    match format {
        ListFormat::Text => write_list(rules.iter(), super::display::of_stdout(color), &mut out)?,
        ListFormat::Json => writeln!(out, "{:#}", rules.iter().map(|rule| as_json(rule)).collect::<Value>())?,
    }
    Ok(ExitStatus::Clean)
}

fn write_list<'r>(
    rules: impl Iterator<Item = &'r RuleRef> + Clone,
    display: Display,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = rules.clone().map(|rule| rule.id().len()).max().unwrap_or(0);
    for rule in rules {
        let head = format!("{:width$}  {:7}  ", rule.id(), rule.level().name());
        let title = match rule.stability() {
            Stability::Stable => rule.title().to_owned(),
            other => format!("{} ({})", rule.title(), other.name()),
        };
        writeln!(out, "{}", hanging(&head, &title, display.width, head.len()))?;
    }
    Ok(())
}

fn as_json(rule: &Rule) -> Value {
    json!({
        "id": rule.id(),
        "level": rule.level(),
        "title": rule.title(),
        "since": rule.since(),
        "stability": rule.stability().name(),
        "aliases": rule.aliases(),
        "url": rule.url(),
    })
}

/// Prints a bundled schema, or the names of all.
pub fn schema(name: Option<&str>) -> Result<ExitStatus, Failure> {
    let mut out = io::stdout().lock();
    let Some(name) = name else {
        for name in bundled_names() {
            writeln!(out, "{name}")?;
        }
        return Ok(ExitStatus::Clean);
    };
    let Some(text) = bundled_text(name) else {
        let nearest = nearest(name, bundled_names()).map(str::to_owned);
        return Err(Error::UnknownSchema { name: name.to_owned(), nearest }.into());
    };
    out.write_all(text.as_bytes())?;
    Ok(ExitStatus::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Color;
    use crate::rule::{Check, RuleId};
    use crate::words::Level;

    fn with_one_of_a_house() -> Rules {
        let aliases = vec![RuleId::new("house/shouting")];
        let own = Rule::new("house/capitals".into(), Level::Info, Check::Stage)
            .with_page("A name is in capitals.".into())
            .with_aliases(aliases.into())
            .with_stability(Stability::Deprecated);
        let mut rules = Rules::default();
        rules.extend([own]);
        rules
    }

    #[test]
    fn a_rule_of_a_house_is_listed_and_explained_beside_ours() {
        let rules = with_one_of_a_house();
        let mut list = Vec::new();
        write_list(rules.iter(), Display::default(), &mut list).unwrap();
        let list = String::from_utf8(list).unwrap();
        let last: Vec<&str> = list.lines().last().unwrap_or_default().split("  ").map(str::trim).collect();
        let last: Vec<&str> = last.into_iter().filter(|column| !column.is_empty()).collect();
        assert_eq!(last, ["house/capitals", "info", "a name is in capitals (deprecated)"]);
        let object = as_json(rules.named("house/shouting").unwrap());
        assert_eq!(
            object,
            json!({
                "id": "house/capitals",
                "level": "info",
                "title": "a name is in capitals",
                "since": null,
                "stability": "deprecated",
                "aliases": ["house/shouting"],
                "url": null,
            })
        );
        let mut page = Vec::new();
        explain::write(meant("house/shouting", &rules).unwrap()[0], &rules, Color::Off.into(), &mut page)
            .unwrap();
        let page = String::from_utf8(page).unwrap();
        assert_eq!(
            page,
            "house/capitals (info, deprecated)\n\nA name is in capitals.\nIt was called house/shouting before.\n"
        );
    }

    #[test]
    fn a_word_means_a_rule_a_family_or_a_defect() {
        let rules = with_one_of_a_house();
        let ids = |word: &str| meant(word, &rules).unwrap().iter().map(|rule| rule.id()).collect::<Vec<_>>();
        assert_eq!(ids("house/capitals"), ["house/capitals"]);
        assert_eq!(ids("capitals"), ["house/capitals"]);
        assert_eq!(ids("house"), ["house/capitals"]);
        assert_eq!(ids("month-missing"), ["date/month-missing"]);
        assert!(ids("date").len() > 5 && ids("date").iter().all(|id| id.starts_with("date/")));
    }

    #[test]
    fn what_is_meant_may_be_a_rule_of_a_house() {
        for (word, expected) in [
            ("house/capitls", "did you mean house/capitals?"),
            ("house/shoutng", "did you mean house/capitals?"),
            ("date/month-mising", "did you mean date/month-missing?"),
            ("weekday-mismach", "did you mean date/weekday-mismatch?"),
            ("name/weekday-mismach", "did you mean date/weekday-mismatch?"),
            ("dates", "did you mean date?"),
            ("capitls", "did you mean house/capitals?"),
            ("T012", "tadqiq rules lists them all"),
        ] {
            assert_eq!(meant(word, &with_one_of_a_house()).unwrap_err().way_out(), expected, "{word}");
        }
    }
}
