//! What every way in gives, and modules that stay inside.

use errspec_tests_via_macro::payments::{ApiError, ErrorCode, Payment, PaymentState, RateLimitedParams};
use errspec_tests_via_macro::{is_over, summary};

#[test]
fn the_contract_is_there() {
    let error = ApiError::decode(402, &(), br#"{"error": {"code": "card_declined"}}"#);
    assert!(error.is(ErrorCode::CardDeclined));
    assert_eq!(RateLimitedParams { seconds: 3 }.to_string(), "Wait 3 s");
    let mut watch = Payment::watch();
    watch.observe("open");
    assert_eq!(watch.observe("paid").state(), Some(PaymentState::Paid));
}

#[test]
fn used_files_are_relative_to_the_spec_and_modules_are_as_visible_as_asked() {
    assert_eq!(
        (summary("sold_out"), summary("conflict"), summary("none")),
        (Some("Nothing is left"), Some("It does not fit"), None)
    );
    assert!(is_over("done") && !is_over("open") && !is_over("paid"));
}
