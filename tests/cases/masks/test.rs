//! Codes whose upper bits contain details: an unlisted code has the facts of its primary code.

use core::time::Duration;
use errspec::retry::{Backoff, Outcome};
use errspec::{Action, Category, OpenCode, RetryClass};
use errspec_tests::masks::{ApiError, Hresult, RETRY, ResultCode};

#[test]
fn an_extended_code_has_the_facts_of_its_primary_one() {
    let retry = |code: &'static str| OpenCode::<ResultCode>::new(code).retry();
    assert_eq!(retry("517"), Some(RetryClass::Transient), "5 with a reason");
    assert_eq!(retry("6666"), retry("10"), "10 with a reason: {}", 6666 & 0xff);
    assert_eq!(retry("269"), Some(RetryClass::AfterAction(Action::FreeStorage)), "13 with a reason");
    assert_eq!((retry("7"), retry("263"), retry("-1")), (None, None, None), "no listed code under the mask");

    let body = br#"{"result": 269}"#;
    let full = ApiError::decode(500, &(), body);
    assert_eq!((full.category(), full.code::<ResultCode>()), (Category::Quota, Some(OpenCode::Unknown("269".into()))));
}

#[test]
fn a_listed_code_is_itself_even_where_a_mask_fits() {
    assert_eq!(ResultCode::from_wire("261"), Some(ResultCode::BusyRecovery));
    assert_eq!(ResultCode::BusyRecovery.summary(), "The file is being recovered");
}

#[test]
fn the_primary_codes_limits_count_too() {
    let body = br#"{"result": 262}"#;
    let locked = ApiError::decode(500, &(), body);
    let decision = RETRY.classify(&Outcome::error(&locked), None);
    assert_eq!(
        (decision.retry.attempts, decision.retry.backoff),
        (Some(2), Some(Backoff::constant(Duration::from_millis(10))))
    );
}

#[test]
fn hexadecimal_in_the_file_is_decimal_on_the_wire() {
    assert_eq!(Hresult::AccessDenied.as_str(), "2147942405");
    let wire = OpenCode::<Hresult>::new("2147942487");
    assert_eq!((wire.group().map(|group| group.key), wire.retry()), (Some("win32"), Some(RetryClass::Never)));
    let body = br#"{"result": 0, "hresult": 2147942414}"#;
    let error = ApiError::decode(500, &(), body);
    assert_eq!((error.code_ref().map(|code| code.wire()), error.type_text().as_deref()), (Some("0"), Some("2147942414")));
    assert!(error.is(Hresult::OutOfMemory) && error.is(ResultCode::Done));
    assert!(Hresult::CATALOG.family("2147549184").is_none(), "outside of the range");
}

#[test]
fn fault_10_a_mask_claims_no_negative_number() {
    assert_eq!(-251 & 0xff, 5, "the bits of a listed code");
    assert!(ResultCode::CATALOG.family("-251").is_none() && OpenCode::<ResultCode>::new("-251").retry().is_none());
    assert_eq!(ResultCode::CATALOG.family("261").map(|group| group.key), Some("locks"));
}
