use crate::script::{Mistake, Place, check};
use crate::serve::accept;
use crate::shared::Shared;
use crate::{Answer, Entry, JobError, Options, Reading, ScriptError, Walk, parse_script};
use errspec_spec::model::Contract;
use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A running server. It stops when it is [stopped](Self::stop) or dropped.
#[derive(Debug)]
pub struct Server {
    addr: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server for a contract. It accepts requests as soon as this returns.
    ///
    /// # Errors
    /// Returns an error if the server cannot listen on the address.
    pub fn start(contract: Contract, options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind((options.host, options.port))?;
        let addr = listener.local_addr()?;
        let shared = Arc::new(Shared::new(contract, options));
        let accepted = Arc::clone(&shared);
        let accepting = thread::Builder::new().name("errspec accept".into()).spawn(move || accept(&listener, &accepted))?;
        Ok(Self { addr, shared, accepting: Some(accepting) })
    }

    /// The address on which the server listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The base URL for clients, such as `http://127.0.0.1:8080`.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The contract.
    pub fn contract(&self) -> &Contract {
        &self.shared.contract
    }

    /// Adds responses to the script, and returns the number of responses left in it.
    ///
    /// # Errors
    /// Returns an error, and adds none of the responses, if one of them names something that is not in the contract, or has a header that
    /// cannot be sent.
    pub fn script(&self, answers: Vec<Answer>) -> Result<usize, ScriptError> {
        for (at, answer) in answers.iter().enumerate() {
            check(&self.shared.contract, answer).map_err(|mistake: Mistake| mistake.at(Place::Answer(at + 1)))?;
        }
        self.shared.state().script.extend(answers)
    }

    /// Adds the responses of a script as text, see [`parse_script`].
    ///
    /// # Errors
    /// Returns an error if the text is not a script, or names something that is not in the contract.
    pub fn script_text(&self, text: &str) -> Result<usize, ScriptError> {
        let answers = parse_script(&self.shared.contract, text)?;
        self.shared.state().script.extend(answers)
    }

    /// The number of responses left in the script. A repeated response counts as one.
    pub fn scripted(&self) -> usize {
        self.shared.state().script.waiting().len()
    }

    /// Removes the responses left in the script.
    pub fn clear_script(&self) {
        self.shared.state().script.clear();
    }

    /// Creates a job of a machine and returns its ID, which is `id` if one is given.
    ///
    /// # Errors
    /// Returns an error if there is no such machine, or if the walk is impossible.
    pub fn job(&self, machine: &str, id: Option<&str>, walk: Walk) -> Result<String, JobError> {
        let contract = &self.shared.contract;
        let at = contract.machines.iter().position(|entry| entry.name.value == machine);
        let at = at.ok_or_else(|| JobError::new(404, format!("the contract has no machine `{machine}`")))?;
        self.shared.state().jobs.create(contract, at, id, walk, self.shared.options.seed)
    }

    /// The readings to come of a job, in order; the last one is repeated. `None` if there is no such job.
    pub fn readings(&self, job: &str) -> Option<Vec<Reading>> {
        Some(self.shared.state().jobs.get(job)?.ahead().cloned().collect())
    }

    /// The requests to the API so far, oldest first. At most the latest 10,000 are kept, and at most 16 MiB of what clients sent.
    pub fn log(&self) -> Vec<Entry> {
        self.shared.log().entries()
    }

    /// Closes all connections and waits for their threads.
    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let Some(accepting) = self.accepting.take() else { return };
        self.shared.connections.stop();
        // The accepting thread sees the end at the next connection. A server that listens on all addresses is reached by loopback too.
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
