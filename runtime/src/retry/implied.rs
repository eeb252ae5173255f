//! The codes that statuses imply: what an error response without a code means.

use crate::catalog::CodeRef;
use errspec_core::words::Role;

/// A code that stands for responses with one of these statuses that have no code themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImpliedCode {
    /// The statuses, both ends included.
    pub statuses: (u16, u16),
    /// The code.
    pub code: CodeRef,
    /// Whether it is the error's code or its type.
    pub role: Role,
}

impl ImpliedCode {
    /// The code that a status implies. Of a list, the first that fits applies.
    #[cfg_attr(debug_assertions, inline)]
    pub fn find(list: &[Self], status: u16, role: Role) -> Option<CodeRef> {
        let fits = |implied: &&Self| implied.role == role && implied.statuses.0 <= status && status <= implied.statuses.1;
        list.iter().find(fits).map(|implied| implied.code)
    }
}
