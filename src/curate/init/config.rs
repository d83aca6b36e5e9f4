//! The text of a `tadqiq.toml`.

use super::conventions::Conventions;
use super::written::toml_string;
use crate::date::NumericOrder;
use crate::render::number;
use crate::report::shown::shown_without_isolates;

/// A collection as the config names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedCollection {
    /// Its name.
    pub name: String,
    /// The globs of its files.
    pub files: Vec<String>,
    /// The schema: a bundled one's name, or a path.
    pub schema: String,
    /// What is said of it.
    pub comments: Vec<String>,
    /// Its period in whole years, and what is said of that.
    pub period: Option<(i32, i32, String)>,
}

/// The text of a config for these collections.
pub fn config(collections: &[ProposedCollection], found: &Conventions) -> String {
    let mut text = String::from(
        "# Proposed by tadqiq init: review it, and take out what is not so.\n\
         # Paths and globs begin at the folder of this file.\n",
    );
    for collection in collections {
        text.push('\n');
        say(&collection.comments, &mut text);
        let files: Vec<String> = collection.files.iter().map(|glob| toml_string(glob)).collect();
        text.push_str(&format!("[collections.{}]\n", key(&collection.name)));
        text.push_str(&format!("files = [{}]\n", files.join(", ")));
        text.push_str(&format!("schema = {}\n", toml_string(&collection.schema)));
        if let Some((first, last, why)) = &collection.period {
            say(std::slice::from_ref(why), &mut text);
            text.push_str(&format!("period = {{ from = \"{first:04}-01-01\", to = \"{last:04}-12-31\" }}\n"));
        }
    }
    say_profile(found, &mut text);
    say_dates(found, &mut text);
    if found.keeps_forms_of_address() {
        let (some, all) = (found.addressed, number(found.names, "name"));
        text.push_str(&format!(
            "\n[rules]\n# {some} of {all} of persons stand with a form of address (Mr, السيد, The Rt Hon): it seems kept on purpose.\n\
             # Take the line out to have each reported.\n\"name/honorific\" = \"off\"\n"
        ));
    }
    text
}

fn say_profile(found: &Conventions, text: &mut String) {
    let languages = found.usual_languages();
    text.push_str("\n[profile]\n# The country whose names of months and ways of writing are usual:\n# country = \"MA\"\n");
    if languages.is_empty() {
        text.push_str(
            "# The languages of the records; their words do not tell:\n# languages = [\"ar\", \"fr\"]\n",
        );
        return;
    }
    let counted: Vec<String> =
        languages.iter().map(|(language, count)| format!("{language} {count}")).collect();
    let written: Vec<String> = languages.iter().map(|(language, _)| toml_string(language)).collect();
    text.push_str(&format!(
        "# Told by their words: texts in {}.\nlanguages = [{}]\n",
        counted.join(", "),
        written.join(", ")
    ));
}

fn say_dates(found: &Conventions, text: &mut String) {
    let Conventions { day_first, month_first, either_order, .. } = found;
    if day_first + month_first + either_order == 0 {
        return;
    }
    text.push_str("\n[dates]\n");
    let (word, count) = match found.order() {
        Some(NumericOrder::DayFirst) => ("day-first", day_first),
        Some(NumericOrder::MonthFirst) => ("month-first", month_first),
        _ => {
            let why = if day_first + month_first == 0 {
                "no date in figures tells which number is the month"
            } else {
                "both orders stand in these records"
            };
            text.push_str(&format!(
                "# What comes first in 03/04/2022: {why} (day first {day_first}, month first {month_first}, either {either_order}).\n# order = \"day-first\"\n"
            ));
            return;
        }
    };
    text.push_str(&format!(
        "# {count} dates in figures can be read in no other order, {either_order} in both.\norder = \"{word}\"\n"
    ));
}

fn say(comments: &[String], text: &mut String) {
    for comment in comments {
        text.push_str(&format!("# {}\n", shown_without_isolates(comment)));
    }
}

fn key(name: &str) -> String {
    let is_bare =
        !name.is_empty() && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_');
    if is_bare { name.to_owned() } else { toml_string(name) }
}
