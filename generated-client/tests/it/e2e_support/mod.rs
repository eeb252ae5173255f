//! Servers of the five contracts on loopback, clients of them, and a clock that does not wait.

use errspec::Api;
use errspec::retry::Operation;
use errspec::retry::blocking::Clock;
use errspec_client::blocking::{Cancel, Client};
use errspec_client::{Call, Caller, Credential, Settings};
use errspec_server::{Options, Server};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub(crate) const KEY: &str = "sk-live-0123456789";

pub(crate) const fn secs(secs: u64) -> Duration {
    Duration::from_secs(secs)
}

/// A server of this API's contract.
pub(crate) fn serve<A: Api>() -> Server {
    serve_with::<A>(Options::default())
}

/// The same with other options.
pub(crate) fn serve_with<A: Api>(options: Options) -> Server {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../spec/apis/{}.yaml", A::contract().name));
    let text = std::fs::read(path).unwrap();
    let checked = errspec_spec::check("spec.yaml", &text, &mut errspec_spec::NoFiles);
    Server::start(checked.contract.unwrap(), options).unwrap()
}

/// Time that passes only where it is slept, and what was slept.
#[derive(Clone, Default)]
pub(crate) struct FakeClock(Arc<Mutex<Slept>>);

#[derive(Default)]
struct Slept {
    now: Duration,
    delays: Vec<Duration>,
    cancel: Option<(usize, Cancel)>,
}

impl FakeClock {
    /// The time of day at which it begins, since 1970.
    pub(crate) const EPOCH: Duration = Duration::from_secs(1_600_290_000);

    /// Forgets what was slept, and says it.
    pub(crate) fn slept(&self) -> Vec<Duration> {
        std::mem::take(&mut self.0.lock().unwrap().delays)
    }

    /// Cancels during the nth sleep.
    pub(crate) fn cancel_at(&self, sleep: usize, cancel: &Cancel) {
        self.0.lock().unwrap().cancel = Some((sleep, cancel.clone()));
    }
}

impl Clock for FakeClock {
    fn now(&mut self) -> Duration {
        self.0.lock().unwrap().now
    }

    fn sleep(&mut self, delay: Duration) {
        let mut slept = self.0.lock().unwrap();
        slept.now += delay;
        slept.delays.push(delay);
        match &slept.cancel {
            Some((at, cancel)) if *at == slept.delays.len() => cancel.cancel(),
            _ => {}
        }
    }

    fn unix_time(&mut self) -> Option<Duration> {
        Some(Self::EPOCH + self.now())
    }
}

pub(crate) type TestCaller<A> = Client<A, ureq::Agent, FakeClock>;

/// Connections without a proxy, and no redirects.
pub(crate) fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().max_redirects(0).proxy(None).build().into()
}

/// A client of this server with a clock that does not wait.
pub(crate) fn caller<A: Api>(server: &Server) -> (TestCaller<A>, FakeClock) {
    with::<A>(Settings::new(server.url()).credential(Credential::bearer(KEY)))
}

pub(crate) fn with<A: Api>(settings: Settings) -> (TestCaller<A>, FakeClock) {
    let clock = FakeClock::default();
    (Client::new(settings, agent()).clock(clock.clone()), clock)
}

/// The same, cancelled by this.
pub(crate) fn cancelled_by<A: Api>(settings: Settings, cancel: &Cancel) -> (TestCaller<A>, FakeClock) {
    let clock = FakeClock::default();
    (Client::new(settings, agent()).cancelled_by(cancel).clock(clock.clone()), clock)
}

pub(crate) const READ: Operation = Operation::new("read", "GET", "");
pub(crate) const WRITE: Operation = Operation::new("write", "POST", "");

/// Any call, of which only the success counts.
pub(crate) fn any<'c, C: Caller>(caller: &'c C, operation: &'static Operation, path: impl Into<String>) -> Call<'c, C, u16> {
    Call::new(caller, operation).path(path).read(|response| Ok(response.status().as_u16()))
}
