//! A file's part as it is written: without the numbers that files, texts and rules have in a run.

use serde::{Deserialize, Serialize};

use crate::project::inventory::JudgedBeside;
use crate::project::memory::{Chunk, JudgedFile};
use crate::project::{Inventory, UncheckedPattern};
use crate::record::{Facts, RecordIds};
use crate::rule::{Finding, Unchecked};
use crate::text::character::show;
use crate::words::message::KeptMessage;
use crate::words::{At, Edit, Fix, Message, MessagePiece, Place, Safety};

/// The number of the file itself; those of registries follow, in their order.
const ITSELF: u32 = 0;

/// What a file gave; its facts are borrowed when they are written.
#[derive(Serialize, Deserialize)]
struct KeptFile<F> {
    findings: Vec<KeptFinding>,
    /// By the name of the rule that keeps them.
    facts: Vec<(String, F)>,
    chunks: Vec<Chunk>,
    records: u64,
    judged: u64,
    ids: RecordIds,
    unchecked: Vec<String>,
    left_unchecked: Vec<(KeptMessage, KeptMessage, u64)>,
}

#[derive(Serialize, Deserialize)]
struct KeptFinding {
    rule: String,
    title: Option<KeptMessage>,
    label: KeptMessage,
    place: Place,
    missing: Option<String>,
    related: Vec<(Place, KeptMessage)>,
    notes: Vec<KeptMessage>,
    help: Vec<KeptMessage>,
    fixes: Vec<(KeptMessage, Safety, Vec<Edit>)>,
}

/// The file that an entry is of, in this run.
#[derive(Clone, Copy)]
pub struct Owner<'i> {
    pub inventory: &'i Inventory,
    /// Its number.
    pub number: u32,
    /// Its length in bytes.
    pub length: u64,
}

/// What a file gave, as bytes; none where it cannot be known again.
pub fn write(owner: Owner<'_>, file: &JudgedFile) -> Option<Vec<u8>> {
    if !file.is_opened || !file.faults.is_empty() || !owner.is_sound(file) {
        return None;
    }
    let beside = owner.beside()?;
    let findings = file.findings.iter().map(|finding| {
        let mut finding = finding.clone();
        renumber(
            &mut finding,
            |file| owner.kept_number(file, beside),
            |text| text.checked_sub(beside.texts.start).filter(|_| beside.texts.contains(&text)),
        )?;
        Some(kept(&finding))
    });
    let rules = &owner.inventory.rules;
    let facts = file.facts.iter().map(|(rule, facts)| Some((rules.get(*rule)?.to_string(), facts)));
    let unchecked = file.unchecked.iter().map(|unchecked| {
        let is_restored = UncheckedPattern::past_the_bound(&unchecked.pattern) == *unchecked;
        is_restored.then(|| unchecked.pattern.clone())
    });
    let left = file.left_unchecked.iter();
    let kept = KeptFile {
        findings: findings.collect::<Option<_>>()?,
        facts: facts.collect::<Option<_>>()?,
        chunks: file.chunks.clone(),
        records: file.records,
        judged: file.judged,
        ids: file.ids.clone(),
        unchecked: unchecked.collect::<Option<_>>()?,
        left_unchecked: left
            .map(|(left, records)| (KeptMessage::of(&left.what), KeptMessage::of(&left.why), *records))
            .collect(),
    };
    postcard::to_stdvec(&kept).ok()
}

/// What a file gave, of the bytes that were kept; none where they do not hold together.
pub fn read(owner: Owner<'_>, bytes: &[u8]) -> Option<JudgedFile> {
    let (kept, rest) = postcard::take_from_bytes::<KeptFile<Facts>>(bytes).ok()?;
    let beside = owner.beside()?;
    let findings = kept.findings.into_iter().map(|kept| {
        let mut finding = restored(kept)?;
        renumber(
            &mut finding,
            |file| owner.number_in_run(file, beside),
            |text| {
                let text = text.checked_add(beside.texts.start)?;
                beside.texts.contains(&text).then_some(text)
            },
        )?;
        Some(finding)
    });
    let facts = kept.facts.into_iter().map(|(rule, facts)| {
        let rule = owner.inventory.rules.iter().position(|known| known.as_str() == rule)?;
        Some((rule, facts))
    });
    let left = kept.left_unchecked.into_iter().map(|(what, why, records)| {
        Some((Unchecked { what: what.message()?, why: why.message()? }, records))
    });
    let file = JudgedFile {
        findings: findings.collect::<Option<_>>()?,
        facts: facts.collect::<Option<_>>()?,
        faults: Vec::new(),
        chunks: kept.chunks,
        is_opened: true,
        records: kept.records,
        judged: kept.judged,
        ids: kept.ids,
        unchecked: kept.unchecked.iter().map(|pattern| UncheckedPattern::past_the_bound(pattern)).collect(),
        left_unchecked: left.collect::<Option<_>>()?,
    };
    (rest.is_empty() && owner.is_sound(&file)).then_some(file)
}

