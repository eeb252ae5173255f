//! An error in XML.

use super::candidates::{self, Answer, Seen};
use crate::harness::Group;
use crate::specs::answers_xml::{ApiError, Body, ErrorCode};
use errspec::Code;
use serde::Deserialize;
use std::borrow::Cow;

pub(super) fn group() -> Group {
    candidates::group(
        "Error in XML of 1 KB",
        "A root element with a code, a message with character references, a resource, an identifier and eight elements that no \
         candidate reads. All candidates read the four texts and look up the code.",
        answer,
        &[("errspec", ours), ("quick-xml with serde", derived), ("roxmltree by hand", document)],
    )
}

fn answer() -> Answer {
    let more: String =
        (0..8).map(|at| format!("  <Detail{at}>part {at} of the key: photos/2026/september/{at}</Detail{at}>\n")).collect();
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>\n  <Code>NoSuchKey</Code>\n  <Message>The key &quot;a &amp; b&quot; does not exist in this \
         bucket. It was removed, or it never was there; a listing of the bucket shows what is.</Message>\n{more}  \
         <Resource>/films/photos/2026/september/a &amp; b.jpg</Resource>\n  <RequestId>0A49CE4060975EAC</RequestId>\n  \
         <HostId>Uuag1LuByRx9e6j5Onimru9pO4ZVKnJ2Qz7+C1NPcTTWAJmPsBqSmsOV3OnVfQ==</HostId>\n</Error>\n"
    );
    Answer { headers: &[("Content-Type", "application/xml")], body }
}

fn ours(answer: &Answer) -> Option<Seen> {
    let error = ApiError::decode(404, answer.headers, answer.body.as_bytes());
    let Body::Marked(body) = error.body() else { return None };
    let mut seen = Seen::default();
    seen.add(body.code.known().map(Code::row), &[Some(&body.message), body.resource.as_deref(), body.request_id.as_deref()]);
    Some(seen)
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Marked<'a> {
    #[serde(borrow)]
    code: Cow<'a, str>,
    #[serde(borrow)]
    message: Cow<'a, str>,
    #[serde(borrow)]
    resource: Option<Cow<'a, str>>,
    #[serde(borrow)]
    request_id: Option<Cow<'a, str>>,
}

fn derived(answer: &Answer) -> Option<Seen> {
    let text = std::str::from_utf8(answer.body.as_bytes()).ok()?;
    let body: Marked<'_> = quick_xml::de::from_str(text).ok()?;
    let mut seen = Seen::default();
    seen.add(code(&body.code), &[Some(&body.message), body.resource.as_deref(), body.request_id.as_deref()]);
    Some(seen)
}

fn document(answer: &Answer) -> Option<Seen> {
    let text = std::str::from_utf8(answer.body.as_bytes()).ok()?;
    let document = roxmltree::Document::parse(text).ok()?;
    let root = document.root_element();
    let text = |name: &str| root.children().find(|node| node.has_tag_name(name)).and_then(|node| node.text());
    let mut seen = Seen::default();
    seen.add(code(text("Code")?), &[Some(text("Message")?), text("Resource"), text("RequestId")]);
    Some(seen)
}

fn code(text: &str) -> Option<u16> {
    ErrorCode::from_wire(text).map(|code| code as u16)
}
