//! The table that the decoder reads: keys, bodies and lists.

use super::items::{Shapes, table};
use super::keys::Keys;
use super::when::when;
use crate::emit::code::Code;
use crate::emit::emitter::Emitter;
use crate::emit::locations::place;
use crate::emit::value::{list, literal, number, variant};
use errspec_spec::model::{Body, Field, FieldKind};
use errspec_spec::syntax::{Location, Place};
use errspec_spec::words::{Basis, BodyFormat, ChainCode};
use std::{iter, ptr};

pub(super) fn decoder(emitter: &Emitter<'_>, code: &mut Code) {
    let all = || emitter.contract.bodies.iter().flat_map(|body| &body.fields);
    let mut keys = Keys::new(all().flat_map(|field| field.place.pointers()).map(|at| at.as_str()));
    let shapes = Shapes::of(emitter.contract);
    for field in all().filter(|field| field.is_required()) {
        if let (Some(at), Some(pointer)) = (shapes.position(&field.kind), field.pointer()) {
            keys.list(pointer, &format!("&{}", table(at)));
        }
    }
    let mut sources = Vec::new();
    // Statics, so that keys and fields refer to the same ones.
    for (at, kind) in shapes.all().iter().enumerate() {
        let (name, shape) = (table(at), item_shape(emitter, kind, &shapes, &mut sources));
        code.blank();
        code.lines(&format!("pub(super) static {name}: ItemShape = {shape};"));
    }
    let bodies = list(emitter.contract.bodies.iter().map(|body| shape(emitter, body, &mut keys, &shapes, &mut sources)));
    if !sources.is_empty() {
        let (count, sources) = (sources.len(), list(sources.into_iter()));
        code.blank();
        code.lines(&format!("static SOURCES: [decode::Source; {count}] = [{sources}];"));
    }
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
fn shape(emitter: &Emitter<'_>, body: &Body, keys: &mut Keys, shapes: &Shapes<'_>, sources: &mut Vec<String>) -> String {
    let fields = list(body.fields.iter().map(|field| field_row(emitter, field, keys, shapes, sources)));
    let mut text = format!("BodyShape::new({}, {}, &[{fields}])", literal(&body.name), when(emitter, &body.when));
    if let Some(summary) = &body.summary {
        text += &format!(".summary({})", literal(summary));
    }
    if !body.is_error() {
        text += &format!(".means(Meaning::{})", variant(body.means.value));
    }
    if body.format.value != BodyFormat::Json {
        text += &format!(".format(&decode::Format::{})", body.format.value.as_str().to_ascii_uppercase());
    }
    if let (Some(chain), Some((next, links))) = (&body.chain, body.links()) {
        let at = links.iter().position(|(field, _)| ptr::eq(*field, next)).unwrap_or_default();
        let keys = Keys::new(links.iter().map(|(_, at)| *at));
        let rows = list(links.iter().map(|(field, at)| row(emitter, field, at, keys.slot(at), shapes)));
        let shape = format!("ItemShape::list({}, {}, &[{rows}])", keys.tree(), keys.slots());
        let innermost = chain.code == ChainCode::Innermost;
        text += &format!(".chain(&decode::Chain::new({}, {at}, {innermost}, {shape}))", chain.field);
    }
    if body.basis != Basis::Stated {
        text += &format!(".basis(Basis::{})", variant(body.basis));
    }
    text
}

fn field_row(emitter: &Emitter<'_>, field: &Field, keys: &mut Keys, shapes: &Shapes<'_>, sources: &mut Vec<String>) -> String {
    let at = field.place.pointers().next().map_or("", |at| at.as_str());
    if field.pointer().is_some() {
        return row(emitter, field, at, keys.slot(at), shapes);
    }
    let row = row(emitter, field, at, keys.add(), shapes);
    sources.push(source(&field.place, keys));
    format!("{row}.source(&SOURCES[{}])", sources.len() - 1)
}

fn row(emitter: &Emitter<'_>, field: &Field, at: &str, slot: u16, shapes: &Shapes<'_>) -> String {
    let kind = kind(emitter, &field.kind, shapes);
    let (name, at) = (literal(&field.name), literal(at));
    let mut text = format!("Field::new({name}, {at}, {slot}, decode::Kind::{kind})");
    if let Some(role) = field.role {
        text += &format!(".role(Role::{})", variant(role));
    }
    if !field.is_required() {
        text += ".optional()";
    }
    if field.secret {
        text += ".secret()";
    }
    text
}

// Source { place: Place::header("X-Error-Type").or(&[Location::Pointer("/__type")]).after("#"), slots: &[Key::NO_SLOT, 4] }
fn source(place: &Place, keys: &Keys) -> String {
    let slot = |location: &Location| location.in_body().map_or_else(|| "Key::NO_SLOT".to_owned(), |at| number(keys.slot(at)));
    let slots = list(place.at.iter().map(slot));
    format!("decode::Source {{ place: {}, slots: &[{slots}] }}", self::place(place))
}

fn kind(emitter: &Emitter<'_>, kind: &FieldKind, shapes: &Shapes<'_>) -> String {
    let table = || table(shapes.position(kind).unwrap_or_default());
    let plain = match kind {
        FieldKind::String => "String",
        FieldKind::Integer => "Integer",
        FieldKind::Number => "Number",
        FieldKind::Boolean => "Boolean",
        FieldKind::Timestamp => "Timestamp",
        FieldKind::Status => "Status",
        // Only items are objects, and their members are fields.
        FieldKind::Json | FieldKind::Object(_) => "Json",
        FieldKind::Key(at, key) => {
            return format!("CodeKey(&{}, {key})", emitter.names.catalogs.get(*at).map_or("", |names| &names.table));
        }
        FieldKind::Code(at) => {
            return format!("Code(&{})", emitter.names.catalogs.get(*at).map_or("", |names| &names.table));
        }
        FieldKind::List(_) => return format!("List(&{})", table()),
        FieldKind::Map(_) => return format!("Map(&{})", table()),
    };
    plain.to_owned()
}

// ItemShape::list(Key::object("", …), 2, &[Field::new("code", "/code", 0, …), …])
fn item_shape(emitter: &Emitter<'_>, of: &FieldKind, shapes: &Shapes<'_>, sources: &mut Vec<String>) -> String {
    let form = if matches!(of, FieldKind::Map(_)) { "map" } else { "list" };
    let (keys, fields) = match of.item() {
        Some(FieldKind::Object(members)) => {
            let mut keys = Keys::new(members.iter().flat_map(|member| member.place.pointers()).map(|at| at.as_str()));
            let fields = list(members.iter().map(|member| field_row(emitter, member, &mut keys, shapes, sources)));
            (keys, fields)
        }
        item => {
            let kind = item.map_or_else(|| "Json".to_owned(), |item| kind(emitter, item, shapes));
            (Keys::new(iter::once("")), format!("Field::new(\"\", \"\", 0, decode::Kind::{kind})"))
        }
    };
    format!("ItemShape::{form}({}, {}, &[{fields}])", keys.tree(), keys.slots())
}
