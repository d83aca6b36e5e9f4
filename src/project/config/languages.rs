//! Which languages a config may name.

use isolang::Language;

/// Groups of languages that are registered as one, and no language of ISO 639-3 (ISO 639-5); and tags of before.
const OTHERS: &str = "aav afa alg alv apa aqa aql art ath auf aus awd azc bad bai bat ber bih bnt btk cai cau cba ccn \
    ccs cdc cdd cel cmc cpe cpf cpp crp csu cus day dmn dra egx esx euq fiu fox gem gme gmq gmw grk hmx hok hyx iir \
    ijo inc ine ira iro itc jpx kar kdo khi kro map mkh mno mun myn nah nai ngf nic nub omq omv oto paa phi plf poz \
    pqe pqw pra qwe roa sai sal sdv sem sgn sio sit sla smi son sqj ssa syd tai tbq trk tup tut tuw urj wak wen xgn \
    xnd ypk zhx zle zls zlw znd in iw ji jw mo sh mis mul und zxx";

/// The languages that our tables of dates and offices are of.
const WITH_TABLES: [&str; 4] = ["ar", "en", "es", "fr"];

/// Whether our tables are of the language of a tag.
pub(crate) fn has_tables(tag: &str) -> bool {
    WITH_TABLES.contains(&primary(tag).as_str())
}

/// Whether a tag is one of BCP 47: its form (RFC 5646, section 2.1), and a language that is registered, by the shorter
/// of its codes.
pub(super) fn is_registered(tag: &str) -> bool {
    let mut parts = tag.split('-').skip(1);
    let is_formed = parts
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let primary = primary(tag);
    is_formed
        && match primary.len() {
            2 => Language::from_639_1(&primary).is_some() || is_other(&primary),
            3 => {
                let is_private = ("qaa"..="qtz").contains(&primary.as_str());
                let language = Language::from_639_3(&primary);
                is_private
                    || is_other(&primary)
                    || language.is_some_and(|language| language.to_639_1().is_none())
            }
            _ => false,
        }
}

fn is_other(primary: &str) -> bool {
    OTHERS.split_whitespace().any(|other| other == primary)
}

fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_one_that_is_registered() {
        for tag in ["ar", "fr-MA", "zgh", "ber", "zh-Hant-TW", "ckb", "und", "AR", "iw", "qab", "es-419"] {
            assert!(is_registered(tag), "{tag}");
        }
        for tag in ["xx", "ara", "arabic", "fr_MA", "", "a", "fr-", "عربي", "zzq", "english", "12"] {
            assert!(!is_registered(tag), "{tag}");
        }
    }
}
