//! Errors that a server or a fake creates: the exact text, and what a client reads from it.

use crate::contracts::{autoretouch, tasks, vision};
use errspec::decode::{Json, List, Number, Timestamp};
use errspec::encode::Misread;
use errspec::{Category, OpenCode, encode};
use proptest::prelude::*;
use std::fmt;

fn text<A>(error: &errspec::ApiError<'_, A>) -> String
where
    A: errspec::Api,
{
    String::from_utf8_lossy(error.raw()).into_owned()
}

#[test]
fn a_server_writes_what_a_client_reads() {
    let body = vision::Body::Middleware(vision::MiddlewareBody {
        code: vision::ErrorCode::RateLimitError.into(),
        message: "Slow down".into(),
        details: Json::parse(br#"{"limit": 10}"#),
        request_id: None,
        delay: Number::parse("30"),
    });
    let error = vision::ApiError::new(429, &body).unwrap();
    assert_eq!(
        text(&error),
        r#"{"error":{"code":"RATE_LIMIT_ERROR","message":"Slow down","details":{"limit": 10}},"retry_after":30}"#
    );
    assert_eq!((error.status(), error.media_type(), error.body()), (429, Some("application/json"), body));
    assert_eq!((error.category(), error.delay().map(|delay| delay.as_secs())), (Category::RateLimit, Some(30)));
}

#[test]
fn lists_are_written_item_by_item() {
    let items = [
        vision::DetailItem { loc: Json::parse(b"[\"body\", 0]").unwrap(), msg: "missing".into(), r#type: "required".into() },
        vision::DetailItem { loc: Json::parse(b"[]").unwrap(), msg: "".into(), r#type: "é".into() },
    ];
    let made = vision::Body::List(vision::ListBody { items: List::of(&items) });
    let error = vision::ApiError::new(422, &made).unwrap();
    assert_eq!(
        text(&error),
        r#"{"detail":[{"loc":["body", 0],"msg":"missing","type":"required"},{"loc":[],"msg":"","type":"é"}]}"#
    );
    assert_eq!(error.body(), made, "a list that was read equals the one that was made");
    assert_eq!(text(&vision::ApiError::new(422, &error.body()).unwrap()), text(&error), "written again it is the same");
    let empty = vision::Body::List(vision::ListBody { items: List::of(&[]) });
    assert_eq!((text(&vision::ApiError::new(422, &empty).unwrap()), made == empty), (r#"{"detail":[]}"#.to_owned(), false));
}

#[test]
fn a_shape_told_by_its_media_type_is_sent_as_that() {
    let body = vision::Body::Problem(vision::ProblemBody { r#type: None, title: Some("No credit".into()), detail: None });
    let error = vision::ApiError::new(403, &body).unwrap();
    assert_eq!((error.media_type(), error.body()), (Some("application/problem+json"), body));
    // The contract looks for it from 400 on only.
    let success = vision::ApiError::new(200, &error.body()).unwrap_err();
    assert_eq!((success.body, success.status, success.read), ("problem", 200, Misread::NoBody));
}

#[test]
fn deep_places_arrays_and_integer_codes() {
    let several = |code| tasks::ApiError::new(400, &tasks::Body::Several(tasks::SeveralBody { code })).unwrap();
    assert_eq!(text(&several(tasks::RpcCode::MethodNotFound.into())), r#"{"errors":[{"code":-32601}]}"#);
    for (unlisted, written) in
        [("-32050", "-32050"), ("007", "\"007\""), ("-0", "\"-0\""), ("99999999999999999999", "99999999999999999999")]
    {
        let error = several(OpenCode::Unknown(unlisted.into()));
        assert_eq!(text(&error), format!(r#"{{"errors":[{{"code":{written}}}]}}"#));
        assert_eq!(error.code_text().as_deref(), Some(unlisted));
    }
    let one = tasks::Body::One(tasks::OneBody {
        r#type: tasks::ErrorType::Server.into(),
        code: None,
        message: Some("m".into()),
        ratio: Number::parse("-1.50e+2"),
        fatal: Some(false),
        count: Some(i64::MIN),
    });
    let error = tasks::ApiError::new(500, &one).unwrap();
    assert_eq!(
        text(&error),
        r#"{"error":{"type":"server_error","a/b~c":"m"},"ratio":-1.50e+2,"fatal":false,"count":-9223372036854775808}"#
    );
    assert_eq!(error.body(), one);
}

#[test]
fn no_shape_is_no_body() {
    let error = autoretouch::ApiError::new(502, &autoretouch::Body::Unknown).unwrap();
    assert_eq!((error.raw(), error.media_type(), error.category()), (&b""[..], None, Category::Upstream));
}

#[test]
fn what_breaks_the_contract_is_not_sent() {
    let one = tasks::OneBody {
        r#type: tasks::ErrorType::Server.into(),
        code: None,
        message: None,
        ratio: None,
        fatal: None,
        count: None,
    };
    let closed = tasks::OneBody { r#type: OpenCode::Unknown("unheard_of".into()), ..one.clone() };
    let refused = tasks::ApiError::new(500, &tasks::Body::One(closed)).unwrap_err();
    assert_eq!((refused.body, refused.read), ("one", Misread::Missing("type")));
    assert_eq!(refused.to_string(), "body `one` with status 500 would not be read as it is: `type` would be missing");
    let no_number = tasks::OneBody { code: Some(OpenCode::Unknown("not a number".into())), ..one };
    let refused = tasks::ApiError::new(500, &tasks::Body::One(no_number)).unwrap_err();
    assert_eq!(refused.read, Misread::Missing("code"));
    let body = |status| {
        autoretouch::Body::Api(autoretouch::ApiBody {
            timestamp: Timestamp::parse("2020-09-16T21:09Z").unwrap(),
            status,
            phrase: "p".into(),
            message: "m".into(),
            path: None,
        })
    };
    assert!(autoretouch::ApiError::new(500, &body(500)).is_ok());
    assert_eq!(autoretouch::ApiError::new(500, &body(99)).unwrap_err().read, Misread::AnotherBody("oauth"));
}

#[test]
fn a_full_writer_is_told_about() {
    struct Full;
    impl fmt::Write for Full {
        fn write_str(&mut self, _: &str) -> fmt::Result {
            Err(fmt::Error)
        }
    }
    let body = vision::Body::Text(vision::TextBody { message: "m".into() });
    assert!(encode::body::<vision::Vision>(&body, &mut Full).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Any text of a server's own, and any numbers, come back as they were.
    #[test]
    fn any_text_comes_back(message in any::<String>(), phrase in any::<String>(), path in prop::option::of(any::<String>()), status in 100..=999_u16) {
        let body = autoretouch::Body::Api(autoretouch::ApiBody {
            timestamp: Timestamp::parse("2020-09-16T21:09:15.863+00:00").unwrap(),
            status,
            phrase: phrase.into(),
            message: message.clone().into(),
            path: path.map(Into::into),
        });
        let error = autoretouch::ApiError::new(status, &body).unwrap();
        prop_assert_eq!(error.body(), body);
        let oracle: serde_json::Value = serde_json::from_slice(error.raw()).unwrap();
        prop_assert_eq!(oracle["message"].as_str(), Some(&*message));
    }

    #[test]
    fn an_unlisted_code_comes_back(code in any::<String>()) {
        let body = autoretouch::Body::Oauth(autoretouch::OauthBody { code: OpenCode::new(code), message: None });
        let error = autoretouch::ApiError::new(400, &body).unwrap();
        prop_assert_eq!(error.body(), body);
    }
}
