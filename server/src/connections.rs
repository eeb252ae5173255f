//! Which connections are open, so that there are not too many of them, and so that all of them end with the server.

use crate::clock;
use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The open connections.
#[derive(Debug, Default)]
pub(crate) struct Connections {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    stopped: bool,
    /// Whether a connection waits to be let in.
    crowded: bool,
    next: u64,
    open: BTreeMap<u64, Open>,
}

#[derive(Debug)]
struct Open {
    /// A handle to shut it down with; none once the connection's own thread is about to close it.
    stream: Option<TcpStream>,
    /// Where it waits for a request: from when on it may be closed for another connection.
    spare: Option<Instant>,
}

/// A connection that is idle for so long after an answer has nothing under way.
const IDLE: Duration = Duration::from_millis(100);

/// The same for one that was just made, whose first request may be on its way.
const FRESH: Duration = Duration::from_secs(1);

/// Waits that end with the server.
pub(crate) type Pause = Connections;

/// A connection's place among the open ones, given back when dropped.
#[derive(Debug)]
pub(crate) struct Ticket<'c> {
    connections: &'c Connections,
    number: u64,
}

impl Connections {
    /// Takes a connection in as soon as there are fewer than `most`; one that is idle has to make room. `None` once stopped.
    pub(crate) fn admit(&self, stream: &TcpStream, most: usize) -> Option<u64> {
        let mut state = self.lock();
        while !state.stopped && state.open.len() >= most.max(1) {
            state.crowded = true;
            state.open.values_mut().find(|open| open.is_spare()).into_iter().for_each(|open| shut_down(open.stream.take()));
            state = self.changed.wait_timeout(state, IDLE).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.crowded = false;
        if state.stopped {
            return None;
        }
        state.next += 1;
        let number = state.next;
        state.open.insert(number, Open { stream: stream.try_clone().ok(), spare: None });
        Some(number)
    }

    /// The ticket of a number that was given out.
    pub(crate) fn ticket(&self, number: u64) -> Ticket<'_> {
        Ticket { connections: self, number }
    }

    /// Waits, but not beyond the end of the server. True where that came first.
    pub(crate) fn stopped_within(&self, time: Duration) -> bool {
        let Some(end) = clock::now().checked_add(time) else { return self.lock().stopped };
        let mut state = self.lock();
        while !state.stopped {
            let Some(left) = clock::left(end) else { return false };
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// Ends all connections and lets no more in. Waits until their threads are done.
    pub(crate) fn stop(&self) {
        let mut state = self.lock();
        state.stopped = true;
        state.open.values_mut().for_each(|open| shut_down(open.stream.take()));
        self.changed.notify_all();
        while !state.open.is_empty() {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether a connection waits to be let in, so that the others had better end after their next answer.
    pub(crate) fn is_crowded(&self) -> bool {
        self.lock().crowded
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.lock().stopped
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ticket<'_> {
    /// The connection waits for its first request, or for another one.
    pub(crate) fn waits(&self, fresh: bool) {
        self.spare(Some(if fresh { FRESH } else { IDLE }));
    }

    /// A request has begun.
    pub(crate) fn works(&self) {
        self.spare(None);
    }

    fn spare(&self, after: Option<Duration>) {
        let mut state = self.connections.lock();
        if let Some(open) = state.open.get_mut(&self.number) {
            open.spare = after.and_then(|grace| clock::now().checked_add(grace));
        }
    }

    /// Lets go of the connection, which is really closed only once nobody has a handle to it.
    pub(crate) fn forget(&self) {
        if let Some(open) = self.connections.lock().open.get_mut(&self.number) {
            open.stream = None;
        }
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        self.connections.lock().open.remove(&self.number);
        self.connections.changed.notify_all();
    }
}

impl Open {
    fn is_spare(&self) -> bool {
        self.stream.is_some() && self.spare.is_some_and(|from| from <= clock::now())
    }
}

fn shut_down(stream: Option<TcpStream>) {
    if let Some(stream) = stream {
        let _ = stream.shutdown(Shutdown::Both);
    }
}
