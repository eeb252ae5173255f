//! Delays: curves, caps and jitter. The numbers in the names are those of known bugs of retry libraries.

use crate::retry_support::{self, TRANSIENT, doubling, millis, safe, secs, waits};
use errspec::RetryClass;
use errspec::retry::{
    Backoff, Factor, Jitter, Outcome, Policy, PolicyBuilder, PolicyError, Reason, Retry, Rule, Safety, Seeds,
};
use std::collections::BTreeSet;
use std::time::Duration;

const CAP: Duration = secs(30);

/// Shifts, wrapping multiplications and narrow integers turned late attempts into 0 s: a hot loop.
#[test]
fn b01_late_delays_are_the_cap_and_never_wrap() {
    let curves = [
        doubling(secs(1)),
        Backoff::exponential(secs(1), Factor::milli(1001)),
        Backoff::exponential(Duration::MAX, Factor::times(u32::MAX)),
        Backoff::linear(secs(1), Duration::MAX),
        Backoff::fibonacci(secs(1)),
        Backoff::constant(Duration::MAX),
    ];
    for curve in curves {
        let mut before = Duration::ZERO;
        for n in [1, 2, 31, 32, 33, 63, 64, 65, 93, 94, 1_000, 100_000, u32::MAX - 1, u32::MAX] {
            let delay = curve.cap(CAP).delay(n);
            assert!(before <= delay && delay <= CAP, "{curve:?} {n}: {delay:?} after {before:?}");
            before = delay;
        }
        assert_eq!(before, CAP, "{curve:?}");
        assert!(curve.delay(u32::MAX) > secs(1_000_000), "without a cap a late delay is long, not short: {curve:?}");
    }
}

#[test]
fn b02_jitter_stays_within_a_hard_cap() {
    let jitters = [
        Jitter::FULL,
        Jitter::EQUAL,
        Jitter::DECORRELATED,
        Jitter::additive(secs(1)),
        Jitter::additive(secs(90)),
        Jitter::proportional(Factor::milli(500)),
        Jitter::proportional(Factor::ONE),
    ];
    for jitter in jitters {
        let policy = Policy { attempts: 40, backoff: doubling(secs(1)).cap(CAP), jitter, ..TRANSIENT };
        for seed in 0..200 {
            for wait in waits(&policy, 503, seed) {
                assert!(wait <= CAP, "{jitter:?}: {wait:?}");
            }
        }
    }
}

/// The one kind of jitter that documents put on top of the cap.
#[test]
fn b02_soft_jitter_exceeds_the_cap_by_its_own_width_at_most() {
    let jitter = Jitter::additive(secs(1)).soft();
    let policy = Policy { attempts: 20, backoff: doubling(secs(1)).cap(CAP), jitter, ..TRANSIENT };
    let longest = (0..200).flat_map(|seed| waits(&policy, 503, seed)).max().unwrap();
    assert!(longest > CAP && longest <= CAP + secs(1), "{longest:?}");
}

/// Cutting off what jitter added makes every saturated client wait exactly the cap, and all of them come back together.
#[test]
fn b03_the_spread_survives_at_the_cap() {
    for jitter in [Jitter::additive(secs(2)), Jitter::proportional(Factor::milli(100)), Jitter::FULL, Jitter::EQUAL] {
        let policy = Policy { attempts: 12, backoff: doubling(secs(1)).cap(CAP), jitter, ..TRANSIENT };
        let last_waits: BTreeSet<Duration> = (0..100).filter_map(|seed| waits(&policy, 503, seed).pop()).collect();
        assert!(last_waits.len() > 95, "{jitter:?}: only {} different waits", last_waits.len());
        let width = *last_waits.last().unwrap() - *last_waits.first().unwrap();
        assert!(width >= millis(1_800), "{jitter:?}: spread over {width:?} only");
    }
}

#[test]
fn b03_proportional_jitter_at_the_cap_keeps_its_ratio() {
    let policy = Policy {
        backoff: Backoff::constant(secs(100)).cap(secs(12)),
        jitter: Jitter::proportional(Factor::milli(200)),
        ..TRANSIENT
    };
    assert_eq!(policy.delay_range(1), (secs(8), secs(12)));
}

#[test]
fn b04_the_first_delay_respects_the_cap() {
    for curve in
        [doubling(secs(100)), Backoff::fibonacci(secs(100)), Backoff::linear(secs(100), secs(1)), Backoff::constant(secs(100))]
    {
        assert_eq!(curve.cap(secs(1)).delay(1), secs(1));
    }
    let fibonacci = Backoff::fibonacci(secs(5)).cap(secs(10));
    assert_eq!([1, 2, 3, 4].map(|n| fibonacci.delay(n)), [secs(5), secs(5), secs(10), secs(10)]);
    let decorrelated = Policy { backoff: doubling(secs(100)).cap(secs(1)), jitter: Jitter::DECORRELATED, ..TRANSIENT };
    assert_eq!(waits(&decorrelated, 503, 1), [secs(1), secs(1)]);
}

