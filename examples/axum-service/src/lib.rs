//! A small shop. Its handlers only name errors of the contract in `spec/orders.yaml`. Everything else about an error comes from the
//! contract.

use axum::extract::{Path, State};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use errspec::RetryClass;
use errspec_service::{ContractLayer, ErrorResponse, OrError, error_responses};
use orders::{Api, ErrorCode, OutOfStockParams};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use utoipa::OpenApi;

errspec::include_generated!("orders");

/// What a handler returns.
pub type Answer<T> = Result<T, ErrorResponse<Api>>;

/// An order.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Order {
    /// The number of items in the order.
    pub items: u32,
}

/// The existing orders, and the number of items in stock.
#[derive(Debug)]
pub struct Shop {
    orders: BTreeMap<u64, Order>,
    stock: u32,
}

type Shared = Arc<Mutex<Shop>>;

error_responses! {
    /// The errors of looking up an order.
    pub struct GetErrors = [ErrorCode::OrderNotFound, ErrorCode::Internal];
}

/// Looks up an order.
#[utoipa::path(get, path = "/orders/{id}", responses((status = 200, body = Order), GetErrors))]
async fn get_order(State(shop): State<Shared>, Path(id): Path<u64>) -> Answer<Json<Order>> {
    let order = shop.lock().map_err(|why| why.to_string()).or_error(ErrorCode::Internal)?.orders.get(&id).copied();
    Ok(Json(order.ok_or(ErrorCode::OrderNotFound)?))
}

/// Places an order for some items.
#[utoipa::path(post, path = "/orders", responses((status = 200, body = u64), ErrorResponse<Api>))]
async fn create_order(State(shop): State<Shared>, Json(order): Json<Order>) -> Answer<Json<u64>> {
    let mut shop = shop.lock().map_err(|why| why.to_string()).or_error(ErrorCode::Internal)?;
    if shop.orders.len() >= 100 {
        return Err(ErrorCode::TooManyOrders.into());
    }
    shop.stock = shop.stock.checked_sub(order.items).ok_or(OutOfStockParams { available: shop.stock, wanted: order.items })?;
    let id = shop.orders.keys().last().map_or(1, |last| last + 1);
    shop.orders.insert(id, order);
    Ok(Json(id))
}

/// Cancels an order. The first two orders have been shipped already.
async fn cancel_order(State(shop): State<Shared>, Path(id): Path<u64>) -> Answer<()> {
    let mut shop = shop.lock().map_err(|why| why.to_string()).or_error(ErrorCode::Internal)?;
    if id <= 2 {
        return Err(ErrorCode::OrderShipped.into());
    }
    let order = shop.orders.remove(&id).ok_or(ErrorCode::OrderNotFound)?;
    shop.stock += order.items;
    Ok(())
}

#[derive(OpenApi)]
#[openapi(paths(get_order, create_order))]
struct Document;

/// The service, with this many items in stock.
pub fn router(stock: u32) -> Router {
    let shop = Shop { orders: BTreeMap::new(), stock };
    let layer = ContractLayer::<Api>::new()
        .fallback(|status| match status {
            400 | 415 | 422 => ErrorCode::InvalidRequest.into(),
            500.. => ErrorCode::Internal.into(),
            status => ErrorResponse::of_status(status),
        })
        .delay(|class| (class == RetryClass::Throttled).then_some(Duration::from_secs(1)))
        .inspect(|event| eprintln!("{event}"));
    Router::new()
        .route("/orders", post(create_order))
        .route("/orders/{id}", get(get_order))
        .route("/orders/{id}", delete(cancel_order))
        .route("/openapi.json", get(|| async { Json(Document::openapi()) }))
        .with_state(Arc::new(Mutex::new(shop)))
        .layer(layer)
}
