//! How a report is laid out for whoever reads it.

use super::wrap::WIDTH;

/// Whether output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// ANSI colours.
    On,
    /// Plain text.
    #[default]
    Off,
}

/// How formats for people bring findings together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum GroupBy {
    /// Each cause once, the heaviest in full.
    #[default]
    Cause,
    /// Each finding in full.
    Nothing,
}

/// How much formats for people say beside the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Verbosity {
    /// Nothing.
    Quiet,
    /// What judged, and a summary.
    #[default]
    Normal,
    /// The summary names all that was not checked.
    Verbose,
}

/// How a report is laid out. A [`Color`] alone is one, with the rest as snapshots have it.
///
/// ```
/// use tadqiq::render::{Color, Display, GroupBy};
///
/// let display = Display::from(Color::On).of_width(72);
/// assert_eq!((display.width, display.grouping, display.most_findings), (72, GroupBy::Cause, None));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Display {
    /// Whether it is coloured.
    pub color: Color,
    /// The cells of a line. Only paths, ids and words that are longer make a longer one.
    pub width: usize,
    /// How findings are brought together.
    pub grouping: GroupBy,
    /// How many findings are printed, or causes where they stand for their findings; none for all. All are counted.
    pub most_findings: Option<usize>,
    /// How much is said beside them.
    pub verbosity: Verbosity,
}

impl Display {
    /// The least cells that anything can be laid out in.
    pub const LEAST_WIDTH: usize = 40;

    /// With lines of so many cells, [40](Self::LEAST_WIDTH) at least.
    #[must_use]
    pub fn of_width(self, width: usize) -> Self {
        Self { width: width.max(Self::LEAST_WIDTH), ..self }
    }

    /// With findings brought together so.
    #[must_use]
    pub fn grouped(self, grouping: GroupBy) -> Self {
        Self { grouping, ..self }
    }

    /// With no more findings than these.
    #[must_use]
    pub fn at_most(self, most_findings: Option<usize>) -> Self {
        Self { most_findings, ..self }
    }

    /// With so much said beside them.
    #[must_use]
    pub fn saying(self, verbosity: Verbosity) -> Self {
        Self { verbosity, ..self }
    }
}

impl Default for Display {
    fn default() -> Self {
        Self {
            color: Color::default(),
            width: WIDTH,
            grouping: GroupBy::default(),
            most_findings: None,
            verbosity: Verbosity::default(),
        }
    }
}

impl From<Color> for Display {
    fn from(color: Color) -> Self {
        Self { color, ..Self::default() }
    }
}
