//! Phrases that are said in several rooms, and are said in the same words.

use std::borrow::Cow;

use crate::message;
use crate::words::{Argument, Message};

/// A number with what it counts, a noun of ours whose plural ends in s.
///
/// ```
/// use tadqiq::internals::words::phrase::number;
/// assert_eq!(number(1, "record").plain(), "1 record");
/// assert_eq!(number(0, "record").plain(), "0 records");
/// ```
pub fn number(count: u64, noun: impl Into<Cow<'static, str>>) -> Message {
    let noun = Argument::ours(noun);
    match count {
        1 => message!("1 {noun}", noun),
        count => message!("{count} {noun}s", count, noun),
    }
}

/// The question whether a word was meant for another.
///
/// ```
/// use tadqiq::internals::words::phrase::did_you_mean;
/// assert_eq!(did_you_mean("participants").plain(), "did you mean participants?");
/// ```
pub fn did_you_mean(nearest: impl Into<Argument>) -> Message {
    message!("did you mean {nearest}?", nearest: nearest.into())
}

/// "a, b and c".
pub fn all_of(mut items: Vec<Argument>) -> Argument {
    match items.pop() {
        Some(last) if items.is_empty() => last,
        Some(last) => message!("{items} and {last}", items, last).into(),
        None => items.into(),
    }
}
