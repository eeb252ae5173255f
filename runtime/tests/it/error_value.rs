//! The accessors and the text of an error, whatever the shape of its body.

use crate::contracts::{autoretouch, tasks, vision};
use errspec::retry::Rank;
use errspec::{Action, Api, Category, Effect, RetryClass, Secret};
use std::time::Duration;

#[test]
fn the_most_specific_word_decides() {
    let oauth = autoretouch::ApiError::decode(503, &(), br#"{"error":"slow_down"}"#);
    assert_eq!(oauth.retry(), RetryClass::KeepPolling { slower_by: Duration::from_secs(5) });
    assert_eq!(oauth.decision().rank, Rank::Code);

    let unlisted = autoretouch::ApiError::decode(503, &(), br#"{"error":"new_word"}"#);
    assert_eq!((unlisted.retry(), unlisted.decision().rank), (RetryClass::Transient, Rank::Status));
    assert_eq!((unlisted.category(), unlisted.action()), (Category::Unavailable, Some("Try again later")));

    let range = autoretouch::ApiError::decode(599, &(), b"");
    assert_eq!((range.retry(), range.decision().rank), (RetryClass::Never, Rank::Range));
    assert_eq!((range.category(), range.action(), range.effect()), (Category::Internal, None, Effect::Maybe));

    let undeclared = autoretouch::ApiError::decode(402, &(), b"");
    assert_eq!((undeclared.category(), undeclared.effect()), (Category::Payment, Effect::None));
    assert_eq!(autoretouch::ApiError::decode(0, &(), b"").category(), Category::Internal);

    let typed = tasks::ApiError::decode(200, &(), br#"{"error":{"type":"server_error","code":7}}"#);
    assert_eq!(typed.retry(), RetryClass::AfterAction(Action::AddFunds));
    let family = tasks::ApiError::decode(200, &(), br#"{"error":{"type":"invalid_request_error","code":-32001}}"#);
    assert_eq!(family.retry(), RetryClass::Transient);
    let only_typed = tasks::ApiError::decode(200, &(), br#"{"error":{"type":"server_error"}}"#);
    assert_eq!((only_typed.retry(), only_typed.decision().rank), (RetryClass::Transient, Rank::Type));
}

#[test]
fn a_line_for_a_person() {
    let line = |status, body: &str| autoretouch::ApiError::decode(status, &(), body.as_bytes()).to_string();
    assert_eq!(line(502, "<html>Bad Gateway</html>"), "502 Bad Gateway: body of no known shape, 24 bytes");
    assert_eq!(line(503, ""), "503 Service Unavailable: Service is temporarily down");
    assert_eq!(line(599, ""), "599");
    let summary = "400 Bad Request: Device code expired, invalid, or refresh token revoked (code invalid_grant)";
    assert_eq!(line(400, r#"{"error":"invalid_grant"}"#), summary);
    assert_eq!(line(400, r#"{"error":"new"}"#), "400 Bad Request (code new)");
    assert_eq!(line(422, r#"{"error":"e","error_description":"no"}"#), "422 Unprocessable Entity: no (code e)");
    let silent = line(422, r#"{"error":"","error_description":" "}"#);
    assert_eq!(silent, "422 Unprocessable Entity: Image cannot be processed", "a text that says nothing is left out");
    let typed = |body: &str| tasks::ApiError::decode(500, &(), body.as_bytes()).to_string();
    assert!(typed(r#"{"error":{"type":"server_error"}}"#).ends_with(" (type server_error)"));
    assert!(typed(r#"{"error":{"type":"server_error","code":7}}"#).ends_with(" (code 7)"));
}

#[test]
fn a_server_cannot_forge_lines_or_flood_a_log() {
    let body = r#"{"error":"a\nERROR fake\u001b[2J","error_description":"x\r\ny\u202e\u2028z"}"#;
    let line = autoretouch::ApiError::decode(400, &(), body.as_bytes()).to_string();
    assert_eq!(line, r"400 Bad Request: x\r\ny\u{202e}\u{2028}z (code a\nERROR fake\u{1b}[2J)");
    let long = format!(r#"{{"error":"{0}","error_description":"{0}"}}"#, "é\u{2029}".repeat(5000));
    let error = autoretouch::ApiError::decode(400, &(), long.as_bytes());
    assert!(error.to_string().len() < 4000);
    assert!(format!("{error:?}").len() < 8000);
    assert_eq!(error.message().unwrap().chars().count(), 10_000, "only what is shown is cut");
}

#[test]
fn debug_output_tells_what_was_read() {
    let error =
        vision::ApiError::decode(429, &[("x-request-id", "r-1")], br#"{"error":{"code":"RATE_LIMITED","message":"m"}}"#);
    let debug = format!("{error:?}");
    for part in ["vision", "429", "middleware", "RATE_LIMITED", "r-1", r#"raw: "{"error""#] {
        assert!(debug.contains(part), "{part} in {debug}");
    }
}

#[test]
fn it_is_an_error_that_travels() {
    fn travels<T: std::error::Error + Clone + Send + Sync + 'static>(error: T) -> Box<dyn std::error::Error + Send + Sync> {
        error.into()
    }
    let error = autoretouch::ApiError::decode(404, &(), b"{}").into_owned();
    assert_eq!(travels(error).to_string(), "404 Not Found: body of no known shape, 2 bytes");
    // Small enough to be returned by value without a warning from clippy.
    assert!(size_of::<autoretouch::ApiError<'_>>() < 128);
}

#[test]
fn the_contract_is_at_hand() {
    let contract = autoretouch::Autoretouch::contract();
    assert!(contract.is_success(201) && !contract.is_success(304));
    assert_eq!(contract.statuses().row(404).map(|row| row.phrase), Some("Not Found"));
    let error = autoretouch::ApiError::decode(429, &(), b"");
    let limit = error.rate_limit(&[("X-RateLimit-Remaining", "0"), ("X-RateLimit-Limit", "100")]);
    assert_eq!((limit.limit, limit.remaining, limit.reset), (Some(100), Some(0), None));
}

#[test]
fn secrets_stay_out_of_logs() {
    #[derive(Debug)]
    #[allow(dead_code, reason = "only shown")]
    struct Params {
        key: Secret<String>,
    }
    let params = Params { key: Secret::new("sk_live".to_owned()) };
    assert_eq!(format!("{params:?}"), "Params { key: [redacted] }");
    assert_eq!(format!("{:>12}|{:#?}", params.key, params.key), "  [redacted]|[redacted]");
    assert_eq!(params.key.expose(), "sk_live");
    assert_eq!(params.key.into_exposed(), "sk_live");
}
