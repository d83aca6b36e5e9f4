//! Whatever the text, a reading ends and its parts lie on characters of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tadqiq::date::{Settings, read, read_all};

fuzz_target!(|text: &str| {
    for reading in std::iter::once(read(text, &Settings::default())).chain(read_all(text, &Settings::default())) {
        for part in &reading.parts {
            assert!(text.get(part.range.clone()).is_some());
        }
    }
});
