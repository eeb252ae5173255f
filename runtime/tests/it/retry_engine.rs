//! When a call is repeated and when it ends. The numbers are those of known bugs.

use crate::retry_support::{TRANSIENT, doubling, millis, run, run_timed, safe, secs, waits};
use errspec::retry::{
    AttemptHeader, Backoff, Budget, BudgetRules, Call, DelaySource, Entry, Jitter, Operation, Outcome, OutcomeKind, Policy,
    Reason, Retry, Rule, Safety, Seeds, ServerSays, Step, Tokens, Transport,
};
use errspec::status::{StatusRow, Statuses};
use errspec::when::When;
use errspec::{Action, Effect, Facts, RetryClass};
use std::collections::BTreeSet;
use std::time::Duration;

#[allow(clippy::panic, reason = "a helper that fails fails the test")]
fn reason(step: Step) -> Reason {
    match step {
        Step::End(Err(give_up)) => give_up.reason,
        other => panic!("no give-up: {other:?}"),
    }
}

const NO_BUDGET_RULES: BudgetRules = BudgetRules {
    capacity: Tokens::whole(2),
    transient: Tokens::whole(1),
    throttled: Tokens::whole(1),
    refund: Tokens::ZERO,
    ..BudgetRules::new(Tokens::whole(2))
};

/// Integer percentages made 0.6, 0.7 and 0.9 the same.
#[test]
fn b08_budgets_are_exact_to_a_thousandth() {
    for (refund, allowed) in [(300, 300), (400, 400), (600, 600), (700, 700), (900, 900), (1, 1)] {
        let rules = BudgetRules { capacity: Tokens::whole(1000), refund: Tokens::milli(refund), ..NO_BUDGET_RULES };
        let budget = Budget::new(rules);
        while budget.take(RetryClass::Transient) {}
        (0..1000).for_each(|_| budget.succeeded());
        let retries = (0..2000).filter(|_| budget.take(RetryClass::Transient)).count();
        assert_eq!(retries, allowed, "{refund} thousandths back for each of 1000 successes");
    }
}

#[test]
fn a_budget_never_exceeds_its_capacity_nor_goes_below_zero() {
    let budget = Budget::new(BudgetRules { refund: Tokens::whole(1), ..NO_BUDGET_RULES });
    budget.succeeded();
    assert_eq!(budget.left(), Tokens::whole(2));
    assert!([true, true, false, false].iter().all(|taken| budget.take(RetryClass::Throttled) == *taken));
    assert_eq!(budget.left(), Tokens::ZERO);
}

#[test]
fn calls_and_threads_share_a_budget() {
    let budget = Budget::new(BudgetRules { capacity: Tokens::whole(100), ..NO_BUDGET_RULES });
    let policy = Policy { attempts: 30, ..TRANSIENT };
    let retries = || run(safe(&policy, 1).budget(&budget), &Outcome::status(503)).waits.len();
    let made: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(retries)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(made, 100);
    assert_eq!(run(safe(&policy, 1).budget(&budget), &Outcome::status(503)).gave_up.unwrap().reason, Reason::BudgetEmpty);
}

#[test]
fn a_call_that_succeeds_gives_back() {
    let budget = Budget::new(BudgetRules { refund: Tokens::milli(100), ..NO_BUDGET_RULES });
    let mut call = safe(&TRANSIENT, 1).budget(&budget);
    call.on_outcome(&Outcome::status(503), secs(0));
    assert_eq!(call.on_outcome(&Outcome::status(200), secs(1)), Step::End(Ok(())));
    assert_eq!(budget.left(), Tokens::milli(1_100));
}

/// A retry that is refused for another reason must cost nothing.
#[test]
fn the_budget_is_asked_last() {
    let budget = Budget::new(NO_BUDGET_RULES);
    let policy = Policy { deadline: Some(millis(500)), ..TRANSIENT };
    assert_eq!(reason(safe(&policy, 1).budget(&budget).on_outcome(&Outcome::status(503), secs(0))), Reason::DeadlineWouldPass);
    let once = Policy { attempts: 1, ..TRANSIENT };
    assert_eq!(reason(safe(&once, 1).budget(&budget).on_outcome(&Outcome::status(503), secs(0))), Reason::AttemptsExhausted);
    assert_eq!(budget.left(), Tokens::whole(2));
    assert!(matches!(safe(&TRANSIENT, 1).budget(&budget).on_outcome(&Outcome::status(503), secs(0)), Step::Wait(_)));
    assert_eq!(budget.left(), Tokens::whole(1));
}

