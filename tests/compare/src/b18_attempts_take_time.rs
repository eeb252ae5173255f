//! B18: a limit for a whole call counts only waits, or is only checked before a wait, so attempts begin after it has passed.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::{Sent, TRANSIENT, stopped};
use crate::hinted::Clock;
use crate::smithy::{self, Reply};
use aws_smithy_types::retry::RetryConfig;
use backoff::backoff::Backoff as _;
use errspec::retry::{Backoff, Outcome, Policy, Safety, Step};
use retry_policies::{RetryDecision, RetryPolicy as _, policies};
use std::time::{Duration, SystemTime};

const LIMIT: Duration = Duration::from_secs(58);
const TAKES: Duration = Duration::from_secs(7);
const DELAY: Duration = Duration::from_secs(3);
const MOST: usize = 100;

pub(super) fn case() -> Case {
    Case {
        id: "B18",
        title: "calls outlast their time limit",
        conditions: "a limit of 58 s for the call and none for its attempts, each of which takes 7 s; the delay is 3 s. \
                     Holds: the last attempt begins after 50 s",
        seen: &[],
        findings: vec![
            judge(Peer::Errspec, "deadline, Policy::UNLIMITED", errspec()),
            judge(Peer::Backon, "with_total_delay", stopped(backon())),
            judge(Peer::Backoff, "max_elapsed_time", backoff()),
            judge(Peer::RetryPolicies, "build_with_total_retry_duration", retry_policies()),
            judge(Peer::Smithy, "operation_timeout", stopped(smithy())),
        ],
    }
}

/// `last` is when the last attempt began.
fn judge(peer: Peer, how: &str, last: Duration) -> Finding {
    Finding::new(peer, last == Duration::from_secs(50), format!("{how}: the last attempt begins after {last:?}"))
}

fn errspec() -> Duration {
    let backoff = Backoff::constant(DELAY);
    let policy = Policy { attempts: Policy::UNLIMITED, deadline: Some(LIMIT), backoff, ..TRANSIENT };
    let mut call = policy.call(Duration::ZERO, 1).safety(Safety::Safe);
    let mut begins = Duration::ZERO;
    while let Step::Wait(wait) = call.on_outcome(&Outcome::status(503), begins + TAKES) {
        begins += TAKES + wait.delay;
    }
    begins
}

async fn backon() -> Duration {
    use backon::Retryable as _;
    let sent = Sent::default();
    let send = || async {
        sent.now();
        tokio::time::sleep(TAKES).await;
        Err::<(), ()>(())
    };
    let curve = backon::ExponentialBuilder::new().with_factor(1.0).with_min_delay(DELAY).without_max_times();
    let _ = send.retry(curve.with_total_delay(Some(LIMIT))).sleep(tokio::time::sleep).await;
    sent.waits().iter().sum()
}

fn backoff() -> Duration {
    let clock = Clock::new();
    let mut curve = clock.curve(DELAY, LIMIT);
    let mut begins = Duration::ZERO;
    for _ in 0..MOST {
        clock.pass(TAKES);
        let Some(delay) = curve.next_backoff() else { break };
        clock.pass(delay);
        begins += TAKES + delay;
    }
    begins
}

/// The policy is told when the call began, which is here as long ago as the attempts and delays before would have taken.
fn retry_policies() -> Duration {
    let builder = policies::ExponentialBackoff::builder().base(1).jitter(retry_policies::Jitter::None);
    let policy = builder.retry_bounds(DELAY, DELAY).build_with_total_retry_duration(LIMIT);
    let (mut begins, mut past) = (Duration::ZERO, 0);
    while past < MOST as u32 {
        let began = SystemTime::now() - (begins + TAKES);
        let RetryDecision::Retry { .. } = policy.should_retry(began, past) else { break };
        begins += TAKES + DELAY;
        past += 1;
    }
    begins
}

async fn smithy() -> Duration {
    // Its jitter makes delays of its own shorter; those that the server asks for are exact.
    let slow = Reply { retry_after: Some(DELAY), takes: TAKES, ..Reply::status(503) };
    let config = RetryConfig::standard().with_max_attempts(u32::MAX);
    let client = smithy::Client::new(&config, smithy::unlimited(), Some(LIMIT), move |_| slow);
    client.call().await;
    client.waits().iter().sum()
}
