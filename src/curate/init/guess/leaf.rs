//! One place that holds single values.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{GuessedMeaning, RoleGuess, Surroundings};
use crate::curate::init::contents::TextLooks;
use crate::curate::init::keys::{KeyReading, folded};
use crate::curate::init::observed::ObservedValue;
use crate::curate::init::table::rows;
use crate::words::Role;

/// A place that holds single values.
pub(super) struct Leaf<'l> {
    pub key: &'l str,
    pub reading: &'l KeyReading,
    pub value: &'l ObservedValue,
    /// The group or the registry that it lies in.
    pub place: &'static str,
    /// How many objects it lies in.
    pub depth: usize,
    pub around: &'l Surroundings<'l>,
}

/// Of a hundred values, so many have to be what they are taken for.
const SURE: u32 = 90;

impl Leaf<'_> {
    /// What the place means.
    pub fn guess(&self, looks: &TextLooks, is_in_list: bool) -> GuessedMeaning {
        let roles = self.reading.roles(self.place);
        let is_id = self.depth == 0 && roles.first() == Some(&Role::RecordId);
        if let Some(guess) = self.by_contents(looks).filter(|_| !is_id) {
            return GuessedMeaning::Role(guess);
        }
        let mut against = Vec::new();
        for role in &roles {
            match self.bears_out(*role, looks, is_in_list) {
                Ok(ground) => {
                    let mut guess = RoleGuess::new(*role, format!("key «{}», {ground}", self.key));
                    guess.is_named_outright = roles.len() == 1;
                    self.complete(&mut guess);
                    return GuessedMeaning::Role(guess);
                }
                Err(why) => against.push(format!("{}, but {why}", role.name())),
            }
        }
        if let Some(mut guess) = roles.iter().find_map(|role| self.mostly(*role, &roles, looks)) {
            self.complete(&mut guess);
            return GuessedMeaning::Role(guess);
        }
        if roles.is_empty()
            && let Some(guess) = self.by_contents_alone(looks)
        {
            return GuessedMeaning::Role(guess);
        }
        GuessedMeaning::Unknown(match (against.is_empty(), self.reading.has_unread) {
            (false, _) => format!("key «{}» may say {}", self.key, against.join("; or ")),
            (true, true) => format!("key «{}» is not known, and its values do not tell", self.key),
            (true, false) => format!("key «{}» has no role of ours", self.key),
        })
    }

    /// What values say by themselves, whatever the key is.
    fn by_contents(&self, looks: &TextLooks) -> Option<RoleGuess> {
        if !self.value.is_text() || looks.texts == 0 {
            return None;
        }
        if looks.has(looks.digests, SURE) {
            return Some(RoleGuess::new(Role::Digest, shares(looks.digests, looks, "are digests of a text")));
        }
        if looks.has(looks.addresses, SURE) {
            return Some(RoleGuess::new(
                Role::Url,
                shares(looks.addresses, looks, "are addresses on the web"),
            ));
        }
        if let Some(paths) = self.paths_found() {
            return Some(RoleGuess::new(Role::TextPath, paths));
        }
        self.reference()
    }

    /// What values say that stand under a key of which nothing is known.
    fn by_contents_alone(&self, looks: &TextLooks) -> Option<RoleGuess> {
        const FEWEST: u32 = 5;
        const MOSTLY: u32 = 60;

        if !self.value.is_text() || looks.texts < FEWEST || !self.reading.has_unread {
            return None;
        }
        let guess = |role: Role, count: u32, what: &str| {
            Some(RoleGuess::new(
                role,
                format!("key «{}» is not known; {}", self.key, shares(count, looks, what)),
            ))
        };
        if looks.has(looks.weekdays, SURE) {
            return guess(Role::Weekday, looks.weekdays, "are weekdays");
        }
        let in_texts = self.found_in_texts();
        if looks.has(looks.prose, MOSTLY) && looks.has(in_texts, 80) {
            return guess(Role::Quote, in_texts, "stand in a text that lies in the folder");
        }
        if looks.has(looks.dates, SURE) && looks.figures == 0 && self.depth == 0 && self.place == "any" {
            let role = if looks.has(looks.edtf, 100) { Role::Date } else { Role::DateText };
            // A date in normal form may be that of anything: of the entry, of a birth.
            return guess(role, looks.dates, "are read as dates").filter(|_| role == Role::DateText);
        }
        let is_varied = self.value.texts.different() as u64 * 2 >= self.value.texts.count;
        if looks.has(looks.prose, MOSTLY) && is_varied {
            return guess(Role::Text, looks.prose, "are prose");
        }
        None
    }

    /// Whether the values bear out a role that the key may say: what speaks for it, or against it.
    fn bears_out(&self, role: Role, looks: &TextLooks, is_in_list: bool) -> Result<String, String> {
        let is_text = self.value.is_text();
        match role {
            Role::RecordId => self.is_id(),
            Role::Unnamed => {
                let is_boolean =
                    self.value.booleans > 0 && self.value.booleans + self.value.nulls == self.value.seen;
                let fits = is_boolean && self.place == "participant";
                if fits {
                    Ok("true or false, of a participant".to_owned())
                } else {
                    Err("it is not true or false of a participant".to_owned())
                }
            }
            Role::OffsetStart | Role::OffsetEnd | Role::StatedCount => self.is_count(role),
            _ if !is_text => Err("its values are not texts".to_owned()),
            _ if looks.texts == 0 => Err("its values say nothing".to_owned()),
            Role::Date | Role::DateEnd | Role::TermStart | Role::TermEnd | Role::Published => {
                need(looks.edtf, SURE, looks, "are dates in normal form")
            }
            Role::DateText => {
                let is_stated = self.reading.says("stated");
                let (count, what) = if is_stated {
                    (looks.date_like, "are meant as dates")
                } else {
                    (looks.dates, "are read as dates")
                };
                need(count, SURE, looks, what)
            }
            Role::Weekday => need(looks.weekdays, SURE, looks, "are weekdays"),
            Role::HijriDate => need(looks.hijri, SURE, looks, "are Hijri dates"),
            Role::PersonName => self.is_person(looks),
            Role::OrganizationName => self.is_organization(looks),
            Role::PlaceName => {
                refuse(looks.prose, 25, looks, "are prose")?;
                refuse(looks.dates, 10, looks, "are dates")?;
                refuse(looks.addressed, 5, looks, "have a form of address")?;
                Ok(shares(looks.places, looks, "are places that are known"))
            }
            Role::Country if looks.has(looks.countries, SURE) && !looks.has(looks.country_codes, SURE) => {
                Err("its values are names of countries: the role takes codes (MA, ES, FR)".to_owned())
            }
            Role::Country => need(looks.country_codes, SURE, looks, "are codes of countries"),
            Role::Office => {
                let is_of_participant = self.place == "participant" && self.reading.says("role");
                let least = match self.reading.says("office") {
                    true => 40,
                    false => {
                        if is_of_participant {
                            50
                        } else {
                            70
                        }
                    }
                };
                refuse(looks.given_names, 30, looks, "have a given name in them")?;
                need(looks.offices, least, looks, "are read as offices")
            }
            Role::Side | Role::Status => {
                self.words_of_ours(role).map(|_| "all values are known words for it".to_owned())
            }
            Role::Language => need(looks.languages, SURE, looks, "are language tags"),
            Role::Text => {
                refuse(looks.dates, 50, looks, "are dates")?;
                need(looks.phrases, if is_in_list { 30 } else { 50 }, looks, "are several words")
            }
            Role::Note => Ok("its values are texts".to_owned()),
            Role::Quote => self.is_quote(looks),
            Role::Reference => self.is_reference_to_nothing_here(looks),
            Role::TextPath => Err("no such files lie beside the records".to_owned()),
            Role::CanonicalName | Role::OtherSpelling | Role::OtherEntity => {
                Ok(format!("in a list of {}", self.place))
            }
            _ => Err("its values do not tell".to_owned()),
        }
    }

    /// A role that the key says for sure, of which most values are what they should be. The rest is what the rules are
    /// for.
    fn mostly(&self, role: Role, roles: &[Role], looks: &TextLooks) -> Option<RoleGuess> {
        const MOSTLY: u32 = 50;
        const FEWEST: u32 = 5;
        const ODD: u32 = 25;

        if !self.value.is_text() || looks.texts < FEWEST {
            return None;
        }
        let is_outright = roles.len() == 1;
        let few = |count: u32| !looks.has(count, ODD);
        let (count, what) = match role {
            // As they are stated, dates may be in normal form too.
            Role::Date if roles.contains(&Role::DateText) && looks.dates > looks.edtf => return None,
            Role::Date | Role::DateEnd | Role::TermStart | Role::TermEnd | Role::Published => {
                (looks.edtf, "dates in normal form")
            }
            Role::DateText if self.reading.says("date") => (looks.dates, "read as dates"),
            Role::PersonName
                if is_outright
                    && (self.reading.says("person") || self.reading.says("name"))
                    && few(looks.countries)
                    && few(looks.bodies)
                    && looks.has(looks.given_names.max(looks.addressed), MOSTLY / 2) =>
            {
                (looks.people, "like a person's name")
            }
            Role::PlaceName
                if is_outright && few(looks.dates) && few(looks.prose) && few(looks.addressed) =>
            {
                (looks.places, "places that are known")
            }
            Role::Country if is_outright => (looks.country_codes, "codes of countries"),
            _ => return None,
        };
        if !looks.has(count, MOSTLY) {
            return None;
        }
        let odd = looks.texts.saturating_sub(count);
        let ground = format!(
            "key «{}», {} and {odd} are not: the rules will say which",
            self.key,
            shares(count, looks, &format!("are {what},"))
        );
        let mut guess = RoleGuess::new(role, ground);
        guess.is_named_outright = is_outright;
        Some(guess)
    }

    /// What the annotation says beside the role.
    fn complete(&self, guess: &mut RoleGuess) {
        const OF_PARTICIPANTS: [Role; 5] =
            [Role::PersonName, Role::OrganizationName, Role::Office, Role::Country, Role::Reference];

        if guess.role == Role::Reference && guess.to.is_none() {
            guess.to = Some("sources".to_owned());
        }
        if let Ok(values) = self.words_of_ours(guess.role) {
            guess.values = values;
        }
        if self.depth == 0 && self.place == "any" && OF_PARTICIPANTS.contains(&guess.role) {
            guess.participant = self.reading.part.clone();
        }
    }

    fn is_id(&self) -> Result<String, String> {
        let (value, records) = (self.value, self.around.records);
        if self.depth > 0 {
            return Err("it is not the record's own".to_owned());
        }
        if !value.is_text() && !value.is_integer() {
            return Err("its values are not texts or whole numbers".to_owned());
        }
        let said = value.texts.count - value.texts.blank;
        if said * 100 < records * 95 {
            return Err(format!("{said} of {records} records have it"));
        }
        let different = value.texts.different() as u64;
        if different * 100 < said * 95 {
            return Err(format!("{said} records have {different} different ones"));
        }
        Ok(format!("{different} different values in {records} records"))
    }

    fn is_count(&self, role: Role) -> Result<String, String> {
        let place = if role == Role::StatedCount { "sources" } else { "evidence" };
        match self.value.is_integer() && !self.value.has_negative && self.place == place {
            true => Ok(format!("whole numbers, in a place of {place}")),
            false => Err(format!("it is not a whole number in a place of {place}")),
        }
    }

    fn is_person(&self, looks: &TextLooks) -> Result<String, String> {
        // «name» alone may be that of anything.
        let is_sure = self.reading.says("person") || self.reading.part.is_some();
        refuse(looks.countries, 10, looks, "are countries")?;
        refuse(looks.bodies, if is_sure { 10 } else { 4 }, looks, "have a word that bodies are called by")?;
        // Those that stand most often count for more: a few odd cells are what is to be found.
        let is_usual = looks.people_in_thousand >= SURE * 10;
        let ground =
            need(looks.people, if is_usual { 70 } else { SURE }, looks, "look like a person's name")?;
        let least = if is_sure { 15 } else { 30 };
        need(looks.given_names.max(looks.addressed), least, looks, "have a given name or a form of address")?;
        Ok(ground)
    }

    fn is_organization(&self, looks: &TextLooks) -> Result<String, String> {
        let is_named = self.reading.says("organization");
        refuse(looks.countries, 10, looks, "are countries")?;
        refuse(looks.dates, 10, looks, "are dates")?;
        refuse(looks.prose, 60, looks, "are prose")?;
        if !is_named {
            refuse(looks.given_names, 10, looks, "have a given name in them")?;
            return need(looks.bodies, 80, looks, "have a word that bodies are called by");
        }
        if !looks.has(looks.bodies, 50) {
            refuse(looks.given_names, 30, looks, "have a given name in them")?;
        }
        // One value again and again may be anything: what somebody travels for, a group, a party.
        if looks.bodies == 0 && looks.texts < 5 {
            return Err(shares(looks.bodies, looks, "have a word that bodies are called by"));
        }
        Ok(shares(looks.bodies, looks, "have a word that bodies are called by"))
    }

    fn is_quote(&self, looks: &TextLooks) -> Result<String, String> {
        let found = self.found_in_texts();
        match (self.around.texts.is_empty(), found) {
            (true, _) => need(looks.phrases, 50, looks, "are several words"),
            (false, 0) => Err("none of its values stands in a text that lies in the folder".to_owned()),
            (false, _) => Ok(shares(found, looks, "stand in a text that lies in the folder")),
        }
    }

    fn found_in_texts(&self) -> u32 {
        const SHORTEST: usize = 12;

        if self.around.texts.is_empty() {
            return 0;
        }
        let settled = self.value.texts.said().map(settled);
        let is_found = |words: &String| {
            words.len() >= SHORTEST && self.around.texts.iter().any(|text| text.contains(words.as_str()))
        };
        u32::try_from(settled.filter(is_found).count()).unwrap_or(u32::MAX)
    }

    /// A source that the record names, where no file of sources lies in the folder.
    fn is_reference_to_nothing_here(&self, looks: &TextLooks) -> Result<String, String> {
        if !self.reading.says("source") {
            return Err("its values are no ids of another file".to_owned());
        }
        if self.around.others.iter().any(|(name, _)| name == "sources") {
            return Err("its values are no ids of the file of sources".to_owned());
        }
        let texts = &self.value.texts;
        refuse(looks.addresses, 10, looks, "are addresses on the web")?;
        let different = texts.different();
        Ok(format!("{different} different values; there is no file of sources here yet"))
    }

    /// The collection whose ids the values are.
    fn reference(&self) -> Option<RoleGuess> {
        let said: Vec<&str> = self.value.texts.said().collect();
        let best = self
            .around
            .others
            .iter()
            .map(|(name, ids)| (said.iter().filter(|text| ids.contains(**text)).count(), name));
        let (count, name) = best.rev().max_by_key(|(count, _)| *count)?;
        let are_numbers = said.iter().all(|text| text.chars().all(char::is_numeric));
        if count * 100 < said.len() * SURE as usize || count == 0 || are_numbers && count < 10 {
            return None;
        }
        let ground = format!("{count} of {} values are ids of {name}", said.len());
        let mut guess = RoleGuess::new(Role::Reference, format!("key «{}», {ground}", self.key));
        guess.to = Some(name.clone());
        self.complete(&mut guess);
        Some(guess)
    }

    fn paths_found(&self) -> Option<String> {
        const MOST: usize = 50;

        let said: Vec<&str> = self.value.texts.said().take(MOST).collect();
        if said.is_empty()
            || !said.iter().all(|text| {
                text.contains('.')
                    && !text.contains(char::is_whitespace)
                    && !text.starts_with('/')
                    && !text.contains("..")
            })
        {
            return None;
        }
        let is_there = |text: &&&str| self.around.folders.iter().any(|folder| folder.join(text).is_file());
        let found = said.iter().filter(is_there).count();
        (found * 100 >= said.len() * SURE as usize).then(|| {
            format!("key «{}», {found} of {} values are files beside the records", self.key, said.len())
        })
    }

    /// The values as words of ours for a side or a status; what is not known, else.
    fn words_of_ours(&self, role: Role) -> Result<BTreeMap<&'static str, Vec<String>>, String> {
        let mut values: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        if !matches!(role, Role::Side | Role::Status) || !self.value.is_text() {
            return Err("its values are not texts".to_owned());
        }
        for text in self.value.texts.said() {
            match WORDS_OF_OURS.get(&(role, folded(text))) {
                Some(ours) => values.entry(ours).or_default().push(text.to_owned()),
                None => return Err(format!("«{text}» is no known word for it")),
            }
        }
        // Our own words need not be said.
        let is_ours = values.iter().all(|(ours, theirs)| theirs.iter().all(|word| word == ours));
        Ok(if is_ours { BTreeMap::new() } else { values })
    }
}

