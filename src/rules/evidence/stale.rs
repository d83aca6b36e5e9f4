//! `evidence/stale`

use crate::message;
use crate::record::texts::DigestCheck;
use crate::record::{Context, Facts, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::Level;

rule! {
    /// A source has changed since its digest was taken.
    ///
    /// The registry keeps the SHA-256 of each source's text, so that quotations and offsets can be trusted.
    /// This text has another one: it was edited, or saved anew. Look the quotations up again, then write the
    /// new digest.
    ///
    /// A digest of another kind (MD5, SHA-1), or one that is cut short, cannot be held against the text, and is
    /// reported as well.
    ///
    /// **Not an error:** a source without a digest; capitals, or no `sha256:` before the 64 digits, where the
    /// schema allows it.
    pub static RULE = {
        id: "evidence/stale",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["schema/format"],
        check: Check::dataset(Needs::Nothing, observe, conclude),
    }
}

/// The texts say it themselves.
fn observe(_: &Record<'_>, _: &Context, _: &mut Facts) {}

fn conclude(_: &Facts, context: &Context, findings: &mut Findings<'_>) {
    for text in context.texts.all() {
        match &text.digest {
            None | Some((_, DigestCheck::Same)) => {}
            Some((place, DigestCheck::Differs { now })) => {
                findings
                    .at(
                        *place,
                        message!("the text of {source} has another digest", source: text.source.as_str()),
                    )
                    .related(text.place(&(0..0)), "the text")
                    .help(message!("if the quotations are right, write {now}", now: now.as_str()));
            }
            Some((place, DigestCheck::Unknown { algorithm, length, now })) => {
                let label = match algorithm.as_deref() {
                    Some("sha256") => {
                        message!("a SHA-256 has 64 hexadecimal digits, this has {length} characters", length: *length)
                    }
                    Some(algorithm) => {
                        message!("{algorithm} is not held against texts, SHA-256 is", algorithm: algorithm.to_owned())
                    }
                    None => message!("this is no digest that is known"),
                };
                findings
                    .at(*place, label)
                    .title("a digest cannot be held against its text")
                    .related(text.place(&(0..0)), "the text")
                    .help(message!("if the quotations are right, write {now}", now: now.as_str()));
            }
        }
    }
}
