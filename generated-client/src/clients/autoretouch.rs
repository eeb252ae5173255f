//! AutoRetouch: executions read, watched to their end and retried; the device flow; health.

use super::device::{Authorization, Consent, Consenting, DeviceFlow};
use crate::autoretouch::{Api, Execution, ExecutionCommand, ExecutionState, operations};
#[cfg(feature = "async")]
use crate::client::{AsyncCaller, AsyncTransport};
use crate::client::{Broken, Caller, Ended, Endpoint, Failure, Reply, Response, Settings, Tokens, Transport, Waiting, segment};
use errspec::decode::Json;
use errspec::retry::blocking::Clock;
use errspec::retry::{Operation, Poller};
use errspec::{Effect, HealthCheck, Watch};
use std::boxed::Box;
use std::string::String;
use std::time::Duration;
use std::vec::Vec;

/// An error of a call.
pub type Error = Failure<Api>;
/// The end of a wait for an execution.
pub type ExecutionEnded = Ended<Api, ExecutionState>;
/// The end of a device flow that gave no tokens.
pub type ConsentEnded = Ended<Api, Consent>;

/// A client of either kind.
pub struct Client<C> {
    caller: C,
    /// The retry endpoint, `{id}` in it. The document does not name it; this one is assumed.
    pub retry_path: String,
}

/// An execution as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The text of its state.
    pub state: String,
    /// Its state, if the contract lists it.
    pub known: Option<ExecutionState>,
    /// What it yielded, once it is completed.
    pub result: Option<ResultFile>,
    /// The whole answer.
    pub body: Vec<u8>,
}

/// What a completed execution yields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultFile {
    /// Where the image is downloaded.
    pub path: String,
    /// Its hash.
    pub content_hash: String,
    /// What it cost.
    pub charged_credits: u64,
}

impl Reading {
    /// Reads an answer to the call.
    pub fn read(response: &Response) -> Option<Self> {
        let state = Execution::MACHINE.read(&response.body)?.state.into_owned();
        let known = ExecutionState::from_wire(&state);
        Some(Self { state, known, result: ResultFile::read(&response.body), body: response.body.clone() })
    }
}

impl ResultFile {
    fn read(body: &[u8]) -> Option<Self> {
        let body = Json::parse(body)?;
        let text = |at| Some(body.at(at)?.as_string()?.into_owned());
        let charged_credits = body.at("/chargedCredits")?.as_number()?.as_u64()?;
        Some(Self { path: text("/resultPath")?, content_hash: text("/resultContentHash")?, charged_credits })
    }
}

/// One execution and what is known of its past.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its id.
    pub id: String,
    /// What was read of it and done to it.
    pub watch: Watch<Execution>,
}

impl Job {
    /// An execution that exists already.
    pub fn existing(id: impl Into<String>) -> Self {
        Self { id: id.into(), watch: Execution::watch().resumed() }
    }

    /// One that was created just now.
    pub fn created(id: impl Into<String>) -> Self {
        Self { id: id.into(), watch: Execution::watch() }
    }

    /// The wait for it, at the pace of the contract.
    fn waiting(&mut self, settings: &Settings, timeout: Duration, now: Duration) -> Waiting<'_, Execution> {
        let pace = Waiting::<Execution>::pace();
        let poller = Poller::new(&crate::autoretouch::RETRY, pace, timeout, now, settings.next_seed());
        let poller = poller.operation(&operations::GET_EXECUTION);
        let poller = if settings.is_renewable() { poller.refreshable() } else { poller };
        Waiting::new(&mut self.watch, poller)
    }

    fn sent(&mut self, answer: &Result<(), Error>, at: Duration) {
        self.watch.sent(ExecutionCommand::Retry, at);
        // An error after which the server cannot have acted leaves the command without effect.
        if answer.as_ref().err().and_then(Failure::error).is_some_and(|error| error.effect() == Effect::None) {
            self.watch.refused(ExecutionCommand::Retry);
        }
    }
}

/// The call that reads an execution.
pub fn get_execution(id: &str) -> Endpoint<Reading> {
    let path = operations::GET_EXECUTION.path.replace("{id}", &segment(id));
    Endpoint::new(&operations::GET_EXECUTION, path, Reading::read)
}

/// The call that runs one again.
fn retry_execution(path: &str, id: &str) -> Endpoint<()> {
    Endpoint::new(&operations::RETRY_EXECUTION, path.replace("{id}", &segment(id)), |_| Some(()))
}

/// A health check, below the base that is configured.
fn health(check: &HealthCheck) -> Endpoint<()> {
    const HEALTH: Operation = Operation::new("health", "GET", "");
    let after_host = check.target.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)));
    Endpoint::new(&HEALTH, after_host.unwrap_or(check.target).into(), |_| Some(())).open()
}

