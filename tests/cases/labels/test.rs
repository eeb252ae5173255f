//! Tags, keys, prefixes and audiences of codes.

use errspec::catalog::KeyValues;
use errspec::retry::{Operation, Outcome};
use errspec::{Audience, Code as _, OpenCode, RetryClass};
use errspec_tests::labels::{ApiError, Errno, Problem, RETRY};

#[test]
fn a_code_is_found_by_the_values_of_unique_keys() {
    assert_eq!(Errno::from_symbol("EAGAIN"), Some(Errno::Eagain));
    assert_eq!(Errno::from_symbol("EWOULDBLOCK"), Some(Errno::Eagain), "every value finds it");
    assert_eq!((Errno::from_symbol("eagain"), Errno::from_symbol("")), (None, None));
    assert_eq!(
        (Errno::from_legacy(-7), Errno::from_legacy(35), Errno::from_legacy(7)),
        (Some(Errno::Econnreset), Some(Errno::Eagain), None)
    );
    assert_eq!((Errno::Eagain.symbol(), Errno::Eagain.class()), (Some("EAGAIN"), Some("busy")));
    assert_eq!((Errno::Econnreset.class(), Errno::Etimedout.class()), (Some("net"), Some("net")), "others only answer");
    assert_eq!((Errno::Econnreset.legacy(), Errno::Odd.legacy(), Errno::Odd.class()), (Some(-7), None, None));
    assert_eq!(Errno::from_symbol("type"), Some(Errno::Odd));
}

#[test]
fn every_value_of_every_key_finds_its_code_and_no_other_text_does() {
    for key in Errno::CATALOG.keys {
        let unique = key.name != "class";
        for row in 0..Errno::CATALOG.len() as u16 {
            let texts = key.texts(row).all(|text| key.find(text) == unique.then_some(row));
            assert!(texts && key.numbers(row).all(|number| key.find_number(number) == Some(row)), "{} {row}", key.name);
        }
        assert!(matches!(key.values, KeyValues::Text(..)) == (key.name != "legacy"));
    }
}

#[test]
fn the_symbol_of_an_integer_code_names_it_and_is_displayed() {
    assert_eq!((Errno::Eagain.to_string(), Errno::Eagain.as_str()), ("EAGAIN".to_owned(), "11"));
    assert_eq!(Errno::Etimedout.to_string(), "The peer did not answer", "a summary says more");
    assert_eq!((format!("{:?}", Errno::Econnreset), Errno::Odd.to_string()), ("Econnreset".to_owned(), "type".to_owned()));
    let error = ApiError::decode(500, &(), br#"{"errno": 11}"#);
    assert!(error.to_string().contains("code 11 EAGAIN"), "{error}");
}

#[test]
fn tags_are_those_of_the_code_and_its_group() {
    assert!(Errno::Econnreset.has_tag("network") && Errno::Econnreset.has_tag("ours"));
    assert!(!Errno::Etimedout.has_tag("ours") && Errno::Odd.has_tag("not_primary") && !Errno::Odd.has_tag("network"));
    assert!(!Errno::Eagain.has_tag("network") && !Errno::Econnreset.has_tag("typo"));
    let open = OpenCode::<Errno>::new;
    assert!(open("150").has_tag("network") && !open("150").has_tag("ours") && !open("200").has_tag("network"));
    assert!(open("104").has_tag("ours"));
}

#[test]
fn rules_ask_about_tags() {
    let class = |body: &str, operation| {
        let error = ApiError::decode(500, &(), body.as_bytes());
        RETRY.classify(&Outcome::error(&error), operation).class()
    };
    static GET: Operation = Operation::new("get", "GET", "/");
    assert_eq!(class(r#"{"errno": 110}"#, None), RetryClass::Transient);
    assert_eq!(class(r#"{"errno": 150}"#, None), RetryClass::Transient, "an unlisted code of the family");
    assert_eq!(class(r#"{"errno": 200}"#, None), RetryClass::Never);
    assert_eq!(class(r#"{"errno": 35}"#, None), RetryClass::Never);
    assert_eq!(class(r#"{"errno": 35}"#, Some(&GET)), RetryClass::Throttled);
    assert_eq!(class(r#"{"type": "urn:ietf:params:acme:error:badNonce"}"#, None), RetryClass::Transient, "of the type");
    let both = r#"{"errno": 11, "type": "urn:ietf:params:acme:error:badNonce"}"#;
    assert_eq!(class(both, None), RetryClass::Never, "the tags of the code count where there is one");
    assert!(ApiError::decode(500, &(), br#"{"errno": 150}"#).has_tag("network"));
}

#[test]
fn a_prefix_is_left_out_of_names_only() {
    assert_eq!(Problem::BadNonce.as_str(), "urn:ietf:params:acme:error:badNonce");
    assert_eq!((Problem::Malformed.as_str(), Problem::ALL.len()), ("malformed", 3));
    assert_eq!(Problem::from_wire("badNonce"), None);
    assert_eq!(Problem::ALL[1].as_str(), "urn:ietf:params:acme:error:");
}

#[test]
fn an_internal_code_says_so() {
    let audience = |code: Errno| code.facts().audience;
    assert_eq!(audience(Errno::from_row(4).unwrap()), Audience::Internal);
    assert_eq!(audience(Errno::Eagain), Audience::Public);
}
