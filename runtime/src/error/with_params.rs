//! Errors that a server creates with the parameters of their code, where clients read these from places of their own.

use super::ApiError;
use crate::Api;
use crate::decode::Json;
use crate::encode::{self, EncodeError, Misread, Param, Values, splice};
use crate::place::Location;
use alloc::borrow::Cow;
use alloc::vec::Vec;

impl<A: Api> ApiError<'_, A> {
    /// Like [`from_values`](Self::from_values), with parameters of the code. Parameters in headers are not part of the error, so send these
    /// headers too.
    ///
    /// # Errors
    /// As for [`new`](Self::new), and if a client would read another value of a parameter, or none.
    pub fn from_values_with(
        status: u16,
        body: usize,
        values: &dyn Values,
        params: &[Param<'_>],
    ) -> Result<ApiError<'static, A>, EncodeError> {
        let decoder = &A::contract().decoder;
        let Some(shape) = decoder.bodies.get(body).filter(|_| !params.is_empty()) else {
            return Self::from_values(status, body, values);
        };
        let unread = |param: &Param<'_>| EncodeError { body: shape.name, status, read: Misread::Param(param.name) };
        let mut text = encode::json(decoder, shape, values);
        let mut headers: Vec<(&'static str, Cow<'static, str>)> = Vec::new();
        for param in params {
            match param.place.first {
                Location::Pointer(at) => text = splice::with_value(&text, at, param.json).ok_or(unread(param))?,
                Location::Item(item) => text = splice::with_item(&text, item, param.json).ok_or(unread(param))?,
                Location::Header(name) => headers.push((name, param.text().into_owned().into())),
            }
        }
        let made: ApiError<'static, A> = Self::of_json(status, body, shape, values, text)?;
        let body = Json::parse_text(made.raw.text()).unwrap_or(Json::of("{}"));
        for param in params {
            if param.place.read(&super::made::Sent(&headers), &body) != Some(param.text()) {
                return Err(unread(param));
            }
        }
        Ok(made)
    }
}
