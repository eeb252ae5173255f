//! B06: durations and points in time are added and multiplied with operators that panic.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::catch::caught;
use crate::clock::{TRANSIENT, engine, stopped};
use crate::curves::decided;
use crate::hinted::Clock;
use crate::smithy::{self, Reply};
use aws_smithy_types::retry::RetryConfig;
use backoff::backoff::Backoff as _;
use backon::BackoffBuilder as _;
use errspec::retry::{Backoff, Jitter, Outcome, Policy};
use retry_policies::policies;
use std::time::Duration;
use tower::retry::backoff::{Backoff as _, ExponentialBackoffMaker, MakeBackoff as _};
use tower::util::rng::HasherRng;

const MAX: Duration = Duration::MAX;

pub(super) fn case() -> Case {
    Case {
        id: "B06",
        title: "maximum durations panic",
        conditions: "every duration that can be set (base, cap, limit) is Duration::MAX; five delays are requested, one \
                     second after the call began; for retry-policies also a growth base of 0 with bounded jitter. Holds: \
                     nothing panics",
        seen: &[],
        findings: vec![
            judge(Peer::Errspec, "all durations at MAX", errspec),
            judge(Peer::Backon, "with_total_delay(MAX)", backon),
            judge(Peer::Backoff, "max_elapsed_time MAX", backoff),
            judge(Peer::TokioRetry2, "FixedInterval of MAX", tokio_retry2),
            judge(Peer::RetryPolicies, "retry_bounds(MAX, MAX)", || retry_policies(2, MAX, retry_policies::Jitter::None)),
            judge(Peer::RetryPolicies, "base(0), Jitter::Bounded", || {
                retry_policies(0, Duration::from_secs(1), retry_policies::Jitter::Bounded)
            }),
            judge(Peer::Tower, "min and max at MAX", tower),
            judge(Peer::Smithy, "initial_backoff, max_backoff and limit at MAX", smithy),
            judge(Peer::ExponentialBackoff, "min and max at MAX", exponential_backoff),
            judge(Peer::Mulligan, "Linear, base MAX", mulligan),
            judge(Peer::Tryhard, "delay and max_delay at MAX", tryhard),
        ],
    }
}

fn judge(peer: Peer, what: &str, run: impl FnOnce()) -> Finding {
    match caught(run) {
        Ok(()) => Finding::new(peer, true, format!("{what}: no panic")),
        Err(panic) => Finding::new(peer, false, format!("{what}: panics")).measured(panic),
    }
}

fn errspec() {
    let policy = Policy {
        attempts: 6,
        deadline: Some(MAX),
        attempt_timeout: Some(MAX),
        backoff: Backoff::linear(MAX, MAX).add(MAX),
        jitter: Jitter::additive(MAX),
        spread: MAX,
        ..TRANSIENT
    };
    engine(&policy, 1, &Outcome::status(503), 5);
    let _ = policy.worst_case_wait();
}

fn backon() {
    let builder = backon::ExponentialBuilder::new().with_min_delay(MAX).with_max_delay(MAX).with_total_delay(Some(MAX));
    builder.with_max_times(5).build().for_each(drop);
}

fn backoff() {
    let clock = Clock::new();
    let mut curve = clock.curve(MAX, MAX);
    clock.pass(Duration::from_secs(1));
    for _ in 0..5 {
        let _ = curve.next_backoff();
    }
}

fn tokio_retry2() {
    let strategy = tokio_retry2::strategy::FixedInterval::new(MAX).take(5);
    stopped(async {
        let retry =
            tokio_retry2::Retry::spawn(strategy, || std::future::ready(tokio_retry2::RetryError::to_transient::<()>(())));
        // A peer that does not panic sleeps for ages; the clock jumps, so an hour of it is enough.
        let _ = tokio::time::timeout(Duration::from_secs(3600), retry).await;
    });
}

fn retry_policies(base: u32, bound: Duration, jitter: retry_policies::Jitter) {
    let builder = policies::ExponentialBackoff::builder().base(base).jitter(jitter).retry_bounds(bound, MAX);
    let policy = builder.build_with_max_retries(5);
    for past in 0..5 {
        let _ = decided(&policy, past);
    }
}

fn tower() {
    stopped(async {
        let maker = ExponentialBackoffMaker::new(MAX, MAX, 0.5, HasherRng::default());
        let Ok(mut maker) = maker else { return };
        let mut backoff = maker.make_backoff();
        (0..5).for_each(|_| drop(backoff.next_backoff()));
    });
}

fn smithy() {
    let config = RetryConfig::standard().with_initial_backoff(MAX).with_max_backoff(MAX).with_max_attempts(6);
    stopped(async {
        let client = smithy::Client::new(&config, smithy::unlimited(), Some(MAX), |_| Reply::status(503));
        client.call().await;
    });
}

fn exponential_backoff() {
    exponential_backoff::Backoff::new(6, MAX, MAX).iter().for_each(drop);
}

fn mulligan() {
    use mulligan::Backoff as _;
    let curve = mulligan::Linear::base(MAX);
    for attempt in 0..5 {
        let _ = curve.delay(attempt);
    }
}

fn tryhard() {
    stopped(async {
        let send = || std::future::ready(Err::<(), ()>(()));
        let retry = tryhard::retry_fn(send).retries(5).exponential_backoff(MAX).max_delay(MAX);
        let _ = tokio::time::timeout(Duration::from_secs(3600), retry).await;
    });
}
