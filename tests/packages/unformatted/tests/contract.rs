//! What every way in gives.

use errspec_tests_unformatted::payments::{ApiError, ErrorCode, Payment, PaymentState, RETRY, RateLimitedParams, Status};

#[test]
fn the_contract_is_there() {
    let error = ApiError::decode(402, &(), br#"{"error": {"code": "card_declined"}}"#);
    assert!(error.is(ErrorCode::CardDeclined));
    assert_eq!(error.to_string(), "402 Payment Required: The bank refused the card (code card_declined)");
    assert_eq!((Status::new(429), RETRY.attempts), (Status::TooManyRequests, 1), "without `retry` nothing is sent twice");
    assert_eq!(RateLimitedParams { seconds: 3 }.to_string(), "Wait 3 s");
    let mut watch = Payment::watch();
    watch.observe("open");
    assert_eq!(watch.observe("paid").state(), Some(PaymentState::Paid));
}
