//! Which form of a name to write, and how a curator is told so.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::knowledge::blemishes::is_blemished;
use crate::knowledge::countries::countries_of_city;
use crate::message;
use crate::text::character::{Script, main_script};
use crate::text::cluster::{Cluster, ClusterForm};
use crate::text::difference::difference;
use crate::text::titles::split;
use crate::text::token::tidy;
use crate::words::phrase::number;
use crate::words::{Message, Role};

/// The cluster with the form to write that a curator would choose: where the registry has none, one that no other
/// rule finds fault with, then a city that everybody knows, then the most frequent, then the most careful, then the last in code point order (Port-of-Spain, not Port of Spain).
pub(crate) fn settled(mut cluster: Cluster, role: Role) -> Cluster {
    if cluster.entry.is_some() {
        return cluster;
    }
    let rank = |form: &ClusterForm| {
        let is_addressed = !address_of(&form.text).is_empty();
        // Last by the letters: a tie is settled alike whatever the order of the records.
        (
            is_addressed,
            is_blemished(&form.text, role),
            role == Role::PlaceName && countries_of_city(&form.text).is_empty(),
            Reverse((form.count, care(&form.text), form.text.clone())),
        )
    };
    let rivals = cluster.forms.iter().enumerate().filter(|(_, form)| form.proposed == cluster.proposed);
    let Some((best, _)) = rivals.min_by_key(|(_, form)| rank(form)).filter(|(best, _)| *best > 0) else {
        return cluster;
    };
    let written = tidy(&cluster.forms[best].text);
    let why_one = std::mem::take(&mut cluster.forms[best].reasons);
    cluster.forms[0].reasons = why_one;
    cluster.forms[..=best].rotate_right(1);
    for form in cluster.forms.iter_mut().filter(|form| form.proposed == cluster.proposed) {
        form.differences = difference(&form.text, &written);
        form.proposed.clone_from(&written);
    }
    cluster.proposed = written;
    cluster
}

/// A cluster by what stands before the names in it: `Dr. Rami Haddad` and `Rami Haddad` are one person, but a
/// form of address is no spelling. What is left alone is left out.
pub(crate) fn cut_by_address(cluster: &Cluster) -> Vec<Cluster> {
    let mut by_address: BTreeMap<String, Vec<ClusterForm>> = BTreeMap::new();
    for form in &cluster.forms {
        by_address.entry(address_of(&form.text)).or_default().push(form.clone());
    }
    let proposed = address_of(&cluster.proposed);
    let is_told = |address: &String| *address == proposed || cluster.entry.is_none();
    by_address
        .into_iter()
        .filter(|(address, forms)| forms.len() > 1 && is_told(address))
        .map(|(address, mut forms)| {
            propose_anew(&mut forms, &address);
            let of_first = forms.first().map(|form| form.proposed.clone()).unwrap_or_default();
            Cluster { forms, proposed: of_first, entry: cluster.entry.clone() }
        })
        .collect()
}

/// Has the forms whose proposal has another address written as the first of their script is.
fn propose_anew(forms: &mut [ClusterForm], address: &str) {
    let firsts: Vec<(Option<Script>, String)> =
        forms.iter().map(|form| (main_script(&form.text), tidy(&form.text))).collect();
    for form in forms.iter_mut().filter(|form| address_of(&form.proposed) != address) {
        let script = main_script(&form.text);
        let Some((_, first)) = firsts.iter().find(|(of_first, _)| *of_first == script) else { continue };
        form.differences = difference(&form.text, first);
        form.proposed.clone_from(first);
    }
}

/// What stands before a name and is no part of it, folded; empty for nothing.
fn address_of(name: &str) -> String {
    split(name).0.map(|address| address.folded).unwrap_or_default()
}

/// Up to so many times as often is no proof that a form is the right one.
const FEW_TO_ONE: usize = 2;

/// How often a form and the one to write instead are written.
pub(crate) struct FormCounts<'a> {
    pub form: &'a str,
    pub own: usize,
    pub better: &'a str,
    pub others: usize,
    pub is_registered: bool,
    /// Whether they differ by a letter that nothing but a slip explains.
    pub is_slip: bool,
}

