//! Renderings of findings for people and build logs. The command has the renderings for other tools.
//!
//! Each takes findings and returns text; none of them writes anywhere.

mod columns;
mod human;
mod style;
mod marks;
mod short;
mod snippet;
mod text;

pub use human::{embedded, human};
pub use short::{short, short_line};
pub use text::one_line;
