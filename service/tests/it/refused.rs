//! Errors that cannot be sent under the contract are not sent, and the reason is reported.

use crate::contracts::{orders, shapes};
use errspec::encode::{EncodeError, Misread};
use errspec_service::{ErrorResponse, Unsendable, unsendable};

fn obstacle<A: errspec::Api>(error: ErrorResponse<A>) -> Unsendable {
    let obstacle = error.check().unwrap_err();
    let response = error.into_http();
    assert_eq!((response.status().as_u16(), response.body().as_slice(), response.headers().len()), (500, &b""[..], 0));
    assert_eq!(response.extensions().get::<Unsendable>(), Some(&obstacle));
    obstacle
}

#[test]
fn a_status_that_the_contract_does_not_document() {
    let wrong = obstacle(ErrorResponse::from(shapes::ErrorCode::Declined).status(404));
    assert_eq!(wrong, Unsendable::WrongStatus { code: "declined", status: 404, documented: vec![402, 409] });
    assert_eq!(wrong.to_string(), "`declined` comes with status 402 or 409, not with 404");
    let none = obstacle(ErrorResponse::from(shapes::ErrorCode::Anywhere));
    assert_eq!(none, Unsendable::NoStatus { code: "anywhere" });
}

#[test]
fn a_code_that_no_body_carries() {
    assert_eq!(obstacle(ErrorResponse::from(shapes::Hidden::RowLock)), Unsendable::NotCarried { code: "row_lock" });
    let beside = ErrorResponse::from(shapes::ErrorCode::Declined).with(shapes::Hidden::RowLock);
    assert_eq!(obstacle(beside), Unsendable::NotCarried { code: "declined" });
}

#[test]
fn a_success() {
    assert_eq!(obstacle(ErrorResponse::<orders::Api>::of_status(204)), Unsendable::Success { status: 204 });
    assert_eq!(obstacle(ErrorResponse::<orders::Api>::of_status(5000)), Unsendable::Success { status: 5000 });
}

#[test]
fn a_field_that_is_missing_or_unknown_or_of_another_type() {
    let typed = ErrorResponse::from(shapes::ErrorType::LimitError);
    assert_eq!(obstacle(typed), Unsendable::MissingField { body: "charge", field: "code" });
    let unknown = obstacle(ErrorResponse::from(orders::ErrorCode::Internal).field("colour", "red"));
    assert_eq!(unknown.to_string(), "body `order_problem` has no field `colour`");
    let text = obstacle(ErrorResponse::from(orders::ErrorCode::Internal).field("order", "seven"));
    assert_eq!(text, EncodeError { body: "order_problem", status: 500, read: Misread::Missing("order") }.into());
}

#[test]
fn a_typed_body_that_a_client_would_not_find() {
    let rpc = shapes::RpcBody { code: shapes::RpcCode::MethodNotFound.into(), message: "m".into() };
    let misread = obstacle(ErrorResponse::<shapes::Api>::of_body(500, &shapes::Body::Rpc(rpc)));
    assert!(matches!(misread, Unsendable::Misread(_)), "{misread}");
}

#[test]
fn an_internal_code_is_never_sent_and_not_listed_as_unsendable() {
    let internal = obstacle(ErrorResponse::from(shapes::Hidden::OutOfSync));
    assert_eq!(internal, Unsendable::Internal { code: "out_of_sync" });
    assert_eq!(internal.to_string(), "`out_of_sync` is internal: its audience are not the clients");
    let second = obstacle(ErrorResponse::from(shapes::ErrorType::CardError).with(shapes::Hidden::OutOfSync));
    assert_eq!(second, Unsendable::Internal { code: "out_of_sync" }, "also as a second code");
    assert!(unsendable::<shapes::Api>().iter().all(|(code, _)| code.wire() != "out_of_sync"));
}

#[test]
fn a_test_of_a_service_lists_them_all() {
    assert_eq!(unsendable::<orders::Api>(), []);
    let codes: Vec<&str> = unsendable::<shapes::Api>().iter().map(|(code, _)| code.wire()).collect();
    assert_eq!(codes, ["card_error", "limit_error", "anywhere", "metered", "row_lock"]);
}

#[test]
fn what_is_printed_names_the_code_and_no_values() {
    let error = ErrorResponse::from(orders::CardRefusedParams { card: "4242".into() }).message("4242").caused_by("no route");
    assert_eq!(error.to_string(), "card_refused: The card was refused");
    assert_eq!(format!("{error:?}"), r#"ErrorResponse { api: "orders", code: "card_refused", cause: "no route", .. }"#);
}
