//! An authorization is valid, and expires later. An order rests until it is finalized.

use super::served::{Served, verdicts};
use errspec::machine::Outcome;
use errspec_client::{Job, WaitEnd};
use errspec_server::Walk;
use errspec_tests::acme::{Api, Authorization, AuthorizationState, Order, OrderCommand, OrderPayload, OrderState};

#[test]
fn what_was_valid_expires_and_nothing_follows() {
    let judged = verdicts::<Authorization>;
    assert_eq!(judged(&["pending", "valid", "valid", "expired"]), ["first reading", "one step on", "no change", "one step on"]);
    // Between slow polls it may have been valid.
    assert_eq!(judged(&["pending", "expired"])[1], "one step on");
    assert_eq!(judged(&["pending", "valid", "expired", "valid"])[3], "an earlier state");
    assert_eq!(judged(&["pending", "invalid", "revoked"])[2], "no known move leads there");
    assert_eq!(judged(&["pending", "valid", "deactivated"])[2], "no known move leads there", "only the client gives it up");
    assert_eq!(judged(&["pending", "valid", "!deactivate", "deactivated"])[2], "deactivate took effect");
}

#[test]
fn an_order_fails_in_any_stage_and_is_finalized_by_its_client_only() {
    let judged = verdicts::<Order>;
    let whole = judged(&["pending", "ready", "!finalize", "ready", "valid"]);
    assert_eq!(whole, ["first reading", "one step on", "no change yet", "finalize took effect, past processing"]);
    for stage in [OrderState::Pending, OrderState::Ready, OrderState::Processing] {
        assert!(stage.direct_to(OrderState::Invalid), "{stage}");
    }
    assert_eq!(judged(&["pending", "processing"])[1], "no known move leads there");
    assert_eq!(judged(&["pending", "ready", "!finalize", "valid", "invalid"])[3], "no known move leads there");
}

#[test]
fn a_wait_ends_when_it_is_valid_although_the_service_goes_on() {
    let served = Served::<Api>::start("acme");
    served.states("Authorization", &["pending", "valid", "expired"]);
    let mut job = Job::<Authorization>::new();
    assert_eq!(served.wait(&mut job).unwrap().state, AuthorizationState::Valid);
    assert!(AuthorizationState::Valid.can_reach(Outcome::Gone));
    let later = served.wait(&mut job).unwrap_err();
    assert!(matches!(later.end, WaitEnd::Gone(Some(AuthorizationState::Expired))), "{later}");
}

#[test]
fn an_order_is_finalized_once_it_is_ready() {
    let served = Served::<Api>::start("acme");
    served.job("Order", Walk { to: Some("valid".into()), ..Walk::default() });
    let mut job = Job::<Order>::new();
    assert_eq!(served.wait(&mut job).unwrap().state, OrderState::Ready);
    served.command(&mut job, OrderCommand::Finalize).unwrap();
    let finished = served.wait(&mut job).unwrap();
    assert!(matches!(&finished.payload, OrderPayload::Valid { certificate } if !certificate.is_empty()), "{finished:?}");
}
