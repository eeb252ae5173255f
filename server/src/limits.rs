use std::time::Duration;

/// Limits for what clients send, and for how long they take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The maximum number of connections at a time. Each has a thread. To make room for another one, the server closes the connection that
    /// has kept it waiting longest, and for at least a second: one that is idle, or whose client is slow to send its request or to receive
    /// its response. If the server is waiting for no client, the next client gets a 503 at once.
    pub connections: usize,
    /// The maximum number of bytes of the request line and the headers together, and of the trailers of a chunked body.
    pub head: usize,
    /// The maximum number of bytes of a request body.
    pub body: u64,
    /// The maximum time for a request to arrive once it has begun, and for a client to receive a whole response. The time that the server
    /// itself waits does not count.
    pub request: Duration,
    /// The maximum time until the next request of a connection begins.
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
