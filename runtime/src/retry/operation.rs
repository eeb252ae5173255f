use super::Safety;
use crate::Basis;

/// One operation of an API, as far as retrying is concerned.
///
/// ```
/// use errspec::retry::{Operation, Safety};
/// static CREATE: Operation = Operation { safety: Safety::Keyed("Idempotency-Key"), ..Operation::new("create", "POST", "/v1/jobs") };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its name in the contract, which rules may use.
    pub name: &'static str,
    /// Its method.
    pub method: &'static str,
    /// Its path template; empty if the contract gives none.
    pub path: &'static str,
    /// What it does; empty if the contract does not say.
    pub summary: &'static str,
    /// The statuses that mean success for it, as ranges with both ends included; empty for those of the contract.
    pub success: &'static [(u16, u16)],
    /// Whether it may be repeated.
    pub safety: Safety,
    /// The machine whose state the response reports; empty if there is none.
    pub machine: &'static str,
    /// The basis.
    pub basis: Basis,
}

impl Operation {
    /// An operation with the default safety of its method.
    #[inline]
    pub const fn new(name: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            name,
            method,
            path,
            summary: "",
            success: &[],
            safety: Safety::of_method(method),
            machine: "",
            basis: Basis::Stated,
        }
    }
}
