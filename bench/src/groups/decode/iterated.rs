//! jiter's iterator, written by hand for these bodies.

use super::plain::{Items, Plain};
use super::visited::{Body, Inner, Object};
use jiter::{Jiter, JiterResult, JsonValue, Peek};
use std::borrow::Cow;

pub(super) fn jiter(body: &[u8], take: &mut dyn FnMut(&Plain<'_>)) {
    if let Ok(body) = whole(&mut Jiter::new(body)) {
        take(&body.plain().unwrap_or_default());
    }
}

/// A member's name borrows the reader, which has to go on.
#[derive(Clone, Copy)]
enum Member {
    Timestamp,
    Status,
    Error,
    Message,
    Path,
    Description,
    RequestId,
    Detail,
    Code,
    Type,
    Field,
    Details,
    Other,
}

fn member(name: &str) -> Member {
    match name {
        "timestamp" => Member::Timestamp,
        "status" => Member::Status,
        "error" => Member::Error,
        "message" | "msg" => Member::Message,
        "path" => Member::Path,
        "error_description" => Member::Description,
        "request_id" => Member::RequestId,
        "detail" => Member::Detail,
        "code" => Member::Code,
        "type" => Member::Type,
        "field" => Member::Field,
        "details" | "loc" => Member::Details,
        _ => Member::Other,
    }
}

fn whole<'j>(json: &mut Jiter<'j>) -> JiterResult<Body<'j>> {
    let mut body = Body::default();
    let mut name = json.next_object()?.map(member);
    while let Some(member_is) = name {
        match member_is {
            Member::Timestamp => body.timestamp = text(json)?,
            Member::Status => {
                if let JsonValue::Int(status) = json.next_value()? {
                    body.status = u16::try_from(status).ok();
                }
            }
            Member::Error => body.error = inner(json)?,
            Member::Message => body.message = text(json)?,
            Member::Path => body.path = text(json)?,
            Member::Description => body.error_description = text(json)?,
            Member::RequestId => body.request_id = text(json)?,
            Member::Detail => body.detail = inner(json)?,
            _ => json.next_skip()?,
        }
        name = json.next_key()?.map(member);
    }
    json.finish()?;
    Ok(body)
}

/// A value borrows the bytes, where `next_str` borrows the reader.
fn text<'j>(json: &mut Jiter<'j>) -> JiterResult<Option<Cow<'j, str>>> {
    Ok(if let JsonValue::Str(text) = json.next_value()? { Some(text) } else { None })
}

fn inner<'j>(json: &mut Jiter<'j>) -> JiterResult<Inner<'j>> {
    match json.peek()? {
        Peek::String => Ok(text(json)?.map_or(Inner::None, Inner::Text)),
        Peek::Object => object(json).map(Inner::Object),
        Peek::Array => list(json).map(Inner::List),
        _ => json.next_skip().map(|()| Inner::None),
    }
}

fn list(json: &mut Jiter<'_>) -> JiterResult<Items> {
    let mut items = Items::default();
    let mut next = json.next_array()?;
    while next.is_some() {
        let item = object(json)?;
        items.add(item.message.as_deref().unwrap_or_default(), item.error_type.as_deref().unwrap_or_default());
        next = json.array_step()?;
    }
    Ok(items)
}

fn object<'j>(json: &mut Jiter<'j>) -> JiterResult<Object<'j>> {
    let mut object = Object::default();
    let mut name = json.next_object()?.map(member);
    while let Some(member_is) = name {
        match member_is {
            Member::Code => object.code = text(json)?,
            Member::Message => object.message = text(json)?,
            Member::Type => object.error_type = text(json)?,
            Member::Field => object.field = text(json)?,
            Member::Details => {
                json.next_skip()?;
                object.details = true;
            }
            _ => json.next_skip()?,
        }
        name = json.next_key()?.map(member);
    }
    Ok(object)
}
