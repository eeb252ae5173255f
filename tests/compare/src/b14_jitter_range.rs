//! B14: jitter cannot be limited to a part of the delay, or leaves the range that was set.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::{TRANSIENT, stopped};
use backoff::backoff::Backoff as _;
use errspec::retry::{Backoff, Factor, Jitter, Policy};
use std::time::Duration;
use tower::retry::backoff::{Backoff as _, ExponentialBackoffMaker, MakeBackoff as _};
use tower::util::rng::HasherRng;

const BASE: Duration = Duration::from_secs(1);
const CAP: Duration = Duration::from_secs(10);
const SESSIONS: u64 = 20_000;
/// Retries 1 and 12, and their delays without jitter.
const LOOKED_AT: [(u32, Duration); 2] = [(1, BASE), (12, CAP)];
/// What floats and milliseconds may add or take.
const ROUNDING: Duration = Duration::from_millis(2);

pub(super) fn case() -> Case {
    Case {
        id: "B14",
        title: "jitter leaves its range",
        conditions: "1 s doubled up to 10 s, jitter set to 75 % to 100 % of the delay, the first and the twelfth delay of \
                     20,000 sessions. Holds: all delays are in that range, and at least a third of them are in each half",
        seen: &[],
        findings: vec![
            judge(Peer::Errspec, "Jitter::range", errspec),
            judge(Peer::Backoff, "875 ms, randomization_factor 1/7, max_interval 8.75 s", |_, n| backoff(n)),
            judge(Peer::TokioRetry2, "jitter_with_bounds", |_, n| tokio_retry2(n)),
            judge(Peer::Tower, "min 750 ms, max 10 s, jitter 1/3", |_, n| tower(n)),
            judge(Peer::ExponentialBackoff, "min 875 ms, max 8.75 s, jitter 1/7", |_, n| exponential_backoff(n)),
        ],
    }
}

fn judge(peer: Peer, how: &str, draw: impl Fn(u64, u32) -> Option<Duration>) -> Finding {
    let verdicts = LOOKED_AT.map(|(n, delay)| {
        let drawn: Vec<Duration> = (0..SESSIONS).filter_map(|session| draw(session, n)).collect();
        look(delay, &drawn)
    });
    let [first, twelfth] = verdicts;
    let holds = first == IN_RANGE && twelfth == IN_RANGE;
    let did = if holds { format!("{how}: in the range") } else { format!("{how}: first delay {first}, twelfth {twelfth}") };
    Finding::new(peer, holds, did)
}

const IN_RANGE: &str = "in the range";

fn look(delay: Duration, drawn: &[Duration]) -> &'static str {
    let (low, middle) = (delay * 3 / 4, delay * 7 / 8);
    let outside = drawn.iter().any(|drawn| *drawn + ROUNDING < low || *drawn > delay + ROUNDING);
    let lower = drawn.iter().filter(|drawn| **drawn < middle).count();
    let a_third = drawn.len() / 3;
    match (outside, lower < a_third, lower > drawn.len() - a_third) {
        _ if drawn.is_empty() => "missing",
        (true, ..) => "out of the range",
        (false, true, _) => "in the upper half only",
        (false, _, true) => "in the lower half only",
        (false, false, false) => IN_RANGE,
    }
}

fn errspec(session: u64, n: u32) -> Option<Duration> {
    let backoff = Backoff::exponential(BASE, Factor::times(2)).cap(CAP);
    let jitter = Jitter::range(Factor::milli(750), Factor::times(1));
    Policy { attempts: n + 1, backoff, jitter, ..TRANSIENT }.delays(session).last()
}

fn backoff(n: u32) -> Option<Duration> {
    let mut builder = backoff::ExponentialBackoffBuilder::new();
    builder.with_initial_interval(BASE * 7 / 8).with_max_interval(CAP * 7 / 8).with_multiplier(2.0);
    let mut backoff = builder.with_randomization_factor(1.0 / 7.0).with_max_elapsed_time(None).build();
    (0..n).filter_map(|_| backoff.next_backoff()).last()
}

fn tokio_retry2(n: u32) -> Option<Duration> {
    let strategy = tokio_retry2::strategy::ExponentialBackoff::from_millis(2).factor(500).max_delay(CAP);
    strategy.map(tokio_retry2::strategy::jitter_with_bounds(0.75, 1.0)).nth(n as usize - 1)
}

fn tower(n: u32) -> Option<Duration> {
    stopped(async {
        let mut maker = ExponentialBackoffMaker::new(BASE * 3 / 4, CAP, 1.0 / 3.0, HasherRng::default()).ok()?;
        let (mut backoff, now) = (maker.make_backoff(), tokio::time::Instant::now());
        (0..n).map(|_| backoff.next_backoff().deadline() - now).last()
    })
}

fn exponential_backoff(n: u32) -> Option<Duration> {
    let mut backoff = exponential_backoff::Backoff::new(n + 1, BASE * 7 / 8, CAP * 7 / 8);
    backoff.set_factor(2);
    backoff.set_jitter(1.0 / 7.0);
    backoff.iter().flatten().last()
}
