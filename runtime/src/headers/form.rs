use super::duration_text::duration_text;
use super::{Due, date, number};
use core::time::Duration;

words! {
    /// How a server writes a delay or a moment.
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
        /// The `t` parameter of the `RateLimit` field, seconds from now: `"default";r=0;t=30`
        /// (draft-ietf-httpapi-ratelimit-headers; `reset=30` of its earlier versions is read too).
        RateLimitField = "ratelimit-field",
    }
}

impl Form {
    /// Reads a header's or a field's value; `None` for what is not of this form. Blanks around it are ignored, digits are ASCII
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
            Self::RateLimitField => rate_limit_field(value).map(Due::In),
        }
    }

    /// The same, trying each form in turn.
    pub fn read_any(forms: &[Self], value: &[u8], now: Option<Duration>) -> Option<Due> {
        forms.iter().find_map(|form| form.read(value, now))
    }
}

/// The first policy of a `RateLimit` field; parameters stand behind semicolons, in earlier drafts behind commas.
fn rate_limit_field(value: &[u8]) -> Option<Duration> {
    value.split(|byte| matches!(byte, b';' | b',')).find_map(|parameter| {
        let parameter = parameter.trim_ascii();
        let seconds = parameter.strip_prefix(b"t=").or_else(|| parameter.strip_prefix(b"reset="))?;
        number::whole(seconds).map(Duration::from_secs)
    })
}
