//! Every jitter stays within its bounds, and below the cap unless the contract lets it exceed the cap.

use core::time::Duration;
use errspec::retry::{Bound, Factor, JitterKind, Policy};
use errspec_tests as specs;

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// The shortest and the longest delay of 200 calls before each retry.
fn seen(policy: &Policy) -> Vec<(Duration, Duration)> {
    let calls: Vec<Vec<Duration>> = (0..200u64).map(|seed| policy.delays(seed).collect()).collect();
    let before = |retry: usize| calls.iter().map(move |delays| delays[retry]);
    (0..policy.attempts as usize - 1).map(|retry| (before(retry).min().unwrap(), before(retry).max().unwrap())).collect()
}

#[track_caller]
fn within(policy: &'static Policy, kind: JitterKind, ranges: &[(u64, u64)]) {
    assert_eq!(policy.jitter.kind, kind);
    let seen = seen(policy);
    assert_eq!(seen.len(), ranges.len());
    for ((low, high), range) in seen.iter().zip(ranges) {
        assert!(millis(range.0) <= *low && *high <= millis(range.1), "{low:?} to {high:?} is not within {range:?} ms");
        assert!(range.0 == range.1 || low != high, "spread at all");
    }
}

#[test]
fn none_is_exact() {
    within(&specs::jitter_none::RETRY, JitterKind::None, &[(1000, 1000), (2000, 2000), (4000, 4000), (5000, 5000)]);
}

#[test]
fn full_equal_and_decorrelated() {
    within(&specs::jitter_full::RETRY, JitterKind::Full, &[(0, 1000), (0, 2000), (0, 4000), (0, 5000)]);
    within(&specs::jitter_equal::RETRY, JitterKind::Equal, &[(500, 1000), (1000, 2000), (2000, 4000), (2500, 5000)]);
    within(
        &specs::jitter_decorrelated::RETRY,
        JitterKind::Decorrelated,
        &[(1000, 3000), (1000, 5000), (1000, 5000), (1000, 5000)],
    );
}

#[test]
fn a_hard_bound_is_the_cap_and_a_soft_one_is_not() {
    let additive = JitterKind::Additive { max: millis(500) };
    within(&specs::jitter_additive_hard::RETRY, additive, &[(1000, 1500), (2500, 3000), (4000, 4500), (4500, 5000)]);
    within(&specs::jitter_additive_soft::RETRY, additive, &[(1000, 1500), (2500, 3000), (4000, 4500), (5000, 5500)]);
    let proportional = JitterKind::Proportional { ratio: Factor::decimal(25, 2) };
    within(
        &specs::jitter_proportional_hard::RETRY,
        proportional,
        &[(750, 1250), (750, 1250), (1500, 2500), (2250, 3750), (3000, 5000)],
    );
    within(
        &specs::jitter_proportional_soft::RETRY,
        proportional,
        &[(750, 1250), (750, 1250), (1500, 2500), (2250, 3750), (3750, 6250)],
    );
    assert_eq!(
        (specs::jitter_additive_soft::RETRY.jitter.bound, specs::jitter_proportional_hard::RETRY.jitter.bound),
        (Bound::Soft, Bound::Hard)
    );
    assert!(seen(&specs::jitter_additive_soft::RETRY)[3].1 > millis(5000), "some pass the cap");
}

/// The table that the compiler computes equals what a call computes, row by row and beyond the last one.
#[test]
fn the_tables_hold_what_calls_compute() {
    for policy in [
        &specs::jitter_none::RETRY,
        &specs::jitter_full::RETRY,
        &specs::jitter_equal::RETRY,
        &specs::jitter_decorrelated::RETRY,
        &specs::jitter_additive_hard::RETRY,
        &specs::jitter_additive_soft::RETRY,
        &specs::jitter_proportional_hard::RETRY,
        &specs::jitter_proportional_soft::RETRY,
        &specs::curve_4::RETRY,
        &specs::curve_6::RETRY,
        &specs::curve_7::RETRY,
        &specs::curve_8::RETRY,
        &specs::curve_9::RETRY,
    ] {
        let schedule = policy.schedule.unwrap();
        assert_eq!(schedule.rows.len(), policy.attempts.min(33) as usize - 1, "{policy:?}");
        for (n, row) in (1..).zip(&schedule.rows) {
            assert_eq!((row.low(), row.high()), policy.delay_range(n));
        }
        assert_eq!(schedule.worst_case_wait, policy.worst_case_wait());
        let untabled = Policy { schedule: None, ..*policy };
        for seed in 0..20u64 {
            assert!(policy.delays(seed).eq(untabled.delays(seed)), "{policy:?}");
        }
    }
}

/// Computed by hand.
#[test]
fn the_worst_case_is_the_sum_of_the_longest_waits() {
    for (policy, worst) in [
        (&specs::jitter_additive_soft::RETRY, millis(14_500)),
        (&specs::jitter_proportional_hard::RETRY, millis(13_750)),
        (&specs::jitter_decorrelated::RETRY, millis(18_000)),
        (&specs::curve_9::RETRY, Duration::new(966_912, 217_212_099)),
    ] {
        assert_eq!(policy.schedule.unwrap().worst_case_wait, worst);
    }
}
