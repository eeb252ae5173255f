//! A virtual clock: time passes only where the engine asks to wait.
use errspec::RetryClass;
use errspec::retry::{Backoff, Call, Factor, GiveUp, Outcome, Policy, Retry, Safety, Step};
use std::time::Duration;

pub(crate) const fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

pub(crate) const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// 1 s, 2 s, 4 s, …; every failure is transient.
pub(crate) const TRANSIENT: Policy = Policy { fallback: Retry::of(RetryClass::Transient), ..Policy::DEFAULT };

pub(crate) const fn doubling(base: Duration) -> Backoff {
    Backoff::exponential(base, Factor::times(2))
}

/// The result of a call whose attempts all end in the same way, after taking `attempt_takes` each.
pub(crate) struct Run {
    pub(crate) waits: Vec<Duration>,
    pub(crate) gave_up: Option<GiveUp>,
    /// When the call ended, on the virtual clock.
    pub(crate) ended: Duration,
}

pub(crate) fn run(call: Call<'_>, outcome: &Outcome<'_>) -> Run {
    run_timed(call, outcome, Duration::ZERO, secs(0))
}

/// The same, from `now` on and with attempts that take time.
pub(crate) fn run_timed(mut call: Call<'_>, outcome: &Outcome<'_>, attempt_takes: Duration, mut now: Duration) -> Run {
    let mut waits = Vec::new();
    loop {
        now = now.saturating_add(attempt_takes);
        match call.on_outcome(outcome, now) {
            Step::Wait(wait) => {
                waits.push(wait.delay);
                now = now.saturating_add(wait.delay);
            }
            Step::End(Err(gave_up)) => return Run { waits, gave_up: Some(*gave_up), ended: now },
            Step::End(Ok(())) => return Run { waits, gave_up: None, ended: now },
            Step::Refresh => panic!("nothing to refresh here"),
        }
    }
}

/// A safe call of a policy with this seed.
pub(crate) fn safe(policy: &Policy, seed: u64) -> Call<'_> {
    policy.call(Duration::ZERO, seed).safety(Safety::Safe)
}

/// The delays of a safe call whose attempts all end with this status.
pub(crate) fn waits(policy: &Policy, status: u16, seed: u64) -> Vec<Duration> {
    run(safe(policy, seed), &Outcome::status(status)).waits
}
