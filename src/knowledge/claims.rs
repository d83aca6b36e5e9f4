//! What a record claims, each claim held to the words of its sources.
//!
//! One judgement for all who ask: `evidence/unsupported` reports what is [contradicted or not found](ClaimVerdict::is_wrong),
//! `evidence/paraphrase` what is said in other words, and `tadqiq evidence` tells all of it.

mod dates;
mod elsewhere;
pub(crate) mod kind;
mod people;
mod places;
pub(crate) mod quotations;
mod scope;
mod sentences;
mod sources;
pub(crate) mod status;
mod unchecked;

use std::ops::Range;

use sources::{Sources, is_not_read};
pub use unchecked::say_what_is_unchecked;

use crate::knowledge::citations::{Citation, citations};
use crate::message;
use crate::record::texts::SourceText;
use crate::record::{Context, Record, Value};
use crate::words::{Message, Place, Role};

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimKind {
    /// Who took part.
    Name,
    /// A participant's office.
    Office,
    /// A participant's country, or that of the place.
    Country,
    /// Where.
    Place,
    /// When.
    Date,
    /// What the source says.
    Quotation,
    /// Whether it was held.
    Status,
    /// Whether they met or called each other.
    MeetingKind,
}

/// What the sources say of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimVerdict {
    /// The passage says it so; what print leaves open aside.
    Verbatim,
    /// The passage says it in other words.
    InOtherWords,
    /// The source says it outside of the passage.
    Elsewhere,
    /// The source that is quoted does not say it, another one that the record cites does.
    InAnotherSource,
    /// No source says it.
    NotFound,
    /// A source says something else.
    Contradicted,
    /// Nobody can tell, and why is said.
    NotChecked,
}

/// A value of a record and what its sources say of it.
#[derive(Debug, Clone)]
pub struct JudgedClaim<'r> {
    pub kind: ClaimKind,
    pub value: Value<'r>,
    pub judged: ClaimJudgement,
}

/// What the sources say of a claim, and where.
#[derive(Debug, Clone)]
pub struct ClaimJudgement {
    pub verdict: ClaimVerdict,
    /// Why the words do not carry it; of what is not checked, why not; else what carries it.
    pub why: Message,
    /// The words that were looked at, the telling ones first, each with what it has to do with the claim.
    pub words: Vec<(Place, Message)>,
}

/// Words of a source.
#[derive(Debug, Clone)]
pub(crate) struct Words<'e> {
    pub text: &'e SourceText,
    pub bytes: Range<usize>,
}

impl ClaimKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Office,
        Self::Country,
        Self::Place,
        Self::Date,
        Self::Quotation,
        Self::Status,
        Self::MeetingKind,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Office => "office",
            Self::Country => "country",
            Self::Place => "place",
            Self::Date => "date",
            Self::Quotation => "quotation",
            Self::Status => "status",
            Self::MeetingKind => "kind of meeting",
        }
    }
}

impl ClaimVerdict {
    /// All of them, the best first.
    pub const ALL: [Self; 7] = [
        Self::Verbatim,
        Self::InOtherWords,
        Self::Elsewhere,
        Self::InAnotherSource,
        Self::NotFound,
        Self::Contradicted,
        Self::NotChecked,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::InOtherWords => "in other words",
            Self::Elsewhere => "elsewhere in the source",
            Self::InAnotherSource => "in another source",
            Self::NotFound => "not found",
            Self::Contradicted => "contradicted",
            Self::NotChecked => "not checked",
        }
    }

    /// Whether no source carries the claim.
    pub fn is_wrong(self) -> bool {
        matches!(self, Self::NotFound | Self::Contradicted)
    }
}

impl ClaimJudgement {
    /// Nobody can tell.
    fn not_checked(why: impl Into<Message>) -> Self {
        Self { verdict: ClaimVerdict::NotChecked, why: why.into(), words: Vec::new() }
    }