/// A library slept 60 s with 1 s left.
#[test]
fn b15_no_wait_reaches_the_deadline() {
    let policy = Policy { attempts: 10, deadline: Some(secs(10)), ..TRANSIENT };
    let ended = run(safe(&policy, 1), &Outcome::status(503));
    assert_eq!((ended.waits, ended.ended), (vec![secs(1), secs(2), secs(4)], secs(7)));
    assert_eq!(ended.gave_up.unwrap().reason, Reason::DeadlineWouldPass);
    let exactly = Policy { deadline: Some(secs(1)), ..policy };
    assert!(waits(&exactly, 503, 1).is_empty(), "an attempt at the deadline has no time left");
    let callers = safe(&policy, 1).deadline(secs(2));
    assert_eq!(run(callers, &Outcome::status(503)).waits, [secs(1)], "the caller's shorter limit counts");
    assert_eq!(run(safe(&exactly, 1).deadline(secs(99)), &Outcome::status(503)).waits, [], "the longer one does not");
}

/// A sleep may take longer than it was asked to. Clients take a timeout of zero for none at all.
#[test]
fn b15_an_attempt_at_the_deadline_has_a_limit_all_the_same() {
    let call = safe(&TRANSIENT, 1).deadline(secs(10));
    assert_eq!([0, 9, 10, 11].map(|now| call.time_left(secs(now))), [10, 1, 0, 0].map(|left| Some(secs(left))));
    assert_eq!([9, 10, 11].map(|now| call.next_attempt(secs(now)).timeout), [secs(1), millis(1), millis(1)].map(Some));
}

#[test]
fn b16_time_inside_attempts_counts() {
    let policy = Policy { attempts: 10, deadline: Some(secs(10)), ..TRANSIENT };
    let ended = run_timed(safe(&policy, 1), &Outcome::status(503), secs(4), secs(0));
    assert_eq!(ended.waits, [secs(1)], "4 + 1 + 4, and 2 more would pass 10");
    assert_eq!(ended.gave_up.unwrap().elapsed, secs(9));
}

/// The engine knows only the time it is told; where that begins makes no difference, and running backwards does no harm.
#[test]
fn b17_time_is_relative_and_never_negative() {
    let policy = Policy { attempts: 10, deadline: Some(secs(10)), ..TRANSIENT };
    let late = policy.call(secs(1 << 40), 1).safety(Safety::Safe);
    assert_eq!(run_timed(late, &Outcome::status(503), secs(0), secs(1 << 40)).waits, [secs(1), secs(2), secs(4)]);
    let mut call = policy.call(secs(100), 1).safety(Safety::Safe);
    assert!(matches!(call.on_outcome(&Outcome::status(503), secs(50)), Step::Wait(_)));
}

#[test]
fn b18_an_unsafe_call_is_repeated_only_where_the_server_did_not_act() {
    const POST: Operation = Operation::new("create", "POST", "/jobs");
    let step = |operation: &'static Operation, outcome: Outcome<'_>| {
        TRANSIENT.call(secs(0), 1).operation(operation).on_outcome(&outcome, secs(0))
    };
    for maybe in [
        Outcome::status(500),
        Outcome::status(503),
        Outcome::transport(Transport::Timeout),
        Outcome::transport(Transport::Reset),
    ] {
        assert_eq!(reason(step(&POST, maybe)), Reason::UnsafeOperation);
    }
    for none in
        [Outcome::status(429), Outcome::status(409), Outcome::transport(Transport::Connect), Outcome::transport(Transport::Tls)]
    {
        assert!(matches!(step(&POST, none), Step::Wait(_)));
    }
    const PUT: Operation = Operation::new("replace", "PUT", "/jobs/{id}");
    const KEYED: Operation = Operation { safety: Safety::Keyed("Idempotency-Key"), ..POST };
    for operation in [&PUT, &KEYED] {
        assert!(matches!(step(operation, Outcome::status(503)), Step::Wait(_)));
    }
    assert_eq!(reason(TRANSIENT.call(secs(0), 1).on_outcome(&Outcome::status(503), secs(0))), Reason::UnsafeOperation);
}

