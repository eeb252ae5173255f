//! The delays of a policy before jitter, for documentation: exact, in whole nanoseconds.

use errspec_spec::written::{Backoff, Curve, Decimal};
use std::time::Duration;

/// The delay before each retry.
pub(crate) fn delays(backoff: &Backoff, attempts: u32) -> Vec<Duration> {
    (1..attempts.min(1000)).map(|retry| delay(backoff, retry)).collect()
}

fn delay(backoff: &Backoff, retry: u32) -> Duration {
    let raw = match &backoff.curve {
        Curve::Constant { base } => base.as_nanos(),
        Curve::Linear { base, step } => base.as_nanos().saturating_add(step.as_nanos().saturating_mul(u128::from(retry - 1))),
        Curve::Exponential { base, factor } => grow(base.as_nanos(), *factor, retry - 1),
        Curve::Fibonacci { base } => base.as_nanos().saturating_mul(fibonacci(retry)),
        Curve::Table { delays } => delays.get(retry as usize - 1).or(delays.last()).map_or(0, Duration::as_nanos),
    };
    let added = raw.saturating_add(backoff.add.as_ref().map_or(0, |add| add.as_nanos()));
    let capped = added.min(backoff.cap.as_ref().map_or(u128::MAX, |cap| cap.as_nanos()));
    Duration::new(u64::try_from(capped / 1_000_000_000).unwrap_or(u64::MAX), (capped % 1_000_000_000) as u32)
}

/// `base * factor^steps` to the nearest nanosecond.
fn grow(base: u128, factor: Decimal, steps: u32) -> u128 {
    let scale = 10u128.pow(u32::from(factor.scale));
    let exact =
        u128::from(factor.digits).checked_pow(steps).and_then(|digits| base.checked_mul(digits)).zip(scale.checked_pow(steps));
    match exact {
        Some((product, divisor)) => (product + divisor / 2) / divisor,
        None => stepwise(base, factor, scale, steps),
    }
}

/// The same a step at a time, for powers that no integer holds.
fn stepwise(base: u128, factor: Decimal, scale: u128, steps: u32) -> u128 {
    const FOREVER: u128 = u64::MAX as u128 * 1_000_000_000;
    (0..steps).fold(base, |delay, _| {
        let grown = delay.saturating_mul(u128::from(factor.digits));
        (grown.saturating_add(scale / 2) / scale).min(FOREVER)
    })
}

fn fibonacci(n: u32) -> u128 {
    (1..n).fold((1u128, 1u128), |(this, next), _| (next, this.saturating_add(next))).0
}
