//! Bodies that are filled from a code, from parameters, from a status, or given as a whole.

use crate::contracts::orders::{self, OrderLockedParams};
use crate::contracts::shapes::{self, Body, ErrorType, GoneBody, MeteredParams, RpcCode};
use crate::support::{read, text};
use errspec::decode::Timestamp;
use errspec_service::{Context, ErrorResponse};
use http::HeaderValue;
use std::time::Duration;

fn context() -> Context {
    Context {
        request_id: "r-1".to_owned(),
        path: Some("/orders/7".to_owned()),
        now: Duration::from_secs(784_111_777),
        delay: None,
    }
}

#[test]
fn a_code_alone_makes_a_problem_document() {
    let response = ErrorResponse::from(orders::ErrorCode::OrderNotFound).into_http_in(&context());
    assert_eq!(response.status().as_u16(), 404);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert_eq!(
        text(&response),
        r#"{"type":"https://api.example.com/errors/order-not-found","title":"There is no such order","status":404,"detail":"There is no such order","instance":"/orders/7","code":"order_not_found","request_id":"r-1"}"#
    );
    let error = read::<orders::Api>(&response);
    assert!(error.is(orders::ErrorCode::OrderNotFound));
    assert_eq!(
        (error.request_id().as_deref(), &response.headers()["x-request-id"]),
        (Some("r-1"), &HeaderValue::from_static("r-1"))
    );
}

