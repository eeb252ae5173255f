//! Items with pointers, optional members and roles; lists of strings; objects whose member names are data.

use errspec::decode::{List, Map};
use errspec::encode::Misread;
use errspec::{Category, OpenCode, RetryClass, Secret};
use errspec_tests::shapes::{
    ApiError, Body, CodedBody, CodedErrors, ErrorCode, HiddenBody, KeyedBody, NestedBody, NestedProblems, Shade, ShadesBody,
    TextsBody,
};

#[test]
fn the_first_item_that_fits_has_the_code_and_the_message() {
    let raw = br#"{"errors": [{"detail": "no code"}, 7,
        {"code": "busy", "detail": "Try later", "source": {"pointer": "/title"}, "loc": ["body", 0]},
        {"code": "blank"}]}"#;
    let error = ApiError::decode(422, &(), raw);
    assert_eq!((error.code(), error.is(ErrorCode::Busy)), (Some(OpenCode::Known(ErrorCode::Busy)), true));
    assert_eq!((error.category(), error.retry()), (Category::Unavailable, RetryClass::Transient));
    assert_eq!(error.to_string(), "422 Unprocessable Content: Try later (code busy)");
    let Body::Coded(body) = error.body() else { panic!("{error:?}") };
    let items: Vec<_> = body.errors.iter().collect();
    assert_eq!((items.len(), body.errors.unfit().count()), (2, 2));
    assert_eq!(items[0].pointer.as_deref(), Some("/title"));
    let loc: Vec<_> = items[0].loc.unwrap().iter().map(|part| part.to_string()).collect();
    assert_eq!(loc, ["\"body\"", "0"]);
    assert_eq!((items[1].pointer.clone(), items[1].loc), (None, None));
}

