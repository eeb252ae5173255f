//! B12: a hint of zero or in the past is taken as no delay at all, which causes a hot loop at the worst moment for the server.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::{TRANSIENT, engine, stopped};
use crate::hinted;
use crate::smithy::{self, Reply};
use aws_smithy_types::retry::RetryConfig;
use errspec::retry::{Backoff, Hint, Outcome, Policy};
use std::time::Duration;

const OWN: Duration = Duration::from_secs(1);
const PAST: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

pub(super) fn case() -> Case {
    let curve = backon::ConstantBuilder::new().with_delay(OWN).with_max_times(1);
    let backon = |hint| first(&hinted::backon_as_documented(curve, hint, 2));
    let config = RetryConfig::standard().with_initial_backoff(OWN);
    let asks = Reply { retry_after: Some(Duration::ZERO), ..Reply::status(503) };
    Case {
        id: "B12",
        title: "a zero or past hint means no delay",
        conditions: "the configured delay is 1 s; the response asks for 0 s, or for a time in 1994. Holds: at least 1 s \
                     passes",
        seen: &["openai-java#853", "httpx-retries#13", "goose#9161"],
        findings: vec![
            judge(Peer::Errspec, "Retry-After", [errspec("0"), errspec(PAST)]),
            judge(Peer::Backon, "adjust() as documented", [backon("0"), backon(PAST)]),
            zero(Peer::Backoff, "Error::retry_after", &hinted::backoff(OWN * 60, Duration::ZERO, 2)),
            zero(Peer::Smithy, "explicit delay", &stopped(smithy::waits(config, 2, asks))),
        ],
    }
}

fn first(slept: &[Duration]) -> Duration {
    slept.first().copied().unwrap_or_default()
}

fn judge(peer: Peer, how: &str, [zero, past]: [Duration; 2]) -> Finding {
    Finding::new(
        peer,
        zero >= OWN && past >= OWN,
        format!("{how}: asked for 0 s, slept {zero:?}; asked for 1994, slept {past:?}"),
    )
}

/// These crates take a duration: what it is for a moment of 1994 is the caller's part.
fn zero(peer: Peer, how: &str, slept: &[Duration]) -> Finding {
    let slept = first(slept);
    Finding::new(peer, slept >= OWN, format!("{how}: asked for 0 s, slept {slept:?}"))
}

fn errspec(hint: &str) -> Duration {
    let backoff = Backoff::constant(OWN);
    let policy = Policy { attempts: 2, backoff, hints: &[Hint::RETRY_AFTER], ..TRANSIENT };
    let headers = [("Retry-After", hint), ("Date", "Fri, 20 Nov 2026 12:00:00 GMT")];
    first(&engine(&policy, 1, &Outcome::status(503).headers(&headers), 2).0)
}
