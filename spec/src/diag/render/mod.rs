//! The renderings of findings: for people, for editors and for machines.
//!
//! Each takes the findings as they are and gives text; none writes anywhere.

mod columns;
mod github;
mod human;
mod style;
mod json;
mod marks;
mod sarif;
mod short;
mod snippet;
mod summary;
mod text;

pub use github::github;
pub use human::{embedded, human};
pub use json::json;
pub use sarif::sarif;
pub use short::{short, short_line};
pub use summary::{explanation, summary};
