//! `date/ambiguous-numeric`

use crate::knowledge::dates;
use crate::knowledge::dates::column::{self, Question};
use crate::knowledge::dates::stretch::in_words;
use crate::message;
use crate::record::{Context, Facts};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::{Argument, Level, Place, Role};

rule! {
    /// The date in figures can be read in several ways.
    ///
    /// `03/04/2022` is the 3rd of April in Rabat and the 4th of March in New York; in `13/6/22` the century is not
    /// said; `Oct-11` is October 2011 or 11 October. A record that stores one of them has guessed.
    ///
    /// Where a source keeps one order, say so once in `tadqiq.toml`: `[dates] order = "day-first"`. A field of a
    /// collection asks each of these questions once: they are one cause, however many dates there are.
    ///
    /// **Not an error:** a day over 12 with a year of four figures; an order that the config declares, that the normal
    /// form beside the text shows, or that all the other dates of the field keep; a year of two figures among years
    /// that are written out.
    pub static RULE = {
        id: "date/ambiguous-numeric",
        level: Level::Warning,
        since: "0.1.0",
        cause: CauseArguments::Named(&["question"]),
        check: Check::dataset(Needs::any_of(&[Role::DateText]), column::observe, conclude),
    }
}

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    for column in column::columns(facts).values() {
        for (open, places) in &column.open {
            let left = column.left_of(open);
            if left.len() < 2 {
                continue;
            }
            for place in places {
                report(Place::from(*place).characters(open.characters.clone()), &left, findings);
            }
        }
    }
}

fn report(place: Place, readings: &[String], findings: &mut Findings<'_>) {
    let question = Question::of(readings);
    let label = message!(
        "{question}? it may be {readings}",
        question: Argument::ours(words(question)),
        readings: dates::either_of(&readings.iter().map(|form| in_words(form)).collect::<Vec<_>>())
    );
    let finding = findings.at(place, label);
    match question {
        Question::Order | Question::OrderAndCentury => {
            finding.help(
                "if the source keeps one order, declare it in tadqiq.toml: [dates] order = \"day-first\"",
            );
        }
        Question::Century => {
            finding.help("the source, or the day it was published, may tell the century");
        }
        Question::YearOrDay => {}
    }
}

fn words(question: Question) -> &'static str {
    match question {
        Question::Century => "which century",
        Question::Order => "day or month first",
        Question::OrderAndCentury => "what comes first, and in which century",
        Question::YearOrDay => "year or day",
    }
}