impl Owner<'_> {
    fn beside(&self) -> Option<&JudgedBeside> {
        self.inventory.beside.get(self.inventory.collection_of(self.number).config)
    }

    /// The number that a file has in entries of this one.
    fn kept_number(&self, file: u32, beside: &JudgedBeside) -> Option<u32> {
        if file == self.number {
            return Some(ITSELF);
        }
        let position = beside.files.iter().position(|known| *known == file)?;
        u32::try_from(position + 1).ok()
    }

    /// The number that a file of an entry has in the run.
    fn number_in_run(&self, kept: u32, beside: &JudgedBeside) -> Option<u32> {
        match kept.checked_sub(1) {
            None => Some(self.number),
            Some(position) => beside.files.get(position as usize).copied(),
        }
    }

    /// Whether all places lie where there is something, and our own words are words.
    fn is_sound(&self, file: &JudgedFile) -> bool {
        let (mut end, mut line, mut ordinal) = (0, 0, 0);
        let chunks_follow = file.chunks.iter().all(|chunk| {
            let follows = end <= chunk.start && line <= chunk.line && ordinal <= chunk.ordinal;
            (end, line, ordinal) = (chunk.end, chunk.line, chunk.ordinal);
            follows && chunk.start <= chunk.end && chunk.line > 0
        });
        let most = self.length.saturating_add(1);
        chunks_follow
            && end <= self.length
            && file.judged <= file.records
            && file.records <= most
            && file.findings.iter().all(|finding| self.has_places_of(finding))
            && file.findings.iter().flat_map(said).all(is_plain)
            && file.left_unchecked.keys().all(|left| is_plain(&left.what) && is_plain(&left.why))
            && file.facts.iter().all(|(_, facts)| facts.lie_within(self.length))
    }

    fn has_places_of(&self, finding: &Finding) -> bool {
        finding.places().all(|place| match place {
            Place::Record { record, at } if record.file == self.number => {
                record.start <= self.length && lies_within(at, self.length)
            }
            Place::Record { at, .. } => lies_within(at, u64::MAX),
            Place::File { file, bytes } if *file == self.number => is_range(bytes, self.length),
            Place::File { bytes, .. } => is_range(bytes, u64::MAX),
            Place::Text { text, bytes } => {
                let text = self.inventory.texts.get(*text as usize).map(|text| text.text());
                text.is_some_and(|text| text.get(bytes.start as usize..bytes.end as usize).is_some())
            }
        })
    }
}

fn lies_within(at: &At, length: u64) -> bool {
    match at {
        At::Bytes(bytes) => is_range(bytes, length),
        At::Characters(_, characters) => characters.start <= characters.end,
        At::Value(_) | At::Key(_) => true,
    }
}

fn is_range(bytes: &std::ops::Range<u64>, length: u64) -> bool {
    bytes.start <= bytes.end && bytes.end <= length
}

/// Whether the words of a message that pass for ours give no orders to a terminal: they are printed as they are.
fn is_plain(message: &Message) -> bool {
    message.pieces().iter().all(|piece| match piece {
        MessagePiece::Ours(ours) => show(ours) == *ours,
        MessagePiece::Data(_) => true,
    })
}

/// All that a finding says.
fn said(finding: &Finding) -> impl Iterator<Item = &Message> {
    let related = finding.related.iter().map(|(_, label)| label);
    let fixes = finding.fixes.iter().map(|fix| &fix.title);
    let others = finding.title.iter().chain(&finding.notes).chain(&finding.help);
    std::iter::once(&finding.label).chain(others).chain(related).chain(fixes)
}

/// Gives the places of a finding other numbers; none where one has none.
fn renumber(
    finding: &mut Finding,
    file: impl Fn(u32) -> Option<u32>,
    text: impl Fn(u32) -> Option<u32>,
) -> Option<()> {
    finding.places_mut().try_for_each(|place| {
        *place = place.renumbered(&file, &text)?;
        Some(())
    })
}

fn kept(finding: &Finding) -> KeptFinding {
    let all = |messages: &[Message]| messages.iter().map(KeptMessage::of).collect();
    let fixes = finding.fixes.iter();
    KeptFinding {
        rule: finding.rule.to_string(),
        title: finding.title.as_ref().map(KeptMessage::of),
        label: KeptMessage::of(&finding.label),
        place: finding.place.clone(),
        missing: finding.missing.clone(),
        related: finding
            .related
            .iter()
            .map(|(place, label)| (place.clone(), KeptMessage::of(label)))
            .collect(),
        notes: all(&finding.notes),
        help: all(&finding.help),
        fixes: fixes.map(|fix| (KeptMessage::of(&fix.title), fix.safety, fix.edits.clone())).collect(),
    }
}

fn restored(kept: KeptFinding) -> Option<Finding> {
    let all =
        |messages: Vec<KeptMessage>| messages.into_iter().map(KeptMessage::message).collect::<Option<_>>();
    let mut finding = Finding::new(kept.rule, kept.place, kept.label.message()?);
    finding.title = match kept.title {
        Some(title) => Some(title.message()?),
        None => None,
    };
    finding.missing = kept.missing;
    let related = kept.related.into_iter().map(|(place, label)| Some((place, label.message()?)));
    finding.related = related.collect::<Option<_>>()?;
    (finding.notes, finding.help) = (all(kept.notes)?, all(kept.help)?);
    let fixes = kept.fixes.into_iter();
    let fixes = fixes.map(|(title, safety, edits)| Some(Fix { title: title.message()?, safety, edits }));
    finding.fixes = fixes.collect::<Option<_>>()?;
    Some(finding)
}
