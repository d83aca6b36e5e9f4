//! The words of dates, read from the tables beside this file.
//!
//! A language is one table: to add a language, add a table and its line in [`TABLES`].
//! A line of a table is a role, its value, the forms that have it (`|` between them), and marks (`;` between them):
//! `weak` (also an ordinary word or name), `cap` (a month or weekday only with a capital),
//! `wrong=` (a misspelling of …), `in=` (the regions that use it).

mod month;
mod near;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::fold::fold;
pub use month::{MonthName, Region, month_from_word, month_name};

const TABLES: [(Language, &str); 6] = [
    (Language::Arabic, include_str!("tables/ar.tsv")),
    (Language::French, include_str!("tables/fr.tsv")),
    (Language::English, include_str!("tables/en.tsv")),
    (Language::Spanish, include_str!("tables/es.tsv")),
    (Language::Amazigh, include_str!("tables/zgh.tsv")),
    (Language::English, include_str!("tables/hijri_latin.tsv")),
];

/// A language that dates are read in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Language {
    /// Arabic, of every region.
    #[default]
    Arabic,
    /// French.
    French,
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// Amazigh, in Tifinagh or Latin letters.
    Amazigh,
}

/// What a word may do in a date: a set of bits, for many words do several things.
pub(crate) mod role {
    macro_rules! roles {
        ($($name:ident $word:literal),+ $(,)?) => {
            roles!(@ 0u64; $($name $word),+);
            pub(super) const BY_WORD: &[(&str, u64)] = &[$(($word, $name)),+];
        };
        (@ $index:expr; $name:ident $word:literal $(, $rest:ident $more:literal)*) => {
            pub(crate) const $name: u64 = 1 << ($index);
            roles!(@ $index + 1; $($rest $more),*);
        };
        (@ $index:expr;) => {};
    }
    roles! {
        MONTH "month", HIJRI "hijri", WEEKDAY "weekday", ORDINAL "ordinal", IDIOM "idiom",
        ORDINAL_ENDING "ordinal-ending", DAY_WORD "day-word", DAYS_WORD "days-word",
        MONTH_WORD "month-word", YEAR_WORD "year-word", AT "at", FROM "from", BETWEEN "between",
        OPEN "open", ONWARD "onward", TO "to", UNTIL "until", AND "and", OF "of", EQUALS "equals",
        PERIOD "period", ABOUT "about", PORTION "portion", RELATIVE "relative", OFFSET "offset",
        UNIT "unit", ERA "era", ANAPHOR "anaphor", HOUR "hour", SKIP "skip",
        RELATIVE_BEFORE "relative-before", AFTER_NUMBER "after-number",
        NUMERAL "numeral", SPAN "span", NAME_START "not-month-if-last", NAME_END "not-month-if-next",
        SEASON "season", PART_OF_YEAR "part-of-year", PART_MARK "part-mark", CENTURY "century",
        DECADE "decade", DECADE_WORD "decade-word", DECADE_ENDING "decade-ending", RANK "rank",
        FOLLOWING "following", BEFORE_CHRIST "before-christ",
        HARMLESS "harmless", TIME "time", OR "or", MAYBE "maybe", BEFORE "before", AFTER "after", BY "by", NOT_BEFORE "not-before",
        BESIDE "beside", EVE "eve", WEEK_OF "week-of", DURATION "duration",
        BOUND_BEHIND "bound-behind", ISO_TIME "iso-time", PLACE "place", NO_PLACE "no-place",
    }
}

pub(crate) mod mark {
    pub(crate) const WEAK: u8 = 1;
    pub(crate) const CAPITAL: u8 = 2;
}

/// What a stretch of years or of a year's months is told by.
pub(crate) const STRETCH: u64 = role::SEASON
    | role::PART_OF_YEAR
    | role::PART_MARK
    | role::CENTURY
    | role::DECADE
    | role::DECADE_WORD
    | role::DECADE_ENDING;

/// What stands before a date and changes it.
pub(crate) const CHANGES: u64 =
    role::BEFORE | role::AFTER | role::BY | role::NOT_BEFORE | role::BESIDE | role::EVE | role::WEEK_OF;

/// Day value of متم and سلخ: the last day of the month, whichever it is.
pub(crate) const LAST_DAY: u8 = 32;

