//! The context that all steps of a derive share.

use super::places::Places;
use super::report::Errors;

/// The derive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Derive {
    ErrorCode,
    StatusCode,
    Retryable,
    StateMachine,
}

/// The context of all steps: the locations of tokens, and the sink for errors and warnings.
#[derive(Default)]
pub(super) struct Cx {
    pub(super) places: Places,
    pub(super) errors: Errors,
}

/// The position of an attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Enum,
    Variant,
}
