//! JSON pointers with escapes, indices, and twenty-six levels; every type of field; lists of objects.

use core::time::Duration;
use errspec::OpenCode;
use errspec_tests::pointers::{ApiError, Body, ErrorCode};

#[test]
fn tildes_and_slashes_in_names_are_escaped_in_pointers() {
    let raw = br#"{"a/b": {"m~n": {"~1": "DEEP"}, " ": {"%7E": "said"}, "": {"": "nothing"}, "~1": "wrong"}}"#;
    let header = [("content-type", "Application/VND.api+json; charset=utf-8")];
    let error = ApiError::decode(404, &header, raw);
    let Body::Escaped(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(
        (body.code, body.message.as_ref(), body.empty.as_deref()),
        (OpenCode::Known(ErrorCode::Deep), "said", Some("nothing"))
    );
    assert_eq!(error.at("/a~1b/m~0n/~01").unwrap().as_string().as_deref(), Some("DEEP"));
}

#[test]
fn a_body_is_for_its_statuses_and_media_type_only() {
    let raw = br#"{"a/b": {"m~n": {"~1": "DEEP"}, " ": {"%7E": "said"}}}"#;
    let typed = [("Content-Type", "application/vnd.api+json")];
    for status in [400, 499, 503] {
        assert_eq!(ApiError::decode(status, &typed, raw).body_name(), Some("escaped"), "{status}");
    }
    assert_eq!(ApiError::decode(500, &typed, raw).body_name(), None);
    assert_eq!(ApiError::decode(404, &[("Content-Type", "application/json")], raw).body_name(), None);
    assert_eq!(ApiError::decode(404, &(), raw).body_name(), None);
    assert!(
        ApiError::decode(404, &(), raw).is(ErrorCode::Deep),
        "no media type contradicts none, so a listed code is believed"
    );
    assert_eq!(ApiError::decode(404, &[("Content-Type", "application/json")], raw).code_ref(), None);
    assert_eq!(ApiError::decode(500, &typed, raw).code_ref(), None);
}

#[test]
fn numbers_in_pointers_are_indices_of_lists() {
    let raw = br#"{"errors": [{"code": "FIRST", "detail": ["zero", {"text": "one"}], "meta": {"retry_after": 1.5}}, {"code": "DEEP"}]}"#;
    let error = ApiError::decode(400, &(), raw);
    let Body::Listed(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(
        (body.code, body.second, body.message.as_ref()),
        (OpenCode::Known(ErrorCode::First), Some(OpenCode::Known(ErrorCode::Deep)), "one")
    );
    assert_eq!(
        (error.delay(), error.details().unwrap().as_str()),
        (Some(Duration::from_millis(1500)), r#"{"retry_after": 1.5}"#)
    );
    let fewer = ApiError::decode(400, &(), br#"{"errors": [{"code": "FIRST", "detail": ["zero"]}]}"#);
    assert_eq!((fewer.body(), fewer.is(ErrorCode::First)), (Body::Unknown, true));
}

#[test]
fn twenty_six_levels_down() {
    let open: String = ('a'..='y').map(|name| format!("{{\"{name}\": ")).collect();
    let raw = format!("{open}{{\"z\": \"DEEP\", \"id\": \"7\"}}{}", "}".repeat(25));
    let error = ApiError::decode(500, &(), raw.as_bytes());
    assert_eq!(
        (error.body_name(), error.code(), error.request_id().as_deref()),
        (Some("deep"), Some(OpenCode::Known(ErrorCode::Deep)), Some("7"))
    );
}

#[test]
fn a_field_of_each_type() {
    let raw = br#"{"flag": true, "count": -9223372036854775808, "ratio": 1.50e2, "at": "2024-02-29T12:00:00.250Z", "status": 418, "any": {"k": []},
        "items": [{"loc": ["body", 0], "msg": "m", "a/b": 3, "m~n": false, "code": "DEEP", "2": "two"},
            {"loc": 1, "msg": "", "a/b": 0, "m~n": true, "code": "new", "2": "", "more": 1}]}"#;
    let error = ApiError::decode(422, &(), raw);
    let Body::Kinds(body) = error.body() else { panic!("{error:?}") };
    assert_eq!(
        (body.flag, body.count, body.ratio.as_str(), body.status, body.any.as_str()),
        (true, i64::MIN, "1.50e2", 418, r#"{"k": []}"#)
    );
    assert_eq!(body.at.as_str(), "2024-02-29T12:00:00.250Z");
    let items: Vec<_> = body.items.iter().collect();
    assert_eq!(items.len(), 2);
    assert_eq!((items[0].loc.as_str(), items[0].msg.as_ref(), items[0].a_b, items[0].m_n), (r#"["body", 0]"#, "m", 3, false));
    assert_eq!((items[0].code.clone(), items[0]._2.as_ref()), (OpenCode::Known(ErrorCode::Deep), "two"));
    assert_eq!((items[1].code.clone(), items[1].m_n), (OpenCode::Unknown("new".into()), true));
}

#[test]
fn each_wrong_type_is_another_shape() {
    let right = [
        ("flag", "true"),
        ("count", "1"),
        ("ratio", "1"),
        ("at", r#""2024-01-01T00:00:00Z""#),
        ("status", "200"),
        ("any", "1"),
        ("items", "[]"),
    ];
    let wrong = ["1", "1.0", r#""1""#, r#""yesterday""#, "99", "null", "{}"];
    let body = |replaced: Option<usize>| {
        let members = right
            .iter()
            .enumerate()
            .map(|(at, (name, value))| format!("\"{name}\": {}", if replaced == Some(at) { wrong[at] } else { value }));
        format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
    };
    assert_eq!(ApiError::decode(400, &(), body(None).as_bytes()).body_name(), Some("kinds"));
    for (at, (name, _)) in right.iter().enumerate() {
        assert_eq!(ApiError::decode(400, &(), body(Some(at)).as_bytes()).body_name(), None, "{name}: {}", wrong[at]);
    }
    assert_eq!(ApiError::decode(400, &(), br#"{"message": "m", "numbers": [{"n": 1}]}"#).body_name(), Some("plain"));
    let items = body(None).replace("[]", "[1]");
    let error = ApiError::decode(400, &(), items.as_bytes());
    let Body::Kinds(kinds) = error.body() else { panic!("{error:?}") };
    assert_eq!(kinds.items.unfit().map(|json| json.as_str()).collect::<Vec<_>>(), ["1"], "an item is no type of the list");
}
