//! B11: a server or a proxy asks for a delay of years, and the client waits for years.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::{TRANSIENT, engine, stopped};
use crate::hinted;
use crate::smithy::{self, Reply};
use aws_smithy_types::retry::RetryConfig;
use errspec::retry::{Hint, Outcome, Policy, Reason};
use std::time::Duration;

const CAP: Duration = Duration::from_secs(60);
const LIMIT: Duration = Duration::from_secs(15 * 60);
const YEARS: Duration = Duration::from_secs(1_000_000_000);

pub(super) fn case() -> Case {
    let curve = backon::ExponentialBuilder::new().with_max_delay(CAP).with_total_delay(Some(LIMIT)).with_max_times(1);
    let asks = Reply { retry_after: Some(YEARS), ..Reply::status(503) };
    Case {
        id: "B11",
        title: "a server's delay is unbounded",
        conditions: "the response asks for 1,000,000,000 s (31 years); the cap is 60 s, the limit of the call 15 min. \
                     Holds: the crate does not sleep that long, and the caller gets an error",
        seen: &["urllib3#3743", "go-retryablehttp#283", "iggy#4168"],
        findings: vec![
            errspec(),
            judge(Peer::Backon, "adjust() as documented", &hinted::backon_as_documented(curve, "1000000000", 2)),
            judge(Peer::Backoff, "Error::retry_after", &hinted::backoff(LIMIT, YEARS, 2)),
            judge(
                Peer::Smithy,
                "explicit delay",
                &stopped(smithy::waits(RetryConfig::standard().with_max_backoff(CAP), 2, asks)),
            ),
        ],
    }
}

fn errspec() -> Finding {
    let policy = Policy { hints: &[Hint::RETRY_AFTER], ..TRANSIENT };
    let outcome = Outcome::status(503).headers(&[("Retry-After", "1000000000")]);
    let (waits, why) = engine(&policy, 1, &outcome, 1);
    let holds = waits.is_empty() && why == Some(Reason::HintTooLong(YEARS));
    Finding::new(Peer::Errspec, holds, "gives up with HintTooLong(1000000000s)")
}

fn judge(peer: Peer, how: &str, slept: &[Duration]) -> Finding {
    let slept = slept.first().copied().unwrap_or_default();
    Finding::new(peer, slept <= LIMIT, format!("{how}: sleeps {slept:?}"))
}
