//! Waiting for a job. The numbers are those of known bugs.

use crate::retry_support::{millis, secs};
use errspec::headers::Form;
use errspec::machine::{Kind, Outcome as StateOutcome, State};
use errspec::retry::{
    Backoff, Budget, BudgetRules, Hint, Outcome, Pace, Phase, Policy, PollEnd, PollStep, Poller, Reading, Reason, Retry, Rule,
    ServerSays, Step, Tokens, Transport,
};
use errspec::status::{StatusRow, Statuses};
use errspec::when::When;
use errspec::{Action, Category, Facts, RetryClass};
use std::time::Duration;

const STATUSES: Statuses = Statuses {
    rows: &[
        StatusRow { facts: Facts { retry: Some(Retry::of(RetryClass::Transient)), ..Facts::NONE }, ..StatusRow::new(504) },
        StatusRow { facts: Facts { retry: Some(Retry::of(RetryClass::Refresh)), ..Facts::NONE }, ..StatusRow::new(401) },
        StatusRow {
            facts: Facts { retry: Some(Retry::of(RetryClass::Never)), category: Some(Category::Gone), ..Facts::NONE },
            ..StatusRow::new(410)
        },
    ],
    ranges: &[],
    ..Statuses::EMPTY
};

const RULES: &[Rule] = &[
    Rule { when: When { code: &["authorization_pending"], ..When::ANY }, retry: Some(keep_polling(0)), ..Rule::NONE },
    Rule { when: When { code: &["slow_down"], ..When::ANY }, retry: Some(keep_polling(5)), ..Rule::NONE },
    Rule {
        when: When { transport: &[Transport::Timeout], ..When::ANY },
        retry: Some(Retry::of(RetryClass::Transient)),
        ..Rule::NONE
    },
];

const fn keep_polling(slower: u64) -> Retry {
    Retry::of(RetryClass::KeepPolling { slower_by: secs(slower) })
}

pub(crate) const POLICY: Policy = Policy { statuses: &STATUSES, rules: RULES, ..Policy::DEFAULT };

/// Every two seconds exactly.
pub(crate) const EVEN: Pace =
    Pace { backoff: Backoff::constant(secs(2)), external: Some(secs(60)), spread: Duration::ZERO, ..Pace::DEFAULT };

pub(crate) fn poller(pace: Pace, timeout: Duration) -> Poller<'static, &'static str> {
    static HERE: Policy = POLICY;
    Poller::new(&HERE, pace, timeout, secs(0), 1)
}

pub(crate) const ACTIVE: Reading<&str> = Reading { state: "ACTIVE", phase: Phase::Pending };
pub(crate) const IN_QA: Reading<&str> = Reading { state: "IN_QA", phase: Phase::External };

pub(crate) fn ok() -> Outcome<'static> {
    Outcome::status(200)
}

