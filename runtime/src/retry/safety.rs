use crate::Basis;

/// May the same request be sent twice?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Safety {
    /// It changes nothing (RFC 9110, section 9.2.1).
    Safe,
    /// Twice has the effect of once (RFC 9110, section 9.2.2).
    Idempotent,
    /// Twice has the effect of once, since both carry the same key in this header.
    Keyed(&'static str),
    /// Twice may act twice; repeated only where the server is known not to have acted.
    Unsafe,
}

impl Safety {
    /// What the method promises: GET, HEAD, OPTIONS, TRACE and QUERY are safe, PUT and DELETE idempotent, the rest is unsafe.
    /// Methods are case-sensitive.
    ///
    /// ```
    /// use errspec::retry::Safety;
    /// assert_eq!(Safety::of_method("PUT"), Safety::Idempotent);
    /// assert_eq!(Safety::of_method("PATCH"), Safety::Unsafe);
    /// ```
    pub const fn of_method(method: &str) -> Self {
        match method.as_bytes() {
            b"GET" | b"HEAD" | b"OPTIONS" | b"TRACE" | b"QUERY" => Self::Safe,
            b"PUT" | b"DELETE" => Self::Idempotent,
            _ => Self::Unsafe,
        }
    }

    /// Whether a second sending does no harm even if the first one acted.
    pub const fn may_repeat(self) -> bool {
        !matches!(self, Self::Unsafe)
    }
}

/// One operation of an API, as far as retrying is concerned.
///
/// ```
/// use errspec::retry::{Operation, Safety};
/// static CREATE: Operation = Operation { safety: Safety::Keyed("Idempotency-Key"), ..Operation::new("create", "POST", "/v1/jobs") };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its name in the contract; rules may name it.
    pub name: &'static str,
    /// Its method.
    pub method: &'static str,
    /// Its path template; empty where the contract gives none.
    pub path: &'static str,
    /// What it does; empty if the contract does not say.
    pub summary: &'static str,
    /// Sets whether the call may be sent more than once.
    pub safety: Safety,
    /// The machine whose states it reads; empty where it reads none.
    pub machine: &'static str,
    /// The basis.
    pub basis: Basis,
}

impl Operation {
    /// An operation whose safety is that of its method.
    pub const fn new(name: &'static str, method: &'static str, path: &'static str) -> Self {
        Self { name, method, path, summary: "", safety: Safety::of_method(method), machine: "", basis: Basis::Stated }
    }
}
