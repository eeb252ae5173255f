use super::Contract;
use crate::source::Spanned;
use crate::syntax::{Limits, StatusRange};
use crate::words::{Basis, HealthBody, Method, Safety};

/// An operation of the API.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// The method.
    pub method: Spanned<Method>,
    /// The path, with parameters.
    pub path: Option<Spanned<String>>,
    /// The index of the machine whose state the response reports.
    pub machine: Option<usize>,
    /// The statuses that mean success for it; empty for those of the contract.
    pub success: Vec<Spanned<StatusRange>>,
    /// Whether the server holds the request until there is something to report.
    pub long_poll: bool,
    /// Whether it may be repeated.
    pub safety: Safety,
    /// The header that carries the idempotency key.
    pub keyed: Option<Spanned<String>>,
    /// What it does differently from the policy.
    pub retry: Option<Spanned<Limits>>,
    /// The summary.
    pub summary: Option<Spanned<String>>,
    /// The basis of the entry.
    pub basis: Basis,
}

impl Operation {
    /// Whether a status is a success status of this operation.
    pub fn is_success(&self, contract: &Contract, status: u16) -> bool {
        match self.success.as_slice() {
            [] => contract.is_success(status),
            own => own.iter().any(|range| range.contains(status)),
        }
    }
}

/// A health check.
#[derive(Clone, Debug)]
pub struct Health {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, if the spec sets one.
    pub rust_name: Option<Spanned<String>>,
    /// The method.
    pub method: Method,
    /// A path below the API's base URL, or an absolute URL.
    pub target: Spanned<String>,
    /// The status of a healthy service.
    pub status: u16,
    /// What the body of a healthy response may be.
    pub body: HealthBody,
    /// The summary.
    pub summary: Option<Spanned<String>>,
    /// The basis of the entry.
    pub basis: Basis,
}
