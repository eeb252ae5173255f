//! B15: jitter makes a delay shorter than the minimum that was set, down to none at all.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::{TRANSIENT, stopped};
use crate::curves::decided;
use backon::BackoffBuilder as _;
use errspec::retry::{Backoff, Factor, Jitter, Policy};
use retry_policies::policies;
use std::time::Duration;
use tower::retry::backoff::{Backoff as _, ExponentialBackoffMaker, MakeBackoff as _};
use tower::util::rng::HasherRng;

const MIN: Duration = Duration::from_millis(500);
const CAP: Duration = Duration::from_secs(30);
const SESSIONS: u64 = 2_000;
/// The moments of one crate are those of the wall clock.
const TICK: Duration = Duration::from_millis(2);

pub(super) fn case() -> Case {
    Case {
        id: "B15",
        title: "jitter goes below the minimum",
        conditions: "a minimum of 500 ms, doubled up to 30 s, each kind of jitter that the crate has, the first two delays of \
                     2,000 sessions. Holds: no delay is shorter than 500 ms",
        seen: &[],
        findings: vec![
            judge(Peer::Errspec, "full, floor 500 ms", |session| errspec(Jitter::FULL, session)),
            judge(Peer::Errspec, "proportional 50 %, floor 500 ms", |session| {
                errspec(Jitter::proportional(Factor::milli(500)), session)
            }),
            judge(Peer::Backon, "with_min_delay, with_jitter", |_| backon()),
            judge(Peer::RetryPolicies, "retry_bounds, Jitter::Full", |_| retry_policies(retry_policies::Jitter::Full)),
            judge(Peer::RetryPolicies, "retry_bounds, Jitter::Bounded", |_| retry_policies(retry_policies::Jitter::Bounded)),
            judge(Peer::Tower, "min, jitter 0.5", |_| tower()),
            judge(Peer::ExponentialBackoff, "min, jitter 0.5", |_| exponential_backoff()),
        ],
    }
}

fn judge(peer: Peer, how: &str, draw: impl Fn(u64) -> Vec<Duration>) -> Finding {
    let shortest = (0..SESSIONS).flat_map(draw).min().unwrap_or_default();
    let holds = shortest + TICK >= MIN;
    let did = match (holds, shortest < MIN / 2) {
        (true, _) => "at least 500 ms",
        (false, true) => "delays shorter than half of it",
        (false, false) => "delays as short as half of it",
    };
    Finding::new(peer, holds, format!("{how}: {did}")).measured(format!("shortest {shortest:.2?}"))
}

fn errspec(jitter: Jitter, session: u64) -> Vec<Duration> {
    let backoff = Backoff::exponential(MIN, Factor::times(2)).cap(CAP).floor(MIN);
    Policy { attempts: 3, backoff, jitter, ..TRANSIENT }.delays(session).collect()
}

fn backon() -> Vec<Duration> {
    backon::ExponentialBuilder::new().with_min_delay(MIN).with_max_delay(CAP).with_jitter().build().take(2).collect()
}

fn retry_policies(jitter: retry_policies::Jitter) -> Vec<Duration> {
    let policy = policies::ExponentialBackoff::builder().jitter(jitter).retry_bounds(MIN, CAP).build_with_max_retries(2);
    (0..2).filter_map(|past| decided(&policy, past)).collect()
}

fn tower() -> Vec<Duration> {
    stopped(async {
        let Ok(mut maker) = ExponentialBackoffMaker::new(MIN, CAP, 0.5, HasherRng::default()) else { return Vec::new() };
        let (mut backoff, now) = (maker.make_backoff(), tokio::time::Instant::now());
        (0..2).map(|_| backoff.next_backoff().deadline() - now).collect()
    })
}

fn exponential_backoff() -> Vec<Duration> {
    let mut backoff = exponential_backoff::Backoff::new(3, MIN, CAP);
    backoff.set_jitter(0.5);
    backoff.iter().flatten().collect()
}