#[test]
fn an_item_that_does_not_fit_does_not_unmatch_the_body() {
    let error = ApiError::decode(422, &(), br#"{"errors": [{"code": true, "loc": "x"}, {"code": "blank", "loc": "x"}]}"#);
    let Body::Coded(body) = error.body() else { panic!("{error:?}") };
    assert_eq!((body.errors.iter().count(), body.errors.unfit().count()), (1, 1));
    assert_eq!(body.errors.iter().next().unwrap().loc, None, "an optional member of the wrong type is absent");
    assert!(error.is(ErrorCode::Blank));
}

#[test]
fn a_map_of_texts_is_a_message() {
    let raw = br#"{"errors": {"color": ["is not valid", "is too short"], "size": "x", "": ["Stop"], "shape": ["is round"], "none": []}}"#;
    let error = ApiError::decode(422, &(), raw);
    let text = "color: is not valid, is too short; Stop; shape: is round";
    assert_eq!(error.message().as_deref(), Some(text));
    assert_eq!(error.to_string(), format!("422 Unprocessable Content: {text}"));
    let Body::Keyed(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(body.errors.get("color").unwrap().iter().collect::<Vec<_>>(), ["is not valid", "is too short"]);
    let unfit: Vec<_> = body.errors.unfit().map(|(name, value)| format!("{name} {value}")).collect();
    assert_eq!(unfit, ["size \"x\""]);
    assert_eq!(body.errors.iter().count(), 4);
}

#[test]
fn a_list_of_texts_is_a_message() {
    let error = ApiError::decode(400, &(), br#"{"messages": ["One is bad", null, "Two, too"]}"#);
    assert_eq!(error.message().as_deref(), Some("One is bad; Two, too"));
    let none = ApiError::decode(400, &(), br#"{"messages": []}"#);
    assert_eq!((none.message(), none.body_name()), (None, Some("texts")));
}

#[test]
fn a_message_in_a_map_is_preceded_by_the_name() {
    let raw = br#"{"problems": {"title": [{"reason": "new"}], "text": [{"reason": "blank", "message": "is missing", "all": ["red", "blue"]}]}}"#;
    let error = ApiError::decode(400, &(), raw);
    assert_eq!((error.code_ref(), error.message().as_deref()), (Some(ErrorCode::Blank.into()), Some("text: is missing")));
    let Body::Nested(body) = error.body() else { panic!("{error:?}") };
    let shades: Vec<Shade> = body
        .problems
        .get("text")
        .unwrap()
        .iter()
        .next()
        .unwrap()
        .list
        .unwrap()
        .iter()
        .filter_map(|shade| shade.known())
        .collect();
    assert_eq!(shades, [Shade::Red]);
}

#[test]
fn what_is_written_is_read() {
    let loc = [];
    let errors = [
        CodedErrors {
            code: ErrorCode::Busy.into(),
            pointer: Some("/a".into()),
            detail: Some("no".into()),
            loc: Some(List::of(&loc)),
            token: Some(Secret::new("sk-1".into())),
        },
        CodedErrors { code: OpenCode::Unknown("new".into()), pointer: None, detail: None, loc: None, token: None },
    ];
    let body = Body::Coded(CodedBody { errors: List::of(&errors) });
    let error = ApiError::new(422, &body).unwrap();
    let text = r#"{"errors":[{"code":"busy","source":{"pointer":"/a"},"detail":"no","loc":[],"token":"sk-1"},{"code":"new"}]}"#;
    assert_eq!((std::str::from_utf8(error.raw()).unwrap(), error.body()), (text, body));

    let texts = ["is bad".into()];
    let entries = [("a\"b".into(), List::of(&texts)), ("c".into(), List::of(&[]))];
    let body = Body::Keyed(KeyedBody { errors: Map::of(&entries) });
    let error = ApiError::new(422, &body).unwrap();
    assert_eq!((std::str::from_utf8(error.raw()).unwrap(), error.body()), (r#"{"errors":{"a\"b":["is bad"],"c":[]}}"#, body));

    let list = [Shade::Red.into()];
    let items = [NestedProblems { reason: ErrorCode::Blank.into(), message: "m".into(), list: Some(List::of(&list)) }];
    let entries = [("x".into(), List::of(&items))];
    let body = Body::Nested(NestedBody { problems: Map::of(&entries) });
    let error = ApiError::new(400, &body).unwrap();
    assert_eq!(error.body(), body);

    let body = Body::Texts(TextsBody { messages: List::of(&texts) });
    assert_eq!(ApiError::new(400, &body).unwrap().body(), body);
}

#[test]
fn what_a_client_would_not_read_is_refused() {
    let refused = |body: Body<'_>| ApiError::new(422, &body).unwrap_err().read;
    assert_eq!(refused(Body::Coded(CodedBody { errors: List::of(&[]) })), Misread::Empty("errors"));
    let unlisted = [Shade::Red.into(), OpenCode::Unknown("blue".into())];
    let shades = Body::Shades(ShadesBody { shades: List::of(&unlisted), sizes: None });
    assert_eq!(refused(shades), Misread::Unfit("shades"));
    let items = [NestedProblems { reason: ErrorCode::Blank.into(), message: "m".into(), list: Some(List::of(&unlisted)) }];
    let entries = [("x".into(), List::of(&items))];
    assert_eq!(refused(Body::Nested(NestedBody { problems: Map::of(&entries) })), Misread::Unfit("problems"));
    let received = ApiError::decode(422, &(), br#"{"shades":["red","blue"]}"#);
    assert_eq!(ApiError::new(422, &received.body()).unwrap().raw(), received.raw(), "what was received may be sent on");
}

#[test]
fn secrets_in_items_are_never_printed() {
    let raw = br#"{"errors": [{"code": "blank", "token": "sk-secret"}, {"token": "sk-secret"}]}"#;
    let error = ApiError::decode(422, &(), raw);
    let body = error.body();
    for text in [error.to_string(), format!("{error:?}"), format!("{body:?}"), format!("{body:#?}")] {
        assert!(!text.contains("sk-secret"), "{text}");
    }
    let tokens = ApiError::decode(422, &(), br#"{"tokens": {"a": "sk-secret"}}"#);
    let Body::Hidden(HiddenBody { tokens: map }) = tokens.body() else { panic!("{tokens:?}") };
    assert_eq!(map.expose().get("a").as_deref(), Some("sk-secret"));
    for text in [tokens.to_string(), format!("{tokens:?}"), format!("{map:?}")] {
        assert!(!text.contains("sk-secret") && !text.contains("\"a\""), "{text}");
    }
}

#[test]
fn items_are_printed_shortened() {
    let long = "x\u{1b}[2J".repeat(1_000);
    let raw = serde_json::json!({ "messages": [long, long, long, long, 5] }).to_string();
    let error = ApiError::decode(400, &(), raw.as_bytes());
    let text = format!("{:?}", error.body());
    assert!(text.len() < 2_000 && !text.contains('\u{1b}'), "{text}");
}
