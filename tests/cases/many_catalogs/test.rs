//! The same text in four catalogs is four codes.

use errspec::retry::Rank;
use errspec::{Category, CodeRef, OpenCode, RetryClass};
use errspec_tests::many_catalogs::{ApiError, Body, ErrorCode, ErrorType, Numbers, Reason};

#[test]
fn each_catalog_has_its_own_facts() {
    assert_eq!((ErrorCode::Timeout.retry(), ErrorType::Timeout.retry()), (RetryClass::Transient, RetryClass::Inspect));
    assert_eq!(
        [ErrorCode::Timeout.category(), ErrorType::Timeout.category(), Reason::Timeout.category(), Numbers::Timeout.category()],
        [Category::Timeout, Category::Timeout, Category::Internal, Category::Timeout]
    );
    assert_eq!((Numbers::Timeout.as_str(), Reason::Timeout.as_str()), ("408", "timeout"));
    assert_ne!(CodeRef::from(ErrorCode::Timeout), CodeRef::from(ErrorType::Timeout));
    assert_eq!(CodeRef::from(ErrorCode::Timeout).cast::<ErrorType>(), None);
    assert_eq!(CodeRef::from(ErrorCode::Timeout).cast(), Some(ErrorCode::Timeout));
}

#[test]
fn a_body_says_which_catalog_is_meant() {
    let error = ApiError::decode(500, &(), br#"{"code": "invalid", "type": "timeout", "reason": "timeout"}"#);
    let Body::Precise(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(
        (body.code, body.r#type, body.reason),
        (OpenCode::Known(ErrorCode::Invalid), OpenCode::Known(ErrorType::Timeout), OpenCode::Known(Reason::Timeout))
    );
    assert!(
        error.is(ErrorCode::Invalid)
            && error.is(ErrorType::Timeout)
            && !error.is(ErrorCode::Timeout)
            && !error.is(Reason::Timeout)
    );
    assert_eq!(
        (error.retry(), error.decision().rank),
        (RetryClass::Inspect, Rank::Type),
        "the code only inherits from its status"
    );
    assert_eq!(error.category(), Category::InvalidRequest, "the code's comes first");
}

#[test]
fn a_closed_catalog_tells_bodies_apart() {
    let plain = ApiError::decode(500, &(), br#"{"code": "new", "type": "new", "reason": "new"}"#);
    assert!(matches!(plain.body(), Body::Plain(_)), "{plain:?}");
    assert_eq!((plain.code::<ErrorCode>(), plain.code::<Numbers>()), (Some(OpenCode::Unknown("new".into())), None));
    let numbered = ApiError::decode(500, &(), br#"{"code": 408}"#);
    assert_eq!(numbered.code(), Some(OpenCode::Known(Numbers::Timeout)));
    assert_eq!(numbered.code_text().as_deref(), Some("408"));
}
