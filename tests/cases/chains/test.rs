//! Errors that contain the error that caused them, subcodes, and codes that are sent as strings and as numbers.

use errspec::encode::{EncodeError, Misread};
use errspec::retry::{Outcome, Rank};
use errspec::{Category, OpenCode, RetryClass};
use errspec_tests::chains::{
    ApiError, Body, CausedBody, DeclineReason, DeclinedBody, ErrorCode, HiddenBody, InnerBody, Number, RETRY, Text,
};

#[test]
fn the_innermost_listed_code_is_the_code_of_the_error() {
    let raw = br#"{"id": "7", "error": {"code": "BadArgument", "message": "Wrong", "innererror": {"code": "PasswordError", "target": "pw",
        "innererror": {"code": "PasswordTooShort", "message": "Too short", "innererror": {"code": "Other", "minLength": 6}}}}}"#;
    let error = ApiError::decode(400, &(), raw);
    assert_eq!(error.code(), Some(OpenCode::Known(ErrorCode::PasswordTooShort)));
    assert_eq!((error.code_text().as_deref(), error.message().as_deref()), (Some("PasswordTooShort"), Some("Wrong")));
    assert!(error.is(ErrorCode::PasswordTooShort) && !error.is(ErrorCode::BadArgument));
    assert_eq!(error.category(), Category::InvalidRequest);
    let codes: Vec<_> = error.causes().map(|cause| cause.code_text().unwrap().into_owned()).collect();
    assert_eq!(codes, ["PasswordError", "PasswordTooShort", "Other"]);
    let messages: Vec<_> = error.causes().map(|cause| cause.message().map(|text| text.into_owned())).collect();
    assert_eq!(messages, [None, Some("Too short".to_owned()), None]);
    let last = error.causes().last().unwrap();
    assert_eq!(last.code::<ErrorCode>(), Some(OpenCode::Unknown("Other".into())));
    assert_eq!(last.json().get("minLength").unwrap().as_number().unwrap().as_i64(), Some(6));
    let Body::Inner(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(body.code, OpenCode::Known(ErrorCode::BadArgument), "the body itself has the code that is sent there");
    assert!(body.innererror.is_some());
    assert_eq!(ApiError::new(400, &Body::Inner(body.clone())).unwrap().code_text().as_deref(), Some("PasswordTooShort"));
}

