//! The bytes of a connection, in both directions.

use crate::clock;
use socket2::SockRef;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, Shutdown, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A connection. All reads and writes must finish by its deadline, so a client that only sends or receives a little from time to time
/// cannot extend it.
#[derive(Debug)]
pub(crate) struct Wire {
    stream: Arc<TcpStream>,
    deadline: Instant,
}

impl Wire {
    pub(crate) fn new(stream: Arc<TcpStream>, deadline: Instant) -> Self {
        let _ = stream.set_nodelay(true);
        Self { stream, deadline }
    }

    /// Sets the deadline of the following reads and writes.
    pub(crate) fn until(&mut self, deadline: Instant) {
        self.deadline = deadline;
    }

    /// Waits for something other than the client, and extends the deadline by that time.
    pub(crate) fn held<T>(&mut self, wait: impl FnOnce() -> T) -> T {
        let began = clock::now();
        let done = wait();
        let took = clock::now().saturating_duration_since(began);
        self.deadline = self.deadline.checked_add(took).unwrap_or(self.deadline);
        done
    }

    /// The address that the client connected to.
    pub(crate) fn own_address(&self) -> Option<IpAddr> {
        self.stream.local_addr().ok().map(|address| address.ip())
    }

    /// Stops sending.
    pub(crate) fn finish(&self) {
        let _ = self.stream.shutdown(Shutdown::Write);
    }

    /// Lets the connection be reset (RST) instead of closed normally, as soon as nobody has a handle to it any more.
    pub(crate) fn reset(&self) {
        let _ = SockRef::from(&*self.stream).set_linger(Some(Duration::ZERO));
    }

    fn left(&self) -> io::Result<Duration> {
        clock::left(self.deadline).ok_or_else(|| ErrorKind::TimedOut.into())
    }
}

impl Read for Wire {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            self.stream.set_read_timeout(Some(self.left()?))?;
            match (&*self.stream).read(into) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                done => return done,
            }
        }
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        (&*self.stream).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
