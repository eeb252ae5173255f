//! Bodies in XML, in forms and in plain text are read as the JSON that they correspond to, and written in the same way.

use errspec::decode::{BodyFormat, List, Timestamp};
use errspec::encode::Misread;
use errspec::{Api as _, Category, OpenCode, RetryClass};
use errspec_tests::formats::{
    ApiError, Body, CodedBody, ErrorCode, ListedBody, ListedErrors, ListedErrorsInner, Number, OauthBody,
};

const TEXT: [(&str, &str); 1] = [("Content-Type", "text/plain; charset=utf-8")];

#[test]
fn elements_and_attributes_are_read_by_pointers() {
    let raw = br#"<?xml version="1.0"?>
        <e:Error xmlns:e="urn:e" number="7"><!-- why --><Code>busy</Code>
          <Message xml:lang="en">Try &quot;later&quot; &#x263A;</Message><Wait> 30 </Wait><Since>2020-09-16T21:09:15Z</Since><Status>503</Status>
          <InnerError><Code>gone</Code></InnerError></e:Error>"#;
    let error = ApiError::decode(503, &(), raw);
    let Body::Coded(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(body.code, ErrorCode::Busy);
    assert_eq!((body.message.as_deref(), body.language.as_deref()), (Some("Try \"later\" \u{263a}"), Some("en")));
    assert_eq!((body.number, body.wait, body.status), (Some(OpenCode::Known(Number::Seven)), Some(30), Some(503)));
    assert_eq!(body.since, Timestamp::parse("2020-09-16T21:09:15Z"));
    assert_eq!((error.category(), error.retry()), (Category::Unavailable, RetryClass::Transient));
    assert_eq!(error.causes().map(|cause| cause.code_ref().unwrap().wire()).collect::<Vec<_>>(), ["gone"]);
    assert_eq!(error.raw(), raw);
    assert_eq!(error.clone().into_owned().to_string(), "503 Service Unavailable: Try \"later\" \u{263a} (code busy)");
}

#[test]
fn repeated_elements_are_items_where_the_contract_reads_a_list() {
    let raw = br#"<Errors><Error line="3"><Code>gone</Code><Hint>a</Hint><x/><Hint>b</Hint><Inner><Flag>true</Flag></Inner></Error>
        <Fields><name>is short</name><size>x</size><name>is empty</name></Fields><Error/><Error line="x"><Code>new</Code></Error></Errors>"#;
    let error = ApiError::decode(400, &(), raw);
    let Body::Listed(body) = error.body() else { panic!("{error:?}") };
    let items: Vec<_> = body.errors.iter().collect();
    assert_eq!((items.len(), body.errors.unfit().count()), (2, 1), "an element without a code does not fit");
    assert_eq!((items[0].line, items[1].line), (Some(3), None));
    assert_eq!(items[0].hints.as_ref().unwrap().iter().collect::<Vec<_>>(), ["a", "b"]);
    assert!(items[0].inner.as_ref().unwrap().iter().next().unwrap().flag);
    let fields = body.fields.unwrap();
    assert_eq!(fields.get("name").unwrap().iter().collect::<Vec<_>>(), ["is short", "is empty"]);
    assert_eq!(fields.iter().count(), 2);
    assert!(error.is(ErrorCode::Gone));
}

#[test]
fn names_and_values_of_a_form_are_read() {
    let error = ApiError::decode(
        400,
        &(),
        b"error=busy&error_description=Try+later%2C+%C3%A9%FF%zz&interval=5&scope=a&scope=b&error=gone",
    );
    let Body::Oauth(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(body.code, ErrorCode::Gone, "the last one counts");
    assert_eq!(body.message.as_deref(), Some("Try later, \u{e9}\u{fffd}%zz"));
    assert_eq!((body.interval, body.second.as_deref()), (Some(5), Some("b")));
    assert_eq!(body.scopes.unwrap().iter().collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn a_text_is_read_by_its_parts() {
    let error = ApiError::decode(409, &TEXT, b"\xef\xbb\xbf gone: It is \xffdeleted\n");
    let Body::Plain(body) = error.body() else { panic!("{error:?}") };
    assert_eq!((body.code, &*body.message), (ErrorCode::Gone.into(), "It is \u{fffd}deleted"));
    assert_eq!(ApiError::decode(409, &(), b"gone: It is deleted").body(), Body::Unknown, "no media type, no match");
}

#[test]
fn the_first_body_of_the_contract_that_matches_counts_whatever_its_format() {
    assert_eq!(ApiError::decode(400, &(), br#"{"Error": {"Code": "busy", "Wait": 3}}"#).body_name(), Some("json"));
    assert_eq!(ApiError::decode(400, &TEXT, br#"{"Error": {"Code": "busy", "Wait": "3"}}"#).body_name(), Some("json"));
    assert_eq!(ApiError::decode(400, &TEXT, b"error=busy").body_name(), Some("oauth"));
    assert_eq!(ApiError::decode(400, &TEXT, b"<Error><Code>busy</Code></Error>").body_name(), Some("coded"));
    assert_eq!(ApiError::decode(400, &TEXT, b"<Error><Code>busy</Error>").body_name(), Some("plain"));
    assert_eq!(ApiError::decode(400, &(), b"[<Error><Code>busy</Code></Error>").body_name(), None);
    assert_eq!(ApiError::decode(400, &[("X-Status", "404")], b"").body_name(), None);
}

#[test]
fn a_broken_body_keeps_what_was_read_before_the_defect() {
    let whole = "<Error number=\"7\"><Code>busy</Code><Message lang='en'>a</Message></Error>";
    for broken in [
        "<Error><Code>busy</Code><Mess",
        "<Error><Code>busy</Code></Wrong>",
        "<Error><Code>busy</Code></Error><Error/>",
        "<Error><Code>busy</Code></Error> x",
        "<Error><Code>busy</Code><a b></Error>",
        "<Error><Code>busy</Code><a b='1'c='2'/></Error>",
        "<Error><Code>busy</Code><!ENTITY x 'y'></Error>",
        "<Error><Code>busy</Code><![CDATA[ ]] </Error>",
    ] {
        let error = ApiError::decode(500, &(), broken.as_bytes());
        assert_eq!((error.body_name(), error.code_ref().map(|code| code.wire())), (None, Some("busy")), "{broken}");
        assert_eq!((error.raw(), error.status()), (broken.as_bytes(), 500));
    }
    let refused = format!("<!DOCTYPE Error>{whole}");
    assert_eq!(ApiError::decode(500, &(), refused.as_bytes()).code_ref(), None);
    for end in 0..whole.len() {
        let cut = &whole.as_bytes()[..end];
        let error = ApiError::decode(500, &(), cut);
        assert_eq!((error.body_name(), error.raw()), (None, cut));
        assert_eq!(error.code_ref().is_some(), end >= whole.find("</Code>").unwrap() + "</Code>".len(), "{end}");
    }
    let deep = "<a>".repeat(100_000);
    assert_eq!(ApiError::decode(500, &(), deep.as_bytes()).body_name(), None);
}

#[test]
fn defects_inside_texts_cost_no_more_than_themselves() {
    let error = ApiError::decode(500, &(), b"<Error><Code>busy</Code><Message>a & b &nbsp;&#0; \xff &lt;c></Message></Error>");
    assert_eq!(error.message().as_deref(), Some("a & b \u{fffd}\u{fffd} \u{fffd} <c>"));
    let lines = ApiError::decode(500, &(), b"<Error><Code>busy</Code><Message>a\r\nb\rc&#13;</Message></Error>");
    assert_eq!(lines.message().as_deref(), Some("a\nb\nc\r"));
    let nil = "<Error><Code>busy</Code><Message x:nil='true'/><Wait>x</Wait></Error>";
    let error = ApiError::decode(500, &(), nil.as_bytes());
    let Body::Coded(body) = error.body() else { panic!("{error:?}") };
    assert_eq!((body.wait, body.language), (None, None));
}

fn coded(message: &str) -> Body<'_> {
    Body::Coded(CodedBody {
        code: ErrorCode::Busy.into(),
        message: Some(message.into()),
        language: Some("a\"<\n".into()),
        number: Some(Number::Seven.into()),
        wait: Some(-3),
        since: Timestamp::parse("2020-09-16T21:09:15Z"),
        status: Some(503),
        inner_error: None,
    })
}

#[test]
fn what_is_written_is_read_back() {
    for message in ["a", "", " a&b <c> ]]> \"'\t\r\n ", "\u{e9}\u{10ffff}"] {
        let error = ApiError::new(503, &coded(message)).unwrap();
        assert_eq!(error.body(), coded(message), "{}", String::from_utf8_lossy(error.raw()));
        assert_eq!(error.media_type(), Some("application/xml"));
    }
    let unwritable = ApiError::new(503, &coded("a\u{1b}")).unwrap_err();
    assert_eq!(unwritable.read, Misread::NotInFormat(BodyFormat::Xml));
    assert_eq!(
        unwritable.to_string(),
        "body `coded` with status 503 would not be read as it is: one of its values cannot be written in the format `xml`"
    );

    let hints = ["".into(), "b".into()];
    let items = [ListedErrors {
        code: ErrorCode::Gone.into(),
        line: Some(1),
        hints: Some(List::of(&hints)),
        inner: Some(List::of(&[ListedErrorsInner { flag: true }, ListedErrorsInner { flag: false }])),
    }];
    let listed = Body::Listed(ListedBody { errors: List::of(&items), fields: None });
    let error = ApiError::new(400, &listed).unwrap();
    assert_eq!(error.body(), listed);
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Errors><Error line=\"1\"><Code>gone</Code><Hint></Hint><Hint>b</Hint>\
        <Inner><Flag>true</Flag></Inner><Inner><Flag>false</Flag></Inner></Error></Errors>";
    assert_eq!(String::from_utf8_lossy(error.raw()), text);
    let none = Body::Listed(ListedBody { errors: List::of(&[]), fields: None });
    assert!(ApiError::new(400, &none).is_err(), "XML cannot hold an empty list");

    let scopes = ["a".into(), "b".into()];
    let form = Body::Oauth(OauthBody {
        code: ErrorCode::Busy.into(),
        message: Some("a&b=c+d \u{e9}".into()),
        interval: Some(5),
        scopes: Some(List::of(&scopes)),
        second: Some("b".into()),
    });
    let error = ApiError::new(400, &form).unwrap();
    assert_eq!(error.body(), form);
    assert_eq!(error.raw(), b"error=busy&error_description=a%26b%3Dc%2Bd+%C3%A9&interval=5&scope=a&scope=b");
    assert_eq!(error.media_type(), Some("application/x-www-form-urlencoded"));
}

#[test]
fn the_server_writes_every_body_in_its_format() {
    let text = std::fs::read_to_string("cases/formats/spec.yaml").unwrap();
    let contract = errspec_spec::check("spec.yaml", text.as_bytes(), &mut errspec_spec::NoFiles).contract.unwrap();
    for shape in errspec_tests::formats::Api::contract().decoder.bodies {
        let wanted = errspec_server::Declared { shape: Some(shape.name.to_owned()), ..Default::default() };
        let response = errspec_server::Response::of(&contract, Some(400), &wanted);
        let error = ApiError::decode(400, &response.headers.as_slice(), &response.body);
        assert_eq!(error.body_name(), Some(shape.name), "{}", String::from_utf8_lossy(&response.body));
    }
}
