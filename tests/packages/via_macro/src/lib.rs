//! A crate without a build script: macros read the specs.
#![no_std]
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unused_qualifications, clippy::pedantic, clippy::nursery)]

errspec::include_spec!("spec/payments.yaml");

/// Contracts that only this crate sees.
mod inside {
    errspec::include_spec!("../../cases/problem/spec.yaml", vis = pub(crate), runtime = ::errspec, serde = false);
    errspec::include_spec!("spec/refunds.yaml", vis = pub(super),);
}

/// What the contract inside says of a code of its own.
pub fn summary(code: &str) -> Option<&'static str> {
    inside::problem::ErrorCode::from_wire(code).map(inside::problem::ErrorCode::summary)
}

/// Whether a refund is over.
pub fn is_over(state: &str) -> bool {
    inside::refunds::RefundState::from_wire(state).is_some_and(inside::refunds::RefundState::is_final)
}
