//! What GitHub's runner takes for commands in a line of a log: its two parsers, as strict as it is lax.
//!
//! It looks for its marks as a culture compares text, so what nobody sees is taken out first; and any name
//! counts as a command's here, since which ones are known changes.

use crate::text::character::{is_bidi_control, is_invisible};

/// A command that the runner would obey.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    pub name: String,
    pub properties: Vec<(String, String)>,
    pub data: String,
}

/// The commands of an output, a line each at most.
pub fn commands(output: &str) -> Vec<Command> {
    // A carriage return alone ends a line for it as well.
    output.split(['\n', '\r']).filter_map(command).collect()
}

fn command(line: &str) -> Option<Command> {
    let line: String = line.chars().filter(|&it| !is_invisible(it) && !is_bidi_control(it)).collect();
    at_the_start(&line).or_else(|| anywhere(&line))
}

/// `::name key=value,key=value::data`, behind white space at most.
fn at_the_start(line: &str) -> Option<Command> {
    let (head, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let data = unescaped(data, &[("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]);
    let escapes = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
    Some(parts(head, ',', data, &escapes))
}

/// `##[name key=value;key=value]data`, anywhere.
fn anywhere(line: &str) -> Option<Command> {
    let (_, rest) = line.split_once("##[")?;
    let (head, data) = rest.split_once(']')?;
    let escapes = [("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%25", "%")];
    Some(parts(head, ';', unescaped(data, &escapes), &escapes))
}

fn parts(head: &str, separator: char, data: String, escapes: &[(&str, &str)]) -> Command {
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let properties = properties.split(separator).filter_map(|pair| pair.split_once('='));
    let properties = properties.map(|(key, value)| (key.trim().to_owned(), unescaped(value, escapes)));
    Command { name: name.to_owned(), properties: properties.collect(), data }
}

fn unescaped(text: &str, escapes: &[(&str, &str)]) -> String {
    escapes.iter().fold(text.to_owned(), |text, (escape, character)| text.replace(escape, character))
}

#[test]
fn it_knows_a_command() {
    for line in ["::error::x", " \u{a0}::error file=a::x", "│ ##[group]x", "a#\u{200d}#[x]", ":\u{200c}:x::"]
    {
        assert_eq!(commands(line).len(), 1, "{line}");
    }
    for line in ["a ::error::x", "::error", "# #[group]", "##[group"] {
        assert_eq!(commands(line), [], "{line}");
    }
}
