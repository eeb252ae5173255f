//! Values, hints and conditions in items of lists, without indices.

use core::time::Duration;
use errspec::decode::Json;
use errspec::encode::Misread;
use errspec::retry::{Hinted, Operation, Outcome};
use errspec::{OpenCode, RetryClass};
use errspec_tests::list_items::{ApiError, Body, CloudBody, FormsFailed, RETRY, Reason};

const DETAILS: &str = r#"{"error":{"message":"m","details":[
    {"@type":"Help","reason":"OFF"}, 7, {"@type":"ErrorInfo"}, {"@type":"ErrorInfo","reason":"LIMIT","meta":{"domain":"d\u0041"}},
    {"@type":"ErrorInfo","reason":"OFF"}, {"@type":"RetryInfo","wait":{"seconds":7},"delay":"7.5s"}]}}"#;

#[test]
fn the_first_item_that_passes_and_has_a_value_counts() {
    let error = ApiError::decode(429, &(), DETAILS.as_bytes());
    let Body::Cloud(body) = error.body() else { panic!("{error:?}") };
    assert_eq!((body.reason, body.domain.as_deref(), body.wait), (OpenCode::Known(Reason::Limit), Some("dA"), Some(7)));
    assert!(error.is(Reason::Limit) && error.retry() == RetryClass::Throttled);
    let header = ApiError::decode(429, &[("X-Wait", "9")], br#"{"error":{"message":"m","details":[{"@type":"ErrorInfo","reason":"OFF"},{"@type":"RetryInfo","wait":{"seconds":"soon"}}]}}"#);
    let Body::Cloud(body) = header.body() else { panic!("{header:?}") };
    assert_eq!((body.domain, body.wait), (None, Some(9)));
    for raw in [
        r#"{"error":{"message":"m","details":{"@type":"ErrorInfo","reason":"OFF"}}}"#,
        r#"{"error":{"message":"m","details":[]}}"#,
    ] {
        assert_eq!(ApiError::decode(429, &(), raw.as_bytes()).body(), Body::Unknown, "{raw}");
    }
}

#[test]
fn fields_that_ask_the_same_of_their_item_are_written_into_one() {
    fn body(domain: Option<&str>, wait: Option<i64>) -> Body<'_> {
        Body::Cloud(CloudBody { message: "m".into(), reason: Reason::Off.into(), domain: domain.map(Into::into), wait })
    }
    let made = ApiError::new(429, &body(Some("a\"b"), Some(3))).unwrap();
    assert_eq!(
        core::str::from_utf8(made.raw()).unwrap(),
        r#"{"error":{"message":"m","details":[{"@type":"ErrorInfo","reason":"OFF","meta":{"domain":"a\"b"}},{"@type":"RetryInfo","wait":{"seconds":3}}]}}"#
    );
    assert_eq!(ApiError::decode(429, &(), made.raw()).body(), body(Some("a\"b"), Some(3)));
    let made = ApiError::new(429, &body(None, None)).unwrap();
    assert_eq!(ApiError::decode(429, &(), made.raw()).body(), body(None, None));
}

