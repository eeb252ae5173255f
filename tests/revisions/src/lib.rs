//! Contracts and many revisions of each, as generated code: what `errspec diff` says about two of them is held against what their modules
//! do.

pub use errspec;

mod current;

use current::{Current, Module, with};
use errspec::machine::{MachineState, StateMachine};
use errspec::retry::{Budget, Operation, Outcome, Seed, Step, Transport};
use errspec::{Api, ApiError};
use std::time::Duration;

/// The headers of a response.
pub type Pairs<'r> = [(&'r str, &'r str)];

/// A response: its status, its headers and its body.
pub type Answer<'r> = (u16, &'r Pairs<'r>, &'r [u8]);

/// A contract and its revisions.
#[derive(Debug)]
pub struct Base {
    /// The name of its file.
    pub name: &'static str,
    /// The contract, followed by its revisions.
    pub revisions: &'static [Revision],
}

/// One revision.
#[derive(Debug)]
pub struct Revision {
    /// The text of the spec.
    pub spec: &'static str,
    module: Module,
    /// The operations.
    pub operations: &'static [Operation],
    /// The parameters of messages, by the names of their types.
    pub params: &'static [(&'static str, ReadParams)],
    /// The state machines.
    pub jobs: &'static [Job],
}

/// What a module reads as the parameters of a code from a response.
pub type ReadParams = fn(u16, &Headed<'_>, &[u8]) -> String;

/// The headers of a response, as a type with a size.
pub type Headed<'r> = Vec<(&'r str, &'r str)>;

/// A state machine of a revision.
#[derive(Debug)]
pub struct Job {
    /// Its name in Rust.
    pub name: &'static str,
    /// What the module says about each state of a history.
    pub watch: fn(&[&str]) -> Vec<String>,
    read: fn(&[Answer<'_>], &[&str]) -> Vec<String>,
    /// The names of its waits.
    pub waits: fn() -> Vec<&'static str>,
}

impl Revision {
    /// What the generated module says about a response with this status, these headers and this body.
    pub fn check(&self, status: u16, headers: &Pairs<'_>, body: &[u8]) -> String {
        with(self.module, || verdict(status, headers, body))
    }

    /// What its retry engine does with a call if this is the response to each attempt.
    pub fn call(&self, operation: Option<&'static Operation>, status: u16, headers: &Pairs<'_>, body: &[u8]) -> Vec<String> {
        with(self.module, || steps(operation, status, headers, body))
    }

    /// What a machine says about each of these responses, one after the other, in these waits.
    pub fn read(&self, machine: &str, responses: &[Answer<'_>], waits: &[&str]) -> Option<Vec<String>> {
        self.job(machine).map(|job| with(self.module, || (job.read)(responses, waits)))
    }

    /// A machine by its name in Rust.
    pub fn job(&self, name: &str) -> Option<&'static Job> {
        self.jobs.iter().find(|job| job.name == name)
    }

    /// An operation by its name in the contract.
    pub fn operation(&self, name: &str) -> Option<&'static Operation> {
        self.operations.iter().find(|operation| operation.name == name)
    }
}

include!(concat!(env!("OUT_DIR"), "/revisions.rs"));

fn verdict(status: u16, headers: &Pairs<'_>, body: &[u8]) -> String {
    match ApiError::<Current>::check(status, headers, body) {
        Ok(()) => "a success".to_owned(),
        Err(error) => format!(
            "body {:?} {}, code {:?}, listed {}, message {:?}, causes {:?}, {}, retry {}, effect {}",
            error.body_name(),
            error.body(),
            error.code_text(),
            error.code_ref().map_or("no".to_owned(), |code| code.catalog.name.to_owned()),
            error.message(),
            error.causes().map(|cause| format!("{cause:?}")).collect::<Vec<_>>(),
            error.category(),
            error.retry(),
            error.effect(),
        ),
    }
}

/// The most attempts that are followed.
const ATTEMPTS: usize = 6;

fn steps(operation: Option<&'static Operation>, status: u16, headers: &Pairs<'_>, body: &[u8]) -> Vec<String> {
    let policy = Current::contract().policy;
    let budget = policy.budget.map(|budget| Budget::new(*budget.rules()));
    let mut call = policy.call(Duration::ZERO, Seed::HIGHEST);
    if let Some(operation) = operation {
        call = call.operation(operation);
    }
    if let Some(budget) = &budget {
        call = call.budget(budget);
    }
    let error = ApiError::<Current>::check_of(operation, status, headers, body);
    let outcome = match (&error, status) {
        (_, 0) => Outcome::transport(Transport::Timeout),
        (Err(error), _) => Outcome::error(error).headers(&headers),
        (Ok(()), _) => Outcome::status(status).headers(&headers).body(&body),
    };
    let (mut now, mut steps) = (Duration::ZERO, Vec::new());
    for _ in 0..ATTEMPTS {
        now += Duration::from_millis(100);
        match call.on_outcome(&outcome, now) {
            Step::Wait(wait) => {
                steps.push(format!("waits {:?} because of {:?}, {}", wait.delay, wait.source, wait.class));
                now += wait.delay;
            }
            Step::End(Err(gave_up)) => {
                steps.push(format!("gives up: {}, after {:?}", gave_up.reason, gave_up.delay));
                break;
            }
            other => {
                steps.push(format!("{other:?}"));
                break;
            }
        }
    }
    steps
}

fn history<M: StateMachine>(states: &[&str]) -> Vec<String> {
    let mut watch = errspec::machine::Watch::<M>::new();
    let readings = states.iter().map(|state| {
        let report = watch.observe(*state);
        format!("{}, then {:?}", report.verdict(), report.next())
    });
    readings.collect()
}

fn waits<M: StateMachine>() -> Vec<&'static str> {
    M::MACHINE.waits.iter().map(|wait| wait.name).collect()
}

fn readings<M: StateMachine>(responses: &[Answer<'_>], waits: &[&str]) -> Vec<String> {
    let mut watch = errspec::machine::Watch::<M>::new();
    let policy = Current::contract().policy;
    let read = |&(status, headers, body): &Answer<'_>| {
        let error = ApiError::<Current>::check(status, headers, body);
        let outcome = match &error {
            Err(error) => Outcome::error(error).headers(&headers),
            Ok(()) => Outcome::status(status).headers(&headers).body(&body),
        };
        let Some(observed) = M::MACHINE.read_outcome(&outcome, policy, None) else { return "no state".to_owned() };
        let report = watch.observe(&observed);
        let wait = |name: &&str| M::MACHINE.waits.iter().find(|wait| wait.name == *name);
        let waits: Vec<String> =
            waits.iter().map(|name| format!("{name}: {:?}", wait(name).map(|wait| report.next_for(wait)))).collect();
        let payload = report.state().map(|state| <M::Payload as errspec::machine::Payload<M::State>>::read(state, body));
        let needs = report.state().map(|state| state.entry().outcome);
        format!(
            "{:?} {}, then {:?}, waits {waits:?}, outcome {needs:?}, payload {payload:?}",
            report.text(),
            report.verdict(),
            report.next()
        )
    };
    responses.iter().map(read).collect()
}
