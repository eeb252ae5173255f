//! The table that the decoder reads: keys, bodies and lists.

use super::keys::{Keys, pointer};
use super::when::when;
use crate::emit::code::Code;
use crate::emit::emitter::Emitter;
use crate::emit::value::{list, literal, number, variant};
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::{Body, Field, FieldKind, Member};
use errspec_spec::words::Basis;
use std::ptr;

pub(super) fn decoder(emitter: &Emitter<'_>, code: &mut Code) {
    let all = || emitter.contract.bodies.iter().flat_map(|body| &body.fields);
    let mut keys = Keys::new(all().map(|field| field.at.value.as_str()));
    let lists: Vec<&Field> = all().filter(|field| matches!(field.kind, FieldKind::List(_))).into_vec();
    for (at, field) in lists.iter().enumerate().filter(|(_, field)| !field.optional) {
        keys.list(&field.at.value, &format!("&LISTS[{at}]"));
    }
    if !lists.is_empty() {
        list_shapes(emitter, &lists, code);
    }
    let bodies = list(emitter.contract.bodies.iter().map(|body| shape(emitter, body, &keys, &lists)));
    let (root, slots) = (keys.tree(), number(keys.slots()));
    code.blank();
    code.lines(&format!(
        "
        static BODIES: Decoder = Decoder {{
            root: {root},
            slots: {slots},
            bodies: &[{bodies}],
        }};
        "
    ));
}

// BodyShape::new("api", When { … }, &[Field::new("code", "/error/code", 0, …).role(Role::Code), …])
fn shape(emitter: &Emitter<'_>, body: &Body, keys: &Keys, lists: &[&Field]) -> String {
    let fields = list(body.fields.iter().map(|field| field_row(emitter, field, keys, lists)));
    let mut text = format!("BodyShape::new({}, {}, &[{fields}])", literal(&body.name), when(emitter, &body.when));
    if let Some(summary) = &body.summary {
        text += &format!(".summary({})", literal(summary));
    }
    if !body.is_error() {
        text += &format!(".means(Meaning::{})", variant(body.means.value));
    }
    if body.basis != Basis::Stated {
        text += &format!(".basis(Basis::{})", variant(body.basis));
    }
    text
}

fn field_row(emitter: &Emitter<'_>, field: &Field, keys: &Keys, lists: &[&Field]) -> String {
    let kind = match lists.iter().position(|list| ptr::eq(*list, field)) {
        Some(at) => format!("List(&LISTS[{at}])"),
        None => kind(emitter, &field.kind),
    };
    let (name, at, slot) = (literal(&field.name), literal(&field.at), keys.slot(&field.at.value));
    let mut text = format!("Field::new({name}, {at}, {slot}, decode::Kind::{kind})");
    if let Some(role) = field.role {
        text += &format!(".role(Role::{})", variant(role));
    }
    if field.optional {
        text += ".optional()";
    }
    if field.secret {
        text += ".secret()";
    }
    text
}

fn kind(emitter: &Emitter<'_>, kind: &FieldKind) -> String {
    let plain = match kind {
        FieldKind::String => "String",
        FieldKind::Integer => "Integer",
        FieldKind::Number => "Number",
        FieldKind::Boolean => "Boolean",
        FieldKind::Timestamp => "Timestamp",
        FieldKind::Status => "Status",
        // Lists are next to the bodies; a list contains no lists.
        FieldKind::Json | FieldKind::List(_) => "Json",
        FieldKind::Code(at) => {
            return format!("Code(&{})", emitter.names.catalogs.get(*at).map_or("", |names| &names.table));
        }
    };
    plain.to_owned()
}

// Statics, so that keys and fields refer to the same ones.
fn list_shapes(emitter: &Emitter<'_>, lists: &[&Field], code: &mut Code) {
    let shapes = lists.iter().filter_map(|field| match &field.kind {
        FieldKind::List(members) => Some(list_shape(emitter, members)),
        _ => None,
    });
    let (count, shapes) = (lists.len(), list(shapes));
    code.blank();
    code.lines(&format!("pub(super) static LISTS: [ListShape; {count}] = [{shapes}];"));
}

fn list_shape(emitter: &Emitter<'_>, members: &[Member]) -> String {
    let pointers: Vec<String> = members.iter().map(|member| pointer(&member.name.value)).into_vec();
    let keys = Keys::new(pointers.iter().map(String::as_str));
    let fields = list(members.iter().zip(&pointers).map(|(member, at)| {
        let (name, slot, kind) = (literal(&member.name), keys.slot(at), kind(emitter, &member.kind));
        format!("Field::new({name}, {}, {slot}, decode::Kind::{kind})", literal(at))
    }));
    format!("ListShape {{ root: {}, slots: {}, fields: &[{fields}] }}", keys.tree(), keys.slots())
}