fn is_healthy(check: &HealthCheck, reply: Reply<Api>) -> Result<bool, Broken> {
    match reply {
        Reply::Success(response) => Ok(check.is_healthy(response.status, &response.body)),
        Reply::Error(_) => Ok(false),
        Reply::Broken(broken, _) => Err(broken),
    }
}

impl<C> Client<C> {
    /// Calls through this caller.
    pub fn new(caller: C) -> Self {
        Self { caller, retry_path: "/v1/workflow/execution/{id}/retry".into() }
    }

    /// What runs its calls, for those that have no method here.
    pub const fn caller(&self) -> &C {
        &self.caller
    }
}

/// Calls that hold up the thread.
impl<T: Transport, K: Clock + Clone> Client<Caller<Api, T, K>> {
    /// Reads an execution.
    ///
    /// # Errors
    /// As the contract has it; a 401 only after the tokens were renewed once.
    pub fn get_execution(&self, id: &str) -> Result<Reading, Error> {
        self.caller.call(&get_execution(id))
    }

    /// Runs a failed or unpaid execution again. Sent once: it may cost money.
    ///
    /// # Errors
    /// As the contract has it.
    pub fn retry_execution(&self, job: &mut Job) -> Result<(), Error> {
        let answer = self.caller.call(&retry_execution(&self.retry_path, &job.id));
        job.sent(&answer, self.caller.now());
        answer
    }

    /// Waits for an execution: until it ends, needs somebody to act, or the time is up.
    pub fn wait(&self, job: &mut Job, timeout: Duration) -> ExecutionEnded {
        let endpoint = get_execution(&job.id);
        let mut waiting = job.waiting(self.caller.settings(), timeout, self.caller.now());
        self.caller.poll(&endpoint, &mut waiting)
    }

    /// Asks for a code for the user.
    ///
    /// # Errors
    /// As the contract has it.
    pub fn authorize(&self, flow: &DeviceFlow) -> Result<Authorization, Error> {
        self.caller.call(&flow.authorize())
    }

    /// Waits for the user to confirm.
    ///
    /// # Errors
    /// They refused, the codes ran out, or the polls failed.
    pub fn tokens(&self, flow: &DeviceFlow, authorization: &Authorization) -> Result<Tokens, Box<ConsentEnded>> {
        let seed = self.caller.settings().next_seed();
        let mut consenting = Consenting::new::<Api>(authorization, self.caller.now(), seed);
        let ended = self.caller.poll(&flow.token(authorization), &mut consenting);
        consenting.into_tokens().ok_or_else(|| Box::new(ended))
    }

    /// Asks once whether the API is up.
    ///
    /// # Errors
    /// No answer came.
    pub fn health(&self, check: &HealthCheck) -> Result<bool, Broken> {
        is_healthy(check, self.caller.send(&health(check), None))
    }
}

/// The same on tokio.
#[cfg(feature = "async")]
#[allow(clippy::missing_errors_doc, reason = "said above")]
impl<T: AsyncTransport> Client<AsyncCaller<Api, T>> {
    /// Reads an execution.
    pub async fn get_execution(&self, id: &str) -> Result<Reading, Error> {
        self.caller.call(&get_execution(id)).await
    }

    /// Runs a failed or unpaid execution again. Sent once: it may cost money.
    pub async fn retry_execution(&self, job: &mut Job) -> Result<(), Error> {
        let answer = self.caller.call(&retry_execution(&self.retry_path, &job.id)).await;
        job.sent(&answer, self.caller.now());
        answer
    }

    /// Waits for an execution: until it ends, needs somebody to act, or the time is up.
    pub async fn wait(&self, job: &mut Job, timeout: Duration) -> ExecutionEnded {
        let endpoint = get_execution(&job.id);
        let mut waiting = job.waiting(self.caller.settings(), timeout, self.caller.now());
        self.caller.poll(&endpoint, &mut waiting).await
    }

    /// Asks for a code for the user.
    pub async fn authorize(&self, flow: &DeviceFlow) -> Result<Authorization, Error> {
        self.caller.call(&flow.authorize()).await
    }

    /// Waits for the user to confirm.
    pub async fn tokens(&self, flow: &DeviceFlow, authorization: &Authorization) -> Result<Tokens, Box<ConsentEnded>> {
        let seed = self.caller.settings().next_seed();
        let mut consenting = Consenting::new::<Api>(authorization, self.caller.now(), seed);
        let ended = self.caller.poll(&flow.token(authorization), &mut consenting).await;
        consenting.into_tokens().ok_or_else(|| Box::new(ended))
    }

    /// Asks once whether the API is up.
    pub async fn health(&self, check: &HealthCheck) -> Result<bool, Broken> {
        is_healthy(check, self.caller.send(&health(check), None).await)
    }
}
