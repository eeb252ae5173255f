//! The renderings of findings: for people and for the logs of builds. What other tools read is made by the command.
//!
//! Each takes the findings as they are and gives text; none writes anywhere.

mod columns;
mod human;
mod style;
mod marks;
mod short;
mod snippet;
mod summary;
mod text;

pub use human::{embedded, human};
pub use short::{short, short_line};
pub use summary::summary;
pub use text::one_line;
