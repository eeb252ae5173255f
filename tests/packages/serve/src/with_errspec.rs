//! The service with errspec. The contract is in `spec/tickets.yaml`, which clients use as well.

use crate::tickets::{Api, ErrorCode, SoldOutParams};
use crate::{Obstacle, Order, sell};
use axum::extract::Path;
use axum::{Json, Router, routing::post};
use errspec::RetryClass;
use errspec_service::{ContractLayer, ErrorResponse};
use std::time::Duration;

async fn order(Path(event): Path<String>, Json(order): Json<Order>) -> Result<String, ErrorResponse<Api>> {
    sell(&event, &order).map_err(|obstacle| match obstacle {
        Obstacle::NoEvent => ErrorCode::NotFound.into(),
        Obstacle::Left(left) => SoldOutParams { left }.into(),
        Obstacle::TooFast => ErrorCode::TooFast.into(),
    })
}

/// The service.
pub fn router() -> Router {
    let contract = ContractLayer::<Api>::new()
        .fallback(|status| match status {
            404 => ErrorCode::NotFound.into(),
            500.. => ErrorCode::Internal.into(),
            _ => ErrorCode::InvalidRequest.into(),
        })
        .delay(|class| (class == RetryClass::Throttled).then_some(Duration::from_secs(1)));
    Router::new().route("/events/{event}/orders", post(order)).layer(contract)
}