impl FormCounts<'_> {
    pub(crate) fn label(&self) -> Message {
        let better = self.better;
        let own = number(self.own as u64, "record");
        let form = with_spaces_shown(self.form);
        match (self.others, self.is_registered) {
            (0, true) => message!("{form} in {own}; {better} in the registry", form, own, better),
            // Nobody writes it just so: it is this form with its spaces put in order.
            (0, false) => message!("{form} in {own}; tidily it is {better}", form, own, better),
            _ => message!("{form} in {own}; {better} {there}", form, own, better, there: self.of_others()),
        }
    }

    /// Where the other form is written.
    pub(crate) fn of_others(&self) -> Message {
        let records = number(self.others as u64, "record");
        match self.is_registered {
            true => message!("in {records} and in the registry", records),
            false => message!("in {records}", records),
        }
    }

    /// What speaks for the other form.
    pub(crate) fn grounds(&self) -> Grounds {
        let slightly_more = self.own < self.others && self.others <= self.own * FEW_TO_ONE;
        let is_more_careful = care(self.better) > care(self.form);
        match self.own == self.others {
            _ if self.is_registered => Grounds::Registry,
            _ if tidy(self.form) == tidy(self.better) => Grounds::Tidiness,
            true if is_more_careful => Grounds::Care,
            true => Grounds::Nothing,
            false if slightly_more && !is_more_careful && self.is_slip => Grounds::SlightlyMoreThanASlip,
            false if slightly_more && !is_more_careful => Grounds::SlightlyMore,
            false => Grounds::Most,
        }
    }
}

/// What speaks for one of two forms.
pub(crate) enum Grounds {
    Registry,
    /// It is the other with its spaces put in order.
    Tidiness,
    Most,
    SlightlyMore,
    /// It may be the slip itself.
    SlightlyMoreThanASlip,
    /// It says more of its spelling.
    Care,
    Nothing,
}

impl Grounds {
    /// What a curator should know of them.
    pub(crate) fn why(&self) -> Option<Message> {
        Some(Message::from(match self {
            Self::Registry | Self::Tidiness | Self::Most => return None,
            Self::SlightlyMore | Self::SlightlyMoreThanASlip => {
                "the figures hardly differ: look which is right"
            }
            Self::Care => {
                "both are written equally often; the one with more of its hamzas, accents and capitals is proposed"
            }
            Self::Nothing => {
                "both are written equally often: look which is right, and write it so everywhere"
            }
        }))
    }

    /// What the fix does; nothing where no form is better than the other.
    pub(crate) fn cure(&self) -> Option<Message> {
        Some(Message::from(match self {
            Self::Registry => "write it as the registry does",
            Self::SlightlyMore | Self::Most => "write it as most records do",
            Self::Tidiness | Self::Care => "write it in one way everywhere",
            Self::SlightlyMoreThanASlip | Self::Nothing => return None,
        }))
    }
}

/// A form with the spaces drawn that nobody would see: at its edges, and where two meet.
fn with_spaces_shown(form: &str) -> String {
    let characters: Vec<char> = form.chars().collect();
    let is_space = |index: Option<usize>| {
        index.and_then(|index| characters.get(index)).is_none_or(|character| character.is_whitespace())
    };
    let shown = characters.iter().enumerate().map(|(index, &character)| {
        let is_unseen = character == ' ' && (is_space(index.checked_sub(1)) || is_space(Some(index + 1)));
        if is_unseen { '␣' } else { character }
    });
    shown.collect()
}

/// How much of its spelling a form says: what is left out of haste are hamzas, accents and the case of letters.
fn care(form: &str) -> usize {
    let said = |letter: char| {
        matches!(letter, 'أ' | 'إ' | 'آ' | 'ؤ' | 'ئ' | 'ة')
            || (letter.is_lowercase() || letter.is_uppercase()) && !letter.is_ascii()
    };
    let has_case = form.chars().any(char::is_uppercase) && form.chars().any(char::is_lowercase);
    form.chars().filter(|letter| said(*letter)).count() + usize::from(has_case)
}
