//! What retries take from a budget, and what is returned to it.

use crate::retry_support::{TRANSIENT, run, safe, secs};
use errspec::RetryClass;
use errspec::retry::{Budget, BudgetRules, Charge, Operation, Outcome, Policy, Reason, ServerSays, Step, Tokens, Transport};

const TEN: BudgetRules = BudgetRules::new(Tokens::whole(10));
const POLICY: Policy = Policy { attempts: 100, ..TRANSIENT };

fn retries(budget: &Budget, outcome: &Outcome<'_>) -> usize {
    run(safe(&POLICY, 1).budget(budget), outcome).waits.len()
}

#[test]
fn transport_failures_have_costs_of_their_own() {
    let rules = BudgetRules { transport: const { &[(Transport::Timeout, Tokens::whole(4))] }, ..TEN };
    assert_eq!(retries(&Budget::new(rules), &Outcome::transport(Transport::Timeout)), 2);
    assert_eq!(retries(&Budget::new(rules), &Outcome::transport(Transport::Reset)), 10, "that of the class");
}

#[test]
fn a_reserve_is_not_spent_on_retries() {
    let rules = BudgetRules { stop_below: Tokens::whole(5), ..TEN };
    let budget = Budget::new(rules);
    assert_eq!((retries(&budget, &Outcome::status(503)), budget.left()), (5, Tokens::whole(5)));
    budget.succeeded();
    assert_eq!(retries(&budget, &Outcome::status(503)), 1);
}

#[test]
fn failures_are_charged_whether_they_are_repeated_or_not() {
    let budget = Budget::new(BudgetRules { charge: Charge::Failures, ..TEN });
    let unsafe_call = || POLICY.call(secs(0), 1).budget(&budget);
    for left in [9, 8] {
        let Step::End(Err(gave_up)) = unsafe_call().on_outcome(&Outcome::status(503), secs(0)) else { panic!("a retry") };
        assert_eq!((gave_up.reason, budget.left()), (Reason::UnsafeOperation, Tokens::whole(left)));
    }
    let never = Policy { fallback: errspec::retry::Retry::of(RetryClass::Never), ..POLICY };
    never.call(secs(0), 1).budget(&budget).on_outcome(&Outcome::status(404), secs(0));
    assert_eq!(budget.left(), Tokens::whole(8), "what could not be repeated takes nothing");
}

#[test]
fn a_success_returns_what_its_last_retry_took() {
    let rules = BudgetRules { transient: Tokens::whole(3), refund_cost: true, refund: Tokens::milli(500), ..TEN };
    let budget = Budget::new(rules);
    let mut call = safe(&POLICY, 1).budget(&budget);
    for _ in 0..2 {
        call.on_outcome(&Outcome::status(503), secs(0));
    }
    assert_eq!(budget.left(), Tokens::whole(4));
    call.on_outcome(&Outcome::status(200), secs(0));
    assert_eq!(budget.left(), Tokens::whole(7), "the last one, not both");
    safe(&POLICY, 1).budget(&budget).on_outcome(&Outcome::status(200), secs(0));
    assert_eq!(budget.left(), Tokens::milli(7500));
}

#[test]
fn failures_that_leave_nothing_are_not_repeated() {
    let rules = BudgetRules { charge: Charge::Failures, transient: Tokens::whole(4), ..TEN };
    assert_eq!(retries(&Budget::new(rules), &Outcome::status(503)), 2, "10 - 4 - 4 is something, less is nothing");
}

/// gRFC A6 counts a push-back that says not to retry as a failure.
#[test]
fn a_failure_after_which_the_server_forbids_a_retry_is_charged_whatever_its_class() {
    const SAYS: &[ServerSays] = &[ServerSays::header("X-Retry").no(&["no"])];
    let budget = Budget::new(BudgetRules { charge: Charge::Failures, ..TEN });
    let never = Policy { fallback: errspec::retry::Retry::of(RetryClass::Never), server_says: SAYS, ..POLICY };
    never.call(secs(0), 1).budget(&budget).on_outcome(&Outcome::status(404).headers(&[("X-Retry", "no")]), secs(0));
    assert_eq!(budget.left(), Tokens::whole(9));
}

#[test]
fn a_long_poll_that_the_budget_ends_fails_after_a_delay() {
    static RECEIVE: Operation = Operation { long_poll: true, ..Operation::new("receive", "GET", "/messages") };
    static READ: Operation = Operation::new("read", "GET", "/messages/{id}");
    let budget = Budget::new(BudgetRules::new(Tokens::whole(1)));
    let gave_up = |operation, attempts: u32, status| {
        let mut call = POLICY.call(secs(0), 1).operation(operation).attempts(attempts).budget(&budget);
        match call.on_outcome(&Outcome::status(status), secs(0)) {
            Step::End(Err(gave_up)) => Some((gave_up.reason, gave_up.delay)),
            _ => None,
        }
    };
    assert_eq!(gave_up(&RECEIVE, 2, 503), None, "there is a token");
    assert_eq!(gave_up(&RECEIVE, 2, 503), Some((Reason::BudgetEmpty, secs(1))));
    assert_eq!(gave_up(&RECEIVE, 1, 503), Some((Reason::AttemptsExhausted, secs(0))));
    assert_eq!(gave_up(&READ, 2, 503), Some((Reason::BudgetEmpty, secs(0))));
}
