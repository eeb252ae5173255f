//! Errors that a server creates together with the errors that caused them.

use super::ApiError;
use crate::Api;
use crate::decode::{BodyShape, Json};
use crate::encode::{self, EncodeError, Misread, Values};
use alloc::string::String;

impl<A: Api> ApiError<'_, A> {
    /// Creates the error that a server sends, with the errors that caused it, from the outermost cause to the innermost. All of them are
    /// values of the same body, which has a `chain` in the contract. Of each cause, only the fields in the object that the chain repeats
    /// are written.
    ///
    /// A client reads exactly these errors with [`causes`](Self::causes). For an error without causes, see [`new`](Self::new).
    ///
    /// ```text
    /// let error = drive::ApiError::with_causes(400, &invalid_request, &[locked_file])?;
    /// respond(error.raw());        // {"error":{"code":"invalidRequest","innerError":{"code":"lockedFile"}}}
    /// ```
    ///
    /// # Errors
    /// Returns an error if a client would not read the same errors: one of them cannot be sent on its own, is a value of another body, or
    /// sets the field of the chain, or there are more causes than clients read.
    pub fn with_causes(status: u16, body: &A::Body<'_>, causes: &[A::Body<'_>]) -> Result<ApiError<'static, A>, EncodeError> {
        let Some((at, values)) = A::values(body).filter(|_| !causes.is_empty()) else { return Self::new(status, body) };
        let decoder = &A::contract().decoder;
        let Some(shape) = decoder.bodies.get(at) else { return Self::new(status, body) };
        let wrong = |read| EncodeError { body: shape.name, status, read };
        let chain = shape.chain.ok_or(wrong(Misread::NoChain))?;
        let next = shape.fields.get(usize::from(chain.field)).ok_or(wrong(Misread::NoChain))?;
        let (around, member) = next.at.rsplit_once('/').ok_or(wrong(Misread::NoChain))?;
        // Such a field has its own value for the chain.
        let around_it = |at: &str| next.at.strip_prefix(at).is_some_and(|rest| rest.starts_with('/'));
        let written = |at: usize| values.value(at).is_some_and(|value| value.is_present());
        let mut fields = shape.fields.iter().enumerate();
        if let Some((_, outer)) = fields.find(|(at, field)| field.pointer().is_some_and(around_it) && written(*at)) {
            return Err(wrong(Misread::Differs(outer.name)));
        }
        let mut inner = String::new();
        for cause in causes.iter().rev() {
            let (of, values) = A::values(cause).ok_or(wrong(Misread::NoBody))?;
            if of != at {
                let other = decoder.bodies.get(of).map_or("", |other| other.name);
                return Err(wrong(Misread::AnotherBody(other)));
            }
            // A cause is an error that could be sent by itself.
            Self::from_values(status, at, values)?;
            let body = encode::json(decoder, shape, values);
            let link = Json::parse_text(&body).and_then(|body| body.at(around)).map_or("{}", Json::as_str);
            inner = with_member(shape, link, member, &inner, values).ok_or(wrong(Misread::Differs(next.name)))?;
        }
        let text = encode::json(decoder, shape, values);
        let body = Json::parse_text(&text).ok_or(wrong(Misread::NoBody))?;
        let link = body.at(around).ok_or(wrong(Misread::Missing(next.name)))?.as_str();
        let link = with_member(shape, link, member, &inner, values).ok_or(wrong(Misread::Differs(next.name)))?;
        let made = Self::of_json(status, at, shape, values, body.replaced(around, &link).ok_or(wrong(Misread::NoBody))?)?;
        let read = made.causes();
        let first = made.causes().next().map(|cause| cause.json());
        // A format other than JSON has its own spelling of the same values.
        let same = first.is_some_and(|first| first.as_str() == inner || shape.format.is_some());
        if same && read.count() == causes.len() {
            return Ok(made);
        }
        Err(wrong(Misread::Differs(next.name)))
    }
}

/// The object with one more member, or the object itself if the value is empty. `None` if the object has that member already.
#[cfg_attr(debug_assertions, inline)]
fn with_member(shape: &BodyShape, object: &str, name: &str, value: &str, values: &dyn Values) -> Option<String> {
    let chain = shape.chain?;
    if values.value(usize::from(chain.field)).is_some_and(|value| value.is_present()) {
        return None;
    }
    if value.is_empty() {
        return Some(String::from(object));
    }
    let mut text = String::from(object.strip_suffix('}')?);
    if text.len() > 1 {
        text.push(',');
    }
    // Writing to a string cannot fail.
    let _ = encode::string(&name.replace("~1", "/").replace("~0", "~"), &mut text);
    text.push(':');
    text += value;
    text.push('}');
    Some(text)
}
