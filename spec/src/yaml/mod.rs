//! Text to a tree of nodes with places. The YAML library is named in `read` only.

mod node;
#[cfg(feature = "reader")]
mod read;

pub use node::{Entry, Node, NodeKind, Scalar, Style};
#[cfg(feature = "reader")]
pub use read::{MAX_BYTES, decode, has_top_level_key, read};
