//! The types of bodies, and the functions that fill them.

use super::items::{Shapes, table};
use crate::emit::code::Code;
use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::locations::described;
use crate::emit::value::list;
use crate::names::{BodyNames, FieldNames, ItemNames, field_ident};
use errspec_spec::model::{Body, Field, FieldKind};
use errspec_spec::words::BodyFormat;

pub(super) fn bodies(emitter: &Emitter<'_>, code: &mut Code) {
    let pairs = || emitter.contract.bodies.iter().zip(&emitter.names.bodies);
    body_enum(emitter, code);
    for (at, (body, names)) in pairs().enumerate() {
        body_struct(emitter, at, body, names, code);
    }
    let shapes = Shapes::of(emitter.contract);
    for (body, names) in pairs() {
        items(emitter, &shapes, &body.fields, &names.fields, code);
    }
}

fn body_enum(emitter: &Emitter<'_>, code: &mut Code) {
    let title = emitter.title();
    code.blank();
    code.docs(&Docs::of(format!("The body of an error of {title}: the first one that matched")));
    code.lines("#[derive(Clone, Debug, PartialEq)]\n#[non_exhaustive]\n#[allow(clippy::large_enum_variant)]");
    code.open("pub enum Body<'e> {");
    for (body, names) in emitter.contract.bodies.iter().zip(&emitter.names.bodies) {
        code.docs(&body_docs(body));
        code.lines(&format!("{}({}{}),", names.variant, names.ty, lifetime(borrows(&body.fields), "<'e>")));
    }
    code.lines("/// No body matched. The error still has the status and the bytes.\nUnknown,");
    // The runtime requires the lifetime even if no body borrows.
    if !emitter.contract.bodies.iter().any(|body| borrows(&body.fields)) {
        code.lines("#[doc(hidden)]\n__Lifetime(::core::marker::PhantomData<&'e ()>, ::core::convert::Infallible),");
    }
    code.close("}");
}

fn body_struct(emitter: &Emitter<'_>, at: usize, body: &Body, names: &BodyNames, code: &mut Code) {
    let (ty, borrows) = (&names.ty, borrows(&body.fields));
    code.blank();
    code.docs(&body_docs(body));
    code.line("#[derive(Clone, PartialEq)]");
    code.open(&format!("pub struct {ty}{} {{", lifetime(borrows, "<'e>")));
    for (field, names) in body.fields.iter().zip(&names.fields) {
        code.docs(&field_docs(field));
        code.lines(&format!("pub {}: {},", field_ident(&names.field), field_type(emitter, field, names)));
    }
    code.close("}");
    let values = list(names.fields.iter().map(|names| format!("&self.{}", field_ident(&names.field))));
    let debug = format!("debug_body(f, \"{ty}\", &CONTRACT, {at}, self)");
    impls(emitter, &format!("{ty}{}", lifetime(borrows, "<'_>")), &debug, body.fields.len(), &values, code);
}

/// The structs for the objects in lists and maps.
fn items(emitter: &Emitter<'_>, shapes: &Shapes<'_>, fields: &[Field], names: &[FieldNames], code: &mut Code) {
    for (field, names) in fields.iter().zip(names) {
        if let (Some(names), Some((shape, members))) = (&names.item, shapes.object(&field.kind)) {
            item(emitter, shape, field, members, names, code);
            items(emitter, shapes, members, &names.fields, code);
        }
    }
}

fn item(emitter: &Emitter<'_>, shape: usize, field: &Field, members: &[Field], names: &ItemNames, code: &mut Code) {
    let (ty, borrows) = (&names.ty, borrows(members));
    code.blank();
    code.docs(
        &Docs::default()
            .markdown(format!("One item of {}.", docs::code_span(field.place.pointers().next().map_or("", |at| at)))),
    );
    code.line("#[derive(Clone, PartialEq)]");
    code.open(&format!("pub struct {ty}{} {{", lifetime(borrows, "<'e>")));
    for (member, names) in members.iter().zip(&names.fields) {
        code.docs(&member_docs(member));
        code.lines(&format!("pub {}: {},", field_ident(&names.field), field_type(emitter, member, names)));
    }
    code.close("}");
    let values = list(names.fields.iter().map(|names| format!("&self.{}", field_ident(&names.field))));
    let debug = format!("debug_item(f, \"{ty}\", &tables::{}, self)", table(shape));
    impls(emitter, &format!("{ty}{}", lifetime(borrows, "<'_>")), &debug, members.len(), &values, code);
    item_reader(emitter, members, names, code);
}

