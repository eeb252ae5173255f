use super::content::Content;
use errspec::Secret;
use errspec::retry::Transport as Kind;
use std::fmt;
use std::string::String;
use std::time::Duration;
use std::vec::Vec;

/// One request, ready to be sent. Its debug output shows neither credential nor body.
pub struct Request {
    /// The method.
    pub method: &'static str,
    /// The whole address.
    pub url: String,
    /// Headers other than the credential's and the content's type.
    pub headers: Vec<(&'static str, String)>,
    /// The credential: header name and value.
    pub credential: Option<(&'static str, Secret<String>)>,
    /// The body.
    pub content: Option<Content>,
    /// How long the whole exchange may take.
    pub timeout: Option<Duration>,
    /// How many bytes of an answer's body are read.
    pub limit: usize,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({} bytes)", self.method, self.url, self.content.as_ref().map_or(0, Content::len))
    }
}

/// An answer: a status, and as much of the rest as arrived.
#[derive(Clone)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers in their order.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body's bytes; only the first ones where `cut` says so.
    pub body: Vec<u8>,
    /// Why the body is not whole.
    pub cut: Option<Broken>,
    /// When the status was there, since 1970 by this machine's clock. `None` where the transport does not say; the caller's clock counts then.
    pub received_at: Option<Duration>,
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.body.len();
        f.debug_struct("Response").field("status", &self.status).field("bytes", &bytes).field("cut", &self.cut).finish()
    }
}

/// Why there is no answer, or not all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The kind, which is what the retry rules of a contract name.
    pub kind: Kind,
    /// What the HTTP library says about it.
    pub detail: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Connect => write!(f, "no connection: {}", self.detail),
            Kind::Timeout => write!(f, "not in time: {}", self.detail),
            Kind::Reset => write!(f, "the connection broke: {}", self.detail),
            Kind::Tls => write!(f, "no secure channel: {}", self.detail),
            _ => write!(f, "no usable answer: {}", self.detail),
        }
    }
}

impl std::error::Error for Broken {}

/// Sends requests on the calling thread. One exchange each: no redirects, no retries, any status is an answer.
pub trait Transport {
    /// Sends one request.
    ///
    /// # Errors
    /// There is no status. A body that is not whole is no error but a response that says so.
    fn send(&self, request: &Request) -> Result<Response, Broken>;
}

impl<T: Transport + ?Sized> Transport for &T {
    fn send(&self, request: &Request) -> Result<Response, Broken> {
        T::send(self, request)
    }
}

/// The same for tokio.
#[cfg(feature = "async")]
pub trait AsyncTransport {
    /// Sends one request.
    ///
    /// # Errors
    /// As for [`Transport::send`].
    fn send(&self, request: &Request) -> impl Future<Output = Result<Response, Broken>> + Send;
}

#[cfg(feature = "async")]
impl<T: AsyncTransport> AsyncTransport for &T {
    fn send(&self, request: &Request) -> impl Future<Output = Result<Response, Broken>> + Send {
        T::send(self, request)
    }
}

/// What a failed read or write of a connection means.
#[cfg(any(feature = "blocking", feature = "async"))]
pub(super) fn kind_of(error: &std::io::Error) -> Kind {
    use std::io::ErrorKind as Io;
    match error.kind() {
        Io::ConnectionRefused | Io::AddrNotAvailable | Io::HostUnreachable | Io::NetworkUnreachable => Kind::Connect,
        Io::ConnectionReset | Io::ConnectionAborted | Io::BrokenPipe | Io::UnexpectedEof | Io::NotConnected => Kind::Reset,
        Io::TimedOut | Io::WouldBlock => Kind::Timeout,
        _ => Kind::Other,
    }
}
