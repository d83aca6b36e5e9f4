//! Sentences for people: a template of ours with named arguments.

use std::borrow::Cow;

use crate::words::Untrusted;

pub(crate) use self::kept::KeptMessage;

mod kept;

/// A template with named arguments, filled in by a format when it prints.
///
/// It is never formatted early: the template is what a translation looks up, and arguments that
/// come from the data stay [`Untrusted`] until a format's sink shows them.
///
/// ```
/// use tadqiq::message;
/// let stated = String::from("الأربعاء");
/// let sentence = message!("says {stated}, but the day is a {weekday}", stated, weekday: tadqiq::Argument::ours("Tuesday"));
/// assert_eq!(sentence.plain(), "says الأربعاء, but the day is a Tuesday");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    template: Cow<'static, str>,
    arguments: Vec<(Cow<'static, str>, Argument)>,
}

/// What stands for a `{name}` of a template.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Argument {
    /// Our own words, numbers and dates.
    Ours(Cow<'static, str>),
    /// Words of the data.
    Data(Untrusted),
    /// A sentence inside a sentence.
    Message(Box<Message>),
    /// A list, separated by commas.
    List(Vec<Argument>),
}

/// A run of a filled-in message: ours as it stands, or the data's, which a sink must show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessagePiece<'m> {
    /// Our own words.
    Ours(&'m str),
    /// Words of the data.
    Data(&'m Untrusted),
}

impl Message {
    /// A message over `template`, whose `{name}`s stand in `arguments`.
    pub fn new(template: &'static str, arguments: Vec<(&'static str, Argument)>) -> Self {
        let arguments = arguments.into_iter().map(|(name, argument)| (Cow::Borrowed(name), argument));
        Self { template: Cow::Borrowed(template), arguments: arguments.collect() }
    }

    /// The template, to look up a translation by.
    pub fn template(&self) -> &str {
        &self.template
    }

    /// The arguments and their names, in the order they were given.
    pub fn arguments(&self) -> impl Iterator<Item = (&str, &Argument)> {
        self.arguments.iter().map(|(name, argument)| (name.as_ref(), argument))
    }

    /// The message filled in, run by run. A `{name}` without an argument stays as it is written.
    pub fn pieces(&self) -> Vec<MessagePiece<'_>> {
        let mut pieces = Vec::new();
        self.fill(&mut pieces);
        pieces
    }

    /// The message filled in as plain text, the data's words included as they came.
    /// For tests, comparisons and formats that escape afterwards; not for a terminal.
    pub fn plain(&self) -> String {
        plain(&self.pieces())
    }

    fn fill<'m>(&'m self, pieces: &mut Vec<MessagePiece<'m>>) {
        let mut rest = self.template.as_ref();
        while let Some(open) = rest.find('{') {
            let Some(length) = rest[open..].find('}') else { break };
            let name = &rest[open + 1..open + length];
            let Some((_, argument)) = self.arguments.iter().find(|(given, _)| given == name) else {
                pieces.push(MessagePiece::Ours(&rest[..=open + length]));
                rest = &rest[open + length + 1..];
                continue;
            };
            if open > 0 {
                pieces.push(MessagePiece::Ours(&rest[..open]));
            }
            argument.fill(pieces);
            rest = &rest[open + length + 1..];
        }
        if !rest.is_empty() {
            pieces.push(MessagePiece::Ours(rest));
        }
    }
}

