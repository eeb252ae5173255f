//! B12: a hint of zero, or of a moment that is over, stands for no wait at all: a hot loop at the server's worst moment.

use super::b13_hint_syntax::recipe;
use super::case::{Case, Finding};
use super::clock::{Sent, TRANSIENT, engine, stopped};
use super::Peer;
use errspec::retry::{Backoff, Hint, Outcome, Policy};
use std::time::Duration;

const OWN: Duration = Duration::from_secs(1);
const PAST: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

pub(super) fn case() -> Case {
    Case {
        id: "B12",
        title: "a zero or past hint means no wait",
        conditions: "the own delay is 1 s, the answer asks for 0 s, or for a moment of 1994. Holds: at least 1 s passes",
        seen: &["openai-java#853", "httpx-retries#13", "goose#9161"],
        findings: vec![
            judge(Peer::Errspec, "Retry-After", [errspec("0"), errspec(PAST)]),
            judge(Peer::Backon, "adjust() as documented", ["0", PAST].map(|hint| stopped(backon(hint)))),
            zero(stopped(backoff())),
        ],
    }
}

fn judge(peer: Peer, how: &str, [zero, past]: [Duration; 2]) -> Finding {
    Finding::new(peer, zero >= OWN && past >= OWN, format!("{how}: 0 s asked, {zero:?} slept; 1994 asked, {past:?} slept"))
}

/// Only takes a duration: what a moment of 1994 is made of is the caller's part.
fn zero(slept: Duration) -> Finding {
    Finding::new(Peer::Backoff, slept >= OWN, format!("Error::retry_after: 0 s asked, {slept:?} slept"))
}

fn errspec(hint: &str) -> Duration {
    let backoff = Backoff::constant(OWN);
    let policy = Policy { attempts: 2, backoff, hints: &[Hint::RETRY_AFTER], ..TRANSIENT };
    let headers = [("Retry-After", hint), ("Date", "Fri, 20 Nov 2026 12:00:00 GMT")];
    engine(&policy, 1, &Outcome::status(503).headers(&headers), 2).0.first().copied().unwrap_or_default()
}

async fn backon(hint: &'static str) -> Duration {
    use backon::Retryable as _;
    let sent = Sent::default();
    let send = || {
        sent.now();
        std::future::ready(Err::<(), &str>(hint))
    };
    let curve = backon::ConstantBuilder::new().with_delay(OWN).with_max_times(1);
    let _ = send.retry(curve).sleep(tokio::time::sleep).adjust(|hint: &&str, _| recipe(hint)).await;
    sent.waits().first().copied().unwrap_or_default()
}

struct Sleeper;

impl backoff::future::Sleeper for Sleeper {
    type Sleep = tokio::time::Sleep;

    fn sleep(&self, delay: Duration) -> Self::Sleep {
        tokio::time::sleep(delay)
    }
}

async fn backoff() -> Duration {
    let sent = Sent::default();
    let send = || async {
        match sent.now() {
            1 => Err::<(), _>(backoff::Error::retry_after((), Duration::ZERO)),
            _ => Err(backoff::Error::permanent(())),
        }
    };
    let curve = backoff::backoff::Constant::new(OWN);
    let _ = backoff::future::Retry::new(Sleeper, curve, |(), _| {}, send).await;
    sent.waits().first().copied().unwrap_or_default()
}
