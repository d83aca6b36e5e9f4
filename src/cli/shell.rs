//! `completions` and `man`: what a shell and a reader of manuals want of the program.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Arguments, ExitStatus, Failure};
use crate::text::character::show;
use crate::text::nearest::nearest;

/// Prints the script that completes the program's commands and options in a shell.
pub fn completions(shell: Shell) -> Result<ExitStatus, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "tadqiq", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(ExitStatus::Clean)
}

/// Prints the manual's page in roff: the program's, or a command's.
pub fn man(command: Option<&str>) -> Result<ExitStatus, Failure> {
    let mut program = Arguments::command();
    program.build();
    let page = match command {
        None => clap_mangen::Man::new(program),
        Some(name) => {
            let Some(command) = program.find_subcommand(name) else {
                return Err(Failure::Error(Box::new(UnknownCommand::new(name, &program))));
            };
            clap_mangen::Man::new(command.clone())
        }
    };
    let mut text = Vec::new();
    page.render(&mut text)?;
    io::stdout().lock().write_all(&text)?;
    Ok(ExitStatus::Clean)
}

/// A command's name that is none.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("unknown command: {}", show(.name))]
#[diagnostic(code(tadqiq::unknown_command), help("{}", self.way_out()))]
struct UnknownCommand {
    name: String,
    nearest: Option<String>,
}

impl UnknownCommand {
    fn new(name: &str, program: &clap::Command) -> Self {
        let names = program.get_subcommands().map(clap::Command::get_name);
        Self { name: name.to_owned(), nearest: nearest(name, names).map(str::to_owned) }
    }

    fn way_out(&self) -> String {
        match &self.nearest {
            Some(nearest) => format!("did you mean {nearest}?"),
            None => "tadqiq --help lists them all".to_owned(),
        }
    }
}
