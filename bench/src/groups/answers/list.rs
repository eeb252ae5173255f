//! A list of ten errors, of which every other one lacks a member.

use super::candidates::{self, Answer, Seen};
use crate::harness::Group;
use crate::specs::answers_list::{ApiError, Body, ErrorCode};
use errspec::Code;
use serde::Deserialize;
use std::borrow::Cow;

pub(super) fn group() -> Group {
    candidates::group(
        "List of ten errors",
        "Each item has a code and a text, and every other one an object with a pointer. All candidates read all items and look up \
         their codes; a body without the list, or an item without its code or text, is rejected.",
        answer,
        &[("errspec", ours), ("serde_json, derived", derived), ("serde_json Value", value)],
    )
}

fn answer() -> Answer {
    let item = |at: usize| match at % 2 {
        0 => format!(
            r#"{{"code":"too_long","source":{{"pointer":"/items/{at}/name"}},"detail":"The name has more than 20 characters"}}"#
        ),
        _ => r#"{"code":"required","detail":"The field \"color\" is required"}"#.to_owned(),
    };
    let items: Vec<String> = (0..10).map(item).collect();
    Answer { headers: &[("Content-Type", "application/json")], body: format!(r#"{{"errors":[{}]}}"#, items.join(",")) }
}

fn ours(answer: &Answer) -> Option<Seen> {
    let error = ApiError::decode(422, answer.headers, answer.body.as_bytes());
    let Body::Listed(body) = error.body() else { return None };
    let mut seen = Seen::default();
    for item in body.items.iter() {
        seen.add(item.code.known().map(Code::row), &[item.pointer.as_deref(), Some(&item.detail)]);
    }
    Some(seen)
}

#[derive(Deserialize)]
struct Listed<'a> {
    #[serde(borrow)]
    errors: Vec<Item<'a>>,
}

#[derive(Deserialize)]
struct Item<'a> {
    #[serde(borrow)]
    code: Cow<'a, str>,
    #[serde(borrow)]
    source: Option<Source<'a>>,
    #[serde(borrow)]
    detail: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Source<'a> {
    #[serde(borrow)]
    pointer: Option<Cow<'a, str>>,
}

fn derived(answer: &Answer) -> Option<Seen> {
    let body: Listed<'_> = serde_json::from_slice(answer.body.as_bytes()).ok()?;
    let mut seen = Seen::default();
    for item in &body.errors {
        let pointer = item.source.as_ref().and_then(|source| source.pointer.as_deref());
        seen.add(code(&item.code), &[pointer, Some(&item.detail)]);
    }
    Some(seen)
}

fn value(answer: &Answer) -> Option<Seen> {
    let body: serde_json::Value = serde_json::from_slice(answer.body.as_bytes()).ok()?;
    let mut seen = Seen::default();
    for item in body.get("errors")?.as_array()? {
        let pointer = item.pointer("/source/pointer").and_then(|pointer| pointer.as_str());
        seen.add(code(item.get("code")?.as_str()?), &[pointer, Some(item.get("detail")?.as_str()?)]);
    }
    Some(seen)
}

fn code(text: &str) -> Option<u16> {
    ErrorCode::from_wire(text).map(|code| code as u16)
}
