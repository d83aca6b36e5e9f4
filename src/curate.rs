//! The curator's other jobs, over the same project: to begin, to inspect, to mend, to decide, to begin a gate; names, evidence, pages.

pub mod baseline;
pub mod decide;
pub mod evidence;
pub mod explain;
pub mod init;
pub mod inspect;
pub mod mend;
pub mod name_decisions;
pub mod names;
pub mod settings;
