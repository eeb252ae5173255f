//! Conditions on responses. Bodies, hints, rules and states use the same ones.

use errspec_core::words::{Category, Transport};
#[doc(inline)]
pub use errspec_core::{Predicate, Test};

/// Conditions on a response and its call. All that are set must hold; a list holds if one of its items does.
///
/// ```
/// use errspec::when::{Predicate, Test, When};
/// // when: { status: 409, header: { X-Should-Retry: "true" }, field: { /error/reason: { starts: lock } } }
/// const LOCKED: When = When {
///     status: &[(409, 409)],
///     headers: &[("X-Should-Retry", Test::equals("true"))],
///     fields: &[("/error/reason", Test::of(Predicate::Starts("lock")))],
///     ..When::ANY
/// };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The status, one of these ranges with both ends included. One status is a range of its own.
    pub status: &'static [(u16, u16)],
    /// The media type without parameters, such as `application/problem+json`.
    pub content_type: &'static [&'static str],
    /// The wire text of the error code (for a listed code the main one, not an alias).
    pub code: &'static [&'static str],
    /// The wire text of the error type.
    pub error_type: &'static [&'static str],
    /// The category of the error.
    pub category: &'static [Category],
    /// A tag of the error code, or of the error type if there is no code.
    pub tag: &'static [&'static str],
    /// The name of the body that matched.
    pub body: &'static [&'static str],
    /// The transport failure.
    pub transport: &'static [Transport],
    /// The operation's name in the contract.
    pub operation: &'static [&'static str],
    /// The request's method.
    pub method: &'static [&'static str],
    /// Tests of headers, which must all hold; the case of ASCII letters in a name does not count. A test holds if it holds for one of the
    /// values of the header.
    pub headers: &'static [(&'static str, Test<'static>)],
    /// Tests of values in the body, which must all hold, with JSON Pointers to the values.
    pub fields: &'static [(&'static str, Test<'static>)],
}

impl When {
    /// No condition, for struct update syntax.
    pub const ANY: Self = Self {
        status: &[],
        content_type: &[],
        code: &[],
        error_type: &[],
        category: &[],
        tag: &[],
        body: &[],
        transport: &[],
        operation: &[],
        method: &[],
        headers: &[],
        fields: &[],
    };

    /// Whether the condition lists this status; false if it lists none.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn names(&self, status: u16) -> bool {
        spans(self.status, status)
    }

    /// Whether the condition lists this status, or lists none.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn allows(&self, status: u16) -> bool {
        self.status.is_empty() || spans(self.status, status)
    }
}

/// Whether one of the ranges, which include both ends, contains the status.
#[cfg_attr(debug_assertions, inline)]
pub(crate) const fn spans(ranges: &[(u16, u16)], status: u16) -> bool {
    let mut i = 0;
    while i < ranges.len() {
        if ranges[i].0 <= status && status <= ranges[i].1 {
            return true;
        }
        i += 1;
    }
    false
}
