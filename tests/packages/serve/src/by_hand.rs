//! The service written by hand, with thiserror and tower-http.

use crate::{Obstacle, Order, sell};
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Path, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, body::Body, routing::post};
use serde_json::json;
use std::any::Any;
use std::sync::atomic::{AtomicU64, Ordering};
use tower_http::catch_panic::CatchPanicLayer;

#[derive(Clone, Debug, thiserror::Error)]
enum ApiError {
    #[error("There is no such event")]
    NotFound,
    #[error("Only {left} tickets are left")]
    SoldOut { left: u32 },
    #[error("Too many requests")]
    TooFast,
    #[error("{0}")]
    InvalidRequest(String),
    #[error("The service failed")]
    Internal,
}

impl ApiError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::SoldOut { .. } => "sold_out",
            Self::TooFast => "too_fast",
            Self::InvalidRequest(_) => "invalid_request",
            Self::Internal => "internal",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SoldOut { .. } => StatusCode::CONFLICT,
            Self::TooFast => StatusCode::TOO_MANY_REQUESTS,
            Self::InvalidRequest(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        // The body needs the ID of the request, which the middleware knows.
        let mut response = self.status().into_response();
        if matches!(self, Self::TooFast) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(FromRequest)]
#[from_request(via(Json), rejection(ApiError))]
struct Checked<T>(T);

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        Self::InvalidRequest(rejection.body_text())
    }
}

async fn order(Path(event): Path<String>, Checked(order): Checked<Order>) -> Result<String, ApiError> {
    sell(&event, &order).map_err(|obstacle| match obstacle {
        Obstacle::NoEvent => ApiError::NotFound,
        Obstacle::Left(left) => ApiError::SoldOut { left },
        Obstacle::TooFast => ApiError::TooFast,
    })
}

async fn with_id(request: Request, next: Next) -> Response {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let id = request.headers().get("x-request-id").cloned();
    let id = id.unwrap_or_else(|| COUNT.fetch_add(1, Ordering::Relaxed).into());
    let mut response = next.run(request).await;
    if let Some(error) = response.extensions_mut().remove::<ApiError>() {
        let (code, message) = (error.code(), error.to_string());
        let id = id.to_str().unwrap_or_default();
        let body = json!({ "error": { "code": code, "message": message, "request_id": id } }).to_string();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response.headers_mut().remove(header::CONTENT_LENGTH);
        *response.body_mut() = Body::from(body);
    }
    response.headers_mut().insert("x-request-id", id);
    response
}

fn after_panic(_: Box<dyn Any + Send>) -> Response {
    ApiError::Internal.into_response()
}

async fn wrong_method() -> ApiError {
    ApiError::InvalidRequest("The request is malformed".to_owned())
}

/// The service.
pub fn router() -> Router {
    Router::new()
        .route("/events/{event}/orders", post(order).fallback(wrong_method))
        .fallback(|| async { ApiError::NotFound })
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(from_fn(with_id))
}
