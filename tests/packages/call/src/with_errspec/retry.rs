use crate::shop::{Api, operations};
use errspec_client::{Client, Failure, Response};

/// Charges a card once, however often the request has to be sent.
///
/// # Errors
/// Why it failed.
pub async fn charge(http: &reqwest::Client, base: &str, order: &serde_json::Value) -> Result<Response, Failure<Api>> {
    let shop = Client::<Api, _>::new(base, http.clone());
    shop.call(&operations::CREATE_CHARGE).json(order).send().await
}
