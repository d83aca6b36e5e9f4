//! Where in a record: an RFC 6901 JSON Pointer, as data.

use std::borrow::Cow;
use std::fmt;

/// The way from a record's root to one of its values, as [RFC 6901] writes it: `/participants/0/name`.
///
/// The empty pointer is the record itself. Inside a token `~` is written `~0` and `/` is written `~1`.
///
/// ```
/// use tadqiq::internals::words::Pointer;
///
/// let pointer = Pointer::root().join("participants").join_index(0).join("a/b");
/// assert_eq!(pointer.as_str(), "/participants/0/a~1b");
/// assert_eq!(pointer.tokens().last().as_deref(), Some("a/b"));
/// assert_eq!(pointer.sibling("name").as_str(), "/participants/0/name");
/// ```
///
/// [RFC 6901]: https://www.rfc-editor.org/rfc/rfc6901
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

/// Why a text is not a JSON Pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PointerError {
    /// A pointer that is not empty starts with `/`.
    #[error("a pointer is empty or starts with `/`")]
    NoSlash,
    /// `~` stands only before `0` or `1`; the byte where it does not is given.
    #[error("`~` at byte {0} is neither `~0` nor `~1`")]
    BadEscape(usize),
}

impl Pointer {
    /// The pointer of the record itself: the empty text.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// Reads a pointer from its written form.
    ///
    /// # Errors
    ///
    /// When the text is no RFC 6901 pointer: see [`PointerError`].
    pub fn parse(text: &str) -> Result<Self, PointerError> {
        if !text.is_empty() && !text.starts_with('/') {
            return Err(PointerError::NoSlash);
        }
        let bad_escape =
            text.match_indices('~').find(|(at, _)| !matches!(text.as_bytes().get(at + 1), Some(b'0' | b'1')));
        match bad_escape {
            Some((at, _)) => Err(PointerError::BadEscape(at)),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// The written form, escapes and all.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the record itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Goes one step down, to the member `key`.
    pub fn push(&mut self, key: &str) {
        self.0.push('/');
        push_escaped(&mut self.0, key);
    }

    /// Goes one step down, to the element at `index`, counted from 0.
    pub fn push_index(&mut self, index: usize) {
        self.push(&index.to_string());
    }

    /// Goes one step up and returns the token it came from, unescaped; at the root stays there.
    pub fn pop(&mut self) -> Option<String> {
        let slash = self.0.rfind('/')?;
        let token = unescape(self.0.get(slash + 1..)?).into_owned();
        self.0.truncate(slash);
        Some(token)
    }

    /// The pointer of the member `key` below this one.
    #[must_use]
    pub fn join(&self, key: &str) -> Self {
        let mut joined = self.clone();
        joined.push(key);
        joined
    }

    /// The pointer of the element at `index` below this one.
    #[must_use]
    pub fn join_index(&self, index: usize) -> Self {
        let mut joined = self.clone();
        joined.push_index(index);
        joined
    }

    /// This pointer followed by the steps of another.
    #[must_use]
    pub fn concat(&self, below: &Pointer) -> Self {
        Self(format!("{}{}", self.0, below.0))
    }

    /// The pointer one step up; none above the root.
    pub fn parent(&self) -> Option<Self> {
        let slash = self.0.rfind('/')?;
        self.0.get(..slash).map(|up| Self(up.to_owned()))
    }

    /// The pointer of another member of the object this one lies in; of a member of the record at the root.
    #[must_use]
    pub fn sibling(&self, key: &str) -> Self {
        self.parent().unwrap_or_default().join(key)
    }

    /// The tokens from the root down, unescaped.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = Cow<'_, str>> + Clone {
        // The text before the first `/` is empty and no token.
        self.0.get(1..).into_iter().flat_map(|all| all.split('/')).map(unescape)
    }

    /// The last token, unescaped.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.tokens().next_back()
    }

    /// How many steps lie between the root and the value.
    pub fn depth(&self) -> usize {
        memchr::memchr_iter(b'/', self.0.as_bytes()).count()
    }

