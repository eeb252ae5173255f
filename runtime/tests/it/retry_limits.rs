//! Limits of entries, of classes, of operations and of single calls.

use crate::retry_support::{TRANSIENT, run, safe, secs};
use errspec::retry::{
    AttemptHeader, Backoff, Call, Operation, OperationRetry, Outcome, Policy, Reason, Repeat, Retry, Rule, Safety, ServerSays,
    Step,
};
use errspec::status::{StatusRow, Statuses};
use errspec::when::When;
use errspec::{Facts, RetryClass, Target};
use std::time::Duration;

/// Six statuses, each of which may end two attempts of a call.
static SIX: [StatusRow; 6] = [row(500), row(501), row(502), row(503), row(504), row(505)];

const fn row(status: u16) -> StatusRow {
    let retry = Retry::of(RetryClass::Transient).attempts(2);
    StatusRow { status, facts: Facts { retry: Some(retry), ..Facts::NONE }, phrase: "" }
}

#[test]
fn each_of_many_entries_counts_its_own_attempts() {
    static STATUSES: Statuses = Statuses { rows: &SIX, ..Statuses::EMPTY };
    let policy = Policy { attempts: 100, statuses: &STATUSES, ..Policy::DEFAULT };
    let mut call = safe(&policy, 1);
    for status in 500..=505 {
        assert!(matches!(call.on_outcome(&Outcome::status(status), secs(0)), Step::Wait(_)), "{status}");
    }
    for status in [503, 505] {
        let mut again = call.clone();
        let Step::End(Err(gave_up)) = again.on_outcome(&Outcome::status(status), secs(0)) else { panic!("a third attempt") };
        assert_eq!((gave_up.reason, gave_up.attempts), (Reason::AttemptsExhausted, 7));
    }
}

const MOVED: Policy = Policy {
    rules: &[Rule {
        when: When { status: &[(421, 421)], ..When::ANY },
        retry: Some(Retry::of(RetryClass::Redirect(Target::OtherNode))),
        ..Rule::NONE
    }],
    ..TRANSIENT
};

#[test]
fn a_redirected_call_is_sent_elsewhere_by_those_who_can() {
    let stays = run(safe(&MOVED, 1), &Outcome::status(421)).gave_up.unwrap();
    assert_eq!(stays.reason, Reason::NotRetryable(RetryClass::Redirect(Target::OtherNode)));

    let mut call = safe(&MOVED, 1).redirectable();
    assert_eq!(call.next_attempt(secs(0)).redirect, None);
    assert!(matches!(call.on_outcome(&Outcome::status(421), secs(0)), Step::Wait(wait) if wait.delay == secs(1)));
    assert_eq!(call.next_attempt(secs(0)).redirect, Some(Target::OtherNode));
    call.on_outcome(&Outcome::status(503), secs(0));
    assert_eq!(call.next_attempt(secs(0)).redirect, None, "that node is the right one, and was busy");
}

/// Two nodes that each refer to the other.
#[test]
fn redirects_count_as_attempts() {
    let ended = run(safe(&MOVED, 1).redirectable(), &Outcome::status(421));
    assert_eq!((ended.waits, ended.gave_up.unwrap().reason), (vec![secs(1), secs(2)], Reason::AttemptsExhausted));
}

#[test]
fn silence_is_not_never() {
    let gave_up = run(safe(&Policy::DEFAULT, 1), &Outcome::status(503)).gave_up.unwrap();
    assert_eq!(
        gave_up.to_string(),
        "not repeated: the contract does not say whether it may be after 1 attempt, last status 503"
    );
    assert_eq!(gave_up.last.unwrap().class, RetryClass::Unspecified);
}

const CLASSES: Policy = Policy {
    attempts: 20,
    backoff: Backoff::constant(secs(1)),
    rules: &[
        rule(429, Retry::of(RetryClass::Throttled)),
        rule(430, Retry::of(RetryClass::Throttled)),
        rule(503, Retry::of(RetryClass::Transient).backoff(Backoff::constant(secs(7)))),
        rule(504, Retry::of(RetryClass::Transient)),
    ],
    classes: &[
        Retry::of(RetryClass::Throttled).attempts(4).backoff(Backoff::constant(secs(5))),
        Retry::of(RetryClass::Transient).attempts(3),
    ],
    ..Policy::DEFAULT
};

const fn rule(status: u16, retry: Retry) -> Rule {
    // One status is a range of its own.
    let status: &'static [(u16, u16)] = match status {
        429 => &[(429, 429)],
        430 => &[(430, 430)],
        503 => &[(503, 503)],
        _ => &[(504, 504)],
    };
    Rule { when: When { status, ..When::ANY }, retry: Some(retry), ..Rule::NONE }
}

