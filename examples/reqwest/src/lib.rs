//! A client of the shop in `examples/axum-service`, on reqwest.

use errspec_client::{AsyncResponseExt, Client, Failure};
use orders::operations::{CREATE_ORDER, GET_ORDER};
use orders::{Api, ErrorCode};
use serde::{Deserialize, Serialize};
use std::error::Error;

errspec::include_generated!("orders");

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The number of items in the order.
    pub items: u32,
}

/// The shop.
pub struct Shop(Client<Api, reqwest::Client>);

impl Shop {
    /// A client of the shop at this URL.
    pub fn new(base: &str) -> Self {
        Self(Client::new(base, reqwest::Client::new()))
    }

    /// Places an order for some items, and returns its number. The call is retried as the contract says.
    ///
    /// # Errors
    /// Returns why the order failed.
    pub async fn create(&self, items: u32) -> Result<u64, Failure<Api>> {
        self.0.call(&CREATE_ORDER).json(&Order { items }).read_json().send().await
    }

    /// Looks up an order; `None` if there is no such order.
    ///
    /// # Errors
    /// Returns why the call failed.
    pub async fn order(&self, id: u64) -> Result<Option<Order>, Failure<Api>> {
        match self.0.call(&GET_ORDER).param("id", id.to_string()).read_json().send().await {
            Ok(order) => Ok(Some(order)),
            Err(failure) if failure.is(ErrorCode::OrderNotFound) => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

/// The same call with a plain `reqwest` client. Only the response is checked against the contract.
///
/// # Errors
/// Returns the error of the contract, or that of reqwest.
pub async fn look_up(http: &reqwest::Client, url: &str) -> Result<String, Box<dyn Error + Send + Sync>> {
    let response = http.get(url).send().await?.check::<Api>().await?;
    Ok(response.text().await?)
}
