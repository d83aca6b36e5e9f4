//! A proposal for people: what was read, what each place is taken for, and the files.

use std::io::{self, Write};

use super::guess::{FieldGuess, GuessedMeaning, Guesses};
use super::{CollectionProposal, ProjectProposal};
use crate::render::hanging;
use crate::report::shown::{shown, shown_without_isolates};
use crate::text::character::display_width;

/// Writes what was read and guessed, in lines of so many cells.
///
/// # Errors
///
/// Those of `out`.
pub fn write_summary(proposal: &ProjectProposal, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for collection in &proposal.collections {
        write_collection(collection, width, out)?;
    }
    for note in &proposal.notes {
        writeln!(out, "{}", hanging("note: ", &shown(note), width, 2))?;
    }
    if !proposal.notes.is_empty() {
        writeln!(out)?;
    }
    Ok(())
}

/// Writes the files as they would be.
///
/// # Errors
///
/// Those of `out`.
pub fn write_files(proposal: &ProjectProposal, out: &mut dyn Write) -> io::Result<()> {
    for (path, text) in &proposal.files {
        let there = if path.exists() { " (is there already: nothing is written over it)" } else { "" };
        writeln!(out, "── {}{there}\n", shown(&path.display().to_string()))?;
        writeln!(out, "{}", text.trim_end())?;
        writeln!(out)?;
    }
    Ok(())
}

fn write_collection(collection: &CollectionProposal, width: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {}", shown(&collection.name), shown(&collection.schema))?;
    for line in &collection.read {
        writeln!(out, "{}", hanging("  ", &shown(line), width, 4))?;
    }
    writeln!(out, "{}", hanging("  ", &shown(&collection.why), width, 4))?;
    if !collection.guesses.fields.is_empty() {
        writeln!(out)?;
        write_table(&collection.guesses, width, out)?;
    }
    writeln!(out)
}

/// A row a place: pointer, role, whether it is to be reviewed, ground; where that leaves the ground no room, on a line
/// of its own.
fn write_table(guesses: &Guesses, most: usize, out: &mut dyn Write) -> io::Result<()> {
    const WIDEST: usize = 40;
    const LEAST_OF_GROUND: usize = 24;
    const INDENT: usize = 6;

    let rows: Vec<[String; 4]> = guesses
        .fields
        .iter()
        .flat_map(|field| {
            let conditional = guesses.conditional.iter().filter(|guess| guess.field.pointer == field.pointer);
            let of_some = conditional.map(|guess| {
                let [place, role, review, ground] = row(&guess.field);
                [
                    place,
                    role,
                    review,
                    format!("{}; {ground}", shown_without_isolates(&guess.condition.in_words())),
                ]
            });
            std::iter::once(row(field)).chain(of_some).collect::<Vec<_>>()
        })
        .collect();
    let heads = ["place", "role", "review", "ground"];
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| display_width(cell));
        cells.chain([display_width(heads.get(column).unwrap_or(&""))]).max().unwrap_or(0).min(WIDEST)
    };
    let widths = [width(0), width(1), width(2)];
    let mut line = |cells: [&str; 4]| {
        let mut head = String::from("  ");
        for (cell, width) in cells.iter().zip(widths) {
            let room = width.saturating_sub(display_width(cell));
            head.push_str(&format!("{cell}{}  ", " ".repeat(room)));
        }
        let ground = cells.last().unwrap_or(&"");
        let column = 2 + widths.iter().map(|width| width + 2).sum::<usize>();
        match column + LEAST_OF_GROUND <= most && display_width(&head) == column {
            true => writeln!(out, "{}", hanging(&head, ground, most, column)),
            false => {
                let head = head.trim_end();
                writeln!(out, "{head}\n{}", hanging(&" ".repeat(INDENT), ground, most, INDENT))
            }
        }
    };
    line(heads)?;
    for [place, role, review, ground] in &rows {
        line([place, role, review, ground])?;
    }
    Ok(())
}

fn row(field: &FieldGuess) -> [String; 4] {
    let place = shown(&field.pointer);
    match &field.meaning {
        GuessedMeaning::Role(guess) => {
            let mut role = guess.role.name().to_owned();
            if let Some(to) = &guess.to {
                role.push_str(&format!(" to {}", shown(to)));
            }
            if let Some(part) = &guess.participant {
                role.push_str(&format!(" of {}", shown(&part.name)));
                role.extend(part.side.map(|side| format!(" ({side})")));
            }
            [place, role, "yes".to_owned(), shown_without_isolates(&guess.ground)]
        }
        GuessedMeaning::Unknown(why) => {
            [place, "unknown".to_owned(), "yes".to_owned(), shown_without_isolates(why)]
        }
    }
}
