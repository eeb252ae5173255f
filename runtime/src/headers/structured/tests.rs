//! The cases of the test data of the HTTP working group (<https://github.com/httpwg/structured-field-tests>), restated: what is read, and
//! what has to fail.

use super::value::Value;
use super::*;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

fn shown(value: Value<'_>) -> String {
    match value {
        Value::Integer(number) => format!("{number}"),
        Value::String(_) => format!("{:?}", value.text().unwrap_or_default()),
        Value::Token(token) => token.into(),
        Value::Bytes(base64) => format!(":{base64}:"),
        Value::Boolean(holds) => format!("?{}", u8::from(holds)),
        Value::Date(seconds) => format!("@{seconds}"),
        Value::Decimal => "decimal".into(),
        Value::Display => "display".into(),
        Value::InnerList => "()".into(),
    }
}

fn member(member: &Member<'_>) -> String {
    let (mut rest, mut text) = (member.parameters, shown(member.value));
    if !member.key.is_empty() {
        text = format!("{}={text}", member.key);
    }
    while let Some((key, value)) = parameter(&mut rest) {
        text = format!("{text};{key}={}", shown(value));
    }
    text
}

fn of_item(field: &str) -> Option<String> {
    item(field.as_bytes()).map(|item| member(&item))
}

fn of_list(field: &str) -> Option<String> {
    let mut all = Vec::new();
    list(field.as_bytes(), |item| all.push(member(&item))).map(|()| all.join(", "))
}

fn of_dictionary(field: &str) -> Option<String> {
    let mut all = Vec::new();
    dictionary(field.as_bytes(), |item| all.push(member(&item))).map(|()| all.join(", "))
}

fn check(read: fn(&str) -> Option<String>, right: &[(&str, &str)], wrong: &[&str]) {
    for (field, expected) in right {
        assert_eq!(read(field).as_deref(), Some(*expected), "{field}");
    }
    for field in wrong {
        assert_eq!(read(field), None, "{field}");
    }
}

#[test]
fn numbers() {
    check(
        of_item,
        &[
            ("42", "42"),
            ("0", "0"),
            ("-0", "0"),
            ("00", "0"),
            ("-42", "-42"),
            ("042", "42"),
            ("-042", "-42"),
            ("123456789012345", "123456789012345"),
            ("-123456789012345", "-123456789012345"),
            ("1.23", "decimal"),
            ("-1.23", "decimal"),
            ("123456789012.1", "decimal"),
            ("1.123", "decimal"),
            ("000000000100.123", "decimal"),
            ("  1", "1"),
            ("1  ", "1"),
            ("  1  ", "1"),
            ("\t1\t", "1"),
        ],
        &[
            "",
            "2,3",
            "-a23",
            "4-2",
            "1234567890123456",
            "-1234567890123456",
            "1.5.4",
            "1..4",
            "1.",
            "-1.",
            "-.1",
            ".1",
            "-",
            "--0",
            "1234567890123.1",
            "1.1234",
            "- 42",
            "1e3",
            "0x1",
            "1_000",
            "42a",
        ],
    );
}

