//! A confirmation has four possible results, and an authentication that is not made in time sends the payment back.

use super::served::{Served, verdicts};
use errspec_client::{Job, WaitEnd};
use errspec_server::Walk;
use errspec_tests::payment_intent::{Api, PaymentIntent, PaymentIntentCommand as Command, PaymentIntentState as State};

#[test]
fn every_result_of_a_confirmation_is_possible_and_only_those() {
    for result in [State::RequiresAction, State::Processing, State::RequiresCapture, State::Succeeded] {
        let judged = verdicts::<PaymentIntent>(&[
            "requires_payment_method",
            "!attach",
            "requires_confirmation",
            "!confirm",
            result.as_str(),
        ]);
        assert_eq!(judged[1..], ["attach took effect".to_owned(), judged[2].clone()], "{result}");
        assert!(judged[2].starts_with("confirm took effect"), "{judged:?}");
    }
    assert!(!State::RequiresConfirmation.can_become(State::Succeeded), "not without the command");
    assert!(
        State::RequiresConfirmation.can_become_after(&[Command::Confirm], State::RequiresPaymentMethod),
        "it can be declined"
    );
}

#[test]
fn a_customer_who_does_not_act_sends_it_back() {
    let seen = ["requires_payment_method", "!attach", "!confirm", "requires_action", "requires_payment_method"];
    assert_eq!(verdicts::<PaymentIntent>(&seen)[2], "one step on");
    // Whether it was processed on the way is not known.
    let missed = verdicts::<PaymentIntent>(&["requires_payment_method", "!attach", "!confirm", "succeeded"]);
    assert_eq!(missed[1], "confirm took effect, maybe past requires_confirmation, requires_action, processing");
}

#[test]
fn what_was_canceled_stays_so() {
    let judged = verdicts::<PaymentIntent>(&["requires_payment_method", "!cancel", "canceled", "succeeded"]);
    assert_eq!(judged[1..], ["cancel took effect", "no known move leads there"]);
}

#[test]
fn a_wait_stops_at_each_thing_to_do() {
    let served = Served::<Api>::start("payment_intent");
    served.job("PaymentIntent", Walk { to: Some("succeeded".into()), ..Walk::default() });
    let mut job = Job::<PaymentIntent>::new();
    let ended = served.wait(&mut job).unwrap_err();
    let needed =
        WaitEnd::<Api, State>::NeedsAction { state: State::RequiresPaymentMethod, action: Some(PaymentIntent::GIVE_METHOD) };
    assert_eq!(format!("{:?}", ended.end), format!("{needed:?}"));
    assert!(ended.to_string().contains("What it needs: Give a payment method"), "{ended}");
    served.command(&mut job, Command::Attach).unwrap();
    let end = served.wait(&mut job).unwrap_err().end;
    let WaitEnd::NeedsAction { state: State::RequiresConfirmation, action: Some(action) } = end else { panic!("{end:?}") };
    let declared = PaymentIntent::MACHINE.declared(action).unwrap();
    assert_eq!((action, declared.name, declared.command), (PaymentIntent::CONFIRM_PAYMENT, "confirm_payment", Some(1)));
    assert_eq!(Command::Confirm.operation().map(|operation| operation.name), Some("confirm"));
    served.command(&mut job, Command::Confirm).unwrap();
    assert_eq!(served.wait_for(&mut job, PaymentIntent::FOR_MONEY).unwrap().state, State::Succeeded);
}

#[test]
fn a_wait_for_the_money_goes_on_while_the_customer_authenticates() {
    let served = Served::<Api>::start("payment_intent");
    let wait = |states: &[&str]| {
        served.states("PaymentIntent", states);
        served.wait_for(&mut Job::<PaymentIntent>::existing(), PaymentIntent::FOR_MONEY)
    };
    assert_eq!(wait(&["requires_action", "requires_capture"]).unwrap().state, State::RequiresCapture);
    let end = wait(&["requires_action", "requires_payment_method"]).unwrap_err().end;
    assert!(matches!(end, WaitEnd::NeedsAction { state: State::RequiresPaymentMethod, .. }), "{end:?}");
    let end = wait(&["processing", "canceled"]).unwrap_err().end;
    assert!(matches!(end, WaitEnd::Failure(State::Canceled)), "{end:?}");
}
