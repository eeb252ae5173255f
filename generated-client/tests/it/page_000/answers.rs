//! Statuses and the envelopes of errors.

use crate::support::{class, declared, mentions, remarked, status};
use errspec::{Action, Basis, Category, Change, RetryClass};
use generated_client::autoretouch::{ApiError, Body, CONFLICTS, CONTRACT, OAuthError, RETRY, Status};

/// The short meaning that the page gives beside the description; only case is free.
#[track_caller]
fn titled(number: u16, title: &str) {
    let found = Status::new(number).facts().title;
    assert_eq!(found.to_lowercase(), title.to_lowercase());
}

#[test]
fn line_01_success_statuses_and_three_groups() {
    let of_hundred =
        |hundred: u16| Status::DECLARED.iter().map(|s| s.code()).filter(move |s| s / 100 == hundred).collect::<Vec<_>>();
    assert_eq!(of_hundred(2), [200, 201]);
    assert_eq!(of_hundred(4), [400, 401, 403, 404, 422, 429]);
    assert_eq!(of_hundred(5), [500, 503]);
    status(&CONTRACT, 200, "OK", &["completed"]);
    status(&CONTRACT, 201, "Created", &["execution", "upload"]);
    titled(200, "Success");
    titled(201, "Created");
    assert_eq!(Status::Ok.to_string(), "200 OK");
    assert!(CONTRACT.is_success(200) && CONTRACT.is_success(201));
    for declared in Status::DECLARED {
        let row = declared.facts();
        assert!(!declared.phrase().is_empty() && !row.title.is_empty() && !row.summary.is_empty(), "{declared}");
        assert_eq!(row.basis, Basis::Stated, "{declared}");
    }
}

#[test]
fn line_02_bad_request() {
    status(&CONTRACT, 400, "Bad Request", &["malformed", "body", "parameter"]);
    titled(400, "Invalid request");
    assert_eq!(Status::BadRequest.retry(), RetryClass::AfterChange(Change::Request));
    assert_eq!(Status::BadRequest.category(), Some(Category::InvalidRequest));
}

#[test]
fn line_03_unauthorized_asks_for_a_refresh() {
    status(&CONTRACT, 401, "Unauthorized", &["access token", "missing", "invalid"]);
    titled(401, "Authentication required");
    mentions(Status::Unauthorized.action().unwrap(), &["refresh", "access token"]);
    assert_eq!(Status::Unauthorized.retry(), RetryClass::Refresh);
    assert_eq!(Status::Unauthorized.category(), Some(Category::Authentication));
}

#[test]
fn line_04_forbidden() {
    status(&CONTRACT, 403, "Forbidden", &["token", "valid", "permit"]);
    titled(403, "Access denied");
    assert_eq!(Status::Forbidden.retry(), RetryClass::AfterAction(Action::GetPermission));
    assert_eq!(Status::Forbidden.category(), Some(Category::Permission));
}

#[test]
fn line_05_not_found() {
    status(&CONTRACT, 404, "Not Found", &["workflow", "execution", "image"]);
    titled(404, "Resource not found");
    assert_eq!((Status::NotFound.retry(), Status::NotFound.category()), (RetryClass::Never, Some(Category::NotFound)));
}

#[test]
fn line_06_unprocessable_entity() {
    let row = status(&CONTRACT, 422, "Unprocessable Entity", &["image", "cannot be processed"]);
    titled(422, "Invalid content");
    mentions(&row.causes.join(", "), &["format", "size", "else"]);
    assert_eq!(Status::new(422).retry(), RetryClass::AfterChange(Change::Input));
}

#[test]
fn line_07_internal_server_error() {
    status(&CONTRACT, 500, "Internal Server Error", &["unexpected"]);
    titled(500, "Server error");
    mentions(Status::InternalServerError.action().unwrap(), &["retry"]);
    assert_eq!(Status::InternalServerError.retry(), RetryClass::Transient);
    assert_eq!(Status::InternalServerError.category(), Some(Category::Internal));
}

