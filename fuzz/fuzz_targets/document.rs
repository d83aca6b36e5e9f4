//! Whatever the text, reading ends, and every node lies on characters of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tadqiq::internals::notation::document::{Document, Limits, Tape};

fuzz_target!(|text: &str| {
    let mut tape = Tape::new();
    let document = Document::parse(text, &Limits::default(), &mut tape);
    // What serde_json reads, we read: but for halves of surrogate pairs and depth, it is no stricter.
    assert!(document.is_ok() || serde_json::from_str::<serde_json::Value>(text).is_err());
    for node in document.iter().flat_map(|document| document.nodes()) {
        assert!(text.get(node.span()).is_some());
        let _ = node.as_str();
    }
});
