use crate::broken::kind_of;
use crate::check::{is_read, judge};
use crate::{AsyncResponseExt, Broken, Transport};
use bytes::Bytes;
use errspec::retry::{Operation, Transport as Kind};
use errspec::{Api, ApiError};
use http_body::{Body, Frame, SizeHint};
use reqwest::ResponseBuilderExt;
use std::error::Error;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Uses the client's connections and settings.
impl Transport for reqwest::Client {
    type Body = reqwest::Body;

    async fn send(&self, request: http::Request<Bytes>) -> Result<http::Response<reqwest::Body>, Broken> {
        let request = reqwest::Request::try_from(request).map_err(|error| broken(&error))?;
        let response = self.execute(request).await.map_err(|error| broken(&error))?;
        Ok(response.into())
    }

    async fn read(&self, body: &mut reqwest::Body, limit: usize, into: &mut Vec<u8>) -> Result<(), Broken> {
        read(body, limit, into).await
    }
}

/// Reads until the body ends or has more bytes than the limit.
async fn read(body: &mut reqwest::Body, limit: usize, into: &mut Vec<u8>) -> Result<(), Broken> {
    while let Some(frame) = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
        let frame = frame.map_err(|error| interrupted(&error))?;
        if let Some(data) = frame.data_ref() {
            into.extend_from_slice(data);
        }
        if into.len() > limit {
            return Err(Broken::too_long(limit));
        }
    }
    Ok(())
}

/// A body that ends early is a broken connection, whatever the library calls it.
fn interrupted(error: &reqwest::Error) -> Broken {
    let kind = if error.is_timeout() { Kind::Timeout } else { Kind::Reset };
    Broken::new(kind, chain(error))
}

fn broken(error: &reqwest::Error) -> Broken {
    let of_io = causes(error).filter_map(|error| error.downcast_ref::<std::io::Error>()).map(kind_of).next();
    let kind = match of_io {
        _ if error.is_connect() => Kind::Connect,
        _ if error.is_timeout() => Kind::Timeout,
        Some(kind) => kind,
        None if closed(error) => Kind::Reset,
        None => Kind::Other,
    };
    Broken::new(kind, chain(error))
}

/// Whether the connection ended before the response did, which hyper reports only in the text of the error.
fn closed(error: &reqwest::Error) -> bool {
    chain(error).contains("connection closed before message completed")
}

fn chain(error: &reqwest::Error) -> String {
    causes(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// The error and its sources.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let mut next = Some(error as &(dyn Error + 'static));
    std::iter::from_fn(move || {
        let error = next.take()?;
        next = error.source();
        Some(error)
    })
}

impl AsyncResponseExt for reqwest::Response {
    async fn check_with<A: Api>(
        self,
        operation: Option<&'static Operation>,
        limit: usize,
    ) -> Result<Self, ApiError<'static, A>> {
        let url = self.url().clone();
        let (parts, mut body) = http::Response::<reqwest::Body>::from(self).into_parts();
        if is_read::<A>(operation, &parts) {
            let mut bytes = Vec::new();
            let fault = read(&mut body, limit, &mut bytes).await.err().filter(|_| bytes.len() <= limit);
            let bytes = judge::<A>(operation, &parts, bytes, limit)?;
            body = reqwest::Body::wrap(Joined { bytes: bytes.into(), fault, rest: body });
        }
        let mut response = http::Response::from_parts(parts, body);
        // The URL is in an extension whose type only the library can name.
        if let Ok(with_url) = http::Response::builder().url(url).body(()) {
            response.extensions_mut().extend(with_url.into_parts().0.extensions);
        }
        Ok(response.into())
    }
}

/// A body of which a part has been read already.
struct Joined {
    bytes: Bytes,
    /// Why the body is incomplete.
    fault: Option<Broken>,
    rest: reqwest::Body,
}

impl Body for Joined {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let bytes = std::mem::take(&mut self.bytes);
        if !bytes.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match self.fault.take() {
            Some(fault) => Poll::Ready(Some(Err(fault.into()))),
            None => Pin::new(&mut self.rest).poll_frame(context).map_err(Into::into),
        }
    }

    fn size_hint(&self) -> SizeHint {
        let (rest, read) = (self.rest.size_hint(), self.bytes.len() as u64);
        let mut hint = SizeHint::new();
        hint.set_lower(rest.lower().saturating_add(read));
        hint
    }
}
