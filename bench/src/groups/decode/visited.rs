//! A serde visitor written by hand for these bodies: one pass, borrowed strings, and everything else is ignored.

use super::plain::{self, Items, Plain, Shape};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

pub(super) fn serde_json(body: &[u8], take: &mut dyn FnMut(&Plain<'_>)) {
    if let Ok(body) = serde_json::from_slice::<Body<'_>>(body) {
        take(&body.plain().unwrap_or_default());
    }
}

pub(super) fn sonic_rs(body: &[u8], take: &mut dyn FnMut(&Plain<'_>)) {
    if let Ok(body) = sonic_rs::from_slice::<Body<'_>>(body) {
        take(&body.plain().unwrap_or_default());
    }
}

/// It parses in place, so the body is copied first.
pub(super) fn simd_json(body: &[u8], take: &mut dyn FnMut(&Plain<'_>)) {
    let mut copy = body.to_vec();
    if let Ok(body) = simd_json::from_slice::<Body<'_>>(&mut copy) {
        take(&body.plain().unwrap_or_default());
    }
}

/// The members of the whole body.
#[derive(Default)]
pub(super) struct Body<'a> {
    pub(super) timestamp: Option<Cow<'a, str>>,
    pub(super) status: Option<u16>,
    pub(super) message: Option<Cow<'a, str>>,
    pub(super) path: Option<Cow<'a, str>>,
    pub(super) error_description: Option<Cow<'a, str>>,
    pub(super) request_id: Option<Cow<'a, str>>,
    pub(super) error: Inner<'a>,
    pub(super) detail: Inner<'a>,
}

/// The members under `error` or `detail`.
#[derive(Default)]
pub(super) enum Inner<'a> {
    #[default]
    None,
    Text(Cow<'a, str>),
    Object(Object<'a>),
    List(Items),
}

#[derive(Default)]
pub(super) struct Object<'a> {
    pub(super) code: Option<Cow<'a, str>>,
    pub(super) message: Option<Cow<'a, str>>,
    pub(super) error_type: Option<Cow<'a, str>>,
    pub(super) field: Option<Cow<'a, str>>,
    pub(super) details: bool,
}

impl Body<'_> {
    pub(super) fn plain(&self) -> Option<Plain<'_>> {
        let none = Plain::default();
        Some(match (&self.error, &self.detail) {
            (Inner::Text(text), _) => match (&self.timestamp, self.status, &self.message) {
                (Some(timestamp), Some(status), Some(message)) => Plain {
                    shape: Some(Shape::Api),
                    timestamp: Some(timestamp),
                    status: Some(status),
                    phrase: Some(text),
                    message: Some(message),
                    path: self.path.as_deref(),
                    ..none
                },
                _ => Plain {
                    shape: Some(Shape::Oauth),
                    code: plain::oauth(text),
                    message: self.error_description.as_deref(),
                    ..none
                },
            },
            (Inner::Object(error), _) => {
                let (code, message) = (error.code.as_deref()?, error.message.as_deref()?);
                let coded = Plain { code: plain::code(code), message: Some(message), ..none };
                match &error.error_type {
                    Some(error_type) => Plain { shape: Some(Shape::Typed), error_type: plain::error_type(error_type), ..coded },
                    None => Plain {
                        shape: Some(Shape::Coded),
                        details: error.details,
                        request_id: self.request_id.as_deref(),
                        ..coded
                    },
                }
            }
            (_, Inner::Object(detail)) => Plain {
                shape: Some(Shape::Structured),
                code: plain::code(detail.code.as_deref()?),
                message: Some(detail.message.as_deref()?),
                field: detail.field.as_deref(),
                ..none
            },
            (_, Inner::Text(text)) => Plain { shape: Some(Shape::Text), message: Some(text), ..none },
            (_, Inner::List(items)) => Plain { shape: Some(Shape::List), items: *items, ..none },
            (_, Inner::None) => return None,
        })
    }
}

/// A text, which is borrowed if the reader can do that.
struct Text<'a>(Cow<'a, str>);

/// A visitor is a type; what it visits differs.
struct Of<T>(std::marker::PhantomData<T>);

macro_rules! deserialize {
    ($name:ident, $how:ident) => {
        impl<'de> Deserialize<'de> for $name<'de> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.$how(Of::<Self>(std::marker::PhantomData))
            }
        }
    };
}

deserialize!(Body, deserialize_map);
deserialize!(Inner, deserialize_any);
deserialize!(Text, deserialize_str);

impl<'de> Visitor<'de> for Of<Text<'de>> {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }
}

fn text<'de, M: MapAccess<'de>>(map: &mut M) -> Result<Option<Cow<'de, str>>, M::Error> {
    map.next_value::<Text<'de>>().map(|text| Some(text.0))
}

impl<'de> Visitor<'de> for Of<Body<'de>> {
    type Value = Body<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error body")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Body<'de>, M::Error> {
        let mut body = Body::default();
        while let Some(Text(name)) = map.next_key()? {
            match &*name {
                "timestamp" => body.timestamp = text(&mut map)?,
                "status" => body.status = Some(map.next_value()?),
                "error" => body.error = map.next_value()?,
                "message" => body.message = text(&mut map)?,
                "path" => body.path = text(&mut map)?,
                "error_description" => body.error_description = text(&mut map)?,
                "request_id" => body.request_id = text(&mut map)?,
                "detail" => body.detail = map.next_value()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(body)
    }
}

impl<'de> Visitor<'de> for Of<Inner<'de>> {
    type Value = Inner<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, an object or a list")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Inner<'de>, E> {
        Ok(Inner::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Inner<'de>, E> {
        Ok(Inner::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Inner<'de>, M::Error> {
        Of::<Object<'de>>(std::marker::PhantomData).visit_map(map).map(Inner::Object)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Inner<'de>, S::Error> {
        let mut items = Items::default();
        while let Some(Inner::Object(item)) = list.next_element()? {
            items.add(item.message.as_deref().unwrap_or_default(), item.error_type.as_deref().unwrap_or_default());
        }
        Ok(Inner::List(items))
    }
}

impl<'de> Visitor<'de> for Of<Object<'de>> {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object<'de>, M::Error> {
        let mut object = Object::default();
        while let Some(Text(name)) = map.next_key()? {
            match &*name {
                "code" => object.code = text(&mut map)?,
                "message" | "msg" => object.message = text(&mut map)?,
                "type" => object.error_type = text(&mut map)?,
                "field" => object.field = text(&mut map)?,
                "details" | "loc" => {
                    map.next_value::<IgnoredAny>()?;
                    object.details = true;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(object)
    }
}
