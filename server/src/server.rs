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

/// A running server. It ends when [stopped](Self::stop) or dropped.
#[derive(Debug)]
pub struct Server {
    addr: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server of a contract. It answers as soon as this returns.
    ///
    /// # Errors
    /// The address cannot be listened on.
    pub fn start(contract: Contract, options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind((options.host, options.port))?;
        let addr = listener.local_addr()?;
        let shared = Arc::new(Shared::new(contract, options));
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
