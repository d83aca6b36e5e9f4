//! Regular expressions with look-around and back-references, matched within a bound.

use fancy_regex::{Error, Regex, RegexBuilder};

/// Steps back that one match may take: so many for a text that a person wrote by far, and a millisecond or less.
pub(crate) const MOST_STEPS_BACK: usize = 10_000;
/// Bytes of memory that one compiled pattern may take.
pub(crate) const MOST_BYTES: usize = 1 << 20;
/// Bytes of a pattern: a longer one is nobody's.
const LONGEST: usize = 1 << 16;

/// A regular expression that is matched within a bound. What the linear engine takes is matched by that.
#[derive(Debug)]
pub(crate) struct BoundedPattern(Regex);

/// Why a pattern cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PatternProblem {
    /// It is no regular expression: what is wrong with it.
    Malformed(String),
    /// It is one, and needs more memory than a pattern may take.
    TooMuch,
    /// It is one that the engine does not know.
    Unsupported,
}

impl BoundedPattern {
    /// Compiles a pattern.
    pub(crate) fn new(pattern: &str) -> Result<Self, PatternProblem> {
        Self::of_parts_within(pattern, MOST_BYTES)
    }

    /// Compiles a pattern, each of whose parts may take so many bytes.
    pub(crate) fn of_parts_within(pattern: &str, most: usize) -> Result<Self, PatternProblem> {
        if pattern.len() > LONGEST {
            return Err(PatternProblem::TooMuch);
        }
        let compiled = RegexBuilder::new(pattern)
            .backtrack_limit(MOST_STEPS_BACK)
            .delegate_size_limit(most)
            .delegate_dfa_size_limit(MOST_BYTES)
            .build();
        compiled.map(Self).map_err(|error| problem(pattern, &error))
    }

    /// Whether it matches somewhere in a text; none where that takes more steps than a match may take.
    pub(crate) fn matches(&self, text: &str) -> Option<bool> {
        self.0.is_match(text).ok()
    }
}

fn problem(pattern: &str, error: &Error) -> PatternProblem {
    match (error, regex::Regex::new(pattern)) {
        (Error::ParseError(_, problem), linear) => PatternProblem::Malformed(
            linear.err().and_then(reason).unwrap_or_else(|| problem.to_string().to_lowercase()),
        ),
        (_, Err(regex::Error::CompiledTooBig(_)) | Ok(_)) => PatternProblem::TooMuch,
        (Error::CompileError(problem), _) => match &**problem {
            fancy_regex::CompileError::InnerError(inner) => match inner.size_limit() {
                Some(_) => PatternProblem::TooMuch,
                None => PatternProblem::Malformed("a part of it cannot be read".to_owned()),
            },
            fancy_regex::CompileError::PatternTooComplex => PatternProblem::TooMuch,
            fancy_regex::CompileError::InvalidBackref(_)
            | fancy_regex::CompileError::InvalidGroupName
            | fancy_regex::CompileError::InvalidGroupNameBackref(_) => {
                PatternProblem::Malformed("it refers to a group that it does not have".to_owned())
            }
            _ => PatternProblem::Unsupported,
        },
        _ => PatternProblem::Unsupported,
    }
}

/// What the linear engine says of a pattern; nothing where it only minds what it does not know.
fn reason(error: regex::Error) -> Option<String> {
    // The parser draws the pattern first; the reason is its last line.
    let text = error.to_string();
    let last = text.lines().last()?.trim_start_matches("error: ");
    (!last.contains("look-around") && !last.contains("backreference")).then(|| last.to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn look_around_and_back_references_are_run() {
        for (pattern, text, matches) in [
            ("^(?!-)[a-z]+$", "abc", true),
            ("^(?!-)[a-z-]+$", "-abc", false),
            (r"^(\w)\w*\1$", "abca", true),
            (r"^(\w)\w*\1$", "abcd", false),
            ("(?<=رقم )[0-9]+", "رقم 12", true),
            ("^[a-z]+$", "é", false),
        ] {
            assert_eq!(
                BoundedPattern::new(pattern).unwrap().matches(text),
                Some(matches),
                "{pattern} {text}"
            );
        }
    }

    #[test]
    fn past_the_bound_nothing_is_said_and_soon() {
        let start = Instant::now();
        let hostile = format!("{}b", "a".repeat(40));
        for pattern in [r"^(a+)+\1$", "^(?=a)(a+)+$", r"^(a|aa)+\1c$", r"^(?:a|a)*(?!b)\Bx"] {
            let pattern = BoundedPattern::new(pattern).unwrap();
            assert_ne!(pattern.matches(&hostile), Some(true));
        }
        assert_eq!(BoundedPattern::new(r"^(a|a)*\1c").unwrap().matches(&hostile), None);
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    }

    #[test]
    fn what_cannot_be_run_is_told_from_what_is_malformed() {
        let of = |pattern: &str| BoundedPattern::new(pattern).unwrap_err();
        for malformed in ["(a", "[a", "a)", "*a", "[z-a]"] {
            assert!(
                matches!(of(malformed), PatternProblem::Malformed(_)),
                "{malformed}: {:?}",
                of(malformed)
            );
        }
        assert_eq!(of("(a{1000}){1000}"), PatternProblem::TooMuch);
        assert_eq!(of(&"a".repeat(LONGEST + 1)), PatternProblem::TooMuch);
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn no_pattern_and_no_text_harms(pattern in r"([()?=!<*+|\\1-3a-c.\[\]{}^$-]|\PC){0,16}", text in r"[a-c\PC]{0,60}") {
            if let Ok(pattern) = BoundedPattern::new(&pattern) {
                pattern.matches(&text);
            }
        }
    }
}
