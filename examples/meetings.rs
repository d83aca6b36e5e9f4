//! Writes made meeting records, one a line, for figures of speed and memory at any size:
//! `cargo run --release --example meetings -- 200000 > meetings.ndjson`.

#[path = "../benches/support/meetings.rs"]
mod meetings;

fn main() -> std::io::Result<()> {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(20_000);
    std::io::Write::write_all(&mut std::io::stdout().lock(), meetings::lines(count).as_bytes())
}
