//! Fields of a body whose pointers or types exclude each other.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Body, Field, FieldKind};
use crate::source::Span;
use crate::syntax::Location;

rules! {
    CONFLICTING_POINTERS: Error = "conflicting-pointers" {
        what: "two fields of a body exclude each other",
        why: "A JSON value has one type, and a string has no members. A body that requires both `/error` as a string \
              and `/error/code` never matches; if one of the two is optional, it is never present. If both are \
              optional, each response can contain one of them. A field of type `json` may contain the values that \
              other fields read.",
        example: r"
 bodies:
-  api: { fields: { message: /error, detail: /error/detail } }
+  plain: { fields: { message: /error } }
+  structured: { fields: { detail: /error/detail } }
",
    }
    DUPLICATE_FIELD: Warning = "duplicate-field" {
        what: "two fields of a body read the same value",
        why: "Both fields always have the same value, so one of them is redundant. Choose any name for the field, and \
              use `role` to say what it stands for. Two fields of different types at one place are fine, such as a \
              code that is also kept as a string.",
        example: r"
 bodies:
-  api: { fields: { message: /error, text: /error } }
+  api: { fields: { text: { at: /error, role: message } } }
",
    }
}

/// Reports fields that exclude each other, and returns whether the body can match at all.
pub(super) fn check(body: &Body, sink: &mut Sink) -> bool {
    of_object(&body.fields, sink)
}

/// The same for the fields of a body or the members of an item.
fn of_object(fields: &[Field], sink: &mut Sink) -> bool {
    let mut can_match = true;
    for (at, field) in fields.iter().enumerate() {
        of_object(field.kind.members(), sink);
        let earlier = fields.iter().take(at);
        if let Some(other) = earlier.clone().find(|other| exclude(field, other)) {
            can_match &= !field.is_required() || !other.is_required();
            sink.push(conflict(field, other));
        } else if let Some(other) = earlier.clone().find(|other| other.place.same(&field.place) && other.kind == field.kind) {
            let message = format!("`{}` and `{}` read the same value", field.name.value, other.name.value);
            let finding =
                Diagnostic::new(&DUPLICATE_FIELD, location(field), message).label(location(other), "already read here");
            sink.push(finding.note("One field is enough. It can have both a name and a `role`."));
        }
    }
    can_match
}

/// Whether at most one of two fields can be present, although at least one must be. Two optional fields may exclude each other.
fn exclude(one: &Field, other: &Field) -> bool {
    let both_optional = !one.is_required() && !other.is_required();
    let (Some(at), Some(other_at)) = (one.pointer(), other.pointer()) else { return false };
    !both_optional
        && (below(at, other, other_at)
            || below(other_at, one, at)
            || (at.value == other_at.value && disjoint(&one.kind, &other.kind)))
}

/// Where the location of a field was written.
fn location(field: &Field) -> Span {
    field.place.at.first().map_or(field.place.span, Location::span)
}

/// Whether a pointer leads into the value of a field whose type cannot contain it.
fn below(inner: &str, outer: &Field, outer_at: &str) -> bool {
    let Some(rest) = inner.strip_prefix(outer_at).and_then(|rest| rest.strip_prefix('/')) else { return false };
    let item = rest.split('/').next().is_some_and(|token| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit()));
    match outer.kind {
        FieldKind::Json => false,
        FieldKind::List(_) => !item,
        FieldKind::Map(_) | FieldKind::Object(_) => false,
        _ => true,
    }
}

/// Whether a pointer leads into the value at another.
pub(super) fn is_inside(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
}

/// The JSON type of a value. Values of different JSON types cannot be the same value.
fn disjoint(one: &FieldKind, other: &FieldKind) -> bool {
    let json = |kind: &FieldKind| match kind {
        FieldKind::String | FieldKind::Timestamp => Some("string"),
        FieldKind::Integer | FieldKind::Number | FieldKind::Status => Some("number"),
        FieldKind::Boolean => Some("boolean"),
        FieldKind::List(_) => Some("list"),
        FieldKind::Map(_) | FieldKind::Object(_) => Some("object"),
        FieldKind::Json | FieldKind::Code(_) | FieldKind::Key(..) => None,
    };
    matches!((json(one), json(other)), (Some(one), Some(other)) if one != other)
}

fn conflict(field: &Field, other: &Field) -> Diagnostic {
    let message = match (field.is_required(), other.is_required()) {
        (true, true) => {
            format!("`{}` and `{}` cannot both be present, so the body never matches", other.name.value, field.name.value)
        }
        (false, _) => format!("`{}` can never be present, because `{}` is required", field.name.value, other.name.value),
        (_, false) => format!("`{}` can never be present, because `{}` is required", other.name.value, field.name.value),
    };
    let why =
        if field.place.same(&other.place) { "the same value with another type" } else { "one of the two contains the other" };
    let finding = Diagnostic::new(&CONFLICTING_POINTERS, location(field), message).label(location(other), why);
    finding.note("If responses differ in this, declare two bodies.")
}
