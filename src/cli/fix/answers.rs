//! Where the answers come from.

use std::io::{self, BufRead, IsTerminal, Write};

use super::err;
use crate::cli::Failure;
use crate::cli::stdin::{read_whole, unreadable};
use crate::curate::mend::answer::{Answer, Reply};
use crate::curate::mend::{Refusal, Session};
use crate::render::{Display, render_error};

/// Where answers come from.
pub enum Answers {
    /// Somebody types them.
    Typed,
    /// They were given together.
    Given(std::vec::IntoIter<Answer>),
}

impl Answers {
    /// Those of the standard input. What is given together is read first: where a line of it cannot be taken, none is.
    pub fn of_stdin(session: &mut Session) -> Result<Self, Failure> {
        if io::stdin().is_terminal() {
            return Ok(Self::Typed);
        }
        let text = read_whole("more answers than one run takes")?;
        let mut answers = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let read = read(line).and_then(|answer| {
                answer.as_ref().map_or(Ok(()), |answer| session.consider(answer))?;
                Ok(answer)
            });
            answers.extend(read.map_err(|cause| Refusal::Line { line: number, cause: Box::new(cause) })?);
        }
        Ok(Self::Given(answers.into_iter()))
    }

    /// Whether somebody types them, who may try again and stop at any question.
    pub fn are_typed(&self) -> bool {
        matches!(self, Self::Typed)
    }

    /// The next answer; none at the end. What the question is about is shown to whoever types, who is asked until
    /// there is an answer; and before an answer that is given to it.
    pub fn next(&mut self, shown: &[u8], prompt: &[u8], display: Display) -> Result<Option<Answer>, Failure> {
        match self {
            Self::Given(answers) => {
                let answer = answers.next();
                if answer.as_ref().is_some_and(|answer| answer.about.is_none()) {
                    err().write_all(&[shown, prompt, b"\n"].concat())?;
                }
                Ok(answer)
            }
            Self::Typed => {
                err().write_all(shown)?;
                typed_answer(prompt, display)
            }
        }
    }
}

fn typed_answer(prompt: &[u8], display: Display) -> Result<Option<Answer>, Failure> {
    loop {
        let Some(line) = typed(prompt, display)? else { return Ok(None) };
        match read(&line) {
            Ok(Some(Answer { about, reply: Reply::Decide(None) })) => {
                let Some(why) = typed(b"why? ", display)? else { return Ok(None) };
                let why = Some(why.trim().to_owned()).filter(|why| !why.is_empty());
                return Ok(Some(Answer { about, reply: Reply::Decide(why) }));
            }
            Ok(Some(answer)) => return Ok(Some(answer)),
            Ok(None) => {}
            Err(refusal) => render_error(&refusal, display, &mut err())?,
        }
    }
}

/// A line that somebody types behind a question; none at the end.
fn typed(question: &[u8], display: Display) -> Result<Option<String>, Failure> {
    loop {
        err().write_all(question)?;
        let mut line = Vec::new();
        if io::stdin().lock().read_until(b'\n', &mut line).map_err(unreadable)? == 0 {
            writeln!(err())?;
            return Ok(None);
        }
        match String::from_utf8(line) {
            Ok(line) => return Ok(Some(line)),
            // Of a reason in another encoding not a letter would be lost in silence.
            Err(error) => {
                let line = String::from_utf8_lossy(error.as_bytes());
                render_error(&no_answer(&line), display, &mut err())?;
            }
        }
    }
}

fn read(line: &str) -> Result<Option<Answer>, Refusal> {
    Answer::read(line).map_err(|_| no_answer(line))
}

fn no_answer(line: &str) -> Refusal {
    Refusal::NoAnswer { line: line.trim().chars().take(60).collect() }
}
