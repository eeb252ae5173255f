//! Classes of JSON: what a parser must accept, what it must reject, and what it may decide (RFC 8259 section 9 leaves limits and ranges
//! open).

use errspec::decode::Json;
use serde::de::IgnoredAny;

fn taken(bytes: &[u8]) -> bool {
    Json::parse(bytes).is_some()
}

fn by_serde_json(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok() && serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}

#[test]
fn has_to_be_taken() {
    let documents: &[&[u8]] = &[
        // Arrays.
        b"[[]   ]",
        b"[\"\"]",
        b"[false]",
        b"[null, 1, \"1\", {}]",
        b"[1\n]",
        b" [1]",
        b"[1,null,null,null,2]",
        b"[2] ",
        // Numbers.
        b"[123e65]",
        b"[0e+1]",
        b"[0e1]",
        b"[ 4]",
        b"[-0.00000000000000000000000000000000000000000000000000000000000000000005]",
        b"[20e1]",
        b"[-0]",
        b"[-123]",
        b"[-1]",
        b"[1E22]",
        b"[1E-2]",
        b"[1E+2]",
        b"[87.65e43]",
        b"[123.456789]",
        // Objects.
        b"{\"one\":\"eins\", \"two\":\"zwei\"}",
        b"{\"a\":\"b\",\"a\":\"c\"}",
        b"{\"a\":\"b\",\"a\":\"b\"}",
        b"{\"\":0}",
        b"{\"foo\\u0000bar\": 42}",
        b"{\"low\": -2.5e+30, \"high\": 2.5e+30}",
        b"{\"list\":[{\"name\": \"0123456789abcdef0123456789abcdef\"}]}",
        b"{\"title\":\"\\u0416\\u0443\\u043a\" }",
        b"{\n\"a\": \"b\"\n}",
        // Strings.
        b"[\"\\u0060\\u012a\\u12AB\"]",
        b"[\"\\uD801\\udc37\"]",
        b"[\"\\ud83d\\ude39\\ud83d\\udc8d\"]",
        b"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
        b"[\"\\\\u0000\"]",
        b"[\"\\\"\"]",
        b"[\"/*no*/comment//here\"]",
        b"[\"\\\\a\"]",
        b"[\"\\u0012\"]",
        b"[\"\\uFFFF\"]",
        b"[\"\xf4\x8f\xbf\xbf\"]",
        b"[\"\xef\xbf\xbf\"]",
        b"[\"\\u0000\"]",
        b"[\"\\u002c\"]",
        b"[\"\xcf\x80\"]",
        b"[\"\xf0\x9b\xbf\xbf\"]",
        b"\" \"",
        b"[\"\xe2\x80\xa8\xe2\x80\xa9\"]",
        b"[\"\\u0821\"]",
        b"[\"\\uD834\\uDd1e\"]",
        b"[\"\x7f\"]",
        b"[\"\\uDBFF\\uDFFE\"]",
        // Structure.
        b"false",
        b"42",
        b"-0.1",
        b"null\n",
        b"\t\r\n [] \n",
    ];
    for document in documents {
        assert!(taken(document), "{}", String::from_utf8_lossy(document));
        assert!(by_serde_json(document), "{}", String::from_utf8_lossy(document));
    }
}

