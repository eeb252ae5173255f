//! An axum service over TCP. Whatever fails in it, a client of the contract reads an error of the contract.

use crate::contracts::orders::{Api, ErrorCode, OrderLockedParams};
use crate::contracts::shapes;
use crate::tcp::{Received, send, serve};
use axum::extract::{DefaultBodyLimit, Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use axum::{Json, Router};
use errspec::RetryClass;
use errspec_service::{ContractLayer, ErrorResponse, OrError};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

type Answer<T> = Result<T, ErrorResponse<Api>>;

#[derive(serde::Deserialize)]
struct Page {
    size: u32,
}

async fn order(Path(order): Path<u64>) -> Answer<Json<u64>> {
    match order {
        7 => Ok(Json(7)),
        8 => Err(OrderLockedParams { order, user: "ann" }.into()),
        9 => Err(ErrorCode::TooManyOrders.into()),
        10 => Err(ErrorResponse::from(ErrorCode::TooManyOrders).delay(Duration::from_secs(30))),
        11 => "not a number".parse().map(Json).or_error(ErrorCode::Internal),
        12 => panic!("the secret of order {order}"),
        13 => Err(ErrorResponse::from(ErrorCode::OrderNotFound).status(500)),
        _ => Err(ErrorCode::OrderNotFound.into()),
    }
}

async fn by_hand() -> impl IntoResponse {
    let body = r#"{"code":"order_not_found","status":404}"#;
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "application/problem+json")], body)
}

async fn leaking() -> impl IntoResponse {
    (StatusCode::BAD_GATEWAY, "connection to 10.0.0.7 refused")
}

async fn html() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/html")], "<h1>secret</h1>")
}

struct Served {
    address: SocketAddr,
    log: Arc<Mutex<Vec<String>>>,
}

impl Served {
    fn start() -> Self {
        let log = Arc::new(Mutex::new(Vec::new()));
        let lines = Arc::clone(&log);
        let layer = ContractLayer::<Api>::new()
            .fallback(|status| match status {
                400 | 413 | 415 | 422 => ErrorCode::InvalidRequest.into(),
                500.. => ErrorCode::Internal.into(),
                status => ErrorResponse::of_status(status),
            })
            .delay(|class| (class == RetryClass::Throttled).then_some(Duration::from_secs(2)))
            .inspect(move |event| lines.lock().unwrap().push(event.to_string()));
        let router = Router::new()
            .route("/orders/{order}", get(order))
            .route(
                "/orders",
                post(|Query(page): Query<Page>, Json(order): Json<u64>| async move { (page.size, order).1.to_string() }),
            )
            .route("/by-hand", get(by_hand))
            .route("/leaking", get(leaking))
            .route("/html", get(html))
            .route("/moved", get(|| async { Redirect::temporary("/orders/7") }))
            .layer(DefaultBodyLimit::max(100))
            .layer(layer);
        Self { address: serve(router), log }
    }

    fn get(&self, path: &str) -> Received {
        send(self.address, &format!("GET {path}"), &[], "")
    }

    fn logged(&self) -> String {
        self.log.lock().unwrap().pop().unwrap()
    }
}

