//! B11: a server, or a proxy before it, asks for years, and the client waits for years.

use super::case::{Case, Finding};
use super::clock::{TRANSIENT, engine};
use super::Peer;
use backoff::backoff::Backoff as _;
use errspec::retry::{Hint, Outcome, Policy, Reason};
use std::time::Duration;

const CAP: Duration = Duration::from_secs(60);
const YEARS: Duration = Duration::from_secs(1_000_000_000);

pub(super) fn case() -> Case {
    Case {
        id: "B11",
        title: "a server's delay is not bounded",
        conditions: "the answer asks for 1,000,000,000 s (31 years); cap of a delay 60 s, where the crate has a limit of the \
                     call 15 min. Holds: it is not waited, and the caller learns of it",
        seen: &["urllib3#3743", "go-retryablehttp#283", "iggy#4168"],
        findings: vec![errspec(), backon(), backoff()],
    }
}

fn errspec() -> Finding {
    let policy = Policy { hints: &[Hint::RETRY_AFTER], ..TRANSIENT };
    let outcome = Outcome::status(503).headers(&[("Retry-After", "1000000000")]);
    let (waits, why) = engine(&policy, 1, &outcome, 1);
    let holds = waits.is_empty() && why == Some(Reason::HintTooLong(YEARS));
    Finding::new(Peer::Errspec, holds, "gives up with HintTooLong(1000000000s)")
}

/// The recipe for Retry-After in the documentation of `adjust`, with the crate's own delays.
fn backon() -> Finding {
    use backon::Retryable as _;
    let waits = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let noted = std::rc::Rc::clone(&waits);
    let curve = backon::ExponentialBuilder::new().with_max_delay(CAP).with_total_delay(Some(CAP * 15)).with_max_times(1);
    let send = || std::future::ready(Err::<(), &str>("1000000000"));
    let sleep = move |delay| {
        noted.borrow_mut().push(delay);
        std::future::ready(())
    };
    let retry = send.retry(curve).sleep(sleep).adjust(|error: &&str, _| super::b13_hint_syntax::recipe(error));
    let _ = super::clock::stopped(retry);
    judge(Peer::Backon, waits.borrow().first().copied(), "adjust() as documented")
}

fn backoff() -> Finding {
    let waits = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let mut builder = backoff::ExponentialBackoffBuilder::new();
    builder.with_max_interval(CAP).with_max_elapsed_time(Some(CAP * 15));
    let mut curve = builder.build();
    curve.reset();
    let sent = std::cell::Cell::new(false);
    let send = || {
        let error = if sent.replace(true) { backoff::Error::permanent(()) } else { backoff::Error::retry_after((), YEARS) };
        std::future::ready(Err::<(), _>(error))
    };
    let noted = std::rc::Rc::clone(&waits);
    let notify = move |(), delay| noted.borrow_mut().push(delay);
    let _ = super::clock::stopped(backoff::future::Retry::new(AtOnce, curve, notify, send));
    judge(Peer::Backoff, waits.borrow().first().copied(), "Error::retry_after")
}

struct AtOnce;

impl backoff::future::Sleeper for AtOnce {
    type Sleep = std::future::Ready<()>;

    fn sleep(&self, _: Duration) -> Self::Sleep {
        std::future::ready(())
    }
}

fn judge(peer: Peer, slept: Option<Duration>, how: &str) -> Finding {
    match slept {
        None => Finding::new(peer, true, format!("{how}: not waited")),
        Some(slept) => Finding::new(peer, slept <= CAP * 15, format!("{how}: sleeps {slept:?}")),
    }
}
