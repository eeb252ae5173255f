//! B10: a delay that the server asks for is reported to the caller's hook, but the client waits for a different one.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::{Sent, TRANSIENT, engine, stopped};
use crate::middleware;
use crate::smithy::{self, Reply};
use aws_smithy_types::retry::RetryConfig;
use errspec::retry::{Backoff, Hint, Outcome, Policy};
use std::time::Duration;

const HINT: Duration = Duration::from_secs(30);
const OWN: Duration = Duration::from_millis(10);

pub(super) fn case() -> Case {
    Case {
        id: "B10",
        title: "a server's delay is ignored",
        conditions: "the response asks for 30 s, the configured delay is 10 ms, one retry. Holds: at least 30 s pass \
                     before it",
        seen: &[],
        findings: vec![
            errspec(),
            judge(Peer::Backon, &stopped(backon())),
            judge(Peer::Backoff, &stopped(backoff())),
            judge(Peer::TokioRetry2, &stopped(tokio_retry2())),
            judge(Peer::Tryhard, &stopped(tryhard())),
            judge(Peer::ReqwestRetry, &middleware::waits(reqwest::Method::GET, OWN, 1, 503, Some("30"))),
            smithy(),
        ],
    }
}

fn judge(peer: Peer, waits: &[Duration]) -> Finding {
    let slept = waits.first().copied().unwrap_or_default();
    Finding::new(peer, slept >= HINT, format!("asked for 30 s, slept {slept:?}"))
}

fn errspec() -> Finding {
    let policy = Policy { attempts: 2, backoff: Backoff::constant(OWN), hints: &[Hint::RETRY_AFTER], ..TRANSIENT };
    judge(Peer::Errspec, &engine(&policy, 1, &Outcome::status(503).headers(&[("Retry-After", "30")]), 2).0)
}

async fn backon() -> Vec<Duration> {
    use backon::Retryable as _;
    let sent = Sent::default();
    let send = || {
        sent.now();
        std::future::ready(Err::<(), ()>(()))
    };
    let retry = send.retry(backon::ConstantBuilder::new().with_delay(OWN).with_max_times(1)).sleep(tokio::time::sleep);
    let _ = retry.adjust(|(), delay| delay.map(|_| HINT)).await;
    sent.waits()
}

struct Sleeper;

impl backoff::future::Sleeper for Sleeper {
    type Sleep = tokio::time::Sleep;

    fn sleep(&self, delay: Duration) -> Self::Sleep {
        tokio::time::sleep(delay)
    }
}

async fn backoff() -> Vec<Duration> {
    let sent = Sent::default();
    // This crate makes the next attempt's future before it sleeps; the moment that counts is when that is polled.
    let send = || async {
        match sent.now() {
            1 => Err::<(), _>(backoff::Error::retry_after((), HINT)),
            _ => Err(backoff::Error::permanent(())),
        }
    };
    let curve = backoff::backoff::Constant::new(OWN);
    let _ = backoff::future::Retry::new(Sleeper, curve, |(), _| {}, send).await;
    sent.waits()
}

async fn tokio_retry2() -> Vec<Duration> {
    let sent = Sent::default();
    let strategy = tokio_retry2::strategy::FixedInterval::new(OWN).take(1);
    let send = || {
        sent.now();
        std::future::ready(tokio_retry2::RetryError::to_retry_after::<()>((), HINT))
    };
    let _ = tokio_retry2::Retry::spawn(strategy, send).await;
    sent.waits()
}

/// An explicit delay is cut to `max_backoff`, which is 20 s if it is not set.
fn smithy() -> Finding {
    let asks = Reply { retry_after: Some(HINT), ..Reply::status(503) };
    judge(Peer::Smithy, &stopped(smithy::waits(RetryConfig::standard().with_initial_backoff(OWN), 2, asks)))
}

async fn tryhard() -> Vec<Duration> {
    let sent = Sent::default();
    let send = || {
        sent.now();
        std::future::ready(Err::<(), ()>(()))
    };
    let _ = tryhard::retry_fn(send).retries(1).custom_backoff(|_, _: &()| HINT).await;
    sent.waits()
}