#[test]
fn a_handler_returns_a_code_or_parameters() {
    let served = Served::start();
    let success = served.get("/orders/7");
    assert_eq!((success.status, success.text()), (200, "7"));
    assert!(success.header("x-request-id").is_some());
    let missing = served.get("/orders/1");
    assert!(missing.error::<Api>().is(ErrorCode::OrderNotFound));
    assert!(missing.text().contains(r#""instance":"/orders/1""#), "{}", missing.text());
    let locked = served.get("/orders/8");
    assert_eq!((locked.status, locked.error::<Api>().message().as_deref()), (409, Some("Order 8 is being edited by ann")));
}

#[test]
fn the_request_id_is_the_same_in_header_body_and_log() {
    let served = Served::start();
    let own = served.get("/orders/1");
    let id = own.header("x-request-id").unwrap();
    assert_eq!(own.error::<Api>().request_id().as_deref(), Some(id));
    assert_eq!(served.logged(), format!("404, request {id}: order_not_found: There is no such order"));
    let kept = send(served.address, "GET /orders/7", &["X-Request-Id: trace-1"], "");
    assert_eq!(kept.header("x-request-id"), Some("trace-1"));
    for bad in ["a b", "", &"x".repeat(129), "a\"b", "é"] {
        let header = format!("X-Request-Id: {bad}");
        let replaced = send(served.address, "GET /orders/1", &[&header], "");
        assert_eq!(replaced.error::<Api>().request_id().unwrap().len(), 36, "{bad}");
    }
}

#[test]
fn a_delay_comes_from_the_handler_or_from_the_class() {
    let served = Served::start();
    assert_eq!(served.get("/orders/9").header("retry-after"), Some("2"));
    assert_eq!(served.get("/orders/10").header("retry-after"), Some("30"));
    assert_eq!(served.get("/orders/1").header("retry-after"), None);
}

#[test]
fn what_caused_an_error_is_logged_and_not_sent() {
    let served = Served::start();
    let failed = served.get("/orders/11");
    assert!(failed.error::<Api>().is(ErrorCode::Internal) && !failed.text().contains("digit"), "{}", failed.text());
    assert!(served.logged().ends_with("internal: The service failed (caused by: invalid digit found in string)"));
}

#[test]
fn a_panic_is_an_error_of_the_contract() {
    let served = Served::start();
    let failed = served.get("/orders/12");
    assert!(failed.error::<Api>().is(ErrorCode::Internal) && !failed.text().contains("secret"), "{}", failed.text());
    assert!(served.logged().ends_with("internal: The service failed (panicked: the secret of order 12)"));
    assert_eq!(served.get("/orders/7").status, 200, "the service goes on");
}

#[test]
fn an_error_that_cannot_be_sent_is_replaced() {
    let served = Served::start();
    let failed = served.get("/orders/13");
    assert_eq!((failed.status, failed.error::<Api>().is(ErrorCode::Internal)), (500, true));
    let line = served.logged();
    assert!(line.contains("cannot be sent: `order_not_found` comes with status 404, not with 500"), "{line}");
}

#[test]
fn rejections_of_extractors_are_errors_of_the_contract() {
    let served = Served::start();
    let json = "Content-Type: application/json";
    let post = |query: &str, headers: &[&str], body: &str| send(served.address, &format!("POST /orders{query}"), headers, body);
    assert_eq!(post("?size=1", &[json], "7").text(), "7");
    let large = "1".repeat(200);
    let rejected = [
        served.get("/orders/seven"),
        post("", &[json], "7"),
        post("?size=x", &[json], "7"),
        post("?size=1", &[], "7"),
        post("?size=1", &[json], "{"),
        post("?size=1", &[json], r#""seven""#),
        post("?size=1", &[json], &large),
    ];
    for response in rejected {
        let error = response.error::<Api>();
        assert!(error.is(ErrorCode::InvalidRequest), "{}", response.text());
        assert_eq!((error.status(), error.body_name()), (422, Some("order_problem")), "as the contract documents the code");
        assert!(error.message().unwrap().len() > 20, "the reason of the rejection: {}", response.text());
    }
}

#[test]
fn unknown_routes_and_methods_have_a_status_and_no_code() {
    let served = Served::start();
    let unknown = served.get("/nowhere");
    assert_eq!((unknown.status, unknown.error::<Api>().body_name()), (404, Some("problem")));
    let method = send(served.address, "DELETE /orders/7", &[], "");
    assert_eq!((method.status, method.error::<Api>().code_ref()), (405, None));
    assert_eq!(method.header("allow"), Some("GET,HEAD"), "headers of the replaced response are kept");
}

#[test]
fn other_responses_are_replaced_unless_they_are_the_contracts() {
    let served = Served::start();
    let by_hand = served.get("/by-hand");
    assert_eq!(by_hand.text(), r#"{"code":"order_not_found","status":404}"#);
    assert!(by_hand.error::<Api>().is(ErrorCode::OrderNotFound) && by_hand.header("x-request-id").is_some());
    let id = by_hand.header("x-request-id").unwrap();
    assert_eq!(served.logged(), format!("404, request {id}"));
    let leaking = served.get("/leaking");
    assert!(leaking.error::<Api>().is(ErrorCode::Internal) && !leaking.text().contains("10.0.0.7"), "{}", leaking.text());
    assert!(served.logged().ends_with("(instead of a response with status 502)"));
    let html = served.get("/html");
    assert_eq!((html.status, html.header("content-type")), (404, Some("application/problem+json")));
    assert!(!html.text().contains("secret"), "{}", html.text());
    assert_eq!(served.get("/moved").status, 307, "a redirection is no error");
}

#[test]
fn a_part_of_the_service_can_have_a_contract_of_its_own() {
    async fn declined() -> Result<(), ErrorResponse<shapes::Api>> {
        Err(shapes::ErrorCode::Declined.into())
    }
    let part = Router::new().route("/declined", get(declined)).layer(ContractLayer::<shapes::Api>::new());
    let whole = Router::new().nest("/shapes", part).layer(ContractLayer::<Api>::new());
    let address = serve(whole);
    let declined = send(address, "GET /shapes/declined", &[], "");
    assert!(declined.error::<shapes::Api>().is(shapes::ErrorCode::Declined), "{}", declined.text());
    assert_eq!((declined.header("x-trace").is_some(), declined.header("x-request-id")), (true, None));
    let unknown = send(address, "GET /nowhere", &[], "");
    assert_eq!((unknown.error::<Api>().body_name(), unknown.header("x-request-id").is_some()), (Some("problem"), true));
}
