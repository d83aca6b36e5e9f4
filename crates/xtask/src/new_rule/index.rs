//! Lines put in order among their like.

/// A text with `pub mod NAME;` in order among those that it has; none if it has none.
pub fn in_order(text: &str, name: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let module = |line: &str| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned);
    let last = lines.iter().rposition(|line| module(line).is_some())?;
    let after = lines.iter().position(|line| module(line).is_some_and(|other| other.as_str() > name));
    Some(with_line(&lines, after.unwrap_or(last + 1), &format!("pub mod {name};")))
}

/// The index with the rule in its table, by family and defect; none if there is no table.
pub fn in_table(index: &str, family: &str, defect: &str) -> Option<String> {
    let lines: Vec<&str> = index.lines().collect();
    let start = lines.iter().position(|line| line.starts_with("pub static ALL:"))?;
    let end = start + lines.get(start..)?.iter().position(|line| *line == "];")?;
    let id = |line: &str| {
        let (family, module) = line.trim().strip_prefix('&')?.strip_suffix("::RULE,")?.split_once("::")?;
        Some((family.to_owned(), module.replace('_', "-")))
    };
    let own = (family.to_owned(), defect.to_owned());
    let after = (start + 1..end).find(|line| id(lines[*line]).is_some_and(|other| other > own));
    let line = format!("    &{family}::{}::RULE,", defect.replace('-', "_"));
    Some(with_line(&lines, after.unwrap_or(end), &line))
}

fn with_line(lines: &[&str], position: usize, line: &str) -> String {
    let (before, after) = lines.split_at(position);
    let all = before.iter().copied().chain([line]).chain(after.iter().copied());
    all.flat_map(|line| [line, "\n"]).collect()
}
