//! B04: the cap is applied to later delays but not to the first one, or only after it has been exceeded once.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::catch::caught;
use crate::clock::{TRANSIENT, engine};
use crate::curves::{self, Doubling};
use backon::BackoffBuilder as _;
use errspec::retry::{Backoff, Outcome, Policy};
use std::time::Duration;

const CAP: Duration = Duration::from_secs(1);

pub(super) fn case() -> Case {
    let mut findings: Vec<Finding> = curves::PEERS.map(first).into();
    findings.extend([fibonacci(Peer::Errspec), fibonacci(Peer::Backon), fibonacci(Peer::TokioRetry2)]);
    Case {
        id: "B04",
        title: "the first delay ignores the cap",
        conditions: "a base of 100 s with a cap of 1 s, and Fibonacci with a base of 3 s and a cap of 10 s. Holds: the \
                     first delay is 1 s, or the configuration is rejected; no Fibonacci delay is longer than 10 s",
        seen: &["backon#231"],
        findings,
    }
}

fn first(peer: Peer) -> Finding {
    let plan = Doubling { base: Duration::from_secs(100), cap: CAP, retries: 3 };
    match caught(|| curves::delays(peer, plan)) {
        Err(panic) => Finding::new(peer, false, "panics at the first delay").measured(panic),
        Ok(Err(why)) => Finding::new(peer, true, "refuses").measured(why),
        Ok(Ok(delays)) => {
            let delay = delays.first().copied().unwrap_or(Duration::MAX);
            Finding::new(peer, delay <= CAP, format!("first delay {delay:?} under a cap of 1 s"))
        }
    }
}

fn fibonacci(peer: Peer) -> Finding {
    let (base, cap) = (Duration::from_secs(3), Duration::from_secs(10));
    let delays: Vec<Duration> = match peer {
        Peer::Backon => {
            let builder = backon::FibonacciBuilder::new().with_min_delay(base).with_max_delay(cap);
            builder.with_max_times(6).build().collect()
        }
        Peer::TokioRetry2 => {
            let strategy = tokio_retry2::strategy::FibonacciBackoff::from_millis(3_000).max_delay(cap);
            strategy.take(6).collect()
        }
        _ => {
            let policy = Policy { attempts: 7, backoff: Backoff::fibonacci(base).cap(cap), ..TRANSIENT };
            engine(&policy, 1, &Outcome::status(503), 7).0
        }
    };
    let longest = delays.iter().max().copied().unwrap_or_default();
    Finding::new(peer, longest <= cap, format!("Fibonacci: longest delay {longest:?} under a cap of 10 s"))
}
