//! What the derives give does not need the feature `responses`.

extern crate bare_errspec as errspec;

use errspec::{Category, OpenCode, RetryClass, Retryable};
use errspec_tests_enums::{BankBusyParams, Decline, Failure, Payment, Status};

#[test]
fn codes_and_statuses_have_their_facts() {
    assert_eq!("card_declined".parse(), Ok(Decline::CardDeclined));
    assert_eq!((Decline::CardDeclined.category(), Decline::CardDeclined.status()), (Category::Payment, Some(402)));
    assert_eq!(OpenCode::<Decline>::new("new_code").as_str(), "new_code");
    assert_eq!(BankBusyParams { minutes: 3 }.to_string(), "Busy for 3 minutes");
    assert_eq!((Status::new(402), Status::new(503).retry()), (Status::PaymentRequired, RetryClass::Transient));
    assert!(Failure::Code(Decline::BankBusy).is_retryable() && !Failure::Offline.is_retryable());
}

#[test]
fn a_watch_judges_states() {
    let mut watch = Payment::watch();
    watch.observe("WAITING");
    assert_eq!(watch.observe("SETTLED").verdict().to_string(), "one step on");
    assert!(!Payment::Refused.can_become(Payment::Settled));
    assert!(watch.observe("WAITING").strict().is_err());
}
