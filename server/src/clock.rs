//! The only place that reads the clock, and the format of times.

use std::time::{Duration, Instant, SystemTime};

/// The current time, for intervals.
#[allow(clippy::disallowed_methods, reason = "a server keeps time limits of its own")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// The time left until a deadline. It is at least a millisecond, because sockets treat zero as no limit.
pub(crate) fn left(deadline: Instant) -> Option<Duration> {
    deadline.checked_duration_since(now()).filter(|left| *left >= Duration::from_millis(1))
}

/// The time since 1970 by the system's clock, for recorded traffic.
#[allow(clippy::disallowed_methods, reason = "a record says when a request was made")]
pub(crate) fn since_1970() -> Duration {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
}

/// The time in `Date` and in headers with a point in time. Timestamps in bodies are always [`Clock::SAMPLE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Always this second, counted from 1970-01-01T00:00:00Z, so that responses are the same byte for byte.
    Fixed(u64),
    /// The system's time, for clients that compare such headers with their own clock.
    System,
}

impl Clock {
    /// 2020-09-16T21:09:15Z.
    pub const SAMPLE: Self = Self::Fixed(1_600_290_555);

    /// Seconds since 1970-01-01T00:00:00Z.
    #[allow(clippy::disallowed_methods, reason = "only where the system's time was asked for")]
    pub(crate) fn unix(self) -> u64 {
        match self {
            Self::Fixed(seconds) => seconds,
            Self::System => SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs()),
        }
    }
}

/// The last second of the year 9999, after which dates cannot be written.
const LAST: u64 = 253_402_300_799;

/// `Wed, 16 Sep 2020 21:09:15 GMT`: the IMF-fixdate of RFC 9110 §5.6.7.
pub(crate) fn http_date(unix: u64) -> String {
    httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + Duration::from_secs(unix.min(LAST)))
}

/// `2020-09-16T21:09:15Z`, as RFC 3339 writes it.
pub(crate) fn iso_date(unix: u64) -> String {
    let date = http_date(unix);
    let parts: Vec<&str> = date.split(' ').collect();
    let [_, day, month, year, time, _] = parts.as_slice() else { return date };
    let month = "JanFebMarAprMayJunJulAugSepOctNovDec".find(month).unwrap_or(0) / 3 + 1;
    format!("{year}-{month:02}-{day}T{time}Z")
}

#[cfg(test)]
mod tests {
    use super::{http_date, iso_date};

    #[test]
    fn moments_are_written_as_the_standards_say() {
        assert_eq!(http_date(1_600_290_555), "Wed, 16 Sep 2020 21:09:15 GMT");
        assert_eq!(http_date(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT"); // the example of RFC 9110
        assert_eq!(iso_date(0), "1970-01-01T00:00:00Z");
        assert_eq!(iso_date(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(iso_date(u64::MAX).len(), 20);
    }
}