#[test]
fn line_08_service_unavailable() {
    status(&CONTRACT, 503, "Service Unavailable", &["down"]);
    titled(503, "Temporarily unavailable");
    mentions(Status::ServiceUnavailable.action().unwrap(), &["retry"]);
    assert_eq!(Status::ServiceUnavailable.retry(), RetryClass::Transient);
    assert_eq!(Status::ServiceUnavailable.category(), Some(Category::Unavailable));
}

#[test]
fn line_09_too_many_requests_is_in_no_table() {
    status(&CONTRACT, 429, "Too Many Requests", &["limit"]);
    assert!(declared(&CONTRACT).contains(&429));
    assert_eq!(Status::TooManyRequests.basis(), Basis::Stated, "the text has it, though no table");
    mentions(Status::TooManyRequests.action().unwrap(), &["reset"]);
    assert_eq!(class(&RETRY, 429), RetryClass::Throttled);
    assert!(CONFLICTS.iter().any(|entry| entry.between.contains("tables") && entry.between.contains("429")));
}

const NOT_FOUND: &[u8] = br#"{
"timestamp": "2020-09-16T21:09:15.863+00:00",
"status": 404,
"error": "Not Found",
"message": "Workflow execution not found",
"path": "/v1/workflow/execution/invalid-id"
}"#;

#[test]
fn line_10_the_flat_envelope() {
    let error = ApiError::decode(404, &(), NOT_FOUND);
    let Body::Api(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(body.timestamp.as_str(), "2020-09-16T21:09:15.863+00:00");
    assert_eq!(body.timestamp.unix_nanos(), 1_600_290_555_863_000_000);
    assert_eq!((body.timestamp.date_time().nanosecond, body.timestamp.date_time().offset), (863_000_000, Some(0)));
    assert_eq!((body.status, &*body.phrase), (404, "Not Found"));
    assert_eq!(body.path.as_deref(), Some("/v1/workflow/execution/invalid-id"));
    assert_eq!(error.message().as_deref(), Some("Workflow execution not found"));
    assert_eq!((error.phrase(), error.category(), error.retry()), ("Not Found", Category::NotFound, RetryClass::Never));
    assert_eq!(error.to_string(), "404 Not Found: Workflow execution not found");
    let without_message = br#"{"timestamp":"2020-09-16T21:09:15Z","status":503,"error":"Service Unavailable","path":"/"}"#;
    let error = ApiError::decode(503, &(), without_message);
    assert!(matches!(error.body(), Body::Api(body) if body.status == 503), "timestamp and status tell it apart: {error:?}");
    assert_eq!(error.code_text(), None);
}

#[test]
fn line_11_one_key_for_a_phrase_and_a_code() {
    let flat = ApiError::decode(404, &(), NOT_FOUND);
    assert_eq!((flat.body_name(), flat.code_text(), flat.code::<OAuthError>()), (Some("api"), None, None));

    let refused =
        ApiError::decode(400, &(), br#"{"error": "invalid_grant", "error_description": "Invalid or expired device code."}"#);
    let Body::Oauth(body) = refused.body() else { panic!("{refused:?}") };
    assert_eq!(body.code, OAuthError::InvalidGrant);
    assert_eq!(body.message.as_deref(), Some("Invalid or expired device code."));
    assert_eq!((refused.body_name(), refused.code_ref()), (Some("oauth"), Some(OAuthError::InvalidGrant.into())));

    for raw in
        [&b"<html><h1>502 Bad Gateway</h1></html>"[..], b"", br#"{"error": "slow_do"#, br#"{"fault": {"id": 7}}"#, b"[1, 2]"]
    {
        let error = ApiError::decode(502, &(), raw);
        assert_eq!(error.body(), Body::Unknown);
        assert_eq!((error.status(), error.raw(), error.body_name()), (502, raw, None));
        assert_eq!((error.code_ref(), error.retry()), (None, RetryClass::Never));
    }
    remarked(generated_client::autoretouch::UNSPECIFIED, &["common body"]);
}