/// There is no float to be NaN or negative; what else makes no sense is refused.
#[test]
fn b05_factors_and_ratios_that_make_no_sense_are_refused() {
    let shrinking = PolicyBuilder::new().backoff(Backoff::exponential(secs(1), Factor::milli(999)));
    assert_eq!(shrinking.build().unwrap_err(), PolicyError::FactorBelowOne);
    let wide = PolicyBuilder::new().jitter(Jitter::proportional(Factor::milli(1001)));
    assert_eq!(wide.build().unwrap_err(), PolicyError::RatioAboveOne);
    assert!(PolicyBuilder::new().backoff(Backoff::exponential(secs(1), Factor::ONE)).build().is_ok());
}

#[test]
fn b05_decimal_factors_are_exact() {
    let delays = |factor| [1, 2, 3, 4, 5].map(|n| Backoff::exponential(secs(1), factor).delay(n).as_nanos());
    assert_eq!(delays(Factor::decimal(15, 1)), [1_000_000_000, 1_500_000_000, 2_250_000_000, 3_375_000_000, 5_062_500_000]);
    assert_eq!(delays(Factor::decimal(11, 1)), [1_000_000_000, 1_100_000_000, 1_210_000_000, 1_331_000_000, 1_464_100_000]);
    assert_eq!(
        delays(Factor::decimal(1_000_000_001, 9)),
        [1_000_000_000, 1_000_000_001, 1_000_000_002, 1_000_000_003, 1_000_000_004]
    );
}

#[test]
fn b06_the_longest_durations_neither_panic_nor_wrap() {
    let policy = Policy {
        attempts: 5,
        deadline: Some(Duration::MAX),
        attempt_timeout: Some(Duration::MAX),
        backoff: Backoff::linear(Duration::MAX, Duration::MAX).add(Duration::MAX),
        jitter: Jitter::additive(Duration::MAX),
        spread: Duration::MAX,
        ..TRANSIENT
    };
    assert_eq!(policy.worst_case_wait(), Duration::from_nanos(u64::MAX), "584 years");
    let run = retry_support::run_timed(safe(&policy, 1), &Outcome::status(503), Duration::MAX, Duration::MAX);
    assert!(run.waits.is_empty(), "no time is left: {:?}", run.waits);
}

/// An entry with a curve of its own is no way around the checks.
#[test]
fn b06_waits_of_zero_are_refused_in_rules_too() {
    const fn of(backoff: Backoff) -> Rule {
        Rule { retry: Some(Retry::of(RetryClass::Transient).backoff(backoff)), ..Rule::NONE }
    }
    const STILL: &[Rule] = &[of(doubling(secs(1))), of(Backoff::constant(Duration::ZERO))];
    const EMPTY: &[Rule] = &[of(Backoff::table(&[]))];
    const NARROW: &[Rule] = &[of(doubling(secs(1)).cap(millis(400)))];
    let with = |jitter, rules| PolicyBuilder::new().jitter(jitter).rules(rules).build().err();
    let additive = Jitter::additive(millis(500));
    assert_eq!(with(Jitter::NONE, STILL), Some(PolicyError::NoWait));
    assert_eq!(with(Jitter::FULL, STILL), Some(PolicyError::NoWait), "a part of nothing is nothing");
    assert_eq!(with(additive, STILL), None, "the jitter waits, as the checks of a spec say too");
    assert_eq!(with(additive, EMPTY), Some(PolicyError::EmptyTable));
    assert_eq!(with(additive, NARROW), Some(PolicyError::JitterAboveCap));
    let otherwise = Retry::of(RetryClass::Transient).backoff(Backoff::constant(Duration::ZERO));
    assert_eq!(PolicyBuilder::new().fallback(otherwise).build().unwrap_err(), PolicyError::NoWait);
}

#[test]
fn b06_waits_of_zero_are_refused() {
    let hot = PolicyBuilder::new().backoff(doubling(Duration::ZERO)).jitter(Jitter::FULL);
    assert_eq!(hot.build().unwrap_err(), PolicyError::NoWait);
    assert!(hot.attempts(1).build().is_ok(), "without a retry nothing is waited for");
    assert_eq!(PolicyBuilder::new().backoff(Backoff::table(&[])).build().unwrap_err(), PolicyError::EmptyTable);
}