#[test]
fn strings_and_tokens() {
    check(
        of_item,
        &[
            (r#""foo""#, r#""foo""#),
            (r#""""#, r#""""#),
            (r#""   ""#, r#""   ""#),
            (r#""foo \"bar\" \\ baz""#, r#""foo \"bar\" \\ baz""#),
            (r#""a\\\\b""#, r#""a\\\\b""#),
            ("a_b-c.d3:f%00/*", "a_b-c.d3:f%00/*"),
            ("fooBar", "fooBar"),
            ("FooBar", "FooBar"),
            ("*a", "*a"),
            ("a!#$%&'*+-.^_`|~", "a!#$%&'*+-.^_`|~"),
        ],
        &[
            r#""foo"#,
            r#"foo""#,
            "'foo'",
            r#""foo \,""#,
            r#""foo \"#,
            "\"a\tb\"",
            "\"a\nb\"",
            "\"f\u{fc}\"",
            "\"\u{7f}\"",
            "abc(",
            "a b",
            "{a",
            "3a",
            "!a",
        ],
    );
    assert_eq!(item(br#""a\\\"b""#).and_then(|item| item.value.text()).as_deref(), Some(r#"a\"b"#));
}

#[test]
fn byte_sequences_booleans_and_dates() {
    check(
        of_item,
        &[
            (":aGVsbG8=:", ":aGVsbG8=:"),
            ("::", "::"),
            (":aGVsbG8:", ":aGVsbG8:"),
            (":iZ==:", ":iZ==:"),
            (":/+Ah:", ":/+Ah:"),
            ("?1", "?1"),
            ("?0", "?0"),
            ("@0", "@0"),
            ("@1659578233", "@1659578233"),
            ("@-1659578233", "@-1659578233"),
        ],
        &[
            ":aGVsbG8=",
            ":aGVsb G8=:",
            ":aGVsbG!8=:",
            ":aGVsbG8=!:",
            ":=aGVsbG8=:",
            ":a=GVsbG8=:",
            ":=:",
            ":_-Ah:",
            ":aGVsbG8==:",
            ":a:",
            ":\u{fc}:",
            "?2",
            "?",
            "?T",
            "? 1",
            "?t",
            "@1659578233.12",
            "@",
            "@a",
            "@ 1",
        ],
    );
}

#[test]
fn display_strings() {
    check(
        of_item,
        &[
            ("%\"foo bar\"", "display"),
            ("%\"f%c3%bc%c3%bc\"", "display"),
            ("%\"foo %22bar%22 \\ baz\"", "display"),
            ("%\"BOM: %ef%bb%bf\"", "display"),
            ("%\" !%22#$%25&'()*+,-./:;<=>?@[\\]^_`{|}~\"", "display"),
        ],
        &[
            "%\"f%C3%BC\"",
            "%\"\t\"",
            "%\"\n\"",
            "%'foo'",
            "%foo",
            "%foo\"",
            "%\"foo",
            "%\"foo %a",
            "%\"foo %a\"",
            "%\"%c3%28\"",
            "%\"%a0%a1\"",
            "%\"%e2%28%a1\"",
            "%\"%f0%28%8c%28\"",
            "%\"%0g\"",
            "%\"%+1\"",
            "%\"f\u{fc}\"",
        ],
    );
}

#[test]
fn lists() {
    check(
        of_list,
        &[
            ("1, 42", "1, 42"),
            ("", ""),
            ("42", "42"),
            ("1,42", "1, 42"),
            ("1 , 42", "1, 42"),
            ("1\t,\t42", "1, 42"),
            ("(1 2), (42 43)", "(), ()"),
            ("()", "()"),
            ("(1  42)", "()"),
            ("(  1 42  )", "()"),
            ("(1;a 2;b=3);lvl=5", "();lvl=5"),
            ("abc_123;a=1;b=2; cdef_456, ghi;q=9;r=\"+w\"", "abc_123;a=1;b=2;cdef_456=?1, ghi;q=9;r=\"+w\""),
            ("text/html;q=1.0;a", "text/html;q=decimal;a=?1"),
            ("text/html  ,  text/plain;  q=0.5;  charset=utf-8", "text/html, text/plain;q=decimal;charset=utf-8"),
            ("a;*b=1;c_d-e.f*=2", "a;*b=1;c_d-e.f*=2"),
        ],
        &[
            "1, 42,",
            "1, 42, ",
            "1,,42",
            ",1",
            "1 42",
            "(1 42",
            "(1,42)",
            "(1 42",
            "((1))",
            "(1)(2)",
            "1)",
            "text/plain;q =0.5",
            "text/plain;q= 0.5",
            "text/plain ;q=0.5",
            "text/plain;\tq=0.5",
            "a;B=1",
            "a;=1",
            "a;",
            "a; ",
            "a;1b=1",
            "a=1",
        ],
    );
}

#[test]
fn dictionaries() {
    check(
        of_dictionary,
        &[
            ("en=\"Applepie\", da=:w4ZibGV0w6ZydGU=:", "en=\"Applepie\", da=:w4ZibGV0w6ZydGU=:"),
            ("", ""),
            ("a=1,b=2", "a=1, b=2"),
            ("a=1 ,  b=2", "a=1, b=2"),
            ("a=1\t,\tb=2", "a=1, b=2"),
            ("a, b, c; foo=bar", "a=?1, b=?1, c=?1;foo=bar"),
            ("a=?0, b, c=(1 2);d", "a=?0, b=?1, c=();d=?1"),
            ("a=1,b=2,a=3", "a=1, b=2, a=3"),
            ("*a=1", "*a=1"),
        ],
        &[
            "a=1, b=2,",
            "a=1,,b=2",
            "a=1,b=",
            "a=,b=2",
            "a=",
            "a= 1",
            "a =1",
            "A=1",
            "1=1",
            "\"a\"=1",
            "a=1 b=2",
            "-a=1",
            "a=1;B",
            "=1",
        ],
    );
}

/// A field is all of its lines, so one malformed line spoils the others.
#[test]
fn several_lines_are_one_field() {
    let seen = |lines: &[(&str, &str)]| {
        let mut all = Vec::new();
        visit_list(lines, "Field", |item| all.push(member(&item)));
        all
    };
    assert_eq!(seen(&[("field", "1"), ("Other", "2,"), ("Field", "42;a, b")]), ["1", "42;a=?1", "b"]);
    assert!(seen(&[("Field", "1"), ("Field", "42,")]).is_empty());
}