#[test]
fn has_to_be_refused() {
    let documents: &[&[u8]] = &[
        // Arrays.
        b"[1 true]",
        b"[a\xe5]",
        b"[\"\": 1]",
        b"[\"\"],",
        b"[,1]",
        b"[1,,2]",
        b"[\"x\",,]",
        b"[\"x\"]]",
        b"[\"\",]",
        b"[\"x\"",
        b"[x",
        b"[3[4]]",
        b"[\xff]",
        b"[1:2]",
        b"[,]",
        b"[-]",
        b"[   , \"\"]",
        b"[\"a\",\n4\n,1,",
        b"[1,]",
        b"[1,,]",
        b"[\"\x0ba\"\\f]",
        b"[*]",
        b"[\"\"",
        b"[1,",
        b"[1,\n1\n,1",
        b"[{}",
        // Words.
        b"[fals]",
        b"[nul]",
        b"[tru]",
        b"[truth]",
        b"[nullx]",
        b"[FALSE]",
        // Numbers.
        b"[++1234]",
        b"[+1]",
        b"[+Inf]",
        b"[-01]",
        b"[-1.0.]",
        b"[-2.]",
        b"[-NaN]",
        b"[.-1]",
        b"[.2e-3]",
        b"[0.1.2]",
        b"[0.3e+]",
        b"[0.3e]",
        b"[0.e1]",
        b"[0E+]",
        b"[0E]",
        b"[1.0e+]",
        b"[1.0e-]",
        b"[1.0e]",
        b"[2 500.0]",
        b"[1eE2]",
        b"[2.e+3]",
        b"[2.e-3]",
        b"[2.e3]",
        b"[9.e+]",
        b"[Inf]",
        b"[NaN]",
        b"[\xef\xbc\x91]",
        b"[1+2]",
        b"[0x1]",
        b"[0x42]",
        b"[Infinity]",
        b"[0e+-1]",
        b"[-45.6foo]",
        b"[123\xe5]",
        b"[1e1\xe5]",
        b"[0\xe5]",
        b"[-Infinity]",
        b"[-one]",
        b"[- 1]",
        b"[-012]",
        b"[-.123]",
        b"[-1x]",
        b"[1ea]",
        b"[1.]",
        b"[.123]",
        b"[1.2a-3]",
        b"[1.5H-3]",
        b"[012]",
        b"00",
        // Objects.
        b"[\"x\", truth]",
        b"{[: \"x\"}",
        b"{\"x\", null}",
        b"{\"x\"::\"b\"}",
        b"{\xf0\x9f\x8d\x80}",
        b"{\"a\":\"a\" 123}",
        b"{name: 'text'}",
        b"{\"\xb9\":\"0\",}",
        b"{\"a\" b}",
        b"{:\"b\"}",
        b"{\"a\" \"b\"}",
        b"{\"a\":",
        b"{\"a\"",
        b"{1:1}",
        b"{1E5:1}",
        b"{null:null,null:null}",
        b"{\"id\":0,,,,,}",
        b"{'a':0}",
        b"{\"id\":0,}",
        b"{\"a\":\"b\"}/**/",
        b"{\"a\":\"b\"}//",
        b"{\"a\":\"b\",,\"c\":\"d\"}",
        b"{\"a\":\"a",
        b"{\"foo\":\"bar\", \"a\"}",
        b"{\"a\":\"b\"}#",
        // Strings.
        b"[\"\\uD800\\\"]",
        b"[\"\\\\\\\"]",
        b"[\"\\\"]",
        b"[\\u0020\"asd\"]",
        b"[\\n]",
        b"['one quote']",
        // Structure.
        b"",
        b"\xe2\x81\xa0",
        b"\xef\xbb{}",
        b"<.>",
        b"[<true>]",
        b"7@",
        b"{\"a\":/*comment*/\"b\"}",
        b"{\"a\": true} \"x\"",
        b"[][]",
        b"\xc2\x85[]",
    ];
    for document in documents {
        assert!(!taken(document), "{}", String::from_utf8_lossy(document));
        assert!(!by_serde_json(document), "{}", String::from_utf8_lossy(document));
    }
}

