//! Figures, in the digits of any script that dates are written in.

/// The value of a digit: 0–9, ٠–٩ or ۰–۹.
pub fn digit(character: char) -> Option<u32> {
    let of = |zero: char| u32::from(character).checked_sub(u32::from(zero)).filter(|digit| *digit < 10);
    of('0').or_else(|| of('\u{660}')).or_else(|| of('\u{6f0}'))
}

/// The numbers of a text, written in 0–9.
pub fn numbers(text: &str) -> impl Iterator<Item = String> {
    let numbers = text.split(|character| digit(character).is_none()).filter(|number| !number.is_empty());
    numbers.map(|number| {
        number.chars().filter_map(digit).filter_map(|digit| char::from_digit(digit, 10)).collect()
    })
}

/// The three numbers that a text begins with, `03/04/2022` or `3.4.22 - 5.4.22`: two that may be day and month, and
/// a year.
pub fn three(text: &str) -> Option<[u32; 3]> {
    let [first, second, third] = three_numbers(text)?;
    matches!(third.len(), 2 | 4).then_some([first.parse().ok()?, second.parse().ok()?, third.parse().ok()?])
}

/// The third of three numbers that a text begins with, where the first two may be day and month, and it is no year
/// for want of a figure or for one too many: `3/4/202`.
pub fn damaged_year(text: &str) -> Option<u32> {
    let [.., third] = three_numbers(text)?;
    is_damaged_year(&third).then(|| third.parse().ok())?
}

/// Whether a number has a figure less or more than a year.
pub fn is_damaged_year(number: &str) -> bool {
    matches!(number.chars().count(), 3 | 5) && number.chars().all(|character| digit(character).is_some())
}

fn three_numbers(text: &str) -> Option<[String; 3]> {
    const LONGEST: usize = 32;

    let is_part = |character: char| digit(character).is_some() || matches!(character, '/' | '.' | '-' | ' ');
    let text = text.trim();
    let end = text.char_indices().take(LONGEST).find(|(_, character)| !is_part(*character));
    let mut numbers = numbers(end.map_or(text, |(end, _)| text.get(..end).unwrap_or_default()));
    let (first, second, third) = (numbers.next()?, numbers.next()?, numbers.next()?);
    (first.len() <= 2 && second.len() <= 2).then_some([first, second, third])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_in_every_script() {
        assert_eq!(numbers("من ٥ إلى 12").collect::<Vec<_>>(), ["5", "12"]);
        assert_eq!(three("۰۳/۰۴/۲۰۲۲"), Some([3, 4, 2022]));
        assert_eq!(three("3 . 4 . 22"), Some([3, 4, 22]));
        assert_eq!(three("03/04/2022 au 05/04/2022"), Some([3, 4, 2022]));
        for other in ["2022-03-04", "3/4", "3/4/202", "3 mai 2022", ""] {
            assert_eq!(three(other), None, "{other}");
        }
    }

    #[test]
    fn a_year_of_three_or_five_figures_is_damaged() {
        assert_eq!(damaged_year("3/4/202"), Some(202));
        assert_eq!(damaged_year("3.4.20211"), Some(20211));
        assert_eq!(damaged_year("3/4/2021"), None);
        assert_eq!(damaged_year("1/305"), None);
    }
}