    /// No passage tells it plainly: why nobody can tell.
    fn left_open(evidence: &[Citation<'_, '_>]) -> Self {
        let why = if evidence.iter().all(|evidence| evidence.quote.is_none()) {
            "nothing is quoted"
        } else if evidence.iter().any(is_not_read) {
            "a source is in a language that is not read"
        } else {
            "the passage does not say it in words that are known"
        };
        Self::not_checked(why)
    }

    /// These words carry it.
    fn carried(verdict: ClaimVerdict, words: &Words<'_>) -> Self {
        let why = message!("the source says {words}", words: words.written().to_owned());
        Self { verdict, why, words: vec![(words.place(), "the words that carry it".into())] }
    }
}

impl Words<'_> {
    /// As they are written.
    pub fn written(&self) -> &str {
        self.text.slice(&self.bytes)
    }

    /// The same with the rest of a word whose beginning they are.
    fn with_the_rest_of_the_word(mut self) -> Self {
        let rest = self.text.text().get(self.bytes.end..).unwrap_or_default();
        let end = rest.find(|character: char| !character.is_alphanumeric()).unwrap_or(rest.len());
        self.bytes.end += end;
        self
    }

    /// Where they stand.
    pub fn place(&self) -> Place {
        self.text.place(&self.bytes)
    }
}

/// Every claim of a record, in the order of the kinds.
pub fn claims<'r>(record: &Record<'r>, context: &Context) -> Vec<JudgedClaim<'r>> {
    let mut claims = claims_of_what_is_said(record, context);
    let evidence = citations(record, context);
    claims.extend(evidence.iter().filter_map(quotations::judge));
    claims.extend(status::judge(record, &evidence));
    claims.extend(kind::judge(record, &evidence));
    claims.sort_by_key(|claim| claim.kind);
    claims
}

/// The claims that are held to the words of a quotation: who, of what office and country, where and when.
pub fn claims_of_what_is_said<'r>(record: &Record<'r>, context: &Context) -> Vec<JudgedClaim<'r>> {
    let evidence = citations(record, context);
    // Words that are not in the source, and a source that has no text, prove nothing.
    if evidence.iter().all(|evidence| evidence.quote.is_none()) {
        return unchecked(record, &"nothing is quoted".into());
    }
    let mut claims = judged_by_known_words(record, &evidence, context);
    leave_open_what_is_not_read(&mut claims, &evidence);
    claims
}

fn judged_by_known_words<'r>(
    record: &Record<'r>,
    evidence: &[Citation<'r, '_>],
    context: &Context,
) -> Vec<JudgedClaim<'r>> {
    let mut claims = dates::judge(record, evidence, context);
    let is_known = evidence.iter().all(|evidence| evidence.text.is_some());
    let Some(sources) = is_known.then(|| Sources::of(record, evidence, context)).flatten() else {
        let mut open = unchecked(record, &"the words of a source that is cited are not known".into());
        open.retain(|claim| claim.kind != ClaimKind::Date);
        claims.extend(open);
        return claims;
    };
    claims.extend(people::judge(&sources, context));
    claims.extend(places::judge(record, &sources));
    claims
}

/// What a source in a language that is not read says in its words cannot be missed in it, nor contradict.
fn leave_open_what_is_not_read(claims: &mut [JudgedClaim<'_>], evidence: &[Citation<'_, '_>]) {
    let is_quoted = |evidence: &&Citation<'_, '_>| evidence.quote.is_some();
    let is_unread = |verdict: ClaimVerdict| match verdict {
        ClaimVerdict::NotFound => evidence.iter().any(is_not_read),
        ClaimVerdict::Contradicted => evidence.iter().filter(is_quoted).any(is_not_read),
        _ => false,
    };
    for claim in claims {
        if is_unread(claim.judged.verdict) {
            claim.judged = ClaimJudgement::not_checked("a source is in a language that is not read");
        }
    }
}

/// The offices that no quoted source says, where another one that the record cites does.
pub fn in_another_source<'r>(record: &Record<'r>, context: &Context) -> Vec<JudgedClaim<'r>> {
    let evidence = citations(record, context);
    let (quoted, others): (Vec<_>, Vec<_>) = evidence.iter().partition(|evidence| evidence.quote.is_some());
    // Most records cite what they quote, and need not be judged for it.
    if quoted.is_empty() || others.is_empty() {
        return Vec::new();
    }
    let mut claims = claims_of_what_is_said(record, context);
    claims.retain(|claim| {
        claim.kind == ClaimKind::Office && claim.judged.verdict == ClaimVerdict::InAnotherSource
    });
    claims
}

