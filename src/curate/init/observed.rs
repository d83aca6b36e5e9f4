//! Values as they stand in records, counted: what a schema is inferred from.

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

use crate::notation::document::{Kind, Node};

/// Keys of one object that are told apart; the values of further ones are counted together.
const MOST_KEYS: usize = 200;
/// Objects and lists in one another that are looked into.
const DEEPEST: usize = 12;

/// What was seen at one place of the records.
#[derive(Debug, Default)]
pub struct ObservedValue {
    /// How often a value stood there.
    pub seen: u64,
    /// How often it was `null`.
    pub nulls: u64,
    /// How often it was `true` or `false`.
    pub booleans: u64,
    /// How often it was a whole number, as it is written.
    pub integers: u64,
    /// How often it was another number.
    pub fractions: u64,
    /// Whether a number was below nothing.
    pub has_negative: bool,
    /// How often it was an object.
    pub objects: u64,
    /// How often it was a list.
    pub lists: u64,
    /// Its texts; whole numbers beside them, as they are written.
    pub texts: ObservedTexts,
    /// What stood in its lists.
    pub elements: Option<Box<ObservedValue>>,
    /// What stood under keys beyond the bound.
    pub unlisted: Option<Box<ObservedValue>>,
    /// Whether it lies deeper than is looked.
    pub is_cut: bool,
    members: Vec<(String, ObservedValue)>,
    places: FxHashMap<String, usize>,
    further_keys: FxHashSet<u64>,
}

/// The texts that stood at one place.
#[derive(Debug, Default)]
pub struct ObservedTexts {
    /// How many there were.
    pub count: u64,
    /// How many held nothing, or white space.
    pub blank: u64,
    /// The different ones, each with how often it stood there, in the order in which they came: as many as are kept.
    pub distinct: Vec<(String, u64)>,
    /// The characters of the longest.
    pub longest: usize,
    places: FxHashMap<String, usize>,
    digests: FxHashSet<u64>,
}

impl ObservedValue {
    /// Counts a value in.
    pub fn add(&mut self, value: Node<'_>) {
        self.add_below(value, 0);
    }

    /// What stood under a key.
    pub fn member(&self, key: &str) -> Option<&ObservedValue> {
        self.places.get(key).and_then(|at| self.members.get(*at)).map(|(_, value)| value)
    }

