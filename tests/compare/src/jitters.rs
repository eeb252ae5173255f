//! The jitter that each crate applies to a delay that has long reached its cap.

use crate::Peer;
use crate::clock::{TRANSIENT, stopped};
use crate::curves::decided;
use crate::smithy::{self, Reply};
use aws_smithy_types::retry::RetryConfig;
use backoff::backoff::Backoff as _;
use backon::BackoffBuilder as _;
use errspec::retry::{Backoff, Factor, Jitter, Policy};
use mulligan::Backoff as _;
use retry_policies::policies;
use std::time::Duration;
use tower::retry::backoff::{Backoff as _, ExponentialBackoffMaker, MakeBackoff as _};
use tower::util::rng::HasherRng;

/// 1 s doubled; the twelfth delay would be 2048 s.
pub(super) const BASE: Duration = Duration::from_secs(1);
/// The cap.
pub(super) const CAP: Duration = Duration::from_secs(10);
/// Which delay is looked at.
const NTH: u32 = 12;

/// A crate's jitter and the delay it gave in each session.
pub(super) struct Drawn {
    pub(super) peer: Peer,
    pub(super) jitter: &'static str,
    pub(super) delays: Vec<Duration>,
}

/// The twelfth delay of so many sessions, for every kind of jitter that a crate offers with a cap.
pub(super) fn all(sessions: u64) -> Vec<Drawn> {
    let drawn = |peer, jitter, delays| Drawn { peer, jitter, delays };
    let with = |jitter| errspec(jitter, sessions);
    vec![
        drawn(Peer::Errspec, "full", with(Jitter::FULL)),
        drawn(Peer::Errspec, "equal", with(Jitter::EQUAL)),
        drawn(Peer::Errspec, "additive 2 s", with(Jitter::additive(Duration::from_secs(2)))),
        drawn(Peer::Errspec, "proportional 30 %", with(Jitter::proportional(Factor::decimal(3, 1)))),
        drawn(Peer::Errspec, "decorrelated", with(Jitter::DECORRELATED)),
        drawn(Peer::Backon, "with_jitter", (0..sessions).filter_map(backon).collect()),
        drawn(Peer::Backoff, "randomization_factor 0.5", (0..sessions).filter_map(|_| backoff()).collect()),
        drawn(Peer::TokioRetry2, "jitter", (0..sessions).filter_map(|_| tokio_retry2()).collect()),
        drawn(Peer::RetryPolicies, "Full", retry_policies(retry_policies::Jitter::Full, sessions)),
        drawn(Peer::RetryPolicies, "Bounded", retry_policies(retry_policies::Jitter::Bounded, sessions)),
        drawn(Peer::Tower, "jitter 0.5", tower(sessions)),
        drawn(Peer::Smithy, "initial_backoff 1 s", smithy(sessions)),
        drawn(Peer::ExponentialBackoff, "jitter 0.3", (0..sessions).filter_map(|_| exponential_backoff()).collect()),
        drawn(Peer::Mulligan, "Full", (0..sessions).map(|_| mulligan(mulligan::Full)).collect()),
        drawn(Peer::Mulligan, "Equal", (0..sessions).map(|_| mulligan(mulligan::Equal)).collect()),
        drawn(Peer::Mulligan, "Decorrelated", (0..sessions).map(|_| mulligan(mulligan::Decorrelated::base(BASE))).collect()),
    ]
}

fn errspec(jitter: Jitter, sessions: u64) -> Vec<Duration> {
    let backoff = Backoff::exponential(BASE, Factor::times(2)).cap(CAP);
    let policy = Policy { attempts: NTH + 1, backoff, jitter, ..TRANSIENT };
    (0..sessions).filter_map(|seed| policy.delays(seed).last()).collect()
}

fn backon(session: u64) -> Option<Duration> {
    let builder = backon::ExponentialBuilder::new().with_factor(2.0).with_min_delay(BASE).with_max_delay(CAP);
    builder.with_max_times(NTH as usize).with_jitter().with_jitter_seed(session).build().last()
}

fn backoff() -> Option<Duration> {
    let mut builder = backoff::ExponentialBackoffBuilder::new();
    builder.with_initial_interval(BASE).with_max_interval(CAP).with_multiplier(2.0);
    let mut backoff = builder.with_randomization_factor(0.5).with_max_elapsed_time(None).build();
    (0..NTH).filter_map(|_| backoff.next_backoff()).last()
}

fn tokio_retry2() -> Option<Duration> {
    let strategy = tokio_retry2::strategy::ExponentialBackoff::from_millis(2).factor(500).max_delay(CAP);
    strategy.map(tokio_retry2::strategy::jitter).nth(NTH as usize - 1)
}

fn retry_policies(jitter: retry_policies::Jitter, sessions: u64) -> Vec<Duration> {
    let builder = policies::ExponentialBackoff::builder().base(2).jitter(jitter).retry_bounds(BASE, CAP);
    let policy = builder.build_with_max_retries(NTH);
    (0..sessions).filter_map(|_| decided(&policy, NTH - 1)).collect()
}

fn tower(sessions: u64) -> Vec<Duration> {
    stopped(async {
        let session = |_| {
            // A maker of its own for each session; what sessions of one maker do is B07.
            let mut backoff = ExponentialBackoffMaker::new(BASE, CAP, 0.5, HasherRng::default()).ok()?.make_backoff();
            let now = tokio::time::Instant::now();
            (0..NTH).map(|_| backoff.next_backoff().deadline() - now).last()
        };
        (0..sessions).filter_map(session).collect()
    })
}

/// Its delays do not depend on the earlier ones, so those of one long call, from the twelfth on, stand for those of many sessions.
fn smithy(sessions: u64) -> Vec<Duration> {
    let config = RetryConfig::standard().with_initial_backoff(BASE).with_max_backoff(CAP);
    let attempts = u32::try_from(sessions).unwrap_or(u32::MAX).saturating_add(NTH);
    stopped(smithy::waits(config, attempts, Reply::status(503))).split_off(NTH as usize - 1)
}

fn exponential_backoff() -> Option<Duration> {
    let mut backoff = exponential_backoff::Backoff::new(NTH + 1, BASE, CAP);
    backoff.set_factor(2);
    backoff.set_jitter(0.3);
    backoff.iter().flatten().last()
}

fn mulligan(mut jitter: impl mulligan::Jitter) -> Duration {
    let curve = mulligan::Exponential::base(BASE);
    (0..NTH).fold(Duration::ZERO, |_, attempt| jitter.jitter(curve.delay(attempt), Some(CAP)))
}
