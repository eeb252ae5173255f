//! Catalogues, groups, codes, messages.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[];
