//! Whatever the schema, compiling it ends, in time and without an abort.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tadqiq::internals::layout::Layout;
use tadqiq::internals::schema::{Origin, Schema};

fuzz_target!(|text: &str| {
    let Ok(value) = serde_json::from_str(text) else { return };
    let Ok(schema) = Schema::compile(value, &Origin::default()) else { return };
    let validator_at = |pointer: &str| schema.validator_at(pointer).map_err(|error| error.to_string());
    let _ = Layout::compile(schema.root(), schema.base_uri(), &validator_at);
});