pub(crate) fn code(text: &'static str) -> Outcome<'static> {
    coded(400, text)
}

pub(crate) fn coded(status: u16, text: &'static str) -> Outcome<'static> {
    static NO_CODES: errspec::Catalog = errspec::Catalog {
        name: "OAuthError",
        title: "",
        summary: "",
        open: true,
        text: "",
        rows: &[],
        retries: &[],
        groups: &[],
        extras: &[],
        bases: &[],
        aliases: &[],
        lookup: errspec::catalog::Lookup::Sorted(&[]),
        ..errspec::Catalog::EMPTY
    };
    Outcome::status(status).code_text(&NO_CODES, text)
}

/// `slow_down` is neither fatal nor the same as pending, and a poll right at the interval is too early.
#[test]
fn b27_slow_down_adds_five_seconds_for_good() {
    let pace = Pace { spread: Duration::ZERO, ..Pace::device(Some(secs(5))) };
    let mut poller = poller(pace, secs(1800));
    let wait = |extra: u64| PollStep::Wait(secs(5 + extra) + pace.margin);
    assert!(pace.margin > Duration::ZERO);
    assert_eq!(poller.on_error(&code("authorization_pending"), secs(0)), wait(0));
    assert_eq!(poller.on_error(&code("slow_down"), secs(10)), wait(5));
    assert_eq!(poller.on_error(&code("authorization_pending"), secs(20)), wait(5));
    assert_eq!(poller.on_error(&code("slow_down"), secs(40)), wait(10));
    for now in 0..20 {
        assert!(matches!(poller.on_error(&code("slow_down"), secs(60 + now)), PollStep::Wait(_)), "there is no cap on it");
    }
    assert_eq!(poller.on_error(&code("authorization_pending"), secs(90)), wait(110));
}

#[test]
fn b27_a_server_that_says_the_new_interval_is_believed() {
    let mut poller = poller(Pace { spread: Duration::ZERO, ..Pace::device(Some(secs(5))) }, secs(1800));
    let body = [("/interval", "12")];
    assert_eq!(poller.on_error(&code("slow_down").body(&body), secs(0)), PollStep::Wait(millis(12_100)));
    assert_eq!(poller.on_error(&code("authorization_pending"), secs(20)), PollStep::Wait(millis(12_100)));
}

#[test]
fn b27_a_server_that_repeats_the_old_interval_wants_slower_polls_all_the_same() {
    let mut poller = poller(Pace { spread: Duration::ZERO, ..Pace::device(Some(secs(5))) }, secs(1800));
    let body = [("/interval", "5")];
    assert_eq!(poller.on_error(&code("slow_down").body(&body), secs(0)), PollStep::Wait(millis(10_100)));
    assert_eq!(poller.on_error(&code("authorization_pending").body(&body), secs(20)), PollStep::Wait(millis(10_100)));
}

#[test]
fn b27_a_missing_or_zero_interval_is_five_seconds() {
    for interval in [None, Some(Duration::ZERO)] {
        let mut poller = poller(Pace { spread: Duration::ZERO, ..Pace::device(interval) }, secs(1800));
        assert_eq!(poller.on_error(&code("authorization_pending"), secs(0)), PollStep::Wait(millis(5_100)));
    }
}

/// A server that wants to be asked again says so of a poll as well.
#[test]
fn b27_a_servers_yes_makes_no_failure_of_a_pending_answer() {
    const SAYS: &[ServerSays] = &[ServerSays::header("X-Should-Retry").yes(&["true"])];
    let policy = Policy { server_says: SAYS, ..POLICY };
    let mut poller = Poller::<&str>::new(&policy, EVEN, secs(1800), secs(0), 1);
    let yes = [("X-Should-Retry", "true")];
    for round in 0..20 {
        assert_eq!(poller.on_error(&code("slow_down").headers(&yes), secs(round)), PollStep::Wait(secs(2 + 5 * (round + 1))));
    }
    let mut call = policy.call(secs(0), 1);
    assert!(
        matches!(call.on_outcome(&code("slow_down").headers(&yes), secs(0)), Step::Wait(_)),
        "outside a wait it is a retry"
    );
}

#[test]
fn b27_other_oauth_errors_end_the_wait() {
    let mut poller = poller(Pace::device(None), secs(1800));
    let end = poller.on_error(&code("access_denied"), secs(0));
    assert!(
        matches!(end, PollStep::End(PollEnd::PollFailed { give_up, .. }) if give_up.reason == Reason::NotRetryable(RetryClass::Unspecified))
    );
}

/// One 504 page ended a watch, and the job finished unseen.
#[test]
fn b28_a_failed_poll_is_no_failed_job() {
    let mut poller = poller(EVEN, secs(600));
    assert_eq!(poller.on_reading(ACTIVE, &ok(), secs(0)), PollStep::Wait(secs(2)));
    for round in 0..10 {
        let now = secs(2 + 10 * round);
        assert_eq!(poller.on_error(&Outcome::status(504), now), PollStep::Wait(secs(2)));
        assert_eq!(poller.on_error(&Outcome::transport(Transport::Timeout), now + secs(2)), PollStep::Wait(secs(2)));
        assert_eq!(
            poller.on_reading(ACTIVE, &ok(), now + secs(4)),
            PollStep::Wait(secs(2)),
            "a good poll forgives the failed ones"
        );
    }
    let done = Reading { state: "COMPLETED", phase: Phase::Success };
    assert_eq!(poller.on_reading(done, &ok(), secs(200)), PollStep::End(PollEnd::Success("COMPLETED")));
}

/// Polls that only took from the shared allowance would empty it in a long wait, for everybody.
#[test]
fn b28_polls_that_succeed_give_back_to_the_budget() {
    static BUDGET: Budget = Budget::new(BudgetRules {
        capacity: Tokens::whole(3),
        transient: Tokens::whole(2),
        throttled: Tokens::whole(2),
        refund: Tokens::whole(1),
        scope: "",
        ..BudgetRules::new(Tokens::whole(1))
    });
    let policy = Policy { budget: Some(&BUDGET), ..POLICY };
    let mut poller = Poller::new(&policy, EVEN, secs(86_400), secs(0), 1);
    for round in 0..50 {
        let now = secs(100 * round);
        assert_eq!(poller.on_error(&Outcome::status(504), now), PollStep::Wait(secs(2)), "round {round}");
        poller.on_reading(ACTIVE, &ok(), now + secs(2));
        poller.on_unknown("ARCHIVED", &ok(), now + secs(4));
        assert_eq!(BUDGET.left(), Tokens::whole(3));
    }
    let not_found = Reading { state: "GONE", phase: Phase::Gone };
    poller.on_error(&Outcome::status(504), secs(9000));
    poller.on_reading(not_found, &Outcome::status(410), secs(9002));
    assert_eq!(BUDGET.left(), Tokens::whole(1), "a state that an error tells is no success");
}

#[test]
fn b28_polls_that_keep_failing_end_the_wait_but_say_so() {
    let mut poller = poller(EVEN, secs(600));
    poller.on_reading(ACTIVE, &ok(), secs(0));
    poller.on_error(&Outcome::status(504), secs(2));
    poller.on_error(&Outcome::status(504), secs(4));
    let PollStep::End(PollEnd::PollFailed { give_up, last }) = poller.on_error(&Outcome::status(504), secs(6)) else {
        panic!("no end")
    };
    assert_eq!((give_up.reason, give_up.attempts, last), (Reason::AttemptsExhausted, 3, Some("ACTIVE")));
}

#[test]
fn b28_the_longer_of_interval_and_backoff_is_waited() {
    let slow = Policy { backoff: Backoff::constant(secs(30)), ..POLICY };
    let mut poller = Poller::<&str>::new(&slow, EVEN, secs(600), secs(0), 1);
    assert_eq!(poller.on_error(&Outcome::status(504), secs(2)), PollStep::Wait(secs(30)));
}

#[test]
fn b29_ends_follow_from_the_kinds_of_states_alone() {
    let phase = |kind, outcome| Phase::from(&State { kind, outcome, ..State::NONE });
    assert_eq!(phase(Kind::Pending, None), Phase::Pending);
    assert_eq!(phase(Kind::External { by: "reviewer" }, None), Phase::External);
    assert_eq!(phase(Kind::Final, Some(StateOutcome::Success)), Phase::Success);
    assert_eq!(phase(Kind::Resting, Some(StateOutcome::Failure)), Phase::Failure);
    assert_eq!(phase(Kind::Final, Some(StateOutcome::Cancelled)), Phase::Failure);
    assert_eq!(phase(Kind::Final, Some(StateOutcome::Gone)), Phase::Gone);
    assert_eq!(phase(Kind::Resting, Some(StateOutcome::Needs(Action::AddFunds))), Phase::Needs(Some(Action::AddFunds)));
    assert_eq!(phase(Kind::Resting, None), Phase::Needs(None));
}

/// There is no list of states that end a wait, and so none that could lack one: a state that ends without a result ends it too.
#[test]
fn b29_a_wait_goes_on_in_moving_states_and_in_no_others() {
    let kinds = [Kind::Pending, Kind::External { by: "reviewer" }, Kind::Resting, Kind::Final];
    let outcomes = [
        None,
        Some(StateOutcome::Success),
        Some(StateOutcome::Failure),
        Some(StateOutcome::Cancelled),
        Some(StateOutcome::Gone),
        Some(StateOutcome::Needs(Action::AddFunds)),
    ];
    for (kind, outcome) in kinds.into_iter().flat_map(|kind| outcomes.map(|outcome| (kind, outcome))) {
        let reading = Reading { state: "X", phase: Phase::from(&State { kind, outcome, ..State::NONE }) };
        let step = poller(EVEN, secs(600)).on_reading(reading, &ok(), secs(0));
        let moving = matches!(kind, Kind::Pending | Kind::External { .. });
        assert_eq!(matches!(step, PollStep::Wait(_)), moving, "{kind:?} {outcome:?}: {step:?}");
        let succeeded = !moving && outcome == Some(StateOutcome::Success);
        assert_eq!(step == PollStep::End(PollEnd::Success("X")), succeeded, "{kind:?} {outcome:?}: {step:?}");
    }
}

#[test]
fn b30_unlisted_states_are_polled_on_so_many_times_in_a_row() {
    let mut poller = poller(Pace { unknown_limit: 3, ..EVEN }, secs(600));
    for _ in 0..2 {
        for now in 0..3 {
            assert_eq!(poller.on_unknown("ARCHIVED", &ok(), secs(now)), PollStep::Wait(secs(2)));
        }
        poller.on_reading(ACTIVE, &ok(), secs(4));
    }
    for now in 0..3 {
        poller.on_unknown("ARCHIVED", &ok(), secs(10 + now));
    }
    let end = poller.on_unknown("ARCHIVED", &ok(), secs(20));
    assert_eq!(end, PollStep::End(PollEnd::UnknownStateLimit { text: "ARCHIVED".into(), count: 4 }));
}

#[test]
fn the_interval_follows_the_curve_and_the_kind_of_state() {
    let mut poller = poller(Pace { spread: Duration::ZERO, external: Some(secs(60)), ..Pace::DEFAULT }, secs(6000));
    let waits = [0, 2, 5, 10, 17, 28, 44].map(|now| poller.on_reading(ACTIVE, &ok(), secs(now)));
    let expected = [2_000, 3_000, 4_500, 6_750, 10_125].map(|m| PollStep::Wait(millis(m)));
    assert_eq!(waits[..5], expected);
    assert_eq!(poller.on_reading(IN_QA, &ok(), secs(100)), PollStep::Wait(secs(60)));
    for now in 0..20 {
        poller.on_reading(ACTIVE, &ok(), secs(200 + now));
    }
    assert_eq!(poller.on_reading(ACTIVE, &ok(), secs(300)), PollStep::Wait(secs(30)), "the cap");
}

#[test]
fn a_change_of_state_may_restart_the_intervals() {
    let mut poller = poller(Pace { spread: Duration::ZERO, restart_on_change: true, ..Pace::DEFAULT }, secs(6000));
    for now in 0..5 {
        poller.on_reading(ACTIVE, &ok(), secs(now));
    }
    let moved = Reading { state: "RUNNING", phase: Phase::Pending };
    assert_eq!(poller.on_reading(moved, &ok(), secs(9)), PollStep::Wait(secs(2)));
}

#[test]
fn successful_answers_may_ask_for_patience_too() {
    let mut poller = poller(EVEN, secs(600));
    let outcome = Outcome::status(202);
    let headers = [("Retry-After", "25")];
    assert_eq!(poller.on_reading(ACTIVE, &outcome.headers(&headers), secs(0)), PollStep::Wait(secs(25)));
    assert_eq!(poller.on_reading(ACTIVE, &ok(), secs(25)), PollStep::Wait(secs(2)), "for once, not for good");
}

#[test]
fn less_than_an_interval_before_the_deadline_there_is_one_last_poll_at_it() {
    let mut poller = poller(Pace { backoff: Backoff::constant(millis(700)), ..EVEN }, secs(2));
    assert_eq!(poller.on_reading(ACTIVE, &ok(), millis(0)), PollStep::Wait(millis(700)));
    assert_eq!(poller.on_reading(ACTIVE, &ok(), millis(900)), PollStep::Wait(millis(700)));
    assert_eq!(poller.on_reading(ACTIVE, &ok(), millis(1_800)), PollStep::Wait(millis(200)));
    assert_eq!(poller.on_reading(ACTIVE, &ok(), millis(1_999)), PollStep::End(PollEnd::DeadlinePassed(Some("ACTIVE"))));
    poller.resume(secs(10), secs(5));
    assert_eq!(poller.on_reading(ACTIVE, &ok(), secs(5)), PollStep::Wait(millis(700)), "a wait can be taken up again");
}

#[test]
fn a_server_that_asks_for_more_than_the_time_left_is_not_asked_early() {
    let mut poller = poller(EVEN, secs(20));
    let outcome = ok();
    let headers = [("Retry-After", "25")];
    let end = poller.on_reading(ACTIVE, &outcome.headers(&headers), secs(0));
    assert_eq!(end, PollStep::End(PollEnd::DeadlinePassed(Some("ACTIVE"))));
}

#[test]
fn a_failing_poll_is_not_repeated_earlier_than_the_server_asked_either() {
    const HINTS: &[Hint] = &[Hint::header("X-Wait", &[Form::DelaySeconds])];
    let policy = Policy { hints: HINTS, ..POLICY };
    let headers = [("X-Wait", "30")];
    let outcome = Outcome::status(504);
    let outcome = outcome.headers(&headers);
    let mut enough = Poller::<&str>::new(&policy, EVEN, secs(31), secs(0), 1);
    assert_eq!(enough.on_error(&outcome, secs(0)), PollStep::Wait(secs(30)));
    let mut little = Poller::<&str>::new(&policy, EVEN, secs(30), secs(0), 1);
    assert_eq!(little.on_error(&outcome, secs(0)), PollStep::End(PollEnd::DeadlinePassed(None)));
}

#[test]
fn a_wait_that_is_over_once_credentials_are_renewed_has_no_further_poll() {
    let mut poller = poller(EVEN, secs(10)).refreshable();
    poller.on_reading(ACTIVE, &ok(), secs(0));
    assert_eq!(poller.on_error(&Outcome::status(401), secs(9)), PollStep::Refresh);
    assert_eq!(
        poller.refreshed(true, secs(10)),
        PollStep::End(PollEnd::DeadlinePassed(Some("ACTIVE"))),
        "renewing took too long"
    );
}

#[test]
fn every_end_has_its_own_name() {
    let end = |phase| poller(EVEN, secs(600)).on_reading(Reading { state: "X", phase }, &ok(), secs(0));
    assert_eq!(end(Phase::Failure), PollStep::End(PollEnd::Failure("X")));
    assert_eq!(end(Phase::Gone), PollStep::End(PollEnd::Gone(Some("X"))));
    let outcome = StateOutcome::Partial;
    assert_eq!(end(Phase::Ended(outcome)), PollStep::End(PollEnd::Ended { state: "X", outcome }));
    let needs = PollEnd::NeedsAction { state: "X", action: Some(Action::AddFunds) };
    assert_eq!(needs.to_string(), "\"X\" needs add_funds");
    assert_eq!(end(Phase::Needs(Some(Action::AddFunds))), PollStep::End(needs));
    let mut gone = poller(EVEN, secs(600));
    gone.on_reading(ACTIVE, &ok(), secs(0));
    assert_eq!(gone.on_error(&Outcome::status(410), secs(2)), PollStep::End(PollEnd::Gone(Some("ACTIVE"))));
}

/// A 410 says by itself that the job is gone; a 404 may as well say that the caller must not see it.
#[test]
fn gone_is_gone_whether_declared_or_not() {
    static SILENT: Policy = Policy::DEFAULT;
    let end = |status| {
        let mut poller = Poller::new(&SILENT, EVEN, secs(600), secs(0), 1);
        poller.on_reading(ACTIVE, &ok(), secs(0));
        poller.on_error(&Outcome::status(status), secs(2))
    };
    assert_eq!(end(410), PollStep::End(PollEnd::Gone(Some("ACTIVE"))));
    let hidden = end(404);
    assert!(matches!(hidden, PollStep::End(PollEnd::PollFailed { last: Some("ACTIVE"), .. })), "{hidden:?}");
}

#[test]
fn credentials_that_expire_during_the_wait_are_renewed() {
    let mut poller = poller(EVEN, secs(600)).refreshable();
    assert_eq!(poller.on_error(&Outcome::status(401), secs(0)), PollStep::Refresh);
    assert_eq!(poller.refreshed(true, secs(1)), PollStep::Wait(Duration::ZERO));
    assert_eq!(poller.on_reading(ACTIVE, &ok(), secs(1)), PollStep::Wait(secs(2)));
    assert_eq!(poller.on_error(&Outcome::status(401), secs(3600)), PollStep::Refresh, "hours later once more");
    let refused = poller.refreshed(false, secs(1));
    assert!(matches!(refused, PollStep::End(PollEnd::PollFailed { give_up, .. }) if give_up.reason == Reason::RefreshFailed));
}

#[test]
fn after_a_command_the_wait_goes_on() {
    let mut poller = poller(Pace { spread: Duration::ZERO, ..Pace::DEFAULT }, secs(600));
    let failed = Reading { state: "FAILED", phase: Phase::Failure };
    assert!(matches!(poller.on_reading(failed, &ok(), secs(0)), PollStep::End(_)));
    assert_eq!(poller.commanded(secs(5)), PollStep::Wait(secs(2)));
}

#[test]
fn pollers_do_not_ask_in_step() {
    static HERE: Policy = POLICY;
    let first = |seed| Poller::new(&HERE, Pace::DEFAULT, secs(600), secs(0), seed).on_reading(ACTIVE, &ok(), secs(0));
    let waits: std::collections::BTreeSet<Duration> =
        (0u64..100).filter_map(|seed| if let PollStep::Wait(wait) = first(seed) { Some(wait) } else { None }).collect();
    assert!(waits.len() > 95);
    assert!(waits.iter().all(|wait| (secs(2)..=millis(2_500)).contains(wait)));
}
