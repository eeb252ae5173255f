//! The layer around a service without axum.

use crate::contracts::orders::{Api, ErrorCode};
use crate::support::read;
use bytes::Bytes;
use errspec_service::{ContractLayer, ErrorResponse};
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll};
use tower_layer::Layer;
use tower_service::Service;

type Body = Full<Bytes>;

/// Answers by the path, and panics before it returns a future if there is none.
#[derive(Clone)]
struct Plain;

impl Service<Request<()>> for Plain {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<()>) -> Self::Future {
        let response = match request.uri().path() {
            "/" => panic!("no path"),
            "/locked" => ErrorResponse::from(ErrorCode::OrderNotFound).into_http().map(Into::into),
            _ => {
                let mut response = Response::new(Body::from("long ".repeat(100_000)));
                *response.status_mut() = StatusCode::BAD_REQUEST;
                response.headers_mut().insert("content-type", http::HeaderValue::from_static("text/plain"));
                response
            }
        };
        ready(Ok(response))
    }
}

fn answer(path: &str) -> Response<Vec<u8>> {
    let layer = ContractLayer::<Api>::new().fallback(|status| match status {
        500.. => ErrorCode::Internal.into(),
        _ => ErrorCode::InvalidRequest.into(),
    });
    let request = Request::get(path).body(()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let (parts, body) = layer.layer(Plain).call(request).await.unwrap().into_parts();
        Response::from_parts(parts, body.collect().await.unwrap().to_bytes().to_vec())
    })
}

#[test]
fn a_service_with_any_body_is_kept_to_the_contract() {
    let error = read::<Api>(&answer("/locked"));
    assert!(error.is(ErrorCode::OrderNotFound));
    assert!(read::<Api>(&answer("/")).is(ErrorCode::Internal), "a panic before the future");
}

#[test]
fn a_text_that_is_too_long_for_an_error_is_left_out() {
    let response = answer("/long");
    let error = read::<Api>(&response);
    assert!(error.is(ErrorCode::InvalidRequest));
    assert_eq!(error.message().as_deref(), Some("The request is malformed"));
}
