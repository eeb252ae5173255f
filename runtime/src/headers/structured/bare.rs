//! Values without parameters (RFC 9651 §4.2.3.1).

use super::cursor::{take, take_while};
use super::value::Value;

#[cfg_attr(debug_assertions, inline)]
pub(super) fn bare_item<'v>(rest: &mut &'v str) -> Option<Value<'v>> {
    match rest.bytes().next()? {
        b'-' | b'0'..=b'9' => number(rest),
        b'"' => string(rest).map(Value::String),
        b':' => bytes(rest).map(Value::Bytes),
        b'?' => boolean(rest),
        b'@' => {
            take(rest, '@');
            match number(rest)? {
                Value::Integer(seconds) => Some(Value::Date(seconds)),
                _ => None,
            }
        }
        b'%' => display_string(rest),
        byte if byte.is_ascii_alphabetic() || byte == b'*' => {
            Some(Value::Token(take_while(rest, |byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~:/".contains(&byte))))
        }
        _ => None,
    }
}

/// An integer with at most 15 digits, or a decimal with at most 12 and 3 digits.
#[cfg_attr(debug_assertions, inline)]
fn number<'v>(rest: &mut &'v str) -> Option<Value<'v>> {
    let negative = take(rest, '-');
    let whole = take_while(rest, |byte| byte.is_ascii_digit());
    if take(rest, '.') {
        let fraction = take_while(rest, |byte| byte.is_ascii_digit());
        return ((1..=12).contains(&whole.len()) && (1..=3).contains(&fraction.len())).then_some(Value::Decimal);
    }
    let number: i64 = whole.parse().ok().filter(|_| whole.len() <= 15)?;
    Some(Value::Integer(if negative { -number } else { number }))
}

/// A string in double quotes. A backslash may only precede a quote or a backslash.
#[cfg_attr(debug_assertions, inline)]
fn string<'v>(rest: &mut &'v str) -> Option<&'v str> {
    take(rest, '"').then_some(())?;
    let from = *rest;
    loop {
        take_while(rest, |byte| is_printable(byte) && byte != b'"' && byte != b'\\');
        let raw = &from[..from.len() - rest.len()];
        if take(rest, '"') {
            return Some(raw);
        }
        (take(rest, '\\') && (take(rest, '"') || take(rest, '\\'))).then_some(())?;
    }
}

/// Base64 between colons. The padding may be missing, but only the end may have any.
#[cfg_attr(debug_assertions, inline)]
fn bytes<'v>(rest: &mut &'v str) -> Option<&'v str> {
    take(rest, ':').then_some(())?;
    let base64 = take_while(rest, |byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
    take(rest, ':').then_some(())?;
    let digits = base64.trim_end_matches('=');
    let padded = base64.len() - digits.len();
    let right = !digits.contains('=') && digits.len() % 4 != 1 && (padded == 0 || padded <= 2 && base64.len() % 4 == 0);
    right.then_some(base64)
}

#[cfg_attr(debug_assertions, inline)]
fn boolean<'v>(rest: &mut &'v str) -> Option<Value<'v>> {
    take(rest, '?').then_some(())?;
    let holds = take(rest, '1');
    (holds || take(rest, '0')).then_some(Value::Boolean(holds))
}

/// Unicode as UTF-8 whose bytes beyond ASCII, quotes and percent signs are written as `%` and two digits in lower case.
#[cfg_attr(debug_assertions, inline)]
fn display_string<'v>(rest: &mut &'v str) -> Option<Value<'v>> {
    (take(rest, '%') && take(rest, '"')).then_some(())?;
    let mut decoded = alloc::vec::Vec::new();
    loop {
        decoded.extend(take_while(rest, |byte| is_printable(byte) && byte != b'"' && byte != b'%').bytes());
        if take(rest, '"') {
            return core::str::from_utf8(&decoded).ok().map(|_| Value::Display);
        }
        take(rest, '%').then_some(())?;
        let (hex, after) = rest.split_at_checked(2)?;
        let lower = hex.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit));
        decoded.push(u8::from_str_radix(hex, 16).ok().filter(|_| lower)?);
        *rest = after;
    }
}

#[cfg_attr(debug_assertions, inline)]
const fn is_printable(byte: u8) -> bool {
    matches!(byte, 0x20..=0x7e)
}
