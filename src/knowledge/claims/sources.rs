//! What the sources of a record say, and what they are asked.

use super::people::names_a_counterpart;
use super::scope::{Elsewhere, Scope};
use super::sentences::Sentences;
use super::{ClaimJudgement, ClaimVerdict, Words};
use crate::knowledge::citations::Citation;
use crate::knowledge::languages::primary;
use crate::knowledge::sentences::Person;
use crate::record::registry::{Entry, EntryKind};
use crate::record::{Context, Participant, Record, Value};
use crate::text::character::main_script;
use crate::words::{Message, Role};

/// The languages whose words for offices, countries and days are known.
const READ: [&str; 4] = ["ar", "en", "es", "fr"];

/// What the sources of a record say.
pub struct Sources<'r, 'e> {
    pub scope: Scope<'e>,
    pub sentences: Sentences<'e>,
    pub participants: Vec<Participant<'r>>,
    pub evidence: &'e [Citation<'r, 'e>],
}

impl<'r, 'e> Sources<'r, 'e> {
    /// What they say; none where the text of one is not known: it may say the rest.
    pub fn of(record: &Record<'r>, evidence: &'e [Citation<'r, 'e>], context: &Context) -> Option<Self> {
        let scope = Scope::of(record, evidence, context)?;
        let participants: Vec<Participant<'r>> = record.participants().collect();
        let people: Vec<Person> =
            participants.iter().map(|participant| person_of(participant, context)).collect();
        let sentences = Sentences::of(evidence, &people, participants.iter().filter_map(surname_of));
        Some(Self { scope, sentences, participants, evidence })
    }

    /// Whether words stand anywhere in them, be it inside of others.
    pub fn say(&self, words: &str) -> bool {
        self.evidence.iter().any(|evidence| evidence.text.is_some_and(|text| text.contains(words)))
    }

    /// Whether a source is written in the script of these words: only then can they be missed in it.
    pub fn are_in_script_of(&self, words: &str) -> bool {
        const ENOUGH_TO_TELL: usize = 2000;
        let script = main_script(words);
        script.is_some()
            && self.evidence.iter().any(|evidence| match evidence.quote {
                Some(quote) => main_script(&quote.text()) == script,
                None => evidence.text.is_some_and(|text| {
                    let beginning: String = text.text().chars().take(ENOUGH_TO_TELL).collect();
                    main_script(&beginning) == script
                }),
            })
    }

    /// Whether one is in a language whose words are not known: what it says in them cannot be missed.
    pub fn has_one_that_is_not_read(&self) -> bool {
        self.evidence.iter().any(is_not_read)
    }

    /// What carries a claim: its own words where the passage has them, else these.
    pub fn carried(&self, claimed: &str, by: Option<&Words<'e>>) -> ClaimJudgement {
        let quoted: Vec<Words<'e>> = self.mentions(claimed, |evidence| evidence.quote.is_some());
        if let Some(words) = quoted.iter().find(|words| self.scope.has_in_a_passage(words)) {
            return ClaimJudgement::carried(ClaimVerdict::Verbatim, words);
        }
        if let Some(words) = by.filter(|words| self.scope.has_in_a_passage(words)) {
            return ClaimJudgement::carried(ClaimVerdict::InOtherWords, words);
        }
        let Some(words) = quoted.first().or(by) else {
            return match self.mentions(claimed, |_| true).first() {
                Some(words) => ClaimJudgement::carried(ClaimVerdict::InAnotherSource, words),
                None => ClaimJudgement::not_checked("what stands for it goes without saying"),
            };
        };
        ClaimJudgement::carried(
            if self.is_quoted(words) { ClaimVerdict::Elsewhere } else { ClaimVerdict::InAnotherSource },
            words,
        )
    }

