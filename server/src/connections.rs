//! The open connections. Their number is limited, and all of them are closed when the server stops.
//!
//! Each connection has a thread. If the limit is reached, the connection that has kept the server waiting longest, and for at least a
//! second, is closed to make room for the next one; its client may be silent, slow to send or slow to receive. A slow client therefore
//! cannot keep others out. If no connection is waiting for its client, because a script delays the responses, the next client gets a 503 at
//! once instead of having to wait.

use crate::clock;
use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
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
    /// Whether a connection is waiting to be admitted.
    crowded: bool,
    next: u64,
    open: BTreeMap<u64, Open>,
}

#[derive(Debug)]
struct Open {
    /// A handle to shut the connection down; `None` when it is about to end.
    stream: Option<Arc<TcpStream>>,
    /// Since when the server has been waiting for the client. After a while, the connection may be closed for another one.
    spare: Option<Instant>,
    /// Whether the connection exceeds the limit and will only get a response that says so.
    refused: bool,
}

/// A connection that has been idle for this long after a response has no request under way.
const IDLE: Duration = Duration::from_millis(100);

/// The time that a client has to send a request or to receive a response, before its connection may be closed for another one.
const SLOW: Duration = Duration::from_secs(1);

/// Waits that end when the server stops.
pub(crate) type Pause = Connections;

/// The place of a connection among the open ones, which is released on drop.
#[derive(Debug)]
pub(crate) struct Ticket<'c> {
    connections: &'c Connections,
    number: u64,
}

/// What a connection is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// The next request, after a response.
    Idle,
    /// The client, to send its request or to receive its response.
    Client,
    /// The server.
    Server,
}

/// What happens to a new connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// It is served, with this number.
    Served(u64),
    /// There are too many connections, and the client gets a response that says so.
    Refused(u64),
    /// There are too many connections to tell all clients.
    Dropped,
    /// The server stops.
    Stopped,
}

impl Connections {
    /// Admits a connection if there are fewer than `most`, or if one of them can make room.
    pub(crate) fn admit(&self, stream: &Arc<TcpStream>, most: usize) -> Admission {
        let mut state = self.lock();
        let mut refused = false;
        while !state.stopped && state.served() >= most.max(1) {
            state.crowded = true;
            let Some(wait) = state.make_room() else {
                refused = true;
                break;
            };
            state = self.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.crowded = false;
        if state.stopped {
            return Admission::Stopped;
        }
        if refused && state.open.len() >= 2 * most.max(1) {
            return Admission::Dropped;
        }
        state.next += 1;
        let number = state.next;
        let spare = clock::now().checked_add(SLOW);
        state.open.insert(number, Open { stream: Some(Arc::clone(stream)), spare, refused });
        if refused { Admission::Refused(number) } else { Admission::Served(number) }
    }

    /// Closes the connection that has kept the server waiting longest, if there is one. This is for when no more connections can be opened.
    pub(crate) fn make_room(&self) {
        self.lock().make_room();
    }

    /// The ticket for the number of a connection.
    pub(crate) fn ticket(&self, number: u64) -> Ticket<'_> {
        Ticket { connections: self, number }
    }

    /// Waits, but no longer than until the server stops. Returns `true` if the server has stopped.
    pub(crate) fn stopped_within(&self, time: Duration) -> bool {
        let Some(end) = clock::now().checked_add(time) else { return self.lock().stopped };
        let mut state = self.lock();
        while !state.stopped {
            let Some(left) = clock::left(end) else { return false };
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// Closes all connections, admits no more, and waits until their threads have ended.
    pub(crate) fn stop(&self) {
        let mut state = self.lock();
        state.stopped = true;
        state.open.values_mut().for_each(Open::end);
        self.changed.notify_all();
        while !state.open.is_empty() {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether a connection is waiting to be admitted, so that the others should end after their next response.
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

impl State {
    fn served(&self) -> usize {
        self.open.values().filter(|open| !open.refused).count()
    }

    /// Closes a connection for another one, or returns how long to wait until one has ended or may be closed. `None` if all of them wait
    /// for the server.
    fn make_room(&mut self) -> Option<Duration> {
        let served = || self.open.values().filter(|open| !open.refused);
        if served().any(|open| open.stream.is_none()) {
            return Some(IDLE);
        }
        let first =
            self.open.values_mut().filter(|open| !open.refused && open.spare.is_some()).min_by_key(|open| open.spare)?;
        let left = clock::left(first.spare?);
        if left.is_none() {
            first.end();
        }
        Some(left.unwrap_or(IDLE).min(IDLE))
    }
}

impl Ticket<'_> {
    /// Sets what the connection is waiting for. Returns `false` if it has been closed for another one.
    pub(crate) fn turn(&self, turn: Turn) -> bool {
        let grace = match turn {
            Turn::Idle => Some(IDLE),
            Turn::Client => Some(SLOW),
            Turn::Server => None,
        };
        let mut state = self.connections.lock();
        let Some(open) = state.open.get_mut(&self.number) else { return false };
        open.spare = grace.and_then(|grace| clock::now().checked_add(grace));
        open.stream.is_some()
    }

    /// Releases the connection. It is only closed when nobody has a handle to it any more.
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
    fn end(&mut self) {
        if let Some(stream) = self.stream.take() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}
