//! Turns text into a tree of nodes with locations. Only `read` names the YAML library.

mod node;
#[cfg(feature = "reader")]
mod read;
#[cfg(feature = "trees")]
mod change;
#[cfg(feature = "trees")]
mod trees;

pub use node::{Entry, Node, NodeKind, Scalar, Style};
#[cfg(feature = "reader")]
pub use read::{MAX_BYTES, decode, has_top_level_key, read};
#[cfg(feature = "trees")]
pub use trees::Trees;
