//! `--proxy`: forwards requests to a service.

use crate::Problem;
use errspec_server::{Forwarded, Response, Unreachable};
use errspec_spec::words::Transport;
use std::io::Read;
use std::time::Duration;
use ureq::http::{Method, Request, Uri};

/// The maximum length of a response body.
const LONGEST: u64 = 64 * 1024 * 1024;

/// How long the service may take.
const TIMEOUT: Duration = Duration::from_secs(300);

/// The service behind the server.
#[derive(Debug)]
pub(super) struct Service {
    agent: ureq::Agent,
    /// The URL, without a slash at the end.
    base: String,
}

impl Service {
    pub(super) fn at(url: &str) -> Result<Self, Problem> {
        let uri: Uri = url.parse().map_err(|_| Problem(format!("`{url}` is not a URL such as http://127.0.0.1:8080")))?;
        match uri.scheme_str() {
            Some("http") if uri.host().is_some() => {}
            Some("https") if uri.host().is_some() && cfg!(feature = "tls") => {}
            Some("https") => {
                let help = "install it with `cargo install errspec-cli --features tls`";
                return Err(Problem(format!("this build of errspec has no TLS, which `{url}` needs; {help}")));
            }
            _ => return Err(Problem(format!("`{url}` is not an http or https URL, such as http://127.0.0.1:8080"))),
        }
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .user_agent("")
            .accept("")
            .accept_encoding("")
            .timeout_global(Some(TIMEOUT))
            .build();
        Ok(Self { agent: ureq::Agent::new_with_config(config), base: url.trim_end_matches('/').to_owned() })
    }

    pub(super) fn send(&self, request: &Forwarded) -> Result<Response, Unreachable> {
        let method = Method::from_bytes(request.method.as_bytes()).map_err(other)?;
        let mut built = Request::builder().method(method.clone()).uri(format!("{}{}", self.base, request.target));
        for (name, value) in &request.headers {
            built = built.header(name, value);
        }
        // A request without a body carries no `Content-Length`, unless its method is one that has a body.
        let has_body = !request.body.is_empty() || matches!(method, Method::POST | Method::PUT | Method::PATCH);
        let response = match has_body {
            true => self.agent.run(built.body(request.body.as_slice()).map_err(other)?),
            false => self.agent.run(built.body(()).map_err(other)?),
        };
        let (parts, body) = response.map_err(unreachable)?.into_parts();
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let headers = parts.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())));
        let mut bytes = Vec::new();
        body.into_reader().take(LONGEST).read_to_end(&mut bytes).map_err(|error| match error.get_ref() {
            Some(inner) if inner.is::<ureq::Error>() => Unreachable { failure: Transport::Reset, why: inner.to_string() },
            _ => Unreachable { failure: Transport::Reset, why: error.to_string() },
        })?;
        Ok(Response { status: parts.status.as_u16(), headers: headers.collect(), body: bytes })
    }
}

fn other(error: impl std::fmt::Display) -> Unreachable {
    Unreachable { failure: Transport::Other, why: error.to_string() }
}

fn unreachable(error: ureq::Error) -> Unreachable {
    use ureq::Error as E;
    let failure = match &error {
        E::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) | E::HostNotFound | E::ConnectionFailed => {
            Transport::Connect
        }
        E::Timeout(_) => Transport::Timeout,
        E::Tls(_) => Transport::Tls,
        _ => Transport::Other,
    };
    Unreachable { failure, why: error.to_string() }
}