fn plain(pieces: &[MessagePiece<'_>]) -> String {
    let words = pieces.iter().map(|piece| match piece {
        MessagePiece::Ours(ours) => ours,
        MessagePiece::Data(data) => data.expose(),
    });
    words.collect()
}

impl Argument {
    /// Words of ours: a month's name, a phrase, a number already written out.
    pub fn ours(words: impl Into<Cow<'static, str>>) -> Self {
        Self::Ours(words.into())
    }

    /// It filled in as plain text, the data's words included as they came.
    pub fn plain(&self) -> String {
        let mut pieces = Vec::new();
        self.fill(&mut pieces);
        plain(&pieces)
    }

    /// The data's words in it, in their order: its own, those of the sentence it is, those of its list.
    pub fn data(&self) -> Vec<&Untrusted> {
        match self {
            Self::Ours(_) => Vec::new(),
            Self::Data(data) => vec![data],
            Self::Message(message) => message.arguments().flat_map(|(_, inner)| inner.data()).collect(),
            Self::List(items) => items.iter().flat_map(Self::data).collect(),
        }
    }

    fn fill<'m>(&'m self, pieces: &mut Vec<MessagePiece<'m>>) {
        match self {
            Self::Ours(ours) => pieces.push(MessagePiece::Ours(ours)),
            Self::Data(data) => pieces.push(MessagePiece::Data(data)),
            Self::Message(message) => message.fill(pieces),
            Self::List(items) => {
                for (position, item) in items.iter().enumerate() {
                    if position > 0 {
                        pieces.push(MessagePiece::Ours(", "));
                    }
                    item.fill(pieces);
                }
            }
        }
    }
}

impl From<&'static str> for Message {
    fn from(template: &'static str) -> Self {
        Self::new(template, Vec::new())
    }
}

// Text of unknown origin counts as the data's: forgetting to say so must not make it trusted.
impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Data(text.into())
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Data(text.into())
    }
}

impl From<Cow<'_, str>> for Argument {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Data(text.into_owned().into())
    }
}

impl From<Untrusted> for Argument {
    fn from(text: Untrusted) -> Self {
        Self::Data(text)
    }
}

impl From<&Untrusted> for Argument {
    fn from(text: &Untrusted) -> Self {
        Self::Data(text.clone())
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

impl<T: Into<Argument>> From<Vec<T>> for Argument {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

macro_rules! ours_by_display {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Argument {
            fn from(value: $kind) -> Self {
                Self::Ours(Cow::Owned(value.to_string()))
            }
        }
    )*};
}

ours_by_display!(usize, u64, u32, i64, i32, u8, u16, chrono::NaiveDate);

/// A [`Message`]: a template and its arguments, by name.
///
/// `message!("says {a}, not {b}", a, b: other)`: an argument alone is the variable of that name.
/// Strings count as the data's words; wrap ours with [`Argument::ours`].
#[macro_export]
macro_rules! message {
    ($template:literal) => { $crate::Message::from($template) };
    ($template:literal, $($rest:tt)+) => {
        $crate::Message::new($template, $crate::message!(@arguments [] $($rest)+))
    };
    (@arguments [$($done:tt)*] $name:ident : $value:expr, $($rest:tt)+) => {
        $crate::message!(@arguments [$($done)* (stringify!($name), $crate::Argument::from($value)),] $($rest)+)
    };
    (@arguments [$($done:tt)*] $name:ident : $value:expr $(,)?) => {
        vec![$($done)* (stringify!($name), $crate::Argument::from($value))]
    };
    (@arguments [$($done:tt)*] $name:ident, $($rest:tt)+) => {
        $crate::message!(@arguments [$($done)* (stringify!($name), $crate::Argument::from($name)),] $($rest)+)
    };
    (@arguments [$($done:tt)*] $name:ident $(,)?) => {
        vec![$($done)* (stringify!($name), $crate::Argument::from($name))]
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_of_the_data_stay_apart_from_our_words() {
        let name = String::from("x\u{202e}y");
        let message = message!("says {name} {count} times", name: name.clone(), count: 3usize);
        assert_eq!(
            message.pieces(),
            [
                MessagePiece::Ours("says "),
                MessagePiece::Data(&Untrusted::new(name)),
                MessagePiece::Ours(" "),
                MessagePiece::Ours("3"),
                MessagePiece::Ours(" times"),
            ]
        );
    }

    #[test]
    fn braces_without_an_argument_stay_as_written() {
        assert_eq!(Message::from("an EDTF set {a,b}").plain(), "an EDTF set {a,b}");
    }

    #[test]
    fn a_value_that_looks_like_a_template_is_not_one() {
        let value = String::from("{count}");
        assert_eq!(message!("{value} and {count}", value, count: 1usize).plain(), "{count} and 1");
    }
}
