//! `date/year-missing`

use crate::knowledge::dates::missing_month::observe;
use crate::knowledge::dates::missing_year::{MissingYear, missing_years};
use crate::message;
use crate::record::{Context, Facts};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Argument, FactPlace, Fix, Level, Place, Role, Safety};

rule! {
    /// The date names a month, but no year.
    ///
    /// "2 August" is a date for its readers of that summer, and for nobody after. What the year is follows from the
    /// day of publication, from the weekday, or from the other dates of the source.
    ///
    /// Where the publication is months away, the fix, offered, writes the date in the year nearest to it.
    ///
    /// **Not an error:** a normal form that names the year; a publication near the day, or a weekday that agrees with
    /// the year nearest to it; a source whose other dates are all of one year; texts that say "last" or "next", which
    /// `date/relative` judges.
    pub static RULE = {
        id: "date/year-missing",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::dataset(Needs::any_of(&[Role::DateText]), observe, conclude),
    }
}

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    for (missing, places) in missing_years(facts) {
        if missing.year_of_its_source(facts).is_none() {
            places.into_iter().for_each(|place| report(&missing, place, findings));
        }
    }
}

fn report(missing: &MissingYear, place: FactPlace, findings: &mut Findings<'_>) {
    let text = Place::from(place).characters(missing.characters.clone());
    let Some((said, published)) = &missing.nearest else {
        findings.at(text, "names no year").help("look for the day the source was published");
        return;
    };
    let label = message!(
        "names no year: {said} is the nearest to the publication, {published}",
        said: Argument::ours(said.clone()),
        published: Argument::ours(published.clone())
    );
    let finding = findings.at(text, label);
    if let Some(vacancy) = &missing.vacancy {
        finding.fix(Fix {
            title: message!("write the date in that year"),
            safety: Safety::Unsafe,
            edits: vec![vacancy.clone().fill(place.record(), said)],
        });
    }
}
