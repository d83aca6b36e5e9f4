use std::io::Write;

use proptest::prelude::*;

use super::blocks::Oversized;
use super::*;

fn input(bytes: &[u8]) -> Input {
    Input::spool(Path::new("-"), bytes, Some(Notation::JsonLines)).unwrap()
}

fn open(path: &Path) -> Result<Input, Error> {
    Input::open(&Location::Path(path.to_owned()), Some(Notation::JsonLines))
}

fn parts(input: &Input, sizes: BlockSizes) -> Vec<BlockPart> {
    let mut blocks = input.blocks(sizes);
    std::iter::from_fn(|| blocks.next_part().unwrap()).collect()
}

/// A line as a reader that holds everything sees it.
#[derive(Debug, PartialEq)]
struct Line {
    start: u64,
    number: u64,
    ordinal: u64,
    bytes: Vec<u8>,
}

/// Every line that is not blank, cut the plainest way.
fn plain_lines(bytes: &[u8]) -> Vec<Line> {
    let (mut start, mut ordinal) = (0, 0);
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        if !Notation::JsonLines.is_blank(line) {
            lines.push(Line { start, number, ordinal, bytes: line.to_vec() });
            ordinal += 1;
        }
        start += line.len() as u64;
    }
    lines
}

fn content_length(line: &[u8]) -> u64 {
    let line = line.strip_suffix(b"\n").map_or(line, |line| line.strip_suffix(b"\r").unwrap_or(line));
    line.len() as u64
}

/// Lines of every awkward sort: blank, short, with and without CR, longer than the limit.
fn lines() -> impl Strategy<Value = Vec<u8>> {
    let line = prop_oneof![
        3 => proptest::collection::vec(any::<u8>(), 0..12),
        2 => proptest::collection::vec(proptest::sample::select(b" \t\r".to_vec()), 0..30),
        2 => proptest::collection::vec(proptest::sample::select(b"ab\r ".to_vec()), 0..60),
    ];
    let feed = proptest::sample::select(vec![&b"\n"[..], b"\r\n", b"\n\n", b""]);
    proptest::collection::vec((line, feed), 0..20)
        .prop_map(|lines| lines.into_iter().flat_map(|(line, feed)| [line, feed.to_vec()].concat()).collect())
}

/// Every line comes out once, in its place.
fn come_out_once(bytes: &[u8], sizes: BlockSizes) -> Result<(), TestCaseError> {
    let BlockSizes { block_bytes, record_bytes } = sizes;
    let input = input(bytes);
    let mut seen = Vec::new();
    let mut end = 0;
    for part in parts(&input, sizes) {
        match part {
            BlockPart::Block(block) => {
                prop_assert!(block.start_offset >= end && !block.bytes.is_empty());
                prop_assert!(block.bytes.len() as u64 <= block_bytes + record_bytes + 2);
                end = block.start_offset + block.bytes.len() as u64;
                prop_assert_eq!(&bytes[block.start_offset as usize..end as usize], &block.bytes[..]);
                for line in plain_lines(&block.bytes) {
                    prop_assert!(content_length(&line.bytes) <= record_bytes);
                    seen.push(Line {
                        start: block.start_offset + line.start,
                        number: block.first_line + line.number - 1,
                        ordinal: block.first_ordinal + line.ordinal,
                        bytes: line.bytes,
                    });
                }
            }
            BlockPart::Oversized(Oversized { start, end: line_end, line, ordinal }) => {
                prop_assert!(start >= end && line_end - start > record_bytes);
                let rest = &bytes[line_end as usize..];
                let feed = if rest.starts_with(b"\r\n") { 2 } else { rest.len().min(1) };
                end = line_end + feed as u64;
                let bytes = bytes[start as usize..end as usize].to_vec();
                seen.push(Line { start, number: line, ordinal, bytes });
            }
        }
    }
    prop_assert_eq!(seen, plain_lines(bytes));
    Ok(())
}

/// A case that the property below once failed.
#[test]
fn lines_longer_than_the_limit_come_out_in_their_place() {
    let bytes = concat!(
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n",
        "\0\0\0\r\n",
        "\0\0\0\0\0\0\0\0\n",
        "                     \r\n",
        "\0\0\0\0\0\0\0\0\0\0\r\n",
        "\0\0\0\0\0\0\0\0\0\0\r\n",
        "\0\0\0\0\0\0\r\n",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa                    \n",
        "\0\0\0\0\0\0\0\0\0\0\n",
        "aaaaaaaaaaaaaaaa\n",
        "\0\0\0\0\0\0\0\r\n",
        "\0\0\0\0\0\0\0\0\0\0\n",
        "\0\0\0\r\n",
        "\0\0\0\0\0\0\0\0\0\0\0\r\n",
    );
    come_out_once(bytes.as_bytes(), BlockSizes { block_bytes: 38, record_bytes: 16 }).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..crate::properties::config() })]

    #[test]
    fn every_line_comes_out_once_in_its_place(
        bytes in lines(),
        block_bytes in 1_u64..40,
        record_bytes in 1_u64..40,
    ) {
        come_out_once(&bytes, BlockSizes { block_bytes, record_bytes })?;
    }

    #[test]
    fn blocks_together_are_the_file(bytes in lines(), block_bytes in 1_u64..40) {
        let input = input(&bytes);
        let together: Vec<u8> = parts(&input, BlockSizes { block_bytes, record_bytes: 1 << 20 })
            .into_iter()
            .flat_map(|part| match part {
                BlockPart::Block(block) => block.bytes,
                BlockPart::Oversized(_) => Vec::new(),
            })
            .collect();
        prop_assert_eq!(together, bytes);
    }

    #[test]
    fn a_range_is_those_bytes_or_a_fault(bytes in lines(), start in 0_u64..300, length in 0_u64..300) {
        let input = input(&bytes);
        match input.read_range(start, length) {
            Ok(read) => prop_assert_eq!(&bytes[start as usize..(start + length) as usize], &read[..]),
            Err(error) => {
                prop_assert!(start + length > bytes.len() as u64);
                let changed = matches!(error, Error::Changed { .. });
                prop_assert!(changed);
            }
        }
    }
}

