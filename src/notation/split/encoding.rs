//! What the first bytes of a file say about it: text, and in which encoding, or something else.

use super::ProblemKind;

/// U+FEFF in UTF-8.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Whether a text starts with the byte order mark of UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByteOrderMark {
    /// It does not, as RFC 8259 wants it.
    Absent,
    /// It does; its three bytes are not part of the first record.
    Present,
}

/// So many bytes are looked at to tell text from other files.
const LOOKED_AT: usize = 4096;

/// First bytes of files that are not text, and what they are.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x1F\x8B", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive or a spreadsheet"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ\x00", "an xz archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"Obj\x01", "an Avro file"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"\x7FELF", "a program"),
];

/// First bytes of texts in other encodings of Unicode; longer ones first.
const OTHER_MARKS: &[(&[u8], &str)] = &[
    (b"\xFF\xFE\x00\x00", "UTF-32 (little-endian)"),
    (b"\x00\x00\xFE\xFF", "UTF-32 (big-endian)"),
    (b"\xFF\xFE", "UTF-16 (little-endian)"),
    (b"\xFE\xFF", "UTF-16 (big-endian)"),
];

/// Tells from a file's first bytes (4 KiB are enough) whether it can hold records.
///
/// # Errors
///
/// When it cannot: it is empty, blank (if these are all its bytes), in UTF-16 or UTF-32, or no text.
pub fn examine(start: &[u8]) -> Result<ByteOrderMark, ProblemKind> {
    if start.is_empty() {
        return Err(ProblemKind::Empty);
    }
    if let Some((_, name)) = OTHER_MARKS.iter().find(|(mark, _)| start.starts_with(mark)) {
        return Err(ProblemKind::Utf16(name));
    }
    if let Some((_, name)) = SIGNATURES.iter().find(|(first, _)| start.starts_with(first)) {
        return Err(ProblemKind::Binary(name));
    }
    if let Some(name) = unmarked_utf16(start) {
        return Err(ProblemKind::Utf16(name));
    }
    let (mark, text) = match start.strip_prefix(MARK) {
        Some(text) => (ByteOrderMark::Present, text),
        None => (ByteOrderMark::Absent, start),
    };
    if text.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
        return Err(ProblemKind::Blank);
    }
    if is_data_of_a_program(text) {
        return Err(ProblemKind::Binary("data of a program"));
    }
    Ok(mark)
}

/// A JSON text starts with an ASCII character, so in UTF-16 one of its first two bytes is zero.
fn unmarked_utf16(start: &[u8]) -> Option<&'static str> {
    match start {
        [0, 1..=255, 0, _, ..] | [0, 1..=255] => Some("UTF-16 (big-endian)"),
        [1..=255, 0, _, 0, ..] | [1..=255, 0] => Some("UTF-16 (little-endian)"),
        _ => None,
    }
}

/// Whether a file does not start as JSON does and more than one byte in ten is a control character.
///
/// In a file that starts as JSON does, a control character is the matter of its record.
fn is_data_of_a_program(text: &[u8]) -> bool {
    let first = text.trim_ascii_start().first();
    if matches!(first, Some(b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')) {
        return false;
    }
    let looked_at = text.get(..LOOKED_AT).unwrap_or(text);
    let is_control = |byte: &&u8| matches!(byte, 0..=8 | 0x0B | 0x0C | 0x0E..=0x1F);
    looked_at.iter().filter(is_control).count() * 10 > looked_at.len()
}
