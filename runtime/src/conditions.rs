//! Whether the conditions on a response hold, as far as they ask for one part of it. [`Ended`](crate::retry::Ended) asks for all of them.

use crate::body_fields::BodyFields;
use crate::headers::{Headers, values};
use crate::when::{Test, When};
use errspec_core::{Listed, Value};

impl When {
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
