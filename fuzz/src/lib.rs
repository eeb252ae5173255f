//! The entry points of the fuzz targets. Each takes any bytes, and panics if something that must always hold does not.
//!
//! `cargo fuzz run decode` runs one of them without end on a nightly compiler; `tests/tests/it/fuzz.rs` runs all of them over the
//! corpora and over changed copies of them on a stable one.

mod decode;
mod formats;
mod headers;
mod spec;
mod watch;

pub use decode::decode;
pub use formats::formats;
pub use headers::headers;
pub use spec::spec;
pub use watch::watch;
