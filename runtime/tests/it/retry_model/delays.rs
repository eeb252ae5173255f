//! What LANGUAGE says about backoff and jitter, computed from the beginning for each delay. Factors are quarters, so that every power of them
//! is exact.

use errspec::retry::{Backoff, Bound, Curve, Jitter, JitterKind};
use std::time::Duration;

const MOST: u128 = u64::MAX as u128;

/// A number of quarters, as the factors and ratios of the model are.
pub(super) fn quarters(factor: &impl std::fmt::Display) -> u128 {
    let quarters = factor.to_string().parse::<f64>().expect("a number") * 4.0;
    assert_eq!(quarters.fract(), 0.0, "the model only knows quarters");
    quarters as u128
}

pub(super) fn nanos(duration: Duration) -> u128 {
    duration.as_nanos().min(MOST)
}

/// `curve(n) + add`, limited to the cap.
fn capped(backoff: &Backoff, n: u32) -> u128 {
    (curve(&backoff.curve, n) + nanos(backoff.add)).min(MOST).min(nanos(backoff.cap))
}

fn curve(curve: &Curve, n: u32) -> u128 {
    let before = u128::from(n - 1);
    let value = match curve {
        Curve::Constant(base) => nanos(*base),
        Curve::Linear { base, step } => nanos(*base) + (nanos(*step) * before).min(MOST),
        Curve::Exponential { base, factor } => {
            let (numerator, denominator) =
                (nanos(*base).saturating_mul(quarters(factor).saturating_pow(n - 1)), 4u128.pow(n - 1));
            if numerator == u128::MAX { MOST } else { rounded(numerator, denominator) }
        }
        Curve::Fibonacci { base } => {
            let (mut this, mut next) = (1u128, 1u128);
            for _ in 0..before {
                (this, next) = (next, this + next);
            }
            nanos(*base).saturating_mul(this)
        }
        Curve::Table(delays) => delays.get(before as usize).or(delays.last()).map_or(0, |delay| nanos(*delay)),
        other => panic!("{other:?}"),
    };
    value.min(MOST)
}

/// The quotient, rounded half up.
fn rounded(numerator: u128, denominator: u128) -> u128 {
    let (whole, rest) = (numerator / denominator, numerator % denominator);
    whole + u128::from(rest >= denominator - rest)
}

/// So many quarters of a delay.
fn scaled(delay: u128, quarters: u128) -> u128 {
    rounded(delay * quarters, 4).min(MOST)
}

/// The shortest and the longest delay before the `n`th retry, given the one before it.
pub(super) fn range(backoff: &Backoff, jitter: Jitter, n: u32, previous: Option<u128>) -> (u128, u128) {
    let (delay, cap) = (capped(backoff, n), nanos(backoff.cap));
    let limit = if jitter.bound == Bound::Soft { MOST } else { cap };
    // Near the cap, the delay is reduced so that the longest one is the cap.
    let reduced = |most: u128| delay.min(most);
    let (low, high) = match jitter.kind {
        JitterKind::None => (delay, delay),
        JitterKind::Full => (0, delay),
        JitterKind::Equal => (delay / 2, delay),
        JitterKind::Additive { max } => {
            let low = reduced(limit.saturating_sub(nanos(max)));
            (low, low + nanos(max))
        }
        JitterKind::Proportional { ratio } => {
            let ratio = quarters(&ratio);
            let center = if delay <= limit / 2 { delay } else { reduced(limit * 4 / (4 + ratio)) };
            let half = scaled(center, ratio);
            (center - half, center + half)
        }
        JitterKind::Range { from, to } => {
            let (from, to) = (quarters(&from), quarters(&to));
            let center = reduced(if to > 4 { limit * 4 / to } else { limit });
            (scaled(center, from), scaled(center, to))
        }
        JitterKind::Decorrelated => {
            let base = capped(backoff, 1);
            (base.min(cap), (previous.unwrap_or(base) * 3).min(cap))
        }
        other => panic!("{other:?}"),
    };
    let (low, floor) = (low.min(limit), nanos(backoff.floor));
    let high = high.min(limit).max(low);
    // Of all 2^64 delays, the longest is left out, before the floor applies.
    let high = if low == 0 { high.min(MOST - 1) } else { high };
    (low.max(floor), high.max(floor))
}

/// The number at `number / 2^64` of those from `low` to `high`.
pub(super) fn draw(number: u64, (low, high): (u128, u128)) -> u128 {
    low + ((u128::from(number) * (high - low + 1).min(MOST)) >> 64)
}
