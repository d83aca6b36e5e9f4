//! Record.
/// A record seen through its layout.
#[derive(Debug)]
pub struct Record<'d> {
    _d: &'d str,
}
