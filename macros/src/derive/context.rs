//! The context that all steps of a derive share.

use super::places::Places;
use super::report::Errors;

/// Which derive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Derive {
    ErrorCode,
    StatusCode,
    Retryable,
    StateMachine,
}

/// What every step is given: where tokens stand, and where errors and warnings go.
#[derive(Default)]
pub(super) struct Cx {
    pub(super) places: Places,
    pub(super) errors: Errors,
}

/// Where an attribute stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Enum,
    Variant,
}
