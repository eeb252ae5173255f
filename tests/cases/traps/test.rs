//! Texts with syntax of YAML, Rust and Markdown arrive unchanged.

use errspec::Category;
use errspec::machine::MachineState;
use errspec_tests::traps::{
    ADVICE, ApiError, Body, CONFLICTS, CONTRACT, CREDENTIALS, ErrorCode, MessageParams, Status, Tricky, TrickyState,
    UNSPECIFIED, health, operations,
};

#[test]
fn texts_arrive_as_they_were_written() {
    assert_eq!(
        CONTRACT.title,
        "Traps */ \"quoted\" \\back {braces} `ticks` [links] <tags> $dollar #hash 💥 #[attr] //! /// /* https://example.com/x_y?a=b&c=[d]"
    );
    let bad = Status::BadRequest.facts();
    assert_eq!((Status::BadRequest.phrase(), bad.title, bad.since), ("Bad \"Request\" */ {}", "# No heading", "\"2\" \\ *"));
    assert_eq!(bad.summary, r#"ends a comment */ and a string " and a path \x41 \u{41} \n \"#);
    assert_eq!(bad.causes[3..6], ["| no | table |", "~~~ no code", "no code either"]);
    assert_eq!(bad.docs, "https://example.com/a_b/*c*/[d]?x=<y>&z={w}#`t`");
    assert!(Status::InternalServerError.summary().contains("\u{202e} turned around, zero\u{200b}width, \u{a0}blank"));
    assert!(Status::InternalServerError.summary().starts_with("tabs\tand lines of"));
}

#[test]
fn codes_may_be_any_text() {
    let codes = [
        (ErrorCode::Quoted, "\"quoted\""),
        (ErrorCode::BackSlash, "back\\slash"),
        (ErrorCode::CommentEnd, "*/"),
        (ErrorCode::LineFeed, "\n"),
        (ErrorCode::Lines, "a\tb\r\nc"),
        (ErrorCode::Turned, "\u{202e}"),
        (ErrorCode::Letters, "\u{e9}\u{301}💥"),
        (ErrorCode::Raw, "r#\"x\"#"),
        (ErrorCode::Dollar, "$crate"),
        (ErrorCode::Mapping, "x: y"),
        (ErrorCode::Anchor, "&a"),
    ];
    for (code, text) in codes {
        assert_eq!((code.as_str(), ErrorCode::from_wire(text)), (text, Some(code)));
    }
    let group = ErrorCode::BackSlash.group().unwrap();
    assert_eq!((group.key, group.title(), group.facts.summary), ("*/ group \"key\" \\", "*/ \"title\" {", "`summary` \\"));
    assert_eq!(ErrorCode::CATALOG.family("\"\\*/ x").map(|group| group.key), Some(group.key));
    assert_eq!(
        (ErrorCode::Amp.summary(), ErrorCode::Bang.facts().causes),
        ("AT&T &amp; &lt;b&gt; &#42;", &["/", "*", "!"][..])
    );
}

#[test]
fn a_very_long_line_is_kept_whole() {
    let (summary, action) = (ErrorCode::Long.summary(), ErrorCode::Long.action().unwrap());
    assert!(summary.len() > 5_000 && summary == action && summary.ends_with("and more"));
    assert_eq!(ErrorCode::Amp.as_str(), "AMP", "and what stands behind it is found");
}

#[test]
fn a_message_is_not_read_as_a_format() {
    assert_eq!(MessageParams { x: "{y}" }.to_string(), "*/ \" \\ {} {y} \u{202e} `t`");
}

#[test]
fn places_in_bodies_may_have_any_name() {
    let raw = "{\"\\\"*/\\\\\": \"*/\", \"\\n\": {\"`\": \"said\"}}";
    let error = ApiError::decode(400, &(), raw.as_bytes());
    let Body::Api(body) = error.body() else { panic!("{error:?}") };
    assert_eq!((body.code, body.message.as_deref()), (ErrorCode::CommentEnd.into(), Some("said")));
    assert_eq!((error.category(), error.is(ErrorCode::CommentEnd)), (Category::InvalidRequest, true));
}

#[test]
fn everything_else_that_is_a_text() {
    assert_eq!((operations::TRICKY.path, operations::TRICKY.summary), ("/a\"b/{c}`*/\\", "*/ \"x\" \\"));
    assert_eq!((health::TRICKY.target, CREDENTIALS[0].summary), ("/*/\"`\\", "\"\\"));
    assert_eq!((ADVICE[0].text, ADVICE[1].text, UNSPECIFIED[0].text), ("*/ \"x\" \\ {y}", "`", "\\"));
    assert_eq!((CONFLICTS[0].between, CONFLICTS[0].and, CONFLICTS[0].reason), ("\"", "\\", "`{}`"));
    assert_eq!(TrickyState::First.as_str(), "a\n\"b\\");
    assert_eq!(
        Tricky::read(br#"{"\"\\": "*/"}"#).and_then(|observed| TrickyState::from_wire(&observed.state)),
        Some(TrickyState::Second)
    );
    assert_eq!(TrickyState::Done.payload()[0].name, "a \"b\" \\");
    assert_eq!(TrickyState::MACHINE.summary, "*/ \"machine\" \\");
}
