//! The combined meaning of all headers with one name.

use super::form::is_structured;
use super::{Due, Form, Headers, date, map, read};
use crate::place::Place;
use crate::place_read::header_text;
use core::iter;
use core::time::Duration;

/// When the client may retry, according to the headers with a name, parsed in these forms. The longest of their values is used.
///
/// A name may occur in several headers, and a proxy may join these with commas (RFC 9110 §5.3): `30, 120` are two values. A date, which
/// contains a comma, is one value. Values that cannot be parsed are ignored. `now` is the time since 1970 at which the response was sent;
/// without it, points in time are only used if there is no delay.
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

/// The same for the part of each value that a place leaves.
#[cfg_attr(debug_assertions, inline)]
pub(crate) fn due_in(
    headers: &(impl Headers + ?Sized),
    name: &str,
    place: &Place,
    forms: &[Form],
    now: Option<Duration>,
) -> Option<Due> {
    let parts = map::values(headers, name).filter_map(|line| place.part(header_text(line)?));
    parts.filter_map(|part| of_line(part.as_bytes(), forms, now)).reduce(|one, other| one.later(other, now))
}

#[cfg_attr(debug_assertions, inline)]
fn of_line(line: &[u8], forms: &[Form], now: Option<Duration>) -> Option<Due> {
    // A structured field is a list itself, and its commas may be inside quotes.
    let structured = forms.iter().filter(|form| is_structured(form)).find_map(|form| read(*form, line, now));
    let plain = |value| forms.iter().filter(|form| !is_structured(form)).find_map(|form| read(*form, value, now));
    structured.or_else(|| elements(line).filter_map(plain).reduce(|one, other| one.later(other, now)))
}

/// The values that are separated by commas. The comma after the name of a weekday belongs to a date.
#[cfg_attr(debug_assertions, inline)]
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
