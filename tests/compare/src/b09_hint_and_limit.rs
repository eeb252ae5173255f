//! B09: a delay that the server asks for is used without checking the limits of the whole call.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::{TRANSIENT, engine, stopped};
use crate::hinted;
use crate::smithy::{self, Reply};
use aws_smithy_types::retry::RetryConfig;
use errspec::retry::{Backoff, Hint, Outcome, Policy};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(50);
const RETRIES: u32 = 3;
const HINT: Duration = Duration::from_secs(20);
const OWN: Duration = Duration::from_secs(1);
/// So many attempts are watched.
const MOST: usize = 100;

pub(super) fn case() -> Case {
    Case {
        id: "B09",
        title: "a server's delay bypasses the limits",
        conditions: "every response asks for a delay of 20 s, the configured delay is 1 s, up to 100 attempts are \
                     observed; once with a limit of 50 s for the call, once with a limit of 3 retries. Holds: no attempt \
                     begins after 50 s; no more than 4 attempts",
        seen: &[],
        findings: vec![
            errspec_time(),
            errspec_count(),
            time(Peer::Backon, "with_total_delay, adjust() keeping None", &backon_time()),
            count(Peer::Backon, "max_times, adjust() as documented", &backon_count()),
            time(Peer::Backoff, "max_elapsed_time, Error::retry_after", &hinted::backoff(LIMIT, HINT, MOST)),
            time(Peer::Smithy, "operation_timeout, explicit delay", &smithy(MOST as u32, Some(LIMIT))),
            count(Peer::Smithy, "max_attempts, explicit delay", &smithy(RETRIES + 1, None)),
        ],
    }
}

fn time(peer: Peer, how: &str, slept: &[Duration]) -> Finding {
    let total: Duration = slept.iter().sum();
    Finding::new(peer, total <= LIMIT, format!("{how}: {} in {total:?} under a limit of 50 s", attempts(slept)))
}

fn count(peer: Peer, how: &str, slept: &[Duration]) -> Finding {
    Finding::new(peer, slept.len() <= RETRIES as usize, format!("{how}: {} under a limit of 4", attempts(slept)))
}

fn attempts(slept: &[Duration]) -> String {
    let attempts = slept.len() + 1;
    if attempts < MOST { format!("{attempts} attempts") } else { format!("{attempts} attempts without an end") }
}

const OURS: Policy = Policy { backoff: Backoff::constant(OWN), hints: &[Hint::RETRY_AFTER], ..TRANSIENT };

fn errspec_time() -> Finding {
    let policy = Policy { attempts: u32::MAX, deadline: Some(LIMIT), ..OURS };
    time(Peer::Errspec, "deadline", &engine(&policy, 1, &Outcome::status(503).headers(&[("Retry-After", "20")]), MOST).0)
}

fn errspec_count() -> Finding {
    let policy = Policy { attempts: RETRIES + 1, ..OURS };
    count(Peer::Errspec, "attempts", &engine(&policy, 1, &Outcome::status(503).headers(&[("Retry-After", "20")]), MOST).0)
}

/// The limit adds up the delays that the curve made, not those that `adjust` made of them. Constant delays have no such limit,
/// an exponential curve of factor 1 has.
fn backon_time() -> Vec<Duration> {
    let curve = backon::ExponentialBuilder::new().with_factor(1.0).with_min_delay(OWN).without_max_times();
    hinted::backon(curve.with_total_delay(Some(LIMIT)), MOST, |own| own.map(|_| HINT))
}

fn smithy(attempts: u32, limit: Option<Duration>) -> Vec<Duration> {
    let config = RetryConfig::standard().with_initial_backoff(OWN).with_max_attempts(attempts);
    stopped(async {
        let asks = Reply { retry_after: Some(HINT), ..Reply::status(503) };
        let client = smithy::Client::new(&config, smithy::unlimited(), limit, move |_| asks);
        client.call().await;
        client.waits()
    })
}

/// `adjust` is asked after the curve has ended too, and the documented function answers with a delay.
fn backon_count() -> Vec<Duration> {
    let curve = backon::ConstantBuilder::new().with_delay(OWN).with_max_times(RETRIES as usize);
    hinted::backon_as_documented(curve, "20", MOST)
}
