//! Values as JSON, and their schemas.

use crate::decide::Verdicts;
use crate::model::Contract;
use crate::source::{Sources, Spanned};
use serde_json::{Map, Value, json};

/// What is needed to serialize values: the contract for names, and the sources for locations.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) contract: &'a Contract,
    pub(super) sources: &'a Sources,
    pub(super) verdicts: &'a Verdicts<'a>,
}

/// A type that is serialized as JSON, with its schema.
pub(super) trait Data: Sized {
    /// The value as JSON.
    fn value(&self, cx: Context<'_>) -> Value;

    /// The schema of the type. Named schemas are added to the definitions and referenced.
    fn schema(definitions: &mut Map<String, Value>) -> Value;

    /// Adds the value to an object, under a key.
    fn put(&self, key: &str, cx: Context<'_>, object: &mut Map<String, Value>) {
        object.insert(key.to_owned(), self.value(cx));
    }

    /// Adds the member to the schema of an object.
    fn describe(key: &str, note: &str, shape: &mut Shape<'_>) {
        shape.required.push(key.into());
        shape.property::<Self>(key, note);
    }
}

/// The schema of an object under construction.
pub(super) struct Shape<'d> {
    pub(super) definitions: &'d mut Map<String, Value>,
    pub(super) properties: Map<String, Value>,
    pub(super) required: Vec<Value>,
}

impl Shape<'_> {
    pub(super) fn property<T: Data>(&mut self, key: &str, note: &str) {
        let mut schema = T::schema(self.definitions);
        if let (Value::Object(schema), false) = (&mut schema, note.is_empty()) {
            schema.insert("description".to_owned(), note.trim().into());
        }
        self.properties.insert(key.to_owned(), schema);
    }
}

/// A type whose members a table lists.
pub(super) trait Members {
    const NAME: &'static str;
    const ABOUT: &'static str;
    fn members(&self, cx: Context<'_>, object: &mut Map<String, Value>);
    fn properties(shape: &mut Shape<'_>);
}

pub(super) fn members<T: Members>(entry: &T, cx: Context<'_>) -> Value {
    let mut object = Map::new();
    entry.members(cx, &mut object);
    Value::Object(object)
}

pub(super) fn schema<T: Members>(definitions: &mut Map<String, Value>) -> Value {
    definition(definitions, T::NAME, |definitions| {
        let mut shape = Shape { definitions, properties: Map::new(), required: Vec::new() };
        T::properties(&mut shape);
        json!({
            "description": T::ABOUT.trim(),
            "type": "object",
            "properties": shape.properties,
            "required": shape.required,
            "additionalProperties": false,
        })
    })
}

/// A reference to a schema that has a name.
pub(super) fn definition(
    definitions: &mut Map<String, Value>,
    name: &str,
    schema: impl FnOnce(&mut Map<String, Value>) -> Value,
) -> Value {
    if !definitions.contains_key(name) {
        // The schema may refer to itself.
        definitions.insert(name.to_owned(), Value::Null);
        let schema = schema(definitions);
        definitions.insert(name.to_owned(), schema);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// Lists the members of an object: their keys, types and values, in the order in which they are written. The pattern takes the type
/// apart without `..`, so that no field is forgotten.
macro_rules! object {
    ($(#[doc = $about:literal])* $name:literal $type:ty: $pattern:pat in $cx:ident => {
        $($(#[doc = $note:literal])* $key:ident: $member:ty = $value:expr;)*
    }) => {
        impl $crate::resolved::data::Members for $type {
            const NAME: &'static str = $name;
            const ABOUT: &'static str = concat!($($about,)*);

            fn members(&self, $cx: $crate::resolved::data::Context<'_>, object: &mut serde_json::Map<String, serde_json::Value>) {
                let $pattern = self;
                $(let member: &$member = &$value; $crate::resolved::data::Data::put(member, stringify!($key), $cx, object);)*
            }

            fn properties(shape: &mut $crate::resolved::data::Shape<'_>) {
                $(<$member as $crate::resolved::data::Data>::describe(stringify!($key), concat!($($note,)*), shape);)*
            }
        }

        impl $crate::resolved::data::Data for $type {
            fn value(&self, cx: $crate::resolved::data::Context<'_>) -> serde_json::Value {
                $crate::resolved::data::members(self, cx)
            }

            fn schema(definitions: &mut serde_json::Map<String, serde_json::Value>) -> serde_json::Value {
                $crate::resolved::data::schema::<Self>(definitions)
            }
        }
    };
}
pub(super) use object;

/// Omitted if there is no value.
impl<T: Data> Data for Option<T> {
    fn value(&self, cx: Context<'_>) -> Value {
        self.as_ref().map_or(Value::Null, |value| value.value(cx))
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        T::schema(definitions)
    }

    fn put(&self, key: &str, cx: Context<'_>, object: &mut Map<String, Value>) {
        self.iter().for_each(|value| value.put(key, cx, object));
    }

    fn describe(key: &str, note: &str, shape: &mut Shape<'_>) {
        shape.property::<T>(key, note);
    }
}

/// A list or object that is omitted if it is empty.
pub(super) struct Filled<T>(pub(super) T);

impl<T: Data> Data for Filled<T> {
    fn value(&self, cx: Context<'_>) -> Value {
        self.0.value(cx)
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        T::schema(definitions)
    }

    fn put(&self, key: &str, cx: Context<'_>, object: &mut Map<String, Value>) {
        let value = self.value(cx);
        let empty = value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty);
        if !empty {
            object.insert(key.to_owned(), value);
        }
    }

    fn describe(key: &str, note: &str, shape: &mut Shape<'_>) {
        shape.property::<T>(key, note);
    }
}

impl<T: Data> Data for Vec<T> {
    fn value(&self, cx: Context<'_>) -> Value {
        self.iter().map(|item| item.value(cx)).collect()
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        json!({ "type": "array", "items": T::schema(definitions) })
    }
}

/// Entries by their names in the spec, in the order of the file.
pub(super) struct Keyed<T>(pub(super) Vec<(String, T)>);

impl<T> FromIterator<(String, T)> for Keyed<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl<T: Data> Data for Keyed<T> {
    fn value(&self, cx: Context<'_>) -> Value {
        Value::Object(self.0.iter().map(|(key, value)| (key.clone(), value.value(cx))).collect())
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        json!({ "type": "object", "additionalProperties": T::schema(definitions) })
    }
}

impl<T: Data> Data for &T {
    fn value(&self, cx: Context<'_>) -> Value {
        (**self).value(cx)
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        T::schema(definitions)
    }
}

/// The value. Its location is that of its entry or fact.
impl<T: Data> Data for Spanned<T> {
    fn value(&self, cx: Context<'_>) -> Value {
        self.value.value(cx)
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        T::schema(definitions)
    }
}

macro_rules! plain {
    ($($type:ty: $schema:literal)*) => {$(
        impl Data for $type {
            fn value(&self, _: Context<'_>) -> Value {
                json!(self)
            }

            fn schema(_: &mut Map<String, Value>) -> Value {
                json!({ "type": $schema })
            }
        }
    )*};
}

plain! { String: "string" bool: "boolean" u16: "integer" u32: "integer" i64: "integer" usize: "integer" }
