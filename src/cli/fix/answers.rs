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
                let mut terminal =
                    Terminal { keyboard: &mut io::stdin().lock(), screen: &mut err(), display };
                terminal.screen.write_all(shown)?;
                terminal.answer(prompt)
            }
        }
    }
}

/// Somebody who types.
struct Terminal<'t> {
    keyboard: &'t mut dyn BufRead,
    screen: &'t mut dyn Write,
    display: Display,
}

impl Terminal<'_> {
    /// The answer to a question, which is put again until there is one; none at the end.
    fn answer(&mut self, prompt: &[u8]) -> Result<Option<Answer>, Failure> {
        loop {
            let Some(line) = self.line(prompt)? else { return Ok(None) };
            match read(&line) {
                Ok(Some(Answer { about, reply: Reply::Decide(None) })) => {
                    let Some(why) = self.line(b"why? ")? else { return Ok(None) };
                    let why = Some(why.trim().to_owned()).filter(|why| !why.is_empty());
                    return Ok(Some(Answer { about, reply: Reply::Decide(why) }));
                }
                Ok(Some(answer)) => return Ok(Some(answer)),
                Ok(None) => {}
                Err(refusal) => render_error(&refusal, self.display, self.screen)?,
            }
        }
    }

    /// A line that is typed behind a question; none at the end.
    fn line(&mut self, question: &[u8]) -> Result<Option<String>, Failure> {
        loop {
            self.screen.write_all(question)?;
            let mut line = Vec::new();
            if self.keyboard.read_until(b'\n', &mut line).map_err(unreadable)? == 0 {
                writeln!(self.screen)?;
                return Ok(None);
            }
            match String::from_utf8(line) {
                Ok(line) => return Ok(Some(line)),
                // Of a reason in another encoding not a letter may be lost in silence.
                Err(error) => {
                    let line = String::from_utf8_lossy(error.as_bytes());
                    render_error(&no_answer(&line), self.display, self.screen)?;
                }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_slips_is_told_what_the_answers_are_and_asked_again() {
        let typed = |keys: &[u8]| {
            let (mut keyboard, mut screen) = (keys, Vec::new());
            let display = Display::default().of_width(40);
            let mut terminal = Terminal { keyboard: &mut keyboard, screen: &mut screen, display };
            let answer = terminal.answer(b"fix? ").unwrap();
            (answer.map(|answer| answer.reply), String::from_utf8(screen).unwrap())
        };
        assert_eq!(typed(b"Y\n"), (Some(Reply::Way(1)), "fix? ".to_owned()));
        assert_eq!(typed(b"\n\nq"), (Some(Reply::Quit), "fix? fix? fix? ".to_owned()));
        assert_eq!(typed(b""), (None, "fix? \n".to_owned()));
        let why = typed("d\n caf\u{e9} \n".as_bytes());
        assert_eq!(why, (Some(Reply::Decide(Some("caf\u{e9}".to_owned()))), "fix? why? ".to_owned()));
        let (reason, said) = typed(b"d\ncaf\xe9\ncaf\n");
        assert_eq!(reason, Some(Reply::Decide(Some("caf".to_owned()))));
        assert!(said.starts_with("fix? why? ") && said.ends_with("why? "), "{said}");

        let (answer, said) = typed(b"maybe\nn\n");
        assert_eq!(answer, Some(Reply::Leave));
        assert!(said.starts_with("fix? ") && said.ends_with("\nfix? "), "{said}");
        assert!(said.lines().all(|line| line.chars().count() <= 40), "{said}");
        let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("maybe is no answer help: y, a, d, n, s, q or the number of a fix"), "{said}");
    }
}
