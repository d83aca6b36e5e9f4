//! A message as it is kept on disk: flat, so that what was tampered with cannot nest without an end.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Argument, Message};
use crate::words::Untrusted;

/// Sentences stand in sentences and lists, seldom more than twice.
const DEEPEST: usize = 16;

/// A message, each part before those that it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMessage(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Part {
    /// A template, and the names of its arguments, which follow.
    Sentence(Cow<'static, str>, Vec<Cow<'static, str>>),
    Ours(Cow<'static, str>),
    Data(Untrusted),
    /// So many follow.
    List(u32),
}

impl KeptMessage {
    /// The message as it is kept.
    pub fn of(message: &Message) -> Self {
        let mut parts = Vec::new();
        add_sentence(message, &mut parts);
        Self(parts)
    }

    /// The message that was kept; none where the parts make none.
    pub fn message(self) -> Option<Message> {
        let mut parts = self.0.into_iter();
        let message = match argument(&mut parts, DEEPEST)? {
            Argument::Message(message) => *message,
            _ => return None,
        };
        parts.next().is_none().then_some(message)
    }
}

fn add_sentence(message: &Message, parts: &mut Vec<Part>) {
    let names = message.arguments.iter().map(|(name, _)| name.clone()).collect();
    parts.push(Part::Sentence(message.template.clone(), names));
    message.arguments.iter().for_each(|(_, argument)| add(argument, parts));
}

fn add(argument: &Argument, parts: &mut Vec<Part>) {
    match argument {
        Argument::Ours(ours) => parts.push(Part::Ours(ours.clone())),
        Argument::Data(data) => parts.push(Part::Data(data.clone())),
        Argument::Message(message) => add_sentence(message, parts),
        Argument::List(items) => {
            parts.push(Part::List(items.len() as u32));
            items.iter().for_each(|item| add(item, parts));
        }
    }
}

fn argument(parts: &mut std::vec::IntoIter<Part>, deep: usize) -> Option<Argument> {
    let deeper = deep.checked_sub(1)?;
    Some(match parts.next()? {
        Part::Ours(ours) => Argument::Ours(ours),
        Part::Data(data) => Argument::Data(data),
        Part::List(count) => {
            let items = (0..count).map(|_| argument(parts, deeper));
            Argument::List(items.collect::<Option<_>>()?)
        }
        Part::Sentence(template, names) => {
            let arguments = names.into_iter().map(|name| Some((name, argument(parts, deeper)?)));
            let arguments = arguments.collect::<Option<_>>()?;
            Argument::Message(Box::new(Message { template, arguments }))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message;

    #[test]
    fn a_message_comes_back_as_it_was() {
        let inner = message!("of {year}", year: 2022u32);
        let all = vec![Argument::from("a"), Argument::ours("b"), Argument::from(inner)];
        for message in [Message::from("plain"), message!("{all}, {name}", all, name: "x\u{202e}y")] {
            assert_eq!(KeptMessage::of(&message).message(), Some(message));
        }
    }

    #[test]
    fn what_makes_no_message_is_none() {
        let sentence = |names: &[&'static str]| {
            Part::Sentence("{a}".into(), names.iter().map(|name| Cow::Borrowed(*name)).collect())
        };
        let endless: Vec<Part> = (0..100_000).map(|_| Part::List(1)).collect();
        let broken = [
            vec![],
            vec![Part::Ours("a".into())],
            vec![sentence(&["a"])],
            vec![sentence(&[]), sentence(&[])],
            vec![sentence(&["a"]), Part::List(u32::MAX)],
            std::iter::once(sentence(&["a"])).chain(endless).collect(),
        ];
        for parts in broken {
            assert_eq!(KeptMessage(parts).message(), None);
        }
    }
}