    /// Whether the value lies at or below `ancestor`; whole tokens are compared.
    pub fn starts_with(&self, ancestor: &Pointer) -> bool {
        self.relative_to(ancestor).is_some()
    }

    /// Whether the last steps are those of `tail`; whole tokens are compared.
    pub fn ends_with(&self, tail: &Pointer) -> bool {
        self.0.ends_with(&tail.0)
    }

    /// The steps from `ancestor` down to here; none if this does not lie at or below it.
    pub fn relative_to(&self, ancestor: &Pointer) -> Option<Pointer> {
        let below = self.0.strip_prefix(ancestor.as_str())?;
        (below.is_empty() || below.starts_with('/')).then(|| Self(below.to_owned()))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::str::FromStr for Pointer {
    type Err = PointerError;

    fn from_str(text: &str) -> Result<Self, PointerError> {
        Self::parse(text)
    }
}

fn push_escaped(pointer: &mut String, key: &str) {
    for character in key.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

fn unescape(token: &str) -> Cow<'_, str> {
    if !token.contains('~') {
        return Cow::Borrowed(token);
    }
    // `~1` first, so that `~01` becomes `~1` and not `/`: RFC 6901, section 4.
    Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
}

#[cfg(test)]
mod tests {
    use super::{Pointer, PointerError};
    use proptest::prelude::*;

    /// The examples of RFC 6901, section 5, that need no escape of JSON itself.
    const RFC_EXAMPLES: &[(&str, &[&str])] = &[
        ("", &[]),
        ("/foo", &["foo"]),
        ("/foo/0", &["foo", "0"]),
        ("/", &[""]),
        ("/a~1b", &["a/b"]),
        ("/c%d", &["c%d"]),
        ("/ ", &[" "]),
        ("/m~0n", &["m~n"]),
        ("/~01", &["~1"]),
    ];

    #[test]
    fn reads_and_writes_the_examples_of_the_rfc() {
        for (written, tokens) in RFC_EXAMPLES {
            let pointer = Pointer::parse(written).unwrap();
            assert_eq!(pointer.tokens().collect::<Vec<_>>(), *tokens, "{written}");
            assert_eq!(pointer.depth(), tokens.len(), "{written}");
            let built = tokens.iter().fold(Pointer::root(), |up, key| up.join(key));
            assert_eq!(built, pointer);
        }
    }

    #[test]
    fn refuses_what_is_no_pointer() {
        assert_eq!(Pointer::parse("a"), Err(PointerError::NoSlash));
        assert_eq!(Pointer::parse("/a~"), Err(PointerError::BadEscape(2)));
        assert_eq!(Pointer::parse("/é~2"), Err(PointerError::BadEscape(3)));
    }

    #[test]
    fn compares_whole_tokens() {
        let pointer = Pointer::parse("/when/date").unwrap();
        assert!(pointer.starts_with(&Pointer::parse("/when").unwrap()));
        assert!(!pointer.starts_with(&Pointer::parse("/wh").unwrap()));
        assert!(pointer.ends_with(&Pointer::parse("/date").unwrap()));
        assert_eq!(pointer.relative_to(&Pointer::root()), Some(pointer.clone()));
        assert_eq!(pointer.sibling("text").as_str(), "/when/text");
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn tokens_come_back_as_they_went_in(tokens: Vec<String>) {
            let mut pointer = Pointer::root();
            for token in &tokens {
                pointer.push(token);
            }
            prop_assert_eq!(pointer.tokens().collect::<Vec<_>>(), tokens.clone());
            prop_assert_eq!(Pointer::parse(pointer.as_str()), Ok(pointer.clone()));
            for token in tokens.iter().rev() {
                let up = pointer.parent();
                prop_assert_eq!(pointer.pop(), Some(token.clone()));
                prop_assert_eq!(Some(&pointer), up.as_ref());
            }
            prop_assert!(pointer.is_root());
        }

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            if let Ok(pointer) = Pointer::parse(&text) {
                let again = pointer.tokens().fold(Pointer::root(), |up, key| up.join(&key));
                prop_assert_eq!(again.as_str(), text);
            }
        }
    }
}
