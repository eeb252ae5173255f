//! The delays of the pages' samples, in the tables that the compiler computes.
use crate::support::{millis, secs};
use errspec::retry::{Bound, Policy};
use generated_client::{autoretouch, images, jobs, media_tasks, vision};
use std::time::Duration;

/// What the compiler worked out.
const WORST: [Duration; 4] = [
    autoretouch::RETRY.worst_case_wait(),
    jobs::RETRY.worst_case_wait(),
    vision::RETRY.worst_case_wait(),
    images::RETRY.worst_case_wait(),
];

fn exact(delays: &[u64]) -> Vec<(Duration, Duration)> {
    up_to(delays, Duration::ZERO)
}

fn up_to(delays: &[u64], jitter: Duration) -> Vec<(Duration, Duration)> {
    delays.iter().map(|delay| (secs(*delay), secs(*delay) + jitter)).collect()
}

/// The sample waits so before each retry, the one after the last attempt included, which the engine leaves out.
#[track_caller]
fn schedule(policy: &'static Policy, attempts: u32, sample: &[(Duration, Duration)]) {
    let schedule = policy.schedule.unwrap();
    assert_eq!((policy.attempts, schedule.attempts), (attempts, attempts));
    assert_eq!((schedule.backoff, schedule.jitter), (policy.backoff, policy.jitter), "the policy draws from the table");
    let rows: Vec<_> = schedule.rows.iter().map(|row| (row.low(), row.high())).collect();
    assert_eq!(rows, sample[..attempts as usize - 1]);
    let computed: Vec<_> = (1..).zip(sample).map(|(n, _)| policy.delay_range(n)).collect();
    assert_eq!(computed, sample);
    assert_eq!(schedule.worst_case_wait, rows.iter().map(|(_, high)| *high).sum());
    for seed in 0..200u64 {
        let waits: Vec<_> = policy.delays(seed).collect();
        assert_eq!(waits.len(), rows.len());
        assert!(waits.iter().zip(&rows).all(|(wait, (low, high))| low <= wait && wait <= high), "{waits:?}");
    }
}

#[test]
fn page_000_two_three_five() {
    schedule(&autoretouch::RETRY, 3, &exact(&[2, 3, 5]));
    assert_eq!(WORST[0], secs(2 + 3));
}

#[test]
fn page_002_doubles() {
    schedule(&jobs::RETRY, 3, &exact(&[1, 2, 4]));
    assert_eq!(WORST[1], secs(1 + 2));
}

#[test]
fn page_003_doubles_with_half_a_second_of_jitter() {
    schedule(&vision::RETRY, 3, &up_to(&[1, 2, 4], millis(500)));
    assert_eq!(WORST[2], secs(1 + 2) + 2 * millis(500));
}

#[test]
fn page_004_doubles_five_times_with_a_second_of_jitter() {
    schedule(&images::RETRY, 6, &up_to(&[1, 2, 4, 8, 16, 30, 30], secs(1)));
    assert_eq!(images::RETRY.jitter.bound, Bound::Soft, "on top of the cap of 30 s");
    assert_eq!(WORST[3], secs(1 + 2 + 4 + 8 + 16) + 5 * secs(1));
}

/// The page has no sample; whatever is assumed of it stands in a table as well.
#[test]
fn page_001_has_a_table_too() {
    let schedule = media_tasks::RETRY.schedule.unwrap();
    assert_eq!(schedule.rows.len(), media_tasks::RETRY.attempts as usize - 1);
}
