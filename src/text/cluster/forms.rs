//! The forms of a dataset, each read once.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::super::character::Script;
use super::super::comparison::{Apart, Shared};
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
    /// Its countries and languages, in ascending order, each once.
    pub(super) lies_in: Vec<Companion<'a>>,
    /// The loose key.
    pub(super) loose: Box<str>,
    /// As [`Name::letters`].
    pub(super) letters: usize,
    /// A hash of the numbers in it.
    pub(super) numbers: u64,
    pub(super) script: Option<Script>,
    pub(super) has_initial: bool,
    pub(super) is_name: bool,
    pub(super) is_one_word: bool,
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
            lies_in: lies_in(same),
            letters: name.letters(),
            numbers: FxBuildHasher.hash_one(&name.numbers),
            script: name.script,
            has_initial: !name.initials.is_empty(),
            is_name: name.is_name,
            is_one_word: name.words.len() == 1,
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
        && only.companions.iter().all(|companion| companion.shared.is_evidence())
    {
        return Cow::Borrowed(only.companions);
    }
    Cow::Owned(sorted(same, Shared::is_evidence))
}

/// The countries and languages of forms of one text.
fn lies_in<'a>(same: &[&NameForm<'a>]) -> Vec<Companion<'a>> {
    sorted(same, |shared| !shared.is_evidence())
}

fn sorted<'a>(same: &[&NameForm<'a>], wanted: impl Fn(Shared) -> bool) -> Vec<Companion<'a>> {
    let all = same.iter().flat_map(|form| form.companions).copied();
    let mut companions: Vec<Companion<'a>> = all.filter(|companion| wanted(companion.shared)).collect();
    companions.sort_unstable();
    companions.dedup();
    companions
}

/// What two forms have on either side and never in common.
pub(super) fn apart(a: &[Companion<'_>], b: &[Companion<'_>]) -> Option<Apart> {
    let differ = |kind: Shared| {
        let of = |companions: &[Companion<'_>]| companions.iter().any(|companion| companion.shared == kind);
        let common = a.iter().any(|companion| companion.shared == kind && b.binary_search(companion).is_ok());
        of(a) && of(b) && !common
    };
    let kinds = [(Shared::Country, Apart::Country), (Shared::Language, Apart::Language)];
    kinds.into_iter().find_map(|(shared, apart)| differ(shared).then_some(apart))
}

/// What two forms have in common, each kind once.
pub(super) fn shared(a: &Read<'_>, b: &Read<'_>) -> Vec<Shared> {
    let mut shared = shared_of(&a.companions, &b.companions);
    shared.extend(shared_of(&a.lies_in, &b.lies_in));
    shared
}

fn shared_of(a: &[Companion<'_>], b: &[Companion<'_>]) -> Vec<Shared> {
    let (fewer, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut shared: Vec<Shared> = fewer
        .iter()
        .filter(|context| more.binary_search(context).is_ok())
        .map(|context| context.shared)
        .collect();
    shared.dedup();
    shared
}
