//! What is wrong with a text that is no JSON, in words for whoever wrote it.

use super::scan::end_of_white_space;

/// A text that is not one JSON value: what is wrong and at which byte of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// The byte, counted from 0, where it shows; the length of the text when the text ends too early.
    pub at: usize,
}

/// The ways in which a text fails to be JSON (RFC 8259), as a curator meets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SyntaxErrorKind {
    /// Nothing but white space.
    #[error("there is no value here")]
    Empty,
    /// Something else where a value starts.
    #[error("a value is missing: {0} stands in its place")]
    ExpectedValue(Found),
    /// Something else where a key starts.
    #[error("a key in double quotes is missing: {0} stands in its place")]
    ExpectedKey(Found),
    /// A key without quotes.
    #[error("a key is written in double quotes")]
    UnquotedKey,
    /// Something else after a key.
    #[error("`:` is missing behind the key: {0} stands in its place")]
    ExpectedColon(Found),
    /// Something else after a member.
    #[error("`,` or `}}` is missing before {0}")]
    ExpectedCommaOrBrace(Found),
    /// Something else after an element.
    #[error("`,` or `]` is missing before {0}")]
    ExpectedCommaOrBracket(Found),
    /// A second value or rubbish after the record.
    #[error("the record has ended before this, and {0} follows")]
    ExpectedEnd(Found),
    /// `,` before `}` or `]`.
    #[error("a comma too many: no value follows it")]
    TrailingComma,
    /// `'`, or a typographic quote, where `"` belongs.
    #[error("a string is written in double quotes `\"`")]
    WrongQuotes,
    /// `،` where `,` belongs.
    #[error("the Arabic comma U+060C stands where `,` belongs")]
    ArabicComma,
    /// `//`, `/*` or `#`.
    #[error("a comment: JSON has none")]
    Comment,
    /// `NaN`, `Infinity` and their like.
    #[error("not a number that JSON knows: it has neither NaN nor Infinity")]
    NotANumber,
    /// `True`, `None`, `undefined` and their like.
    #[error("JSON writes `true`, `false` and `null` in small letters and knows no other word")]
    UnknownWord,
    /// The text or the line ends inside a string; given is how many bytes before that the string starts.
    #[error("the string that starts here has no closing quotation mark")]
    UnfinishedString(usize),
    /// The text ends inside an object.
    #[error("unfinished object: the record ends before its `}}`")]
    UnfinishedObject,
    /// The text ends inside an array.
    #[error("unfinished array: the record ends before its `]`")]
    UnfinishedArray,
    /// A control character inside a string, a raw line break among them.
    #[error("{}", unescaped(*.0))]
    ControlCharacter(u8),
    /// `\` before a character that it does not go with.
    #[error("`\\` is followed by {0}; it goes with `\" \\ / b f n r t u` only")]
    BadEscape(Found),
    /// `\u` without four hexadecimal digits.
    #[error("`\\u` is followed by four hexadecimal digits")]
    BadUnicodeEscape,
    /// Half of a surrogate pair: no character has that code.
    #[error("half of a surrogate pair: `\\u{0:04X}` alone is no character")]
    LoneSurrogate(u16),
    /// A number such as `012`.
    #[error("a number does not start with a zero that more digits follow")]
    LeadingZero,
    /// A number such as `+1`.
    #[error("a number does not start with `+`")]
    LeadingPlus,
    /// A number such as `-`, `1.`, `.5` or `1e`.
    #[error("a digit is missing in a number")]
    MissingDigit,
    /// More containers in one another than the bound; the bound is given.
    #[error("too deep: more than {0} objects and lists in one another")]
    TooDeep(usize),
    /// More bytes than the bound; the bound is given.
    #[error("too large: more than {0} bytes in one record")]
    TooLarge(usize),
}

fn unescaped(control: u8) -> String {
    match control {
        b'\n' | b'\r' => "a line ends inside of a string; in JSON that is written `\\n`".to_owned(),
        b'\t' => "a tab stands in a string; in JSON it is written `\\t`".to_owned(),
        other => format!("the control character U+{other:04X} stands unescaped in a string"),
    }
}

impl SyntaxError {
    /// The byte at which a person looks for it: where a string starts that does not end.
    pub fn shown_at(&self) -> usize {
        match self.kind {
            SyntaxErrorKind::UnfinishedString(length) => self.at.saturating_sub(length),
            _ => self.at,
        }
    }
}

/// What stands where something else was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The text ends.
    End,
    /// This character stands there.
    Character(char),
}

