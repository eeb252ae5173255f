//! What all headers of one name say together.

use super::form::is_structured;
use super::{Due, Form, Headers, date, map, read};
use core::iter;
use core::time::Duration;

/// When the headers of a name let the client come back, read in these forms: by the longest of their values.
///
/// A name may stand in several headers, and a proxy may join these with commas (RFC 9110, section 5.3): `30, 120` are two values. A
/// date, which has a comma of its own, is one. What cannot be read is passed over. `now` is the time since 1970 at which the response was
/// sent; without it, moments count only where no delay is given.
///
/// ```
/// use std::time::Duration;
/// use errspec::headers::{Due, Form, due};
/// let longest = |headers: &[(&str, &str)]| due(headers, "Retry-After", &[Form::DelaySeconds, Form::HttpDate], None);
/// assert_eq!(longest(&[("Retry-After", "30,120")]), Some(Due::In(Duration::from_secs(120))));
/// assert_eq!(longest(&[("Retry-After", "120"), ("Retry-After", "soon, 30")]), Some(Due::In(Duration::from_secs(120))));
/// ```
pub fn due(headers: &(impl Headers + ?Sized), name: &str, forms: &[Form], now: Option<Duration>) -> Option<Due> {
    map::values(headers, name).filter_map(|line| of_line(line, forms, now)).reduce(|one, other| one.later(other, now))
}

fn of_line(line: &[u8], forms: &[Form], now: Option<Duration>) -> Option<Due> {
    // A structured field is a list itself, whose commas may stand in quotes.
    let structured = forms.iter().filter(|form| is_structured(form)).find_map(|form| read(*form, line, now));
    let plain = |value| forms.iter().filter(|form| !is_structured(form)).find_map(|form| read(*form, value, now));
    structured.or_else(|| elements(line).filter_map(plain).reduce(|one, other| one.later(other, now)))
}

/// The values that commas join; the comma after the name of a day belongs to a date.
pub(super) fn elements(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(line);
    iter::from_fn(move || {
        let line = rest.take()?;
        let mut commas = line.iter().enumerate().filter(|(_, byte)| **byte == b',').map(|(at, _)| at);
        let Some(end) = commas.find(|at| !date::is_day(line[..*at].trim_ascii())) else { return Some(line) };
        rest = Some(&line[end + 1..]);
        Some(&line[..end])
    })
}
