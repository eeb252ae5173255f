//! Names in the contract and in generated code.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[];
