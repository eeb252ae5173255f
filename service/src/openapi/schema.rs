//! The schema of a body, in which each field is at its pointer.

use errspec::decode::{BodyFormat, BodyShape, Field, ItemShape, Kind, Role};
use errspec::{Catalog, CodeRef};
use serde_json::Value;
use std::ptr;
use utoipa::openapi::schema::{AdditionalProperties, Array, KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::xml::XmlBuilder;

/// What the schemas of one response share.
#[derive(Clone, Copy)]
struct Scope<'c> {
    status: u16,
    codes: &'c [CodeRef],
    is_problem: bool,
    is_xml: bool,
}

/// The schema of a body in a response with this status and one of these codes.
pub(super) fn of_body(shape: &BodyShape, status: u16, codes: &[CodeRef]) -> Schema {
    let (is_problem, is_xml) = (shape.media_type() == "application/problem+json", shape.body_format() == BodyFormat::Xml);
    let scope = Scope { status, codes, is_problem, is_xml };
    let fields: Vec<_> = shape.fields.iter().filter_map(|field| Some((keys(field.pointer()?), field))).collect();
    match (shape.body_format(), fields.first().and_then(|(keys, _)| keys.first())) {
        // The schema of XML is that of its root element.
        (BodyFormat::Xml, Some(root)) => named(scope.object(&fields, 1, shape.name), root, false),
        // Several fields may read parts of the same text.
        (BodyFormat::Text, _) => ObjectBuilder::new().schema_type(Type::String).title(Some(shape.name)).build().into(),
        _ => scope.object(&fields, 0, shape.name),
    }
}

/// The same schema, for an element or an attribute with this name.
fn named(mut schema: Schema, name: &str, attribute: bool) -> Schema {
    let xml = XmlBuilder::new().name(Some(name.to_owned())).attribute(Some(attribute).filter(|attribute| *attribute)).build();
    match &mut schema {
        Schema::Object(object) => object.xml = Some(xml),
        Schema::Array(array) => array.xml = Some(xml),
        _ => {}
    }
    schema
}

impl Scope<'_> {
    /// The object (or array) in which these fields are, `depth` keys below the top.
    fn object(self, fields: &[(Vec<String>, &Field)], depth: usize, title: &str) -> Schema {
        if let [(keys, field), ..] = fields
            && keys.len() == depth
        {
            return self.value(field);
        }
        let mut names: Vec<&str> = Vec::new();
        for (keys, _) in fields {
            if let Some(name) = keys.get(depth).filter(|name| !names.contains(&name.as_str())) {
                names.push(name);
            }
        }
        let below = |name: &str| -> Vec<_> {
            fields.iter().filter(|(keys, _)| keys.get(depth).is_some_and(|key| key == name)).cloned().collect()
        };
        if let [name] = names[..]
            && name.parse::<usize>().is_ok()
        {
            return Array::new(self.object(&below(name), depth + 1, "")).into();
        }
        let mut object = ObjectBuilder::new().schema_type(Type::Object).title(Some(title).filter(|title| !title.is_empty()));
        for name in names {
            let inside = below(name);
            if inside.iter().any(|(_, field)| field.required) {
                object = object.required(name);
            }
            let property = self.object(&inside, depth + 1, "");
            let attribute = name.strip_prefix('@').filter(|_| self.is_xml);
            object = object.property(name, attribute.map_or(property.clone(), |attribute| named(property, attribute, true)));
        }
        object.additional_properties(Some(AdditionalProperties::FreeForm(true))).build().into()
    }

    fn value(self, field: &Field) -> Schema {
        let of = |ty: Type| ObjectBuilder::new().schema_type(ty);
        let formatted = |ty: Type, format: KnownFormat| of(ty).format(Some(SchemaFormat::KnownFormat(format)));
        let object = match field.kind {
            Kind::String if field.secret => formatted(Type::String, KnownFormat::Password),
            Kind::String if self.is_problem && field.role == Some(Role::Type) => {
                of(Type::String).format(Some(SchemaFormat::Custom("uri-reference".to_owned())))
            }
            Kind::Integer => formatted(Type::Integer, KnownFormat::Int64),
            Kind::Number => of(Type::Number),
            Kind::Boolean => of(Type::Boolean),
            Kind::Timestamp => formatted(Type::String, KnownFormat::DateTime),
            Kind::Status => of(Type::Integer).enum_values(Some([Value::from(self.status)])),
            Kind::Code(catalog) => return self.code(catalog),
            Kind::List(shape) => return Array::new(self.item(shape)).into(),
            Kind::Map(shape) => of(Type::Object).additional_properties(Some(self.item(shape))),
            Kind::Json => ObjectBuilder::new().schema_type(utoipa::openapi::schema::SchemaType::AnyValue),
            _ => of(Type::String),
        };
        object.build().into()
    }

    fn item(self, shape: &ItemShape) -> Schema {
        let fields: Vec<_> = shape.fields.iter().map(|field| (keys(field.at), field)).collect();
        self.object(&fields, 0, "")
    }

    /// The codes of this catalog that arrive with the response. If none is known, any code may.
    fn code(self, catalog: &Catalog) -> Schema {
        let ty = if catalog.number(0).is_some() { Type::Integer } else { Type::String };
        let here = self.codes.iter().filter(|code| ptr::eq(code.catalog, catalog));
        let values = here.map(|code| match catalog.number(code.row) {
            Some(number) => Value::from(number),
            None => Value::from(code.wire()),
        });
        let values: Vec<Value> = values.collect();
        let schema = ObjectBuilder::new().schema_type(ty);
        let listed = if values.is_empty() { schema } else { schema.enum_values(Some(values)) };
        listed.build().into()
    }
}

/// The names in a pointer (RFC 6901).
fn keys(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~")).collect()
}
