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
    /// How many items it has.
    pub items: u32,
}

/// The shop.
pub struct Shop(Client<Api, reqwest::Client>);

impl Shop {
    /// The shop at this address.
    pub fn new(base: &str) -> Self {
        Self(Client::new(base, reqwest::Client::new()))
    }

    /// Orders some items, and returns the number of the order. The call is repeated as the contract says.
    ///
    /// # Errors
    /// Why the order failed.
    pub async fn create(&self, items: u32) -> Result<u64, Failure<Api>> {
        self.0.call(&CREATE_ORDER).json(&Order { items }).read_json().send().await
    }

    /// Looks up an order; `None` if there is no such order.
    ///
    /// # Errors
    /// Why the look-up failed.
    pub async fn order(&self, id: u64) -> Result<Option<Order>, Failure<Api>> {
        match self.0.call(&GET_ORDER).param("id", id.to_string()).read_json().send().await {
            Ok(order) => Ok(Some(order)),
            Err(failure) if failure.is(ErrorCode::OrderNotFound) => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

/// The same look-up with a client of the program's own: only the response is judged by the contract.
///
/// # Errors
/// The error of the contract, or that of reqwest.
pub async fn look_up(http: &reqwest::Client, url: &str) -> Result<String, Box<dyn Error + Send + Sync>> {
    let response = http.get(url).send().await?.check::<Api>().await?;
    Ok(response.text().await?)
}
