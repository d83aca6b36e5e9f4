//! Fixes: planned, shown, written. The only place that writes data.
//!
//! [`plan`] takes of a report the fixes that go together and says which have to wait; a [`Draft`] is a file with its
//! edits made, to be looked at; [`write()`] puts drafts in the place of their files, so that whoever reads sees the
//! old file or the new one, never half. [`apply`] is the three in one.

mod apply;
mod beside;
mod changes;
mod copy;
mod create;
mod diff;
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
pub use write::write;

pub(crate) use beside::{beside, beside_as_new};
pub(crate) use changes::Changes;
pub(crate) use copy::{CopyError, Digest, copy_changed};
pub(crate) use create::{NewFile, create};
pub(crate) use diff::{DiffLine, diff};
pub(crate) use draft::open;
pub(crate) use plan::plan_with;
pub(crate) use write::{ChangedFile, write_changed};
