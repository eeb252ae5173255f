//! A server of a contract on loopback, a client of it, and a clock that does not wait.

use errspec::Api;
use errspec::machine::{Event, Machine, MachineCommand, StateMachine, WaitFor, Watch};
use errspec::retry::Operation;
use errspec::retry::blocking::Clock;
use errspec_client::blocking::Client;
use errspec_client::{Call, Failure, Finished, Job, Response, Settings, Unfinished};
use errspec_server::{Answer, Options, Server, Walk};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A clock that only advances during sleeps.
#[derive(Clone, Default)]
pub(super) struct FakeClock(Arc<Mutex<Duration>>);

impl Clock for FakeClock {
    fn now(&mut self) -> Duration {
        *self.0.lock().unwrap()
    }

    fn sleep(&mut self, delay: Duration) {
        *self.0.lock().unwrap() += delay;
    }

    fn unix_time(&mut self) -> Option<Duration> {
        None
    }
}

const READ: Operation = Operation::new("read", "GET", "/__errspec/jobs/{id}");
const CALL: Operation = Operation::new("call", "GET", "/call");
const SEND: Operation = Operation::new("send", "POST", "/__errspec/jobs/{id}/{command}");
const ID: &str = "j1";
const HOUR: Duration = Duration::from_secs(3600);

pub(super) struct Served<A: Api> {
    pub(super) server: Server,
    client: Client<A, ureq::Agent, FakeClock>,
}

impl<A: Api> Served<A> {
    /// A server of the contract in a folder.
    pub(super) fn start(folder: &str) -> Self {
        let text = std::fs::read(Path::new("contracts").join(folder).join("spec.yaml")).unwrap();
        let checked = errspec_spec::check("spec.yaml", &text, &mut errspec_spec::NoFiles);
        let server = Server::start(checked.contract.unwrap(), Options::default()).unwrap();
        let agent = ureq::Agent::config_builder().max_redirects(0).proxy(None).build().into();
        let client = Client::new(Settings::new(server.url()), agent).clock(FakeClock::default());
        Self { server, client }
    }

    /// A call whose attempts all get this response, and the number of attempts.
    pub(super) fn call(&self, answer: Answer) -> (Result<Response, Failure<A>>, usize) {
        let before = self.server.log().len();
        self.server.script(vec![answer.forever()]).unwrap();
        let result = Call::new(&self.client, &CALL).send();
        self.server.clear_script();
        (result, self.server.log().len() - before)
    }

    /// The job of the test begins again, with this walk.
    pub(super) fn job(&self, machine: &str, walk: Walk) {
        self.server.job(machine, Some(ID), walk).unwrap();
    }

    /// The job reports these states, one after the other.
    pub(super) fn states(&self, machine: &str, states: &[&str]) {
        self.job(machine, Walk { states: states.iter().map(|state| (*state).to_owned()).collect(), ..Walk::default() });
    }

    /// Waits for the job.
    pub(super) fn wait<M: StateMachine>(&self, job: &mut Job<M>) -> Result<Finished<M>, Unfinished<A, M>> {
        Call::new(&self.client, &READ).param("id", ID).wait(HOUR).job(job).run()
    }

    /// Waits for what a named wait is for.
    pub(super) fn wait_for<M: StateMachine>(
        &self,
        job: &mut Job<M>,
        goal: WaitFor<M>,
    ) -> Result<Finished<M>, Unfinished<A, M>> {
        Call::new(&self.client, &READ).param("id", ID).wait(HOUR).until(goal).job(job).run()
    }

    /// Sends a command to the job.
    pub(super) fn command<M: StateMachine>(&self, job: &mut Job<M>, command: M::Command) -> Result<(), Failure<A>> {
        let name = M::MACHINE.command(command.index()).name;
        let result = Call::new(&self.client, &SEND).param("id", ID).param("command", name).send();
        job.sent(command, &result, self.client.now());
        result.map(drop)
    }
}

/// The verdicts of a history of a new job, in words. `!retry` is the command `retry`, which is sent; every other text is read.
pub(super) fn verdicts<M: StateMachine>(history: &[&'static str]) -> Vec<String> {
    let event = |text: &&'static str| match text.strip_prefix('!') {
        Some(name) => Event::Sent(command::<M>(M::MACHINE, name), Duration::ZERO),
        None => Event::from(*text),
    };
    Watch::<M>::new().judge(history.iter().map(event)).iter().map(|report| report.verdict().to_string()).collect()
}

fn command<M: StateMachine>(machine: &Machine, name: &str) -> M::Command {
    let at = machine.commands.iter().position(|command| command.name == name).unwrap();
    M::Command::from_index(at as u16).unwrap()
}