/// One form and everything it may mean.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordEntry {
    pub(crate) roles: u64,
    pub(crate) language: Language,
    pub(crate) month: u8,
    pub(crate) hijri: u8,
    pub(crate) weekday: u8,
    pub(crate) ordinal: u8,
    /// 0 for a word any noun may follow (`le`), 1 for one that means the day or year, 2 for a dual.
    pub(crate) count: u8,
    pub(crate) portion: u8,
    pub(crate) relative: i8,
    pub(crate) offset: i8,
    pub(crate) numeral: u16,
    pub(crate) unit: u8,
    /// The n-th of its kind; [`LAST_DAY`] for the last.
    pub(crate) rank: u8,
    /// The EDTF code of a season (21–24), or the code before the first quarter (32) or half (39).
    pub(crate) code: u8,
    /// Of words that tell a week by a day: 0 it has it, 1 it starts with it, 2 it ends with it.
    pub(crate) week: u8,
    pub(crate) era: u8,
    pub(crate) month_marks: u8,
    pub(crate) weekday_marks: u8,
    pub(crate) regions: u8,
    pub(crate) form: &'static str,
    pub(crate) right_form: Option<&'static str>,
    phrases: Vec<Phrase>,
}

impl WordEntry {
    pub(crate) fn has(&self, roles: u64) -> bool {
        self.roles & roles != 0
    }
}

#[derive(Clone, Debug)]
struct Phrase {
    rest: Vec<PhrasePiece>,
    entry: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhrasePiece {
    Word(u16),
    Number(u32),
}

/// All tables, looked up by folded form.
pub(crate) struct Vocabulary {
    by_form: FxHashMap<Box<[u8]>, u16>,
    entries: Vec<WordEntry>,
    names: near::MonthForms,
}

impl Vocabulary {
    /// The tables of this crate, read once.
    pub(crate) fn shared() -> &'static Vocabulary {
        static SHARED: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::read_tables);
        &SHARED
    }

    /// The entry of a folded form; 0 (an entry without roles) for a word that is not in the tables.
    pub(crate) fn find(&self, folded: &[u8]) -> u16 {
        self.by_form.get(folded).copied().unwrap_or_default()
    }

    pub(crate) fn entry(&self, index: u16) -> &WordEntry {
        &self.entries[usize::from(index).min(self.entries.len() - 1)]
    }

    pub(crate) fn starts_phrases(&self, index: u16) -> bool {
        !self.entry(index).phrases.is_empty()
    }

    /// The longest phrase that starts with this word: its entry, and how many pieces follow the word.
    pub(crate) fn phrase(
        &self,
        first: u16,
        mut piece: impl FnMut(usize) -> Option<PhrasePiece>,
    ) -> Option<(u16, usize)> {
        self.entry(first)
            .phrases
            .iter()
            .find(|phrase| phrase.rest.iter().enumerate().all(|(at, wanted)| piece(at) == Some(*wanted)))
            .map(|phrase| (phrase.entry, phrase.rest.len()))
    }

    fn read_tables() -> Vocabulary {
        let mut vocabulary = Vocabulary {
            by_form: FxHashMap::default(),
            entries: vec![WordEntry::default()],
            names: near::MonthForms::default(),
        };
        for (language, table) in TABLES {
            for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
                vocabulary.add_line(language, line);
            }
        }
        for entry in &mut vocabulary.entries {
            entry.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        vocabulary.names = near::MonthForms::of(&vocabulary);
        vocabulary
    }

    fn add_line(&mut self, language: Language, line: &'static str) {
        let mut columns = line.split('\t');
        let role_word = columns.next().unwrap_or_default();
        let value = columns.next().unwrap_or_default();
        let forms = columns.next().unwrap_or_default();
        let marks = columns.next().unwrap_or_default();
        for form in forms.split('|') {
            if let Some(index) = self.intern_form(form, language) {
                let entry = &mut self.entries[usize::from(index)];
                add_meaning(entry, role_word, value);
                add_marks(entry, role_word, marks);
            }
        }
    }

    /// The entry of a form: a word's own, or a phrase's, hung on its first word.
    fn intern_form(&mut self, form: &'static str, language: Language) -> Option<u16> {
        let mut words = form.split(' ');
        let first = self.intern_word(words.next()?, language)?;
        let rest: Vec<PhrasePiece> = words
            .filter_map(|word| match word.parse() {
                Ok(number) => Some(PhrasePiece::Number(number)),
                Err(_) => self.intern_word(word, language).map(PhrasePiece::Word),
            })
            .collect();
        if rest.is_empty() {
            return Some(first);
        }
        let known = self.entry(first).phrases.iter().find(|phrase| phrase.rest == rest);
        if let Some(phrase) = known {
            return Some(phrase.entry);
        }
        let entry = self.push_entry(form, language)?;
        self.entries[usize::from(first)].phrases.push(Phrase { rest, entry });
        Some(entry)
    }

    fn intern_word(&mut self, word: &'static str, language: Language) -> Option<u16> {
        let folded = fold(word);
        let key = folded.bytes()?;
        if let Some(index) = self.by_form.get(key) {
            return Some(*index);
        }
        let index = self.push_entry(word, language)?;
        self.by_form.insert(key.into(), index);
        Some(index)
    }

    fn push_entry(&mut self, form: &'static str, language: Language) -> Option<u16> {
        let index = u16::try_from(self.entries.len()).ok()?;
        self.entries.push(WordEntry { form, language, ..WordEntry::default() });
        Some(index)
    }
}

