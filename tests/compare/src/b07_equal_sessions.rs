//! B07: every call uses the same random numbers, so jitter spreads nothing.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::{TRANSIENT, stopped};
use crate::curves::decided;
use crate::smithy::{self, Reply};
use aws_smithy_types::retry::RetryConfig;
use backoff::backoff::Backoff as _;
use backon::BackoffBuilder as _;
use errspec::retry::{Jitter, Policy, Seeds};
use mulligan::{Backoff as _, Jitter as _};
use retry_policies::policies;
use std::collections::BTreeSet;
use std::time::Duration;
use tower::retry::backoff::{Backoff as _, ExponentialBackoffMaker, MakeBackoff as _};
use tower::util::rng::HasherRng;

const BASE: Duration = Duration::from_secs(1);
const CAP: Duration = Duration::from_secs(30);
const SESSIONS: usize = 100;
const DELAYS: usize = 3;

pub(super) fn case() -> Case {
    Case {
        id: "B07",
        title: "all sessions draw the same jitter",
        conditions: "100 sessions started from one configured value, three delays each. Holds: at least 90 different \
                     sessions",
        seen: &[],
        findings: vec![
            judge(Peer::Errspec, errspec()),
            judge(Peer::Backon, (0..SESSIONS).map(|_| backon()).collect()),
            judge(Peer::Backoff, (0..SESSIONS).map(|_| backoff()).collect()),
            judge(Peer::TokioRetry2, (0..SESSIONS).map(|_| tokio_retry2()).collect()),
            judge(Peer::RetryPolicies, (0..SESSIONS).map(|_| retry_policies()).collect()),
            judge(Peer::Tower, tower()),
            judge(Peer::Smithy, smithy()),
            judge(Peer::ExponentialBackoff, (0..SESSIONS).map(|_| exponential_backoff()).collect()),
            judge(Peer::Mulligan, (0..SESSIONS).map(|_| mulligan()).collect()),
        ],
    }
}

fn judge(peer: Peer, sessions: Vec<Vec<Duration>>) -> Finding {
    let first = format!("{:.0?}", sessions.first().map(Vec::as_slice).unwrap_or_default());
    let different = sessions.into_iter().collect::<BTreeSet<_>>().len();
    let did = match different {
        1 => "100 sessions, one sequence of delays".to_owned(),
        90.. => "sessions differ".to_owned(),
        few => format!("{few} different sequences in 100 sessions"),
    };
    Finding::new(peer, different >= 90, did).measured(format!("{different} different, the first {first}"))
}

fn errspec() -> Vec<Vec<Duration>> {
    let policy = Policy { attempts: DELAYS as u32 + 1, jitter: Jitter::FULL, ..TRANSIENT };
    let seeds = Seeds::new(0x5eed);
    (0..SESSIONS).map(|_| policy.delays(seeds.next()).collect()).collect()
}

fn backon() -> Vec<Duration> {
    backon::ExponentialBuilder::new().with_min_delay(BASE).with_max_delay(CAP).with_jitter().build().take(DELAYS).collect()
}

fn backoff() -> Vec<Duration> {
    let mut builder = backoff::ExponentialBackoffBuilder::new();
    let mut backoff = builder.with_initial_interval(BASE).with_max_interval(CAP).build();
    (0..DELAYS).filter_map(|_| backoff.next_backoff()).collect()
}

fn tokio_retry2() -> Vec<Duration> {
    let strategy = tokio_retry2::strategy::ExponentialBackoff::from_millis(2).factor(500).max_delay(CAP);
    strategy.map(tokio_retry2::strategy::jitter).take(DELAYS).collect()
}

fn retry_policies() -> Vec<Duration> {
    let policy = policies::ExponentialBackoff::builder().retry_bounds(BASE, CAP).build_with_max_retries(DELAYS as u32);
    (0..DELAYS as u32).filter_map(|past| decided(&policy, past)).collect()
}

fn tower() -> Vec<Vec<Duration>> {
    stopped(async {
        let Ok(mut maker) = ExponentialBackoffMaker::new(BASE, CAP, 0.5, HasherRng::default()) else { return Vec::new() };
        let now = tokio::time::Instant::now();
        let mut session = |_| {
            let mut backoff = maker.make_backoff();
            (0..DELAYS).map(|_| backoff.next_backoff().deadline() - now).collect()
        };
        (0..SESSIONS).map(&mut session).collect()
    })
}

fn smithy() -> Vec<Vec<Duration>> {
    let config = RetryConfig::standard().with_initial_backoff(BASE).with_max_backoff(CAP).with_max_attempts(DELAYS as u32 + 1);
    stopped(async {
        let client = smithy::Client::new(&config, smithy::unlimited(), None, |_| Reply::status(503));
        for _ in 0..SESSIONS {
            client.call().await;
        }
        let sent = client.sent();
        sent.chunks(DELAYS + 1).map(|session| session.windows(2).map(|pair| pair[1] - pair[0]).collect()).collect()
    })
}

fn exponential_backoff() -> Vec<Duration> {
    exponential_backoff::Backoff::new(DELAYS as u32 + 1, BASE, CAP).iter().flatten().collect()
}

fn mulligan() -> Vec<Duration> {
    let curve = mulligan::Exponential::base(BASE);
    (0..DELAYS as u32).map(|attempt| mulligan::Full.jitter(curve.delay(attempt), Some(CAP))).collect()
}
