//! How property tests draw their cases: the same for everybody, so that `cargo test` is never red by luck.
//!
//! `.ci/properties` draws others, many of them. A case that fails there is written into a test, as data.

use proptest::test_runner::{Config, RngSeed};

/// One seed, which `PROPTEST_RNG_SEED` may set, as the other variables of proptest set what they name. No file of
/// seeds is kept: one says nothing to a reader, and stands for another case when a strategy changes.
pub fn config() -> Config {
    Config { rng_seed: RngSeed::Fixed(2022), failure_persistence: None, ..Config::default() }
}
