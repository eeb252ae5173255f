//! The shapes of error bodies, and the types of their fields.

use super::data::{Context, Data, Filled, Keyed, definition, object};
use super::entries::keyed;
use super::locations::Locations;
use super::provenance::own_text;
use crate::model::{Body, Chain, Fact, Field, FieldKind, When};
use crate::source::{Span, Spanned};
use crate::words::{Basis, BodyFormat, ChainCode, Meaning, Role};
use serde_json::{Map, Value, json};

object! {
    /// One shape of an error body.
    "body" Body: Body { name, rust_name, summary, basis, means, format, when, fields, chain } in cx => {
        location: Span = name.span;
        basis: Basis = basis;
        name: Option<Spanned<String>> = rust_name;
        summary: Option<Fact<String>> = own_text(summary, *basis);
        /// What it means that a response matches it.
        means: Spanned<Meaning> = means;
        /// How it is written.
        format: Spanned<BodyFormat> = format;
        when: Filled<&When> = Filled(when);
        fields: Keyed<FieldIn<'_>> = keyed(fields, |field| &field.name, |_, field| FieldIn { field, basis: *basis });
        chain: Option<ChainOf<'_>> = chain.as_ref().map(|chain| ChainOf { chain, fields });
    }
}

struct ChainOf<'a> {
    chain: &'a Chain,
    fields: &'a [Field],
}

object! {
    /// Where a body repeats its own shape.
    "chain" ChainOf<'_>: ChainOf { chain: Chain { field, code }, fields } in cx => {
        /// The name of the field with the next link.
        field: Option<&String> = fields.get(*field).map(|field| &field.name.value);
        code: ChainCode = code;
    }
}

struct FieldIn<'a> {
    field: &'a Field,
    basis: Basis,
}

object! {
    "field" FieldIn<'_>: FieldIn { field: Field { name, rust_name, place, kind, role, optional, secret, summary }, basis } in cx => {
        location: Span = name.span;
        name: Option<Spanned<String>> = rust_name;
        summary: Option<Fact<String>> = own_text(summary, *basis);
        at: Locations<'_> = Locations(place);
        /// The text up to the last of these is dropped.
        after: Option<&Spanned<String>> = place.after.as_ref();
        /// The text from the first of these on is dropped, before `after` is looked for.
        before: Option<&Spanned<String>> = place.before.as_ref();
        /// The value if there is none.
        default: Option<&Spanned<String>> = place.default.as_ref();
        type: FieldKind = kind;
        role: Option<Role> = role;
        optional: bool = optional;
        secret: bool = secret;
    }
}

impl Data for FieldKind {
    fn value(&self, cx: Context<'_>) -> Value {
        match self {
            Self::String => "string".into(),
            Self::Integer => "integer".into(),
            Self::Number => "number".into(),
            Self::Boolean => "boolean".into(),
            Self::Timestamp => "timestamp".into(),
            Self::Status => "status".into(),
            Self::Json => "json".into(),
            Self::Code(at) => cx.contract.catalogs.get(*at).map(|catalog| catalog.name.as_str()).into(),
            Self::Key(at, key) => {
                let catalog = cx.contract.catalogs.get(*at);
                let key = catalog.and_then(|catalog| catalog.keys.get(*key));
                catalog.zip(key).map(|(catalog, key)| format!("{}.{}", catalog.name.value, key.name.value)).into()
            }
            Self::List(item) => json!({ "list": item.value(cx) }),
            Self::Map(item) => json!({ "map": item.value(cx) }),
            Self::Object(members) => json!({ "members": keyed(members, |member| &member.name, |_, member| member).value(cx) }),
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        definition(definitions, "type", |definitions| {
            let of = |key: &str, item: &Value| json!({ "type": "object", "properties": { key: item }, "required": [key], "additionalProperties": false });
            let item = json!({ "$ref": "#/$defs/type" });
            let members = Keyed::<Field>::schema(definitions);
            json!({
                "description": "A word, the name of a catalog, that of a catalog and one of its keys (`Errno.symbol`), the type of the items of a list or of the values of a map, or the members of such an item.",
                "anyOf": [{ "type": "string" }, of("list", &item), of("map", &item), of("members", &members)],
            })
        })
    }
}

object! {
    /// A member of the objects in a list or a map.
    "member" Field: Field { name: _, rust_name, place, kind, role, optional, secret, summary } in cx => {
        name: Option<Spanned<String>> = rust_name;
        summary: Option<Fact<String>> = own_text(summary, Basis::Stated);
        at: Locations<'_> = Locations(place);
        /// The text up to the last of these is dropped.
        after: Option<&Spanned<String>> = place.after.as_ref();
        /// The text from the first of these on is dropped, before `after` is looked for.
        before: Option<&Spanned<String>> = place.before.as_ref();
        /// The value if there is none.
        default: Option<&Spanned<String>> = place.default.as_ref();
        type: FieldKind = kind;
        role: Option<Role> = role;
        optional: bool = optional;
        secret: bool = secret;
    }
}
