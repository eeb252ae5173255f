use super::number::digits;
use core::time::Duration;
use errspec_core::calendar::{Date, MONTHS, WEEKDAYS};

/// Parses the three forms of RFC 9110 §5.6.7 as time since 1970. Earlier times are zero.
///
/// A second of 60 is read as the next second, a weekday that does not fit the date is ignored, and a zone other than GMT is rejected. `now`
/// determines the century of the two-digit years in the second, obsolete form.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn http_date(value: &[u8], now: Option<Duration>) -> Option<Duration> {
    let value = value.trim_ascii();
    let space = value.iter().position(|byte| *byte == b' ')?;
    let (day_name, rest) = (&value[..space], &value[space + 1..]);
    match day_name {
        [short @ .., b','] if is_short_day(short) => imf_fixdate(rest),
        [long @ .., b','] if is_long_day(long) => rfc850(rest, now),
        short if is_short_day(short) => asctime(rest),
        _ => None,
    }
}

/// Parses RFC 3339: `1994-11-06T08:49:37.5Z`, or with an offset instead of `Z`.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn iso_date(value: &[u8]) -> Option<Duration> {
    let value = value.trim_ascii();
    let (date, rest) = value.split_at_checked(10)?;
    let [year @ .., b'-', m1, m2, b'-', d1, d2] = date else { return None };
    let (separator, rest) = rest.split_first()?;
    if !matches!(separator, b'T' | b't' | b' ') {
        return None;
    }
    let (clock, rest) = rest.split_at_checked(8)?;
    let (fraction, zone) = match rest.strip_prefix(b".") {
        None => (&rest[..0], rest),
        Some(rest) => {
            let end = rest.iter().position(|byte| !byte.is_ascii_digit())?;
            (rest.get(..end).filter(|fraction| !fraction.is_empty())?, &rest[end..])
        }
    };
    let day = days(digits(year)?, digits(&[*m1, *m2])?, digits(&[*d1, *d2])?)?;
    let local = day * 86_400 + time_of_day(clock)?;
    let utc = u64::try_from(local - offset(zone)?).ok();
    Some(utc.map_or(Duration::ZERO, |seconds| Duration::new(seconds, nanos(fraction))))
}

/// Whether this is the name of a weekday, which precedes the comma of a date.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn is_day(name: &[u8]) -> bool {
    is_long_day(name) || is_short_day(name)
}

#[cfg_attr(debug_assertions, inline)]
fn is_long_day(name: &[u8]) -> bool {
    WEEKDAYS.iter().any(|day| name == day.as_bytes())
}

#[cfg_attr(debug_assertions, inline)]
fn is_short_day(name: &[u8]) -> bool {
    WEEKDAYS.iter().any(|day| day.as_bytes().first_chunk::<3>().is_some_and(|short| name == short))
}

/// `06 Nov 1994 08:49:37 GMT`
#[cfg_attr(debug_assertions, inline)]
fn imf_fixdate(rest: &[u8]) -> Option<Duration> {
    let [d1, d2, b' ', month @ .., b' ', y1, y2, y3, y4, b' ', _, _, _, _, _, _, _, _, b' ', b'G', b'M', b'T'] = rest else {
        return None;
    };
    let clock = rest.get(12..20)?;
    moment(digits(&[*y1, *y2, *y3, *y4])?, month, digits(&[*d1, *d2])?, clock)
}

/// `06-Nov-94 08:49:37 GMT`. A year that would be more than 50 years in the future belongs to the previous century.
#[cfg_attr(debug_assertions, inline)]
fn rfc850(rest: &[u8], now: Option<Duration>) -> Option<Duration> {
    let [d1, d2, b'-', month @ .., b'-', y1, y2, b' ', _, _, _, _, _, _, _, _, b' ', b'G', b'M', b'T'] = rest else {
        return None;
    };
    let clock = rest.get(10..18)?;
    let (day, short) = (digits(&[*d1, *d2])?, digits(&[*y1, *y2])?);
    // Without a clock, the years are 1970 to 2069.
    let this_year = now.map_or(2019, |now| 1970 + now.as_secs() / MEAN_YEAR);
    let latest = this_year + 50;
    let year = latest - (latest % 100 + 100 - short) % 100;
    let limit = now.map_or(Duration::MAX, |now| now.saturating_add(Duration::from_secs(50 * MEAN_YEAR)));
    let near = moment(year, month, day, clock)?;
    if near > limit { moment(year - 100, month, day, clock) } else { Some(near) }
}

/// The average number of seconds in a year.
const MEAN_YEAR: u64 = 31_556_952;

/// `Nov  6 08:49:37 1994`
#[cfg_attr(debug_assertions, inline)]
fn asctime(rest: &[u8]) -> Option<Duration> {
    let [m1, m2, m3, b' ', d1, d2, b' ', _, _, _, _, _, _, _, _, b' ', y1, y2, y3, y4] = rest else { return None };
    let day = if *d1 == b' ' { digits(&[*d2])? } else { digits(&[*d1, *d2])? };
    moment(digits(&[*y1, *y2, *y3, *y4])?, &[*m1, *m2, *m3], day, rest.get(7..15)?)
}

#[cfg_attr(debug_assertions, inline)]
fn moment(year: u64, month: &[u8], day: u64, clock: &[u8]) -> Option<Duration> {
    let month = MONTHS.iter().position(|name| name.as_bytes() == month)? as u64 + 1;
    let seconds = days(year, month, day)? * 86_400 + time_of_day(clock)?;
    Some(u64::try_from(seconds).map_or(Duration::ZERO, Duration::from_secs))
}

/// Days since 1970-01-01; `None` if there is no such date.
#[cfg_attr(debug_assertions, inline)]
fn days(year: u64, month: u64, day: u64) -> Option<i64> {
    let (year, month, day) = (u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    Some(Date { year, month, day }).filter(|date| date.is_valid()).map(Date::days)
}

/// `08:49:37` in seconds; 60 is only allowed as a leap second.
#[cfg_attr(debug_assertions, inline)]
fn time_of_day(clock: &[u8]) -> Option<i64> {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = clock else { return None };
    let (hour, minute, second) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?, digits(&[*s1, *s2])?);
    (hour < 24 && minute < 60 && second <= 60).then_some((hour * 3600 + minute * 60 + second) as i64)
}

/// `Z`, `+01:00` or `-01:00` in seconds east of Greenwich.
#[cfg_attr(debug_assertions, inline)]
fn offset(zone: &[u8]) -> Option<i64> {
    let (sign, h1, h2, m1, m2) = match zone {
        b"Z" | b"z" => return Some(0),
        [b'+', h1, h2, b':', m1, m2] => (1, h1, h2, m1, m2),
        [b'-', h1, h2, b':', m1, m2] => (-1, h1, h2, m1, m2),
        _ => return None,
    };
    let (hours, minutes) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60) as i64)
}

/// The first nine decimal places. Further digits make no difference to a delay.
#[cfg_attr(debug_assertions, inline)]
fn nanos(fraction: &[u8]) -> u32 {
    (0..9).fold(0, |sum, place| sum * 10 + fraction.get(place).map_or(0, |digit| u32::from(digit - b'0')))
}
