//! Turns text into a tree of nodes with locations. Only `read` names the YAML library.

mod node;
#[cfg(feature = "reader")]
mod read;
#[cfg(feature = "reader")]
mod change;
#[cfg(feature = "reader")]
mod trees;

pub use node::{Entry, Node, NodeKind, Scalar, Style};
#[cfg(feature = "reader")]
pub use read::{MAX_BYTES, decode, has_top_level_key, read};
#[cfg(feature = "reader")]
pub use trees::Trees;
