//! The retry policy and its rules.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[];
