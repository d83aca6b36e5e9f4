//! Fixes: planned, shown, written. The only place that writes data.
//!
//! [`plan`] takes of a report the fixes that go together and says which have to wait; a [`Draft`] is a file with its
//! edits made, to be looked at; [`write()`] puts drafts in the place of their files, so that whoever reads sees the
//! old file or the new one, never half. [`apply`] is the three in one.

mod apply;
mod draft;
mod error;
mod plan;
mod text;
mod write;

pub use apply::{Applied, apply};
pub use draft::{ChangedLine, Draft};
pub use error::EditError;
pub use plan::{Choice, FilePlan, Left, Plan, PlannedFix, Why, plan};
pub use text::{TextEditError, edited};
pub use write::{create, write};
