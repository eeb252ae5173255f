//! Conditions on responses. Bodies, hints, rules and states use the same ones.

use crate::body_fields::BodyFields;
use crate::headers::{Headers, values};
use errspec_core::words::{Category, Transport};
use errspec_core::{Listed, Value};
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

    /// Whether the condition applies to failures where these have to be named: it has a status, or something that only an error has.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) const fn names_failures(&self) -> bool {
        !self.status.is_empty()
            || !self.code.is_empty()
            || !self.error_type.is_empty()
            || !self.category.is_empty()
            || !self.tag.is_empty()
            || !self.body.is_empty()
    }

    /// Whether a value of `Content-Type` is one of its media types. Case and parameters do not count (RFC 9110 §8.3.1).
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn has_type(&self, value: Option<&str>) -> bool {
        self.content_type.is_empty() || value.is_some_and(|value| self.content_type.iter().any(|wanted| is_type(value, wanted)))
    }

    /// Whether its tests of the body hold.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn has_fields(&self, body: &dyn BodyFields) -> bool {
        self.fields.iter().all(|(pointer, test)| body.test(pointer, test))
    }

    /// Whether its tests of headers hold.
    pub(crate) fn has_headers(&self, headers: &(impl Headers + ?Sized)) -> bool {
        self.headers.iter().all(|(name, test)| header_passes(headers, name, test))
    }
}

#[cfg_attr(debug_assertions, inline)]
fn is_type(value: &str, wanted: &str) -> bool {
    let Some((essence, rest)) = value.trim_ascii_start().split_at_checked(wanted.len()) else { return false };
    let rest = rest.trim_ascii_start();
    essence.eq_ignore_ascii_case(wanted) && (rest.is_empty() || rest.starts_with(';'))
}

/// Whether one of the values of a header passes. Each is a text and a comma-separated list (RFC 9110 §5.6.1).
pub(crate) fn header_passes(headers: &(impl Headers + ?Sized), name: &str, test: &Test<'_>) -> bool {
    let passes = |value: &[u8]| {
        let Ok(text) = core::str::from_utf8(value.trim_ascii()) else { return test.any(Value::Other) };
        test.any(Value::Text(text)) || test.any(Value::Items(&Listed(text)))
    };
    values(headers, name).any(passes) != test.negated
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
