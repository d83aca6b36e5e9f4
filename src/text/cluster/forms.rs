//! The forms of a dataset, each read once.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::super::character::Script;
use super::super::decision::Shared;
use super::super::judgements::Judgements;
use super::super::known::Neighbours;
use super::super::name::Name;
use super::blocks::Blocks;
use super::{Companion, Dataset, NameForm, RegisteredName};

/// A form and what is asked of each. Forms are spoken of by their index.
pub(super) struct Read<'a> {
    pub(super) text: &'a str,
    pub(super) count: u64,
    pub(super) registered: Option<RegisteredName<'a>>,
    /// In ascending order, each once.
    pub(super) companions: Cow<'a, [Companion<'a>]>,
    /// The loose key.
    pub(super) loose: Box<str>,
    /// As [`Name::letters`].
    pub(super) letters: usize,
    /// A hash of the numbers in it.
    pub(super) numbers: u64,
    pub(super) script: Option<Script>,
    pub(super) has_initial: bool,
    pub(super) is_name: bool,
    /// Read again when it is compared: most names of a large dataset are like no other, and a name is
    /// a kilobyte.
    name: OnceCell<Box<Name>>,
}

impl Read<'_> {
    pub(super) fn name(&self) -> &Name {
        self.name.get_or_init(|| Box::new(Name::read(self.text)))
    }
}

/// Reads every name once; what is kept of each is what all are asked, and the blocks it lies in.
pub(super) fn read<'a>(forms: &[NameForm<'a>], judgements: &'a Judgements) -> (Dataset<'a>, Blocks) {
    let mut sorted: Vec<&NameForm<'a>> = forms.iter().collect();
    sorted.sort_by_key(|form| (form.text, form.registered.map(|entry| (entry.id, entry.canonical))));
    let mut blocks = Blocks::default();
    let mut neighbours = Neighbours::default();
    let forms =
        sorted.chunk_by(|a, b| a.text == b.text).filter_map(|same| same.first().map(|&first| (first, same)));
    let forms = forms.enumerate().map(|(index, (first, same))| {
        let name = Name::read(first.text);
        blocks.note(index, &name);
        neighbours.note(&name.words);
        Read {
            text: first.text,
            count: same.iter().fold(0, |sum, form| sum.saturating_add(form.count)),
            registered: same.iter().find_map(|form| form.registered),
            companions: companions(same),
            letters: name.letters(),
            numbers: FxBuildHasher.hash_one(&name.numbers),
            script: name.script,
            has_initial: !name.initials.is_empty(),
            is_name: name.is_name,
            loose: name.loose.into(),
            name: OnceCell::new(),
        }
    });
    let forms = forms.collect();
    (Dataset { forms, known: neighbours.known(), judgements }, blocks)
}

/// What forms of one text are named with, in ascending order, each once.
fn companions<'a>(same: &[&NameForm<'a>]) -> Cow<'a, [Companion<'a>]> {
    if let [only] = same
        && only.companions.is_sorted_by(|a, b| a < b)
    {
        return Cow::Borrowed(only.companions);
    }
    let mut companions: Vec<Companion<'a>> = same.iter().flat_map(|form| form.companions).copied().collect();
    companions.sort_unstable();
    companions.dedup();
    Cow::Owned(companions)
}

/// What two sorted lists of companions have in common, each kind once.
pub(super) fn shared(a: &[Companion<'_>], b: &[Companion<'_>]) -> Vec<Shared> {
    let (fewer, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut shared: Vec<Shared> = fewer
        .iter()
        .filter(|context| more.binary_search(context).is_ok())
        .map(|context| context.shared)
        .collect();
    shared.dedup();
    shared
}
