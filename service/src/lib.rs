//! Error responses of HTTP services, from the same failure contract that the clients of the service use.
//!
//! A handler names an error with a code of the contract, or with the parameters of its message. The contract supplies the rest: the status,
//! the body in the shape that clients decode, `Retry-After`, the request ID. A response that a client would decode differently is never
//! sent.
//!
//! ```
//! # errspec::include_spec!("tests/orders.yaml");
//! use errspec_service::{ErrorResponse, OrError};
//! use orders::{Api, ErrorCode, OrderLockedParams};
//!
//! fn cancel(order: Option<u64>, locked_by: Option<&str>) -> Result<(), ErrorResponse<Api>> {
//!     let order = order.ok_or(ErrorCode::OrderNotFound)?;               // 404
//!     if let Some(user) = locked_by {
//!         return Err(OrderLockedParams { order, user }.into());         // 409, with a message and its parameters
//!     }
//!     std::fs::read("no such file").or_error(ErrorCode::Internal)?;     // 500; the cause is kept for logs and never sent
//!     Ok(())
//! }
//!
//! let response = cancel(Some(7), Some("ann")).unwrap_err().into_http();
//! assert_eq!(response.status(), 409);
//! assert_eq!(response.headers()["content-type"], "application/problem+json");
//! let error = orders::ApiError::check(409, &[("Content-Type", "application/problem+json")], response.body()).unwrap_err();
//! assert!(error.is(ErrorCode::OrderLocked));
//! assert_eq!(error.message().as_deref(), Some("Order 7 is being edited by ann"));
//! ```
//!
//! | task | see |
//! |---|---|
//! | create a response from a code, from parameters, from a typed body or from a status | [`ErrorResponse`] |
//! | keep the cause of an internal error for logs | [`OrError`], [`ErrorResponse::caused_by`] |
//! | return errors from axum handlers | feature `axum`: [`ErrorResponse`] implements `IntoResponse` |
//! | return errors in another framework | [`ErrorResponse::into_http`] returns an `http::Response<Vec<u8>>`; if the framework's body type can be created from bytes, `.map(Into::into)` converts it |
//! | give every response a request ID; turn rejections and panics into errors of the contract | feature `tower`: `ContractLayer` |
//! | document the responses | feature `utoipa`: [`ErrorResponse`] implements `IntoResponses`; `error_responses!` is for single operations |
//! | find out in a test which codes cannot be sent | [`unsendable`] |

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(feature = "axum")]
mod axum_impls;
mod audit;
mod context;
mod dates;
mod error;
mod fill;
mod hint;
#[cfg(feature = "tower")]
mod layer;
#[cfg(feature = "utoipa")]
mod openapi;
mod or_error;
mod render;
mod response;
mod value;

pub use audit::unsendable;
pub use context::Context;
pub use error::Unsendable;
#[cfg(feature = "tower")]
pub use layer::{ContractLayer, ContractService, Event, Origin};
#[cfg(feature = "utoipa")]
pub use openapi::ErrorResponses;
pub use or_error::OrError;
pub use response::ErrorResponse;
#[doc(hidden)]
#[cfg(feature = "utoipa")]
pub use utoipa as __utoipa;
