//! The one place that asks for the time, and how moments are written.

use crate::Clock;
use std::time::{Duration, Instant, SystemTime};

/// Now, for intervals.
#[allow(clippy::disallowed_methods, reason = "a server keeps time limits of its own")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// What is left until a moment; at least a millisecond, since no time at all means no limit to a socket.
pub(crate) fn left(deadline: Instant) -> Option<Duration> {
    deadline.checked_duration_since(now()).filter(|left| *left >= Duration::from_millis(1))
}

impl Clock {
    /// Seconds since 1970-01-01T00:00:00Z.
    #[allow(clippy::disallowed_methods, reason = "only where the system's time was asked for")]
    pub(crate) fn unix(self) -> u64 {
        match self {
            Self::Fixed(seconds) => seconds,
            Self::System => SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs()),
        }
    }
}

/// `Wed, 16 Sep 2020 21:09:15 GMT`: the IMF-fixdate of RFC 9110 section 5.6.7.
pub(crate) fn http_date(unix: u64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month, day) = civil(unix / 86_400);
    let weekday = DAYS[(unix / 86_400 % 7) as usize];
    let month = MONTHS[(month - 1) as usize % 12];
    let (hour, minute, second) = (unix / 3600 % 24, unix / 60 % 60, unix % 60);
    format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
}

/// `2020-09-16T21:09:15Z`, as RFC 3339 writes it.
pub(crate) fn iso_date(unix: u64) -> String {
    let (year, month, day) = civil(unix / 86_400);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", unix / 3600 % 24, unix / 60 % 60, unix % 60)
}

/// Year, month and day of a number of days since 1970-01-01: years begin in March, so that the leap day comes last.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days.min(2_932_896) + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
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
