//! The shape of a spec, its keys and values.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[];
