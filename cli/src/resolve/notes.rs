//! Advice, what is left open, contradictions.

use super::facts::Places;
use super::http::basis;
use super::object::{Object, list};
use errspec_spec::syntax::{Conflict, Remark};
use serde_json::Value;

pub(super) fn remarks(remarks: &[Remark], places: Places<'_>) -> Value {
    list(remarks.iter().map(|remark| {
        let basis = basis(&remark.basis);
        let entry = places.entry(remark.text.span, basis).set("text", remark.text.as_str());
        entry.maybe("docs", places.own_text(remark.docs.as_ref(), basis))
    }))
}

pub(super) fn conflicts(conflicts: &[Conflict], places: Places<'_>) -> Value {
    list(conflicts.iter().map(|conflict| conflict_entry(conflict, places)))
}

fn conflict_entry(conflict: &Conflict, places: Places<'_>) -> Object {
    places
        .entry(conflict.between.span, basis(&conflict.basis))
        .set("between", conflict.between.as_str())
        .set("and", conflict.and.as_str())
        .set("resolution", conflict.resolution.as_str())
        .maybe("reason", conflict.reason.as_ref().map(|reason| reason.as_str()))
}