/// White space as one space, so that a text that is broken in lines is found.
pub(in crate::curate::init) fn settled(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

static WORDS_OF_OURS: LazyLock<FxHashMap<(Role, String), &'static str>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for cells in rows(include_str!("../tables/values.tsv")) {
        let [role, ours, theirs @ ..] = &cells[..] else { continue };
        let Some(role) = Role::named(role) else { continue };
        words.extend(theirs.iter().map(|word| ((role, folded(word)), *ours)));
    }
    words
});

fn shares(count: u32, looks: &TextLooks, what: &str) -> String {
    format!("{count} of {} values {what}", looks.texts)
}

fn need(count: u32, percent: u32, looks: &TextLooks, what: &str) -> Result<String, String> {
    // One of a few says little.
    let is_all_but_one = looks.texts >= 5 && count + 1 >= looks.texts;
    match looks.has(count, percent) || is_all_but_one {
        true => Ok(shares(count, looks, what)),
        false => Err(format!("only {}", shares(count, looks, what))),
    }
}

/// Refuses what more than so many of a hundred values are.
fn refuse(count: u32, percent: u32, looks: &TextLooks, what: &str) -> Result<(), String> {
    match u64::from(count) * 100 > u64::from(looks.texts) * u64::from(percent) {
        true => Err(shares(count, looks, what)),
        false => Ok(()),
    }
}
