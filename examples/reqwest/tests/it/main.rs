//! Client and service with one contract.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use example_reqwest::orders::{ApiError, Body, ErrorCode};
use example_reqwest::{Order, Shop, look_up};

/// Starts the service, and returns its address.
async fn serve() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, example_axum_service::router(10)).await });
    format!("http://{address}")
}

#[tokio::test]
async fn a_call_ends_in_a_value_or_in_a_failure_with_the_error() {
    let shop = Shop::new(&serve().await);
    let id = shop.create(7).await.unwrap();
    assert_eq!(shop.order(id).await.unwrap(), Some(Order { items: 7 }));
    assert_eq!(shop.order(99).await.unwrap(), None);
    let failure = shop.create(5).await.unwrap_err();
    assert!(failure.is(ErrorCode::OutOfStock));
    assert!(failure.to_string().contains("Only 3 of 5 items are available"), "{failure}");
    let body = failure.error().expect("the service answered").body();
    assert!(matches!(body, Body::OrderProblem(problem) if problem.available == Some(3)));
}

#[tokio::test]
async fn a_response_of_any_client_can_be_judged() {
    let base = serve().await;
    let http = reqwest::Client::new();
    Shop::new(&base).create(2).await.unwrap();
    assert_eq!(look_up(&http, &format!("{base}/orders/1")).await.unwrap(), r#"{"items":2}"#);
    let error = look_up(&http, &format!("{base}/orders/2")).await.unwrap_err();
    assert!(error.downcast::<ApiError<'static>>().unwrap().is(ErrorCode::OrderNotFound));
}
