//! Notes about values that clients can read but a service of the same contract cannot send.

use super::names::names;
use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::{Body, Contract, Field};
use crate::syntax::{ListItem, Location, Predicate, Test};
use crate::words::BodyFormat;
use errspec_core::Value;

rules! {
    VALUE_NOT_SENT: Note = "value-not-sent" {
        what: "a service cannot send a value that clients can read",
        why: "A service writes an item of a list with texts from the tests under `where`, so a text that passes must be \
              among them. A body in plain text is one value, so a service cannot write it from several parts. That is \
              fine for a contract of which only clients are made. A service answers with an error of its own instead.",
        example: r#"
 statuses: { 400: Bad request }
 bodies:
   api:
     fields:
       message: /message
-      cause: { at: { items: /notes, where: { /kind: { starts: x-, ends: -cause } }, member: /text }, optional: true }
+      cause: { at: { items: /notes, where: { /kind: x-first-cause }, member: /text }, optional: true }
"#,
    }
}

pub(super) fn review(contract: &Contract, sink: &mut Sink) {
    for body in &contract.bodies {
        for field in &body.fields {
            let Some(item) = item(field) else { continue };
            if let Some((at, _)) = item.tests.iter().find(|(at, _)| !is_written(body, item, at) && !passes(item, at)) {
                let message = format!("a service cannot send `{}`: no text of the test of `{at}` passes it", field.name.value);
                let note = Diagnostic::new(&VALUE_NOT_SENT, item.span, message);
                sink.push(note.note(format!(
                    "If a service uses this contract, test `{at}` for a text that it sends, such as `{at}: text`, or add a field \
                     with the same `where` that reads `{at}`."
                )));
            }
        }
        if body.format.value == BodyFormat::Text {
            parts(body, sink);
        }
    }
}

/// The item into which a service writes a field.
fn item(field: &Field) -> Option<&ListItem> {
    match field.place.at.first() {
        Some(Location::Item(item)) => Some(item),
        _ => None,
    }
}

/// Whether a field writes something at this pointer into the same item.
fn is_written(body: &Body, item: &ListItem, at: &str) -> bool {
    let around =
        |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let others = body.fields.iter().filter_map(self::item);
    let mut same = others.filter(|other| other.list.value == item.list.value && other.tests == item.tests);
    same.any(|other| around(&other.member.value, at) || around(at, &other.member.value))
}

/// Whether nothing, or a text of the tests, passes all tests of a pointer.
fn passes(item: &ListItem, at: &str) -> bool {
    let tests = || item.tests.iter().filter(|(other, _)| other == at).map(|(_, test)| test);
    let absent = tests().all(|test| test.holds(None));
    absent
        || tests().filter(|test| !test.negated).flat_map(texts).any(|text| tests().all(|test| test.holds([Value::Text(text)])))
}

fn texts(test: &Test) -> impl Iterator<Item = &str> {
    test.any.iter().filter_map(|predicate| match predicate {
        Predicate::Equals(text) | Predicate::Starts(text) | Predicate::Ends(text) | Predicate::Contains(text) => {
            Some(text.as_str())
        }
        _ => None,
    })
}

/// Reports fields of one text if a part is written first, because only that part is then sent.
fn parts(body: &Body, sink: &mut Sink) {
    let of_text = |field: &&Field| matches!(field.place.at.first(), Some(Location::Pointer(_)));
    let fields = body.fields.iter().filter(of_text).into_vec();
    let [first, _, ..] = fields.as_slice() else { return };
    if first.place.is_cut() {
        let names = names(fields.iter().map(|field| field.name.value.as_str()));
        let message = format!("a service cannot send all of {names}: they are parts of one text");
        let note = Diagnostic::new(&VALUE_NOT_SENT, first.name.span, message);
        sink.push(note.note(format!(
            "If a service uses this contract, put a field for the whole text before `{}`, such as `text: \"\"`.",
            first.name.value
        )));
    }
}