#[test]
fn an_oversized_line_is_never_held() {
    let mut bytes = b"{\"id\":1}\n".to_vec();
    bytes.resize(bytes.len() + 8_000_000, b'x');
    bytes.extend_from_slice(b"\r\n{\"id\":2}\n");
    let input = input(&bytes);
    let mut blocks = input.blocks(BlockSizes { block_bytes: 65_536, record_bytes: 1000 });
    let mut parts = Vec::new();
    while let Some(part) = blocks.next_part().unwrap() {
        parts.push(part);
    }
    assert_eq!(
        parts,
        [
            BlockPart::Block(Block {
                start_offset: 0,
                first_line: 1,
                first_ordinal: 0,
                bytes: b"{\"id\":1}\n".to_vec()
            }),
            BlockPart::Oversized(Oversized { start: 9, end: 8_000_009, line: 2, ordinal: 1 }),
            BlockPart::Block(Block {
                start_offset: 8_000_011,
                first_line: 3,
                first_ordinal: 2,
                bytes: b"{\"id\":2}\n".to_vec()
            }),
        ]
    );
}

#[test]
fn a_length_from_elsewhere_allocates_nothing() {
    let input = input(b"{}");
    for (start, length) in [(0, u64::MAX), (u64::MAX, u64::MAX), (3, 0), (1, 2)] {
        assert!(matches!(input.read_range(start, length), Err(Error::Changed { .. })), "{start} {length}");
    }
    assert_eq!(input.read_range(2, 0).unwrap(), b"");
}

#[test]
fn a_file_that_is_too_large_is_said_not_held() {
    let input = input(b"[1,2]");
    assert_eq!(input.read_whole(4).unwrap(), Whole::TooLarge { length: 5 });
    assert_eq!(input.read_whole(5).unwrap(), Whole::Bytes(b"[1,2]".to_vec()));
}

#[test]
fn a_byte_order_mark_is_left_in_place() {
    let input = input(b"\xEF\xBB\xBF{}\n");
    assert_eq!(input.read_whole(100).unwrap(), Whole::Bytes(b"\xEF\xBB\xBF{}\n".to_vec()));
    let [BlockPart::Block(block)] = &parts(&input, BlockSizes::for_records_of(100))[..] else { panic!() };
    assert!(block.bytes.starts_with(b"\xEF\xBB\xBF{"));
}

#[test]
fn a_text_without_a_name_says_its_form() {
    for (text, notation) in [
        ("", Notation::Json),
        (" \n\n", Notation::Json),
        ("{\"a\": 1}", Notation::Json),
        ("{\"a\": 1}\n\n", Notation::Json),
        ("{\n\"a\": 1\n}\n", Notation::Json),
        ("{\"a\": {}\n}\n", Notation::Json),
        ("[{}\n,{}]\n", Notation::Json),
        ("\n{\"a\": 1}\n{\"a\": 2}\n", Notation::JsonLines),
        ("\u{FEFF}{\"a\": 1}\r\n{\"a\": 2}\r\n", Notation::JsonLines),
        ("{\"a\": 1}\n{broken", Notation::JsonLines),
    ] {
        let input = Input::spool(Path::new("-"), text.as_bytes(), None).unwrap();
        assert_eq!(input.notation(), notation, "{text:?}");
    }
}

#[test]
fn a_file_that_is_cut_while_it_is_read_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ndjson");
    std::fs::write(&path, "{}\n".repeat(1000)).unwrap();
    let input = open(&path).unwrap();
    let mut blocks = input.blocks(BlockSizes { block_bytes: 300, record_bytes: 100 });
    assert!(blocks.next_part().unwrap().is_some());
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(400).unwrap();
    let error = loop {
        match blocks.next_part() {
            Ok(Some(_)) => {}
            Ok(None) => panic!("the cut went unseen"),
            Err(error) => break error,
        }
    };
    assert!(matches!(error, Error::Changed { .. }), "{error}");
    assert!(blocks.next_part().unwrap().is_none());
    assert!(matches!(input.read_range(0, 10), Err(Error::Changed { .. })));
}

#[test]
fn a_file_that_grows_while_it_is_read_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ndjson");
    std::fs::write(&path, "{}\n").unwrap();
    let input = open(&path).unwrap();
    std::fs::OpenOptions::new().append(true).open(&path).unwrap().write_all(b"{}\n").unwrap();
    assert!(matches!(input.read_whole(100), Err(Error::Changed { .. })));
}

#[test]
fn only_files_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let missing = open(&folder.path().join("none.json")).unwrap_err();
    assert!(matches!(missing, Error::NoSuchFile { .. }), "{missing}");
    let a_folder = open(folder.path()).unwrap_err();
    assert!(matches!(a_folder, Error::NotAFile { kind: "a folder", .. }), "{a_folder}");
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_sockets_are_faults_and_nobody_waits() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("socket.json");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let pipe = folder.path().join("pipe.json");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    let mut cases = vec![(socket, "a socket"), (PathBuf::from("/dev/zero"), "a device")];
    if made.is_ok_and(|status| status.success()) {
        cases.push((pipe, "a pipe"));
    }
    for (path, expected) in cases {
        match open(&path) {
            Err(Error::NotAFile { kind, .. }) => assert_eq!(kind, expected),
            other => panic!("{other:?}"),
        }
    }
}