/// The delays of a safe call that gets these responses, and why it ended, if it did.
fn answered(mut call: Call<'_>, statuses: &[u16]) -> (Vec<Duration>, Option<Reason>) {
    let mut waits = Vec::new();
    for status in statuses {
        match call.on_outcome(&Outcome::status(*status), secs(0)) {
            Step::Wait(wait) => waits.push(wait.delay),
            Step::End(Err(gave_up)) => return (waits, Some(gave_up.reason)),
            other => panic!("{other:?}"),
        }
    }
    (waits, None)
}

#[test]
fn the_attempts_of_a_class_are_counted_over_all_its_entries() {
    let (waits, ended) = answered(safe(&CLASSES, 1), &[429, 504, 430, 504, 429, 430]);
    assert_eq!(
        (waits, ended),
        ([5, 1, 5, 1, 5].map(secs).to_vec(), Some(Reason::AttemptsExhausted)),
        "the fourth throttled one"
    );
    let (_, ended) = answered(safe(&CLASSES, 1), &[503, 429, 504, 504]);
    assert_eq!(ended, Some(Reason::AttemptsExhausted), "the third transient one");
    assert_eq!(answered(safe(&CLASSES, 1), &[503]).0, [secs(7)], "an entry's own backoff precedes its class's");
}

const PATIENT: OperationRetry = OperationRetry {
    attempts: Some(5),
    deadline: Some(secs(60)),
    backoff: Some(Backoff::constant(secs(3))),
    ..OperationRetry::NONE
};
static UPLOAD: Operation = Operation::new("upload", "PUT", "/files/{id}").retry(&PATIENT);
static ONCE: OperationRetry = OperationRetry { attempts: Some(1), ..OperationRetry::NONE };
static PING: Operation = Operation::new("ping", "GET", "/ping").retry(&ONCE);

#[test]
fn an_operation_has_limits_and_a_backoff_of_its_own() {
    let policy = Policy { deadline: Some(secs(4)), ..TRANSIENT };
    let call = || policy.call(secs(0), 1);
    let upload = run(call().operation(&UPLOAD), &Outcome::status(503));
    assert_eq!((upload.waits, upload.ended), (vec![secs(3); 4], secs(12)), "its deadline, not the policy's");
    assert_eq!(run(call().operation(&PING), &Outcome::status(503)).waits, []);
    assert_eq!(run(call().safety(Safety::Safe), &Outcome::status(503)).waits, [1, 2].map(secs), "the policy's");
}