#[test]
fn b18_the_contract_may_know_better_what_a_status_means() {
    const STATUSES: Statuses = Statuses {
        rows: &[StatusRow { facts: Facts { effect: Some(Effect::None), ..Facts::NONE }, ..StatusRow::new(503) }],
        ranges: &[],
        ..Statuses::EMPTY
    };
    let policy = Policy { statuses: &STATUSES, ..TRANSIENT };
    assert!(matches!(policy.call(secs(0), 1).on_outcome(&Outcome::status(503), secs(0)), Step::Wait(_)));
    assert_eq!(reason(policy.call(secs(0), 1).on_outcome(&Outcome::status(500), secs(0))), Reason::UnsafeOperation);
}

#[test]
fn b19_all_attempts_carry_one_key() {
    const CREATE: Operation =
        Operation { safety: Safety::Keyed("Idempotency-Key"), ..Operation::new("create", "POST", "/jobs") };
    let mut call = TRANSIENT.call(secs(0), 7).operation(&CREATE);
    let first = call.next_attempt(secs(0)).idempotency_key.unwrap();
    assert!(matches!(call.on_outcome(&Outcome::transport(Transport::Timeout), secs(5)), Step::Wait(_)));
    assert_eq!(call.next_attempt(secs(6)).idempotency_key, Some(first));
    let other = TRANSIENT.call(secs(0), 8).operation(&CREATE).idempotency_key();
    assert_ne!(other, Some(first), "another call has another key");
    assert_eq!(safe(&TRANSIENT, 7).idempotency_key(), None);
}

/// Whatever happens in between, and however often: the server has to see that it is the same call.
#[test]
fn b19_the_key_does_not_follow_what_changes_from_attempt_to_attempt() {
    const POST: Operation = Operation::new("create", "POST", "/jobs");
    const CREATE: Operation = Operation { safety: Safety::Keyed("Idempotency-Key"), ..POST };
    const SAYS: &[ServerSays] = &[ServerSays::header("X-Should-Retry").yes(&["true"])];
    let policy = Policy { attempts: 20, server_says: SAYS, jitter: Jitter::FULL, ..REFRESHING };
    let mut call = policy.call(secs(0), 7).operation(&CREATE).refreshable();
    let (header, key) = call.idempotency_key().unwrap();
    assert_eq!(header, "Idempotency-Key");
    let headers = [("Retry-After", "3"), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("X-Should-Retry", "true")];
    let retried = Outcome::status(409);
    let outcomes = [
        Outcome::transport(Transport::Timeout),
        Outcome::transport(Transport::Reset),
        Outcome::status(500),
        Outcome::status(503).headers(&headers),
        retried.headers(&headers).body(&[("/error/code", "in_progress")]),
        Outcome::status(401),
        Outcome::status(429),
    ];
    for (at, outcome) in outcomes.iter().enumerate() {
        let now = secs(1000 * at as u64);
        match call.on_outcome(outcome, now) {
            Step::Refresh => assert!(matches!(call.refreshed(true, now), Step::Wait(_))),
            step => assert!(matches!(step, Step::Wait(_)), "{outcome:?}: {step:?}"),
        }
        let attempt = call.next_attempt(now);
        assert_eq!((attempt.number, attempt.idempotency_key), (at as u32 + 2, Some((header, key))), "{outcome:?}");
    }
    let again = TRANSIENT.call(secs(99), 7).operation(&CREATE).idempotency_key();
    assert_eq!(again, Some((header, key)), "it follows from the seed alone");
}