/// The offices and places that a passage says in other words. Of a place that it writes in another script nobody would
/// look for the record's word there.
pub fn paraphrases<'r>(record: &Record<'r>, context: &Context) -> Vec<JudgedClaim<'r>> {
    if !may_be_in_other_words(record, context) {
        return Vec::new();
    }
    let evidence = citations(record, context);
    let quoted: Vec<&Citation<'_, '_>> =
        evidence.iter().filter(|evidence| evidence.quote.is_some()).collect();
    let mut claims = claims_of_what_is_said(record, context);
    claims.retain(|claim| {
        matches!(claim.kind, ClaimKind::Office | ClaimKind::Place)
            && claim.judged.verdict == ClaimVerdict::InOtherWords
            && elsewhere::are_in_script_of(&quoted, &claim.value.text())
    });
    claims
}

/// Whether a passage may say an office or a place in other words: most have all of them as they are written, and need
/// not be judged for it.
fn may_be_in_other_words(record: &Record<'_>, context: &Context) -> bool {
    let evidence = citations(record, context);
    // Of a source without a text nobody knows what it says.
    if evidence.iter().any(|evidence| evidence.text.is_none()) {
        return false;
    }
    let quoted = || evidence.iter().filter(|evidence| evidence.quote.is_some());
    let passages: Vec<Words<'_>> = quoted()
        .filter_map(|evidence| {
            let text = evidence.text?;
            Some(Words { text, bytes: text.sentence_around(&evidence.found().first()?.bytes) })
        })
        .collect();
    let is_said = |words: &str| {
        passages.iter().any(|passage| {
            let within =
                |bytes: &Range<usize>| passage.bytes.start <= bytes.start && bytes.end <= passage.bytes.end;
            passage.text.mentions(words).iter().any(within)
        })
    };
    let offices = record.participants().filter_map(|participant| participant.office());
    let places = record.groups(Role::Place).flat_map(|place| place.values(Role::PlaceName));
    offices.chain(places).any(|value| !is_said(&value.text()))
        || quoted()
            .filter_map(|evidence| evidence.quote)
            .any(|quote| people::names_a_counterpart(&quote.text()))
}

/// The claims of a record of which nobody can tell.
fn unchecked<'r>(record: &Record<'r>, why: &Message) -> Vec<JudgedClaim<'r>> {
    let of = |kind: ClaimKind, value: Value<'r>| JudgedClaim {
        kind,
        value,
        judged: ClaimJudgement::not_checked(why.clone()),
    };
    let mut claims = Vec::new();
    for participant in record.participants() {
        claims.extend(participant.person().map(|name| of(ClaimKind::Name, name)));
        claims.extend(participant.office().map(|office| of(ClaimKind::Office, office)));
        claims.extend(participant.country().map(|country| of(ClaimKind::Country, country)));
    }
    for place in record.groups(Role::Place) {
        claims.extend(place.values(Role::PlaceName).map(|name| of(ClaimKind::Place, name)));
        claims.extend(place.value(Role::Country).map(|country| of(ClaimKind::Country, country)));
    }
    claims.extend(record.values(Role::Date).map(|date| of(ClaimKind::Date, date)));
    claims
}
