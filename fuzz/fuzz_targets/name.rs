//! Whatever the names, a decision ends and does not depend on their order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tadqiq::text::compare::compare;
use tadqiq::text::comparison::Evidence;

fuzz_target!(|names: (&str, &str)| {
    let (a, b) = names;
    assert_eq!(compare(a, b, &Evidence::default()).verdict, compare(b, a, &Evidence::default()).verdict);
});
