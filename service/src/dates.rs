//! Points in time as text.

use std::time::{Duration, UNIX_EPOCH};

/// A date in the form of RFC 9110, section 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`. A fraction of a second is rounded up.
pub(crate) fn http(since_1970: Duration) -> String {
    // A year has four digits, so the last one is 9999.
    const LAST: Duration = Duration::from_secs(253_402_300_799);
    let whole = Duration::from_secs(seconds(since_1970)).min(LAST);
    httpdate::fmt_http_date(UNIX_EPOCH + whole)
}

/// A date in the form of RFC 3339: `1994-11-06T08:49:37Z`. A fraction of a second is rounded up.
pub(crate) fn rfc_3339(since_1970: Duration) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let date = http(since_1970);
    let mut parts = date.split(' ').skip(1);
    let mut part = || parts.next().unwrap_or_default();
    let (day, month, year, time) = (part(), part(), part(), part());
    let month = MONTHS.iter().position(|name| *name == month).map_or(0, |at| at + 1);
    format!("{year}-{month:02}-{day}T{time}Z")
}

/// Whole seconds, rounded up so that no client retries too early.
pub(crate) fn seconds(duration: Duration) -> u64 {
    duration.as_secs().saturating_add(u64::from(duration.subsec_nanos() > 0))
}

/// Whole milliseconds, rounded up.
pub(crate) fn millis(duration: Duration) -> u128 {
    duration.as_nanos().div_ceil(1_000_000)
}
