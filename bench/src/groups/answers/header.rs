//! A code in a header, between a namespace and an address.

use super::candidates::{self, Answer, Seen};
use crate::harness::Group;
use crate::specs::answers_header::{ApiError, Body, ErrorCode};
use errspec::Code;
use serde::Deserialize;
use std::borrow::Cow;

pub(super) fn group() -> Group {
    candidates::group(
        "Error with its code in a header",
        "The code is one of six headers, between `#` and `:`; the message is in the body. The others look for the header without \
         regard to case and cut it by hand, and read the body with a derived struct or a document.",
        answer,
        &[("errspec", ours), ("serde_json, derived", derived), ("serde_json Value", value)],
    )
}

fn answer() -> Answer {
    Answer {
        headers: &[
            ("Content-Type", "application/x-amz-json-1.0"),
            ("Content-Length", "71"),
            ("Date", "Mon, 21 Sep 2026 08:00:00 GMT"),
            ("Connection", "keep-alive"),
            ("X-Request-Id", "550e8400-e29b-41d4-a716-446655440000"),
            ("X-Error-Type", "com.example.store#ThrottlingException:http://internal.example.com/errors/"),
        ],
        body: r#"{"message":"The rate of requests for this account is above its quota"}"#.to_owned(),
    }
}

fn ours(answer: &Answer) -> Option<Seen> {
    let error = ApiError::decode(429, answer.headers, answer.body.as_bytes());
    let Body::Coded(body) = error.body() else { return None };
    seen(body.code.known().map(Code::row), body.message.as_deref())
}

#[derive(Deserialize)]
struct Coded<'a> {
    #[serde(borrow)]
    message: Option<Cow<'a, str>>,
}

fn derived(answer: &Answer) -> Option<Seen> {
    let body: Coded<'_> = serde_json::from_slice(answer.body.as_bytes()).ok()?;
    seen(code(answer), body.message.as_deref())
}

fn value(answer: &Answer) -> Option<Seen> {
    let body: serde_json::Value = serde_json::from_slice(answer.body.as_bytes()).ok()?;
    seen(code(answer), body.get("message").and_then(|message| message.as_str()))
}

fn code(answer: &Answer) -> Option<u16> {
    let (_, text) = answer.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-error-type"))?;
    let text = text.split_once('#').map_or(*text, |(_, after)| after);
    let text = text.split_once(':').map_or(text, |(before, _)| before);
    ErrorCode::from_wire(text).map(|code| code as u16)
}

fn seen(code: Option<u16>, message: Option<&str>) -> Option<Seen> {
    let mut seen = Seen::default();
    seen.add(code, &[message]);
    Some(seen)
}
