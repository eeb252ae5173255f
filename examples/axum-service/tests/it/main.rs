//! The service over TCP, read by the code that its clients generate from the same contract.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use errspec::{Category, RetryClass};
use errspec_service::unsendable;
use example_axum_service::orders::{Api, ApiError, Body, ErrorCode};
use example_axum_service::router;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

fn serve(stock: u32) -> SocketAddr {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || runtime.block_on(async { axum::serve(listener, router(stock)).await }));
    address
}

struct Client(SocketAddr);

impl Client {
    /// The body of a success, or the error as the contract has it.
    fn send(&self, line: &str, body: &str) -> Result<String, ApiError<'static>> {
        let mut connection = TcpStream::connect(self.0).unwrap();
        let head = format!("{line} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nContent-Type: application/json\r\n");
        write!(connection, "{head}Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut response = String::new();
        connection.read_to_string(&mut response).unwrap();
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        let headers: Vec<_> = head.lines().filter_map(|line| line.split_once(": ")).collect();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let success = ApiError::check_owned(status, &headers, body.as_bytes().to_vec())?;
        Ok(String::from_utf8(success).unwrap())
    }

    fn error(&self, line: &str, body: &str) -> ApiError<'static> {
        self.send(line, body).expect_err("the request fails")
    }
}

#[test]
fn every_code_can_be_sent() {
    assert_eq!(unsendable::<Api>(), []);
}

#[test]
fn a_client_reads_what_the_handlers_say() {
    let client = Client(serve(10));
    for id in 1..=3 {
        assert_eq!(client.send("POST /orders", r#"{"items":3}"#).unwrap(), id.to_string());
    }
    let sold_out = client.error("POST /orders", r#"{"items":5}"#);
    assert!(sold_out.is(ErrorCode::OutOfStock));
    assert_eq!(sold_out.message().as_deref(), Some("Only 1 of 5 items are available"));
    let Body::OrderProblem(problem) = sold_out.body() else { panic!("{sold_out}") };
    assert_eq!((problem.available, problem.instance.as_deref()), (Some(1), Some("/orders")));
    assert_eq!(client.error("DELETE /orders/1", "").category(), Category::Conflict);
    assert_eq!(client.send("DELETE /orders/3", "").unwrap(), "");
    let missing = client.error("GET /orders/3", "");
    assert!(missing.is(ErrorCode::OrderNotFound) && missing.request_id().is_some());
    assert_eq!(missing.retry(), RetryClass::Never);
}

#[test]
fn a_client_reads_what_no_handler_said() {
    let client = Client(serve(10));
    assert!(client.error("GET /orders/one", "").is(ErrorCode::InvalidRequest));
    assert!(client.error("POST /orders", r#"{"items":-1}"#).is(ErrorCode::InvalidRequest));
    let unknown = client.error("GET /customers", "");
    assert_eq!(unknown.code_ref(), None, "an unknown route is no error of the contract's list");
    assert_eq!((unknown.status(), unknown.body_name()), (404, Some("order_problem")));
}

#[test]
fn a_busy_service_says_when_to_come_back() {
    let client = Client(serve(1000));
    for _ in 0..100 {
        client.send("POST /orders", r#"{"items":1}"#).unwrap();
    }
    let busy = client.error("POST /orders", r#"{"items":1}"#);
    assert!(busy.is(ErrorCode::TooManyOrders) && busy.retry() == RetryClass::Throttled);
}

#[test]
fn the_document_lists_the_errors_of_each_operation() {
    let document: serde_json::Value = serde_json::from_str(&Client(serve(1)).send("GET /openapi.json", "").unwrap()).unwrap();
    let statuses = |path: &str, method: &str| -> Vec<String> {
        document["paths"][path][method]["responses"].as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(statuses("/orders/{id}", "get"), ["200", "404", "500"]);
    assert_eq!(statuses("/orders", "post"), ["200", "404", "409", "422", "429", "500"]);
}
