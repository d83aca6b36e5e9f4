//! `text/markup`

use crate::knowledge::blemishes::markup::{self, Markup, MarkupKind};
use crate::knowledge::fields::{CURATED_AND_SPELLINGS, is_prose, is_verbatim};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::words::{Edit, Fix, Level, Message, Safety};

rule! {
    /// A text holds markup that was meant for a program.
    ///
    /// Entities (`O&#39;Rourke`, `R&eacute;union`), tags (`<br/>`) and escapes (`\u0027`, `\n`, `%C3%A9`) are how
    /// a page or a program writes a character. Left in a value they are shown as they stand, and a search for
    /// the name does not find it.
    ///
    /// The fix, offered, is the text as a reader of the page saw it.
    ///
    /// **Not an error:** addresses, paths (`C:\new`) and code between backticks; AT&T, x < 5, `<a@b.org>`; a field whose
    /// schema says that it is HTML or Markdown (`contentMediaType`).
    pub static RULE = {
        id: "text/markup",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::value(&CURATED_AND_SPELLINGS, CharacterClasses::MARKS, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if !markup::may_have_any(&text) || value.is_markup_declared() {
        return;
    }
    let found = markup::find(&text);
    let Some(first) = found.first() else { return };
    let places = found.iter().map(|piece| value.characters(piece.characters.clone()));
    let Some(finding) = findings.at_each(places, what_it_is(first)) else { return };
    let line_break = if is_prose(value) { '\n' } else { ' ' };
    let Some(said) = markup::plain(&text, line_break).filter(|_| !is_verbatim(value)) else { return };
    let title = message!("write what it says");
    let edits = vec![Edit::Replace { place: value.place(), text: said }];
    finding.fix(Fix { title, safety: Safety::Unsafe, edits });
}

fn what_it_is(piece: &Markup<'_>) -> Message {
    let says = match piece.says.as_str() {
        "" => message!("nothing"),
        " " => message!("a space"),
        "\n" => message!("a line break"),
        said => message!("{said}", said),
    };
    match piece.kind {
        MarkupKind::Entity => message!("{entity} is how HTML writes {says}", entity: piece.written, says),
        MarkupKind::Tag => message!("{tag} is a tag of HTML", tag: piece.written),
        MarkupKind::Escape => {
            message!("{escape} is how a program writes {says}", escape: piece.written, says)
        }
    }
}
