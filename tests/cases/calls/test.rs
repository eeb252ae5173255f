//! Limits and keys of the calls of an operation or of a method.

use core::time::Duration;
use errspec::retry::{Call, Factor, Jitter, Operation, Outcome, Policy, Reason, Safety, Seed, Step};
use errspec_tests::calls::{RETRY, operations};

fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

/// The delays of a call whose attempts all end with this status, and why it ended.
fn run(operation: &Operation, status: u16, seed: Seed) -> (Vec<Duration>, Reason) {
    let (mut call, mut now, mut waits) = (RETRY.call(secs(0), seed).operation(operation), secs(0), Vec::new());
    loop {
        match call.on_outcome(&Outcome::status(status), now) {
            Step::Wait(wait) => {
                now += wait.delay;
                waits.push(wait.delay);
            }
            Step::End(Err(gave_up)) => return (waits, gave_up.reason),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn one_line_gives_the_operations_of_a_method_an_idempotency_key() {
    let safety = |operation: Operation| operation.safety;
    assert_eq!(safety(operations::MAKE), Safety::Keyed("Idempotency-Key"));
    assert_eq!([operations::RING, operations::MOVE].map(safety), [Safety::Unsafe; 2], "said otherwise, and another method");
    assert_eq!((RETRY.safety_of("POST"), RETRY.safety_of("PATCH")), (Safety::Keyed("Idempotency-Key"), Safety::Unsafe));
}

#[test]
fn the_document_says_which_calls_are_repeated() {
    for (operation, repeated) in [(operations::READ, true), (operations::MAKE, true), (operations::RING, false)] {
        for status in [503, 429] {
            assert_eq!(!run(&operation, status, Seed::LOWEST).0.is_empty(), repeated, "{} {status}", operation.name);
        }
        assert!(!run(&operation, 409, Seed::LOWEST).0.is_empty(), "whatever its method");
    }
    assert_eq!(run(&operations::RING, 429, Seed::LOWEST).1, Reason::NotRepeatable, "though nothing was done");
}

#[test]
fn an_operation_has_limits_of_its_own() {
    let (waits, reason) = run(&operations::WATCH, 503, Seed::HIGHEST);
    assert_eq!((waits.len(), reason), (359, Reason::DeadlineWouldPass), "3600 s of 10 s each");
    assert!(waits.iter().all(|wait| *wait == secs(10)), "without jitter, unlike the policy");
    assert_eq!(run(&operations::SEND, 503, Seed::LOWEST).0, [Duration::from_millis(40)]);
    let timeout = |operation| RETRY.call(secs(0), 1).operation(operation).next_attempt(secs(0)).timeout;
    assert_eq!((timeout(&operations::SEND), timeout(&operations::READ)), (Some(secs(60)), Some(secs(600))));
}

#[test]
fn classes_and_entries_count_their_attempts() {
    assert_eq!(run(&operations::READ, 429, Seed::HIGHEST).0, [Duration::from_millis(4500); 3], "3 s and half as much again");
    assert_eq!(run(&operations::READ, 500, Seed::LOWEST).0.len(), 1, "`retries: 1`");
    assert_eq!(run(&operations::READ, 503, Seed::LOWEST).0.len(), 5);
}

#[test]
fn jitter_has_a_range_and_a_floor() {
    assert_eq!(RETRY.jitter, Jitter::range(Factor::decimal(5, 1), Factor::decimal(15, 1)));
    let millis = |seed| run(&operations::READ, 503, seed).0.into_iter().map(|wait| wait.as_millis()).collect::<Vec<_>>();
    assert_eq!(millis(Seed::LOWEST), [40, 50, 100, 200, 400], "half of 50 would be below the floor");
    assert_eq!(millis(Seed::HIGHEST), [75, 150, 300, 600, 1200]);
}

#[test]
fn each_request_says_which_attempt_it_is() {
    fn header(call: &Call<'_>) -> Option<String> {
        call.next_attempt(secs(0)).header.map(|(name, value)| format!("{name}: {value}"))
    }
    let mut call = RETRY.call(secs(0), 1).operation(&operations::READ);
    assert_eq!(header(&call).as_deref(), Some("Calls-Request: attempt=1; max=6"));
    call.on_outcome(&Outcome::status(503), secs(0));
    assert_eq!(header(&call.attempts(3)).as_deref(), Some("Calls-Request: attempt=2; max=3"));
    assert!(Policy::DEFAULT.attempt_header.is_none());
}
