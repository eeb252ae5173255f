//! The shapes of errors.

use crate::support::{mentions, remarked};
use errspec::{Category, Change, OpenCode, RetryClass};
use generated_client::vision::{ADVICE, ApiError, Body, ErrorCode, RateLimitErrorParams, UNSPECIFIED};

const MIDDLEWARE: &[u8] = br#"{ "error": { "code": "RATE_LIMIT_ERROR", "message": "Rate limit exceeded: 100 calls per 60 seconds", "details": {} }, "request_id": "550e8400-e29b-41d4-a716-446655440000"}"#;
const PLAIN: &[u8] = br#"{ "detail": "Rule not found"}"#;
const STRUCTURED: &[u8] =
    br#"{ "detail": { "code": "VALIDATION_ERROR", "message": "Invalid request parameters", "field": "limit" }}"#;
const VALIDATION: &[u8] = br#"{"detail": [
    {"loc": ["query", "limit"], "msg": "ensure this value is less than 101", "type": "value_error.number.not_le"},
    {"loc": ["body", 0, "name"], "msg": "field required", "type": "value_error.missing"}
]}"#;

#[test]
fn line_16_the_middleware_envelope() {
    let error = ApiError::decode(429, &(), MIDDLEWARE);
    let Body::Middleware(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(body.code, ErrorCode::RateLimitError);
    assert_eq!(body.message, "Rate limit exceeded: 100 calls per 60 seconds");
    assert_eq!(body.details.unwrap().as_str(), "{}");
    assert_eq!(body.request_id.as_deref(), Some("550e8400-e29b-41d4-a716-446655440000"));
    assert_eq!(RateLimitErrorParams { limit: 100, window: 60 }.to_string(), body.message, "the limit stands nowhere else");
    assert_eq!(RateLimitErrorParams::CODE, ErrorCode::RateLimitError);
    assert_eq!(ErrorCode::RateLimitError.extra().unwrap().message, "Rate limit exceeded: {limit} calls per {window} seconds");
    assert_eq!((error.retry(), error.category()), (RetryClass::Throttled, Category::RateLimit));

    let detailed = ApiError::decode(
        503,
        &(),
        br#"{"error": {"code": "VLM_PROVIDER_ERROR", "message": "m", "details": {"provider": "x", "after": 3}}}"#,
    );
    assert_eq!(detailed.details().unwrap().at("/after").unwrap().as_number().unwrap().as_i64(), Some(3));
    assert_eq!(detailed.request_id(), None);
}

#[test]
fn line_17_the_frameworks_text() {
    let error = ApiError::decode(404, &(), PLAIN);
    assert!(matches!(error.body(), Body::Plain(body) if body.message == "Rule not found"), "{error:?}");
    assert_eq!((error.message().as_deref(), error.code_text(), error.request_id()), (Some("Rule not found"), None, None));
    assert_eq!(error.category(), Category::NotFound);
}

#[test]
fn line_18_the_frameworks_object() {
    let error = ApiError::decode(422, &(), STRUCTURED);
    let Body::Structured(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(
        (body.code, &*body.message, body.field.as_deref()),
        (ErrorCode::ValidationError.into(), "Invalid request parameters", Some("limit"))
    );
    assert_eq!(error.request_id(), None);
    let without_field = ApiError::decode(403, &(), br#"{"detail": {"code": "AUTHZ_ERROR", "message": "no"}}"#);
    assert!(matches!(without_field.body(), Body::Structured(body) if body.field.is_none()), "{without_field:?}");
    remarked(UNSPECIFIED, &["endpoints", "text", "object"]);
}

#[test]
fn line_19_every_shape_is_decoded() {
    let names = [MIDDLEWARE, PLAIN, STRUCTURED, VALIDATION].map(|raw| ApiError::decode(422, &(), raw).body_name());
    assert_eq!(names, [Some("middleware"), Some("plain"), Some("structured"), Some("validation")]);

    let error = ApiError::decode(422, &(), VALIDATION);
    let Body::Validation(body) = error.body() else { panic!("{error:?}") };
    let violations: Vec<_> = body.violations.iter().collect();
    assert_eq!(violations.len(), 2);
    assert_eq!(violations[0].loc.as_str(), r#"["query", "limit"]"#);
    assert_eq!(violations[1].loc.at("/1").map(|index| index.as_str()), Some("0"));
    assert_eq!(violations[1].msg, "field required");
    assert_eq!(violations[1].r#type, "value_error.missing");
    assert_eq!((error.code_text(), error.retry()), (None, RetryClass::AfterChange(Change::Request)));

    let unknown: [&[u8]; 6] = [
        b"<html>Bad Gateway</html>",
        b"",
        br#"{"detail": 7}"#,
        br#"{"error": "x"}"#,
        b"null",
        br#"{"detail": {"message": "m"}}"#,
    ];
    for raw in unknown {
        let error = ApiError::decode(502, &(), raw);
        assert_eq!((error.body(), error.status(), error.raw()), (Body::Unknown, 502, raw));
    }
    for raw in [r#"["m"]"#, r#"[{"loc": ["query"], "msg": "m"}]"#] {
        let body = format!("{{\"detail\": {raw}}}");
        let error = ApiError::decode(502, &(), body.as_bytes());
        let Body::Validation(body) = error.body() else { panic!("{error:?}") };
        let violations = body.violations;
        let unfit: Vec<_> = violations.unfit().map(|item| format!("[{}]", item.as_str())).collect();
        assert_eq!((violations.iter().count(), unfit), (0, vec![raw.to_owned()]), "what is no violation is kept as it came");
    }
    let cut = ApiError::decode(500, &(), br#"{"error": {"code": "VLM_PROVIDER_ERROR", "mess"#);
    assert_eq!(
        (cut.body_name(), cut.code_ref()),
        (None, Some(ErrorCode::VlmProviderError.into())),
        "what could be read counts"
    );
    remarked(UNSPECIFIED, &["neither shape"]);
}

#[test]
fn line_20_the_request_id_for_support() {
    let shown = ApiError::decode(429, &(), MIDDLEWARE).to_string();
    mentions(&shown, &["429", "Rate limit exceeded", "RATE_LIMIT_ERROR", "550e8400-e29b-41d4-a716-446655440000"]);
    let shown = ApiError::decode(404, &(), PLAIN).to_string();
    assert_eq!(shown, "404 Not Found: Rule not found");
    remarked(ADVICE, &["request id", "support"]);
    let odd = ApiError::decode(500, &(), br#"{"request_id": "r-7", "oops": true}"#);
    assert_eq!(odd.request_id().as_deref(), Some("r-7"), "whatever the rest is");
    assert_eq!(odd.code::<ErrorCode>(), None::<OpenCode<'_, ErrorCode>>);
}
