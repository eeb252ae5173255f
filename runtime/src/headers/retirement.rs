//! Deprecation: what responses say about the end of their resources.

use super::structured::{Value, item};
use super::{Headers, date, map};
use core::fmt;
use core::time::Duration;
use errspec_core::calendar::Date;

/// What a response says about the future of its resource: the fields `Deprecation` (RFC 9745) and `Sunset` (RFC 8594).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retirement {
    /// When the resource becomes or became deprecated: it still works, but programs should stop using it.
    pub deprecated: Option<UnixTime>,
    /// When the resource is expected to become unavailable.
    pub sunset: Option<UnixTime>,
}

/// What the headers of a response, whether it is an error or a success, say about the future of its resource. A malformed field is ignored.
///
/// ```
/// use errspec::headers::retirement;
/// use std::time::Duration;
/// let headers = [("Deprecation", "@1688169599"), ("Sunset", "Sun, 30 Jun 2024 23:59:59 GMT")];
/// let retirement = retirement(&headers);
/// assert!(retirement.is_announced());
/// assert_eq!(retirement.to_string(), "deprecated from 2023-06-30T23:59:59Z, available until 2024-06-30T23:59:59Z");
/// assert_eq!(retirement.sunset.unwrap().since_1970(), Duration::from_secs(1_719_791_999));
/// ```
pub fn retirement(headers: &(impl Headers + ?Sized)) -> Retirement {
    let deprecated = || match item(only(headers, "Deprecation")?)?.value {
        // A time before 1970 counts as 1970.
        Value::Date(seconds) => Some(UnixTime { seconds: u64::try_from(seconds).unwrap_or(0) }),
        _ => None,
    };
    let sunset = || date::http_date(only(headers, "Sunset")?, date(headers)).map(|since| UnixTime { seconds: since.as_secs() });
    Retirement { deprecated: deprecated(), sunset: sunset() }
}

/// The value of a header that must not occur more than once.
fn only<'h>(headers: &'h (impl Headers + ?Sized), name: &'h str) -> Option<&'h [u8]> {
    let mut values = map::values(headers, name);
    values.next().filter(|_| values.next().is_none())
}

impl Retirement {
    /// Whether the response announces a deprecation or a sunset.
    #[inline]
    pub const fn is_announced(&self) -> bool {
        self.deprecated.is_some() || self.sunset.is_some()
    }
}

impl fmt::Display for Retirement {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.deprecated, self.sunset) {
            (Some(deprecated), Some(sunset)) => write!(f, "deprecated from {deprecated}, available until {sunset}"),
            (Some(deprecated), None) => write!(f, "deprecated from {deprecated}"),
            (None, Some(sunset)) => write!(f, "available until {sunset}"),
            (None, None) => f.write_str("not deprecated"),
        }
    }
}

/// A point in time in whole seconds, not before 1970. It is displayed as RFC 3339 defines, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime {
    seconds: u64,
}

impl UnixTime {
    /// The time since 1970-01-01T00:00:00Z.
    #[inline]
    pub const fn since_1970(self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

impl fmt::Display for UnixTime {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, clock) = (self.seconds / 86_400, self.seconds % 86_400);
        let Date { year, month, day } = Date::of_days(i64::try_from(days).unwrap_or(i64::MAX));
        write!(f, "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", clock / 3600, clock / 60 % 60, clock % 60)
    }
}
