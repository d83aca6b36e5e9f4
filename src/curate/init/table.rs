//! Tables beside the code: a row a line, cells apart by tabs, `#` before what is said of them.

/// The rows of a table, in cells.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect())
}
