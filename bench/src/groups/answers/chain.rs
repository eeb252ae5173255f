//! Errors inside errors, three levels deep.

use super::candidates::{self, Answer, Seen};
use crate::harness::Group;
use crate::specs::answers_chain::{ApiError, Body, ErrorCode};
use errspec::{Code, CodeRef};
use serde::Deserialize;
use std::borrow::Cow;

pub(super) fn group() -> Group {
    candidates::group(
        "Chain of three errors",
        "All candidates read the message and the code of the outermost error, and the code of each error inside it.",
        answer,
        &[("errspec", ours), ("serde_json, derived", derived), ("serde_json Value", value)],
    )
}

fn answer() -> Answer {
    let body = r#"{"error":{"code":"InvalidRequest","message":"The folder cannot be copied","innerError":{"code":"InternalError","innerError":{"code":"CannotCopyRecursive","date":"2026-09-21T08:00:00","request-id":"550e8400-e29b-41d4-a716-446655440000"}}}}"#;
    Answer { headers: &[("Content-Type", "application/json")], body: body.to_owned() }
}

fn ours(answer: &Answer) -> Option<Seen> {
    let error = ApiError::decode(400, answer.headers, answer.body.as_bytes());
    let Body::Nested(body) = error.body() else { return None };
    let mut seen = Seen::default();
    seen.add(body.code.known().map(Code::row), &[body.message.as_deref()]);
    for cause in error.causes() {
        seen.add(cause.code_ref().map(|CodeRef { row, .. }| row), &[]);
    }
    Some(seen)
}

#[derive(Deserialize)]
struct Nested<'a> {
    #[serde(borrow)]
    error: Link<'a>,
}

#[derive(Deserialize)]
struct Link<'a> {
    #[serde(borrow)]
    code: Cow<'a, str>,
    #[serde(borrow)]
    message: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "innerError")]
    inner: Option<Box<Link<'a>>>,
}

fn derived(answer: &Answer) -> Option<Seen> {
    let body: Nested<'_> = serde_json::from_slice(answer.body.as_bytes()).ok()?;
    let (mut seen, mut link) = (Seen::default(), Some(&body.error));
    while let Some(error) = link {
        seen.add(code(&error.code), &[error.message.as_deref()]);
        link = error.inner.as_deref();
    }
    Some(seen)
}

fn value(answer: &Answer) -> Option<Seen> {
    let body: serde_json::Value = serde_json::from_slice(answer.body.as_bytes()).ok()?;
    let (mut seen, mut link) = (Seen::default(), body.get("error"));
    while let Some(error) = link {
        seen.add(code(error.get("code")?.as_str()?), &[error.get("message").and_then(|message| message.as_str())]);
        link = error.get("innerError");
    }
    Some(seen)
}

fn code(text: &str) -> Option<u16> {
    ErrorCode::from_wire(text).map(|code| code as u16)
}