#[test]
fn b19_calls_of_one_process_have_keys_of_their_own() {
    let seeds = Seeds::new(0x0123_4567_89ab_cdef_fedc_ba98_7654_3210);
    let key = || TRANSIENT.call(secs(0), seeds.next()).safety(Safety::Keyed("Idempotency-Key")).idempotency_key().unwrap().1;
    let keys: BTreeSet<String> = (0..10_000).map(|_| key().to_string()).collect();
    assert_eq!(keys.len(), 10_000);
    assert!(keys.iter().all(|key| key.as_bytes()[14] == b'8' && b"89ab".contains(&key.as_bytes()[19])), "UUIDs of version 8");
}

#[test]
fn b20_a_body_that_is_gone_is_not_sent_again() {
    let mut call = safe(&TRANSIENT, 1).not_replayable();
    assert_eq!(reason(call.on_outcome(&Outcome::status(503), secs(0))), Reason::BodyNotReplayable);
    let mut call = safe(&TRANSIENT, 1).not_replayable();
    assert_eq!(call.on_outcome(&Outcome::status(200), secs(0)), Step::End(Ok(())));
}

const REFRESHING: Policy = Policy {
    statuses: &Statuses {
        rows: &[StatusRow {
            facts: Facts { retry: Some(Retry::of(RetryClass::Refresh)), ..Facts::NONE },
            ..StatusRow::new(401)
        }],
        ranges: &[],
        ..Statuses::EMPTY
    },
    ..TRANSIENT
};

#[test]
fn b21_credentials_are_renewed_once_and_never_again() {
    let mut call = safe(&REFRESHING, 1).refreshable();
    assert!(!call.next_attempt(secs(0)).refreshed);
    assert_eq!(call.on_outcome(&Outcome::status(401), secs(0)), Step::Refresh);
    let Step::Wait(wait) = call.refreshed(true, secs(1)) else { panic!("no next attempt") };
    assert_eq!((wait.delay, wait.source), (secs(0), DelaySource::Refreshed));
    assert!(call.next_attempt(secs(1)).refreshed, "the next attempt has to read the new credentials");
    assert_eq!(reason(call.on_outcome(&Outcome::status(401), secs(2))), Reason::RefreshFailed);
}

#[test]
fn b21_a_refresh_that_fails_or_has_no_hook_ends_the_call() {
    let mut call = safe(&REFRESHING, 1).refreshable();
    call.on_outcome(&Outcome::status(401), secs(0));
    assert_eq!(reason(call.refreshed(false, secs(1))), Reason::RefreshFailed);
    assert_eq!(
        reason(safe(&REFRESHING, 1).on_outcome(&Outcome::status(401), secs(0))),
        Reason::NotRetryable(RetryClass::Refresh)
    );
    let mut consumed = safe(&REFRESHING, 1).refreshable().not_replayable();
    assert_eq!(reason(consumed.on_outcome(&Outcome::status(401), secs(0))), Reason::BodyNotReplayable);
}

/// The refresh has a counter of its own: it takes no attempt and no place on the curve.
#[test]
fn b21_a_refresh_costs_no_attempt() {
    let mut call = safe(&REFRESHING, 1).refreshable();
    assert_eq!(call.on_outcome(&Outcome::status(401), secs(0)), Step::Refresh);
    call.refreshed(true, secs(0));
    let ended = run(call, &Outcome::status(503));
    assert_eq!(ended.waits, [secs(1), secs(2)]);
    assert_eq!(ended.gave_up.unwrap().attempts, 4);
}

/// The policy of a contract without a `retry` section.
#[test]
fn b21_a_policy_of_one_attempt_allows_a_refresh_and_nothing_else() {
    let single = Policy { attempts: 1, ..REFRESHING };
    assert_eq!(reason(safe(&single, 1).refreshable().on_outcome(&Outcome::status(503), secs(0))), Reason::AttemptsExhausted);
    let mut call = safe(&single, 1).refreshable();
    assert_eq!(call.on_outcome(&Outcome::status(401), secs(0)), Step::Refresh);
    assert!(matches!(call.refreshed(true, secs(0)), Step::Wait(_)));
    assert_eq!(reason(call.on_outcome(&Outcome::status(503), secs(0))), Reason::AttemptsExhausted);
}

