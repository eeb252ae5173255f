//! Messages with values: what is shown, what is never shown.

use errspec::{Code, Secret};
use errspec_tests::params::{
    BracesParams, ErrorCode, EveryTypeParams, KeywordsParams, LinesParams, NumbersOnlyParams, OtherRateLimitParams,
    RateLimitParams, SecretsParams, UnusedParams,
};

#[test]
fn a_message_is_filled_in() {
    let values = RateLimitParams { limit: 60, window: u32::MAX, key: Secret::new("sk_live") };
    assert_eq!(values.to_string(), "Rate limit exceeded: 60 calls per 4294967295 seconds");
    assert_eq!(RateLimitParams::CODE, ErrorCode::RateLimit);
    assert_eq!(
        ErrorCode::CATALOGUE.extra(ErrorCode::RateLimit.row()).unwrap().message,
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
fn two_catalogues_may_have_the_same_code() {
    assert_eq!(OtherRateLimitParams { limit: 5 }.to_string(), "5");
    assert_eq!(OtherRateLimitParams::CODE.as_str(), RateLimitParams::CODE.as_str());
    assert!(ErrorCode::CATALOGUE.extra(ErrorCode::Plain.row()).is_some_and(|extra| extra.message == "No values at all"));
}
