use super::facts::Places;
use super::object::{Object, named};
use super::values;
use errspec_spec::model::{Body, Contract, Field, FieldKind};
use errspec_spec::words::Word;
use serde_json::Value;

/// The shapes of errors, in the order in which they are tried.
pub(super) fn bodies(contract: &Contract, places: Places<'_>) -> Value {
    named(contract.bodies.iter().map(|body| (body.name.value.clone(), self::body(body, contract, places))))
}

fn body(body: &Body, contract: &Contract, places: Places<'_>) -> Object {
    let when = Object::new()
        .unless_empty("status", values::ranges(&body.when.statuses))
        .maybe("content_type", body.when.content_type.as_ref().map(|media_type| media_type.as_str()));
    let fields = body.fields.iter().map(|field| (field.name.value.clone(), self::field(field, body, contract, places)));
    places
        .entry(body.name.span, body.basis)
        .maybe("summary", places.own_text(body.summary.as_ref(), body.basis))
        .unless_empty("when", when)
        .set("fields", named(fields))
}

fn field(field: &Field, body: &Body, contract: &Contract, places: Places<'_>) -> Object {
    places
        .at(field.name.span)
        .maybe("name", field.rust_name.as_ref().map(|name| name.as_str()))
        .maybe("summary", places.own_text(field.summary.as_ref(), body.basis))
        .set("at", field.at.as_str())
        .set("type", kind(&field.kind, contract))
        .maybe("role", field.role.map(Word::as_str))
        .set("optional", field.optional)
        .set("secret", field.secret)
}

/// A word, the name of a catalog, or `{ list: { member: type } }`.
fn kind(kind: &FieldKind, contract: &Contract) -> Value {
    match kind {
        FieldKind::String => "string".into(),
        FieldKind::Integer => "integer".into(),
        FieldKind::Number => "number".into(),
        FieldKind::Boolean => "boolean".into(),
        FieldKind::Timestamp => "timestamp".into(),
        FieldKind::Status => "status".into(),
        FieldKind::Json => "json".into(),
        FieldKind::Code(at) => contract.catalogs.get(*at).map(|catalog| catalog.name.as_str()).into(),
        FieldKind::List(members) => {
            let members = members.iter().map(|member| (member.name.value.clone(), self::kind(&member.kind, contract)));
            Object::new().set("list", Value::Object(members.collect())).into()
        }
    }
}
