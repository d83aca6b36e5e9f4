//! Whatever the bytes, a run ends, counts every record, and prints nothing that a terminal obeys.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tadqiq::render::{Color, Format, render};
use tadqiq::{ConfigChoice, Options, Subject};

fuzz_target!(|bytes: &[u8]| {
    let options = Options { config: ConfigChoice::Isolated, threads: std::num::NonZeroUsize::new(1), ..Options::default() };
    for name in ["fuzz.json", "fuzz.ndjson"] {
        let Ok(report) = tadqiq::check(&Subject::text(name, bytes), &options) else { continue };
        assert!(report.faults.is_empty(), "{:?}", report.faults);
        assert!(report.counts.judged <= report.counts.records);
        for format in Format::ALL {
            let mut out = Vec::new();
            render(&report, format, Color::Off, &mut out).expect("memory takes everything");
            let text = String::from_utf8(out).expect("reports are UTF-8");
            assert!(!text.chars().any(|character| character.is_control() && character != '\n'));
        }
    }
});