#[test]
fn b21_no_refresh_reaches_the_deadline() {
    let mut call = safe(&REFRESHING, 1).refreshable().deadline(secs(10));
    assert_eq!(reason(call.clone().on_outcome(&Outcome::status(401), secs(10))), Reason::DeadlineWouldPass);
    assert_eq!(call.on_outcome(&Outcome::status(401), secs(9)), Step::Refresh);
    assert_eq!(reason(call.refreshed(true, secs(10))), Reason::DeadlineWouldPass, "renewing took too long");
}

/// A call that new credentials can mend is better repeated with them than without, whatever the server says.
#[test]
fn b21_a_servers_yes_does_not_replace_the_refresh() {
    const SAYS: &[ServerSays] = &[ServerSays::header("X-Should-Retry").yes(&["true"])];
    let policy = Policy { server_says: SAYS, ..REFRESHING };
    let outcome = Outcome::status(401);
    let step = safe(&policy, 1).refreshable().on_outcome(&outcome.headers(&[("x-should-retry", "true")]), secs(0));
    assert_eq!(step, Step::Refresh);
}

/// Nobody here can renew them, and the server's own word goes before every rule.
#[test]
fn b21_a_servers_yes_counts_where_nothing_can_be_refreshed() {
    const SAYS: &[ServerSays] = &[ServerSays::header("X-Should-Retry").yes(&["true"])];
    let policy = Policy { server_says: SAYS, ..REFRESHING };
    let yes = [("x-should-retry", "true")];
    let outcome = Outcome::status(401);
    let ended = run(safe(&policy, 1), &outcome.headers(&yes));
    assert_eq!((ended.waits, ended.gave_up.unwrap().reason), (vec![secs(1), secs(2)], Reason::AttemptsExhausted));
}

#[test]
fn b23_attempts_can_be_counted_and_switched_off() {
    let policy = Policy { attempt_header: Some(AttemptHeader::new("X-Attempt")), ..TRANSIENT };
    let mut call = safe(&policy, 1);
    let header = |call: &Call<'_>| call.attempt_header().map(|(name, value)| format!("{name}: {value}"));
    assert_eq!(header(&call).as_deref(), Some("X-Attempt: 1"));
    call.on_outcome(&Outcome::status(503), secs(0));
    assert_eq!(header(&call).as_deref(), Some("X-Attempt: 2"));
    let off = Policy { attempts: 1, ..TRANSIENT };
    assert_eq!(run(safe(&off, 1), &Outcome::status(503)).gave_up.unwrap().attempts, 1);
    assert_eq!(
        reason(safe(&Policy::ONCE, 1).on_outcome(&Outcome::status(503), secs(0))),
        Reason::NotRetryable(RetryClass::Unspecified)
    );
}

#[test]
fn b24_success_is_a_set() {
    for status in [200, 201, 202, 204, 206, 299] {
        assert_eq!(safe(&TRANSIENT, 1).on_outcome(&Outcome::status(status), secs(0)), Step::End(Ok(())), "{status}");
    }
    let narrow = Policy { success: &[(200, 200), (304, 304)], ..Policy::DEFAULT };
    assert_eq!(safe(&narrow, 1).on_outcome(&Outcome::status(304), secs(0)), Step::End(Ok(())));
    assert!(matches!(safe(&narrow, 1).on_outcome(&Outcome::status(201), secs(0)), Step::End(Err(_))));
}

/// A sample raised inside its own `try` and so repeated the very errors its comment excludes.
#[test]
fn b25_classes_that_no_program_repeats_are_sent_once() {
    let classes = [
        RetryClass::Never,
        RetryClass::Inspect,
        RetryClass::AfterAction(Action::AddFunds),
        RetryClass::KeepPolling { slower_by: secs(5) },
    ];
    for class in classes {
        let policy = Policy { fallback: Retry::of(class), ..Policy::DEFAULT };
        let ended = run(safe(&policy, 1), &Outcome::status(400));
        assert!(ended.waits.is_empty());
        assert_eq!(ended.gave_up.unwrap().reason, Reason::NotRetryable(class));
    }
}

