//! What a rule says, in places.

use crate::rule::{Rule, RuleId};
use crate::words::{Edit, Fix, Message, Place};

/// What a rule says, in places. `locate` makes a diagnostic of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that says it.
    pub rule: RuleId,
    /// The defect as a sentence, where the rule's own title is too general.
    pub title: Option<Message>,
    /// What was found.
    pub label: Message,
    /// Where.
    pub place: Place,
    /// The key of the member that the object there lacks, where that is what is said: it tells two such findings of
    /// one object apart.
    pub missing: Option<String>,
    /// Other places that belong to it, nearest first, each with what it has to do with it.
    pub related: Vec<(Place, Message)>,
    /// What else is known.
    pub notes: Vec<Message>,
    /// Ways out that no edit can make.
    pub help: Vec<Message>,
    /// Ways out as edits, best first.
    pub fixes: Vec<Fix>,
}

/// Where a rule's findings go.
#[derive(Debug)]
pub struct Findings<'s> {
    rule: &'s Rule,
    found: &'s mut Vec<Finding>,
    not_judged: Vec<Message>,
    unchecked: Vec<Unchecked>,
}

/// What a rule of records left unchecked in one, and why. It is told once for all records, with their number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Unchecked {
    /// In the plural: "days that are told from a publication".
    pub what: Message,
    pub why: Message,
}

impl<'s> Findings<'s> {
    /// A sink for one rule's findings.
    pub fn new(rule: &'s Rule, found: &'s mut Vec<Finding>) -> Self {
        Self { rule, found, not_judged: Vec::new(), unchecked: Vec::new() }
    }

    /// Says something about a place. What it returns takes the rest: `.related(…)`, `.help(…)`, `.fix(…)`.
    pub fn at(&mut self, place: impl Into<Place>, label: impl Into<Message>) -> &mut Finding {
        self.found.push(Finding::new(self.rule, place, label));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Says one thing about several places: at the first, with the next few beside it. A defect that runs
    /// through a whole text is one thing to know. Nothing is said without a place.
    pub fn at_each(
        &mut self,
        places: impl IntoIterator<Item = Place>,
        label: impl Into<Message>,
    ) -> Option<&mut Finding> {
        const MOST_SHOWN: usize = 4;

        let mut places = places.into_iter();
        let first = places.next()?;
        let finding = self.at(first, label);
        finding
            .related
            .extend(places.by_ref().take(MOST_SHOWN).map(|place| (place, Message::from("here too"))));
        match places.count() {
            0 => {}
            1 => finding.notes.push(Message::from("and in one more place of this text")),
            more => finding.notes.push(crate::message!("and in {more} more places of this text", more)),
        }
        Some(finding)
    }

    /// Says why the rule could not judge what it was given: a [fault](crate::report::Fault) that names the rule and
    /// the record. What a schema already says is none, nor is a field that is left out.
    ///
    /// ```
    /// use tadqiq::{Context, Findings, Record, Role};
    /// fn check(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    ///     for text in record.values(Role::Text).filter(|text| text.text().len() > 1 << 20) {
    ///         findings.not_judged(tadqiq::message!("{field} is too long for its word list", field: text.role().name()));
    ///     }
    /// }
    /// # let _ = check;
    /// ```
    pub fn not_judged(&mut self, why: impl Into<Message>) {
        self.not_judged.push(why.into());
    }

    /// Says what of a record is left unchecked on purpose, and why; what it is, in the plural.
    pub(crate) fn leave_unchecked(&mut self, what: impl Into<Message>, why: impl Into<Message>) {
        self.unchecked.push(Unchecked { what: what.into(), why: why.into() });
    }

    /// What was left unchecked so far.
    pub(crate) fn take_unchecked(&mut self) -> Vec<Unchecked> {
        std::mem::take(&mut self.unchecked)
    }

    /// Why the rule could not judge, as often as it said so.
    pub fn into_not_judged(self) -> Vec<Message> {
        self.not_judged
    }
}

impl Finding {
    /// A finding of a rule.
    pub fn new(rule: impl Into<RuleId>, place: impl Into<Place>, label: impl Into<Message>) -> Self {
        Self {
            rule: rule.into(),
            title: None,
            label: label.into(),
            place: place.into(),
            missing: None,
            related: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Every place that it names: its own, the related ones, those of its edits.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Place> {
        let edits = self.fixes.iter().flat_map(|fix| &fix.edits).map(Edit::place);
        let related = self.related.iter().map(|(place, _)| place);
        std::iter::once(&self.place).chain(related).chain(edits)
    }

    /// The same, to change.
    pub(crate) fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits).map(Edit::place_mut);
        let related = self.related.iter_mut().map(|(place, _)| place);
        std::iter::once(&mut self.place).chain(related).chain(edits)
    }

    /// Says the defect in a sentence of its own instead of the rule's title.
    pub fn title(&mut self, title: impl Into<Message>) -> &mut Self {
        self.title = Some(title.into());
        self
    }

    /// Says which member the object that it points at lacks.
    pub fn missing(&mut self, key: impl Into<String>) -> &mut Self {
        self.missing = Some(key.into());
        self
    }

    /// Shows another place.
    pub fn related(&mut self, place: impl Into<Place>, label: impl Into<Message>) -> &mut Self {
        self.related.push((place.into(), label.into()));
        self
    }

    /// Says what else is known.
    pub fn note(&mut self, note: impl Into<Message>) -> &mut Self {
        self.notes.push(note.into());
        self
    }

    /// Says a way out that no edit can make.
    pub fn help(&mut self, help: impl Into<Message>) -> &mut Self {
        self.help.push(help.into());
        self
    }

    /// Offers a way out as edits; the first is the best.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fixes.push(fix);
        self
    }
}