/// The function that creates an item from its fields.
fn item_reader(emitter: &Emitter<'_>, members: &[Field], names: &ItemNames, code: &mut Code) {
    let (rt, ty, borrows) = (emitter.rt, &names.ty, borrows(members));
    let (of, inner) = if borrows { ("<'e>", "'e") } else { ("", "'_") };
    let fields = if members.is_empty() { "_" } else { "fields" };
    code.blank();
    code.open(&format!("impl{of} {ty}{of} {{"));
    code.open(&format!("fn read({fields}: &{rt}::decode::Fields<'_, {inner}>) -> Self {{"));
    code.lines(&format!("Self {{ {} }}", struct_fields(emitter, members, &names.fields)));
    code.close("}");
    code.close("}");
}

fn impls(emitter: &Emitter<'_>, ty: &str, debug: &str, count: usize, values: &str, code: &mut Code) {
    let rt = emitter.rt;
    code.blank();
    code.lines(&format!(
        "
        #[automatically_derived]
        impl {rt}::__v1::fmt::Debug for {ty} {{
            fn fmt(&self, f: &mut {rt}::__v1::fmt::Formatter<'_>) -> {rt}::__v1::fmt::Result {{
                {rt}::__v1::{debug}
            }}
        }}

        #[automatically_derived]
        impl {rt}::encode::Values for {ty} {{
            fn value(&self, field: usize) -> ::core::option::Option<&dyn {rt}::encode::Encode> {{
                let values: [&dyn {rt}::encode::Encode; {count}] = [{values}];
                values.get(field).copied()
            }}
        }}
        "
    ));
}

fn field_type(emitter: &Emitter<'_>, field: &Field, names: &FieldNames) -> String {
    let mut ty = kind_type(emitter, &field.kind, names.item.as_ref());
    if field.secret {
        ty = format!("{}::Secret<{ty}>", emitter.rt);
    }
    if field.optional { format!("::core::option::Option<{ty}>") } else { ty }
}

fn kind_type(emitter: &Emitter<'_>, kind: &FieldKind, item: Option<&ItemNames>) -> String {
    let rt = emitter.rt;
    match kind {
        FieldKind::String => format!("{rt}::__v1::Cow<'e, str>"),
        FieldKind::Integer => "i64".to_owned(),
        FieldKind::Number => format!("{rt}::decode::Number<'e>"),
        FieldKind::Boolean => "bool".to_owned(),
        FieldKind::Timestamp => format!("{rt}::decode::Timestamp<'e>"),
        FieldKind::Status => "u16".to_owned(),
        FieldKind::Json => format!("{rt}::decode::Json<'e>"),
        FieldKind::Code(at) | FieldKind::Key(at, _) => {
            let ty = emitter.names.catalogs.get(*at).map_or("", |names| &names.ty);
            format!("{rt}::OpenCode<'e, {ty}>")
        }
        FieldKind::List(inner) => format!("{rt}::decode::List<'e, {}>", kind_type(emitter, inner, item)),
        FieldKind::Map(inner) => format!("{rt}::decode::Map<'e, {}>", kind_type(emitter, inner, item)),
        FieldKind::Object(members) => {
            format!("{}{}", item.map_or("", |item| &item.ty), lifetime(borrows(members), "<'e>"))
        }
    }
}

/// The functions that create a typed value from the fields of the matched body, and that return the body of a typed value.
pub(super) fn functions(emitter: &Emitter<'_>, code: &mut Code) {
    let rt = emitter.rt;
    code.open(&format!("fn body<'e>(fields: &{rt}::decode::Fields<'_, 'e>) -> Body<'e> {{"));
    code.open("match fields.body() {");
    for (at, (body, names)) in emitter.contract.bodies.iter().zip(&emitter.names.bodies).enumerate() {
        let fields = struct_fields(emitter, &body.fields, &names.fields);
        let (variant, ty) = (&names.variant, &names.ty);
        code.lines(&format!("::core::option::Option::Some({at}) => Body::{variant}({ty} {{ {fields} }}),"));
    }
    code.line("_ => Body::Unknown,");
    code.close("}");
    code.close("}");
    code.open(&format!(
        "fn values<'v>(body: &'v Body<'_>) -> ::core::option::Option<(usize, &'v dyn {rt}::encode::Values)> {{"
    ));
    code.open("match body {");
    for (at, names) in emitter.names.bodies.iter().enumerate() {
        code.lines(&format!("Body::{}(body) => ::core::option::Option::Some(({at}, body)),", names.variant));
    }
    code.line("_ => ::core::option::Option::None,");
    code.close("}");
    code.close("}");
}

