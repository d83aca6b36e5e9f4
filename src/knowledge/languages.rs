//! Languages by their tags (BCP 47).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::character::Script;

/// The language that a tag begins with, in small letters: `ar` of `ar-MA`.
pub(crate) fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// The script that a language is written in, by its tag (BCP 47); a script in the tag decides. None where it is not known.
pub(crate) fn script_of(tag: &str) -> Option<Script> {
    static SCRIPTS: LazyLock<FxHashMap<&str, Script>> = LazyLock::new(|| {
        let languages = [
            ("ar fa ur ckb ps sd ug", Script::Arabic),
            (
                "fr en es de it pt nl ca gl eu pl cs sk hu ro sv da nb nn no fi et lv lt sq hr sl tr id sw mt ga cy is lb",
                Script::Latin,
            ),
            ("ru uk bg be mk", Script::Cyrillic),
            ("zh", Script::Han),
            ("hi mr ne", Script::Devanagari),
            ("bn as", Script::Bengali),
            ("ta", Script::Tamil),
            ("th", Script::Thai),
            ("am ti", Script::Ethiopic),
            ("el", Script::Greek),
            ("he yi", Script::Hebrew),
            ("hy", Script::Armenian),
            ("ka", Script::Georgian),
        ];
        languages
            .into_iter()
            .flat_map(|(tags, script)| tags.split(' ').map(move |tag| (tag, script)))
            .collect()
    });
    let said = tag
        .split('-')
        .skip(1)
        .find(|part| part.len() == 4 && part.chars().all(|letter| letter.is_ascii_alphabetic()));
    match said {
        Some(said) => Script::from_short_name(&title_case(said)),
        None => SCRIPTS.get(primary(tag).as_str()).copied(),
    }
}

fn title_case(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    let mut letters = lower.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// Whether a language is written in Arabic script with letters or joiners that Arabic does not have.
pub(crate) fn extends_arabic(language: &str) -> bool {
    matches!(
        language,
        "fa" | "fas"
            | "per"
            | "prs"
            | "ur"
            | "urd"
            | "ku"
            | "ckb"
            | "kmr"
            | "sdh"
            | "ps"
            | "pus"
            | "sd"
            | "ug"
            | "pa"
            | "pnb"
            | "ks"
            | "bal"
            | "az"
            | "azb"
            | "tk"
            | "uz"
            | "kk"
            | "ky"
            | "ms"
            | "lrc"
            | "mzn"
            | "glk"
            | "skr"
            | "bqi"
    )
}
