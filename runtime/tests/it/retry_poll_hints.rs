//! What servers say about waiting, in polls.

use crate::retry_poll::{ACTIVE, EVEN, POLICY, code, coded, ok, poller};
use crate::retry_support::{millis, secs};
use errspec::RetryClass;
use errspec::headers::Form;
use errspec::retry::{Choose, Hint, Outcome, OverMax, Pace, Policy, PollEnd, PollStep, Poller, Reason};
use errspec::when::When;
use std::time::Duration;

#[test]
fn a_hint_of_the_contract_that_is_too_long_ends_failing_polls() {
    let policy = Policy { hints: &[Hint::RETRY_AFTER], ..POLICY };
    let mut poller = Poller::<&str>::new(&policy, EVEN, secs(86_400), secs(0), 1);
    let headers = [("Retry-After", "3600")];
    let end = poller.on_error(&Outcome::status(504).headers(&headers), secs(0));
    assert!(
        matches!(end, PollStep::End(PollEnd::PollFailed { give_up, .. }) if give_up.reason == Reason::HintTooLong(secs(3600)))
    );
}

/// What an answer with these headers makes a pending job wait, by this policy.
fn pending(policy: &Policy, status: u16, headers: &[(&str, &str)]) -> PollStep<&'static str> {
    let mut poller = Poller::new(policy, EVEN, secs(86_400), secs(0), 1);
    poller.on_reading(ACTIVE, &Outcome::status(status).headers(&headers).body(&BODY), secs(0))
}

const BODY: [(&str, &str); 1] = [("/retry_after", "1.5")];

#[test]
fn fault_03_a_pending_answer_is_not_asked_again_earlier_than_it_says() {
    const HINTS: &[Hint] = &[
        Hint {
            when: When { status: &[(202, 202), (429, 503)], ..When::ANY },
            ..Hint::header("X-Poll-After", &[Form::DelaySeconds])
        },
        Hint::header("Retry-After", &[Form::DecimalSeconds]),
    ];
    let policy = Policy { hints: HINTS, ..POLICY };
    assert_eq!(pending(&policy, 202, &[("X-Poll-After", "30")]), PollStep::Wait(secs(30)));
    assert_eq!(pending(&policy, 200, &[("X-Poll-After", "30")]), PollStep::Wait(secs(2)), "it is not heard on 200");
    assert_eq!(pending(&policy, 200, &[("Retry-After", "30.5")]), PollStep::Wait(millis(30_500)));
    assert_eq!(pending(&policy, 202, &[("X-Poll-After", "1")]), PollStep::Wait(secs(2)), "never earlier than the pace either");
    let mut poller = Poller::<&str>::new(&policy, EVEN, secs(600), secs(0), 1);
    let headers = [("X-Poll-After", "30")];
    assert_eq!(poller.on_unknown("NEW", &Outcome::status(202).headers(&headers), secs(0)), PollStep::Wait(secs(30)));
    let pending = code("authorization_pending").headers(&[("Retry-After", "30.5")]);
    assert_eq!(poller.on_error(&pending, secs(30)), PollStep::Wait(millis(30_500)));
}

#[test]
fn fault_03_a_moment_and_a_place_in_the_body_are_heard_too() {
    const BY_DATE: Policy = Policy { hints: &[Hint::header("X-Next", &[Form::UnixSeconds])], ..POLICY };
    let (ok, next) = (ok(), [("X-Next", "1060")]);
    let mut poller = Poller::new(&BY_DATE, EVEN, secs(600), secs(0), 1);
    let step = poller.on_reading(ACTIVE, &ok.headers(&next).received_at(secs(1000)), secs(0));
    assert_eq!(step, PollStep::Wait(secs(60)));
    const IN_BODY: Policy = Policy { hints: &[Hint::body("/retry_after", &[Form::DecimalSeconds])], ..POLICY };
    let body: Vec<u8> = br#"{"status": "ACTIVE", "retry_after": 12.5}"#.to_vec();
    let mut poller = Poller::new(&IN_BODY, EVEN, secs(600), secs(0), 1);
    assert_eq!(poller.on_reading(ACTIVE, &Outcome::status(200).body(&body), secs(0)), PollStep::Wait(millis(12_500)));
}

