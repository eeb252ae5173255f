//! Properties of every policy, outcome and seed.

use crate::retry_support::{self, TRANSIENT, run, run_timed, safe, secs};
use errspec::RetryClass;
use errspec::headers::{self, Form, retry_after};
use errspec::retry::{
    Backoff, Bound, DelayRange, Factor, Hint, Jitter, JitterKind, Outcome, Policy, PolicyBuilder, Retry, Safety, Schedule, Step,
};
use proptest::prelude::*;
use std::time::Duration;

fn durations() -> impl Strategy<Value = Duration> {
    prop_oneof![
        (1u64..=5_000_000_000).prop_map(Duration::from_nanos),
        (1u64..=100_000).prop_map(Duration::from_millis),
        any::<u64>().prop_map(Duration::from_nanos),
        Just(Duration::MAX),
    ]
}

fn backoffs() -> impl Strategy<Value = Backoff> {
    let factor = (1_000u64..=1_000_000, 0u64..1_000_000).prop_map(|(milli, rest)| Factor::decimal(milli * 1_000_000 + rest, 9));
    let curve = prop_oneof![
        durations().prop_map(Backoff::constant),
        (durations(), durations()).prop_map(|(base, step)| Backoff::linear(base, step)),
        (durations(), factor).prop_map(|(base, factor)| Backoff::exponential(base, factor)),
        durations().prop_map(Backoff::fibonacci),
    ];
    let floor = prop_oneof![3 => Just(Duration::ZERO), 1 => durations()];
    (curve, durations(), prop_oneof![Just(Duration::ZERO), durations()], floor)
        .prop_map(|(curve, cap, add, floor)| curve.add(add).cap(cap).floor(floor.min(cap)))
}

/// The same, and tables, which may fall.
fn all_backoffs() -> impl Strategy<Value = Backoff> {
    let tables = (prop::collection::vec(durations(), 1..12), durations());
    prop_oneof![4 => backoffs(), 1 => tables.prop_map(|(delays, cap)| Backoff::table(delays.leak()).cap(cap))]
}

fn jitters() -> impl Strategy<Value = Jitter> {
    let kind = prop_oneof![
        Just(Jitter::NONE),
        Just(Jitter::FULL),
        Just(Jitter::EQUAL),
        Just(Jitter::DECORRELATED),
        durations().prop_map(Jitter::additive),
        (0u32..=1000).prop_map(|milli| Jitter::proportional(Factor::milli(milli))),
        (0u32..=3000, 0u32..=3000)
            .prop_map(|(one, two)| Jitter::range(Factor::milli(one.min(two)), Factor::milli(one.max(two)))),
    ];
    (kind, any::<bool>()).prop_map(|(jitter, soft)| if soft { jitter.soft() } else { jitter })
}

fn numbers() -> impl Strategy<Value = u32> {
    prop_oneof![1u32..200, any::<u32>(), Just(u32::MAX)]
}

/// The most that a soft bound allows above the cap.
fn ceiling(backoff: &Backoff, jitter: Jitter) -> Duration {
    match (jitter.bound, jitter.kind) {
        (Bound::Soft, JitterKind::Additive { max }) => backoff.cap.saturating_add(max),
        (Bound::Soft, JitterKind::Proportional { .. }) => backoff.cap.saturating_add(backoff.cap),
        (Bound::Soft, JitterKind::Range { .. }) => backoff.cap.saturating_mul(3),
        _ => backoff.cap,
    }
}

