//! Limits of entries, of classes, of operations and of single calls.

use crate::retry_support::{TRANSIENT, run, safe, secs};
use errspec::retry::{Outcome, Policy, Reason, Retry, Rule, Step};
use errspec::status::{StatusRow, Statuses};
use errspec::when::When;
use errspec::{Facts, RetryClass, Target};

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
