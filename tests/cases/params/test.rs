//! Messages with parameters: which values are printed, and which never are.

use core::time::Duration;
use errspec::{Code, Secret};
use errspec_tests::params::{
    ApiError, BareParams, Body, BracesParams, ErrorCode, EveryTypeParams, KeywordsParams, LinesParams, NumbersOnlyParams,
    OtherRateLimitParams, RateLimitParams, SecretsParams, SlowParams, UnusedParams,
};

#[test]
fn a_message_is_filled_in() {
    let values = RateLimitParams { limit: 60, window: u32::MAX, key: Secret::new("sk_live") };
    assert_eq!(values.to_string(), "Rate limit exceeded: 60 calls per 4294967295 seconds");
    assert_eq!(RateLimitParams::CODE, ErrorCode::RateLimit);
    assert_eq!(
        ErrorCode::CATALOG.extra(ErrorCode::RateLimit.row()).unwrap().message,
        "Rate limit exceeded: {limit} calls per {window} seconds"
    );
    let all = EveryTypeParams {
        a: "a",
        b: true,
        c: "2024-01-01T00:00:00Z",
        d: -1,
        e: "1.5e3",
        f: 1,
        g: u64::MAX,
        h: i32::MIN,
        i: i64::MIN,
    };
    assert_eq!(all.to_string(), "a true 2024-01-01T00:00:00Z -1 1.5e3 1 18446744073709551615 -2147483648 -9223372036854775808");
}

#[test]
fn a_secret_is_never_shown() {
    let values = SecretsParams { key: Secret::new("sk_live"), pin: Secret::new(1234) };
    let shown = format!("{values} {values:?} {values:#?}");
    assert!(!shown.contains("sk_live") && !shown.contains("1234"), "{shown}");
    assert_eq!(values.to_string(), "key [redacted], pin [redacted]");
    assert_eq!((*values.key.expose(), values.pin.into_exposed()), ("sk_live", 1234));
    let unused = UnusedParams { hidden: Secret::new("never") };
    assert_eq!((unused.to_string().as_str(), format!("{unused:?}").contains("never")), ("Nothing of it is shown", false));
}

