//! The responses that are sent instead of those of a service.

use super::{Event, Origin, Rules, body};
use crate::{Context, ErrorResponse, Unsendable};
use errspec::{Api, ApiError};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, TRANSFER_ENCODING};
use http::{HeaderMap, Response, StatusCode};
use http_body::Body;

/// Marks a response that a layer has handled, so that the layer of another contract around it passes it on unchanged.
#[derive(Clone, Copy)]
struct Kept;

/// The layer's part in one request.
pub(super) struct Answer<A: Api> {
    pub(super) rules: Rules<A>,
    pub(super) context: Context,
}

impl<A: Api> Answer<A> {
    /// The response that is sent in place of the service's response.
    pub(super) async fn after<B: Body + From<Vec<u8>>>(mut self, mut response: Response<B>) -> Response<B> {
        let status = response.status().as_u16();
        if response.extensions().get::<Kept>().is_some() {
            return response;
        }
        if let Some(error) = response.extensions_mut().remove::<ErrorResponse<A>>() {
            return self.send(error, Origin::Handler, response.headers());
        }
        if let Some(obstacle) = response.extensions_mut().remove::<Unsendable>() {
            return self.fall_back(500, None, Origin::Unsendable(&obstacle), response.headers());
        }
        match response.status().is_client_error() || response.status().is_server_error() {
            true => self.after_foreign(status, response).await,
            false => self.identified(response),
        }
    }

    /// The response that is sent after a panic.
    pub(super) fn after_panic<B: From<Vec<u8>>>(mut self, text: &str) -> Response<B> {
        self.fall_back(500, None, Origin::Panic(text), &HeaderMap::new())
    }

    /// Handles a failing response that was not created from the contract. It is passed on if its body is one of the contract's anyway.
    async fn after_foreign<B: Body + From<Vec<u8>>>(mut self, status: u16, response: Response<B>) -> Response<B> {
        let (mut parts, body) = response.into_parts();
        let content_type = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = |text: &'_ str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is = |media_type: &str| essence(content_type) == essence(media_type);
        let is_text = parts.status.is_client_error() && is("text/plain");
        let may_match = A::contract().decoder.bodies.iter().any(|body| is(body.media_type()));
        let bytes = if is_text || may_match { body::read(body).await } else { None };
        let is_ours = |bytes: &Vec<u8>| ApiError::<A>::decode(status, &parts.headers, bytes).body_name().is_some();
        let bytes = match bytes {
            Some(bytes) if may_match && is_ours(&bytes) => {
                parts.headers.remove(CONTENT_LENGTH);
                let event = Event { status, context: &self.context, error: None, origin: Origin::OwnBody };
                (self.rules.inspect)(&event);
                return self.identified(Response::from_parts(parts, bytes.into()));
            }
            other => other,
        };
        let text = bytes.filter(|_| is_text).and_then(|bytes| String::from_utf8(bytes).ok()).filter(|text| !text.is_empty());
        self.fall_back(status, text, Origin::Foreign(status), &parts.headers)
    }

    /// The error that the user of the layer chose for a status, or otherwise only the status.
    fn fall_back<B: From<Vec<u8>>>(
        &mut self,
        status: u16,
        message: Option<String>,
        origin: Origin<'_>,
        before: &HeaderMap,
    ) -> Response<B> {
        let mut error = (self.rules.fallback)(status);
        if error.parts.message.is_none() {
            error.parts.message = message;
        }
        if error.check().is_err() {
            error = ErrorResponse::of_status(status);
        }
        self.send(error, origin, before)
    }

    /// An error in the contract's shape, with the headers that layers below added.
    fn send<B: From<Vec<u8>>>(&mut self, error: ErrorResponse<A>, origin: Origin<'_>, before: &HeaderMap) -> Response<B> {
        self.context.delay = error.class(&self.context).and_then(|class| (self.rules.delay)(class));
        let rendered = error.render(&self.context).ok();
        let could_be_sent = rendered.is_some();
        let (made, body) = rendered.unwrap_or_else(bare).into_parts();
        let event = Event {
            status: made.status.as_u16(),
            context: &self.context,
            error: Some(&error).filter(|_| could_be_sent),
            origin,
        };
        (self.rules.inspect)(&event);
        let mut response = Response::new(B::from(body));
        *response.status_mut() = made.status;
        *response.headers_mut() = before.clone();
        // Headers that describe the body, which is no longer sent.
        for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, TRANSFER_ENCODING, ETAG] {
            response.headers_mut().remove(name);
        }
        for name in made.headers.keys() {
            response.headers_mut().remove(name);
        }
        response.headers_mut().extend(made.headers);
        response.extensions_mut().insert(error);
        self.identified(response)
    }

    /// The response with the request ID.
    fn identified<B>(&self, mut response: Response<B>) -> Response<B> {
        let header = HeaderName::try_from(A::contract().request_id).ok();
        if let (Some(name), Ok(id)) = (header, HeaderValue::try_from(&self.context.request_id)) {
            response.headers_mut().insert(name, id);
        }
        response.extensions_mut().insert(Kept);
        response
    }
}

/// The response if not even a status can be sent under the contract.
fn bare() -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}
