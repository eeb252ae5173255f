//! A subscription lapses by itself and returns; only its end is final.

use super::served::{Served, verdicts};
use errspec_client::{Job, WaitEnd};
use errspec_tests::subscription::{Api, Subscription, SubscriptionCommand, SubscriptionState as State};
use std::time::Duration;

#[test]
fn it_lapses_and_returns_without_a_command() {
    let judged = verdicts::<Subscription>(&["active", "past_due", "active", "active", "unpaid"]);
    assert_eq!(judged[1..], ["one step on", "one step on", "no change", "moved on, past past_due"]);
    assert!(State::Active.can_become(State::Unpaid) && !State::Unpaid.can_become(State::Active));
    assert!(!State::Active.is_active() && State::PastDue.is_active(), "a wait ends where it is paid");
}

#[test]
fn somebody_else_pays_or_cancels() {
    let judged = verdicts::<Subscription>(&["active", "past_due", "unpaid", "active"]);
    assert_eq!(judged[3], "somebody else gave pay, maybe past past_due");
    let judged = verdicts::<Subscription>(&["trialing", "active", "canceled"]);
    assert_eq!(judged[2], "moved on, maybe past past_due", "or somebody canceled it");
    let judged = verdicts::<Subscription>(&["incomplete", "incomplete_expired", "active"]);
    assert_eq!(judged[2], "no known move leads there");
    let judged = verdicts::<Subscription>(&["incomplete", "incomplete_expired", "incomplete"]);
    assert_eq!(judged[2], "an earlier state");
    assert_eq!(State::Incomplete.expires(), Some(Duration::from_secs(23 * 3600)));
}

#[test]
fn a_wait_ends_where_it_is_paid_and_another_begins_there() {
    let served = Served::<Api>::start("subscription");
    served.states("Subscription", &["incomplete", "active", "past_due", "unpaid"]);
    let mut job = Job::<Subscription>::new();
    assert_eq!(served.wait(&mut job).unwrap().state, State::Active);
    let unpaid = served.wait(&mut job).unwrap_err();
    assert!(matches!(unpaid.end, WaitEnd::NeedsAction { state: State::Unpaid, .. }), "{unpaid}");
    served.command(&mut job, SubscriptionCommand::Pay).unwrap();
    assert_eq!(served.wait(&mut job).unwrap().state, State::Active);
}
