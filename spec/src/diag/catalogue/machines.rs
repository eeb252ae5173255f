//! States, edges, commands.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[];
