use super::token;
use crate::shown::{NAME, Shown};
use core::fmt;
use core::time::Duration;

/// A JSON number as written by the server, without loss of precision.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number<'a>(&'a str);

impl fmt::Debug for Number<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({})", Shown(self.0, NAME))
    }
}

impl<'a> Number<'a> {
    /// The value that an accessor returns for a field that is not a number.
    pub(crate) const ZERO: Self = Self("0");

    /// Parses a number according to RFC 8259 §6; `None` if the text is not one.
    ///
    /// ```
    /// use errspec::decode::Number;
    /// assert_eq!(Number::parse("30").unwrap().as_u64(), Some(30));
    /// assert_eq!(Number::parse("1.50e2").unwrap().as_str(), "1.50e2");
    /// assert!(Number::parse("007").is_none());
    /// ```
    #[cfg_attr(debug_assertions, inline)]
    pub fn parse(text: &'a str) -> Option<Self> {
        if token::number(text.as_bytes(), 0)? == text.len() { Some(Self(text)) } else { None }
    }

    /// The number of a JSON token; `None` for any other token.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn of(raw: &'a str) -> Option<Self> {
        matches!(raw.as_bytes().first()?, b'-' | b'0'..=b'9').then_some(Self(raw))
    }

    /// The text of the number, as in RFC 8259 §6.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// The text of a whole number without a fraction of zeros (`429` for `429.0`), or the original text of any other number.
    #[cfg_attr(debug_assertions, inline)]
    pub(crate) fn whole(self) -> &'a str {
        match self.0.split_once('.') {
            _ if self.0 == "-0" => "0",
            Some(("-0", zeros)) if zeros.bytes().all(|b| b == b'0') => "0",
            Some((whole, zeros)) if zeros.bytes().all(|b| b == b'0') => whole,
            _ => self.0,
        }
    }

    /// The value, if the text has no fraction and no exponent, and if the value fits.
    #[cfg_attr(debug_assertions, inline)]
    pub fn as_i64(self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The value, if the text has no sign, no fraction and no exponent, and if the value fits.
    #[inline]
    pub fn as_u64(self) -> Option<u64> {
        self.0.parse().ok()
    }
}

impl fmt::Display for Number<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// Parses `digits[.digits]` as seconds. Digits beyond nanoseconds are dropped, and seconds that do not fit saturate. `None` for a sign, an
/// exponent or anything else.
#[inline]
pub(crate) fn seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let secs = whole.bytes().fold(0u64, |n, b| n.saturating_mul(10).saturating_add(u64::from(b - b'0')));
    Some(Duration::new(secs, nanos(fraction.as_bytes())))
}

/// The nanoseconds of the digits after the decimal point.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn nanos(fraction: &[u8]) -> u32 {
    let digits = fraction.get(..9).unwrap_or(fraction);
    let read = digits.iter().fold(0, |n, digit| n * 10 + u32::from(digit - b'0'));
    read * 10u32.pow(9 - digits.len() as u32)
}
