//! Days that a sentence tells in passing, of something else than it speaks of: a birth, an agreement.

use super::fold::fold;
use crate::text::offsets::boundary_before;

/// Words between a participle and its day, folded.
const BETWEEN: [&str; 19] = [
    "le",
    "en",
    "du",
    "de",
    "au",
    "el",
    "dia",
    "a",
    "on",
    "in",
    "the",
    "في",
    "يوم",
    "بتاريخ",
    "سنه",
    "عام",
    "شهر",
    "عليها",
    "عليه",
];
/// What somebody's birthday is told by.
const BORN: [&str; 12] = [
    "ne",
    "nee",
    "nes",
    "nacido",
    "nacida",
    "nacio",
    "born",
    "ولد",
    "ولدت",
    "المولود",
    "المولوده",
    "المزداد",
];
/// What the day of an agreement, a letter or a law is told by, where that is not what the sentence speaks of.
const MADE: [&str; 51] = [
    "signe",
    "signee",
    "signes",
    "signees",
    "conclu",
    "conclue",
    "conclus",
    "conclues",
    "adopte",
    "adoptee",
    "adoptes",
    "adoptees",
    "ratifie",
    "ratifiee",
    "date",
    "datee",
    "datant",
    "firmado",
    "firmada",
    "firmados",
    "firmadas",
    "suscrito",
    "suscrita",
    "adoptado",
    "adoptada",
    "fechado",
    "fechada",
    "dated",
    "الموقع",
    "الموقعه",
    "الموقعين",
    "الموقعتين",
    "المبرم",
    "المبرمه",
    "المورخ",
    "المورخه",
    "المعتمد",
    "المعتمده",
    "الصادر",
    "الصادره",
    "المصادق",
    "صدر",
    "صدرت",
    "publie",
    "publiee",
    "diffuse",
    "publicado",
    "المحدث",
    "المحدثه",
    "الموسس",
    "الموسسه",
];
/// Before these a participle would be the verb of the sentence: `a signé le 5 mai`.
const AUXILIARIES: [&str; 20] = [
    "a", "ont", "ete", "est", "sont", "fut", "furent", "avait", "avaient", "ayant", "ha", "han", "fue",
    "fueron", "sido", "habia", "habian", "avoir", "avons", "etait",
];

/// What a day tells, as the words before it have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// What the sentence speaks of, as far as can be told.
    Event,
    /// When somebody was born.
    Birth,
    /// When something was signed, adopted or written that the sentence mentions.
    Making,
}

/// What a day that begins at a byte of a text tells.
pub fn telling(text: &str, at: usize) -> Telling {
    const MOST_BETWEEN: usize = 4;
    const MOST_BYTES: usize = 120;
    let from = boundary_before(text, at.saturating_sub(MOST_BYTES));
    let before = text.get(from..at).unwrap_or_default();
    let words = before.rsplit(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(fold).take(MOST_BETWEEN + 2).collect();
    let between = words.iter().take(MOST_BETWEEN).take_while(|word| BETWEEN.contains(&word.as_str())).count();
    let mut words = words.iter().skip(between);
    let Some(participle) = words.next() else { return Telling::Event };
    if BORN.contains(&participle.as_str()) {
        return Telling::Birth;
    }
    let mut is_verb = || words.next().is_some_and(|word| AUXILIARIES.contains(&word.as_str()));
    match MADE.contains(&participle.as_str()) && !is_verb() {
        true => Telling::Making,
        false => Telling::Event,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birth_and_an_agreement_are_told_apart_from_what_the_sentence_speaks_of() {
        for (words, expected) in [
            ("M. Ruiz, né le |", Telling::Birth),
            ("مارلاسكا، المولود في |", Telling::Birth),
            ("nacido en Madrid el |", Telling::Event),
            ("la feuille de route adoptée le |", Telling::Making),
            ("الاتفاقية الموقعة في |", Telling::Making),
            ("الاتفاق الموقع عليه يوم |", Telling::Making),
            ("Le ministre a signé le |", Telling::Event),
            ("el acuerdo firmado el día |", Telling::Making),
            ("El acuerdo fue firmado el |", Telling::Event),
            ("استقبل الوزير يوم |", Telling::Event),
            ("وأوضح بلاغ صدر يوم |", Telling::Making),
            ("|", Telling::Event),
        ] {
            assert_eq!(telling(words, words.find('|').unwrap_or_default()), expected, "{words}");
        }
    }
}