#[test]
fn braces_quotes_and_lines_stay_what_they_are() {
    assert_eq!(BracesParams { x: -1 }.to_string(), "{ -1 } -1-1 \"quoted\" \\ % {} `tick` 💥");
    assert_eq!(LinesParams { n: 1 }.to_string(), "first 1\nsecond\r\n\tthird */ /* // #");
    assert_eq!(KeywordsParams { r#type: "t", r#match: 2, self_: -3, crate_: false }.to_string(), "t 2 -3 false");
    assert_eq!(NumbersOnlyParams { n: 1, m: 2 }.to_string(), "1 of 2");
}

#[test]
fn two_catalogs_may_have_the_same_code() {
    assert_eq!(OtherRateLimitParams { limit: 5 }.to_string(), "5");
    assert_eq!(OtherRateLimitParams::CODE.as_str(), RateLimitParams::CODE.as_str());
    assert!(ErrorCode::CATALOG.extra(ErrorCode::Plain.row()).is_some_and(|extra| extra.message == "No values at all"));
}

/// Everything about a response that is printed for people.
fn printed(status: u16, body: &str) -> String {
    let error = ApiError::decode(status, &[("X-Request-Id", "r-1")], body.as_bytes());
    let read = |error| -> Result<(), ApiError<'_>> { Err(error) };
    let panic = std::panic::catch_unwind(|| read(error.clone()).unwrap()).unwrap_err();
    let panic = panic.downcast_ref::<String>().cloned().unwrap_or_default();
    assert!(panic.contains("ApiError"), "{panic}");
    let outcome = format!("{:?}", errspec::retry::Outcome::error(&error));
    format!("{error}\n{error:?}\n{error:#?}\n{:?}\n{:#?}\n{panic}\n{outcome}", error.body(), error.body())
}

#[test]
fn fault_12_a_secret_that_a_server_sends_is_masked_where_it_stands() {
    let error = ApiError::decode(401, &(), br#"{"code":"SECRETS","message":"key sk_live_1, pin 4711"}"#);
    assert_eq!(error.to_string(), "401 Unauthorized: key [redacted], pin [redacted] (code SECRETS)");
    assert_eq!(error.message().as_deref(), Some("key sk_live_1, pin 4711"), "whoever asks for it gets it");
    let Body::Api(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(body.message.as_deref(), Some("key sk_live_1, pin 4711"));
    assert!(format!("{body:?}").contains("message: \"key [redacted], pin [redacted]\""), "{body:?}");
    let other = ApiError::decode(429, &(), br#"{"code":"RATE_LIMIT","message":"Rate limit exceeded: 5 calls per 3 seconds"}"#);
    assert_eq!(other.to_string(), "429 Too Many Requests: Rate limit exceeded: 5 calls per 3 seconds (code RATE_LIMIT)");
    let plain = ApiError::decode(429, &(), br#"{"code":"PLAIN","message":"m","details":{"a":1}}"#);
    assert!(format!("{:?}", plain.body()).contains("{\"a\":1}"), "a code without secrets hides nothing");
}

#[test]
fn fault_12_no_secret_reaches_what_people_read() {
    let bodies = [
        r#"{"code":"SECRETS","message":"key sk_live_1, pin 4711"}"#,
        r#"{"code":"SECRETS","message":"the key sk_live_1 is not valid, nor is 4711","id":"r-2"}"#,
        r#"{"message":"key sk_live_1, pin 4711","code":"SECRETS","text":"sk_live_1","details":["sk_live_1"]}"#,
        r#"{"code":"RATE_LIMIT","message":"sk_live_1 is over its limit"}"#,
        r#"{"code":"UNUSED","message":"sk_live_1"}"#,
        // Truncated, or in an unknown shape.
        r#"{"message":"key sk_live_1, pin 4711","code":"SECR"#,
        r#"{"message":"the key sk_live_1 is wrong","x":"#,
        r#"{"code":"SECRETS","message":"key sk_live_1, pin 4711"#,
        "<html>sk_live_1 4711</html>",
        // In a field, and in an item.
        r#"{"code":"PLAIN","token":"sk_live_1"}"#,
        r#"{"message":"m","pin":4711}"#,
        r#"{"code":"PLAIN","all":[{"code":"SECRETS","text":"key sk_live_1, pin 4711","more":"sk_live_1"}]}"#,
        r#"{"code":"SECRETS","all":[{"code":"PLAIN","text":"key sk_live_1, pin 4711","more":"sk_live_1"}]}"#,
        r#"{"code":"PLAIN","all":[{"code":"SECRETS","text":"key sk_live_1, pin 4711"}]}"#,
    ];
    for body in bodies {
        let printed = printed(401, body);
        assert!(!printed.contains("sk_live_1") && !printed.contains("4711"), "{body}\n{printed}");
    }
    let error = ApiError::decode(400, &(), br#"{"code":"PLAIN","token":"sk_live_1"}"#);
    let Body::Api(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(body.token.map(Secret::into_exposed).as_deref(), Some("sk_live_1"), "whoever asks for it gets it");
}

#[test]
fn parameters_are_read_from_their_places_and_from_the_message() {
    let raw = br#"{"located": "SLOW", "message": "5 of 7 in 2s", "m": 8, "per": "window=2.5s", "pin": "1\u0032", "who": [
        {"kind": "team", "name": "a"}, {"kind": "user", "name": "b\"c"}]}"#;
    let error = ApiError::decode(429, &(), raw);
    let read = SlowParams::read(&error, &()).unwrap();
    assert_eq!((read.n, read.m, read.per, &*read.who), (5, 8, Duration::from_millis(2500), "b\"c"));
    assert_eq!(read.pin.expose(), "12");
    assert_eq!(read.to_string(), "5 of 8 in 2.5s");
    assert!(!format!("{read:?} {error} {error:?}").contains("12"));
    let per = |headers: &[(&str, &str)]| SlowParams::read(&error, &headers).unwrap().per;
    assert_eq!(per(&[("X-Per", "x=9s")]), Duration::from_secs(9));
    // If one parameter has no readable value, there are no parameters.
    for (from, to) in [
        ("\"m\": 8", "\"m\": -8"),
        ("5 of 7 in 2s", "5 of 7"),
        ("\"user\"", "\"robot\""),
        ("SLOW", "FAST"),
        ("window=2.5s", "soon"),
    ] {
        let raw = core::str::from_utf8(raw).unwrap().replace(from, to);
        let error = ApiError::decode(429, &(), raw.as_bytes());
        assert_eq!(SlowParams::read(&error, &()), None, "{raw}");
    }
    let raw = core::str::from_utf8(raw).unwrap().replace("\"per\"", "\"other\"");
    let error = ApiError::decode(429, &(), raw.as_bytes());
    assert_eq!(SlowParams::read(&error, &()).map(|read| read.per), Some(Duration::from_secs(90)));
}

#[test]
fn a_code_without_a_message_has_parameters_too() {
    let error = ApiError::decode(400, &(), br#"{"located": "BARE", "until": "2024-01-01T00:00:00Z", "ms": 1500}"#);
    let read = BareParams::read(&error, &()).unwrap();
    assert_eq!((&*read.until, read.wait), ("2024-01-01T00:00:00Z", Duration::from_millis(1500)));
    assert_eq!(read.to_string(), "Without a message");
}
