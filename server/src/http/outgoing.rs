//! The bytes of an answer as they go out.

use crate::clock;
use std::io::{self, ErrorKind, Write};
use std::net::TcpStream;
use std::time::Instant;

/// The writing half of a connection, for one answer. All of its writes together have to be done in time: a client that takes a little
/// now and then does not hold the connection for longer.
#[derive(Debug)]
pub(crate) struct Outgoing<'s> {
    stream: &'s mut TcpStream,
    deadline: Instant,
}

impl<'s> Outgoing<'s> {
    pub(crate) fn new(stream: &'s mut TcpStream, deadline: Instant) -> Self {
        Self { stream, deadline }
    }

    /// Does what takes time without the client, which gets as much more.
    pub(crate) fn held<T>(&mut self, wait: impl FnOnce() -> T) -> T {
        let began = clock::now();
        let done = wait();
        let took = clock::now().saturating_duration_since(began);
        self.deadline = self.deadline.checked_add(took).unwrap_or(self.deadline);
        done
    }

    pub(crate) fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let left = clock::left(self.deadline).ok_or(ErrorKind::TimedOut)?;
            self.stream.set_write_timeout(Some(left))?;
            match self.stream.write(bytes) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