#[test]
fn fault_03_retry_after_counts_where_the_contract_does_not_read_it() {
    const OTHER: &[Hint] = &[Hint::header("X-Poll-After", &[Form::DelaySeconds])];
    const ELSEWHERE: &[Hint] = &[Hint { when: When { status: &[(429, 429)], ..When::ANY }, ..Hint::RETRY_AFTER }];
    const UNREADABLE: &[Hint] = &[Hint::header("Retry-After", &[Form::DurationText])];
    let standard = [("Retry-After", "30")];
    for hints in [&[], OTHER, ELSEWHERE, UNREADABLE] {
        assert_eq!(pending(&Policy { hints, ..POLICY }, 202, &standard), PollStep::Wait(secs(30)), "{hints:?}");
    }
    let both = Policy { hints: OTHER, ..POLICY };
    let headers = [("X-Poll-After", "40"), ("Retry-After", "30")];
    assert_eq!(pending(&both, 202, &headers), PollStep::Wait(secs(40)), "the longer of the two");
}

#[test]
fn fault_03_the_maximum_of_a_hint_is_that_of_a_call_unless_it_is_ignored_or_cut() {
    const GIVE_UP: Policy = Policy { hints: &[Hint::RETRY_AFTER], ..POLICY };
    const CLAMP: Policy = Policy { hints: &[Hint { over_max: OverMax::Clamp, ..Hint::RETRY_AFTER }], ..POLICY };
    const IGNORE: Policy = Policy { hints: &[Hint { over_max: OverMax::Ignore, ..Hint::RETRY_AFTER }], ..POLICY };
    let wait = |policy| pending(&policy, 202, &[("Retry-After", "3600")]);
    assert_eq!(wait(GIVE_UP), PollStep::Wait(secs(3600)), "a job that says so is waited for, within the wait's own time");
    assert_eq!(wait(CLAMP), PollStep::Wait(secs(120)));
    assert_eq!(wait(IGNORE), PollStep::Wait(secs(2)));
    let mut little = Poller::new(&GIVE_UP, EVEN, secs(600), secs(0), 1);
    let headers = [("Retry-After", "3600")];
    let end = little.on_reading(ACTIVE, &Outcome::status(202).headers(&headers), secs(0));
    assert_eq!(end, PollStep::End(PollEnd::DeadlinePassed(Some("ACTIVE"))));
}

/// A default is for failures: nobody asked for it.
#[test]
fn fault_03_a_default_does_not_slow_the_polls_down() {
    const HINTS: &[Hint] = &[Hint { default: Some(secs(20)), ..Hint::RETRY_AFTER }];
    let policy = Policy { hints: HINTS, ..POLICY };
    assert_eq!(pending(&policy, 202, &[]), PollStep::Wait(secs(2)));
    let mut poller = Poller::<&str>::new(&policy, EVEN, secs(600), secs(0), 1);
    assert_eq!(poller.on_error(&Outcome::status(504), secs(0)), PollStep::Wait(secs(20)));
}

#[test]
fn fault_01_an_error_in_a_success_ends_the_polls_like_any_other() {
    let mut poller = poller(Pace { spread: Duration::ZERO, ..Pace::device(Some(secs(5))) }, secs(1800));
    let wait = |extra: u64| PollStep::Wait(millis(5_100) + secs(extra));
    assert_eq!(poller.on_error(&coded(200, "authorization_pending"), secs(0)), wait(0));
    assert_eq!(poller.on_error(&coded(200, "slow_down"), secs(10)), wait(5));
    for step in [poller.clone().on_error(&coded(200, "access_denied"), secs(20)), poller.on_error(&ok(), secs(20))] {
        assert!(matches!(step, PollStep::End(PollEnd::PollFailed { give_up, .. })
            if give_up.reason == Reason::NotRetryable(RetryClass::Unspecified)));
    }
}

#[test]
fn the_longest_hint_counts_if_the_contract_says_so() {
    const HINTS: &[Hint] = &[Hint::header("X-Soon", &[Form::DelaySeconds]), Hint::header("X-Late", &[Form::DelaySeconds])];
    let first = Policy { hints: HINTS, ..POLICY };
    let longest = Policy { choose: Choose::Longest, ..first };
    let headers = [("X-Soon", "5"), ("X-Late", "50")];
    assert_eq!(pending(&first, 200, &headers), PollStep::Wait(secs(5)));
    assert_eq!(pending(&longest, 200, &headers), PollStep::Wait(secs(50)));
}