#[test]
fn b26_nothing_is_waited_for_after_the_last_attempt() {
    let ended = run(safe(&TRANSIENT, 1), &Outcome::status(503));
    assert_eq!((ended.waits.len(), ended.ended), (2, secs(3)));
    assert_eq!(ended.gave_up.unwrap().attempts, 3);
}

#[test]
fn the_first_of_several_reasons_is_given() {
    const FORBID: Policy = Policy {
        attempts: 1,
        deadline: Some(secs(1)),
        server_says: const { &[ServerSays::header("X-Should-Retry").yes(&["true"]).no(&["false"])] },
        ..TRANSIENT
    };
    let no = [("x-should-retry", "false")];
    let forbidden = Outcome::status(503).headers(&no);
    let plain = Outcome::status(503);
    let never = Policy { fallback: Retry::of(RetryClass::Never), ..FORBID };
    assert_eq!(
        reason(never.call(secs(0), 1).not_replayable().on_outcome(&forbidden, secs(5))),
        Reason::NotRetryable(RetryClass::Never)
    );
    assert_eq!(reason(FORBID.call(secs(0), 1).not_replayable().on_outcome(&forbidden, secs(5))), Reason::ServerForbade);
    assert_eq!(reason(FORBID.call(secs(0), 1).not_replayable().on_outcome(&plain, secs(5))), Reason::UnsafeOperation);
    assert_eq!(reason(safe(&FORBID, 1).not_replayable().on_outcome(&plain, secs(5))), Reason::BodyNotReplayable);
    assert_eq!(reason(safe(&FORBID, 1).on_outcome(&plain, secs(5))), Reason::AttemptsExhausted);
}

#[test]
fn an_entry_may_allow_fewer_attempts_and_have_its_own_curve() {
    const RULES: &[Rule] = &[Rule {
        when: When { status: &[(504, 504)], ..When::ANY },
        retry: Some(Retry::of(RetryClass::Transient).attempts(2).backoff(Backoff::constant(secs(30)))),
        ..Rule::NONE
    }];
    let policy = Policy { attempts: 6, rules: RULES, ..TRANSIENT };
    assert_eq!(waits(&policy, 504, 1), [secs(30)]);
    assert_eq!(waits(&policy, 503, 1).len(), 5);
    let mut call = safe(&policy, 1);
    let steps = [503, 504, 503, 504].map(|status| call.on_outcome(&Outcome::status(status), secs(0)));
    assert!(steps[..3].iter().all(|step| matches!(step, Step::Wait(_))), "each entry counts its own attempts");
    assert_eq!(reason(steps[3].clone()), Reason::AttemptsExhausted);
}

#[test]
fn the_curve_of_an_entry_replaces_that_of_the_policy_with_its_cap_but_not_the_jitter() {
    const RULES: &[Rule] = &[Rule {
        when: When { status: &[(504, 504)], ..When::ANY },
        retry: Some(Retry::of(RetryClass::Transient).backoff(Backoff::constant(secs(30)))),
        ..Rule::NONE
    }];
    let policy = Policy { attempts: 4, rules: RULES, backoff: doubling(secs(1)).cap(secs(2)), ..TRANSIENT };
    assert_eq!(waits(&policy, 503, 1), [1, 2, 2].map(secs));
    assert_eq!(waits(&policy, 504, 1), [secs(30); 3]);
    let drawn = waits(&Policy { jitter: Jitter::EQUAL, ..policy }, 504, 1);
    assert!(drawn.iter().all(|wait| (secs(15)..=secs(30)).contains(wait)) && drawn[0] != drawn[1], "{drawn:?}");
}

