use core::time::Duration;

/// A whole number that consists only of ASCII digits (no sign, no digits of other scripts). A number that is too long is `u64::MAX`.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn whole(value: &[u8]) -> Option<u64> {
    digits(value.trim_ascii())
}

#[cfg_attr(debug_assertions, inline)]
pub(super) fn digits(value: &[u8]) -> Option<u64> {
    if value.is_empty() || !value.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(value.iter().fold(0, |n: u64, digit| n.saturating_mul(10).saturating_add(u64::from(digit - b'0'))))
}

/// Seconds with decimals. Fractions of a nanosecond are rounded up, so the result is never earlier than the server said.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn decimal_seconds(value: &[u8]) -> Option<Duration> {
    decimal(value.trim_ascii(), 1_000_000_000)
}

/// The same in milliseconds.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn decimal_millis(value: &[u8]) -> Option<Duration> {
    decimal(value.trim_ascii(), 1_000_000)
}

/// A decimal number of units of `unit` nanoseconds each. There must be digits before the point and, if there is a point, after it.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn decimal(value: &[u8], unit: u64) -> Option<Duration> {
    let (whole, fraction) = match value.iter().position(|byte| *byte == b'.') {
        None => (value, None),
        Some(point) => (&value[..point], Some(&value[point + 1..])),
    };
    let whole = nanoseconds(digits(whole)?, unit);
    let Some(fraction) = fraction else { return Some(whole) };
    digits(fraction)?;
    Some(whole.saturating_add(Duration::from_nanos(part(fraction, unit))))
}

/// `0.fraction * unit`, rounded up.
#[cfg_attr(debug_assertions, inline)]
fn part(fraction: &[u8], unit: u64) -> u64 {
    // 18 places are enough for exact nanoseconds in units of a day, the largest unit. The rest only rounds up.
    let (counted, rest) = fraction.split_at(fraction.len().min(18));
    let scale = 10u128.pow(counted.len() as u32);
    let wide = u128::from(digits(counted).unwrap_or(0)) * u128::from(unit);
    let up = wide % scale != 0 || rest.iter().any(|digit| *digit != b'0');
    (wide / scale) as u64 + u64::from(up)
}

#[cfg_attr(debug_assertions, inline)]
fn nanoseconds(count: u64, unit: u64) -> Duration {
    let wide = u128::from(count) * u128::from(unit);
    u64::try_from(wide / 1_000_000_000).map_or(Duration::MAX, |seconds| Duration::new(seconds, (wide % 1_000_000_000) as u32))
}
