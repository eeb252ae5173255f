//! Negative and hexadecimal codes, ranges of unlisted codes, and codes as JSON numbers.

use core::time::Duration;
use errspec::retry::{Outcome, Rank, Safety, Step};
use errspec::{Category, Change, Code, Effect, Family, OpenCode, RetryClass, UnknownCode};
use errspec_tests::jsonrpc::{ApiError, Body, RETRY, RpcError, Severity};

fn error(code: &str) -> Vec<u8> {
    format!(r#"{{"jsonrpc": "2.0", "id": 7, "error": {{"code": {code}, "message": "no"}}}}"#).into_bytes()
}

#[test]
fn codes_are_decimal_on_the_wire_however_the_file_writes_them() {
    assert_eq!(RpcError::ParseError.as_str(), "-32700");
    assert_eq!(RpcError::Largest.as_str(), "9223372036854775807");
    assert_eq!(RpcError::Smallest.as_str(), "-9223372036854775808");
    assert_eq!(RpcError::CATALOG.number(RpcError::Smallest.row()), Some(i64::MIN));
    assert_eq!(RpcError::CATALOG.find_number(i64::MAX).and_then(RpcError::from_row), Some(RpcError::Largest));
    assert_eq!(RpcError::from_wire("-32612"), Some(RpcError::InvalidParams), "an alias");
}

#[test]
fn codes_are_read_as_json_numbers() {
    let body = error("-32601");
    let error = ApiError::decode(200, &(), &body);
    assert!(error.is(RpcError::MethodNotFound));
    assert_eq!(
        (error.category(), error.retry(), error.request_id().as_deref()),
        (Category::NotFound, RetryClass::Never, Some("7"))
    );
    let Body::Rpc(body) = error.body() else { panic!("{error:?}") };
    assert_eq!((body.code, body.message.as_ref(), body.id), (OpenCode::Known(RpcError::MethodNotFound), "no", Some(7)));
}

#[test]
fn what_is_no_integer_is_no_code() {
    for code in ["\"parse error\"", "-32601.5", "-3.2601e4", "null", "[]"] {
        let body = error(code);
        let error = ApiError::decode(200, &(), &body);
        assert_eq!((error.body(), error.code::<RpcError>()), (Body::Unknown, None), "{code}");
    }
}

#[test]
fn fault_10_a_number_is_what_it_counts_and_a_string_its_text() {
    let read = |code: &str| {
        let error = ApiError::decode(200, &(), &error(code)).into_owned();
        (error.is(RpcError::MethodNotFound), error.code_text().map(String::from))
    };
    assert_eq!(read("-32601.0"), (true, Some("-32601".to_owned())));
    assert_eq!(read("\"-32601\""), (true, Some("-32601".to_owned())));
    assert_eq!(read("\"-032601\""), (false, Some("-032601".to_owned())));
}

#[test]
fn a_range_claims_what_is_not_listed() {
    for (code, group) in
        [("-32050", Some("server")), ("-32099", Some("server")), ("-32000", Some("server")), ("-32100", None), ("-31999", None)]
    {
        let wire = OpenCode::<RpcError>::new(code);
        assert_eq!((wire.group().map(|group| group.key), wire.known()), (group, None), "{code}");
    }
    assert_eq!(OpenCode::<RpcError>::new("-32050").retry(), Some(RetryClass::Transient));
    assert_eq!(OpenCode::<RpcError>::new("150").retry(), Some(RetryClass::AfterChange(Change::Input)));
    assert_eq!((OpenCode::<RpcError>::new("7").retry(), OpenCode::<RpcError>::new("7").as_str()), (None, "7"));
    assert_eq!(RpcError::CATALOG.groups[2].family, Some(Family::Range(100, 199)));

    let body = error("-32050");
    let unlisted = ApiError::decode(200, &(), &body);
    let decision = RETRY.classify(&Outcome::error(&unlisted), None);
    assert_eq!((decision.class(), decision.rank, unlisted.category()), (RetryClass::Transient, Rank::Code, Category::Internal));
}

#[test]
fn facts_come_from_the_group_unless_the_code_has_its_own() {
    assert_eq!(
        (RpcError::ParseError.retry(), RpcError::ParseError.category()),
        (RetryClass::AfterChange(Change::Request), Category::InvalidRequest)
    );
    assert_eq!(RpcError::InvalidParams.retry(), RetryClass::AfterChange(Change::Parameters));
    assert_eq!((RpcError::InternalError.effect(), RpcError::InternalError.category()), (Effect::Maybe, Category::Internal));
    assert_eq!(RpcError::ParseError.group().map(|group| group.title()), Some("The protocol's own errors"));
    assert_eq!(RpcError::Zero.group().map(|group| group.key), None);
}

#[test]
fn a_closed_catalog_has_no_other_codes() {
    let graded = |severity: &str| {
        format!(r#"{{"error": {{"code": 5, "message": "m", "data": {{"severity": {severity}}}}}}}"#).into_bytes()
    };
    let body = graded("2");
    let error = ApiError::decode(200, &(), &body);
    let Body::Graded(graded_body) = error.body() else { panic!("{error:?}") };
    assert_eq!(graded_body.severity, Severity::Failure);
    assert_eq!(graded_body.code, OpenCode::Unknown("5".into()), "an open one keeps the text");
    assert_eq!(error.details().unwrap().at("/severity").unwrap().as_str(), "2");

    let body = graded("3");
    assert!(matches!(ApiError::decode(200, &(), &body).body(), Body::Rpc(_)), "a severity that is not listed is no severity");
    assert_eq!("3".parse::<Severity>(), Err(UnknownCode { catalog: "Severity", text: "3".into() }));
}

#[test]
fn fault_01_an_error_of_json_rpc_fails_with_200_too() {
    let failed = error("-32603");
    let error = ApiError::check(200, &(), &failed).unwrap_err();
    assert!(error.is(RpcError::InternalError));
    let mut call = RETRY.call(Duration::ZERO, 1).safety(Safety::Safe);
    assert!(matches!(call.on_outcome(&Outcome::error(&error), Duration::ZERO), Step::Wait(_)));
    assert!(ApiError::check(200, &(), br#"{"jsonrpc": "2.0", "id": 7, "result": {"error": null}}"#).is_ok());
}
