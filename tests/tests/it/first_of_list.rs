//! A code that is required inside of a list.

use errspec::decode::List;
use errspec::encode::Misread;
use first_of_list::{ApiError, Body, ErrorCode};

errspec::include_spec!("tests/it/first_of_list.yaml");

#[test]
fn fault_16_an_empty_list_around_a_required_code_is_not_sent() {
    let raw = br#"{"errors":[{"code":"too_long","field":"title"}]}"#;
    let decoded = ApiError::decode(422, &(), raw);
    let Body::List(body) = decoded.body() else { panic!("{decoded:?}") };
    assert!(decoded.is(ErrorCode::TooLong) && body.errors.iter().count() == 1);
    assert_eq!(ApiError::new(422, &Body::List(body.clone())).unwrap().raw(), raw);

    let mut empty = body;
    empty.errors = List::of(&[]);
    let refused = ApiError::new(422, &Body::List(empty)).unwrap_err();
    assert_eq!((refused.body, refused.read), ("list", Misread::Missing("code")));
    assert_eq!(ApiError::decode(422, &(), br#"{"errors":[]}"#).body(), Body::Unknown, "nor is it read");
}
