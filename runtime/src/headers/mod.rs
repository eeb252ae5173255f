//! Response headers: lookup, delays, rate limits, quotas, and deprecation.

mod date;
mod delay;
mod due;
mod duration_text;
mod form;
mod map;
mod number;
mod quota;
mod rate_limit;
mod retirement;
mod structured;
mod values;

pub use delay::Delay;
pub use due::Due;
#[doc(inline)]
pub use errspec_core::words::Form;
pub use form::{read, read_any};
pub use map::{FromFn, Headers, from_fn};
pub use quota::{Quota, quotas};
pub use rate_limit::{RateLimit, RateLimitHeaders};
pub use retirement::{Retirement, UnixTime, retirement};
pub use values::due;

pub(crate) use map::values;
pub(crate) use values::due_in;

use core::time::Duration;

/// The `Date` header (RFC 9110 §6.6.1) as time since 1970: the server's own clock, to which points in time in other headers refer.
///
/// ```
/// use std::time::Duration;
/// let headers = [("date", "Sun, 06 Nov 1994 08:49:37 GMT")];
/// assert_eq!(errspec::headers::date(&headers), Some(Duration::from_secs(784_111_777)));
/// ```
pub fn date(headers: &(impl Headers + ?Sized)) -> Option<Duration> {
    date::http_date(headers.get("Date")?, None)
}

/// When the client may retry according to `Retry-After` (RFC 9110, section 10.2.3). The longest of several values is used.
///
/// ```
/// use std::time::Duration;
/// use errspec::headers::{Due, retry_after};
/// assert_eq!(retry_after(&[("Retry-After", "120")]), Some(Due::In(Duration::from_secs(120))));
/// assert_eq!(retry_after(&[("Retry-After", "30"), ("Retry-After", "120")]), Some(Due::In(Duration::from_secs(120))));
/// assert_eq!(retry_after(&[("Retry-After", "-1")]), None);
/// ```
pub fn retry_after(headers: &(impl Headers + ?Sized)) -> Option<Due> {
    due(headers, "Retry-After", &[Form::DelaySeconds, Form::HttpDate], date(headers))
}
