//! Fixes applied to texts. The only place that writes data.

mod apply;

pub use apply::{EditError, TextEdit, apply};