/// A policy with a table of eight rows, which stands until the test ends.
fn tabled(attempts: u32, backoff: Backoff, jitter: Jitter) -> Policy {
    let schedule: &'static Schedule = Box::leak(Box::new(Schedule::<[DelayRange; 8]>::of(attempts, backoff, jitter)));
    Policy { fallback: TRANSIENT.fallback, ..Policy::of(schedule) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn delays_stay_within_their_bounds_for_every_retry(backoff in backoffs(), jitter in jitters(), n in numbers()) {
        let policy = Policy { backoff, jitter, ..TRANSIENT };
        let (low, high) = policy.delay_range(n);
        prop_assert!(backoff.delay(n) <= backoff.cap);
        prop_assert!(backoff.floor.min(Duration::from_nanos(u64::MAX)) <= low && low <= high);
        prop_assert!(high <= ceiling(&backoff, jitter), "{high:?}");
    }

    #[test]
    fn curves_never_fall(backoff in backoffs(), n in numbers(), step in 1u32..1000) {
        prop_assert!(backoff.delay(n) <= backoff.delay(n.saturating_add(step)));
    }

    #[test]
    fn what_is_drawn_lies_in_the_range_that_was_announced(backoff in backoffs(), jitter in jitters(), seed: u64, attempts in 2u32..20) {
        let policy = Policy { attempts, backoff, jitter, ..TRANSIENT };
        for (n, wait) in (1..).zip(run(safe(&policy, seed), &Outcome::status(503)).waits) {
            let (low, high) = policy.delay_range(n);
            prop_assert!(low <= wait && wait <= high, "retry {n}: {wait:?} not in {low:?} to {high:?}");
        }
    }

    /// A step from one delay to the next and a computation from the start agree.
    #[test]
    fn the_delays_of_a_loop_of_ones_own_are_those_of_a_call(backoff in backoffs(), jitter in jitters(), seed: u64, attempts in 1u32..40) {
        let policy = Policy { attempts, backoff, jitter, ..TRANSIENT };
        let delays = policy.delays(seed);
        prop_assert_eq!(delays.len(), attempts as usize - 1);
        prop_assert_eq!(delays.collect::<Vec<_>>(), retry_support::waits(&policy, 503, seed));
    }

    /// With more attempts than rows and with fewer.
    #[test]
    fn a_table_and_its_computation_agree(backoff in all_backoffs(), jitter in jitters(), seed: u64, attempts in 1u32..40) {
        let tabled = tabled(attempts, backoff, jitter);
        let computed = Policy { schedule: None, ..tabled };
        let delays: Vec<_> = tabled.delays(seed).collect();
        prop_assert_eq!(tabled.delays(seed).len(), delays.len());
        prop_assert_eq!(&delays, &computed.delays(seed).collect::<Vec<_>>());
        prop_assert_eq!(&delays, &retry_support::waits(&tabled, 503, seed));
        for (n, row) in (1..).zip(&tabled.schedule.unwrap().rows) {
            prop_assert_eq!((row.low(), row.high()), computed.delay_range(n));
        }
        prop_assert_eq!(tabled.schedule.unwrap().worst_case_wait, computed.worst_case_wait());
    }

    /// A policy made of another one takes its table over, which is then another policy's.
    #[test]
    fn a_table_of_another_curve_is_not_looked_at(
        backoffs in (all_backoffs(), all_backoffs()), jitters in (jitters(), jitters()), attempts in (1u32..40, 1u32..40), seed: u64,
    ) {
        let tabled = tabled(attempts.0, backoffs.0, jitters.0);
        let other = Policy { attempts: attempts.1, backoff: backoffs.1, jitter: jitters.1, ..TRANSIENT };
        let taken = Policy { attempts: attempts.1, backoff: backoffs.1, jitter: jitters.1, ..tabled };
        prop_assert!(taken.delays(seed).eq(other.delays(seed)));
        for one_alone in [Policy { backoff: backoffs.1, ..tabled }, Policy { jitter: jitters.1, ..tabled }] {
            let computed = Policy { schedule: None, ..one_alone };
            prop_assert!(one_alone.delays(seed).eq(computed.delays(seed)));
        }
        let fewer = Policy { attempts: attempts.1, ..tabled };
        prop_assert_eq!(fewer.delays(seed).count(), attempts.1 as usize - 1);
    }

    #[test]
    fn the_worst_case_is_the_sum_of_the_longest_waits(backoff in all_backoffs(), jitter in jitters(), attempts in 1u32..2000) {
        let policy = Policy { attempts, backoff, jitter, ..TRANSIENT };
        let longest = (1..attempts).map(|n| policy.delay_range(n).1.as_nanos());
        let sum = longest.sum::<u128>().min(u128::from(u64::MAX));
        prop_assert_eq!(policy.worst_case_wait().as_nanos(), sum);
    }

    #[test]
    fn calls_end_before_the_deadline_and_within_the_attempts(
        backoff in backoffs(),
        jitter in jitters(),
        seed: u64,
        attempts in 1u32..50,
        deadline in 1u64..100_000,
        takes in 0u64..5_000,
        hint in 0u64..100,
    ) {
        let policy = Policy { attempts, backoff, jitter, hints: &[Hint::RETRY_AFTER], deadline: Some(Duration::from_millis(deadline)), ..TRANSIENT };
        let headers = [("Retry-After", hint.to_string())];
        let takes = Duration::from_millis(takes);
        let ended = run_timed(safe(&policy, seed), &Outcome::status(503).headers(&headers), takes, Duration::ZERO);
        let waited = ended.waits.iter().sum::<Duration>();
        prop_assert!(ended.waits.len() < attempts as usize);
        prop_assert!(waited < Duration::from_millis(deadline), "waited {waited:?}");
        prop_assert!(ended.ended < Duration::from_millis(deadline).saturating_add(takes), "no attempt begins at or after the deadline");
        prop_assert!(policy.worst_case_wait() >= waited || hint > 0);
    }

    #[test]
    fn no_attempt_is_earlier_than_the_server_asked(
        backoff in backoffs(), jitter in jitters(), seed: u64, hint in 1u64..=120, spread in 0u64..10_000,
    ) {
        let policy = Policy { backoff, jitter, spread: Duration::from_millis(spread), hints: &[Hint::RETRY_AFTER], ..TRANSIENT };
        let headers = [("Retry-After", hint.to_string())];
        let ended = run(safe(&policy, seed), &Outcome::status(429).headers(&headers));
        prop_assert_eq!(ended.waits.len(), 2);
        prop_assert!(ended.waits.iter().all(|wait| *wait >= secs(hint)));
    }

    #[test]
    fn two_seeds_wait_differently(one: u64, other: u64) {
        prop_assume!(one != other);
        let policy = Policy { attempts: 4, jitter: Jitter::FULL, ..TRANSIENT };
        prop_assert_ne!(retry_support::waits(&policy, 503, one), retry_support::waits(&policy, 503, other));
    }

    #[test]
    fn whatever_bytes_a_header_holds_reading_them_is_total(value: Vec<u8>, now: Option<u32>) {
        let now = now.map(|now| secs(now.into()));
        for form in Form::ALL {
            let _ = headers::read(*form, &value, now);
        }
        let _ = retry_after(&[("retry-after", &value)]);
    }

    #[test]
    fn digits_of_any_length_are_a_delay(digits in "[0-9]{1,40}") {
        let expected = digits.parse().map_or(Duration::from_secs(u64::MAX), Duration::from_secs);
        prop_assert_eq!(headers::read(Form::DelaySeconds, digits.as_bytes(), None), Some(errspec::headers::Due::In(expected)));
    }

    #[test]
    fn every_moment_survives_being_written_as_a_date(seconds in 0u64..253_402_300_800) {
        let due = Some(errspec::headers::Due::At(secs(seconds)));
        let (http, iso) = dates(seconds);
        prop_assert_eq!(headers::read(Form::HttpDate, http.as_bytes(), None), due, "{}", http);
        prop_assert_eq!(headers::read(Form::IsoDate, iso.as_bytes(), None), due, "{}", iso);
    }

    #[test]
    fn what_the_builder_accepts_ends(backoff in backoffs(), jitter in jitters(), attempts in 0u32..40, seed: u64, status in 100u16..600) {
        let built = PolicyBuilder::new().attempts(attempts).backoff(backoff).jitter(jitter).fallback(Retry::of(RetryClass::Throttled)).build();
        if let Ok(policy) = built {
            let mut call = policy.call(Duration::ZERO, seed).safety(Safety::Safe);
            let ended = (0..=attempts).position(|_| !matches!(call.on_outcome(&Outcome::status(status), Duration::ZERO), Step::Wait(_)));
            prop_assert!(ended.is_some_and(|sent| sent < attempts.max(1) as usize));
        } else {
            let too_wide = matches!(jitter.kind, JitterKind::Additive { max } if max > backoff.cap);
            prop_assert!(attempts == 0 || too_wide);
        }
    }
}

/// Both forms of a date, by counting years and months one after the other: slow, and plainly right.
fn dates(seconds: u64) -> (String, String) {
    let (mut days, clock) = (seconds / 86_400, seconds % 86_400);
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][(days % 7) as usize];
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let lengths = [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while days >= lengths[month] {
        days -= lengths[month];
        month += 1;
    }
    let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month];
    let time = format!("{:02}:{:02}:{:02}", clock / 3600, clock / 60 % 60, clock % 60);
    (format!("{weekday}, {:02} {name} {year} {time} GMT", days + 1), format!("{year}-{:02}-{:02}T{time}Z", month + 1, days + 1))
}
