//! A root folder with its configs, files, registries and texts.

pub mod config;
pub mod discover;
pub mod error;
pub mod input;

pub use error::Error;