#[test]
fn what_a_caller_sets_precedes_the_operation_in_either_order() {
    let settings: [fn(Call<'_>) -> Call<'_>; 2] = [
        |call| call.attempts(2).deadline(secs(50)).operation(&UPLOAD),
        |call| call.operation(&UPLOAD).attempts(2).deadline(secs(50)),
    ];
    for set in settings {
        let call = set(TRANSIENT.call(secs(0), 1));
        assert_eq!(call.time_left(secs(0)), Some(secs(50)));
        assert_eq!(run(call, &Outcome::status(503)).waits, [secs(3)]);
    }
    assert_eq!(run(safe(&TRANSIENT, 1).attempts(6), &Outcome::status(503)).waits, [1, 2, 4, 8, 16].map(secs), "more, too");
    assert_eq!(run(safe(&TRANSIENT, 1).attempts(0), &Outcome::status(503)).waits, [], "0 and 1 are the same");
    assert_eq!(safe(&TRANSIENT, 1).attempt_limit(secs(2)).next_attempt(secs(0)).timeout, Some(secs(2)));
}

#[test]
fn without_a_number_of_attempts_the_deadline_ends_a_call() {
    let policy =
        Policy { attempts: Policy::UNLIMITED, deadline: Some(secs(10_000)), backoff: Backoff::constant(secs(1)), ..TRANSIENT };
    let ended = run(safe(&policy, 1), &Outcome::status(503));
    assert_eq!((ended.waits.len(), ended.gave_up.unwrap().reason), (9_999, Reason::DeadlineWouldPass));
}

/// For every safety, effect and word: by the effect, whatever the method, never a POST, reads only.
#[test]
fn which_calls_are_repeated_can_be_said_without_a_word_about_the_server() {
    let safeties = [Safety::Safe, Safety::Idempotent, Safety::Keyed("Key"), Safety::Unsafe];
    let repeated = |repeat: Option<Repeat>, status| {
        let policy = Policy { repeat, ..TRANSIENT };
        safeties.map(|safety| answered(policy.call(secs(0), 1).safety(safety), &[status]).1.is_none())
    };
    assert_eq!(repeated(None, 503), [true, true, true, false]);
    assert_eq!(repeated(None, 429), [true; 4], "nothing was done");
    for status in [503, 429] {
        assert_eq!(repeated(Some(Repeat::Any), status), [true; 4]);
        assert_eq!(repeated(Some(Repeat::Idempotent), status), [true, true, true, false]);
        assert_eq!(repeated(Some(Repeat::Safe), status), [true, false, false, false]);
    }
}

#[test]
fn a_call_that_is_not_repeated_is_in_doubt_only_if_the_server_may_have_acted() {
    let policy = Policy { repeat: Some(Repeat::Idempotent), ..TRANSIENT };
    let reason = |status| answered(policy.call(secs(0), 1), &[status]).1;
    assert_eq!((reason(503), reason(429)), (Some(Reason::UnsafeOperation), Some(Reason::NotRepeatable)));
}

#[test]
fn the_nearest_word_about_repeating_applies() {
    const NEAREST: Policy = Policy {
        repeat: Some(Repeat::Idempotent),
        classes: &[Retry::of(RetryClass::Throttled).repeat(Repeat::Any)],
        rules: &[
            rule(429, Retry::of(RetryClass::Throttled)),
            rule(430, Retry::of(RetryClass::Throttled).repeat(Repeat::Safe)),
            rule(503, Retry::of(RetryClass::Transient)),
            rule(504, Retry::of(RetryClass::Transient).repeat(Repeat::Any)),
        ],
        ..Policy::DEFAULT
    };
    let repeated = |status| answered(NEAREST.call(secs(0), 1), &[status]).1.is_none();
    assert_eq!([429, 430, 503, 504].map(repeated), [true, false, false, true]);
}

#[test]
fn headers_of_one_call_can_be_named_at_run_time() {
    let (key, count) = (String::from("X-Own-Key"), String::from("X-Own-Count"));
    let mut call = TRANSIENT.call(secs(0), 1).safety(Safety::Keyed(&key));
    call = call.numbered(AttemptHeader::new(&count).value("{retry} of {retries}"));
    call.on_outcome(&Outcome::status(503), secs(0));
    let attempt = call.next_attempt(secs(1));
    assert_eq!(attempt.idempotency_key.map(|(name, _)| name), Some("X-Own-Key"));
    assert_eq!(attempt.header.map(|(name, value)| (name, value.to_string())), Some(("X-Own-Count", "1 of 2".to_owned())));
}

/// No header states a limit that does not exist.
#[test]
fn a_header_says_nothing_of_the_most_attempts_if_they_are_unlimited() {
    let unlimited = Policy { attempts: Policy::UNLIMITED, deadline: Some(secs(60)), ..TRANSIENT };
    let header = |policy: &Policy, value| {
        let call = policy.call(secs(0), 1).numbered(AttemptHeader::new("X-Attempt").value(value));
        call.attempt_header().map(|(_, value)| value.to_string())
    };
    assert_eq!(header(&TRANSIENT, "attempt={attempt}; max={attempts}").as_deref(), Some("attempt=1; max=3"));
    for (template, value) in [
        ("attempt={attempt}; max={attempts}", Some("attempt=1")),
        ("max={attempts}; attempt={attempt};retry={retry}", Some("attempt=1;retry=0")),
        ("{attempt}", Some("1")),
        ("{retry} of {retries}", None),
    ] {
        assert_eq!(header(&unlimited, template).as_deref(), value, "{template}");
    }
    let limited =
        unlimited.call(secs(0), 1).attempts(4).numbered(AttemptHeader::new("X-Attempt").value("{attempt}/{attempts}"));
    assert_eq!(limited.attempt_header().map(|(_, value)| value.to_string()).as_deref(), Some("1/4"));
}

#[test]
fn a_call_that_cannot_be_redirected_is_not_told_where_to() {
    const ELSEWHERE: RetryClass = RetryClass::Redirect(Target::OtherNode);
    const SAYS: &[ServerSays] = &[ServerSays::header("X-Retry").yes(&["yes"])];
    let policy = Policy { fallback: Retry::of(ELSEWHERE), server_says: SAYS, ..TRANSIENT };
    let next = |call: Call<'_>| {
        let mut call = call.safety(Safety::Safe);
        call.on_outcome(&Outcome::status(503).headers(&[("X-Retry", "yes")]), secs(0));
        call.next_attempt(secs(0)).redirect
    };
    assert_eq!(next(policy.call(secs(0), 1)), None);
    assert_eq!(next(policy.call(secs(0), 1).redirectable()), Some(Target::OtherNode));
}
