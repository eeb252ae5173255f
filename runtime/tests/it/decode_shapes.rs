//! The shapes of real error pages, decoded through contracts as the generator writes them.

use crate::contracts::{autoretouch, tasks, vision};
use errspec::{Category, OpenCode};
use std::time::Duration;

const JSON: [(&str, &str); 1] = [("Content-Type", "application/json")];

#[test]
fn a_flat_envelope() {
    let body = br#"{
"timestamp": "2020-09-16T21:09:15.863+00:00",
"status": 404,
"error": "Not Found",
"message": "Workflow execution not found",
"path": "/v1/workflow/execution/invalid-id"
}"#;
    let error = autoretouch::ApiError::decode(404, &JSON, body);
    let autoretouch::Body::Api(api) = error.body() else { panic!("{error:?}") };
    assert_eq!(api.timestamp.unix_nanos(), 1_600_290_555_863_000_000);
    assert_eq!((api.status, &*api.phrase), (404, "Not Found"));
    assert_eq!(api.path.as_deref(), Some("/v1/workflow/execution/invalid-id"));
    assert_eq!(error.message().as_deref(), Some("Workflow execution not found"));
    assert_eq!(error.code_text(), None);
    assert_eq!(error.category(), Category::NotFound);
    assert_eq!(error.to_string(), "404 Not Found: Workflow execution not found");
}

