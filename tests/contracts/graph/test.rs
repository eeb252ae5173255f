//! Inner errors: the innermost code that is listed is the most specific one.

use super::verdict::{JSON, Row, every_code_arrives, judge};
use errspec::{Action, Category, Change, RetryClass};
use errspec_tests::graph::{Api, ApiError, ErrorCode};

const NESTED: &str = r#"{"error":{"code":"invalidRequest","message":"Cannot copy the folder","innerError":{"code":"newCode",
    "innerError":{"code":"cannotCopyRecursive","innerError":{"code":"subtree2"}},"date":"2020-05-26T14:11:09","request-id":"7dfa"}}}"#;

#[test]
fn the_innermost_listed_code_decides() {
    judge::<Api>(
        "graph",
        &[
            Row::success(200, JSON, r#"{"value":[]}"#),
            Row::success(204, &[], ""),
            Row::failure(
                (400, JSON, NESTED),
                ("odata", "cannotCopyRecursive"),
                (Category::Conflict, RetryClass::Never),
                "Cannot copy the folder",
            ),
            Row::failure(
                (
                    404,
                    JSON,
                    r#"{"error":{"code":"itemNotFound","message":"The resource could not be found.","innerError":{"date":"2024-01-01T00:00:00","request-id":"a","client-request-id":"b"}}}"#,
                ),
                ("odata", "itemNotFound"),
                (Category::NotFound, RetryClass::Never),
                "The resource could not be found.",
            ),
            // No code is listed: the outermost is the error's.
            Row::failure(
                (
                    403,
                    JSON,
                    r#"{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation.","innerError":{"code":"x"}}}"#,
                ),
                ("odata", "Authorization_RequestDenied"),
                (Category::Permission, RetryClass::AfterAction(Action::GetPermission)),
                "Insufficient privileges to complete the operation.",
            ),
            Row::failure(
                (409, JSON, r#"{"error":{"code":"notAllowed","message":"m","innerError":{"code":"lockedFile"}}}"#),
                ("odata", "lockedFile"),
                (Category::Conflict, RetryClass::Transient),
                "m",
            ),
            Row::failure(
                (400, JSON, r#"{"error":{"code":"invalidDestination","message":"m"}}"#),
                ("odata", "invalidDestination"),
                (Category::InvalidRequest, RetryClass::AfterChange(Change::Parameters)),
                "m",
            ),
            Row::failure(
                (
                    429,
                    &[("Content-Type", "application/json"), ("Retry-After", "10")],
                    r#"{"error":{"code":"TooManyRequests","message":"Too many requests","innerError":{"status":"429"}}}"#,
                ),
                ("odata", "TooManyRequests"),
                (Category::RateLimit, RetryClass::Throttled),
                "Too many requests",
            ),
            Row::failure((503, &[], ""), ("", ""), (Category::Unavailable, RetryClass::Transient), ""),
        ],
    );
}

#[test]
fn the_causes_are_read_from_the_outside_in() {
    let error = ApiError::check(400, &JSON, NESTED.as_bytes()).unwrap_err();
    let codes: Vec<_> = error.causes().map(|cause| cause.code_text().unwrap_or_default().into_owned()).collect();
    assert_eq!(codes, ["newCode", "cannotCopyRecursive", "subtree2"]);
}

#[test]
fn every_code_arrives_as_itself() {
    assert_eq!(every_code_arrives::<Api, ErrorCode>("graph"), ErrorCode::ALL.len());
}
