//! Fields from headers, from the first of several places, from a part of a text, with a default, and from the whole document.

use errspec::encode::Misread;
use errspec::{OpenCode, RetryClass};
use errspec_tests::places::{ApiError, BareBody, Body, ErrorCode, Number, NumberedBody, TypedBody};

type Headers<'h> = &'h [(&'h str, &'h str)];

fn typed<'e>(error: &'e ApiError<'_>) -> TypedBody<'e> {
    let Body::Typed(body) = error.body() else { panic!("{error:?}") };
    body
}

#[test]
fn the_first_place_with_a_value_counts_and_what_surrounds_it_is_dropped() {
    let vectors: [(Headers<'_>, &str, &str); 9] = [
        (&[], r#"{"__type": "Throttled"}"#, "Throttled"),
        (&[], r#"{"__type": "ns.shop#Throttled"}"#, "Throttled"),
        (&[], r#"{"__type": "a#ns#Throttled:http://x/#top"}"#, "Throttled"),
        (&[], r#"{"code": "Throttled", "__type": null}"#, "Throttled"),
        (&[], r#"{"code": "Throttled", "__type": 7}"#, "7"),
        (&[], r#"{"code": "Throttled", "__type": "ns#"}"#, "Throttled"),
        (&[("x-error-type", "AccessDenied:http://x/")], r#"{"__type": "Throttled"}"#, "AccessDenied"),
        (&[("X-Error-Type", " "), ("X-Error-Type", "ns#AccessDenied")], r#"{"__type": "Throttled"}"#, "AccessDenied"),
        (&[], r#"{"__type": "ns\u0023Acc\u0065ssDenied"}"#, "AccessDenied"),
    ];
    for (headers, body, wanted) in vectors {
        let error = ApiError::decode(400, headers, body.as_bytes());
        assert_eq!(typed(&error).code.as_str(), wanted, "{headers:?} {body}");
        assert_eq!((error.code_text().as_deref(), error.raw()), (Some(wanted), body.as_bytes()), "{body}");
    }
}

#[test]
fn a_code_in_a_header_decides_like_one_in_the_body() {
    let error = ApiError::decode(400, &[("X-Error-Type", "Throttled")], br#"{"message": "Slow down"}"#);
    assert!(error.is(ErrorCode::Throttled));
    assert_eq!((error.retry(), error.message().as_deref()), (RetryClass::Throttled, Some("Slow down")));
    assert_eq!(error.to_string(), "400 Bad Request: Slow down (code Throttled)");
    let copy = error.clone().into_owned();
    assert_eq!((copy.body(), copy.code_text()), (error.body(), error.code_text()));
}

#[test]
fn values_in_headers_need_no_body() {
    let headers =
        [("X-Error-Number", "17"), ("X-Reason", "full"), ("X-Left", "0.25"), ("X-Again", "true"), ("X-Token", "s3cret")];
    for raw in ["", "<html>", "{\"half\": ", "[]", "7", "{}"] {
        let error = ApiError::decode(503, &headers, raw.as_bytes());
        let Body::Numbered(body) = error.body() else { panic!("{raw}: {error:?}") };
        assert_eq!(
            (body.code, body.reason.as_deref(), body.left.as_str()),
            (OpenCode::Known(Number::Code17), Some("full"), "0.25")
        );
        assert_eq!((body.again, body.since.is_none()), (Some(true), true));
        assert_eq!((error.retry(), error.raw()), (RetryClass::Never, raw.as_bytes()));
        assert!(!format!("{error:?} {error} {body:?}", body = error.body()).contains("s3cret"));
    }
}

#[test]
fn a_header_with_another_type_is_as_if_it_were_absent() {
    for number in ["", " ", "x", "19", "17.5", "\"17\"", "1 7"] {
        let error = ApiError::decode(503, &[("X-Error-Number", number)], b"");
        assert_eq!((error.body(), error.code_ref()), (Body::Unknown, None), "{number:?}");
    }
    let several =
        [("X-Error-Number", "many"), ("X-Error-Number", "18"), ("X-Left", "-"), ("X-Again", "yes"), ("X-Since", "today")];
    let error = ApiError::decode(503, &several, b"");
    let Body::Numbered(body) = error.body() else { panic!("{error:?}") };
    assert_eq!((body.code, body.left.as_str(), body.again), (OpenCode::Known(Number::Code18), "1.5", None));
}

#[test]
fn a_missing_value_has_its_default() {
    for (raw, wanted) in [("{}", 1), (r#"{"attempts": null}"#, 1), (r#"{"attempts": "3"}"#, 1), (r#"{"attempts": 3}"#, 3)] {
        let error = ApiError::decode(400, &[("X-Error-Type", "Throttled")], raw.as_bytes());
        assert_eq!(typed(&error).attempts, wanted, "{raw}");
    }
}

#[test]
fn an_empty_pointer_is_the_whole_document() {
    let error = ApiError::decode(400, &(), b" \"No \\u0041PI\" ");
    let Body::Bare(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(body.message, "No API");
    for raw in ["", "{}", "[]", "7", "null"] {
        assert_eq!(ApiError::decode(400, &(), raw.as_bytes()).body(), Body::Unknown, "{raw}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    let body = Body::Numbered(NumberedBody {
        code: OpenCode::Known(Number::Code17),
        reason: Some("voll \"und\" ganz: ä".into()),
        left: errspec::decode::Number::parse("2e3").unwrap(),
        again: Some(false),
        since: None,
        token: None,
    });
    let made = ApiError::new(503, &body).unwrap();
    let headers: Vec<(&str, String)> = made.required_headers().map(|(name, value)| (name, value.into_owned())).collect();
    let header = |wanted: &str| headers.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str());
    assert_eq!(header("X-Error-Number"), Some("17"));
    assert_eq!((header("X-Reason"), header("X-Left"), header("X-Since")), (Some("voll \"und\" ganz: ä"), Some("2e3"), None));
    assert_eq!(made.raw(), b"");
    assert_eq!(ApiError::decode(503, &headers, made.raw()).body(), body);
    let bare = ApiError::new(400, &Body::Bare(BareBody { message: "so".into() })).unwrap();
    assert_eq!(bare.raw(), b"\"so\"");
}

#[test]
fn a_value_that_a_client_would_read_otherwise_is_not_written() {
    let made = |code: &'static str, message: Option<&'static str>| {
        let code = OpenCode::<ErrorCode>::new(code);
        ApiError::new(400, &Body::Typed(TypedBody { code, message: message.map(Into::into), attempts: 1 }))
    };
    assert!(made("Throttled", Some("m")).is_ok());
    for code in ["", " x", "x\r\ny: z"] {
        assert_eq!(made(code, None).unwrap_err().read, Misread::NotInHeader("code"), "{code:?}");
    }
    for code in ["a#b", "a:b"] {
        assert_eq!(made(code, None).unwrap_err().read, Misread::Differs("code"), "{code:?}");
    }
    let error = made("x\ny", None).unwrap_err().to_string();
    assert_eq!(
        error,
        "body `typed` with status 400 would not be read as it is: the value of `code` cannot be sent in a header"
    );
}
