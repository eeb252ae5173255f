use errspec::retry::Transport as Kind;
use std::fmt;

/// Why there is no response, or only a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The kind of failure, to which the retry rules of a contract can refer.
    pub kind: Kind,
    /// What the HTTP library says about it.
    pub detail: String,
}

impl Broken {
    /// A failure of this kind.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }

    /// A body that is longer than the limit, given in bytes.
    #[cfg(any(feature = "reqwest", feature = "ureq"))]
    pub(crate) fn too_long(limit: usize) -> Self {
        Self::new(Kind::Other, format!("a body of more than {limit} bytes"))
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::Connect => "no connection",
            Kind::Timeout => "timed out",
            Kind::Reset => "the connection broke",
            Kind::Tls => "no TLS connection",
            _ => "no usable response",
        })?;
        write!(f, ": {}", self.detail)
    }
}

impl std::error::Error for Broken {}

/// Which kind of failure an I/O error of a connection is.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(crate) fn kind_of(error: &std::io::Error) -> Kind {
    use std::io::ErrorKind as Io;
    match error.kind() {
        Io::ConnectionRefused | Io::AddrNotAvailable | Io::HostUnreachable | Io::NetworkUnreachable => Kind::Connect,
        Io::ConnectionReset | Io::ConnectionAborted | Io::BrokenPipe | Io::UnexpectedEof | Io::NotConnected => Kind::Reset,
        Io::TimedOut | Io::WouldBlock => Kind::Timeout,
        _ => Kind::Other,
    }
}
