//! Bodies that can never match, fields that contradict each other, and catalogs that no body reads.

mod covers;
pub(crate) mod fields;
pub(crate) mod formats;
pub(crate) mod places;
pub(crate) mod successes;
pub(crate) mod unread;

pub use {fields::*, formats::*, places::*, successes::*, unread::*};

use super::broken::Broken;
use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::{Body, Contract, Field, FieldKind};
use crate::words::{BodyFormat, WireKind};

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
    places::params(contract, sink);
    let whole: Vec<&Body> = contract.bodies.iter().filter(|body| !broken.has(body.name.span)).into_vec();
    for (at, body) in whole.iter().enumerate() {
        let can_match = fields::check(body, sink);
        places::check(body, contract, sink);
        matches_anything(body, contract, sink);
        successes::body(body, contract, sink);
        formats::check(body, sink);
        if can_match {
            let earlier = whole.get(..at).unwrap_or_default();
            unreachable(body, earlier, contract, sink);
        }
    }
    if whole.len() == contract.bodies.len() {
        unread::check(contract, sink);
        formats::types(contract, sink);
        successes::codes(contract, sink);
    }
}

/// A body that requires nothing and has no condition matches any JSON. So does a plain text that may be any text.
fn matches_anything(body: &Body, contract: &Contract, sink: &mut Sink) {
    let takes_any = |kind: &FieldKind| match (body.format.value, kind) {
        (_, FieldKind::Json) | (BodyFormat::Text, FieldKind::String) => true,
        (BodyFormat::Text, FieldKind::Code(at)) => {
            contract.catalogs.get(*at).is_some_and(|catalog| catalog.open && catalog.wire == WireKind::String)
        }
        _ => false,
    };
    let is_any = |field: &Field| takes_any(&field.kind) && field.place.pointers().any(|at| at.is_empty());
    if !body.when.is_empty() || body.fields.iter().any(|field| field.is_required() && !is_any(field)) {
        return;
    }
    let any = match body.format.value {
        BodyFormat::Xml => "any XML",
        BodyFormat::Form => "any form",
        BodyFormat::Text => "any text",
        _ => "any JSON",
    };
    let requires = if body.format.value == BodyFormat::Text { "only requires a text" } else { "requires no field" };
    let message = format!("`{}` matches {any}: it {requires} and has no `when`", body.name.value);
    let mut finding = Diagnostic::new(&MATCHES_ANYTHING, body.name.span, message).here("matches every response");
    if let [field] = body.fields.as_slice() {
        let fits = format!("the only field fits {any}");
        let why = if !field.is_required() { "the body matches without its only field" } else { &fits };
        finding = finding.label(field.name.span, why);
    }
    sink.push(finding.note(
        match body.format.value {
            BodyFormat::Text => {
                "State which responses have this body: `when: { content_type: text/plain }`. Otherwise it also matches the HTML of a \
                 proxy."
            }
            _ => {
                "Make a field required that is always present, or state which responses have this body: `when: { content_type: \
                 application/problem+json }` or `when: { status: [4xx, 5xx] }`."
            }
        },
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
