//! The rooms behind the door, for the tests, benches and fuzz targets of this package. Nothing here is promised.

macro_rules! rooms {
    ($($room:ident $(:: $inner:ident)?),*) => {
        $(rooms! { @room $room $($inner)? })*
    };
    (@room $room:ident) => { pub mod $room { pub use crate::$room::*; } };
    (@room $room:ident $inner:ident) => { pub mod $inner { pub use crate::$room::$inner::*; } };
}

rooms!(curate, engine, knowledge, layout, notation, policy, project, record, rules, schema, words);
rooms!(text::arabic, text::common, text::latin, text::memo, text::stretch, text::transliteration);
