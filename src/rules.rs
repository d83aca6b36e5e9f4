//! The index of rules.
/// Where rule pages lie on the web.
pub const PAGES: &str = "https://tadqiq.github.io/tadqiq/rules/";
