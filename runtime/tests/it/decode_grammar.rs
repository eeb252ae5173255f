//! The JSON grammar, value by value, and against serde_json as the oracle.

use crate::mended::mended;
use errspec::decode::Json;
use proptest::prelude::*;
use serde::de::IgnoredAny;
use serde_json::Value;

#[test]
fn accepted() {
    let documents = [
        "[]",
        "[ ]",
        "{}",
        " { } ",
        "[[]\t,\r\n{}]",
        "[\"\"]",
        r#"["a","b"]"#,
        r#"{"":0}"#,
        r#"{"a":1,"a":2}"#,
        "0",
        "-0",
        "[-1]",
        "123",
        "[1.0]",
        "0.5e1",
        "1E+2",
        "1e-2",
        "-0.0e00",
        "[1e9999]",
        "123456789012345678901234567890",
        "true",
        "false",
        "null",
        "[true,null]",
        "\"x\"",
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u00e9\uD834\udd1e\u0000""#,
        r#""\ud800""#,
        r#""\udc00\ud800\ud800""#,
        "\"\u{7f}\u{80}\u{10ffff}\u{2028}\"",
        "\u{feff}{}",
        r#"{"a":{"b":[{"c":[[1]]}]}}"#,
        r#"{"\u0061":1}"#,
        "\"a long text of more than eight bytes, then an escape \\n and the end\"",
    ];
    for text in documents {
        assert!(Json::parse(text.as_bytes()).is_some(), "{text}");
    }
}

#[test]
fn refused() {
    let documents = [
        "",
        " ",
        "\u{feff}",
        "{",
        "[",
        "]",
        "}",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1,,2]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{\"a\":1 \"b\":2}",
        "[}",
        "{]",
        "[1}",
        "{\"a\":1]",
        "{}}",
        "[]]",
        "{} {}",
        "1 2",
        "01",
        "-",
        "-a",
        "+1",
        ".5",
        "1.",
        "1.e1",
        "1e",
        "1e+",
        "1e1.5",
        "0x10",
        "--1",
        "1_000",
        "NaN",
        "Infinity",
        "-Infinity",
        "-01",
        "tru",
        "truE",
        "nul",
        "nulll",
        "True",
        "undefined",
        "\"",
        "\"a",
        "\"\\\"",
        "// c\n1",
        "/**/1",
        "[1]#",
        "\u{a0}1",
        "\u{c}1",
        "1\u{0}",
        "<html>",
    ];
    for text in documents {
        assert!(Json::parse(text.as_bytes()).is_none(), "{text}");
    }
    for bytes in [&b"\"\xff\""[..], b"\"\xc0\xaf\"", b"\"\xed\xa0\x80\"", b"\xff\xfe1\0", b"[\x80]", b"\"\xe9"] {
        assert!(Json::parse(bytes).is_none(), "{bytes:?}");
    }
}

#[test]
fn strings_mean_what_they_say() {
    let of = |text: &str| Json::parse(text.as_bytes()).and_then(|json| json.as_string().map(String::from));
    assert_eq!(of(r#""\"\\\/\b\f\n\r\t""#).unwrap(), "\"\\/\u{8}\u{c}\n\r\t");
    assert_eq!(of(r#""\uD834\uDD1E\u00E9é""#).unwrap(), "𝄞éé");
    // A surrogate without its partner.
    assert_eq!(of(r#""a\ud800b""#).unwrap(), "a\u{fffd}b");
    assert_eq!(of(r#""\udc00""#).unwrap(), "\u{fffd}");
    assert_eq!(of(r#""\ud800\u0041""#).unwrap(), "\u{fffd}A");
    assert_eq!(of(r#""\ud800\ud834\udd1e""#).unwrap(), "\u{fffd}𝄞");
    assert_eq!(of(r#""\ud800\n""#).unwrap(), "\u{fffd}\n");
    assert_eq!(of("1"), None);
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Json::parse(nested(128).as_bytes()).is_some());
    assert!(Json::parse(nested(129).as_bytes()).is_none());
    assert!(Json::parse("[".repeat(1_000_000).as_bytes()).is_none());
    assert!(Json::parse("{\"a\":".repeat(100_000).as_bytes()).is_none());
}

/// Acceptance of the mended text by serde_json's reader that takes nothing apart and has no limit on depth.
fn oracle(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok() && serde_json::from_str::<IgnoredAny>(&mended(bytes)).is_ok()
}

fn value() -> impl Strategy<Value = Value> {
    let text = prop_oneof!["[a-z_/~]{0,6}", "\\PC{0,12}", any::<String>()];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((text.clone(), inner), 0..6).prop_map(|members| members.into_iter().collect::<Value>()),
        ]
    })
}

/// Every pointer into a value.
fn pointers(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().enumerate().for_each(|(i, item)| pointers(item, format!("{at}/{i}"), all)),
        Value::Object(members) => {
            for (name, member) in members {
                pointers(member, format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), all);
            }
        }
        _ => {}
    }
    all.push(at);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_place_of_a_document_is_found(value in value(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let json = Json::parse(text.as_bytes()).unwrap();
        let mut all = Vec::new();
        pointers(&value, String::new(), &mut all);
        for pointer in all {
            let expected = value.pointer(&pointer).unwrap();
            let found = json.at(&pointer).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Value>(found.as_str()).unwrap(), expected);
            let string = found.as_string();
            prop_assert_eq!(string.as_deref(), expected.as_str());
            prop_assert_eq!(found.as_boolean(), expected.as_bool());
            prop_assert_eq!(found.as_number().and_then(|number| number.as_i64()), expected.as_i64());
        }
    }

    #[test]
    fn mutated_documents_are_judged_as_the_oracle_does(
        value in value(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..3u8, prop_oneof![Just(b'"'), Just(b'\\'), Just(b','), Just(b'}'), Just(b'['), Just(b'0'), Just(b' '), any::<u8>()]), 1..4),
    ) {
        let mut bytes = serde_json::to_vec(&value).unwrap();
        for (index, kind, byte) in edits {
            let at = index.index(bytes.len() + 1);
            match kind {
                0 => bytes.insert(at, byte),
                1 if at < bytes.len() => { bytes.remove(at); }
                _ if at < bytes.len() => bytes[at] = byte,
                _ => bytes.push(byte),
            }
        }
        prop_assert_eq!(Json::parse(&bytes).is_some(), oracle(&bytes), "{}", String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn soups_of_tokens_are_judged_as_the_oracle_does(
        tokens in prop::collection::vec(prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\u00e9\"", "\"\\", "\"", "1", "-", "0", ".5", "e3", "true", "null", " ", "\n", "é",
        ]), 0..12),
    ) {
        let text = tokens.concat();
        prop_assert_eq!(Json::parse(text.as_bytes()).is_some(), oracle(text.as_bytes()), "{}", text);
    }

    #[test]
    fn strings_are_read_as_the_oracle_reads_them(
        parts in prop::collection::vec(prop_oneof![
            "[ -!#-\\[\\]-~]{0,9}", "\\\\u[0-9a-cefA-CEF][0-9a-fA-F]{3}", Just("\\ud83d\\uDE00".to_owned()), Just("\\n".to_owned()),
            Just("\\\"".to_owned()), Just("é".to_owned()),
        ], 0..8),
    ) {
        let text = format!("\"{}\"", parts.concat());
        let json = Json::parse(text.as_bytes()).unwrap();
        prop_assert_eq!(json.as_string().unwrap().into_owned(), serde_json::from_str::<String>(&text).unwrap());
    }
}
