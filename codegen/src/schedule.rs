//! The delays of a policy, for documentation. The arithmetic is the runtime's, step for step, so that the document
//! says what the engine does: whole nanoseconds, at most 2^64 - 1 of them, factors with 64 fractional bits.

use errspec_spec::syntax::{Backoff, Curve, Decimal, Jitter};
use errspec_spec::words::{Bound, JitterKind};
use std::time::Duration;

/// The delay before each retry.
pub(crate) fn delays(backoff: &Backoff, attempts: u32) -> Vec<Duration> {
    (1..attempts.min(1000)).map(|retry| Duration::from_nanos(delay(backoff, retry))).collect()
}

/// The longest that all waits can take together.
pub(crate) fn worst_case_wait(backoff: &Backoff, jitter: Option<&Jitter>, attempts: u32) -> Duration {
    let longest = (1..attempts.min(1000)).map(|retry| longest(backoff, jitter, retry));
    Duration::from_nanos(longest.fold(0, u64::saturating_add))
}

/// The longest delay that jitter makes.
fn longest(backoff: &Backoff, jitter: Option<&Jitter>, retry: u32) -> u64 {
    let plain = delay(backoff, retry);
    let Some(jitter) = jitter else { return plain };
    let cap = cap(backoff);
    let soft = jitter.bound.as_ref().is_some_and(|bound| bound.value == Bound::Soft);
    let limit = if soft { u64::MAX } else { cap };
    match (jitter.kind.value, &jitter.max, &jitter.ratio) {
        (JitterKind::Additive, Some(max), _) => plain.saturating_add(nanos(max.value)).min(limit),
        (JitterKind::Proportional, _, Some(ratio)) => {
            let ratio = fixed(ratio.value);
            // The center leaves room for the upward half.
            let room = (u128::from(limit) << 64) / ratio.saturating_add(1 << 64);
            let center = plain.min(u64::try_from(room).unwrap_or(u64::MAX));
            center.saturating_add(round(product(u128::from(center) << 64, ratio))).min(limit)
        }
        (JitterKind::Decorrelated, ..) => delay(backoff, 1).saturating_mul(3u64.saturating_pow(retry)).min(cap),
        _ => plain,
    }
}

fn cap(backoff: &Backoff) -> u64 {
    backoff.cap.as_ref().map_or(u64::MAX, |cap| nanos(cap.value))
}

fn delay(backoff: &Backoff, retry: u32) -> u64 {
    let raw = match &backoff.curve {
        Curve::Constant { base } => nanos(*base),
        Curve::Linear { base, step } => nanos(*base).saturating_add(nanos(*step).saturating_mul(u64::from(retry - 1))),
        Curve::Exponential { base, factor } => grow(nanos(*base), *factor, retry - 1),
        Curve::Fibonacci { base } => nanos(*base).saturating_mul(fibonacci(retry)),
        Curve::Table { delays } => delays.get(retry as usize - 1).or(delays.last()).map_or(0, |delay| nanos(*delay)),
    };
    let added = raw.saturating_add(backoff.add.as_ref().map_or(0, |add| nanos(add.value)));
    added.min(cap(backoff))
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// `base * factor^steps` to the nearest nanosecond.
fn grow(base: u64, factor: Decimal, steps: u32) -> u64 {
    let fixed = fixed(factor);
    if fixed as u64 == 0 {
        return base.saturating_mul(((fixed >> 64) as u64).saturating_pow(steps));
    }
    round(product(u128::from(base) << 64, pow(fixed, steps)))
}

/// A decimal with 64 fractional bits.
fn fixed(decimal: Decimal) -> u128 {
    let scale = 10u128.pow(u32::from(decimal.scale));
    ((u128::from(decimal.digits) << 64) + scale / 2) / scale
}

/// The nearest whole number.
fn round(fixed: u128) -> u64 {
    ((fixed >> 64) as u64).saturating_add(((fixed >> 63) & 1) as u64)
}

fn pow(fixed: u128, mut exponent: u32) -> u128 {
    let (mut result, mut square) = (1 << 64, fixed);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = product(result, square);
        }
        square = product(square, square);
        exponent >>= 1;
    }
    result
}

/// The product of two numbers with 64 fractional bits, rounded to nearest, saturating.
fn product(a: u128, b: u128) -> u128 {
    const LOW: u128 = u64::MAX as u128;
    let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let high = a1 * b1;
    if high > LOW {
        return u128::MAX;
    }
    let low = a0 * b0;
    (high << 64).saturating_add(a1 * b0).saturating_add(a0 * b1).saturating_add((low >> 64) + ((low >> 63) & 1))
}

fn fibonacci(n: u32) -> u64 {
    (1..n).fold((1u64, 1u64), |(this, next), _| (next, this.saturating_add(next))).0
}
