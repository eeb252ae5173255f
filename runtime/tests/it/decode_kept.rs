//! What can still be read from a body that does not follow the contract.

use crate::contracts::{autoretouch, tasks, vision};
use errspec::Category;
use proptest::prelude::*;

#[test]
fn a_code_is_kept_where_another_part_has_the_wrong_type() {
    let error = vision::ApiError::decode(429, &(), br#"{"error":{"code":"RATE_LIMIT_ERROR","message":7}}"#);
    assert_eq!((error.body(), error.is(vision::ErrorCode::RateLimitError)), (vision::Body::Unknown, true));
    assert_eq!((error.category(), error.message()), (Category::RateLimit, None));
}

#[test]
fn the_first_listed_code_counts_where_no_shape_matches() {
    let error = tasks::ApiError::decode(500, &(), br#"{"error":{"code":"x"},"errors":[{"code":7},"#);
    assert_eq!(error.code_ref(), Some(tasks::RpcCode::OutOfFunds.into()));
    let both = tasks::ApiError::decode(500, &(), br#"{"error":{"code":-32601},"errors":[{"code":7}],"#);
    assert_eq!(both.code_ref(), Some(tasks::RpcCode::MethodNotFound.into()), "in the order of the contract");
}

#[test]
fn tails_and_beginnings_that_do_not_belong() {
    let line = r#"{"error":"invalid_grant"}"#;
    let known = [
        (format!("{line}\n{line}\n"), false),
        (format!("{line}\n\n \t\r"), true),
        (format!("{line}\0"), false),
        (format!("{line}<!-- proxy -->"), false),
        (format!("\u{feff}{line}"), true),
        (format!("\n\n{line}"), true),
    ];
    for (body, whole) in known {
        let error = autoretouch::ApiError::decode(400, &(), body.as_bytes());
        assert!(error.is(autoretouch::OAuthError::InvalidGrant), "{body:?}");
        assert_eq!((error.body_name().is_some(), error.raw()), (whole, body.as_bytes()), "{body:?}");
    }
    for body in [format!(")]}}'\n{line}"), format!("data: {line}\n\n"), format!("callback({line})")] {
        let error = autoretouch::ApiError::decode(400, &(), body.as_bytes());
        assert_eq!((error.code_ref(), error.raw()), (None, body.as_bytes()), "{body:?}");
    }
}

#[test]
fn a_text_that_breaks_off_is_not_half_believed() {
    let whole = r#"{"error":{"type":"server_error","code":-32601}}"#;
    for cut in 0..whole.len() {
        let error = tasks::ApiError::decode(500, &(), &whole.as_bytes()[..cut]);
        assert_eq!(error.body_name(), None);
        // `-32601` cut to `-3260` would be another code.
        assert!([None, Some("-32601".into())].contains(&error.code_text()), "{cut}: {error:?}");
        assert!([None, Some("server_error".into())].contains(&error.type_text()), "{cut}: {error:?}");
    }
}

#[test]
fn too_deep_a_body_keeps_the_code_before_it() {
    let deep = format!(r#"{{"error":"slow_down","x":{}{}}}"#, "[".repeat(128), "]".repeat(128));
    let error = autoretouch::ApiError::decode(400, &(), deep.as_bytes());
    assert_eq!((error.body_name(), error.is(autoretouch::OAuthError::SlowDown)), (None, true));
    let just = format!(r#"{{"error":"slow_down","x":{}{}}}"#, "[".repeat(127), "]".repeat(127));
    assert_eq!(autoretouch::ApiError::decode(400, &(), just.as_bytes()).body_name(), Some("oauth"));
}

#[test]
fn of_members_with_one_name_the_last_counts_at_every_depth() {
    let body = |text: &str| tasks::ApiError::decode(500, &(), text.as_bytes()).code_text().map(String::from);
    assert_eq!(body(r#"{"error":{"type":"server_error","code":7,"code":-32601}}"#).as_deref(), Some("-32601"));
    assert_eq!(body(r#"{"error":{"code":7},"error":{"type":"server_error"}}"#), None);
    assert_eq!(
        body(r#"{"error":{"type":"server_error","code":7},"\u0065rror":{"type":"server_error","code":-32601}}"#).as_deref(),
        Some("-32601")
    );
    assert_eq!(body(r#"{"error":{"type":"server_error","code":7,"code":null}}"#), None);
    let replaced = vision::ApiError::decode(400, &(), br#"{"detail":"text","detail":null}"#);
    assert_eq!(replaced.body(), vision::Body::Unknown, "null is no value, also in place of one");
}

#[test]
fn shapes_are_tried_in_the_order_of_the_contract() {
    // Both `api` and `oauth` have what they need.
    let both = r#"{"timestamp":"2020-09-16T21:09:15Z","status":400,"error":"slow_down","message":"m"}"#;
    assert_eq!(autoretouch::ApiError::decode(400, &(), both.as_bytes()).body_name(), Some("api"));
    let text = r#"{"detail":"m","error":{"code":"NEW","message":"m"}}"#;
    assert_eq!(vision::ApiError::decode(400, &(), text.as_bytes()).body_name(), Some("middleware"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_header_breaks_it(status: u16, content_type: Vec<u8>, request_id: Vec<u8>) {
        let body = br#"{"type":"t","detail":"d"}"#;
        let headers: [(&str, &[u8]); 2] = [("Content-Type", &content_type), ("X-Request-Id", &request_id)];
        let error = vision::ApiError::decode(status, &headers, body);
        prop_assert_eq!((error.status(), error.raw(), error.body_name()), (status, &body[..], Some("text")));
        prop_assert_eq!(error.request_id().is_some(), !request_id.trim_ascii().is_empty());
    }
}
