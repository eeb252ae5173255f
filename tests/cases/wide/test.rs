//! More places than bits in a word, and more than are kept without allocation.

use errspec_tests::wide::{ApiError, Body, ErrorCode};

#[test]
fn shapes_are_told_apart_by_places_beyond_the_64th() {
    let wide = ApiError::decode(400, &(), br#"{"text":"m","f67":"last","code":"LOST"}"#);
    let Body::Wide(body) = wide.body() else { panic!("{wide:?}") };
    assert_eq!((body.f67.as_deref(), body.f0, &*body.message), (Some("last"), None, "m"));
    assert!(wide.is(ErrorCode::Lost));
    let narrow = ApiError::decode(400, &(), br#"{"text":"m","f67":"last"}"#);
    assert_eq!((narrow.body_name(), narrow.message().as_deref()), (Some("narrow"), Some("m")));
    let null = ApiError::decode(400, &(), br#"{"text":"m","code":null}"#);
    assert_eq!(null.body_name(), Some("narrow"));
}

#[test]
fn the_code_is_kept_where_no_shape_matches() {
    let error = ApiError::decode(400, &(), br#"{"f1":"x","code":"LOST"}"#);
    assert_eq!((error.body(), error.is(ErrorCode::Lost)), (Body::Unknown, true));
}