fn add_meaning(entry: &mut WordEntry, role_word: &str, value: &str) {
    let Some((_, role)) = role::BY_WORD.iter().find(|(word, _)| *word == role_word) else {
        return;
    };
    entry.roles |= role;
    let number: i8 = value.parse().unwrap_or_default();
    let small = number.unsigned_abs();
    let rank = |names: [&str; 3]| names.iter().position(|name| *name == value).map_or(0, |at| at as u8);
    match *role {
        role::MONTH => entry.month = small,
        role::HIJRI => entry.hijri = small,
        role::WEEKDAY => entry.weekday = small,
        role::ORDINAL => entry.ordinal = if value == "last" { LAST_DAY } else { small },
        role::DAY_WORD | role::DAYS_WORD | role::MONTH_WORD | role::YEAR_WORD => {
            entry.count = entry.count.max(small)
        }
        role::PORTION => entry.portion = rank(["beginning", "middle", "end"]),
        role::RELATIVE | role::RELATIVE_BEFORE => {
            entry.relative = match value {
                "last" => -1,
                "next" => 1,
                _ => 0,
            }
        }
        role::OFFSET | role::BESIDE => entry.offset = number,
        role::WEEK_OF => entry.week = rank(["of", "from", "to"]),
        role::NUMERAL => entry.numeral = value.parse().unwrap_or_default(),
        role::SEASON => entry.code = small,
        role::PART_OF_YEAR | role::PART_MARK => entry.code = if value == "half" { 39 } else { 32 },
        role::RANK => entry.rank = if value == "last" { LAST_DAY } else { small },
        role::DECADE => entry.numeral = small.into(),
        role::ANAPHOR => entry.unit = if value == "year" { 2 } else { 1 },
        role::UNIT => entry.unit = rank(["week", "month", "year"]),
        role::ERA => entry.era = rank(["gregorian", "hijri", ""]),
        _ => {}
    }
}

fn add_marks(entry: &mut WordEntry, role_word: &str, marks: &'static str) {
    for mark in marks.split(';') {
        let bit = match mark {
            "weak" => mark::WEAK,
            "cap" => mark::CAPITAL,
            _ => 0,
        };
        if role_word == "weekday" {
            entry.weekday_marks |= bit;
        } else {
            entry.month_marks |= bit;
        }
        if let Some(right) = mark.strip_prefix("wrong=") {
            entry.right_form = Some(right);
        }
        if let Some(regions) = mark.strip_prefix("in=") {
            for (region, name) in Region::ALL {
                if regions.split(',').any(|listed| listed == name) {
                    entry.regions |= region.bit();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_table_has_a_known_role_and_forms() {
        for (language, table) in TABLES {
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                let columns: Vec<&str> = line.split('\t').collect();
                let is_role = role::BY_WORD.iter().any(|(word, _)| Some(word) == columns.first());
                assert!(is_role, "{language:?}: {line}");
                let forms = columns.get(2).copied().unwrap_or_default();
                assert!(!forms.is_empty() && forms.split('|').all(|form| !form.trim().is_empty()), "{line}");
            }
        }
    }

    #[test]
    fn a_form_has_one_month_and_one_weekday() {
        let mut known: FxHashMap<(&str, Box<[u8]>), &str> = FxHashMap::default();
        for (_, table) in TABLES {
            for line in table.lines() {
                let columns: Vec<&str> = line.split('\t').collect();
                let [role @ ("month" | "weekday"), value, forms, ..] = columns.as_slice() else {
                    continue;
                };
                for form in forms.split('|').filter(|form| !form.contains(' ')) {
                    let key = fold(form).bytes().map(Box::from).unwrap_or_default();
                    let first = *known.entry((role, key)).or_insert(value);
                    assert_eq!(first, *value, "{form}");
                }
            }
        }
    }
}
