use std::time::Duration;

/// What a client may send, and how long it may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at a time, a thread each. For more, the one that has kept the server waiting longest is closed, be it idle, slow to
    /// send its request or slow to take its answer; a second is granted. Where the answers to all of them are on their way, the next one
    /// is answered 503 at once.
    pub connections: usize,
    /// Bytes of request line and headers together, and of a chunked body's trailers.
    pub head: usize,
    /// Bytes of a body. Bodies are counted, not kept.
    pub body: u64,
    /// For a request to arrive once it has begun, and for a client to take a whole answer; what the server itself waits is not counted.
    pub request: Duration,
    /// For the next request of a connection to begin.
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            head: 64 * 1024,
            body: 16 * 1024 * 1024,
            request: Duration::from_secs(30),
            idle: Duration::from_secs(60),
        }
    }
}