/// A value that is never printed.
fn hidden(emitter: &Emitter<'_>, field: &Field, call: String) -> String {
    let rt = emitter.rt;
    match (field.secret, field.optional) {
        (false, _) => call,
        (true, false) => format!("{rt}::Secret::new({call})"),
        (true, true) => format!("{call}.map({rt}::Secret::new)"),
    }
}

/// `code: fields.code(0), path: fields.opt_string(1)`.
fn struct_fields(emitter: &Emitter<'_>, fields: &[Field], names: &[FieldNames]) -> String {
    list(fields.iter().zip(names).enumerate().map(|(at, (field, names))| {
        let call = accessor(at, &field.kind, field.optional, names.item.as_ref());
        format!("{}: {}", field_ident(&names.field), hidden(emitter, field, call))
    }))
}

fn accessor(at: usize, kind: &FieldKind, optional: bool, item: Option<&ItemNames>) -> String {
    let name = match kind {
        FieldKind::String => "string",
        FieldKind::Integer => "integer",
        FieldKind::Number => "number",
        FieldKind::Boolean => "boolean",
        FieldKind::Timestamp => "timestamp",
        FieldKind::Status => "status",
        FieldKind::Json | FieldKind::Object(_) => "json",
        FieldKind::Code(_) | FieldKind::Key(..) => "code",
        FieldKind::List(_) => "list",
        FieldKind::Map(_) => "map",
    };
    let optional = if optional { "opt_" } else { "" };
    let make = match (kind.item(), item) {
        (Some(FieldKind::Object(_)), Some(names)) => format!(", {}::read", names.ty),
        (Some(inner), _) => format!(", |fields| {}", accessor(0, inner, false, item)),
        (None, _) => String::new(),
    };
    format!("fields.{optional}{name}({at}{make})")
}

fn body_docs(body: &Body) -> Docs {
    let lead = body.summary.as_ref().map_or_else(|| format!("The body `{}`", body.name.value), |summary| summary.value.clone());
    let docs = Docs::of(lead);
    let docs = match body.format.value {
        BodyFormat::Xml => docs.markdown("It is XML."),
        BodyFormat::Form => docs.markdown("It is a form."),
        BodyFormat::Text => docs.markdown("It is plain text."),
        _ => docs,
    };
    docs.basis(body.basis)
}

fn field_docs(field: &Field) -> Docs {
    let docs = plain_field_docs(field);
    if field.secret { docs.markdown("Secret: never printed.") } else { docs }
}

fn member_docs(member: &Field) -> Docs {
    let at = match member.pointer() {
        Some(at) => format!("The item's {}.", docs::code_span(at.strip_prefix('/').unwrap_or(at))),
        None => format!("The value of the item {}.", described(&member.place)),
    };
    let docs = match &member.summary {
        Some(summary) => Docs::of(&summary.value).markdown(at),
        None => Docs::default().markdown(at),
    };
    if member.secret { docs.markdown("Secret: never printed.") } else { docs }
}

fn plain_field_docs(field: &Field) -> Docs {
    let at = described(&field.place);
    let sentence = |text: &str| {
        let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
        format!("{}{rest}.", first.to_uppercase())
    };
    match (&field.summary, field.role) {
        (Some(summary), _) => Docs::of(&summary.value).markdown(sentence(&at)),
        (None, Some(role)) => Docs::default().markdown(format!("The {}, {at}.", role.as_str().replace('_', " "))),
        (None, None) => Docs::default().markdown(sentence(&at)),
    }
}

/// The lifetime of a type that borrows from the bytes of the body.
fn lifetime(borrows: bool, lifetime: &'static str) -> &'static str {
    if borrows { lifetime } else { "" }
}

fn borrows(fields: &[Field]) -> bool {
    fields.iter().any(|field| kind_borrows(&field.kind))
}

fn kind_borrows(kind: &FieldKind) -> bool {
    match kind {
        FieldKind::Integer | FieldKind::Boolean | FieldKind::Status => false,
        FieldKind::Object(members) => borrows(members),
        _ => true,
    }
}
