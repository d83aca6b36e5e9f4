//! References to registries, and the registries themselves.

pub mod alias;
pub mod ambiguous;
pub mod city_misspelt;
pub mod country;
pub mod name_differs;
pub mod office_window;
pub mod unknown;
pub mod unused;
