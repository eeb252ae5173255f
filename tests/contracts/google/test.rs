//! A Google API: the code is a word of `google.rpc.Code`, and each detail is of the message that `@type` names.

use super::verdict::{JSON, Row, every_code_arrives, judge};
use core::time::Duration;
use errspec::retry::{Outcome, Step};
use errspec::{Action, Category, Change, RetryClass};
use errspec_tests::google::{Api, ApiError, Body, RETRY, Reason, RpcCode};

const LIMITED: &str = r#"{"error":{"code":429,"message":"Quota exceeded for quota metric 'Queries'","status":"RESOURCE_EXHAUSTED","details":[
    {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RATE_LIMIT_EXCEEDED","domain":"googleapis.com","metadata":{"quota_limit":"QueriesPerMinute"}},
    {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"30.5s"}]}}"#;
const INVALID: &str = r#"{"error":{"code":400,"message":"Invalid value at 'name'","status":"INVALID_ARGUMENT","details":[
    {"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"name","description":"Invalid value"}]}]}}"#;

#[test]
fn the_reason_beneath_the_code_is_more_specific() {
    judge::<Api>(
        "google",
        &[
            Row::success(200, JSON, r#"{"name":"operations/1","done":true,"error":{"code":5,"message":"m"}}"#),
            Row::failure(
                (429, JSON, LIMITED),
                ("api", "RESOURCE_EXHAUSTED"),
                (Category::RateLimit, RetryClass::Throttled),
                "Quota exceeded for quota metric 'Queries'",
            ),
            Row::failure(
                (429, JSON, r#"{"error":{"code":429,"message":"Daily limit","status":"RESOURCE_EXHAUSTED"}}"#),
                ("api", "RESOURCE_EXHAUSTED"),
                (Category::Quota, RetryClass::Unspecified),
                "Daily limit",
            ),
            Row::failure(
                (400, JSON, INVALID),
                ("api", "INVALID_ARGUMENT"),
                (Category::InvalidRequest, RetryClass::AfterChange(Change::Parameters)),
                "Invalid value at 'name'",
            ),
            Row::failure(
                (
                    403,
                    JSON,
                    r#"{"error":{"code":403,"message":"The API is not enabled","status":"PERMISSION_DENIED","details":[{"@type":"type.googleapis.com/google.rpc.Help","links":[]},{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"SERVICE_DISABLED","domain":"googleapis.com"}]}}"#,
                ),
                ("api", "PERMISSION_DENIED"),
                (Category::Permission, RetryClass::AfterAction(Action::EnableAccount)),
                "The API is not enabled",
            ),
            Row::failure(
                (
                    401,
                    JSON,
                    r#"{"error":{"code":401,"message":"Request had invalid authentication credentials.","status":"UNAUTHENTICATED"}}"#,
                ),
                ("api", "UNAUTHENTICATED"),
                (Category::Authentication, RetryClass::AfterAction(Action::RenewCredentials)),
                "Request had invalid authentication credentials.",
            ),
            Row::failure(
                (
                    503,
                    JSON,
                    r#"{"error":{"code":503,"message":"The service is currently unavailable.","status":"UNAVAILABLE"}}"#,
                ),
                ("api", "UNAVAILABLE"),
                (Category::Unavailable, RetryClass::Transient),
                "The service is currently unavailable.",
            ),
            Row::failure(
                (502, &[("Content-Type", "text/html")], "<!DOCTYPE html>"),
                ("", ""),
                (Category::Upstream, RetryClass::Unspecified),
                "",
            ),
        ],
    );
}

#[test]
fn the_delay_of_a_detail_is_a_hint() {
    let error = ApiError::check(429, &JSON, LIMITED.as_bytes()).unwrap_err();
    let step = RETRY.call(Duration::ZERO, 1).on_outcome(&Outcome::error(&error), Duration::ZERO);
    assert!(matches!(step, Step::Wait(wait) if wait.delay >= Duration::from_millis(30_500)), "{step:?}");
}

#[test]
fn details_are_read_by_their_type() {
    let error = ApiError::check(400, &JSON, INVALID.as_bytes()).unwrap_err();
    let Body::Api(api) = error.body() else { panic!("{error}") };
    let details: Vec<_> = api.details.iter().flat_map(|details| details.iter()).collect();
    assert!(details[0].kind.ends_with("google.rpc.BadRequest"));
    let violations: Vec<_> = details[0].violations.iter().flat_map(|list| list.iter()).collect();
    assert_eq!((&*violations[0].field, &*violations[0].description), ("name", "Invalid value"));
}

#[test]
fn every_code_arrives_as_itself() {
    assert_eq!(every_code_arrives::<Api, RpcCode>("google"), RpcCode::ALL.len());
    assert_eq!(every_code_arrives::<Api, Reason>("google"), Reason::ALL.len());
}
