//! Tags of HTML.

/// How far the end of a tag is looked for, in bytes.
const LONGEST: usize = 400;

/// Elements that are seldom meant as a word between brackets, and whether each begins a line of its own.
const ELEMENTS: &str = include_str!("../../tables/html_elements.tsv");

/// The length of the tag or comment that a text begins with, and the white space that stands for it.
pub(super) fn at_start(text: &str) -> Option<(usize, &'static str)> {
    for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>")] {
        if text.starts_with(opening) {
            let end = within(text, LONGEST).find(closing)? + closing.len();
            return Some((end, ""));
        }
    }
    let inner = text.get(1..)?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b':';
    let name = &inner[..inner.bytes().take_while(is_name).count()];
    let is_a_line = element(name)?;
    let behind = &inner[name.len()..];
    if !behind.starts_with(['>', '/', ' ', '\t', '\n', '\r']) {
        return None;
    }
    let end = within(behind, LONGEST).find(['>', '<']).filter(|end| behind[*end..].starts_with('>'))?;
    // x <b and y> z: what stands in a tag are attributes.
    let attributes = behind[..end].trim().trim_end_matches('/');
    if !attributes.is_empty() && !attributes.contains('=') {
        return None;
    }
    let length = text.len() - behind.len() + end + 1;
    Some((length, if is_a_line { "\n" } else { "" }))
}

fn element(name: &str) -> Option<bool> {
    let mut lines = ELEMENTS.lines().filter_map(|line| line.split_once('\t'));
    lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, is_a_line)| is_a_line == "line")
}

/// The beginning of a text, of so many bytes or a few less.
fn within(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
