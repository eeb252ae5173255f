//! Bodies that nearly follow the contract: a defect in one part only affects that part.

use crate::contracts::{tasks, vision};
use errspec::{Category, OpenCode};

const JSON: [(&str, &str); 1] = [("Content-Type", "application/json")];

#[test]
fn fault_10_an_integer_code_keeps_its_text_as_sent() {
    use tasks::RpcCode;
    let read = |code: &str| {
        let body = format!(r#"{{"errors":[{{"code":{code}}}]}}"#);
        let error = tasks::ApiError::decode(200, &(), body.as_bytes()).into_owned();
        (error.code_text().map(String::from), error.code::<RpcCode>().map(OpenCode::into_owned), error.is(RpcCode::OutOfFunds))
    };
    let listed = (Some("7".to_owned()), Some(OpenCode::Known(RpcCode::OutOfFunds)), true);
    for code in ["7", "\"7\"", "7.0", "7.000"] {
        assert_eq!(read(code), listed, "{code}");
    }
    for text in ["007", "07", "-007", "-0", "00"] {
        let unlisted = (Some(text.to_owned()), Some(OpenCode::Unknown(text.into())), false);
        assert_eq!(read(&format!("\"{text}\"")), unlisted, "{text}");
        assert_eq!(OpenCode::<RpcCode>::new(text).to_string(), text);
        assert_eq!(OpenCode::<RpcCode>::new(text).group().map(|group| group.key), None, "{text} is no number of a family");
    }
    assert_eq!(read("-0").0.as_deref(), Some("0"), "a number is what it counts");
    assert_eq!(read("-32050").1.and_then(|code| code.group().map(|group| group.key)), Some("server"));
}

#[test]
fn fault_15_an_invalid_byte_in_a_string_costs_that_character() {
    let body = |message: &[u8]| {
        [br#"{"request_id":"r","error":{"message":""#, message, br#"","code":"RATE_LIMIT_ERROR"},"retry_after":3}"#].concat()
    };
    let cases: [(&[u8], &str); 8] = [
        (b"caf\xe9 is full", "caf\u{fffd} is full"),
        (b"\xff", "\u{fffd}"),
        (b"a\xf0\x9f\x98b", "a\u{fffd}b"),
        (br"a\ud800b", "a\u{fffd}b"),
        (br"a\xb", "a\u{fffd}b"),
        (br"a\u12", "a\u{fffd}12"),
        (b"two\nlines", "two\nlines"),
        (b"\xff\\n\xfe", "\u{fffd}\n\u{fffd}"),
    ];
    for (bytes, message) in cases {
        let body = body(bytes);
        for error in [
            vision::ApiError::decode(429, &JSON, &body),
            vision::ApiError::decode_owned(429, &JSON, body.clone()),
            vision::ApiError::decode(429, &JSON, &body).into_owned(),
        ] {
            assert_eq!(error.body_name(), Some("middleware"), "{error:?}");
            assert!(error.is(vision::ErrorCode::RateLimitError));
            assert_eq!((error.message().as_deref(), error.request_id().as_deref()), (Some(message), Some("r")));
            assert_eq!(error.at("/retry_after").map(|json| json.as_str()), Some("3"));
            assert_eq!(error.raw(), body, "the bytes stay as they came");
            assert_eq!(error.into_raw(), body);
        }
    }
    let in_a_name = b"{\"\xff\":1,\"error\":{\"code\":\"RATE_LIMIT_ERROR\",\"message\":\"m\"}}";
    assert_eq!(vision::ApiError::decode(429, &JSON, in_a_name).body_name(), Some("middleware"));
    for outside in [&b"\xff{\"detail\":\"m\"}"[..], b"{\"detail\":\"m\",\xff}", b"{\"detail\":\"m\"}\xff", b"{\"detail\":\xff}"]
    {
        let error = vision::ApiError::decode(429, &JSON, outside);
        assert_eq!((error.body_name(), error.raw()), (None, outside));
    }
}

#[test]
fn fault_15_what_was_mended_is_sent_as_json() {
    let body = b"{\"error\":{\"code\":\"NEW\",\"message\":\"m\",\"details\":[\"\\x \\u00e9\\u1\n\\ud800\", { \"a\" :\t1 }]}}";
    let error = vision::ApiError::decode(400, &JSON, body);
    let sent = vision::ApiError::new(400, &error.body()).unwrap();
    let text = String::from_utf8(sent.raw().to_vec()).unwrap();
    let details = "[\"\\ufffd \\u00e9\\ufffd1\\n\\ud800\", { \"a\" :\t1 }]";
    assert_eq!(text, format!(r#"{{"error":{{"code":"NEW","message":"m","details":{details}}}}}"#));
    let strings =
        |error: &vision::ApiError<'_>| error.at("/error/details/0").and_then(|json| json.as_string()).map(String::from);
    assert_eq!(strings(&sent), strings(&error));
}

#[test]
fn fault_16_an_item_without_the_shape_is_kept_and_unmatches_nothing() {
    let body = br#"{"detail":[{"loc":[],"msg":"m","type":"t"}, {"loc":["x"],"msg":7,"type":"t"}, "x"],"error":{"code":"NEW"}}"#;
    let error = vision::ApiError::decode(422, &JSON, body);
    let vision::Body::List(list) = error.body() else { panic!("{error:?}") };
    assert_eq!(list.items.iter().map(|item| item.msg).collect::<Vec<_>>(), ["m"]);
    let unfit: Vec<_> = list.items.unfit().map(|json| json.as_str()).collect();
    assert_eq!(unfit, [r#"{"loc":["x"],"msg":7,"type":"t"}"#, "\"x\""]);
    assert!(format!("{:?}", list.items).contains("\"msg\":7"), "{:?}", list.items);
    let fewer = vision::ApiError::decode(422, &JSON, br#"{"detail":[{"loc":[],"msg":"m","type":"t"}, "x"]}"#);
    assert_ne!(fewer.body(), error.body(), "what does not fit counts");
    let none = vision::ApiError::decode(422, &JSON, br#"{"detail":[{}]}"#);
    let vision::Body::List(list) = none.body() else { panic!("{none:?}") };
    assert_eq!((list.items.iter().count(), list.items.unfit().count()), (0, 1));
    let no_array = vision::ApiError::decode(422, &JSON, br#"{"detail":{"0":{}}}"#);
    assert_eq!(no_array.body_name(), None);
}

#[test]
fn fault_17_scalars_and_arrays_have_no_shape_of_members() {
    let problem = [("Content-Type", "application/problem+json")];
    for body in ["5", "\"t\"", "null", "[]", "true", " [{\"title\":\"t\"}]"] {
        let error = vision::ApiError::decode(403, &problem, body.as_bytes());
        assert_eq!((error.body_name(), error.raw()), (None, body.as_bytes()));
        assert_eq!(error.category(), Category::Permission);
    }
    for body in ["{}", "\u{feff} {\"title\":7}"] {
        assert_eq!(vision::ApiError::decode(403, &problem, body.as_bytes()).body_name(), Some("problem"), "{body}");
    }
}

#[test]
fn fault_14_what_a_server_sends_is_shown_and_not_obeyed() {
    use crate::execution::{Execution, ExecutionState};
    let hostile = "a\u{1b}[2J\nb\u{202e}\u{2028}\u{7f}\u{200b}";
    let escaped = r"a\u{1b}[2J\nb\u{202e}\u{2028}\u{7f}\u{200b}";
    let code = OpenCode::<vision::ErrorCode>::new(hostile);
    assert_eq!((code.to_string().as_str(), code.as_str()), (escaped, hostile), "as it came it is to be had");
    assert_eq!(format!("{code:?}"), format!("Unknown(\"{escaped}\")"));
    assert_eq!(
        format!("{:>4}|{:<4}|", OpenCode::<vision::ErrorCode>::new("ab"), OpenCode::<vision::ErrorCode>::new("c")),
        "  ab|c   |"
    );

    let body = format!("{{\"error\":{{\"code\":\"{hostile}\",\r\n\t\"message\":\"{hostile}\",\"details\":[\"{hostile}\"]}}}}");
    let error = vision::ApiError::decode(400, &[("x-request-id", hostile)], body.as_bytes());
    let json = error.at("").unwrap();
    let meant: serde_json::Value = serde_json::from_str(&crate::mended::mended(body.as_bytes())).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json.to_string()).unwrap(), meant, "{json}");
    let emoji = "[\"a \\\" \u{e0041} \\\\\",\n1]";
    let shown = errspec::decode::Json::parse(emoji.as_bytes()).unwrap().to_string();
    assert_eq!(shown, "[\"a \\\" \\udb40\\udc41 \\\\\", 1]");

    let mut watch = Execution::watch();
    let report = watch.observe(hostile);
    let violation = report.strict().unwrap_err();
    let unknown = hostile.parse::<ExecutionState>().unwrap_err();
    let outcome = errspec::retry::Outcome::error(&error);
    let printed = [
        format!("{error} {error:?} {error:#?}"),
        format!("{json} {json:?} {:?}", error.body()),
        format!("{:?} {} {report:?}", report.verdict(), report.verdict()),
        format!("{violation} {violation:?} {unknown} {unknown:?}"),
        format!("{outcome:?} {:?}", hostile.parse::<vision::ErrorCode>()),
    ];
    for text in printed {
        let seen: Vec<char> =
            text.chars().filter(|c| c.is_control() && *c != '\n' || "\u{202e}\u{2028}\u{200b}".contains(*c)).collect();
        assert!(seen.is_empty(), "{seen:?} in {text:?}");
    }
}
