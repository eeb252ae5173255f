//! Bodies that can never match, fields that contradict each other, and catalogs that no body reads.

mod covers;
pub(crate) mod fields;
pub(crate) mod places;
pub(crate) mod successes;
pub(crate) mod unread;

pub use {fields::*, places::*, successes::*, unread::*};

use super::broken::Broken;
use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::{Body, Contract, Field, FieldKind};

rules! {
    MATCHES_ANYTHING: Error = "matches-anything" {
        what: "a body has no required field and no `when`",
        why: "A body matches if all of its required fields are present. A body without required fields matches every \
              JSON object, so it would claim every error. Require a field that identifies this shape, or restrict the \
              body with `when`. If every member of the shape is optional, identify it by its media type.",
        example: r"
 bodies:
-  api: { fields: { message: { at: /message, optional: true } } }
+  api: { when: { status: [4xx, 5xx] }, fields: { message: { at: /message, optional: true } } }
",
    }
    NOT_JSON: Warning = "not-json" {
        what: "a body is restricted to responses that are not JSON",
        why: "The fields of a body are read from JSON. If `when` asks for XML, form data or an image, the body never \
              matches. Remove the body: an error that no body matches still has its status and the raw bytes of the \
              response.",
        example: r"
 bodies:
-  api: { when: { content_type: application/xml }, fields: { message: /message } }
+  api: { when: { content_type: application/json }, fields: { message: /message } }
",
    }
    UNREACHABLE_BODY: Error = "unreachable-body" {
        what: "an earlier body matches whenever this one does",
        why: "Bodies are tried in file order, and the first match wins. A body is never chosen if earlier ones match \
              every response that it matches. Field types count: an open catalog accepts every string, a closed one \
              only its codes. Put the body that requires more first, or add a field, a type or a `when` that \
              distinguishes the two.",
        example: r"
 bodies:
+  long: { fields: { message: /message, hint: /hint } }
   short: { fields: { message: /message } }
-  long: { fields: { message: /message, hint: /hint } }
",
    }
}

pub(super) fn check(contract: &Contract, broken: &Broken, sink: &mut Sink) {
    let whole: Vec<&Body> = contract.bodies.iter().filter(|body| !broken.has(body.name.span)).into_vec();
    for (at, body) in whole.iter().enumerate() {
        let can_match = fields::check(body, sink);
        places::check(body, contract, sink);
        matches_anything(body, sink);
        successes::body(body, contract, sink);
        foreign_content(body, sink);
        if can_match {
            let earlier = whole.get(..at).unwrap_or_default();
            unreachable(body, earlier, contract, sink);
        }
    }
    if whole.len() == contract.bodies.len() {
        unread::check(contract, sink);
        successes::codes(contract, sink);
    }
}

/// A body that requires nothing and has no condition matches any JSON.
fn matches_anything(body: &Body, sink: &mut Sink) {
    let is_any = |field: &Field| field.kind == FieldKind::Json && field.pointer().is_some_and(|at| at.is_empty());
    if !body.when.is_empty() || body.fields.iter().any(|field| field.is_required() && !is_any(field)) {
        return;
    }
    let message = format!("`{}` matches any JSON: it requires no field and has no `when`", body.name.value);
    let mut finding = Diagnostic::new(&MATCHES_ANYTHING, body.name.span, message).here("matches every response");
    if let [field] = body.fields.as_slice() {
        let why = if !field.is_required() { "the body matches without its only field" } else { "the only field fits any JSON" };
        finding = finding.label(field.name.span, why);
    }
    sink.push(finding.note(
        "Make a field required that is always present, or state which responses have this body: `when: { content_type: \
         application/problem+json }` or `when: { status: [4xx, 5xx] }`.",
    ));
}

/// The first body that matches is used, so a body that only matches when earlier ones do is never used.
fn unreachable(body: &Body, earlier: &[&Body], contract: &Contract, sink: &mut Sink) {
    let Some(covering) = covers::covering(body, earlier, contract) else { return };
    let names: Vec<String> = covering.iter().map(|other| format!("`{}`", other.name.value)).into_vec();
    let matches = if names.len() == 1 { "matches" } else { "match" };
    let message = format!("`{}` can never match: {} {matches} whenever it does", body.name.value, names.join(" and "));
    let mut finding = Diagnostic::new(&UNREACHABLE_BODY, body.name.span, message).here("never chosen");
    for other in covering {
        finding = finding.label(other.name.span, "tried first");
    }
    sink.push(finding.note(
        "Bodies are tried in the order of the file. Put this one first if it requires more, or distinguish the two by a \
         required field, the type of a field, or `when`.",
    ));
}

/// Fields are only read from JSON.
fn foreign_content(body: &Body, sink: &mut Sink) {
    let Some(content_type) = body.when.content_type.iter().find(|text| is_no_json(text)) else { return };
    let message =
        format!("`{}` is not JSON, and the fields of `{}` are read from JSON only", content_type.value, body.name.value);
    let finding = Diagnostic::new(&NOT_JSON, content_type.span, message).label(body.name.span, "never matches");
    sink.push(finding.note(
        "A response in another format matches no body: the error has its status and its bytes. Remove the body. If the \
         service sends JSON with this media type, allow the warning under `lints.allow`.",
    ));
}

/// Media types of known formats that are not JSON. Text types are often used for JSON.
fn is_no_json(content_type: &str) -> bool {
    let text = content_type.to_ascii_lowercase();
    let (kind, format) = text.split_once('/').unwrap_or((&text, ""));
    let format = format.rsplit('+').next().unwrap_or(format);
    matches!(kind, "audio" | "font" | "image" | "multipart" | "video")
        || matches!(
            format,
            "xml" | "csv" | "yaml" | "cbor" | "msgpack" | "protobuf" | "grpc" | "zip" | "gzip" | "pdf" | "octet-stream"
        )
        || matches!(format, "x-www-form-urlencoded" | "x-protobuf" | "x-yaml" | "x-msgpack" | "vnd.google.protobuf" | "soap")
}
