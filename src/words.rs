//! What every room speaks: where a thing is, what it means, how much it weighs, what is said of it, and what
//! would mend it.

pub mod fix;
pub mod level;
pub mod message;
pub mod paths;
pub mod phrase;
pub mod place;
pub mod pointer;
pub mod role;
pub mod span;
pub mod untrusted;

pub use fix::{Edit, Fix, Safety, TextEdit};
pub use level::Level;
pub use message::{Argument, Message, MessagePiece};
pub use place::{At, FactPlace, Place, RecordRef};
pub use pointer::{Pointer, PointerError};
pub use role::{Role, RoleType};
pub use span::Span;
pub use untrusted::Untrusted;