impl std::fmt::Display for Found {
    /// Shows a printable ASCII character itself and any other by its code point, so that nothing invisible
    /// or reordering from the data gets into a message.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Found::End => formatter.write_str("the end"),
            Found::Character(shown) if shown.is_ascii_graphic() => write!(formatter, "`{shown}`"),
            Found::Character(other) => write!(formatter, "U+{:04X}", *other as u32),
        }
    }
}

/// What the grammar allows at the byte where reading stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::notation) enum Expected {
    Value,
    FirstElement,
    NextElement,
    FirstKey,
    NextKey,
    Colon,
    CommaOrBrace,
    CommaOrBracket,
    End,
}

/// Names what stands at byte `at` of `text`, where the grammar expected something else.
#[cold]
pub(in crate::notation) fn diagnose(text: &str, at: usize, expected: Expected) -> SyntaxError {
    let rest = text.get(at..).unwrap_or_default();
    let found = rest.chars().next().map_or(Found::End, Found::Character);
    let kind = match (expected, found) {
        (Expected::Value, Found::End) if is_blank(text) => SyntaxErrorKind::Empty,
        (_, Found::End) => unfinished(expected),
        (_, Found::Character(character)) => {
            common_slip(rest, character, expected).unwrap_or_else(|| not_as_expected(expected, found))
        }
    };
    let at = if kind == SyntaxErrorKind::TrailingComma { comma_before(text.as_bytes(), at) } else { at };
    SyntaxError { kind, at }
}

/// Where the comma stands behind which there is only white space up to byte `at`.
pub(in crate::notation) fn comma_before(text: &[u8], at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.iter().rposition(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).unwrap_or(at)
}

fn is_blank(text: &str) -> bool {
    end_of_white_space(text.as_bytes(), 0) == text.len()
}

fn unfinished(expected: Expected) -> SyntaxErrorKind {
    match expected {
        Expected::FirstElement | Expected::NextElement | Expected::CommaOrBracket => {
            SyntaxErrorKind::UnfinishedArray
        }
        // A value alone is missing only after a `:`: the start of a record is never at its end.
        _ => SyntaxErrorKind::UnfinishedObject,
    }
}

fn common_slip(rest: &str, first: char, expected: Expected) -> Option<SyntaxErrorKind> {
    if rest.starts_with("//") || rest.starts_with("/*") || first == '#' {
        return Some(SyntaxErrorKind::Comment);
    }
    let after_value = matches!(expected, Expected::CommaOrBrace | Expected::CommaOrBracket);
    if after_value {
        return (first == '،').then_some(SyntaxErrorKind::ArabicComma);
    }
    if matches!(expected, Expected::Colon | Expected::End) {
        return None;
    }
    match first {
        '}' if expected == Expected::NextKey => Some(SyntaxErrorKind::TrailingComma),
        ']' if expected == Expected::NextElement => Some(SyntaxErrorKind::TrailingComma),
        '\'' | '`' | '“' | '”' | '„' | '‟' | '‘' | '’' | '«' | '»' | '＂' => {
            Some(SyntaxErrorKind::WrongQuotes)
        }
        _ if is_key(expected) => {
            (first.is_alphanumeric() || first == '_').then_some(SyntaxErrorKind::UnquotedKey)
        }
        '+' => Some(SyntaxErrorKind::LeadingPlus),
        '.' => Some(SyntaxErrorKind::MissingDigit),
        _ if is_beyond_numbers(rest) => Some(SyntaxErrorKind::NotANumber),
        _ if first.is_alphabetic() => Some(SyntaxErrorKind::UnknownWord),
        _ => None,
    }
}

fn is_key(expected: Expected) -> bool {
    matches!(expected, Expected::FirstKey | Expected::NextKey)
}

fn is_beyond_numbers(rest: &str) -> bool {
    ["NaN", "nan", "NAN", "Infinity", "infinity", "Inf", "inf"].iter().any(|word| rest.starts_with(word))
}

fn not_as_expected(expected: Expected, found: Found) -> SyntaxErrorKind {
    match expected {
        Expected::Value | Expected::FirstElement | Expected::NextElement => {
            SyntaxErrorKind::ExpectedValue(found)
        }
        Expected::FirstKey | Expected::NextKey => SyntaxErrorKind::ExpectedKey(found),
        Expected::Colon => SyntaxErrorKind::ExpectedColon(found),
        Expected::CommaOrBrace => SyntaxErrorKind::ExpectedCommaOrBrace(found),
        Expected::CommaOrBracket => SyntaxErrorKind::ExpectedCommaOrBracket(found),
        Expected::End => SyntaxErrorKind::ExpectedEnd(found),
    }
}
