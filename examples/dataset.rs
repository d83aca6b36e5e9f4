//! Writes a made dataset into a folder, for figures of speed and memory at any size: so many records, and a registry of
//! the people they are about. `cargo run --release --example dataset -- FOLDER 1000000 100000`.

use std::path::PathBuf;

#[path = "../benches/support/dataset.rs"]
mod dataset;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "dataset".to_owned()));
    let mut numbers = arguments.map_while(|number| number.parse().ok());
    let (records, people) = (numbers.next().unwrap_or(20_000), numbers.next().unwrap_or(2_000));
    dataset::write(&folder, records, people)
}
