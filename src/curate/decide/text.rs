//! A file of decisions with some taken out and some put in: the lines that stay keep their bytes, and all are in order.

use crate::policy::decisions::Decisions;
use crate::render::write_line;
use crate::report::Decision;

/// The text of the decisions that stay, and of those that come.
pub fn rewritten(
    before: &[u8],
    known: &Decisions,
    stays: &dyn Fn(&Decision) -> bool,
    added: &[&Decision],
) -> Vec<u8> {
    let kept = known.lines().iter().filter(|line| stays(&line.decision)).map(|line| {
        let bytes = before.get(line.start as usize..line.end as usize).unwrap_or_default();
        (line.decision.order(), bytes.to_vec())
    });
    let new = added.iter().map(|decision| (decision.order(), line_of(decision)));
    let mut lines: Vec<_> = kept.chain(new).collect();
    lines.sort();
    let end: &[u8] = if before.windows(2).any(|pair| pair == b"\r\n") { b"\r\n" } else { b"\n" };
    lines.into_iter().flat_map(|(_, line)| [line.as_slice(), end].concat()).collect()
}

/// As a line of JSON in which nothing is written raw that a terminal would obey: it is read in reviews.
fn line_of(decision: &Decision) -> Vec<u8> {
    let mut line = Vec::new();
    // Writing into memory does not fail.
    let _ = write_line(decision, &mut line);
    line.truncate(line.trim_ascii_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Rules;

    fn read(text: &str) -> Decisions {
        Decisions::read(text.as_bytes(), &Rules::default()).unwrap()
    }

    #[test]
    fn lines_that_stay_keep_their_bytes_and_all_are_in_order() {
        let line = |rule: &str, digit: &str| {
            format!(r#"{{"rule":"{rule}","why":"so","cause":"{}"}}"#, digit.repeat(16))
        };
        let spaced = format!(r#"{{ "cause": "{}",  "rule": "name/script", "why": "so" }}"#, "3".repeat(16));
        let before = format!("{spaced}\r\n\r\n{}", line("name/honorific", "2"));
        let new = read(&line("name/honorific", "1"));
        let added = [new.lines()[0].decision.as_ref()];
        let after = rewritten(before.as_bytes(), &read(&before), &|_| true, &added);
        let expected =
            [line("name/honorific", "1"), line("name/honorific", "2"), spaced.clone()].join("\r\n") + "\r\n";
        assert_eq!(String::from_utf8(after).unwrap().replace("\"arguments\":[],", ""), expected);
        let out = rewritten(before.as_bytes(), &read(&before), &|known| known.rule == "name/script", &[]);
        assert_eq!(String::from_utf8(out).unwrap(), format!("{spaced}\r\n"));
    }
}
