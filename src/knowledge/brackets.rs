//! Brackets and quotation marks without a partner.

/// The brackets and quotation marks without a partner, each with its position in code points.
pub(crate) fn lone(text: &str) -> Vec<(usize, char)> {
    if !text.contains(['(', ')', '[', ']', '«', '»', '"', '“', '”', '„']) {
        return Vec::new();
    }
    let has_paragraphs = text.contains('\n');
    let mut lone = Vec::new();
    for (open, close) in [('(', ')'), ('[', ']')] {
        lone.extend(lone_of_pair(text, open, close));
    }
    if !has_paragraphs {
        // »…« is right in German and Danish.
        let guillemets = shorter(lone_of_pair(text, '«', '»'), lone_of_pair(text, '»', '«'));
        lone.extend(guillemets);
        lone.extend(lone_quotes(text));
    }
    lone.sort_unstable();
    lone
}

fn shorter(a: Vec<(usize, char)>, b: Vec<(usize, char)>) -> Vec<(usize, char)> {
    if b.len() < a.len() { b } else { a }
}

fn lone_of_pair(text: &str, open: char, close: char) -> Vec<(usize, char)> {
    let mut waiting = Vec::new();
    let mut lone = Vec::new();
    let mut word = Word::default();
    for (position, character) in text.chars().enumerate() {
        if character == open && !word.is_smiley() {
            waiting.push((position, character));
        } else if character == close
            && waiting.pop().is_none()
            && !word.is_smiley()
            && !(close == ')' && word.is_number_of_list())
        {
            lone.push((position, character));
        }
        word.push(character);
    }
    lone.append(&mut waiting);
    lone
}

/// “…” and „…“ close each other, " itself.
fn lone_quotes(text: &str) -> Vec<(usize, char)> {
    let mut lone = Vec::new();
    let mut curly = Vec::new();
    let mut straight = Vec::new();
    let mut previous = None;
    for (position, character) in text.chars().enumerate() {
        match character {
            '„' => curly.push((position, character)),
            '“' if curly.last().is_some_and(|(_, open)| *open == '„') => {
                curly.pop();
            }
            '“' => curly.push((position, character)),
            '”' if curly.pop().is_none() => lone.push((position, character)),
            '"' if !previous.is_some_and(char::is_numeric) || straight.len() % 2 == 1 => {
                straight.push((position, character));
            }
            _ => {}
        }
        previous = Some(character);
    }
    lone.append(&mut curly);
    // ”a” is right in Swedish, and Arabic texts have ”a“: whatever way they turn, two are a pair.
    if text.chars().filter(|character| matches!(character, '“' | '”' | '„')).count() % 2 == 0 {
        lone.clear();
    }
    // Of three, two may share one that closes both: the outer mark is not written twice in Russian.
    if straight.len() == 1 {
        lone.append(&mut straight);
    }
    lone
}

/// The characters since the last space, as far as a list's number or a smiley needs them.
#[derive(Default)]
struct Word {
    length: usize,
    last: Option<char>,
    is_number: bool,
    brackets: usize,
}

impl Word {
    fn push(&mut self, character: char) {
        if character.is_whitespace() {
            *self = Self::default();
            return;
        }
        self.is_number = character.is_numeric() && (self.length == 0 || self.is_number);
        self.brackets += usize::from(matches!(character, '(' | '['));
        self.length += 1;
        self.last = Some(character);
    }

    /// 1) 12) a) أ) iv)
    fn is_number_of_list(&self) -> bool {
        self.brackets == 0
            && (self.length == 1 && self.last.is_some_and(char::is_alphabetic)
                || self.is_number
                || self.length <= 4 && self.last.is_some_and(|last| matches!(last, 'i' | 'v' | 'x')))
    }

    /// :) ;-( and their kin.
    fn is_smiley(&self) -> bool {
        self.length <= 2 && self.last.is_some_and(|last| matches!(last, ':' | ';' | '-'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partners_are_found() {
        for text in [
            "(a) [b] «c» “d” \"e\"",
            "1) a 2) b",
            "أ) الأمن",
            "»a«",
            "„a“",
            "”a”",
            "”a“",
            "a 12\" gun",
            ":-) ;)",
            "iv) x",
            "«a\nb",
        ] {
            assert_eq!(lone(text), [], "{text}");
        }
        for (text, position) in [
            ("Evening Standard)", 16),
            ("(a", 0),
            ("«a", 0),
            ("a \"b", 2),
            ("“a", 0),
            ("text]", 4),
            ("(a) bcd)", 7),
        ] {
            assert_eq!(lone(text).first().map(|(at, _)| *at), Some(position), "{text}");
        }
    }
}
