//! Facts, tags and families of groups in groups.

use errspec::{Basis, Category, Code as _, Effect, RetryClass};
use errspec_tests::nested_groups::{ApiError, ErrorCode};

#[test]
fn a_code_has_the_facts_of_all_groups_around_it_the_nearest_first() {
    let facts = |code: ErrorCode| (code.status(), code.category(), code.retry(), code.effect());
    assert_eq!(facts(ErrorCode::NetReset), (Some(503), Category::Unavailable, RetryClass::Transient, Effect::Maybe));
    assert_eq!(facts(ErrorCode::NetDnsUnknown), (Some(503), Category::Unavailable, RetryClass::Never, Effect::Maybe));
    assert_eq!(facts(ErrorCode::NetDnsDown), (Some(503), Category::Unavailable, RetryClass::Never, Effect::None));
    assert_eq!(facts(ErrorCode::Deep).1, Category::Conflict);
    assert_eq!((ErrorCode::Near.category(), ErrorCode::Near.retry()), (Category::Conflict, RetryClass::Throttled));
    let basis =
        ErrorCode::CATALOG.bases.iter().find(|fact| fact.fact == errspec::Fact::Category && fact.basis == Basis::Inferred);
    assert!(basis.is_some_and(|fact| fact.rows.iter().any(|(from, to)| (*from..=*to).contains(&ErrorCode::NetDnsDown.row()))));
}

#[test]
fn a_group_knows_the_one_around_it() {
    let catalog = ErrorCode::CATALOG;
    let names = |code: ErrorCode| {
        let mut all = Vec::new();
        let mut next = code.group();
        while let Some(group) = next {
            all.push(group.key);
            next = group.parent(catalog);
        }
        all
    };
    assert_eq!(names(ErrorCode::NetDnsDown), ["servers", "names", "network"]);
    assert_eq!(names(ErrorCode::NetReset), ["network"]);
    assert_eq!(names(ErrorCode::Deep), ["middle", "outer"]);
    assert_eq!(names(ErrorCode::Near), ["middle", "outer"]);
}

#[test]
fn an_unlisted_code_belongs_to_the_narrowest_family() {
    let read = |code: &str| {
        let raw = format!(r#"{{"code": "{code}"}}"#);
        let error = ApiError::decode(503, &(), raw.as_bytes());
        (error.retry(), error.category(), error.has_tag("network"), error.has_tag("dns"))
    };
    assert_eq!(read("NET_OTHER"), (RetryClass::Transient, Category::Unavailable, true, false));
    assert_eq!(read("NET_DNS_OTHER"), (RetryClass::Never, Category::Unavailable, true, true));
    assert!(ErrorCode::NetDnsDown.has_tag("network") && !ErrorCode::NetReset.has_tag("dns"));
}