/// Who makes a call sends it: no attempts, by hand, by the builder or for one entry, are one attempt without a retry.
#[test]
fn fault_10a_zero_attempts_mean_one_everywhere() {
    let built = PolicyBuilder::from(TRANSIENT).attempts(0).build().unwrap();
    let own = Policy { fallback: Retry::of(RetryClass::Transient).attempts(0), ..TRANSIENT };
    for policy in [Policy { attempts: 0, ..TRANSIENT }, built, Policy { attempts: 1, ..TRANSIENT }, own] {
        let call = safe(&policy, 1);
        let run = retry_support::run(call, &Outcome::status(503));
        let gave_up = run.gave_up.unwrap();
        assert_eq!((gave_up.attempts, gave_up.reason), (1, Reason::AttemptsExhausted));
        assert!(run.waits.is_empty());
    }
    assert_eq!((built.max_attempts(), built.worst_case_wait()), (1, Duration::ZERO));
}

/// Sessions that cloned one generator waited alike.
#[test]
fn b07_sessions_wait_differently() {
    let policy = Policy { jitter: Jitter::FULL, attempts: 4, ..TRANSIENT };
    let seeds = Seeds::new(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);
    let session = || {
        let call = policy.call(Duration::ZERO, seeds.next()).safety(Safety::Safe);
        retry_support::run(call, &Outcome::status(503)).waits
    };
    let sessions: BTreeSet<Vec<Duration>> = (0..500).map(|_| session()).collect();
    assert_eq!(sessions.len(), 500);
}

#[test]
fn b07_processes_with_different_keys_draw_different_seeds() {
    let (one, other) = (Seeds::new(1), Seeds::new(2));
    let ones: Vec<_> = (0..1000).map(|_| one.next()).collect();
    assert!((0..1000).all(|_| !ones.contains(&other.next())));
}

/// A fork copies key and count: only what tells the processes apart keeps their jitter and keys apart.
#[test]
fn fault_10_copies_of_one_source_draw_different_seeds() {
    let copies = [Seeds::new(77), Seeds::new(77), Seeds::new(77)];
    let mut drawn = BTreeSet::new();
    for (copy, seeds) in copies.iter().enumerate() {
        for _ in 0..1000 {
            let call = TRANSIENT.call(Duration::ZERO, seeds.next_of(copy as u64)).safety(Safety::Keyed("Idempotency-Key"));
            assert!(drawn.insert(call.idempotency_key().unwrap().1.to_string()));
        }
    }
    let (one, same) = (Seeds::new(77), Seeds::new(77));
    assert_eq!(one.next_of(5), same.next_of(5), "equal inputs have equal answers");
}

#[test]
fn equal_inputs_have_equal_answers() {
    let policy = Policy { jitter: Jitter::FULL, attempts: 9, ..TRANSIENT };
    assert_eq!(waits(&policy, 503, 77), waits(&policy, 503, 77));
    assert_ne!(waits(&policy, 503, 77), waits(&policy, 503, 78));
}

#[test]
fn curves_grow_as_described() {
    let delays = |curve: Backoff| [1, 2, 3, 4, 5].map(|n| curve.delay(n).as_secs());
    assert_eq!(delays(Backoff::constant(secs(3))), [3, 3, 3, 3, 3]);
    assert_eq!(delays(Backoff::linear(secs(3), secs(2))), [3, 5, 7, 9, 11]);
    assert_eq!(delays(Backoff::exponential(secs(1), Factor::times(3))), [1, 3, 9, 27, 81]);
    assert_eq!(delays(Backoff::fibonacci(secs(1))), [1, 1, 2, 3, 5]);
    const TABLE: &[Duration] = &[secs(1), secs(5), secs(30)];
    assert_eq!(delays(Backoff::table(TABLE)), [1, 5, 30, 30, 30]);
    assert_eq!(delays(Backoff::table(TABLE).add(secs(1)).cap(secs(10))), [2, 6, 10, 10, 10]);
}

#[test]
fn the_worst_case_is_known_before_any_call() {
    let page = Policy {
        attempts: 6,
        backoff: doubling(secs(1)).cap(secs(30)),
        jitter: Jitter::additive(secs(1)).soft(),
        ..Policy::DEFAULT
    };
    assert_eq!(page.worst_case_wait(), secs(1 + 2 + 4 + 8 + 16 + 5));
    assert!(!page.reaches_cap(), "16 s is the longest, the cap of 30 s idle");
    assert!(Policy { attempts: 7, ..page }.reaches_cap());
    let many = Policy { attempts: u32::MAX, backoff: Backoff::constant(secs(1)), ..Policy::DEFAULT };
    assert_eq!(many.worst_case_wait(), secs(u64::from(u32::MAX - 1)));
}

#[test]
fn factors_print_as_decimals() {
    let printed = [Factor::times(2), Factor::milli(1500), Factor::decimal(105, 2), Factor::decimal(1, 9), Factor::ZERO]
        .map(|f| f.to_string());
    assert_eq!(printed, ["2", "1.5", "1.05", "0.000000001", "0"]);
}
