//! Text to a tree of nodes with places. The YAML library is named in `read` only.

mod node;
mod read;

pub use node::{Entry, Node, NodeKind, Scalar, Style};
pub use read::{MAX_BYTES, decode, read};
