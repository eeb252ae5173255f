//! The payloads of a machine: an enum with a variant for each state that has one, and a struct for the objects in each list and map.

use crate::emit::code::Code;
use crate::emit::docs::{Docs, code_span};
use crate::emit::emitter::Emitter;
use crate::emit::value::{allow_unusual, literal, primitive};
use crate::names::{MachineNames, PayloadItem, field_ident};
use errspec_spec::model::{Machine, Payload, PayloadKind, State};

pub(super) fn payloads(emitter: &Emitter<'_>, machine: &Machine, names: &MachineNames, ty: &str, code: &mut Code) {
    code.blank();
    code.docs(&Docs::of(format!("What the response about {} contains, by state", machine.name.value)));
    code.lines(&format!(
        "{}#[allow(clippy::enum_variant_names)]\n#[derive(Clone, Debug, PartialEq, Eq, Hash)]",
        allow_unusual(&names.states)
    ));
    code.open(&format!("pub enum {ty} {{"));
    for held in held(machine, names) {
        code.docs(&Docs::default().markdown(format!("In the state {}.", code_span(&held.state.wire.value))));
        if held.fields.is_empty() {
            code.line(&format!("{},", held.name));
            continue;
        }
        code.open(&format!("{} {{", held.name));
        fields(emitter, "", &held.state.payload, held.fields, held.items, code);
        code.close("},");
    }
    code.close("}");
    for held in held(machine, names) {
        structs(emitter, &held.state.payload, held.items, code);
    }
}

/// The fields of a variant or struct.
fn fields(
    emitter: &Emitter<'_>,
    visibility: &str,
    members: &[Payload],
    fields: &[String],
    items: &[Option<PayloadItem>],
    code: &mut Code,
) {
    for ((member, field), item) in members.iter().zip(fields).zip(items) {
        code.docs(&Docs::default().markdown(format!("{}.", code_span(&member.name.value))));
        code.lines(&format!("{visibility}{}: {},", field_ident(field), member_type(emitter, member, item.as_ref(), "")));
    }
}

/// The structs for the objects in lists and maps, each followed by those inside it.
fn structs(emitter: &Emitter<'_>, members: &[Payload], items: &[Option<PayloadItem>], code: &mut Code) {
    let rt = emitter.rt;
    for (member, item) in members.iter().zip(items) {
        let (Some(item), Some(inner)) = (item, member.kind.members()) else { continue };
        let (ty, in_it) = (&item.ty, code_span(&member.name.value));
        code.blank();
        code.docs(&Docs::default().markdown(format!("An object in {in_it}.")));
        code.line("#[derive(Clone, Debug, PartialEq, Eq, Hash)]");
        if inner.is_empty() {
            code.line(&format!("pub struct {ty} {{}}"));
        } else {
            code.open(&format!("pub struct {ty} {{"));
            fields(emitter, "pub ", inner, &item.fields, &item.items, code);
            code.close("}");
        }
        code.blank();
        code.line("#[automatically_derived]");
        code.open(&format!("impl {rt}::machine::Member for {ty} {{"));
        code.open(&format!("fn of(object: {rt}::__v1::Option<{rt}::decode::Json<'_>>) -> {rt}::__v1::Option<Self> {{"));
        code.line("let object = object?;");
        code.open(&format!("{rt}::__v1::Option::Some(Self {{"));
        for (member, field) in inner.iter().zip(&item.fields) {
            code.line(&format!("{}: {rt}::machine::member(object, {})?,", field_ident(field), literal(&member.at)));
        }
        code.close("})");
        code.close("}");
        code.close("}");
        structs(emitter, inner, &item.items, code);
    }
}

/// The type of a member of a payload. `path` leads to the items of the contract.
pub(super) fn member_type(emitter: &Emitter<'_>, member: &Payload, item: Option<&PayloadItem>, path: &str) -> String {
    let ty = kind_type(emitter, &member.kind, item, path);
    if member.optional { format!("::core::option::Option<{ty}>") } else { ty }
}

fn kind_type(emitter: &Emitter<'_>, kind: &PayloadKind, item: Option<&PayloadItem>, path: &str) -> String {
    let rt = emitter.rt;
    match kind {
        PayloadKind::Code(at, _) => {
            let ty = emitter.names.catalogs.get(*at).map_or("", |names| &names.ty);
            format!("{rt}::OpenCode<'static, {path}{ty}>")
        }
        PayloadKind::Word(word) if word == "json" => format!("{rt}::machine::JsonText"),
        PayloadKind::Word(word) => primitive(word).map_or_else(|| format!("{rt}::__v1::String"), str::to_owned),
        PayloadKind::List(of) => format!("{rt}::__v1::Vec<{}>", kind_type(emitter, of, item, path)),
        PayloadKind::Map(of) => {
            format!("{rt}::__v1::BTreeMap<{rt}::__v1::String, {}>", kind_type(emitter, of, item, path))
        }
        PayloadKind::Object(_) => format!("{path}{}", item.map_or("", |item| &item.ty)),
    }
}

/// A state with a payload.
struct Held<'m> {
    state: &'m State,
    name: &'m str,
    fields: &'m [String],
    items: &'m [Option<PayloadItem>],
}

/// The states that have a payload, are a success, or are the goal of a named wait.
fn held<'m>(machine: &'m Machine, names: &'m MachineNames) -> impl Iterator<Item = Held<'m>> {
    let states = machine.states.iter().zip(&names.states).zip(&names.fields).zip(&names.items).enumerate();
    let is_held = |at: usize, state: &State| state.is_success() || !state.payload.is_empty() || machine.is_goal(at);
    states.filter(move |(at, (((state, _), _), _))| is_held(*at, state)).map(|(_, (((state, name), fields), items))| Held {
        state,
        name,
        fields,
        items,
    })
}

/// The patterns with which the macro reads the members of each state's payload.
pub(super) fn members(machine: &Machine, names: &MachineNames, code: &mut Code) {
    for held in held(machine, names) {
        if held.fields.is_empty() {
            code.line(&format!("{} {{}}", held.name));
            continue;
        }
        code.open(&format!("{} {{", held.name));
        for (member, field) in held.state.payload.iter().zip(held.fields) {
            let (at, ty) = (literal(&member.at), literal(&member.kind.to_string()));
            code.line(&format!("{}: {at} {ty}", field_ident(field)));
        }
        code.close("}");
    }
}
