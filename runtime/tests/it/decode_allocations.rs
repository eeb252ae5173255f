//! What decoding allocates: nothing for a body of a known shape.

use crate::contracts::{autoretouch, tasks, vision};
use allocation_counter::measure;
use errspec::{Api, ApiError, RetryClass};

const JSON: [(&str, &str); 1] = [("Content-Type", "application/json")];

/// The allocations of reading a body and asking it everything; with its shape.
fn allocations<A: Api>(status: u16, body: &str) -> (u64, Option<&'static str>) {
    let mut name = None;
    let counted = measure(|| {
        let error = ApiError::<A>::decode(status, &JSON, body.as_bytes());
        name = error.body_name();
        drop(error.body());
        let texts = [error.code_text(), error.type_text(), error.message(), error.request_id()];
        std::hint::black_box((texts, error.details(), error.delay(), error.code_ref(), error.category()));
    });
    (counted.count_total, name)
}

#[test]
fn known_shapes_allocate_nothing() {
    let api =
        r#"{"timestamp":"2020-09-16T21:09:15.863+00:00","status":404,"error":"Not Found","message":"Gone","path":"/v1/x"}"#;
    assert_eq!(allocations::<autoretouch::Autoretouch>(404, api), (0, Some("api")));
    let oauth = r#"{"error":"slow_down","error_description":"Too fast","more":[{"a":[1,2,{"b":null}]}]}"#;
    assert_eq!(allocations::<autoretouch::Autoretouch>(400, oauth), (0, Some("oauth")));
    let unlisted = r#"{"error":"teapot"}"#;
    assert_eq!(allocations::<autoretouch::Autoretouch>(400, unlisted), (0, Some("oauth")));
    let typed = r#"{"error":{"type":"server_error","code":-32601,"a/b~c":"m"},"ratio":1.5,"fatal":true,"count":3}"#;
    assert_eq!(allocations::<tasks::Tasks>(500, typed), (0, Some("one")));
    let first_of_list = r#"{"errors":[{"code":7},{"code":8}]}"#;
    assert_eq!(allocations::<tasks::Tasks>(500, first_of_list), (0, Some("several")));
    // This contract reads eleven places.
    let envelope = r#"{"error":{"code":"RATE_LIMIT_ERROR","message":"m","details":{"a":1}},"request_id":"r","retry_after":3}"#;
    assert_eq!(allocations::<vision::Vision>(429, envelope), (0, Some("middleware")));
    let list = r#"{"detail":[{"loc":["body"],"msg":"m","type":"t"},{"loc":[],"msg":"m","type":"t"}]}"#;
    assert_eq!(allocations::<vision::Vision>(422, list), (0, Some("list")));
}

#[test]
fn texts_with_escapes_allocate_when_they_are_asked_for() {
    let body = r#"{"error":"slow_down","error_description":"caf\u00e9"}"#;
    let counted = measure(|| drop(autoretouch::ApiError::decode(400, &JSON, body.as_bytes())));
    assert_eq!(counted.count_total, 0);
    let error = autoretouch::ApiError::decode(400, &JSON, body.as_bytes());
    assert!(measure(|| assert_eq!(error.message().as_deref(), Some("café"))).count_total > 0);
    assert_eq!(measure(|| assert_eq!(error.code_text().as_deref(), Some("slow_down"))).count_total, 0);
}

#[test]
fn the_retry_class_of_an_unlisted_code_allocates_nothing() {
    fn class<A: Api>(status: u16, body: &str) -> RetryClass {
        let error = ApiError::<A>::decode(status, &JSON, body.as_bytes());
        let mut class = RetryClass::Never;
        let counted = measure(|| class = error.retry());
        assert_eq!(counted.count_total, 0, "{body}");
        class
    }
    assert_eq!(class::<autoretouch::Autoretouch>(503, r#"{"error":"teapot"}"#), RetryClass::Transient);
    let unlisted = r#"{"error":{"code":"NEW","message":"m"},"request_id":"r"}"#;
    assert_eq!(class::<vision::Vision>(418, unlisted), RetryClass::Unspecified);
    let of_a_family = r#"{"error":{"type":"server_error","code":-32050}}"#;
    assert_eq!(class::<tasks::Tasks>(400, of_a_family), RetryClass::Transient);
}

#[test]
fn a_body_of_no_known_shape_allocates_its_places_at_most() {
    for body in ["<html></html>", "", "{\"error\":{\"code\":\"RATE_LIMIT_ERROR\"", "[1,2,3]"] {
        let (count, name) = allocations::<vision::Vision>(502, body);
        assert!(count <= 1 && name.is_none(), "{body}: {count}");
        assert_eq!(allocations::<autoretouch::Autoretouch>(502, body), (0, None), "{body}");
    }
}

#[test]
fn owning_is_one_copy_and_giving_away_is_none() {
    let body = br#"{"error":"slow_down"}"#;
    let borrowed = autoretouch::ApiError::decode(400, &(), body);
    assert_eq!(measure(|| drop(borrowed.into_owned())).count_total, 1);
    let mut given = Some(body.to_vec());
    let counted = measure(|| {
        let error = autoretouch::ApiError::decode_owned(400, &(), given.take().unwrap_or_default());
        std::hint::black_box(error.into_raw());
    });
    assert_eq!(counted.count_total, 0);
}
