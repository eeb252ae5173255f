//! Turns an error into the response that is sent.

use crate::context::Context;
use crate::error::Unsendable;
use crate::fill::Filling;
use crate::hint::{self, Written};
use crate::response::{ErrorResponse, Parts};
use errspec::place::Location;
use errspec::{Api, ApiError, Audience, CodeRef, CredentialKind, RetryClass};
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue, WWW_AUTHENTICATE};
use http::{HeaderMap, Response, StatusCode};

impl<A: Api> ErrorResponse<A> {
    /// The response, with a new request ID. An error that cannot be sent becomes a 500 without a body. The response's extensions contain
    /// the error, or the [`Unsendable`] that says why it cannot be sent.
    pub fn into_http(self) -> Response<Vec<u8>> {
        self.into_http_in(&Context::new())
    }

    /// The response to a certain request.
    pub fn into_http_in(self, context: &Context) -> Response<Vec<u8>> {
        match self.render(context) {
            Ok(mut response) => {
                response.extensions_mut().insert(self);
                response
            }
            Err(obstacle) => {
                let mut response = Response::new(Vec::new());
                *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                response.extensions_mut().insert(obstacle);
                response
            }
        }
    }

    /// The response to a certain request.
    ///
    /// # Errors
    /// Returns an error if the error cannot be sent under the contract.
    pub fn render(&self, context: &Context) -> Result<Response<Vec<u8>>, Unsendable> {
        let (made, delays) = self.made(context)?;
        let status = made.status();
        let mut headers = self.parts.headers.clone();
        if let Some(media_type) = made.media_type() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        for (name, value) in made.required_headers() {
            insert(&mut headers, name, &value);
        }
        for written in &delays {
            if let Location::Header(name) = written.at {
                insert(&mut headers, name, &written.value);
            }
        }
        for (name, value) in &self.parts.params {
            let place = self.parts.places.iter().find(|(own, _)| own == name).map(|(_, place)| place.first);
            if let Some(Location::Header(header)) = place {
                insert(&mut headers, header, &value.as_text());
            }
        }
        insert(&mut headers, A::contract().request_id, &context.request_id);
        if let (401, false, Some(scheme)) = (status, headers.contains_key(WWW_AUTHENTICATE), challenge::<A>()) {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static(scheme));
        }
        let is_failure = ApiError::<A>::check(status, &headers, made.raw()).is_err();
        let code = StatusCode::from_u16(status).ok().filter(|_| is_failure).ok_or(Unsendable::Success { status })?;
        let mut response = Response::new(made.into_raw());
        *response.status_mut() = code;
        *response.headers_mut() = headers;
        Ok(response)
    }

    /// The retry class that a client reads. `None` if the error cannot be sent.
    #[cfg(feature = "tower")]
    pub(crate) fn class(&self, context: &Context) -> Option<RetryClass> {
        self.made(context).ok().map(|(made, _)| made.retry())
    }

    /// The body as a client reads it, and the delays that go with it.
    fn made(&self, context: &Context) -> Result<(ApiError<'static, A>, Vec<Written>), Unsendable> {
        if let Some(code) = self.parts.codes.iter().find(|code| is_internal(**code)) {
            return Err(Unsendable::Internal { code: code.wire() });
        }
        let status = self.parts.resolve_status()?;
        let make = |delays: &[Written]| match &self.parts.body {
            Some(body) => Ok(body.clone()?),
            None => Filling { parts: &self.parts, status, context, delays }.body(),
        };
        let made = make(&[])?;
        let waits = made.retry().is_automatic() || matches!(made.retry(), RetryClass::KeepPolling { .. });
        match self.parts.delay.or(context.delay).filter(|_| waits) {
            Some(delay) => {
                let delays = hint::written(A::contract().policy, status, delay, context);
                Ok((make(&delays)?, delays))
            }
            None => Ok((made, Vec::new())),
        }
    }
}

impl<A: Api> Parts<A> {
    /// The status that was set, if the contract documents the code with it. If none was set, the first status with which the contract
    /// documents the code.
    fn resolve_status(&self) -> Result<u16, Unsendable> {
        let code = self.codes.first();
        let documented = code.map_or(&[][..], |code| code.catalog.statuses(code.row));
        match (self.status, documented.first(), code) {
            (Some(status), Some(_), Some(code)) if !documented.contains(&status) => {
                Err(Unsendable::WrongStatus { code: code.wire(), status, documented: documented.to_vec() })
            }
            (Some(status), ..) | (None, Some(&status), _) => Ok(status),
            (None, None, code) => Err(Unsendable::NoStatus { code: code.map_or("", |code| code.wire()) }),
        }
    }
}

/// Whether a code is never sent.
pub(crate) fn is_internal(code: CodeRef) -> bool {
    code.catalog.facts(code.row).audience == Audience::Internal
}

/// The challenge that a response with status 401 has to contain (RFC 9110, section 15.5.2). `None` if the contract's credentials have no
/// registered scheme, such as API keys.
pub(crate) fn challenge<A: Api>() -> Option<&'static str> {
    let is_bearer = |kind| matches!(kind, CredentialKind::Bearer | CredentialKind::Oauth2Device);
    A::contract().credentials.iter().any(|credential| is_bearer(credential.kind)).then_some("Bearer")
}

/// Sets a header. A name or value that is not valid in a header is ignored.
fn insert(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_bytes(value.as_bytes())) {
        headers.insert(name, value);
    }
}
