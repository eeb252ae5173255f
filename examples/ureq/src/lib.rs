//! A blocking client on ureq: a call that is retried, and a wait for a job.

use errspec_client::Failure;
use errspec_client::blocking::{Client, Clock};
use reports::operations::{CREATE_REPORT, GET_REPORT};
use reports::{Api, Report};
use serde::Deserialize;
use std::error::Error;
use std::time::Duration;

errspec::include_generated!("reports");

/// The client that all functions here take. Tests replace the clock.
pub type Reports<K> = Client<Api, ureq::Agent, K>;

/// A report that was just begun.
#[derive(Debug, Deserialize)]
pub struct Begun {
    /// Its number.
    pub id: String,
}

/// Requests a report. Every attempt has the same idempotency key, so the report is not created twice.
///
/// # Errors
/// Returns why the call failed.
pub fn begin<K: Clock + Clone>(reports: &Reports<K>) -> Result<Begun, Failure<Api>> {
    reports.call(&CREATE_REPORT).read_json().send()
}

/// Waits until a report is ready, at most ten minutes, and returns it.
///
/// # Errors
/// Returns how the wait ended, if the report is not ready.
pub fn wait<K: Clock + Clone>(reports: &Reports<K>, id: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let finished = reports.call(&GET_REPORT).param("id", id).wait::<Report>(Duration::from_secs(600)).run()?;
    Ok(finished.answer.into_body())
}
