//! B09: a delay that the server asked for is waited without asking the limit of the whole call.

use super::case::{Case, Finding};
use super::clock::{Sent, TRANSIENT, engine, stopped};
use super::Peer;
use errspec::retry::{Backoff, Hint, Outcome, Policy, Reason};
use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(50);
const HINT: Duration = Duration::from_secs(20);
const MOST: usize = 100;

pub(super) fn case() -> Case {
    Case {
        id: "B09",
        title: "a server's delay bypasses the limit",
        conditions: "limit of the call 50 s, each answer asks for 20 s, own delays of 1 s, at most 100 attempts are watched. \
                     Holds: no attempt begins after 50 s",
        seen: &[],
        findings: vec![errspec(), judge(Peer::Backon, &backon()), judge(Peer::Backoff, &backoff())],
    }
}

fn judge(peer: Peer, waits: &[Duration]) -> Finding {
    let total: Duration = waits.iter().sum();
    let more = if waits.len() + 1 >= MOST { "and more " } else { "" };
    let did = format!("{} attempts {more}in {total:?} under a limit of 50 s", waits.len() + 1);
    Finding::new(peer, total <= LIMIT, did)
}

fn errspec() -> Finding {
    let backoff = Backoff::constant(Duration::from_secs(1));
    let policy = Policy { attempts: u32::MAX, deadline: Some(LIMIT), backoff, hints: &[Hint::RETRY_AFTER], ..TRANSIENT };
    let (waits, why) = engine(&policy, 1, &Outcome::status(503).headers(&[("Retry-After", "20")]), MOST);
    let mut finding = judge(Peer::Errspec, &waits);
    if why != Some(Reason::DeadlineWouldPass) {
        finding.verdict = super::Verdict::Fails;
    }
    finding
}

/// The limit of backon, `with_total_delay`, adds up the delays that the curve made, not those that `adjust` made of them.
fn backon() -> Vec<Duration> {
    use backon::Retryable as _;
    let second = Duration::from_secs(1);
    // Constant delays have no limit of their own; an exponential curve of factor 1 has.
    let curve = backon::ExponentialBuilder::new().with_factor(1.0).with_min_delay(second).without_max_times();
    let curve = curve.with_total_delay(Some(LIMIT));
    stopped(async {
        let sent = Sent::default();
        let send = || {
            let attempts = sent.now();
            std::future::ready(Err::<(), usize>(attempts))
        };
        let retry = send.retry(curve).sleep(tokio::time::sleep).when(|attempts| *attempts < MOST);
        let _ = retry.adjust(|_, delay| delay.map(|_| HINT)).await;
        sent.waits()
    })
}

/// A clock for backoff that moves where its sleeper sleeps.
#[derive(Clone)]
struct Clock(Rc<(Instant, Cell<Duration>)>);

impl backoff::Clock for Clock {
    fn now(&self) -> Instant {
        self.0.0 + self.0.1.get()
    }
}

struct Sleeper(Clock);

impl backoff::future::Sleeper for Sleeper {
    type Sleep = std::future::Ready<()>;

    fn sleep(&self, delay: Duration) -> Self::Sleep {
        let time = &self.0.0.1;
        time.set(time.get() + delay);
        std::future::ready(())
    }
}

fn backoff() -> Vec<Duration> {
    #[allow(clippy::disallowed_methods, reason = "the crate's clock counts from an Instant; it stands still from here on")]
    let clock = Clock(Rc::new((Instant::now(), Cell::new(Duration::ZERO))));
    let curve = backoff::exponential::ExponentialBackoff {
        current_interval: Duration::from_secs(1),
        initial_interval: Duration::from_secs(1),
        randomization_factor: 0.0,
        multiplier: 1.0,
        max_interval: Duration::from_secs(1),
        start_time: clock.0.0,
        max_elapsed_time: Some(LIMIT),
        clock: clock.clone(),
    };
    let (sent, waits) = (Cell::new(0), Rc::new(std::cell::RefCell::new(Vec::new())));
    let noted = Rc::clone(&waits);
    let send = || {
        sent.set(sent.get() + 1);
        let error = match sent.get() < MOST {
            true => backoff::Error::retry_after((), HINT),
            false => backoff::Error::permanent(()),
        };
        std::future::ready(Err::<(), _>(error))
    };
    let notify = move |_, delay| noted.borrow_mut().push(delay);
    let _ = stopped(backoff::future::Retry::new(Sleeper(clock), curve, notify, send));
    waits.take()
}