#[test]
fn entries_with_limits_are_counted_apart() {
    const TWICE: Option<Retry> = Some(Retry::of(RetryClass::Transient).attempts(2));
    const ROWS: &[StatusRow] = &[
        StatusRow { facts: Facts { retry: TWICE, ..Facts::NONE }, ..StatusRow::new(502) },
        StatusRow { facts: Facts { retry: TWICE, ..Facts::NONE }, ..StatusRow::new(504) },
    ];
    let statuses: &'static Statuses = &Statuses { rows: ROWS, ranges: &[], ..Statuses::EMPTY };
    let policy = Policy { attempts: 9, statuses, ..TRANSIENT };
    let mut call = safe(&policy, 1);
    let steps = [502, 504, 504].map(|status| call.on_outcome(&Outcome::status(status), secs(0)));
    assert!(matches!(steps[..2], [Step::Wait(_), Step::Wait(_)]));
    assert_eq!(reason(steps[2].clone()), Reason::AttemptsExhausted);
}

#[test]
fn an_attempt_has_the_shorter_of_its_own_limit_and_the_time_left() {
    let policy = Policy { attempt_timeout: Some(secs(30)), deadline: Some(secs(100)), ..TRANSIENT };
    let call = safe(&policy, 1);
    assert_eq!([0, 70, 80, 100, 200].map(|now| call.attempt_timeout(secs(now)).unwrap().as_secs()), [30, 30, 20, 0, 0]);
    assert_eq!(safe(&TRANSIENT, 1).attempt_timeout(secs(5)), None);
}

#[test]
fn a_give_up_tells_the_whole_story() {
    let policy = Policy { attempts: 12, backoff: doubling(secs(1)).cap(secs(4)), ..TRANSIENT };
    let give_up = run(safe(&policy, 1), &Outcome::status(503)).gave_up.unwrap();
    assert_eq!((give_up.attempts, give_up.elapsed), (12, secs(1 + 2 + 9 * 4)));
    assert_eq!(give_up.last.unwrap().kind, OutcomeKind::Status(503));
    let entries: Vec<Entry> = give_up.log.entries().copied().collect();
    assert_eq!((entries.len(), give_up.log.dropped()), (8, 4));
    assert_eq!(
        entries[0],
        Entry { attempt: 5, kind: OutcomeKind::Status(503), class: RetryClass::Transient, delay: Some(secs(4)) }
    );
    assert_eq!((entries[7].attempt, entries[7].delay), (12, None));
    assert_eq!(give_up.to_string(), "no attempt left after 12 attempts, last status 503");
}

#[test]
fn a_caller_may_cancel() {
    let mut call = safe(&TRANSIENT, 1);
    assert!(matches!(call.on_outcome(&Outcome::transport(Transport::Connect), secs(1)), Step::Wait(_)));
    let give_up = call.cancel(millis(1_500));
    assert_eq!((give_up.reason, give_up.attempts, give_up.elapsed), (Reason::Cancelled, 1, millis(1_500)));
    assert_eq!(give_up.to_string(), "cancelled after 1 attempt, last no response (connect)");
    assert_eq!(safe(&TRANSIENT, 1).cancel(Duration::ZERO).last, None);
}

/// An outcome that carries an error is a failure with any status, and a failure gives nothing back to the budget.
#[test]
fn fault_01_an_error_in_a_success_is_no_success_of_the_call() {
    static CODES: errspec::Catalog = errspec::Catalog {
        name: "Code",
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
    let budget = Budget::new(BudgetRules { refund: Tokens::whole(1), ..NO_BUDGET_RULES });
    let mut call = safe(&TRANSIENT, 1).budget(&budget);
    let busy = Outcome::status(200).code_text(&CODES, "busy");
    assert!(
        TRANSIENT.is_failure(&busy, None) && TRANSIENT.is_failure(&Outcome::status(200).error_type_text(&CODES, "x"), None)
    );
    assert!(matches!(call.on_outcome(&busy, secs(0)), Step::Wait(wait) if wait.delay == secs(1)));
    assert_eq!(budget.left(), Tokens::whole(1), "a retry was paid, and nothing came back");
    assert_eq!(call.on_outcome(&Outcome::status(200), secs(1)), Step::End(Ok(())));
    assert_eq!(budget.left(), Tokens::whole(2));
    let reason = reason(Policy::DEFAULT.call(secs(0), 1).on_outcome(&busy, secs(0)));
    assert_eq!(reason, Reason::NotRetryable(RetryClass::Unspecified));
}
