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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Make this fix of this place, by its number from 1.
    Way(usize),
    /// Make the first fix of all places of the cause.
    All,
    /// Accept the cause, or the finding that is named, for this reason; none where nobody gave one yet.
    Decide(Option<String>),
    /// Leave this place as it is; where nothing can be mended, all places of the cause.
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
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        if let Some(reply) = Reply::read(line) {
            return Ok(Some(Self { about: None, reply }));
        }
        let (about, rest) = line.split_once(char::is_whitespace).ok_or(NoAnswer)?;
        let reply = Reply::read(rest.trim_start()).ok_or(NoAnswer)?;
        Ok(Some(Self { about: Some(about.to_owned()), reply }))
    }
}

/// A line that is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoAnswer;

impl Reply {
    fn read(words: &str) -> Option<Self> {
        let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let first = first.to_ascii_lowercase();
        if matches!(first.as_str(), "d" | "decide") {
            let why = rest.trim();
            return Some(Self::Decide((!why.is_empty()).then(|| why.to_owned())));
        }
        if !rest.is_empty() {
            return None;
        }
        Some(match first.as_str() {
            "y" | "yes" => Self::Way(1),
            "a" | "all" => Self::All,
            "n" | "no" => Self::Leave,
            "s" | "skip" => Self::SkipRule,
            "q" | "quit" => Self::Quit,
            "?" | "h" | "help" => Self::Help,
            _ => match first.as_bytes() {
                [digit @ b'1'..=b'9'] => Self::Way(usize::from(digit - b'0')),
                _ => return None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(why: &str) -> Reply {
        Reply::Decide(Some(why.to_owned()))
    }

    #[test]
    fn a_line_is_an_answer_to_what_is_asked_or_to_what_it_names() {
        let cases = [
            ("y\n", Some((None, Reply::Way(1)))),
            ("  a \r\n", Some((None, Reply::All))),
            ("3", Some((None, Reply::Way(3)))),
            ("Y", Some((None, Reply::Way(1)))),
            ("D So it is", Some((None, decide("So it is")))),
            ("0F1E2D Skip", Some((Some("0F1E2D"), Reply::SkipRule))),
            ("\u{feff}no", Some((None, Reply::Leave))),
            ("0f1e2d3c4b5a6978 s", Some((Some("0f1e2d3c4b5a6978"), Reply::SkipRule))),
            ("d", Some((None, Reply::Decide(None)))),
            ("d  the register \t prints  it so \n", Some((None, decide("the register \t prints  it so")))),
            ("decide y", Some((None, decide("y")))),
            ("0f1e2d d so", Some((Some("0f1e2d"), decide("so")))),
            ("0f1e2d\td", Some((Some("0f1e2d"), Reply::Decide(None)))),
            ("", None),
            ("   ", None),
            ("# what follows is decided", None),
            ("#y", None),
        ];
        for (line, expected) in cases {
            let expected = expected.map(|(about, reply)| Answer { about: about.map(str::to_owned), reply });
            assert_eq!(Answer::read(line), Ok(expected), "{line}");
        }
        for line in ["0", "10", "É", "maybe", "a b c", "y y y", "0f1e2d3c4b5a6978 maybe", "dy so"] {
            assert_eq!(Answer::read(line), Err(NoAnswer), "{line}");
        }
    }
}
