//! Properties of every body, whatever its bytes.

use crate::contracts::{autoretouch, tasks, vision};
use crate::mended::mended;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Bodies near the shapes of the contracts: members that may be missing, of another type, repeated or cut off.
fn near_miss() -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop_oneof![
        Just(json!("RATE_LIMIT_ERROR")),
        Just(json!("slow_down")),
        Just(json!("server_error")),
        Just(json!(7)),
        Just(json!(-32050)),
        Just(json!(404)),
        Just(json!(null)),
        Just(json!("2020-09-16T21:09:15.863+00:00")),
        Just(json!("a \"quoted\" \u{1} é")),
        Just(json!([{"loc": [], "msg": "m", "type": "t"}])),
        Just(json!({"code": "VALIDATION_ERROR", "message": "m"})),
        Just(json!(1.5)),
    ];
    let name = prop::sample::select(vec![
        "error",
        "detail",
        "status",
        "timestamp",
        "message",
        "path",
        "error_description",
        "request_id",
        "errors",
        "type",
        "code",
        "details",
        "x",
    ]);
    let object = |inner: BoxedStrategy<Value>| {
        prop::collection::vec((name.clone(), inner), 0..7).prop_map(|members| members.into_iter().collect::<Value>()).boxed()
    };
    let leaf = leaf.boxed();
    let nested = prop_oneof![3 => leaf.clone(), 1 => object(leaf)].boxed();
    let whole = object(nested).prop_map(|value| value.to_string().into_bytes());
    (whole, prop::option::of(any::<prop::sample::Index>()), prop::option::of((any::<prop::sample::Index>(), any::<u8>())))
        .prop_map(|(mut body, cut, put)| {
            if let Some((at, byte)) = put {
                let at = at.index(body.len());
                body[at] = byte;
            }
            body.truncate(cut.map_or(usize::MAX, |cut| cut.index(body.len() + 1)));
            body
        })
}

/// Asks everything of one error and of its owned twins.
macro_rules! check {
    ($api:ident, $status:expr, $body:expr) => {{
        let (status, body): (u16, &[u8]) = ($status, $body);
        // The media type decides which shapes an answer can have, so the twins are given it as well.
        let headers = [("Content-Type", "application/json")];
        let error = $api::ApiError::decode(status, &headers, body);
        prop_assert_eq!((error.status(), error.raw()), (status, body));
        let given = $api::ApiError::decode_owned(status, &headers, body.to_vec());
        let copied = error.clone().into_owned();
        for twin in [&given, &copied] {
            prop_assert_eq!(twin.body(), error.body());
            prop_assert_eq!(twin.body_name(), error.body_name());
            prop_assert_eq!(twin.code_ref(), error.code_ref());
            prop_assert_eq!(twin.code_text(), error.code_text());
            prop_assert_eq!(twin.type_text(), error.type_text());
            prop_assert_eq!(twin.message(), error.message());
            prop_assert_eq!(twin.request_id(), error.request_id());
            prop_assert_eq!(twin.details(), error.details());
            prop_assert_eq!(twin.delay(), error.delay());
            prop_assert_eq!(twin.category(), error.category());
        }
        if let Some(code) = error.code_ref() {
            prop_assert!(error.code_text().is_some_and(|text| code.catalog.find(&text) == Some(code.row)));
        }
        for line in [error.to_string(), format!("{error:?}")] {
            prop_assert!(!line.chars().any(char::is_control), "{}", line);
            prop_assert!(line.chars().count() < 8000, "{}", line);
        }
        if error.body_name().is_some() {
            prop_assert!(serde_json::from_str::<Value>(&mended(body)).is_ok());
        }
        prop_assert_eq!(&*error.into_raw(), body);
    }};
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes(status in any::<u16>(), body in prop::collection::vec(any::<u8>(), 0..64)) {
        check!(autoretouch, status, &body);
        check!(vision, status, &body);
        check!(tasks, status, &body);
    }

    #[test]
    fn bodies_near_the_shapes(status in prop::sample::select(vec![200u16, 400, 422, 429, 500]), body in near_miss()) {
        check!(autoretouch, status, &body);
        check!(vision, status, &body);
        check!(tasks, status, &body);
    }

    /// Which shape matches is what a document model, asked field by field, says.
    #[test]
    fn the_shape_is_the_one_a_document_model_finds(body in near_miss()) {
        let error = autoretouch::ApiError::decode(400, &(), &body);
        let value = serde_json::from_str::<Value>(&mended(&body)).unwrap_or_default();
        let text = |name: &str| value[name].is_string();
        let timestamp = value["timestamp"].as_str().is_some_and(|text| errspec::decode::Timestamp::parse(text).is_some());
        let status = value["status"].as_u64().is_some_and(|status| (100..=999).contains(&status));
        let expected = if timestamp && status && text("error") && text("message") {
            Some("api")
        } else if text("error") || value["error"].is_number() {
            // A code of an open catalog of strings may be sent as a number.
            Some("oauth")
        } else {
            None
        };
        prop_assert_eq!(error.body_name(), expected);
    }
}

#[test]
fn a_large_body_is_read_once() {
    let filler = "[1,{\"x\":\"y\"}],".repeat(10_000_000 / 14);
    let body = format!(r#"{{"a":[{filler}0],"error":"invalid_grant"}}"#);
    let error = autoretouch::ApiError::decode(400, &(), body.as_bytes());
    assert!(error.is(autoretouch::OAuthError::InvalidGrant));
    assert_eq!(error.raw().len(), body.len());
    assert!(format!("{error:?}").len() < 1000);
    let open = "[".repeat(10_000_000);
    assert_eq!(autoretouch::ApiError::decode(400, &(), open.as_bytes()).body_name(), None);
}

#[test]
fn many_places_need_no_more_than_a_longer_table() {
    // The contract reads eleven places, more than are kept in line.
    let error = vision::ApiError::decode(429, &(), br#"{"error":{"code":"RATE_LIMITED","message":"m"},"retry_after":30}"#);
    assert!(error.is(vision::ErrorCode::RateLimitError), "an alias counts as the code");
    assert_eq!(error.delay().map(|delay| delay.as_secs()), Some(30));
}
