use super::number::decimal;
use core::time::Duration;

/// Parses numbers with units, one after the other: `1m30s`, `250ms`, `1.5s`. The parts may be separated by spaces; a number without a unit
/// is not a duration.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn duration_text(value: &[u8]) -> Option<Duration> {
    let mut rest = value.trim_ascii();
    let mut sum = Duration::ZERO;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let (number, after) = split(rest, |byte| byte.is_ascii_digit() || byte == b'.');
        let (unit, after) = split(after, |byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
        sum = sum.saturating_add(decimal(number, unit_nanos(unit)?)?);
        rest = after.trim_ascii_start();
    }
    Some(sum)
}

/// Parses a duration as Go writes it (`time.ParseDuration`) that is not negative: numbers with units up to hours, without spaces. A number may
/// begin or end with its point, and only `0` has no unit.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn go_duration(value: &[u8]) -> Option<Duration> {
    let value = value.trim_ascii();
    let mut rest = value.strip_prefix(b"+").unwrap_or(value);
    if rest == b"0" {
        return Some(Duration::ZERO);
    }
    let mut sum = Duration::ZERO;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let (number, after) = split(rest, |byte| byte.is_ascii_digit() || byte == b'.');
        let (unit, after) = split(after, |byte| !byte.is_ascii_digit() && byte != b'.');
        let nanos = unit_nanos(unit).filter(|_| unit != b"d")?;
        sum = sum.saturating_add(match number {
            [whole @ .., b'.'] => decimal(whole, nanos)?,
            [b'.', fraction @ ..] => decimal(&[b"0.", fraction].concat(), nanos)?,
            number => decimal(number, nanos)?,
        });
        rest = after;
    }
    Some(sum)
}

fn split(bytes: &[u8], take: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| !take(*byte)).unwrap_or(bytes.len());
    bytes.split_at(end)
}

#[cfg_attr(debug_assertions, inline)]
fn unit_nanos(unit: &[u8]) -> Option<u64> {
    Some(match unit {
        b"ns" => 1,
        // Both the micro sign and the Greek letter are used for "micro".
        b"us" | b"\xc2\xb5s" | b"\xce\xbcs" => 1_000,
        b"ms" => 1_000_000,
        b"s" => 1_000_000_000,
        b"m" => 60_000_000_000,
        b"h" => 3_600_000_000_000,
        b"d" => 86_400_000_000_000,
        _ => return None,
    })
}
