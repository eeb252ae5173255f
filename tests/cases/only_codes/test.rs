//! A contract without HTTP: codes, and families without listed codes.

use errspec::{Category, OpenCode, RetryClass};
use errspec_tests::only_codes::{ApiError, Body, CONTRACT, Exit, Reserved, Status};

#[test]
fn codes_alone_are_enough() {
    assert_eq!(Exit::from_wire("75").map(Exit::retry), Some(RetryClass::Transient));
    assert_eq!((Exit::Usage.category(), Exit::Usage.status()), (Category::InvalidRequest, None));
    assert!(Status::DECLARED.is_empty() && CONTRACT.decoder.bodies.is_empty());
    let error = ApiError::decode(500, &(), b"{}");
    assert_eq!((error.body(), error.raw(), error.retry()), (Body::Unknown, &b"{}"[..], RetryClass::Unspecified));
}

#[test]
fn a_catalog_may_have_families_only() {
    assert!(Reserved::ALL.is_empty() && Reserved::CATALOG.is_empty());
    let wire = OpenCode::<Reserved>::new("X-Ray");
    assert_eq!(
        (wire.as_str(), wire.retry(), wire.group().map(|group| group.title())),
        ("X-Ray", Some(RetryClass::Never), Some("Codes of extensions"))
    );
    assert_eq!(OpenCode::<Reserved>::new("Y").group().map(|group| group.key), None);
    assert!("X-Ray".parse::<Reserved>().is_err(), "it belongs to the family, but is no code");
}
