//! Which responses are failures if the status alone does not decide, and what a response without a code means.

use core::time::Duration;
use errspec::retry::{Outcome, Step};
use errspec::{Category, Effect, Meaning, OpenCode, RetryClass, Severity};
use errspec_tests::verdicts::{ApiError, Body, CONTRACT, RETRY, RpcStatus, operations};

const JSON: [(&str, &str); 1] = [("Content-Type", "application/json")];

fn check(status: u16, body: &str) -> Option<ApiError<'_>> {
    ApiError::check(status, &JSON, body.as_bytes()).err()
}

#[test]
fn a_code_of_severity_success_or_info_makes_no_failure() {
    assert!(check(200, r#"{"status": 0}"#).is_none() && check(200, r#"{"status": 1001}"#).is_none());
    assert!(check(200, r#"{"status": 1777}"#).is_none(), "the unlisted codes of the family have its severity");
    assert!(check(200, r#"{"status": 4}"#).is_some_and(|error| error.severity().is_none()));
    assert!(check(200, r#"{"status": 77}"#).is_some_and(|error| error.severity() == Some(Severity::Fatal)));
    assert!(check(404, r#"{"status": 0}"#).is_some(), "the status says that the call failed");

    let is_failure = |outcome: Outcome<'_>| RETRY.is_failure(&outcome, None);
    assert!(!is_failure(Outcome::status(200).code(RpcStatus::Ok)) && is_failure(Outcome::status(200).code(RpcStatus::Denied)));
    assert!(!is_failure(Outcome::status(200).code_text(RpcStatus::CATALOG, "1500")));
    assert!(is_failure(Outcome::status(200).code_text(RpcStatus::CATALOG, "3")));
    let error = ApiError::decode(200, &JSON, br#"{"status": 0}"#);
    assert!(is_failure(Outcome::error(&error)), "whoever calls it an error has decided");
}

#[test]
fn a_body_that_means_no_error_makes_a_failing_status_a_success() {
    assert!(check(401, r#"{"next": "/login/2"}"#).is_none());
    assert!(check(401, r#"{"status": 4}"#).is_some() && check(401, "").is_some());
    assert!(check(503, r#"{"found": 3}"#).is_none() && check(503, r#"{"found": "3"}"#).is_some());
    assert!(check(404, r#"{"next": "/login/2"}"#).is_some(), "the body is for another status");
    assert!(CONTRACT.needs_body(401, &()) && CONTRACT.needs_body(503, &()) && !CONTRACT.needs_body(404, &JSON));
    let challenge = ApiError::decode(401, &(), br#"{"next": "/login/2"}"#);
    assert!(matches!(challenge.body(), Body::SecondFactor(body) if body.url == "/login/2"));
    assert_eq!(CONTRACT.decoder.bodies[0].means, Meaning::Challenge);
    let bytes = br#"{"found": 3}"#.to_vec();
    assert_eq!(ApiError::check_owned(503, &(), bytes.clone()).unwrap(), bytes, "a success gives its body back");
    let mut call = RETRY.call(Duration::ZERO, 1);
    assert_eq!(call.on_outcome(&Outcome::success(503), Duration::ZERO), Step::End(Ok(())));
}

#[test]
fn an_operation_has_success_statuses_of_its_own() {
    let of = |operation, status| ApiError::check_of(operation, status, &(), b"").is_ok();
    assert!(of(&operations::EXISTS, 404) && of(&operations::EXISTS, 204) && !of(&operations::EXISTS, 410));
    assert!(!of(&operations::GET, 404) && of(&operations::GET, 200));
    assert!(of(&operations::CREATE, 201) && !of(&operations::CREATE, 204));
    assert!(ApiError::check(404, &(), b"").is_err(), "without an operation, those of the contract count");
    assert!(ApiError::check_of(&operations::CREATE, 200, &JSON, br#"{"status": 0}"#).is_err(), "200 is no success here");

    let not_found = Outcome::status(404);
    let step = |operation| RETRY.call(Duration::ZERO, 1).operation(operation).on_outcome(&not_found, Duration::ZERO);
    assert_eq!(step(&operations::EXISTS), Step::End(Ok(())));
    assert!(matches!(step(&operations::GET), Step::End(Err(_))));
}

#[test]
fn a_status_implies_a_code_where_the_answer_has_none() {
    for body in ["", "<html>", "{}", r#"{"message": "slow down"}"#, r#"{"status": null}"#] {
        let error = check(429, body).unwrap();
        assert_eq!((error.code_ref(), error.is(RpcStatus::Unavailable)), (Some(RpcStatus::Unavailable.into()), true), "{body}");
        assert_eq!((error.retry(), error.category()), (RetryClass::Transient, Category::Unavailable), "not that of the status");
        assert_eq!(error.code::<RpcStatus>(), Some(OpenCode::Known(RpcStatus::Unavailable)));
    }
    assert!(check(503, "").unwrap().is(RpcStatus::Unavailable), "the narrower range wins");
    assert!(check(500, "").unwrap().is(RpcStatus::Internal) && check(505, "").unwrap().is(RpcStatus::Internal));
    assert_eq!(check(404, "").unwrap().code_ref(), None);
    assert!(check(429, r#"{"status": 4}"#).unwrap().is(RpcStatus::Denied), "a code that is there counts");
    assert_eq!(check(429, r#"{"status": 99}"#).unwrap().code_ref(), None, "an unlisted one too");
    assert_eq!(RETRY.classify(&Outcome::status(502), None).class(), RetryClass::Transient, "without a body at all");
    assert_eq!(RETRY.classify(&Outcome::status(500), None).class(), RetryClass::Never);
    assert!(check(429, "").unwrap().to_string().contains("The service is unavailable (code 14"));
}

#[test]
fn unlisted_codes_count_as_the_catalog_says_unless_a_family_has_them() {
    let facts = |code: &str| {
        let body = format!(r#"{{"status": {code}}}"#);
        let error = ApiError::decode(404, &JSON, body.as_bytes());
        (error.category(), error.retry(), error.effect())
    };
    assert_eq!(facts("99"), (Category::Internal, RetryClass::Transient, Effect::None));
    assert_eq!(facts("-1"), facts("99"));
    assert_eq!(facts("2050"), (Category::Unavailable, RetryClass::Transient, Effect::None));
    assert_eq!(facts("4"), (Category::Permission, RetryClass::Never, Effect::None), "a listed code is not unlisted");
    let attempts = |code| RETRY.classify(&Outcome::status(404).code_text(RpcStatus::CATALOG, code), None).retry.attempts;
    assert_eq!((attempts("99"), attempts("2050")), (Some(3), None));
    let wire = OpenCode::<RpcStatus>::new("99");
    assert_eq!((wire.retry(), wire.group().is_none()), (Some(RetryClass::Transient), true));
}

#[test]
fn of_nested_families_the_narrowest_wins() {
    let group = |code: &str| RpcStatus::CATALOG.family(code).map(|group| group.key);
    assert_eq!(group("2099"), Some("failures"));
    assert_eq!((group("2100"), group("2199"), group("2200")), (Some("refusals"), Some("refusals"), Some("failures")));
    assert_eq!((group("2149"), group("2150"), group("2151")), (Some("refusals"), Some("odd_refusal"), Some("refusals")));
    assert_eq!(group("3000"), None);
}
