//! The curator's other jobs, over the same project: names, decisions, evidence, pages.

pub mod decisions;
pub mod evidence;
pub mod explain;
pub mod init;
pub mod inspect;
pub mod names;
