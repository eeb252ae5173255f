//! Statuses and what is said of them.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[];
