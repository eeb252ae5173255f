use super::duration_text::duration_text;
use super::{Due, Form, date, number, structured};
use core::time::Duration;

/// Reads one value of a header or a field ([`due`](super::due) reads all of a header); `None` for what is not of this form. Blanks
/// around it are ignored, digits are ASCII digits without a sign, and an overlong number means "very long".
///
/// `now`, the time since 1970 by the server's clock, only decides the century of dates with two-digit years.
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
pub fn read(form: Form, value: &[u8], now: Option<Duration>) -> Option<Due> {
    match form {
        Form::DelaySeconds => number::whole(value).map(Duration::from_secs).map(Due::In),
        Form::DecimalSeconds => number::decimal_seconds(value).map(Due::In),
        Form::DelayMillis => number::whole(value).map(Duration::from_millis).map(Due::In),
        Form::DurationText => duration_text(value).map(Due::In),
        Form::HttpDate => date::http_date(value, now).map(Due::At),
        Form::IsoDate => date::iso_date(value).map(Due::At),
        Form::UnixSeconds => number::whole(value).map(Duration::from_secs).map(Due::At),
        Form::UnixMillis => number::whole(value).map(Duration::from_millis).map(Due::At),
        Form::RatelimitField => structured::exhausted(value).map(Due::In),
        // The pin on the version of the words leaves no other.
        _ => None,
    }
}

/// The same, trying each form in turn.
pub fn read_any(forms: &[Form], value: &[u8], now: Option<Duration>) -> Option<Due> {
    forms.iter().find_map(|form| read(*form, value, now))
}

/// Whether the value is a structured field (RFC 9651), which is a list by its own grammar.
pub(super) const fn is_structured(form: &Form) -> bool {
    matches!(form, Form::RatelimitField)
}
