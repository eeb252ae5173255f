//! Handles connections from beginning to end.

use crate::connections::{Admission, Ticket, Turn};
use crate::http::{Refusal, Wire, receive, send};
use crate::route::{CONTROL, refused, route};
use crate::shared::Shared;
use crate::{Then, clock};
use std::io::{self, BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// Accepts connections until the server stops. Each gets a thread.
pub(crate) fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.connections.is_stopped() {
            return;
        }
        let Ok(stream) = stream.map(Arc::new) else {
            // The process is out of handles, or the connection is already gone. Other connections may still come.
            shared.connections.make_room();
            if shared.connections.stopped_within(Duration::from_millis(10)) {
                return;
            }
            continue;
        };
        let (number, refused) = match shared.connections.admit(&stream, shared.options.limits.connections) {
            Admission::Served(number) => (number, false),
            Admission::Refused(number) => (number, true),
            Admission::Dropped => continue,
            Admission::Stopped => return,
        };
        let served = Arc::clone(shared);
        let serve = move || {
            let ticket = served.connections.ticket(number);
            match refused {
                false => serve(stream, &served, &ticket),
                true => refuse(stream, &served, &ticket),
            }
        };
        if thread::Builder::new().name("errspec connection".into()).spawn(serve).is_err() {
            drop(shared.connections.ticket(number));
        }
    }
}

/// The time after a duration from now, or now if that is out of range.
fn after(time: Duration) -> Instant {
    let now = clock::now();
    now.checked_add(time).unwrap_or(now)
}

/// Responds to the requests of one connection until it ends.
fn serve(stream: Arc<TcpStream>, shared: &Shared, ticket: &Ticket<'_>) {
    let limits = &shared.options.limits;
    let mut wire = BufReader::new(Wire::new(stream, after(limits.idle)));
    let mut turn = Turn::Client;
    loop {
        // A connection that was closed for another one ends here, whatever arrived last.
        if !ticket.turn(turn) {
            return;
        }
        wire.get_mut().until(after(limits.idle));
        if wire.fill_buf().map_or(true, <[u8]>::is_empty) || !ticket.turn(Turn::Client) {
            return;
        }
        wire.get_mut().until(after(limits.request));
        let request = match receive(&mut wire, limits, CONTROL, shared.options.upstream.is_some()) {
            Ok(request) => request,
            Err(Refusal::Silent) => return,
            Err(Refusal::Answer(status, why)) => return tell(&mut wire, shared, status, &why),
        };
        if !ticket.turn(Turn::Server) {
            return;
        }
        let Some(own) = wire.get_ref().own_address() else { return };
        let wanted =
            if request.old { request.lists("Connection", "keep-alive") } else { !request.lists("Connection", "close") };
        let keep = wanted && !shared.connections.is_crowded();
        let began = clock::since_1970();
        let (routed, control) = {
            let mut state = shared.state();
            let mut log = shared.log();
            route(&shared.contract, &shared.options, &mut state, &mut log, &request, own)
        };
        let reply = shared.reply(routed, &request);
        shared.note(&request, &reply, control);
        if !reply.delay.is_zero() && shared.connections.stopped_within(reply.delay) {
            return;
        }
        if !control {
            shared.record(&request, &reply, began);
        }
        if reply.then == Then::Reset {
            wire.get_ref().reset();
            return ticket.forget();
        }
        // The pauses of `trickle` do not count against the client.
        if !matches!(reply.then, Then::Trickle(_)) && !ticket.turn(Turn::Client) {
            return;
        }
        wire.get_mut().until(after(limits.request));
        let sent = send(wire.get_mut(), &reply, request.method == "HEAD", keep, &shared.connections);
        if !matches!(sent, Ok(true)) {
            ticket.turn(Turn::Client);
            return linger(&mut wire);
        }
        turn = Turn::Idle;
    }
}

/// Tells a client that there are too many connections.
fn refuse(stream: Arc<TcpStream>, shared: &Shared, _ticket: &Ticket<'_>) {
    let most = shared.options.limits.connections;
    let mut wire = BufReader::new(Wire::new(stream, after(LINGER)));
    let why = format!("{most} connections are open, which is the limit, and none of them waits for its client");
    tell(&mut wire, shared, 503, &why);
}

/// Responds with a sentence of the server's own, and ends the connection.
fn tell(wire: &mut BufReader<Wire>, shared: &Shared, status: u16, why: &str) {
    wire.get_mut().until(after(shared.options.limits.request));
    let _ = send(wire.get_mut(), &refused(&shared.contract, status, why), false, false, &shared.connections);
    linger(wire);
}

/// How long a client may continue to send after its last response.
const LINGER: Duration = Duration::from_secs(1);

/// Closes a connection normally. What the client still sends is read, because its last response could be lost otherwise (RFC 9112 §9.6).
fn linger(wire: &mut BufReader<Wire>) {
    wire.get_ref().finish();
    wire.get_mut().until(after(LINGER));
    let _ = io::copy(&mut wire.take(1024 * 1024), &mut io::sink());
}
