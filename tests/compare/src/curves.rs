//! Doubling delays without jitter, as each crate computes them.

use crate::Peer;
use crate::catch::caught;
use crate::clock::{Sent, TRANSIENT, engine, stopped};
use backoff::backoff::Backoff as _;
use backon::BackoffBuilder as _;
use errspec::retry::{Backoff, Factor, Outcome, Policy, PolicyBuilder};
use mulligan::{Backoff as _, Jitter as _};
use retry_policies::{Jitter, RetryDecision, policies};
use std::time::{Duration, SystemTime};
use tower::retry::backoff::{Backoff as _, ExponentialBackoffMaker, MakeBackoff as _};
use tower::util::rng::HasherRng;

/// `base`, twice that, …, at most `cap`; as many as there are retries.
#[derive(Clone, Copy)]
pub(super) struct Doubling {
    pub(super) base: Duration,
    pub(super) cap: Duration,
    pub(super) retries: u32,
}

/// The crates that make such delays without jitter.
pub(super) const PEERS: [Peer; 9] = [
    Peer::Errspec,
    Peer::Backon,
    Peer::Backoff,
    Peer::TokioRetry2,
    Peer::RetryPolicies,
    Peer::Tower,
    Peer::ExponentialBackoff,
    Peer::Mulligan,
    Peer::Tryhard,
];

/// The delays, or why the crate refuses to make them.
pub(super) fn delays(peer: Peer, plan: Doubling) -> Result<Vec<Duration>, String> {
    match peer {
        Peer::Errspec => errspec(plan),
        Peer::Backon => Ok(backon(plan)),
        Peer::Backoff => Ok(backoff(plan)),
        Peer::TokioRetry2 => Ok(tokio_retry2(plan)),
        Peer::RetryPolicies => retry_policies(plan),
        Peer::Tower => tower(plan),
        Peer::ExponentialBackoff => Ok(exponential_backoff(plan)),
        Peer::Mulligan => Ok(mulligan(plan)),
        Peer::Tryhard => Ok(tryhard(plan)),
        Peer::ReqwestRetry | Peer::Smithy | Peer::Httpdate | Peer::StdParse => Err("makes no such delays".to_owned()),
    }
}

fn errspec(plan: Doubling) -> Result<Vec<Duration>, String> {
    let backoff = Backoff::exponential(plan.base, Factor::times(2)).cap(plan.cap);
    let policy = PolicyBuilder::from(Policy { attempts: plan.retries + 1, ..TRANSIENT }).backoff(backoff).build();
    let policy = policy.map_err(|why| why.to_string())?;
    Ok(engine(&policy, 1, &Outcome::status(503), plan.retries as usize + 1).0)
}

fn backon(plan: Doubling) -> Vec<Duration> {
    let builder = backon::ExponentialBuilder::new().with_factor(2.0).with_min_delay(plan.base).with_max_delay(plan.cap);
    builder.with_max_times(plan.retries as usize).build().collect()
}

fn backoff(plan: Doubling) -> Vec<Duration> {
    let mut builder = backoff::ExponentialBackoffBuilder::new();
    builder.with_initial_interval(plan.base).with_max_interval(plan.cap).with_multiplier(2.0);
    let mut backoff = builder.with_randomization_factor(0.0).with_max_elapsed_time(None).build();
    (0..plan.retries).filter_map(|_| backoff.next_backoff()).collect()
}

fn tokio_retry2(plan: Doubling) -> Vec<Duration> {
    // The base is that of the power and counts as the first delay; `factor` scales it to the wanted one.
    let scale = plan.base.as_millis() as u64 / 2;
    let strategy = tokio_retry2::strategy::ExponentialBackoff::from_millis(2).factor(scale).max_delay(plan.cap);
    strategy.take(plan.retries as usize).collect()
}

fn retry_policies(plan: Doubling) -> Result<Vec<Duration>, String> {
    let builder = policies::ExponentialBackoff::builder().base(2).jitter(Jitter::None);
    // Documented: bounds the wrong way round panic.
    let builder = caught(|| builder.retry_bounds(plan.base, plan.cap))?;
    let policy = builder.build_with_max_retries(plan.retries);
    Ok((0..plan.retries).filter_map(|past| decided(&policy, past)).collect())
}

/// The delay that retry-policies decides on, to the millisecond. It is given as a moment of the wall clock, so a decision during
/// which this thread had to wait for the processor is asked for again.
pub(super) fn decided(policy: &impl retry_policies::RetryPolicy, past: u32) -> Option<Duration> {
    const INSTANT: Duration = Duration::from_millis(1);
    loop {
        let before = SystemTime::now();
        let decision = policy.should_retry(before, past);
        let after = SystemTime::now();
        let RetryDecision::Retry { execute_after } = decision else { return None };
        if after.duration_since(before).is_ok_and(|taken| taken < INSTANT) {
            let delay = execute_after.duration_since(after).unwrap_or_default();
            return Some(Duration::from_millis((delay.as_micros() as u64).div_ceil(1000)));
        }
    }
}

fn tower(plan: Doubling) -> Result<Vec<Duration>, String> {
    stopped(async {
        let maker = ExponentialBackoffMaker::new(plan.base, plan.cap, 0.0, HasherRng::default());
        let mut backoff = maker.map_err(|why| why.to_string())?.make_backoff();
        let now = tokio::time::Instant::now();
        Ok((0..plan.retries).map(|_| backoff.next_backoff().deadline() - now).collect())
    })
}

fn exponential_backoff(plan: Doubling) -> Vec<Duration> {
    let mut backoff = exponential_backoff::Backoff::new(plan.retries + 1, plan.base, plan.cap);
    backoff.set_factor(2);
    backoff.set_jitter(0.0);
    backoff.iter().flatten().collect()
}

fn mulligan(plan: Doubling) -> Vec<Duration> {
    let curve = mulligan::Exponential::base(plan.base);
    (0..plan.retries).map(|attempt| mulligan::NoJitter.jitter(curve.delay(attempt), Some(plan.cap))).collect()
}

fn tryhard(plan: Doubling) -> Vec<Duration> {
    stopped(async {
        let sent = Sent::default();
        let send = || {
            sent.now();
            std::future::ready(Err::<(), ()>(()))
        };
        let _ = tryhard::retry_fn(send).retries(plan.retries).exponential_backoff(plan.base).max_delay(plan.cap).await;
        sent.waits()
    })
}