#[test]
fn without_a_listed_cause_the_body_has_the_code() {
    for inner in
        ["", r#", "innererror": null"#, r#", "innererror": "x""#, r#", "innererror": {}"#, r#", "innererror": {"code": 5.5}"#]
    {
        let raw = format!(r#"{{"error": {{"code": "BadArgument", "message": "Wrong"{inner}}}}}"#);
        let error = ApiError::decode(400, &(), raw.as_bytes());
        assert_eq!(error.code_ref(), Some(ErrorCode::BadArgument.into()), "{raw}");
    }
    let unlisted = ApiError::decode(400, &(), br#"{"error": {"code": "New", "message": "", "innererror": {"code": "Newer"}}}"#);
    assert_eq!(unlisted.code_text().as_deref(), Some("New"));
}

#[test]
fn by_default_the_outermost_code_counts() {
    let raw = br#"{"type": "BadArgument", "reason": "no", "caused_by": {"type": "PasswordError", "reason": "why"}}"#;
    let error = ApiError::decode(400, &(), raw);
    assert_eq!((error.type_ref(), error.category()), (Some(ErrorCode::BadArgument.into()), Category::InvalidRequest));
    let cause = error.causes().next().unwrap();
    assert_eq!(
        (cause.error_type(), cause.message().as_deref()),
        (Some(OpenCode::Known(ErrorCode::PasswordError)), Some("why"))
    );
    let Body::Caused(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(body.because.unwrap().as_str(), r#"{"type": "PasswordError", "reason": "why"}"#);
    assert_eq!(ApiError::decode(400, &(), br#"{"code": "card_declined"}"#).causes().count(), 0);
}

#[test]
fn a_chain_is_read_up_to_its_limit() {
    let depth = 100;
    let open = r#"{"type": "PasswordError", "caused_by": "#.repeat(depth);
    let raw = format!("{open}null{}", "}".repeat(depth));
    assert_eq!(ApiError::decode(400, &(), raw.as_bytes()).causes().count(), 32);
}

#[test]
fn a_secret_in_a_chain_is_never_printed() {
    let raw = br#"{"fault": {"code": "PasswordError", "token": "sk-1", "cause": {"code": "BadArgument", "token": "sk-2"}}}"#;
    let error = ApiError::decode(400, &(), raw);
    let causes: Vec<_> = error.causes().collect();
    for text in [format!("{error:?}"), error.to_string(), format!("{:?}", error.body()), format!("{causes:?}")] {
        assert!(!text.contains("sk-"), "{text}");
    }
}

#[test]
fn the_code_beneath_the_code_decides() {
    let decode = |raw: &'static str| ApiError::decode(402, &(), raw.as_bytes());
    let later = decode(r#"{"code": "card_declined", "decline_code": "try_again_later"}"#);
    assert_eq!((later.retry(), later.category()), (RetryClass::Transient, Category::Upstream));
    assert_eq!((later.decision().rank, later.subcode()), (Rank::Subcode, Some(OpenCode::Known(DeclineReason::TryAgainLater))));
    assert!(later.is(DeclineReason::TryAgainLater) && later.is(ErrorCode::CardDeclined));
    assert_eq!(
        later.to_string(),
        "402 Payment Required: The bank could not be reached (code card_declined; subcode try_again_later)"
    );
    let new = decode(r#"{"code": "card_declined", "decline_code": "new"}"#);
    assert_eq!((new.category(), new.subcode_text().as_deref(), new.subcode_ref()), (Category::Payment, Some("new"), None));
    assert_eq!(new.decision().rank, Rank::Code);
    let without = decode(r#"{"code": "card_declined"}"#);
    assert_eq!((without.subcode_text(), without.category()), (None, Category::Payment));
    let given = Outcome::status(402).code(ErrorCode::CardDeclined).subcode(DeclineReason::TryAgainLater);
    assert_eq!(RETRY.classify(&given, None).class(), RetryClass::Transient);
    let body =
        Body::Declined(DeclinedBody { code: ErrorCode::CardDeclined.into(), decline: Some(DeclineReason::StolenCard.into()) });
    let made = ApiError::new(402, &body).unwrap();
    assert_eq!((made.body(), made.subcode_ref()), (body, Some(DeclineReason::StolenCard.into())));
}

#[test]
fn a_code_is_read_from_a_string_and_from_a_number() {
    let decode = |raw: &'static str| ApiError::decode(500, &(), raw.as_bytes());
    for raw in [r#"{"number": 429}"#, r#"{"number": "429"}"#, r#"{"number": 429.0}"#, r#"{"number": 429.00}"#] {
        assert_eq!(decode(raw).code(), Some(OpenCode::Known(Number::Code429)), "{raw}");
    }
    for raw in [r#"{"number": 42.5}"#, r#"{"number": "429.0"}"#, r#"{"number": 4.29e2}"#, r#"{"number": true}"#] {
        assert_eq!(decode(raw).body_name(), None, "{raw}");
    }
    for raw in [r#"{"text": 429}"#, r#"{"text": "429"}"#] {
        assert_eq!(decode(raw).code(), Some(OpenCode::Known(Text::Code429)), "{raw}");
    }
    assert_eq!(decode(r#"{"text": "042"}"#).code(), Some(OpenCode::Known(Text::Code042)));
    assert_eq!(decode(r#"{"text": 42}"#).code(), Some(OpenCode::<Text>::Unknown("42".into())), "042 is another text");
    assert_eq!(decode(r#"{"text": 429.0}"#).code(), Some(OpenCode::<Text>::Unknown("429.0".into())), "a text is kept as sent");
    assert_eq!(decode(r#"{"text": 429}"#).retry(), RetryClass::Throttled);
    assert_eq!(decode(r#"{"text": true}"#).body_name(), None);
}

fn inner(code: ErrorCode, target: Option<&'static str>) -> Body<'static> {
    let target = target.map(Into::into);
    Body::Inner(InnerBody { code: code.into(), message: "m".into(), target, request_id: Some("7".into()), innererror: None })
}

#[test]
fn causes_are_written_as_they_are_read() {
    let causes = [inner(ErrorCode::PasswordError, Some("pw")), inner(ErrorCode::PasswordTooShort, None)];
    let error = ApiError::with_causes(400, &inner(ErrorCode::BadArgument, Some("a\"b")), &causes).unwrap();
    assert_eq!(
        core::str::from_utf8(error.raw()).unwrap(),
        r#"{"error":{"code":"BadArgument","message":"m","target":"a\"b","innererror":{"code":"PasswordError","message":"m","target":"pw","innererror":{"code":"PasswordTooShort","message":"m"}}},"id":"7"}"#
    );
    let read: Vec<_> = error.causes().map(|cause| cause.code::<ErrorCode>().unwrap().known()).collect();
    assert_eq!(read, [Some(ErrorCode::PasswordError), Some(ErrorCode::PasswordTooShort)]);
    assert!(error.is(ErrorCode::PasswordTooShort), "the innermost code decides");
    let caused = |reason: Option<&'static str>| {
        Body::Caused(CausedBody { r#type: ErrorCode::BadArgument.into(), message: reason.map(Into::into), because: None })
    };
    let error = ApiError::with_causes(500, &caused(None), &[caused(Some("why"))]).unwrap();
    assert_eq!(error.causes().next().unwrap().message().as_deref(), Some("why"));
    assert_eq!(ApiError::with_causes(500, &caused(None), &[]).unwrap().raw(), ApiError::new(500, &caused(None)).unwrap().raw());
}

#[test]
fn causes_that_a_client_would_not_read_are_not_written() {
    let misread = |body: &Body<'_>, causes: &[Body<'_>]| {
        let Err(EncodeError { read, .. }) = ApiError::with_causes(400, body, causes) else { panic!("{causes:?}") };
        read
    };
    let code = |code| inner(code, None);
    let declined = Body::Declined(DeclinedBody { code: ErrorCode::CardDeclined.into(), decline: None });
    assert_eq!(misread(&declined, std::slice::from_ref(&declined)), Misread::NoChain);
    assert_eq!(misread(&code(ErrorCode::BadArgument), &[declined]), Misread::AnotherBody("declined"));
    assert_eq!(
        misread(&code(ErrorCode::BadArgument), &vec![code(ErrorCode::PasswordError); 33]),
        Misread::Differs("innererror")
    );
    let hidden = |whole| {
        let whole = if whole { errspec::decode::Json::parse(br#"{"code":"BadArgument"}"#) } else { None };
        Body::Hidden(HiddenBody { code: ErrorCode::BadArgument.into(), token: None, whole, cause: None })
    };
    assert_eq!(misread(&hidden(true), &[hidden(false)]), Misread::Differs("whole"));
    assert!(ApiError::with_causes(400, &hidden(false), &[hidden(false)]).is_ok());
}
