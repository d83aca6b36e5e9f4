//! What is answered to a question: a line.

/// A line of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The cause, or the fingerprint of the finding, that it is about; none where it is about what was asked.
    pub about: Option<String>,
    /// What is to be done.
    pub reply: Reply,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// Make this fix of this place, by its number from 1.
    Way(usize),
    /// Make the first fix of all places of the cause.
    All,
    /// Leave this place as it is.
    Leave,
    /// Ask nothing more about the rule.
    SkipRule,
    /// Stop.
    Quit,
    /// Say what can be answered.
    Help,
}

impl Answer {
    /// The answer of a line; none of a line that is blank or a comment. An error where it is no answer.
    pub fn read(line: &str) -> Result<Option<Self>, NoAnswer> {
        let line = line.trim_start_matches('\u{feff}');
        let words: Vec<&str> = line.split_whitespace().collect();
        let (about, word) = match words.as_slice() {
            [] => return Ok(None),
            [first, ..] if first.starts_with('#') => return Ok(None),
            [word] => (None, word),
            [about, word] => (Some((*about).to_owned()), word),
            _ => return Err(NoAnswer),
        };
        Ok(Some(Self { about, reply: Reply::read(word).ok_or(NoAnswer)? }))
    }
}

/// A line that is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAnswer;

impl Reply {
    fn read(word: &str) -> Option<Self> {
        Some(match word {
            "y" | "yes" => Self::Way(1),
            "a" | "all" => Self::All,
            "n" | "no" => Self::Leave,
            "s" | "skip" => Self::SkipRule,
            "q" | "quit" => Self::Quit,
            "?" | "h" | "help" => Self::Help,
            _ => match word.as_bytes() {
                [digit @ b'1'..=b'9'] => Self::Way(usize::from(digit - b'0')),
                _ => return None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_answer_to_what_is_asked_or_to_what_it_names() {
        let cases = [
            ("y\n", Some((None, Reply::Way(1)))),
            ("  a \r\n", Some((None, Reply::All))),
            ("3", Some((None, Reply::Way(3)))),
            ("\u{feff}no", Some((None, Reply::Leave))),
            ("0f1e2d3c4b5a6978 s", Some((Some("0f1e2d3c4b5a6978"), Reply::SkipRule))),
            ("", None),
            ("   ", None),
            ("# what follows is decided", None),
            ("#y", None),
        ];
        for (line, expected) in cases {
            let expected = expected.map(|(about, reply)| Answer { about: about.map(str::to_owned), reply });
            assert_eq!(Answer::read(line), Ok(expected), "{line}");
        }
        for line in ["0", "10", "Y", "maybe", "a b c", "y y y", "0f1e2d3c4b5a6978 maybe"] {
            assert_eq!(Answer::read(line), Err(NoAnswer), "{line}");
        }
    }
}
