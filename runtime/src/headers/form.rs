use super::duration_text::duration_text;
use super::{Due, date, number, structured};
use core::time::Duration;

words! {
    /// The format of a delay or a point in time.
    Form {
        /// Whole seconds from now: `120` (RFC 9110, section 10.2.3).
        DelaySeconds = "delay-seconds",
        /// Seconds from now with decimals: `1.5`.
        DecimalSeconds = "decimal-seconds",
        /// Whole milliseconds from now: `1500`.
        DelayMillis = "delay-millis",
        /// Numbers with units: `1m30s`, `250ms`, `1.5s`, `6m0s`.
        DurationText = "duration-text",
        /// A date of RFC 9110, section 5.6.7, in any of its three forms: `Sun, 06 Nov 1994 08:49:37 GMT`.
        HttpDate = "http-date",
        /// A date of RFC 3339: `1994-11-06T08:49:37Z`.
        IsoDate = "iso-date",
        /// Whole seconds since 1970: `784111777`.
        UnixSeconds = "unix-seconds",
        /// Whole milliseconds since 1970: `784111777000`.
        UnixMillis = "unix-millis",
        /// The `RateLimit` field, a list of quota policies (draft-ietf-httpapi-ratelimit-headers): `"burst";r=5;t=3, "daily";r=0;t=600`.
        /// Only a used-up policy (`r=0`) says to wait, for the seconds of its `t`; of several the longest counts.
        /// `remaining=0, reset=30` of earlier drafts is read too.
        RateLimitField = "ratelimit-field",
    }
}

impl Form {
    /// Reads one value of a header or a field ([`due`](super::due) reads all of a header); `None` for what is not of this form. Blanks around it are ignored, digits are ASCII
    /// digits without a sign, and an overlong number means "very long".
    ///
    /// `now`, the time since 1970 by the server's clock, only decides the century of dates with two-digit years.
    ///
    /// ```
    /// use std::time::Duration;
    /// use errspec::headers::{Due, Form};
    /// assert_eq!(Form::DelaySeconds.read(b"120", None), Some(Due::In(Duration::from_secs(120))));
    /// assert_eq!(Form::DelaySeconds.read(b"+5", None), None);
    /// let due = Some(Due::At(Duration::from_secs(784_111_777)));
    /// assert_eq!(Form::HttpDate.read(b"Sun, 06 Nov 1994 08:49:37 GMT", None), due);
    /// assert_eq!(Form::IsoDate.read(b"1994-11-06T09:49:37+01:00", None), due);
    /// ```
    pub fn read(self, value: &[u8], now: Option<Duration>) -> Option<Due> {
        match self {
            Self::DelaySeconds => number::whole(value).map(Duration::from_secs).map(Due::In),
            Self::DecimalSeconds => number::decimal_seconds(value).map(Due::In),
            Self::DelayMillis => number::whole(value).map(Duration::from_millis).map(Due::In),
            Self::DurationText => duration_text(value).map(Due::In),
            Self::HttpDate => date::http_date(value, now).map(Due::At),
            Self::IsoDate => date::iso_date(value).map(Due::At),
            Self::UnixSeconds => number::whole(value).map(Duration::from_secs).map(Due::At),
            Self::UnixMillis => number::whole(value).map(Duration::from_millis).map(Due::At),
            Self::RateLimitField => structured::exhausted(value).map(Due::In),
        }
    }

    /// Whether the value is a structured field (RFC 9651), which is a list by its own grammar.
    pub(super) const fn is_structured(self) -> bool {
        matches!(self, Self::RateLimitField)
    }

    /// The same, trying each form in turn.
    pub fn read_any(forms: &[Self], value: &[u8], now: Option<Duration>) -> Option<Due> {
        forms.iter().find_map(|form| form.read(value, now))
    }
}
