//! `schema/format`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// A value is not written as the schema asks.
    ///
    /// The type is right, but the text does not follow its pattern or format, or a text, a number or a
    /// list is shorter, longer, smaller or larger than the schema allows. Programs that read the value
    /// by its form misread it or stop.
    ///
    /// `"country": "Spain"` where two capital letters are due is written `"ES"`; `""` where a text of at
    /// least one character is due says nothing: leave the field out instead.
    ///
    /// **Not an error:** a value that is well written and untrue; other rules look for those.
    pub static RULE = {
        id: "schema/format",
        level: Level::Error,
        since: "0.1.0",
        yields: [
            "date/after-publication",
            "date/ambiguous-numeric",
            "date/calendars-disagree",
            "date/default",
            "date/dual-count",
            "date/era-conflict",
            "date/false-precision",
            "date/foreign-digits",
            "date/hijri-as-gregorian",
            "date/hijri-month-form",
            "date/idiom-misread",
            "date/impossible-day",
            "date/month-missing",
            "date/month-misspelt",
            "date/not-edtf",
            "date/not-understood",
            "date/out-of-scope",
            "date/range-reversed",
            "date/relative",
            "date/set-as-interval",
            "date/slash-months-differ",
            "date/text-disagrees",
            "date/weekday-mismatch",
            "date/year-missing",
            "reference/country",
        ],
        check: Check::Stage,
    }
}
