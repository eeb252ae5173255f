use crate::connections::{Admission, Connections, Ticket, Turn};
use crate::http::{Refusal, Reply, Request, Wire, receive, send};
use crate::log::Log;
use crate::route::{CONTROL, State, refused, route};
use crate::script::{Mistake, Place, check};
use crate::{Answer, Entry, JobError, Options, Reading, ScriptError, Then, Walk, clock, parse_script};
use errspec_spec::model::Contract;
use std::io::{self, BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// A running server. It ends when [stopped](Self::stop) or dropped.
#[derive(Debug)]
pub struct Server {
    addr: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

/// What all connections share.
#[derive(Debug)]
struct Shared {
    contract: Contract,
    options: Options,
    started: Instant,
    state: Mutex<State>,
    log: Mutex<Log>,
    connections: Connections,
}

impl Server {
    /// Starts a server of a contract. It answers as soon as this returns.
    ///
    /// # Errors
    /// The address cannot be listened on.
    pub fn start(contract: Contract, options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind((options.host, options.port))?;
        let addr = listener.local_addr()?;
        let shared = Arc::new(Shared {
            contract,
            options,
            started: clock::now(),
            state: Mutex::default(),
            log: Mutex::default(),
            connections: Connections::default(),
        });
        let accepted = Arc::clone(&shared);
        let accepting = thread::Builder::new().name("errspec accept".into()).spawn(move || accept(&listener, &accepted))?;
        Ok(Self { addr, shared, accepting: Some(accepting) })
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// `http://127.0.0.1:8080`: what a client's base address is set to.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The contract it was made from.
    pub fn contract(&self) -> &Contract {
        &self.shared.contract
    }

    /// Adds answers to those that are still to be given, and says how many there are then.
    ///
    /// # Errors
    /// An answer cannot be given: it names what the contract does not have, or a header that cannot be sent. Then none is added.
    pub fn script(&self, answers: Vec<Answer>) -> Result<usize, ScriptError> {
        for (at, answer) in answers.iter().enumerate() {
            check(&self.shared.contract, answer).map_err(|mistake: Mistake| mistake.at(Place::Answer(at + 1)))?;
        }
        self.shared.state().script.extend(answers)
    }

    /// The same for a text, see [`parse_script`].
    ///
    /// # Errors
    /// The text is no script, or names what the contract does not have.
    pub fn script_text(&self, text: &str) -> Result<usize, ScriptError> {
        let answers = parse_script(&self.shared.contract, text)?;
        self.shared.state().script.extend(answers)
    }

    /// How many answers of the script are still to be given; one that repeats counts as one.
    pub fn scripted(&self) -> usize {
        self.shared.state().script.waiting().len()
    }

    /// Forgets the answers that are still to be given.
    pub fn clear_script(&self) {
        self.shared.state().script.clear();
    }

    /// Makes a job of a machine and says its id: `id` if one is given.
    ///
    /// # Errors
    /// There is no such machine, or the walk cannot be walked.
    pub fn job(&self, machine: &str, id: Option<&str>, walk: Walk) -> Result<String, JobError> {
        let contract = &self.shared.contract;
        let at = contract.machines.iter().position(|entry| entry.name.value == machine);
        let at = at.ok_or_else(|| JobError::new(404, format!("the contract has no machine `{machine}`")))?;
        self.shared.state().jobs.create(contract, at, id, walk, self.shared.options.seed)
    }

    /// What will be read of a job, in order; the last one repeats. `None` where there is no such job.
    pub fn readings(&self, job: &str) -> Option<Vec<Reading>> {
        Some(self.shared.state().jobs.get(job)?.ahead().cloned().collect())
    }

    /// What was asked of the API so far, oldest first; at most the latest 10,000, and 16 MiB of what clients wrote.
    pub fn log(&self) -> Vec<Entry> {
        self.shared.log().entries()
    }

    /// Ends all connections and waits for their threads.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let Some(accepting) = self.accepting.take() else { return };
        self.shared.connections.stop();
        // The thread that accepts sees the end at the next connection. One that listens everywhere is reached by loopback too.
        let mut addr = self.addr;
        if addr.ip().is_unspecified() {
            addr.set_ip(if addr.is_ipv4() { [127, 0, 0, 1].into() } else { [0, 0, 0, 0, 0, 0, 0, 1].into() });
        }
        let woken = TcpStream::connect_timeout(&addr, Duration::from_secs(1));
        if woken.is_ok() || accepting.is_finished() {
            let _ = accepting.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a request into the log, and tells the observer of it.
    fn note(&self, request: &Request, reply: &Reply, control: bool) {
        let at = clock::now().saturating_duration_since(self.started);
        let entry = Entry::new(&self.contract, request, reply, control, at);
        if let Some(observer) = &self.options.observer {
            observer(&entry);
        }
        if !control {
            self.log().push(entry);
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.connections.is_stopped() {
            return;
        }
        let Ok(stream) = stream.map(Arc::new) else {
            // Out of handles, or a connection that is gone already: others may still come.
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

/// A moment after a time from now; now where there is none.
fn after(time: Duration) -> Instant {
    let now = clock::now();
    now.checked_add(time).unwrap_or(now)
}

/// Answers the requests of one connection until it ends.
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
        let request = match receive(&mut wire, limits, CONTROL) {
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
        let (reply, control) = {
            let mut state = shared.state();
            let mut log = shared.log();
            route(&shared.contract, &shared.options, &mut state, &mut log, &request, own)
        };
        shared.note(&request, &reply, control);
        if !reply.delay.is_zero() && shared.connections.stopped_within(reply.delay) {
            return;
        }
        if reply.then == Then::Reset {
            wire.get_ref().reset();
            return ticket.forget();
        }
        // The pauses of a trickle are the server's.
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
    let why = format!("{most} connections are open, and the answers to all of them are on their way; there may be no more");
    tell(&mut wire, shared, 503, &why);
}

/// Answers with a sentence of the server's own, and ends the connection.
fn tell(wire: &mut BufReader<Wire>, shared: &Shared, status: u16, why: &str) {
    wire.get_mut().until(after(shared.options.limits.request));
    let _ = send(wire.get_mut(), &refused(&shared.contract, status, why), false, false, &shared.connections);
    linger(wire);
}

/// How long a client may go on sending once it has its last answer.
const LINGER: Duration = Duration::from_secs(1);

/// Closes a connection in order: what the client still sends is read, for else its last answer could be lost (RFC 9112
/// section 9.6).
fn linger(wire: &mut BufReader<Wire>) {
    wire.get_ref().finish();
    wire.get_mut().until(after(LINGER));
    let _ = io::copy(&mut wire.take(1024 * 1024), &mut io::sink());
}
