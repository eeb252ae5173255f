use super::number::digits;
use core::time::Duration;

/// Parses the three forms of RFC 9110 §5.6.7 as time since 1970. Earlier times are zero.
///
/// A second of 60 is read as the next second, a weekday that does not fit the date is ignored, and a zone other than GMT is rejected. `now`
/// determines the century of the two-digit years in the second, obsolete form.
pub(super) fn http_date(value: &[u8], now: Option<Duration>) -> Option<Duration> {
    let value = value.trim_ascii();
    let space = value.iter().position(|byte| *byte == b' ')?;
    let (day_name, rest) = (&value[..space], &value[space + 1..]);
    match day_name {
        [short @ .., b','] if DAYS.iter().any(|day| short == &day[..3]) => imf_fixdate(rest),
        [long @ .., b','] if DAYS.contains(&long) => rfc850(rest, now),
        short if DAYS.iter().any(|day| short == &day[..3]) => asctime(rest),
        _ => None,
    }
}

/// Parses RFC 3339: `1994-11-06T08:49:37.5Z`, or with an offset instead of `Z`.
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
pub(super) fn is_day(name: &[u8]) -> bool {
    DAYS.iter().any(|day| name == *day || name == &day[..3])
}

const DAYS: [&[u8]; 7] = [b"Sunday", b"Monday", b"Tuesday", b"Wednesday", b"Thursday", b"Friday", b"Saturday"];
const MONTHS: [&[u8; 3]; 12] = [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];

/// `06 Nov 1994 08:49:37 GMT`
fn imf_fixdate(rest: &[u8]) -> Option<Duration> {
    let [d1, d2, b' ', month @ .., b' ', y1, y2, y3, y4, b' ', _, _, _, _, _, _, _, _, b' ', b'G', b'M', b'T'] = rest else {
        return None;
    };
    let clock = rest.get(12..20)?;
    moment(digits(&[*y1, *y2, *y3, *y4])?, month, digits(&[*d1, *d2])?, clock)
}

/// `06-Nov-94 08:49:37 GMT`. A year that would be more than 50 years in the future belongs to the previous century.
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
fn asctime(rest: &[u8]) -> Option<Duration> {
    let [m1, m2, m3, b' ', d1, d2, b' ', _, _, _, _, _, _, _, _, b' ', y1, y2, y3, y4] = rest else { return None };
    let day = if *d1 == b' ' { digits(&[*d2])? } else { digits(&[*d1, *d2])? };
    moment(digits(&[*y1, *y2, *y3, *y4])?, &[*m1, *m2, *m3], day, rest.get(7..15)?)
}

fn moment(year: u64, month: &[u8], day: u64, clock: &[u8]) -> Option<Duration> {
    let month = MONTHS.iter().position(|name| name.as_slice() == month)? as u64 + 1;
    let seconds = days(year, month, day)? * 86_400 + time_of_day(clock)?;
    Some(u64::try_from(seconds).map_or(Duration::ZERO, Duration::from_secs))
}

/// Days since 1970-01-01 in the Gregorian calendar. Years are counted from March, so that the leap day is the last day of a year.
fn days(year: u64, month: u64, day: u64) -> Option<i64> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = match month {
        2 => 28 + u64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if year > 9999 || day == 0 || day > length {
        return None;
    }
    let (y, m) = if month <= 2 { (year as i64 - 1, month as i64 + 9) } else { (year as i64, month as i64 - 3) };
    let leap_days = y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400);
    Some(365 * y + leap_days + (153 * m + 2) / 5 + day as i64 - 1 - 719_468)
}

/// `08:49:37` in seconds; 60 is only allowed as a leap second.
fn time_of_day(clock: &[u8]) -> Option<i64> {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = clock else { return None };
    let (hour, minute, second) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?, digits(&[*s1, *s2])?);
    (hour < 24 && minute < 60 && second <= 60).then_some((hour * 3600 + minute * 60 + second) as i64)
}

/// `Z`, `+01:00` or `-01:00` in seconds east of Greenwich.
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
fn nanos(fraction: &[u8]) -> u32 {
    (0..9).fold(0, |sum, place| sum * 10 + fraction.get(place).map_or(0, |digit| u32::from(digit - b'0')))
}
