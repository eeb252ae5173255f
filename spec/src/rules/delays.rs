//! The delays of a policy, computed in whole nanoseconds with saturating arithmetic.

use crate::syntax::{Backoff, Curve, Decimal, Jitter};
use crate::words::{Bound, JitterKind};
use std::time::Duration;

/// The waits before each retry, without cap and jitter.
pub(crate) fn uncapped(backoff: &Backoff, retries: u32) -> Vec<u64> {
    let retries = retries.min(1000);
    let add = backoff.add.as_ref().map_or(0, |add| nanos(add.value));
    let curve: Vec<u64> = match &backoff.curve {
        Curve::Constant { base } => (0..retries).map(|_| nanos(*base)).collect(),
        Curve::Linear { base, step } => {
            (0..retries).map(|n| nanos(*base).saturating_add(nanos(*step).saturating_mul(n.into()))).collect()
        }
        Curve::Exponential { base, factor } => exponential(nanos(*base), *factor, retries),
        Curve::Fibonacci { base } => fibonacci(nanos(*base), retries),
        Curve::Table { delays } => {
            (0..retries as usize).filter_map(|n| delays.get(n).or(delays.last())).map(|delay| nanos(*delay)).collect()
        }
    };
    curve.into_iter().map(|delay| delay.saturating_add(add)).collect()
}

/// With twenty binary digits behind the nanosecond, so that rounding does not add up.
fn exponential(base: u64, factor: Decimal, retries: u32) -> Vec<u64> {
    const FINE: u32 = 20;
    let scale = 10u128.pow(u32::from(factor.scale));
    let limit = u128::from(u64::MAX) << FINE;
    let next = |delay: u128| delay.checked_mul(u128::from(factor.digits)).map_or(limit, |product| (product / scale).min(limit));
    let delays = std::iter::successors(Some(u128::from(base) << FINE), |delay| Some(next(*delay)));
    delays.take(retries as usize).map(|delay| u64::try_from(delay >> FINE).unwrap_or(u64::MAX)).collect()
}

fn fibonacci(base: u64, retries: u32) -> Vec<u64> {
    let pairs = std::iter::successors(Some((1u64, 1u64)), |(this, next)| Some((*next, this.saturating_add(*next))));
    pairs.take(retries as usize).map(|(times, _)| base.saturating_mul(times)).collect()
}

/// The longest wait before each retry, with cap and jitter.
pub(crate) fn longest(backoff: &Backoff, jitter: Option<&Jitter>, retries: u32) -> Vec<u64> {
    let cap = backoff.cap.as_ref().map_or(u64::MAX, |cap| nanos(cap.value));
    let soft = jitter.and_then(|jitter| jitter.bound.as_ref()).is_some_and(|bound| bound.value == Bound::Soft);
    let limit = if soft { u64::MAX } else { cap };
    let uncapped = uncapped(backoff, retries);
    let base = uncapped.first().copied().unwrap_or(0).min(cap);
    let with_jitter = |(n, delay): (usize, u64)| {
        let delay = delay.min(cap);
        match jitter.map(|jitter| (jitter.kind.value, jitter)) {
            Some((JitterKind::Additive, jitter)) => {
                delay.saturating_add(jitter.max.as_ref().map_or(0, |max| nanos(max.value))).min(limit)
            }
            Some((JitterKind::Proportional, jitter)) => delay.saturating_add(share(delay, jitter)).min(limit),
            Some((JitterKind::Decorrelated, _)) => {
                base.saturating_mul(3u64.saturating_pow(u32::try_from(n + 1).unwrap_or(u32::MAX))).min(cap)
            }
            _ => delay,
        }
    };
    uncapped.into_iter().enumerate().map(with_jitter).collect()
}

fn share(delay: u64, jitter: &Jitter) -> u64 {
    let Some(ratio) = &jitter.ratio else { return 0 };
    let part = u128::from(delay) * u128::from(ratio.digits) / 10u128.pow(u32::from(ratio.scale));
    u64::try_from(part).unwrap_or(u64::MAX)
}

/// A duration in nanoseconds; everything over 584 years is the same.
pub(crate) fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// A duration as a spec writes it, in the largest unit that needs at most three decimals.
pub(crate) fn text(duration: Duration) -> String {
    let nanos = duration.as_nanos();
    let whole = [(86_400_000_000_000, "d"), (3_600_000_000_000, "h"), (60_000_000_000, "m")];
    if let Some((unit, name)) = whole.into_iter().find(|(unit, _)| nanos >= *unit && nanos.is_multiple_of(*unit)) {
        return format!("{}{name}", nanos / unit);
    }
    let (unit, name) = match nanos {
        0 => return "0s".to_owned(),
        1_000_000_000.. => (1_000_000_000, "s"),
        1_000_000.. => (1_000_000, "ms"),
        1_000.. => (1_000, "us"),
        _ => (1, "ns"),
    };
    let thousandths = nanos * 1000 / unit;
    let (whole, rest) = (thousandths / 1000, format!("{:03}", thousandths % 1000));
    match rest.trim_end_matches('0') {
        "" => format!("{whole}{name}"),
        rest => format!("{whole}.{rest}{name}"),
    }
}
