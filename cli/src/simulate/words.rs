//! Durations, numbers and jitter as text. Exact: there is no float here either.

use errspec::retry::{Bound, Jitter, JitterKind};
use std::time::Duration;

/// Seconds in JSON: `1.5s`.
pub(super) fn exact(duration: Duration) -> String {
    format!("{}s", seconds(duration))
}

/// A duration as text: `22.5 ms`, `1.5 s`, `2 min 30 s`. Longer than a year, it is approximate.
pub(super) fn spoken(duration: Duration) -> String {
    const YEAR: u64 = 31_556_952;
    let (secs, nanos) = (duration.as_secs(), duration.subsec_nanos());
    match secs {
        0 if nanos != 0 => format!("{} ms", seconds(duration.saturating_mul(1_000))),
        0..120 => format!("{} s", seconds(duration)),
        120..YEAR => parts(duration),
        _ => format!("about {} years", secs / YEAR),
    }
}

/// `1 d 2 h 3 min 4.5 s`, without the parts that are zero.
fn parts(duration: Duration) -> String {
    let (days, rest) = (duration.as_secs() / 86_400, duration.as_secs() % 86_400);
    let (hours, minutes) = (rest / 3_600, rest % 3_600 / 60);
    let whole = [(days, "d"), (hours, "h"), (minutes, "min")];
    let mut parts: Vec<String> =
        whole.iter().filter(|(count, _)| *count > 0).map(|(count, unit)| format!("{count} {unit}")).collect();
    let left = Duration::new(rest % 60, duration.subsec_nanos());
    if !left.is_zero() {
        parts.push(format!("{} s", seconds(left)));
    }
    parts.join(" ")
}

/// `1.5`.
pub(super) fn seconds(duration: Duration) -> String {
    let nanos = format!("{:09}", duration.subsec_nanos());
    match nanos.trim_end_matches('0') {
        "" => duration.as_secs().to_string(),
        fraction => format!("{}.{fraction}", duration.as_secs()),
    }
}

/// A quotient to the nearest tenth: `33.3`, `2`. Zero for a division by zero.
pub(super) fn tenths(dividend: u128, divisor: u128) -> String {
    let tenths = dividend.saturating_mul(10).saturating_add(divisor / 2).checked_div(divisor).unwrap_or(0);
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

/// `additive jitter up to 500 ms`.
pub(super) fn jitter(jitter: Jitter) -> String {
    let kind = match jitter.kind {
        JitterKind::None => return "no jitter".to_owned(),
        JitterKind::Full => "full jitter".to_owned(),
        JitterKind::Equal => "equal jitter".to_owned(),
        JitterKind::Proportional { ratio } => format!("proportional jitter of {ratio}"),
        JitterKind::Additive { max } => format!("additive jitter up to {}", spoken(max)),
        JitterKind::Range { from, to } => format!("jitter from {from} to {to} times the delay"),
        _ => "decorrelated jitter".to_owned(),
    };
    if jitter.bound == Bound::Soft { format!("{kind}, which may exceed the cap") } else { kind }
}

/// `1 attempt`, `3 attempts`.
pub(super) fn counted(n: u64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
