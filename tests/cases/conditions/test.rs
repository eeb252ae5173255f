//! Bodies, hints and rules share one grammar of conditions.

use core::time::Duration;
use errspec::retry::{Hinted, Outcome, Transport};
use errspec::{Moment, RetryClass};
use errspec_tests::conditions::{ApiError, ErrorCode, RETRY, operations};

type Headers<'h> = &'h [(&'h str, &'h str)];

fn body_of(status: u16, headers: Headers<'_>, body: &[u8]) -> Option<&'static str> {
    ApiError::decode(status, headers, body).body_name()
}

#[test]
fn bodies_are_told_apart_by_headers_fields_and_media_types() {
    let versioned = br#"{"error": {"code": "odd", "message": "No"}}"#;
    let features = [("X-Version", "3"), ("X-Features", "pages, errors")];
    assert_eq!(body_of(400, &features, versioned), Some("versioned"));
    assert_eq!(
        body_of(400, &[("X-Version", "3"), ("X-Features", "pages"), ("x-features", "errors")], versioned),
        Some("versioned")
    );
    for without in [&[("X-Version", "1"), features[1]][..], &[features[0]], &[features[0], ("X-Features", "no-errors")], &[]] {
        assert_eq!(body_of(400, without, versioned), None, "{without:?}");
    }
    let titled = br#"{"title": "No"}"#;
    assert_eq!(body_of(400, &[("Content-Type", "application/vnd.error+json; charset=utf-8")], titled), Some("text"));
    assert_eq!(body_of(400, &[("Content-Type", "application/json")], titled), None);
    assert_eq!(body_of(400, &[], br#"{"message": "No", "errors": ["odd", "locked"]}"#), Some("listed"));
    assert_eq!(body_of(400, &[], br#"{"message": "No", "errors": ["odd"]}"#), Some("plain"));
    assert_eq!(body_of(400, &[], br#"{"message": "No", "code": null}"#), Some("plain"), "null is absent");
    assert_eq!(body_of(400, &[], br#"{"message": "No", "code": "odd"}"#), Some("coded"));
}

#[test]
fn a_field_tells_a_failure_from_a_success_of_the_same_status() {
    let check = |body: &'static [u8]| ApiError::check(200, &(), body).err();
    assert!(check(br#"{"ok": false, "code": "locked"}"#).unwrap().is(ErrorCode::Locked));
    assert!(check(br#"{"ok": false}"#).is_some(), "it requires no field, so the condition alone decides");
    assert!(check(br#"{"ok": "false"}"#).is_some(), "texts are compared as they are written");
    for success in [&br#"{"ok": true, "code": "locked"}"#[..], br#"{"code": "locked"}"#, b"[false]", b""] {
        assert!(check(success).is_none(), "{}", String::from_utf8_lossy(success));
    }
}

fn class(outcome: &Outcome<'_>, operation: Option<&errspec::retry::Operation>) -> RetryClass {
    RETRY.classify(outcome, operation).class()
}

#[test]
fn rules_ask_for_lists_categories_parts_and_bodies() {
    let quota = || Outcome::status(400).code(ErrorCode::QuotaDay);
    assert_eq!(class(&quota(), None), RetryClass::AfterTime(Moment::BillingCycle));
    assert_eq!(class(&quota(), Some(&operations::PUT_PAGE)), RetryClass::AfterTime(Moment::QuotaWindow));
    assert_eq!(class(&quota(), Some(&operations::POST_PAGE)), RetryClass::AfterTime(Moment::QuotaWindow));
    assert_eq!(class(&quota(), Some(&operations::GET_PAGE)), RetryClass::AfterTime(Moment::BillingCycle));
    assert_eq!(
        class(&Outcome::status(409).code(ErrorCode::QuotaMonth), None),
        RetryClass::Never,
        "the status is the more specific"
    );

    let locked = Outcome::status(409).code(ErrorCode::Locked);
    assert_eq!(class(&locked, Some(&operations::GET_PAGE)), RetryClass::Transient);
    assert_eq!(class(&locked, Some(&operations::POST_PAGE)), RetryClass::Never);

    let reason = |value| class(&Outcome::status(403).headers(&[("X-Reason", value)]), None);
    assert_eq!([reason("rate limit"), reason("slow down")], [RetryClass::Throttled; 2]);
    assert_eq!([reason("rate limit for good"), reason("no rate"), reason("")], [RetryClass::Never; 3]);

    let message = |body: &'static [u8]| {
        let error = ApiError::decode(403, &(), body);
        class(&Outcome::error(&error), None)
    };
    assert_eq!(message(br#"{"message": "a secondary limit"}"#), RetryClass::Throttled);
    assert_eq!(message(br#"{"message": "a secondary limit", "code": "odd"}"#), RetryClass::Never, "it is another body");

    let problem = [("Content-Type", "Application/Problem+JSON; charset=utf-8")];
    assert_eq!(class(&Outcome::status(409).headers(&problem), None), RetryClass::Transient);
    assert_eq!(class(&Outcome::status(409).headers(&[("Content-Type", "application/problem+json2")]), None), RetryClass::Never);

    for (failure, wanted) in [(Transport::Connect, RetryClass::Transient), (Transport::Timeout, RetryClass::Unspecified)] {
        assert_eq!(class(&Outcome::transport(failure), None), wanted, "{failure}");
    }
}

#[test]
fn hints_are_read_where_their_conditions_hold() {
    let secs = |n| Hinted::Wait(Duration::from_secs(n));
    let reset =
        |status, remaining| RETRY.hint(&Outcome::status(status).headers(&[("X-Reset", "9"), ("X-Remaining", remaining)]));
    assert_eq!([reset(403, "0"), reset(429, "0")], [secs(9); 2]);
    assert_eq!([reset(403, "1"), reset(503, "0"), reset(429, "00")], [Hinted::Nothing; 3]);
    let waits = |body: &'static [u8]| RETRY.hint(&Outcome::error(&ApiError::decode(400, &(), body)));
    assert_eq!(waits(br#"{"code": "odd", "message": "", "wait": 4}"#), secs(4));
    assert_eq!(waits(br#"{"code": "quota_day", "message": "", "wait": 4}"#), Hinted::Nothing);
    assert_eq!(waits(br#"{"message": "", "wait": 4}"#), Hinted::Nothing);
}

#[test]
fn a_hint_for_an_operation_is_read_in_its_calls() {
    use errspec::retry::{Safety, Seeds, Step};
    let step = |operation| {
        let mut call = RETRY.call(Duration::ZERO, Seeds::new(7).next()).operation(operation).safety(Safety::Idempotent);
        call.on_outcome(&Outcome::status(429).headers(&[("X-Page-Delay", "30")]), Duration::ZERO)
    };
    let delay = |step: Step| if let Step::Wait(wait) = step { Some(wait.delay) } else { None };
    assert_eq!(delay(step(&operations::GET_PAGE)), Some(Duration::from_secs(30)));
    assert_eq!(delay(step(&operations::PUT_PAGE)), Some(Duration::from_secs(1)));
}
