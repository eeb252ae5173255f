use super::number::nanos;
use crate::shown::{NAME, Shown};
use alloc::borrow::Cow;
use core::fmt;
use errspec_core::calendar::Date;

/// A date and time as written by the server.
///
/// The forms of ISO 8601 that servers use are accepted, including RFC 3339: `T`, `t` or a space between date and time, optional seconds, a
/// fraction of any length after `.` or `,`, and `Z`, `+hh:mm`, `+hhmm`, `+hh` or no offset.
///
/// ```
/// use errspec::decode::Timestamp;
/// let at = Timestamp::parse("2020-09-16T21:09:15.863+00:00").unwrap();
/// assert_eq!(at.unix_nanos(), 1_600_290_555_863_000_000);
/// assert_eq!(at.to_string(), "2020-09-16T21:09:15.863+00:00");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Timestamp<'a>(Cow<'a, str>);

impl fmt::Debug for Timestamp<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({})", Shown(&self.0, NAME))
    }
}

/// The numbers of a [`Timestamp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateTime {
    /// Year, 0 to 9999, of the proleptic Gregorian calendar.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 60: leap seconds are written as 60.
    pub second: u8,
    /// Nanoseconds; further digits are dropped.
    pub nanosecond: u32,
    /// Minutes east of UTC; `None` if the text has no offset.
    pub offset: Option<i16>,
}

impl<'a> Timestamp<'a> {
    /// Parses a text; `None` if it is not a date and time.
    pub fn parse(text: impl Into<Cow<'a, str>>) -> Option<Self> {
        let text = text.into();
        read(&text)?;
        Some(Self(text))
    }

    /// A text that has been parsed before; any other text becomes 1970-01-01T00:00:00Z.
    #[inline]
    pub(crate) const fn of(text: Cow<'a, str>) -> Self {
        Self(text)
    }

    /// The text.
    #[cfg_attr(debug_assertions, inline)]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parts of the date and time.
    #[inline]
    pub fn date_time(&self) -> DateTime {
        read(&self.0).unwrap_or(DateTime::EPOCH)
    }

    /// Nanoseconds since 1970-01-01T00:00:00Z, without leap seconds. A text without an offset is interpreted as UTC.
    #[inline]
    pub fn unix_nanos(&self) -> i128 {
        self.date_time().unix_nanos()
    }

    /// The same timestamp with an owned text.
    #[inline]
    pub fn into_owned(self) -> Timestamp<'static> {
        Timestamp(Cow::Owned(self.0.into_owned()))
    }
}

impl fmt::Display for Timestamp<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl DateTime {
    const EPOCH: Self = Self { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, nanosecond: 0, offset: Some(0) };

    /// Nanoseconds since 1970-01-01T00:00:00Z, without leap seconds. Without an offset, the time is interpreted as UTC.
    #[inline]
    pub fn unix_nanos(&self) -> i128 {
        let date = Date { year: self.year, month: self.month, day: self.day };
        let minutes = i64::from(self.hour) * 60 + i64::from(self.minute) - i64::from(self.offset.unwrap_or(0));
        let seconds = date.days() * 86_400 + minutes * 60 + i64::from(self.second);
        i128::from(seconds) * 1_000_000_000 + i128::from(self.nanosecond)
    }
}

#[cfg_attr(debug_assertions, inline)]
fn read(text: &str) -> Option<DateTime> {
    let mut rest = Rest(text.as_bytes());
    let year = u16::from(rest.two()?) * 100 + u16::from(rest.two()?);
    rest.one_of(b"-")?;
    let month = rest.two()?;
    rest.one_of(b"-")?;
    let day = rest.two()?;
    rest.one_of(b"Tt ")?;
    let hour = rest.two()?;
    rest.one_of(b":")?;
    let minute = rest.two()?;
    let (mut second, mut nanosecond) = (0, 0);
    if rest.one_of(b":").is_some() {
        second = rest.two()?;
        nanosecond = rest.fraction()?;
    }
    let offset = rest.offset()?;
    let valid = Date { year, month, day }.is_valid() && hour < 24 && minute < 60 && second <= 60;
    valid.then_some(DateTime { year, month, day, hour, minute, second, nanosecond, offset })
}

/// The rest of the text.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    /// Reads two digits.
    #[inline]
    fn two(&mut self) -> Option<u8> {
        let [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] = self.0 else { return None };
        self.0 = rest;
        Some((tens - b'0') * 10 + (ones - b'0'))
    }

    /// Reads one of these bytes, if it comes next.
    #[inline]
    fn one_of(&mut self, set: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        if !set.contains(first) {
            return None;
        }
        self.0 = rest;
        Some(*first)
    }

    #[cfg_attr(debug_assertions, inline)]
    fn fraction(&mut self) -> Option<u32> {
        if self.one_of(b".,").is_none() {
            return Some(0);
        }
        let count = self.0.iter().take_while(|b| b.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        if count == 0 { None } else { Some(nanos(digits)) }
    }

    /// Reads the offset and the end of the text; the outer `None` means that there is neither.
    #[cfg_attr(debug_assertions, inline)]
    fn offset(&mut self) -> Option<Option<i16>> {
        if self.0.is_empty() {
            return Some(None);
        }
        let sign = self.one_of(b"Zz+-")?;
        let (mut hours, mut minutes) = (0, 0);
        if matches!(sign, b'+' | b'-') {
            hours = i16::from(self.two()?);
            if !self.0.is_empty() {
                self.one_of(b":");
                minutes = i16::from(self.two()?);
            }
        }
        let east = hours * 60 + minutes;
        (self.0.is_empty() && hours < 24 && minutes < 60).then_some(Some(if sign == b'-' { -east } else { east }))
    }
}
