//! The bytes of a request as they come in.

use crate::clock;
use std::io::{self, ErrorKind, Read};
use std::net::TcpStream;
use std::time::Instant;

/// The reading half of a connection.
///
/// The last byte of a request stays unread until its answer has been decided: a socket that is closed with something unread is
/// reset, and there is no other way to reset one with the standard library alone.
#[derive(Debug)]
pub(crate) struct Incoming {
    stream: TcpStream,
    /// Whether the byte that comes next belongs to what was read already.
    held: bool,
    deadline: Instant,
}

/// Why nothing more was read.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// The other side has closed, or the connection broke.
    Closed,
    /// The time is up.
    Late,
    /// There is more than there may be.
    TooLong,
}

impl Incoming {
    pub(crate) fn new(stream: TcpStream, deadline: Instant) -> Self {
        Self { stream, held: false, deadline }
    }

    /// Until when what is asked for has to be here.
    pub(crate) fn until(&mut self, deadline: Instant) {
        self.deadline = deadline;
    }

    /// Waits until something is here; false where the connection was closed instead.
    pub(crate) fn begins(&mut self) -> Result<bool, Stopped> {
        let mut byte = [0; 1];
        match self.wait(|stream| stream.peek(&mut byte)) {
            Ok(read) => Ok(read > 0),
            Err(Stopped::Closed) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// A line without its end. The line feed stays unread; what is read next takes it along.
    pub(crate) fn line(&mut self, budget: &mut usize) -> Result<Vec<u8>, Stopped> {
        self.release()?;
        let mut line = Vec::new();
        loop {
            let mut seen = [0; 4096];
            let count = self.wait(|stream| stream.peek(&mut seen))?;
            if count == 0 {
                return Err(Stopped::Closed);
            }
            let end = seen[..count].iter().position(|byte| *byte == b'\n');
            let take = end.unwrap_or(count);
            *budget = budget.checked_sub(take + 1).ok_or(Stopped::TooLong)?;
            self.exactly(&mut seen[..take])?;
            line.extend_from_slice(&seen[..take]);
            if end.is_some() {
                self.held = true;
                line.pop_if(|last| *last == b'\r');
                return Ok(line);
            }
        }
    }

    /// So many bytes, given piece by piece. The very last one stays unread if it is to be held.
    pub(crate) fn bytes(&mut self, count: u64, hold: bool, mut take: impl FnMut(&[u8])) -> Result<(), Stopped> {
        if count == 0 {
            return Ok(());
        }
        self.release()?;
        let mut left = count - u64::from(hold);
        let mut buffer = [0; 8192];
        while left > 0 {
            let most = usize::try_from(left).unwrap_or(buffer.len()).min(buffer.len());
            let count = self.wait(|stream| stream.read(&mut buffer[..most]))?;
            if count == 0 {
                return Err(Stopped::Closed);
            }
            take(&buffer[..count]);
            left -= count as u64;
        }
        if hold {
            let count = self.wait(|stream| stream.peek(&mut buffer[..1]))?;
            take(&buffer[..count]);
            self.held = true;
            if count == 0 {
                return Err(Stopped::Closed);
            }
        }
        Ok(())
    }

    /// Reads the byte that was held back.
    pub(crate) fn release(&mut self) -> Result<(), Stopped> {
        match std::mem::take(&mut self.held) {
            true => self.exactly(&mut [0; 1]),
            false => Ok(()),
        }
    }

    fn exactly(&mut self, mut into: &mut [u8]) -> Result<(), Stopped> {
        while !into.is_empty() {
            let count = self.wait(|stream| stream.read(into))?;
            if count == 0 {
                return Err(Stopped::Closed);
            }
            into = &mut std::mem::take(&mut into)[count..];
        }
        Ok(())
    }

    fn wait(&mut self, mut read: impl FnMut(&mut TcpStream) -> io::Result<usize>) -> Result<usize, Stopped> {
        loop {
            let left = clock::left(self.deadline).ok_or(Stopped::Late)?;
            self.stream.set_read_timeout(Some(left)).map_err(|_| Stopped::Closed)?;
            match read(&mut self.stream) {
                Ok(count) => return Ok(count),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => return Err(Stopped::Late),
                Err(_) => return Err(Stopped::Closed),
            }
        }
    }
}
