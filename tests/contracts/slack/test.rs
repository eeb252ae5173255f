//! A chat: `ok` says in a 200 whether the call succeeded.

use super::verdict::{JSON, Row, every_code_arrives, judge};
use core::time::Duration;
use errspec::Change;
use errspec::retry::{Outcome, Step};
use errspec::{Action, Category, RetryClass};
use errspec_tests::slack::{Api, ApiError, Body, ErrorCode, RETRY, operations};

const SCOPE: &str = r#"{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"channels:read"}"#;

#[test]
fn ok_decides_whether_a_200_is_a_failure() {
    judge::<Api>(
        "slack",
        &[
            Row::success(200, JSON, r#"{"ok":true,"channel":"C1","ts":"1503435956.000247"}"#),
            // A warning is none, and the text of a message is not an error.
            Row::success(
                200,
                JSON,
                r#"{"ok":true,"warning":"missing_charset","response_metadata":{"warnings":["missing_charset"]}}"#,
            ),
            Row::success(200, JSON, r#"{"ok":true,"error":"channel_not_found"}"#),
            Row::failure(
                (200, JSON, r#"{"ok":false,"error":"channel_not_found"}"#),
                ("refused", "channel_not_found"),
                (Category::NotFound, RetryClass::Never),
                "",
            ),
            Row::failure(
                (
                    200,
                    JSON,
                    r#"{"ok":false,"error":"invalid_arguments","response_metadata":{"messages":["[ERROR] missing required field: channel","[ERROR] no text"]}}"#,
                ),
                ("refused", "invalid_arguments"),
                (Category::InvalidRequest, RetryClass::AfterChange(Change::Parameters)),
                "[ERROR] missing required field: channel; [ERROR] no text",
            ),
            Row::failure(
                (200, JSON, SCOPE),
                ("refused", "missing_scope"),
                (Category::Permission, RetryClass::AfterAction(Action::GetPermission)),
                "",
            ),
            Row::failure(
                (200, JSON, r#"{"ok":false,"error":"internal_error"}"#),
                ("refused", "internal_error"),
                (Category::Internal, RetryClass::Transient),
                "",
            ),
            Row::failure(
                (200, JSON, r#"{"ok":false,"error":"token_expired"}"#),
                ("refused", "token_expired"),
                (Category::Authentication, RetryClass::Refresh),
                "",
            ),
            Row::failure(
                (429, &[("Content-Type", "application/json"), ("Retry-After", "30")], r#"{"ok":false,"error":"ratelimited"}"#),
                ("refused", "ratelimited"),
                (Category::RateLimit, RetryClass::Throttled),
                "",
            ),
            Row::failure(
                (200, JSON, r#"{"ok":false,"error":"rate_limited"}"#),
                ("refused", "rate_limited"),
                (Category::RateLimit, RetryClass::Throttled),
                "",
            ),
            Row::failure(
                (200, JSON, r#"{"ok":false,"error":"posting_to_general_channel_denied"}"#),
                ("refused", "posting_to_general_channel_denied"),
                (Category::Other, RetryClass::Unspecified),
                "",
            ),
            Row::failure((503, &[], ""), ("", ""), (Category::Unavailable, RetryClass::Transient), ""),
        ],
    );
}

#[test]
fn the_scopes_are_fields() {
    let error = ApiError::check(200, &JSON, SCOPE.as_bytes()).unwrap_err();
    let Body::Refused(refused) = error.body() else { panic!("{error}") };
    assert_eq!((refused.needed.as_deref(), refused.provided.as_deref()), (Some("chat:write"), Some("channels:read")));
}

/// A message may have been posted although the service failed, and a call that was throttled posted none.
#[test]
fn a_post_is_repeated_only_if_nothing_was_posted() {
    let step = |status, code| {
        let body = format!(r#"{{"ok":false,"error":"{code}"}}"#);
        let error = ApiError::check(status, &JSON, body.as_bytes()).unwrap_err();
        RETRY.call(Duration::ZERO, 1).operation(&operations::POST_MESSAGE).on_outcome(&Outcome::error(&error), Duration::ZERO)
    };
    assert!(matches!(step(200, "internal_error"), Step::End(Err(_))));
    assert!(matches!(step(429, "ratelimited"), Step::Wait(_)));
}

#[test]
fn every_code_arrives_as_itself() {
    assert_eq!(every_code_arrives::<Api, ErrorCode>("slack"), ErrorCode::ALL.len());
}