    /// The same of a claim that these words have to carry: they do in its own words, or in others.
    pub fn carried_by(&self, claimed: &str, by: &Words<'e>) -> ClaimJudgement {
        let is_within = |words: &Words<'e>| {
            std::ptr::eq(words.text, by.text)
                && words.bytes.start < by.bytes.end
                && by.bytes.start < words.bytes.end
        };
        let own = self.mentions(claimed, |_| true).into_iter().find(is_within);
        // Said of the other, it is said of the counterpart in other words.
        if own.is_none() && !names_a_counterpart(by.written()) {
            return self.carried(claimed, Some(by));
        }
        let is_verbatim = own.is_some();
        let words = own.unwrap_or_else(|| by.clone());
        let verdict = match (self.scope.has_in_a_passage(by), is_verbatim) {
            (true, true) => ClaimVerdict::Verbatim,
            (true, false) => ClaimVerdict::InOtherWords,
            (false, _) if self.is_quoted(by) => ClaimVerdict::Elsewhere,
            (false, _) => ClaimVerdict::InAnotherSource,
        };
        ClaimJudgement::carried(verdict, &words)
    }

    /// What the passage says in words that nobody can point at one by one.
    pub fn worded_otherwise(&self, claimed: &str) -> ClaimJudgement {
        match self.carried(claimed, None) {
            open if open.verdict == ClaimVerdict::NotChecked => self.said_in_part(),
            judged => judged,
        }
    }

    /// What a source that is quoted says some words of.
    pub fn said_in_part(&self) -> ClaimJudgement {
        match self.evidence.iter().find_map(Citation::place_of_words) {
            Some(place) => ClaimJudgement {
                verdict: ClaimVerdict::InOtherWords,
                why: "the source says some of its words".into(),
                words: vec![(place, "the passage it cites".into())],
            },
            None => ClaimJudgement::not_checked("nothing is quoted"),
        }
    }

    /// No source carries it: the words that were looked at, else the passage.
    pub fn wrong(
        &self,
        verdict: ClaimVerdict,
        why: Message,
        words: Option<(&Words<'_>, Message)>,
        elsewhere: Option<&Elsewhere<'_>>,
    ) -> ClaimJudgement {
        let looked_at = words.map(|(words, what)| (words.place(), what));
        let passage = || {
            let place = self.evidence.iter().find_map(Citation::place_of_words);
            place.map(|place| (place, "the passage it cites".into()))
        };
        let mut words: Vec<_> = looked_at.or_else(passage).into_iter().collect();
        words.extend(
            elsewhere.map(|place| (place.text.place(&place.bytes), "where another day is told of".into())),
        );
        ClaimJudgement { verdict, why, words }
    }

    /// Whether words are of a source that is quoted; of several citations of one source, one is enough.
    fn is_quoted(&self, words: &Words<'_>) -> bool {
        let of_it =
            |evidence: &&Citation<'r, 'e>| evidence.text.is_some_and(|text| std::ptr::eq(text, words.text));
        self.evidence.iter().filter(of_it).any(|evidence| evidence.quote.is_some())
    }

    fn mentions(&self, claimed: &str, of: impl Fn(&Citation<'r, 'e>) -> bool) -> Vec<Words<'e>> {
        let texts = self.evidence.iter().filter(|evidence| of(evidence)).filter_map(|evidence| evidence.text);
        texts
            .flat_map(|text| text.mentions(claimed).into_iter().map(move |bytes| Words { text, bytes }))
            .collect()
    }
}

/// Whether a source is in a language whose words are not known.
pub fn is_not_read(citation: &Citation<'_, '_>) -> bool {
    let language = citation.source.and_then(|source| source.value(Role::Language));
    language.is_some_and(|language| !READ.contains(&primary(&language.text).as_str()))
}

/// The names a participant goes by: as written, and as registered.
pub fn spellings(name: &Value<'_>, entries: &[&Entry]) -> Vec<String> {
    let registered = entries.iter().flat_map(|entry| entry.names()).map(str::to_owned);
    std::iter::once(name.text().into_owned()).chain(registered).collect()
}

pub fn last_word(name: &str) -> &str {
    let last = name.split_whitespace().next_back().unwrap_or(name);
    if last.chars().count() >= 3 { last } else { name }
}

/// The names a participant goes by, to be looked for in sentences.
fn person_of(participant: &Participant<'_>, context: &Context) -> Person {
    let references = participant.group().values(Role::Reference);
    let people = references.filter(|reference| context.kind(reference) == Some(EntryKind::Person));
    let entries: Vec<&Entry> = people.filter_map(|reference| context.entry(&reference)).collect();
    let names = participant.person().map(|name| spellings(&name, &entries)).unwrap_or_default();
    Person::new(names.iter().map(String::as_str))
}

fn surname_of(participant: &Participant<'_>) -> Option<String> {
    Some(last_word(&participant.person()?.text()).to_owned())
}