    /// What stood under each key, in the order in which they came.
    pub fn members(&self) -> impl Iterator<Item = (&str, &ObservedValue)> {
        self.members.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// How many different keys there were.
    pub fn keys(&self) -> usize {
        self.members.len() + self.further_keys.len()
    }

    /// Whether it was a text whenever it was not `null`, at least once.
    pub fn is_text(&self) -> bool {
        self.texts_alone() > 0 && self.seen == self.nulls + self.texts_alone()
    }

    /// Whether it was a whole number whenever it was not `null`, at least once.
    pub fn is_integer(&self) -> bool {
        self.integers > 0 && self.seen == self.nulls + self.integers
    }

    /// Whether it was an object whenever it was not `null`, at least once.
    pub fn is_object(&self) -> bool {
        self.objects > 0 && self.seen == self.nulls + self.objects
    }

    /// Whether it was a list whenever it was not `null`, at least once.
    pub fn is_list(&self) -> bool {
        self.lists > 0 && self.seen == self.nulls + self.lists
    }

    /// How many of its values were texts.
    pub fn texts_alone(&self) -> u64 {
        self.texts.count - self.integers
    }

    /// Visits what stood at a pointer, in which `*` stands for the elements of a list and the keys of a map.
    pub fn visit(&self, pointer: &str, found: &mut dyn FnMut(&ObservedValue)) {
        let Some(rest) = pointer.strip_prefix('/') else { return found(self) };
        let (step, rest) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        if step == "*" {
            let elements = self.elements.iter().map(Box::as_ref);
            let members = self.members.iter().map(|(_, member)| member).filter(|_| self.elements.is_none());
            return elements.chain(members).for_each(|value| value.visit(rest, found));
        }
        let key = step.replace("~1", "/").replace("~0", "~");
        if let Some(member) = self.member(&key) {
            member.visit(rest, found);
        }
    }

    /// All that stood under its keys, as if they were one.
    pub fn all_members(&self) -> ObservedValue {
        let mut all = ObservedValue::default();
        for (_, member) in &self.members {
            all.merge(member);
        }
        if let Some(unlisted) = &self.unlisted {
            all.merge(unlisted);
        }
        all
    }

    /// Counts in what was seen elsewhere.
    pub fn merge(&mut self, other: &ObservedValue) {
        self.seen += other.seen;
        self.nulls += other.nulls;
        self.booleans += other.booleans;
        self.integers += other.integers;
        self.fractions += other.fractions;
        self.has_negative |= other.has_negative;
        self.objects += other.objects;
        self.lists += other.lists;
        self.is_cut |= other.is_cut;
        self.texts.merge(&other.texts);
        for (key, member) in &other.members {
            self.member_of(key).merge(member);
        }
        self.further_keys.extend(&other.further_keys);
        for (mine, theirs) in [(&mut self.elements, &other.elements), (&mut self.unlisted, &other.unlisted)] {
            if let Some(theirs) = theirs {
                mine.get_or_insert_default().merge(theirs);
            }
        }
    }

    fn add_below(&mut self, value: Node<'_>, depth: usize) {
        self.seen += 1;
        match value.kind() {
            Kind::Null => self.nulls += 1,
            Kind::Boolean => self.booleans += 1,
            Kind::Number => self.add_number(value),
            Kind::String => self.texts.add(&value.as_str().unwrap_or_default(), 1),
            Kind::Key => {}
            Kind::Array => {
                self.lists += 1;
                self.is_cut |= depth >= DEEPEST;
                if depth < DEEPEST {
                    let elements = self.elements.get_or_insert_default();
                    value.elements().for_each(|element| elements.add_below(element, depth + 1));
                }
            }
            Kind::Object => {
                self.objects += 1;
                self.is_cut |= depth >= DEEPEST;
                if depth < DEEPEST {
                    for (key, member) in value.members() {
                        let key = key.as_str().unwrap_or_default();
                        self.member_of(&key).add_below(member, depth + 1);
                    }
                }
            }
        }
    }

    fn add_number(&mut self, value: Node<'_>) {
        let written = value.number_text().unwrap_or_default();
        self.has_negative |= written.starts_with('-');
        match value.as_i64() {
            Some(_) => {
                self.integers += 1;
                self.texts.add(written, 1);
            }
            None => self.fractions += 1,
        }
    }

    fn member_of(&mut self, key: &str) -> &mut ObservedValue {
        let known = self.places.get(key).copied();
        if known.is_none() && self.members.len() >= MOST_KEYS {
            self.further_keys.insert(digest(key));
        } else if known.is_none() {
            self.places.insert(key.to_owned(), self.members.len());
            self.members.push((key.to_owned(), ObservedValue::default()));
        }
        match known.or(self.places.get(key).copied()).and_then(|at| self.members.get_mut(at)) {
            Some((_, member)) => member,
            None => self.unlisted.get_or_insert_default(),
        }
    }
}

impl ObservedTexts {
    /// Different texts that are kept.
    const MOST: usize = 2000;
    /// Different texts that are kept if they are short: ids, dates.
    const MOST_SHORT: usize = 50_000;
    /// Bytes of a short one.
    const SHORT: usize = 64;
    /// Bytes that are kept of one.
    const LONGEST: usize = 4000;

    /// Whether all different ones are kept.
    pub fn are_all_kept(&self) -> bool {
        self.digests.len() == self.distinct.len()
    }

    /// How many different ones there were.
    pub fn different(&self) -> usize {
        self.digests.len()
    }

    /// The different ones that say something.
    pub fn said(&self) -> impl Iterator<Item = &str> {
        self.distinct.iter().map(|(text, _)| text.as_str()).filter(|text| !text.trim().is_empty())
    }

    fn add(&mut self, text: &str, times: u64) {
        self.count += times;
        self.longest = self.longest.max(text.chars().count());
        if text.trim().is_empty() {
            self.blank += times;
        }
        self.digests.insert(digest(text));
        let kept = start_of(text, Self::LONGEST);
        if let Some(at) = self.places.get(kept) {
            if let Some((_, known)) = self.distinct.get_mut(*at) {
                *known += times;
            }
        } else if self.distinct.len() < if text.len() <= Self::SHORT { Self::MOST_SHORT } else { Self::MOST }
        {
            self.places.insert(kept.to_owned(), self.distinct.len());
            self.distinct.push((kept.to_owned(), times));
        }
    }

    /// Counts in those of another place.
    pub fn merge(&mut self, other: &ObservedTexts) {
        let (count, blank) = (self.count + other.count, self.blank + other.blank);
        other.distinct.iter().for_each(|(text, times)| self.add(text, *times));
        self.longest = self.longest.max(other.longest);
        self.digests.extend(&other.digests);
        (self.count, self.blank) = (count, blank);
    }
}

/// As many whole characters of a text as so many bytes hold.
fn start_of(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= bytes).last();
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

fn digest(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}
