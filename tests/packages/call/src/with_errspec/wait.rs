use crate::shop::{Api, Report, ReportPayload, operations};
use errspec_client::{Client, Unfinished};
use std::time::Duration;

/// Waits for a report, and returns its address.
///
/// # Errors
/// How the wait ended without the report.
pub async fn wait(http: &reqwest::Client, base: &str, id: &str) -> Result<String, Unfinished<Api, Report>> {
    let shop = Client::<Api, _>::new(base, http.clone());
    let report = shop.call(&operations::GET_REPORT).param("id", id);
    let ReportPayload::Succeeded { url } = report.wait::<Report>(Duration::from_secs(600)).run().await?.payload;
    Ok(url)
}
