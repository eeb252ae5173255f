use super::transport::kind_of;
use super::{AsyncTransport, Broken, Request, Response};
use errspec::retry::{Transport as Kind, unix_time};
use std::error::Error;
use std::string::ToString;
use std::vec::Vec;

/// Sends with reqwest, on connections that are kept. No proxy and no redirects.
#[derive(Clone, Debug)]
pub struct Reqwest(reqwest::Client);

impl Reqwest {
    /// Connections of its own.
    ///
    /// # Errors
    /// The library cannot be set up.
    pub fn new() -> Result<Self, Broken> {
        let builder = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
        builder.build().map(Self).map_err(|error| broken(&error))
    }

    fn prepare(&self, request: &Request) -> Result<reqwest::RequestBuilder, Broken> {
        let method = reqwest::Method::from_bytes(request.method.as_bytes())
            .map_err(|error| Broken { kind: Kind::Other, detail: error.to_string() })?;
        let mut builder = self.0.request(method, &request.url);
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        if let Some((name, value)) = &request.credential {
            builder = builder.header(*name, value.expose());
        }
        if let Some(content) = &request.content {
            builder = builder.header("Content-Type", content.media_type).body(content.bytes.clone());
        }
        Ok(match request.timeout {
            Some(timeout) => builder.timeout(timeout),
            None => builder,
        })
    }
}

impl AsyncTransport for Reqwest {
    async fn send(&self, request: &Request) -> Result<Response, Broken> {
        let mut response = self.prepare(request)?.send().await.map_err(|error| broken(&error))?;
        let (status, received_at) = (response.status().as_u16(), unix_time());
        let headers = response.headers().iter().map(|(name, value)| (name.to_string(), value.as_bytes().to_vec())).collect();
        let (body, cut) = read(&mut response, request.limit).await;
        Ok(Response { status, headers, body, cut, received_at })
    }
}

/// What arrives of a body, up to the limit, and why that is not all.
async fn read(response: &mut reqwest::Response, limit: usize) -> (Vec<u8>, Option<Broken>) {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(None) => return (body, None),
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Err(error) if error.is_timeout() => return (body, Some(broken(&error))),
            Err(error) => return (body, Some(Broken { kind: Kind::Reset, detail: chain(&error) })),
        }
        if body.len() > limit {
            body.truncate(limit);
            return (body, Some(Broken { kind: Kind::Other, detail: std::format!("a body of more than {limit} bytes") }));
        }
    }
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
    Broken { kind, detail: chain(error) }
}

/// Whether the connection ended before the answer did: hyper says so in words only.
fn closed(error: &reqwest::Error) -> bool {
    chain(error).contains("connection closed before message completed")
}

fn chain(error: &reqwest::Error) -> std::string::String {
    causes(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// The error and what is behind it.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let mut next = Some(error as &(dyn Error + 'static));
    core::iter::from_fn(move || {
        let error = next.take()?;
        next = error.source();
        Some(error)
    })
}
