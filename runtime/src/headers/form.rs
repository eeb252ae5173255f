use super::duration_text::{duration_text, go_duration};
use super::{Due, Form, date, number, quota};
use core::time::Duration;

/// Parses one value of a header or a body field ([`due`](super::due) parses all values of a header); `None` if it does not have this form.
/// Surrounding white space is ignored, digits are ASCII digits without a sign, and a number that is too long means "very long".
///
/// `now`, the time since 1970 by the server's clock, is only used for the century of dates with two-digit years.
///
/// ```
/// use errspec::headers::{Due, Form, read};
/// use std::time::Duration;
/// assert_eq!(read(Form::DelaySeconds, b"120", None), Some(Due::In(Duration::from_secs(120))));
/// assert_eq!(read(Form::DelaySeconds, b"+5", None), None);
/// let due = Some(Due::At(Duration::from_secs(784_111_777)));
/// assert_eq!(read(Form::HttpDate, b"Sun, 06 Nov 1994 08:49:37 GMT", None), due);
/// assert_eq!(read(Form::IsoDate, b"1994-11-06T09:49:37+01:00", None), due);
/// ```
#[cfg_attr(debug_assertions, inline)]
pub fn read(form: Form, value: &[u8], now: Option<Duration>) -> Option<Due> {
    match form {
        Form::DelaySeconds => number::whole(value).map(Duration::from_secs).map(Due::In),
        Form::DecimalSeconds => number::decimal_seconds(value).map(Due::In),
        Form::DelayMillis => number::whole(value).map(Duration::from_millis).map(Due::In),
        Form::DecimalMillis => number::decimal_millis(value).map(Due::In),
        Form::DurationText => duration_text(value).map(Due::In),
        Form::GoDuration => go_duration(value).map(Due::In),
        Form::HttpDate => date::http_date(value, now).map(Due::At),
        Form::IsoDate => date::iso_date(value).map(Due::At),
        Form::UnixSeconds => number::decimal_seconds(value).map(Due::At),
        Form::UnixMillis => number::whole(value).map(Duration::from_millis).map(Due::At),
        Form::RatelimitField => quota::exhausted(value).map(Due::In),
        // Because the version of the vocabulary is pinned, there is no other form.
        _ => None,
    }
}

/// The same for several forms, which are tried in order.
#[cfg_attr(debug_assertions, inline)]
pub fn read_any(forms: &[Form], value: &[u8], now: Option<Duration>) -> Option<Due> {
    forms.iter().find_map(|form| read(*form, value, now))
}

/// Whether the form is a structured field (RFC 9651), which is a list with its own grammar.
#[cfg_attr(debug_assertions, inline)]
pub(super) const fn is_structured(form: &Form) -> bool {
    matches!(form, Form::RatelimitField)
}