/// RFC 8259 lets a parser accept what is not JSON (section 9). Inside a string, only the invalid character is affected.
#[test]
fn what_a_string_may_not_hold_is_taken() {
    let documents: &[&[u8]] = &[
        b"[\"\\uD800\\u1\"]",
        b"[\"\\u00A\"]",
        b"[\"\\x00\"]",
        b"[\"\\\t\"]",
        b"[\"\\\xf0\x9f\x8c\x80\"]",
        b"[\"\\uD834\\uDd\"]",
        b"[\"\\a\"]",
        b"[\"\\uqqqq\"]",
        b"[\"a\x00a\"]",
        b"[\"new\nline\"]",
        b"[\"\t\"]",
        b"\"\\UA66D\"",
    ];
    for document in documents {
        assert!(taken(document), "{}", String::from_utf8_lossy(document));
        assert!(!by_serde_json(document), "{}", String::from_utf8_lossy(document));
    }
    for (text, meant) in [
        (r#""\x00""#, "\u{fffd}00".to_owned()),
        (r#""a\'b""#, "a\u{fffd}b".into()),
        (r#""C:\Users""#, "C:\u{fffd}sers".into()),
        (r#""\u00A""#, "\u{fffd}00A".into()),
        (r#""\uqqqq""#, "\u{fffd}qqqq".into()),
        (r#""\ud834\uDd""#, "\u{fffd}\u{fffd}Dd".into()),
        ("\"\\é\\\n|\"", "\u{fffd}\u{fffd}|".into()),
        ("\"two\nlines\tof 16 bytes\0\"", "two\nlines\tof 16 bytes\0".into()),
    ] {
        assert_eq!(Json::parse(text.as_bytes()).unwrap().as_string().unwrap(), meant, "{text}");
    }
}

#[test]
fn numbers_of_any_size_keep_their_digits() {
    for number in [
        "[87.65e-432]",
        "[0.7e00999999999999999999999999999999999999999999999999]",
        "[-1e+9999]",
        "[1.5e+9999]",
        "[-987654321098765432109876543210]",
        "[100000000000000000000]",
    ] {
        let json = Json::parse(number.as_bytes()).unwrap().at("/0").unwrap();
        assert_eq!(json.as_number().map(|number| number.as_str()), Some(&number[1..number.len() - 1]));
        assert_eq!(json.as_number().and_then(|number| number.as_i64()), None);
    }
}

#[test]
fn surrogates_without_a_partner_are_taken_and_become_the_replacement_character() {
    for (text, meant) in [
        (r#""\uDADA""#, "\u{fffd}"),
        (r#""\uD888\u1234""#, "\u{fffd}\u{1234}"),
        (r#""\uD800\n""#, "\u{fffd}\n"),
        (r#""\uDd1ea""#, "\u{fffd}a"),
        (r#""\uD800\uD800\n""#, "\u{fffd}\u{fffd}\n"),
        (r#""\ud800abc""#, "\u{fffd}abc"),
        (r#""\uDd1e\uD834""#, "\u{fffd}\u{fffd}"),
        (r#""\uDFAA""#, "\u{fffd}"),
    ] {
        assert_eq!(Json::parse(text.as_bytes()).unwrap().as_string().unwrap(), meant, "{text}");
    }
}

#[test]
fn bytes_that_are_no_utf_8_are_refused() {
    let inside: [&[u8]; 12] = [
        b"\x81",                     // continuation byte alone
        b"\xe9",                     // Latin-1
        b"\xc0\xaf",                 // overlong in two bytes
        b"\xe0\x80\xaf",             // in three
        b"\xf0\x80\x80\xaf",         // in four
        b"\xfc\x80\x80\x80\x80\xaf", // in six
        b"\xed\xa0\x80",             // a surrogate
        b"\xf4\xbf\xbf\xbf",         // beyond U+10FFFF
        b"\xe0\xff",                 // cut sequence
        b"\xff",
        b"\xfe",
        b"\xf0\x9f\x98",
    ];
    for bytes in inside {
        assert!(!taken(&[b"[\"", bytes, b"\"]"].concat()), "{bytes:x?}");
        assert!(!taken(&[b"{\"", bytes, b"\":1}"].concat()), "{bytes:x?}");
    }
    // UTF-16 with and without a byte order mark.
    for bytes in [&b"\xff\xfe[\0\"\0\"\0]\0"[..], b"\xfe\xff\0[\0\"\0\"\0]", b"[\0\"\0\"\0]\0"] {
        assert!(!taken(bytes), "{bytes:x?}");
    }
}

#[test]
fn a_byte_order_mark_is_passed_over_once() {
    assert!(taken(b"\xef\xbb\xbf{}") && taken(b"\xef\xbb\xbf \n[]"));
    assert!(!taken(b"\xef\xbb\xbf\xef\xbb\xbf{}") && !taken(b" \xef\xbb\xbf{}") && !taken(b"{\xef\xbb\xbf}"));
}

#[test]
fn nesting_beyond_128_is_refused_whatever_it_is_made_of() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]"), ("[ ", " ]"), ("{\"a\":[", "]}")] {
        let levels = open.matches(['[', '{']).count();
        let nested = |depth: usize| format!("{}1{}", open.repeat(depth / levels), close.repeat(depth / levels));
        assert!(taken(nested(128).as_bytes()), "{open}");
        assert!(!taken(nested(128 + levels).as_bytes()), "{open}");
        assert!(!taken(open.repeat(100_000).as_bytes()), "{open}");
    }
}
