use crate::broken::kind_of;
use crate::check::{is_read, judge};
use crate::{BlockingTransport, Broken, ResponseExt};
use bytes::Bytes;
use errspec::retry::{Operation, Transport as Kind};
use errspec::{Api, ApiError};
use http::Method;
use std::io::{self, Cursor, Read};
use std::time::Duration;

/// Uses the agent's connections and settings, except that a response with an error status is a response.
impl BlockingTransport for ureq::Agent {
    type Body = ureq::Body;

    fn send(&self, request: http::Request<Bytes>, timeout: Option<Duration>) -> Result<http::Response<ureq::Body>, Broken> {
        let (parts, body) = request.into_parts();
        // A request without a body carries no `Content-Length`, unless its method is one that has a body.
        let has_body = !body.is_empty() || matches!(parts.method, Method::POST | Method::PUT | Method::PATCH);
        let sent = match has_body {
            true => run(self, http::Request::from_parts(parts, &*body), timeout),
            false => run(self, http::Request::from_parts(parts, ()), timeout),
        };
        sent.map_err(|error| broken(&error))
    }

    fn read(&self, body: &mut ureq::Body, limit: usize, into: &mut Vec<u8>) -> Result<(), Broken> {
        read(&mut body.as_reader(), limit, into)
    }
}

fn run(
    agent: &ureq::Agent,
    request: http::Request<impl ureq::AsSendBody>,
    timeout: Option<Duration>,
) -> Result<http::Response<ureq::Body>, ureq::Error> {
    agent.run(agent.configure_request(request).http_status_as_error(false).timeout_global(timeout).build())
}

/// Reads until the body ends or has more bytes than the limit.
fn read(reader: &mut impl Read, limit: usize, into: &mut Vec<u8>) -> Result<(), Broken> {
    let mut chunk = [0; 8 << 10];
    loop {
        match reader.read(&mut chunk) {
            Ok(0) => return Ok(()),
            Ok(read) => into.extend_from_slice(chunk.get(..read).unwrap_or_default()),
            Err(error) => return Err(interrupted(&error)),
        }
        if into.len() > limit {
            return Err(Broken::too_long(limit));
        }
    }
}

fn interrupted(error: &io::Error) -> Broken {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
        Some(inner) => broken(inner),
        None => Broken::new(kind_of(error), error.to_string()),
    }
}

fn broken(error: &ureq::Error) -> Broken {
    use ureq::Error as E;
    let kind = match error {
        E::Io(error) => kind_of(error),
        E::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) | E::HostNotFound | E::ConnectionFailed => Kind::Connect,
        E::Timeout(_) => Kind::Timeout,
        E::Tls(_) => Kind::Tls,
        _ => Kind::Other,
    };
    Broken::new(kind, error.to_string())
}

/// An agent returns responses with an error status if its configuration says `http_status_as_error(false)`.
impl ResponseExt for http::Response<ureq::Body> {
    fn check_with<A: Api>(self, operation: Option<&Operation>, limit: usize) -> Result<Self, ApiError<'static, A>> {
        let (parts, mut body) = self.into_parts();
        if !is_read::<A>(operation, &parts) {
            return Ok(Self::from_parts(parts, body));
        }
        let mut bytes = Vec::new();
        let fault = read(&mut body.as_reader(), limit, &mut bytes).err().filter(|_| bytes.len() <= limit);
        let bytes = judge::<A>(operation, &parts, bytes, limit)?;
        let joined = Cursor::new(bytes).chain(Fault(fault)).chain(body.into_reader());
        Ok(Self::from_parts(parts, ureq::Body::builder().reader(joined)))
    }
}

/// Why a body is incomplete.
struct Fault(Option<Broken>);

impl Read for Fault {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.clone().map_or(Ok(0), |broken| Err(io::Error::other(broken)))
    }
}
