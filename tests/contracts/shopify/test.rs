//! GraphQL: errors arrive with 200, with their code in `extensions`, and beside data they are none of the call.

use super::verdict::{JSON, Row, every_code_arrives, judge};
use errspec::Change;
use errspec::{Action, Category, RetryClass};
use errspec_tests::shopify::{Api, ApiError, Body, ErrorCode};

const THROTTLED: &str = r#"{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED","documentation":"https://shopify.dev/api/usage/rate-limits"}}],
    "extensions":{"cost":{"requestedQueryCost":202,"actualQueryCost":null,"throttleStatus":{"maximumAvailable":1000.0,"currentlyAvailable":118,"restoreRate":50.0}}}}"#;
const PARTIAL: &str = r#"{"data":{"shop":{"name":"A"},"orders":null},"errors":[{"message":"Access denied for orders field.",
    "locations":[{"line":1,"column":18}],"path":["orders"],"extensions":{"code":"ACCESS_DENIED"}},{"message":"Field is deprecated"}]}"#;

#[test]
fn errors_without_data_are_a_failure_of_the_call() {
    judge::<Api>(
        "shopify",
        &[
            Row::success(200, JSON, r#"{"data":{"shop":{"name":"A"}},"extensions":{"cost":{"requestedQueryCost":1}}}"#),
            Row::success(200, JSON, PARTIAL),
            Row::success(
                200,
                JSON,
                r#"{"data":{"productCreate":{"product":null,"userErrors":[{"field":["title"],"message":"Title can't be blank"}]}}}"#,
            ),
            Row::failure(
                (200, JSON, THROTTLED),
                ("refused", "THROTTLED"),
                (Category::RateLimit, RetryClass::Throttled),
                "Throttled",
            ),
            Row::failure(
                (200, JSON, r#"{"data":null,"errors":[{"message":"Access denied","extensions":{"code":"ACCESS_DENIED"}}]}"#),
                ("refused", "ACCESS_DENIED"),
                (Category::Permission, RetryClass::AfterAction(Action::GetPermission)),
                "Access denied",
            ),
            Row::failure(
                (
                    200,
                    JSON,
                    r#"{"errors":[{"message":"Query cost is 2003","extensions":{"code":"MAX_COST_EXCEEDED","cost":2003,"maxCost":1000}}]}"#,
                ),
                ("refused", "MAX_COST_EXCEEDED"),
                (Category::TooLarge, RetryClass::AfterChange(Change::Request)),
                "Query cost is 2003",
            ),
            // The first error has no code.
            Row::failure(
                (
                    200,
                    JSON,
                    r#"{"errors":[{"message":"Field 'x' doesn't exist on type 'Shop'","path":["query","shop","x"]},{"message":"Internal error","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}"#,
                ),
                ("refused", "INTERNAL_SERVER_ERROR"),
                (Category::Internal, RetryClass::Unspecified),
                "Field 'x' doesn't exist on type 'Shop'; Internal error",
            ),
            Row::failure(
                (401, JSON, r#"{"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}"#),
                ("text", ""),
                (Category::Authentication, RetryClass::AfterAction(Action::RenewCredentials)),
                "[API] Invalid API key or access token (unrecognized login or wrong password)",
            ),
            Row::failure(
                (503, &[("Content-Type", "text/html")], "<html>"),
                ("", ""),
                (Category::Unavailable, RetryClass::Transient),
                "",
            ),
        ],
    );
}

#[test]
fn the_errors_beside_data_are_read_where_the_data_is() {
    let response = ApiError::decode(200, &JSON, PARTIAL.as_bytes());
    let Body::Partial(partial) = response.body() else { panic!("{response}") };
    let errors: Vec<_> = partial.errors.iter().collect();
    assert_eq!(errors.len(), 2);
    assert!(errors[0].code.as_ref().is_some_and(|code| *code == ErrorCode::AccessDenied));
    assert_eq!(errors[1].message, "Field is deprecated");
}

#[test]
fn what_a_query_costs_is_beside_its_errors() {
    let error = ApiError::check(200, &JSON, THROTTLED.as_bytes()).unwrap_err();
    let left = error.details().unwrap().at("/throttleStatus/currentlyAvailable").unwrap();
    assert_eq!(left.as_number().unwrap().to_string(), "118");
}

#[test]
fn every_code_arrives_as_itself() {
    assert_eq!(every_code_arrives::<Api, ErrorCode>("shopify"), ErrorCode::ALL.len());
}
