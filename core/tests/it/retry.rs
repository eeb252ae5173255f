//! The arithmetic of retries, compared with its definition in exact fractions.

use errspec_core::random::Random;
use errspec_core::retry::{Backoff, Factor, Jitter, Waits};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

const DOWN: [Duration; 2] = [Duration::from_secs(30), SECOND];
const UP: [Duration; 2] = [SECOND, Duration::from_secs(30)];

fn waits(attempts: u32, backoff: Backoff, jitter: Jitter) -> Waits {
    Waits { attempts, backoff, jitter }
}

/// `base * (digits / 10^scale)^steps` to the nearest nanosecond, in whole numbers.
fn exact(base: u128, digits: u128, scale: u32, steps: u32) -> u128 {
    let divisor = 10u128.pow(scale * steps);
    (base * digits.pow(steps) + divisor / 2) / divisor
}

#[test]
fn exponential_delays_are_the_nearest_nanosecond() {
    for (digits, scale) in [(2, 0), (15, 1), (11, 1), (125, 2), (1001, 3), (999_999, 5), (3, 0)] {
        for base in [1u64, 7, 999_999_999, 1_000_000_000, 86_400_000_000_000] {
            let backoff = Backoff::exponential(Duration::from_nanos(base), Factor::decimal(digits, scale));
            for n in 1..=4 {
                let delay = backoff.delay(n).as_nanos();
                assert_eq!(delay, exact(base.into(), digits.into(), scale.into(), n - 1), "{base} ns, {digits}e-{scale}, {n}");
            }
        }
    }
}

/// Delays that round up are not cut: a check that truncates says one nanosecond less than the engine waits.
#[test]
fn delays_are_rounded_and_not_truncated() {
    let backoff = Backoff::exponential(Duration::from_nanos(3), Factor::decimal(15, 1));
    assert_eq!([1, 2, 3, 4].map(|n| backoff.delay(n).as_nanos()), [3, 5, 7, 10], "3, 4.5, 6.75 and 10.125");
}

#[test]
fn the_worst_case_is_the_sum_of_the_longest_waits_and_stops_at_the_longest_duration() {
    let curves = [
        Backoff::constant(SECOND),
        Backoff::linear(SECOND, SECOND).cap(5 * SECOND),
        Backoff::exponential(SECOND, Factor::decimal(15, 1)).cap(30 * SECOND),
        Backoff::fibonacci(SECOND).add(SECOND),
        Backoff::table(&DOWN),
    ];
    let jitters = [
        Jitter::NONE,
        Jitter::FULL,
        Jitter::EQUAL,
        Jitter::DECORRELATED,
        Jitter::additive(SECOND),
        Jitter::additive(SECOND).soft(),
        Jitter::proportional(Factor::decimal(2, 1)),
    ];
    for (backoff, jitter) in curves.into_iter().flat_map(|curve| jitters.map(|jitter| (curve, jitter))) {
        let waits = waits(20, backoff, jitter);
        let sum = (1..=19).fold(Duration::ZERO, |sum, n| sum.saturating_add(waits.range(n).high()));
        assert_eq!(waits.worst_case(), sum.min(Duration::from_nanos(u64::MAX)), "{waits:?}");
    }
    let endless = waits(u32::MAX, Backoff::exponential(SECOND, Factor::times(1000)), Jitter::NONE);
    assert_eq!(endless.worst_case(), Duration::from_nanos(u64::MAX));
}

#[test]
fn the_peak_is_the_longest_delay_wherever_it_stands() {
    let falling = Backoff::table(&DOWN).cap(30 * SECOND);
    assert_eq!(waits(3, falling, Jitter::NONE).peak(), 30 * SECOND);
    assert!(waits(3, falling, Jitter::NONE).reaches_cap());
    let later = Backoff::table(&UP).cap(30 * SECOND);
    assert!(!waits(2, later, Jitter::NONE).reaches_cap(), "the second delay is never waited");
    let doubling = Backoff::exponential(SECOND, Factor::times(2)).cap(8 * SECOND);
    assert_eq!([4, 5].map(|attempts| waits(attempts, doubling, Jitter::FULL).reaches_cap()), [false, true]);
    assert!(waits(3, doubling, Jitter::DECORRELATED).reaches_cap(), "three times three seconds");
    assert_eq!(waits(1, doubling, Jitter::NONE).peak(), Duration::ZERO);
}

#[test]
fn retries_without_a_wait_are_noticed() {
    let still = Backoff::constant(Duration::ZERO);
    assert!(waits(2, still, Jitter::NONE).never_wait());
    assert!(waits(2, still, Jitter::EQUAL).never_wait());
    assert!(!waits(2, still, Jitter::additive(SECOND)).never_wait());
    assert!(!waits(1, still, Jitter::NONE).never_wait(), "there is no retry");
    assert!(!waits(4, Backoff::table(&[Duration::ZERO, Duration::ZERO, SECOND]), Jitter::NONE).never_wait());
}

#[test]
fn draws_stay_in_their_range_and_reach_both_ends() {
    let mut random = Random::new(1);
    let range = waits(2, Backoff::constant(Duration::from_nanos(4)), Jitter::FULL).range(1);
    let drawn: std::collections::BTreeSet<u64> = (0..200).map(|_| range.draw(&mut random)).collect();
    assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
}
