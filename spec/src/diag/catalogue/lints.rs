//! Findings that a spec may allow.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[];
