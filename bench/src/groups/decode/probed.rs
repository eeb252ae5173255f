//! A document model that is queried member by member.

use super::plain::{self, Items, Plain, Shape};

pub(super) fn serde_json(body: &[u8], take: &mut dyn FnMut(&Plain<'_>)) {
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(body) {
        probe(&value, take);
    }
}

pub(super) fn sonic_rs(body: &[u8], take: &mut dyn FnMut(&Plain<'_>)) {
    if let Ok(value) = sonic_rs::from_slice::<sonic_rs::Value>(body) {
        probe(&value, take);
    }
}

/// It parses in place, so the body is copied first.
pub(super) fn simd_json(body: &[u8], take: &mut dyn FnMut(&Plain<'_>)) {
    let mut copy = body.to_vec();
    if let Ok(value) = simd_json::to_borrowed_value(&mut copy) {
        probe(&value, take);
    }
}

pub(super) fn jiter(body: &[u8], take: &mut dyn FnMut(&Plain<'_>)) {
    if let Ok(value) = jiter::JsonValue::parse(body, false) {
        probe(&value, take);
    }
}

/// What all document models have.
trait Document: Sized {
    fn member(&self, name: &str) -> Option<&Self>;
    fn text(&self) -> Option<&str>;
    fn number(&self) -> Option<u64>;
    fn elements(&self) -> Option<impl Iterator<Item = &Self>>;

    fn text_at(&self, name: &str) -> Option<&str> {
        self.member(name)?.text()
    }
}

fn probe<D: Document>(body: &D, take: &mut dyn FnMut(&Plain<'_>)) {
    take(&of_error(body).or_else(|| of_detail(body.member("detail")?)).unwrap_or_default());
}

fn of_error<D: Document>(body: &D) -> Option<Plain<'_>> {
    let error = body.member("error")?;
    let none = Plain::default();
    if let Some(text) = error.text() {
        let status = body.member("status").and_then(D::number);
        return Some(match (body.text_at("timestamp"), status, body.text_at("message")) {
            (Some(timestamp), Some(status), Some(message)) => Plain {
                shape: Some(Shape::Api),
                timestamp: Some(timestamp),
                status: u16::try_from(status).ok(),
                phrase: Some(text),
                message: Some(message),
                path: body.text_at("path"),
                ..none
            },
            _ => Plain {
                shape: Some(Shape::Oauth),
                code: plain::oauth(text),
                message: body.text_at("error_description"),
                ..none
            },
        });
    }
    let (code, message) = (error.text_at("code")?, error.text_at("message")?);
    let coded = Plain { code: plain::code(code), message: Some(message), ..none };
    Some(match error.text_at("type") {
        Some(error_type) => Plain { shape: Some(Shape::Typed), error_type: plain::error_type(error_type), ..coded },
        None => Plain {
            shape: Some(Shape::Coded),
            details: error.member("details").is_some(),
            request_id: body.text_at("request_id"),
            ..coded
        },
    })
}

fn of_detail<D: Document>(detail: &D) -> Option<Plain<'_>> {
    let none = Plain::default();
    if let Some(text) = detail.text() {
        return Some(Plain { shape: Some(Shape::Text), message: Some(text), ..none });
    }
    if let Some(elements) = detail.elements() {
        let mut items = Items::default();
        for item in elements {
            item.member("loc")?;
            items.add(item.text_at("msg")?, item.text_at("type")?);
        }
        return Some(Plain { shape: Some(Shape::List), items, ..none });
    }
    Some(Plain {
        shape: Some(Shape::Structured),
        code: plain::code(detail.text_at("code")?),
        message: Some(detail.text_at("message")?),
        field: detail.text_at("field"),
        ..none
    })
}

impl Document for serde_json::Value {
    fn member(&self, name: &str) -> Option<&Self> {
        self.get(name)
    }

    fn text(&self) -> Option<&str> {
        self.as_str()
    }

    fn number(&self) -> Option<u64> {
        self.as_u64()
    }

    fn elements(&self) -> Option<impl Iterator<Item = &Self>> {
        Some(self.as_array()?.iter())
    }
}

impl Document for sonic_rs::Value {
    fn member(&self, name: &str) -> Option<&Self> {
        sonic_rs::JsonValueTrait::get(self, name)
    }

    fn text(&self) -> Option<&str> {
        sonic_rs::JsonValueTrait::as_str(self)
    }

    fn number(&self) -> Option<u64> {
        sonic_rs::JsonValueTrait::as_u64(self)
    }

    fn elements(&self) -> Option<impl Iterator<Item = &Self>> {
        Some(sonic_rs::JsonContainerTrait::as_array(self)?.iter())
    }
}

impl Document for simd_json::BorrowedValue<'_> {
    fn member(&self, name: &str) -> Option<&Self> {
        simd_json::prelude::ValueObjectAccess::get(self, name)
    }

    fn text(&self) -> Option<&str> {
        simd_json::prelude::ValueAsScalar::as_str(self)
    }

    fn number(&self) -> Option<u64> {
        simd_json::prelude::ValueAsScalar::as_u64(self)
    }

    fn elements(&self) -> Option<impl Iterator<Item = &Self>> {
        Some(simd_json::prelude::ValueAsArray::as_array(self)?.iter())
    }
}

impl Document for jiter::JsonValue<'_> {
    fn member(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(member, _)| member == name).map(|(_, value)| value)
    }

    fn text(&self) -> Option<&str> {
        if let Self::Str(text) = self { Some(text) } else { None }
    }

    fn number(&self) -> Option<u64> {
        if let Self::Int(number) = self { u64::try_from(*number).ok() } else { None }
    }

    fn elements(&self) -> Option<impl Iterator<Item = &Self>> {
        if let Self::Array(elements) = self { Some(elements.iter()) } else { None }
    }
}