#[test]
fn a_problem_without_a_page_has_no_type_and_the_title_of_its_status() {
    let response = ErrorResponse::from(orders::ErrorCode::Internal).into_http_in(&context());
    let error = read::<orders::Api>(&response);
    let orders::Body::OrderProblem(problem) = error.body() else { panic!() };
    assert_eq!((problem.r#type, problem.title.as_deref()), (None, Some("Internal Server Error")));
}

#[test]
fn parameters_are_in_the_message_and_in_fields_of_their_names() {
    let response = ErrorResponse::from(OrderLockedParams { order: 7, user: "ann" }).into_http_in(&context());
    let error = read::<orders::Api>(&response);
    let orders::Body::OrderProblem(problem) = error.body() else { panic!() };
    assert_eq!((problem.order, error.message().as_deref()), (Some(7), Some("Order 7 is being edited by ann")));
    let too_large = ErrorResponse::from(OrderLockedParams { order: u64::MAX, user: "ann" });
    assert!(too_large.check().is_err(), "a client would not read the field");
}

#[test]
fn parameters_are_written_where_clients_read_them() {
    let wait = Duration::from_millis(2500);
    let sent = MeteredParams { limit: 60, wait, kind: "read \"fast\"".into(), scope: "key".into(), left: 3 };
    let response = ErrorResponse::from(sent.clone()).into_http_in(&context());
    assert_eq!(
        (text(&response), &response.headers()["x-scope"]),
        (
            r#"{"meter":{"code":"metered","text":"Only 60 requests; wait 2.5","wait":2.5,"kinds":[{"of":"caller","name":"read \"fast\""}]},"left":3}"#,
            &HeaderValue::from_static("key")
        )
    );
    let error = read::<shapes::Api>(&response);
    assert_eq!(MeteredParams::read(&error, response.headers()), Some(sent));
    assert_eq!(MeteredParams::read(&error, &()), None, "the scope is in a header");
    let other = read::<shapes::Api>(&ErrorResponse::from(shapes::ErrorCode::Gone).into_http_in(&context()));
    assert_eq!(MeteredParams::read(&other, response.headers()), None);
}

#[test]
fn a_secret_parameter_is_not_sent() {
    let refused = orders::CardRefusedParams { card: "4242424242424242".into() };
    let response = ErrorResponse::from(refused).into_http();
    assert!(!text(&response).contains("4242"), "{}", text(&response));
    assert!(text(&response).contains("Card [redacted] was refused"), "{}", text(&response));
}

#[test]
fn the_first_body_that_carries_every_code_is_used() {
    let declined = || ErrorResponse::from(shapes::ErrorCode::Declined);
    let plain = read::<shapes::Api>(&declined().into_http());
    assert_eq!((plain.status(), plain.body_name()), (402, Some("plain")));
    let typed = read::<shapes::Api>(&declined().with(ErrorType::CardError).into_http());
    assert_eq!((typed.body_name(), typed.is(ErrorType::CardError)), (Some("charge"), true));
    assert!(typed.is(shapes::ErrorCode::Declined));
    assert_eq!(read::<shapes::Api>(&declined().status(409).into_http()).status(), 409, "one of the documented statuses");
    let anywhere = ErrorResponse::from(shapes::ErrorCode::Anywhere).status(503).into_http();
    assert_eq!(read::<shapes::Api>(&anywhere).status(), 503, "the contract documents no status");
}

#[test]
fn an_integer_code_is_sent_as_a_number_and_with_a_success_status() {
    let response = ErrorResponse::from(RpcCode::MethodNotFound).into_http();
    assert_eq!(
        (response.status().as_u16(), text(&response)),
        (200, r#"{"error":{"code":-32601,"message":"There is no such method"}}"#)
    );
    assert!(read::<shapes::Api>(&response).is(RpcCode::MethodNotFound));
}

#[test]
fn a_handler_fills_what_only_it_knows() {
    let gone = || ErrorResponse::from(shapes::ErrorCode::Gone);
    let fallen_back = read::<shapes::Api>(&gone().into_http_in(&context()));
    assert_eq!(fallen_back.body_name(), Some("plain"), "`since` is required and not known");
    let since = Timestamp::parse("2020-01-01T00:00:00Z").unwrap();
    let response = gone().field("since", since.clone()).into_http_in(&context());
    let error = read::<shapes::Api>(&response);
    let expected = GoneBody {
        code: shapes::ErrorCode::Gone.into(),
        since,
        status: 410,
        phrase: "Gone".into(),
        path: "/orders/7".into(),
        timestamp: Timestamp::parse("1994-11-06T08:49:37Z").unwrap(),
    };
    assert_eq!(error.body(), Body::Gone(expected.clone()));
    let whole = ErrorResponse::<shapes::Api>::of_body(410, &Body::Gone(expected.clone())).into_http();
    assert_eq!(read::<shapes::Api>(&whole).body(), Body::Gone(expected));
}

#[test]
fn a_status_alone_has_a_body_that_requires_no_code() {
    let plain = ErrorResponse::<shapes::Api>::of_status(404).into_http_in(&context());
    assert_eq!(text(&plain), r#"{"message":"Not Found","id":"r-1"}"#);
    let problem = read::<orders::Api>(&ErrorResponse::<orders::Api>::of_status(404).into_http());
    assert_eq!((problem.body_name(), problem.message().as_deref()), (Some("problem"), Some("There is no such thing")));
    let none = ErrorResponse::<shapes::Api>::of_status(308).into_http();
    assert_eq!((none.status().as_u16(), text(&none)), (308, ""), "no body of the contract is looked for with this status");
}

#[test]
fn what_a_handler_sets_goes_before_what_is_known() {
    let error = ErrorResponse::from(OrderLockedParams { order: 7, user: "ann" })
        .message("Try later")
        .field("order", 8i64)
        .field("type", "about:blank")
        .header(http::header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    let response = error.into_http();
    let error = read::<orders::Api>(&response);
    let orders::Body::OrderProblem(problem) = error.body() else { panic!() };
    assert_eq!(
        (problem.order, problem.detail.as_deref(), problem.r#type.as_deref()),
        (Some(8), Some("Try later"), Some("about:blank"))
    );
    assert_eq!(response.headers()["www-authenticate"], "Bearer");
}

#[test]
fn two_responses_do_not_share_a_request_id() {
    let ids: Vec<_> = (0..2)
        .map(|_| ErrorResponse::from(orders::ErrorCode::Internal).into_http().headers()["x-request-id"].clone())
        .collect();
    assert_ne!(ids[0], ids[1]);
    assert_eq!(ids[0].len(), 36);
}

#[test]
fn a_caller_who_is_not_known_is_told_how_to_authenticate() {
    let header = |response: http::Response<Vec<u8>>| response.headers().get("www-authenticate").cloned();
    let unknown = || ErrorResponse::<shapes::Api>::of_status(401);
    assert_eq!(header(unknown().into_http()), Some(HeaderValue::from_static("Bearer")), "RFC 9110, section 15.5.2");
    let basic = HeaderValue::from_static("Basic realm=\"shapes\"");
    assert_eq!(header(unknown().header(http::header::WWW_AUTHENTICATE, basic.clone()).into_http()), Some(basic));
    assert_eq!(header(ErrorResponse::<shapes::Api>::of_status(402).into_http()), None);
}
