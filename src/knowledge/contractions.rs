//! Names behind an article that the word before them has swallowed.

/// An article that begins a name, and what it becomes behind a preposition: `Le Havre`, `au Havre`.
const CONTRACTED: [(&str, &[&str]); 4] =
    [("Le ", &["au ", "du "]), ("Les ", &["aux ", "des "]), ("El ", &["al ", "del "]), ("ال", &["لل"])];

/// A name as a text has it behind a preposition that swallows its article; nothing for a name without one.
///
/// ```
/// use tadqiq::internals::knowledge::contractions::contracted;
/// assert_eq!(contracted("Le Havre"), ["au Havre", "du Havre"]);
/// assert_eq!(contracted("القاهرة"), ["للقاهرة"]);
/// assert!(contracted("Lyon").is_empty());
/// ```
pub fn contracted(name: &str) -> Vec<String> {
    let name = name.trim_start();
    let of = |(article, swallowed): &(&str, &[&str])| {
        let head = name.get(..article.len())?;
        let is_article = head.to_lowercase() == article.to_lowercase();
        let rest = name.get(article.len()..).filter(|rest| is_article && !rest.is_empty())?;
        Some(swallowed.iter().map(|word| format!("{word}{rest}")).collect::<Vec<_>>())
    };
    CONTRACTED.iter().filter_map(of).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_swallowed() {
        assert_eq!(contracted("Les Mureaux"), ["aux Mureaux", "des Mureaux"]);
        assert_eq!(contracted("El Ferrol"), ["al Ferrol", "del Ferrol"]);
        assert_eq!(contracted("الدار البيضاء"), ["للدار البيضاء"]);
        for name in ["", "Le ", "Lesbos", "Elche", "ل", "La Haye"] {
            assert!(contracted(name).is_empty(), "{name}");
        }
    }
}
