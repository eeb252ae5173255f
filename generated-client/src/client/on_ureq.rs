use super::transport::kind_of;
use super::{Broken, Request, Response, Transport};
use errspec::retry::{Transport as Kind, unix_time};
use std::io::Read;
use std::string::{String, ToString};
use std::vec::Vec;
use ureq::http;

/// Sends with ureq, on connections that are kept. No proxy and no redirects.
#[derive(Clone, Debug)]
pub struct Ureq(ureq::Agent);

impl Ureq {
    /// Connections of its own.
    pub fn new() -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).proxy(None);
        Self(config.build().into())
    }

    fn exchange(&self, request: &Request) -> Result<http::Response<ureq::Body>, ureq::Error> {
        let mut builder = http::Request::builder().method(request.method).uri(&request.url);
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        if let Some((name, value)) = &request.credential {
            builder = builder.header(*name, value.expose());
        }
        let empty: &[u8] = &[];
        match &request.content {
            Some(content) => {
                self.run(builder.header("Content-Type", content.media_type).body(content.bytes.as_slice())?, request)
            }
            None if matches!(request.method, "POST" | "PUT" | "PATCH") => self.run(builder.body(empty)?, request),
            None => self.run(builder.body(())?, request),
        }
    }

    fn run(
        &self,
        http: http::Request<impl ureq::AsSendBody>,
        request: &Request,
    ) -> Result<http::Response<ureq::Body>, ureq::Error> {
        self.0.run(self.0.configure_request(http).timeout_global(request.timeout).build())
    }
}

impl Default for Ureq {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for Ureq {
    fn send(&self, request: &Request) -> Result<Response, Broken> {
        let mut response = self.exchange(request).map_err(|error| broken(&error))?;
        let received_at = unix_time();
        let headers = response.headers().iter().map(|(name, value)| (name.to_string(), value.as_bytes().to_vec())).collect();
        let (body, cut) = read(response.body_mut().as_reader(), request.limit);
        Ok(Response { status: response.status().as_u16(), headers, body, cut, received_at })
    }
}

/// What arrives of a body, up to the limit, and why that is not all.
fn read(mut reader: impl Read, limit: usize) -> (Vec<u8>, Option<Broken>) {
    let (mut body, mut chunk) = (Vec::new(), [0; 8 << 10]);
    loop {
        match reader.read(&mut chunk) {
            Ok(0) => return (body, None),
            Ok(read) => body.extend_from_slice(chunk.get(..read).unwrap_or_default()),
            Err(error) => return (body, Some(interrupted(&error))),
        }
        if body.len() > limit {
            body.truncate(limit);
            return (body, Some(Broken { kind: Kind::Other, detail: std::format!("a body of more than {limit} bytes") }));
        }
    }
}

fn interrupted(error: &std::io::Error) -> Broken {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>()) {
        Some(inner) => broken(inner),
        None => Broken { kind: kind_of(error), detail: error.to_string() },
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
    let detail: String = error.to_string();
    Broken { kind, detail }
}
