//! Bodies, fields, pointers.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[];
