//! Headers, operations, credentials, health checks.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[];
