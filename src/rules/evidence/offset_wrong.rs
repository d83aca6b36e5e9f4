//! `evidence/offset-wrong`

use crate::knowledge::citations::citations;
use crate::message;
use crate::record::Value;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::Safety;
use crate::words::{Edit, Fix, Level, Role};

rule! {
    /// The offsets do not lead to the quotation.
    ///
    /// `start` and `end` say where a quotation stands in its source's text, in code points from its beginning,
    /// the end exclusive. The quotation is there, but elsewhere: a program that shows it in its place shows
    /// other words.
    ///
    /// The fix, safe where the quotation stands in one place only, writes the right offsets.
    ///
    /// **Not an error:** a quotation that stands in several places, one of which is meant; a byte order mark
    /// before the text, counted or not.
    pub static RULE = {
        id: "evidence/offset-wrong",
        level: Level::Error,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::OffsetStart, Role::OffsetEnd]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for evidence in citations(record, context) {
        let Some(text) = evidence.text else { continue };
        let stated = [Role::OffsetStart, Role::OffsetEnd].map(|role| evidence.group.value(role));
        let found = evidence.found();
        if stated.iter().all(Option::is_none) || found.is_empty() {
            continue;
        }
        let numbers = stated.map(|offset| offset.and_then(|offset| offset.number()));
        let places: Vec<[u64; 2]> = found
            .iter()
            .map(|passage| {
                let points = text.code_points(&passage.bytes);
                [points.start, points.end]
            })
            .collect();
        // A number that none can hold is beyond the end of any text.
        let is_right = |offset: &Option<Value<'_>>, right: &u64| {
            offset.is_none_or(|offset| {
                offset.number().is_some_and(|number| i64::try_from(*right) == Ok(number))
            })
        };
        // Programs differ on whether the byte order mark of a file is counted.
        let may_be_counted = u64::from(text.has_byte_order_mark());
        let agrees = |place: &[u64; 2]| {
            (0..=may_be_counted)
                .any(|mark| stated.iter().zip(place).all(|(offset, right)| is_right(offset, &(right + mark))))
        };
        if places.iter().any(agrees) {
            continue;
        }
        let near = |place: &[u64; 2]| numbers[0].map_or(0, |stated| stated.abs_diff(place[0] as i64));
        let Some((right, passage)) = places.iter().zip(&found).min_by_key(|(place, _)| near(place)) else {
            continue;
        };
        let [start, end] = *right;
        let length = text.code_points(&(0..text.text().len())).end;
        let mut edits = Vec::new();
        for (offset, right) in stated.iter().zip(right) {
            let Some(value) = offset.filter(|_| !is_right(offset, right)) else { continue };
            edits.push(Edit::ReplaceValue { place: (&value).into(), value: (*right).into() });
        }
        let Some(wrong) = edits.first().map(|edit| edit.place().clone()) else { continue };
        let beyond =
            numbers.iter().flatten().any(|number| u64::try_from(*number).is_ok_and(|number| number > length));
        let label = match beyond {
            true => message!(
                "the text ends at {length}; the quotation is at {start} to {end}",
                length,
                start,
                end
            ),
            false => message!("the quotation is at {start} to {end}", start, end),
        };
        let safety = if found.len() == 1 { Safety::Safe } else { Safety::Unsafe };
        findings
            .at(wrong, label)
            .related(text.place(&passage.bytes), "where the quotation stands")
            .fix(Fix { title: "write the right offsets".into(), safety, edits });
    }
}