#[test]
fn hints_and_answers_are_found_in_items() {
    let hint = |headers: &[(&str, &str)], body: &str| {
        RETRY.hint(&Outcome::status(429).headers(&headers).body(&Json::parse(body.as_bytes()).unwrap()))
    };
    assert_eq!(hint(&[], DETAILS), Hinted::Wait(Duration::from_millis(7500)));
    assert_eq!(hint(&[("X-Delay", "wait=2.5")], "{}"), Hinted::Wait(Duration::from_millis(2500)));
    assert_eq!(hint(&[("X-Delay", "soon")], r#"{"delay":"x=4"}"#), Hinted::Wait(Duration::from_secs(4)));
    assert_eq!(hint(&[("X-Delay", "="), ("X-Delay", "3, a=9")], "{}"), Hinted::Wait(Duration::from_secs(9)));
    assert_eq!(hint(&[], r#"{"error":{"details":[{"@type":"RetryInfo","delay":"soon"}]}}"#), Hinted::Nothing);
    let class = |headers: &[(&str, &str)], body: &str| {
        let body = Json::parse(body.as_bytes()).unwrap();
        RETRY.classify(&Outcome::status(409).headers(&headers).body(&body), None::<&Operation>).class()
    };
    assert_eq!(class(&[], "{}"), RetryClass::Never);
    assert_eq!(class(&[("X-Retry", "YES; please")], "{}"), RetryClass::Transient);
    assert_eq!(class(&[], r#"{"flags":[{"name":"retry","value":"yes"}]}"#), RetryClass::Transient);
    assert_eq!(class(&[("X-Retry", "no")], r#"{"flags":[{"name":"retry","value":"yes"}]}"#), RetryClass::Never);
}

#[test]
fn a_condition_asks_for_any_item() {
    let class = |body: &str| {
        let error = ApiError::decode(409, &(), body.as_bytes());
        RETRY.classify(&Outcome::error(&error), None::<&Operation>).class()
    };
    assert_eq!(class(r#"{"failed":[{"why":"x"},{"why":"busy"}]}"#), RetryClass::Transient);
    assert_eq!(class(r#"{"failed":[{"why":"Locked","text":null}]}"#), RetryClass::Transient);
    // No item has both.
    assert_eq!(class(r#"{"failed":[{"why":"busy","text":"t"},{"why":"x"}]}"#), RetryClass::Never);
    assert_eq!(class(r#"{"failed":{"0":{"why":"busy"}}}"#), RetryClass::Never);
    let name = |body: &str| ApiError::decode(409, &(), body.as_bytes()).body_name();
    assert_eq!(name(r#"{"failed":[{"text":"a"},{"why":"x"}]}"#), Some("forms"));
    assert_eq!(name(r#"{"failed":[{"text":"a"}]}"#), None);
}

#[test]
fn a_member_is_in_the_first_of_several_places() {
    let raw = r#"{"failed":[
        {"why":{"code":"ns.LIMIT:7"},"message":"slow down","count":5,"level":"fatal","since":"2024-01-01T00:00:00Z|x"},
        {"why":"OFF","text":"off \u0041","since":"|2024-01-01T00:00:00Z"},
        {"why":{"code":"ns."}}, {"text":"lost"}]}"#;
    let error = ApiError::decode(409, &(), raw.as_bytes());
    let Body::Forms(body) = error.body() else { panic!("{error:?}") };
    let items: Vec<FormsFailed<'_>> = body.failed.iter().collect();
    let shown =
        items.iter().map(|item| (item.why.as_str(), item.text.as_deref(), item.count, &*item.level, item.since.is_some()));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [("LIMIT", Some("slow down"), 5, "fatal", true), ("OFF", Some("off A"), 1, "error", false)]
    );
    assert_eq!(body.failed.unfit().count(), 2);
    assert!(error.is(Reason::Limit));
    assert_eq!(error.message().as_deref(), Some("slow down; off A"));
    assert!(error.to_string().contains("slow down; off A"), "{error}");
}

#[test]
fn what_a_client_would_not_find_is_not_written() {
    let made = |reason: &'static str| {
        ApiError::new(
            429,
            &Body::Cloud(CloudBody { message: "m".into(), reason: OpenCode::new(reason), domain: None, wait: None }),
        )
    };
    assert!(made("UNLISTED").is_ok());
    let wrong =
        ApiError::new(429, &Body::Forms(errspec_tests::list_items::FormsBody { failed: errspec::decode::List::of(&[]) }));
    assert_eq!(wrong.unwrap_err().read, Misread::Condition("/failed"));
}

#[test]
fn an_item_gets_a_text_that_passes_its_test() {
    use errspec_tests::list_items::NotedBody;
    let noted = |aside: Option<&'static str>| {
        ApiError::new(418, &Body::Noted(NotedBody { note: "n".into(), aside: aside.map(Into::into) }))
    };
    let error = noted(None).unwrap();
    assert_eq!(core::str::from_utf8(error.raw()), Ok(r#"{"notes":[{"kind":"Note","level":"warn","text":"n"}]}"#));
    // No text of the test passes all of it.
    assert!(noted(Some("x")).is_err());
}