#[test]
fn the_same_key_is_a_code_in_another_shape() {
    let error = autoretouch::ApiError::decode(400, &JSON, br#"{"error":"slow_down","error_description":"Too fast."}"#);
    assert_eq!(error.body_name(), Some("oauth"));
    assert_eq!(error.code::<autoretouch::OAuthError>(), Some(OpenCode::Known(autoretouch::OAuthError::SlowDown)));
    assert!(error.is(autoretouch::OAuthError::SlowDown) && !error.is(autoretouch::OAuthError::InvalidGrant));
    assert_eq!(error.category(), Category::Pending);
    assert_eq!(error.to_string(), "400 Bad Request: Too fast. (code slow_down)");
}

#[test]
fn an_unlisted_code_keeps_its_text() {
    let error = autoretouch::ApiError::decode(400, &(), br#"{"error":"teapot"}"#);
    assert_eq!(error.code::<autoretouch::OAuthError>(), Some(OpenCode::Unknown("teapot".into())));
    assert_eq!((error.code_ref(), error.code_text().as_deref()), (None, Some("teapot")));
    assert_eq!(error.category(), Category::InvalidRequest);
}

#[test]
fn a_known_code_survives_a_body_of_no_known_shape() {
    let broken: [&[u8]; 3] = [
        br#"{"error":"invalid_grant","error_description":"cut o"#,
        br#"{"error":"invalid_grant"} {"error":"slow_down"}"#,
        br#"{"error":"invalid_grant",}"#,
    ];
    for body in broken {
        let error = autoretouch::ApiError::decode(400, &JSON, body);
        assert_eq!(error.body(), autoretouch::Body::Unknown);
        assert!(error.is(autoretouch::OAuthError::InvalidGrant), "{error:?}");
        assert_eq!(error.category(), Category::Authentication);
        assert_eq!(error.raw(), body);
    }
    let phrase = autoretouch::ApiError::decode(404, &JSON, br#"{"error":"Not Found","path"#);
    assert_eq!(phrase.code_text(), None, "a text that is no listed code is not believed");
}

#[test]
fn what_is_no_json_keeps_status_and_bytes() {
    for body in ["<html><h1>502 Bad Gateway</h1></html>", "", " ", "null", "[]", "\"x\"", "error=slow_down", "\u{feff}"] {
        let error = autoretouch::ApiError::decode(502, &JSON, body.as_bytes());
        assert_eq!((error.status(), error.raw()), (502, body.as_bytes()));
        assert_eq!((error.body_name(), error.code_ref(), error.message()), (None, None, None));
        assert_eq!(error.category(), Category::Upstream);
    }
    let empty = autoretouch::ApiError::decode(502, &JSON, b"");
    assert_eq!(empty.to_string(), "502 Bad Gateway");
}

#[test]
fn an_envelope_with_request_id_and_details() {
    let body = br#"{ "error": { "code": "RATE_LIMIT_ERROR", "message": "Rate limit exceeded: 100 calls per 60 seconds",
        "details": {} }, "request_id": "550e8400-e29b-41d4-a716-446655440000", "retry_after": 1.5}"#;
    let headers = [("content-type", "application/json; charset=utf-8"), ("x-request-id", "other")];
    let error = vision::ApiError::decode(429, &headers, body);
    assert_eq!(error.body_name(), Some("middleware"));
    assert!(error.is(vision::ErrorCode::RateLimitError));
    assert_eq!(error.details().map(|json| json.as_str()), Some("{}"));
    assert_eq!(error.request_id().as_deref(), Some("550e8400-e29b-41d4-a716-446655440000"));
    assert_eq!(error.delay(), Some(Duration::from_millis(1500)));
    assert_eq!(error.action(), Some("Wait"));
    let line = "429 Too Many Requests: Rate limit exceeded: 100 calls per 60 seconds \
        (code RATE_LIMIT_ERROR; request 550e8400-e29b-41d4-a716-446655440000)";
    assert_eq!(error.to_string(), line);
}

#[test]
fn the_header_names_the_request_where_the_body_does_not() {
    let error = vision::ApiError::decode(404, &[("X-Request-ID", " abc ")], br#"{ "detail": "Rule not found"}"#);
    assert_eq!(error.body(), vision::Body::Text(vision::TextBody { message: "Rule not found".into() }));
    assert_eq!(error.request_id().as_deref(), Some("abc"));
    assert_eq!(error.to_string(), "404 Not Found: Rule not found (request abc)");
}

#[test]
fn one_place_in_three_forms() {
    let object = br#"{ "detail": { "code": "VALIDATION_ERROR", "message": "Invalid request parameters", "field": "limit" }}"#;
    let error = vision::ApiError::decode(422, &JSON, object);
    let vision::Body::Object(body) = error.body() else { panic!("{error:?}") };
    assert_eq!((body.code, body.field.as_deref()), (vision::ErrorCode::ValidationError.into(), Some("limit")));

    let list = br#"{"detail":[{"loc":["body",0],"msg":"no","type":"missing"}, {"type":"t","msg":"\u00e9","loc":[],"x":[{}]}]}"#;
    let error = vision::ApiError::decode(422, &JSON, list);
    let vision::Body::List(body) = error.body() else { panic!("{error:?}") };
    let items: Vec<_> = body.items.iter().map(|item| (item.loc.to_string(), item.msg, item.r#type)).collect();
    let expected = [(r#"["body",0]"#.into(), "no".into(), "missing".into()), ("[]".into(), "é".into(), "t".into())];
    assert_eq!(items, expected);

    let empty = vision::ApiError::decode(422, &JSON, br#"{"detail":[ ]}"#);
    let vision::Body::List(body) = empty.body() else { panic!("{empty:?}") };
    assert_eq!(body.items.iter().count(), 0);

    let other_status = vision::ApiError::decode(400, &JSON, list);
    assert_eq!(other_status.body(), vision::Body::Unknown);
}

#[test]
fn a_problem_document_is_told_by_its_media_type() {
    let body = br#"{"type":"https://example.com/probs/out-of-credit","title":"No credit","detail":"30 short","instance":7}"#;
    let problem = [("Content-Type", "Application/Problem+JSON ;charset=utf-8")];
    let error = vision::ApiError::decode(403, &problem, body);
    assert_eq!((error.body_name(), error.message().as_deref()), (Some("problem"), Some("30 short")));
    assert_eq!(vision::ApiError::decode(403, &JSON, body).body_name(), Some("text"));
    assert_eq!(vision::ApiError::decode(200, &problem, body).body_name(), Some("text"));
}

#[test]
fn types_stand_beside_codes_and_codes_may_be_numbers() {
    use tasks::{ErrorType, RpcCode};
    for code in ["-32601", "\"-32601\""] {
        let body = format!(r#"{{"error":{{"type":"server_error","code":{code},"a/b~c":"m"}}}}"#);
        let error = tasks::ApiError::decode(200, &(), body.as_bytes());
        assert_eq!(error.error_type::<ErrorType>(), Some(ErrorType::Server.into()));
        assert_eq!(error.code::<RpcCode>(), Some(RpcCode::MethodNotFound.into()));
        assert!(error.is(ErrorType::Server) && error.is(RpcCode::MethodNotFound));
        assert_eq!((error.category(), error.message().as_deref()), (Category::Unsupported, Some("m")));
    }
    let family = tasks::ApiError::decode(200, &(), br#"{"error":{"type":"server_error","code":-32050}}"#);
    assert_eq!(family.code::<RpcCode>(), Some(OpenCode::Unknown("-32050".into())));
    assert_eq!(family.category(), Category::Unavailable);
    let typed_only = tasks::ApiError::decode(200, &(), br#"{"error":{"type":"server_error","code":1.5}}"#);
    assert_eq!((typed_only.body_name(), typed_only.code_text()), (Some("one"), None));
    assert_eq!(typed_only.category(), Category::Internal);
    let closed = tasks::ApiError::decode(500, &(), br#"{"error":{"type":"unheard_of","code":7}}"#);
    assert_eq!((closed.body_name(), closed.is(RpcCode::OutOfFunds)), (None, true));
    assert_eq!(closed.category(), Category::Payment);
    let several = tasks::ApiError::decode(200, &(), br#"{"errors":[{"code":7},{"code":8}]}"#);
    assert_eq!(several.body(), tasks::Body::Several(tasks::SeveralBody { code: RpcCode::OutOfFunds.into() }));
}

#[test]
fn an_optional_field_of_another_type_counts_as_absent() {
    let read = |extra: &str| {
        let body = format!(r#"{{"error":{{"type":"server_error"}}{extra}}}"#);
        let error = tasks::ApiError::decode(500, &(), body.as_bytes());
        let tasks::Body::One(one) = error.body() else { panic!("{error:?}") };
        (one.ratio.map(|ratio| ratio.to_string()), one.fatal, one.count)
    };
    assert_eq!(
        read(r#","ratio":-1.50e+2,"fatal":false,"count":-9223372036854775808"#),
        (Some("-1.50e+2".into()), Some(false), Some(i64::MIN))
    );
    assert_eq!(read(r#","ratio":"1","fatal":0,"count":9223372036854775808"#), (None, None, None));
    assert_eq!(read(r#","ratio":null,"fatal":null,"count":1.0"#), (None, None, None));
    assert_eq!(read(""), (None, None, None));
}

#[test]
fn a_required_field_of_another_type_is_no_match() {
    let api = |status: &str, timestamp: &str| {
        let body = format!(r#"{{"timestamp":{timestamp},"status":{status},"error":"Oops","message":"m"}}"#);
        autoretouch::ApiError::decode(500, &(), body.as_bytes()).body_name()
    };
    assert_eq!(api("500", "\"2020-09-16T21:09Z\""), Some("api"));
    for status in ["99", "1000", "404.0", "\"404\"", "null", "-404"] {
        assert_eq!(api(status, "\"2020-09-16T21:09Z\""), Some("oauth"), "{status}");
    }
    for timestamp in ["1600290555", "\"yesterday\"", "\"2020-02-30T00:00:00Z\"", "\"\""] {
        assert_eq!(api("404", timestamp), Some("oauth"), "{timestamp}");
    }
}

#[test]
fn of_members_with_one_name_the_last_counts() {
    let error = vision::ApiError::decode(
        429,
        &(),
        br#"{"error":{"code":"RATE_LIMIT_ERROR","message":"first"},"error":{"message":"a","message":"second"}}"#,
    );
    assert_eq!((error.body_name(), error.code_ref()), (None, None));
    assert_eq!(error.message().as_deref(), Some("second"));
    let replaced = vision::ApiError::decode(429, &(), br#"{"detail":{"code":"VALIDATION_ERROR"},"detail":"text"}"#);
    assert_eq!((replaced.body_name(), replaced.code_ref()), (Some("text"), None));
}

#[test]
fn owned_and_borrowed_say_the_same() {
    let body = br#"{"error":{"code":"NEW_ONE","message":"m\u0021"},"request_id":"r"}"#;
    let borrowed = vision::ApiError::decode(500, &(), body);
    let given = vision::ApiError::decode_owned(500, &(), body.to_vec());
    let copied = vision::ApiError::decode(500, &(), body).into_owned();
    for error in [&given, &copied] {
        assert_eq!(error.body(), borrowed.body());
        assert_eq!(format!("{error} {error:?}"), format!("{borrowed} {borrowed:?}"));
        assert_eq!(error.raw(), borrowed.raw());
    }
    assert_eq!(given.into_raw(), body);
}

#[test]
fn places_without_a_name_are_found_by_pointer() {
    let error = vision::ApiError::decode(500, &(), br#"{"a":[{"x~/y":1},{"x~/y":[true]}],"a2":0}"#);
    let at = |pointer| error.at(pointer).map(|json| json.as_str());
    assert_eq!(at("/a/1/x~0~1y/0"), Some("true"));
    assert_eq!((at("/a/2"), at("/a/01"), at("/a/-"), at("a"), at("/a/1/x")), (None, None, None, None, None));
    assert_eq!(at(""), Some(r#"{"a":[{"x~/y":1},{"x~/y":[true]}],"a2":0}"#));
}
