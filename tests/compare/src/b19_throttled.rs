//! B19: a client sends as fast as it can although the server throttles it, and most of its requests are rejected.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::stopped;
use crate::smithy::{self, Reply};
use aws_smithy_runtime::client::retries::{ClientRateLimiter, RetryPartition, TokenBucket};
use aws_smithy_types::retry::RetryConfig;
use errspec::retry::AdaptiveRate;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What the server allows in each second, and how long the client pauses between calls.
const ALLOWED: u32 = 10;
const PAUSE: Duration = Duration::from_millis(20);
/// Longer than the phases in which the rate is above and below what the server allows, whose lengths would decide otherwise.
const OBSERVED: u64 = 600;

pub(super) fn case() -> Case {
    Case {
        id: "B19",
        title: "throttled clients do not slow down",
        conditions: "a server that allows 10 requests in each second and answers 429 to the others; a client that makes a \
                     call with one attempt every 20 ms for 10 min. Holds: in the second half of that time, the server rejects \
                     at most a third of the requests, and the client uses at least 60 % of what the server allows",
        seen: &[],
        findings: vec![judge(Peer::Errspec, "AdaptiveRate", errspec()), judge(Peer::Smithy, "RetryConfig::adaptive", smithy())],
    }
}

/// The requests of the second half that were answered, and those that were rejected.
fn judge(peer: Peer, how: &str, [answered, refused]: [u32; 2]) -> Finding {
    let possible = ALLOWED * OBSERVED as u32 / 2;
    let holds = refused * 2 <= answered && answered * 10 >= possible * 6;
    let did = if holds { "slows down" } else { "does not slow down, or too much" };
    Finding::new(peer, holds, format!("{how}: {did}")).measured(format!("{answered} of {possible} answered, {refused} refused"))
}

/// The server: how many requests there were in the second of the latest one, and the counts of the second half.
#[derive(Default)]
struct Server {
    second: u64,
    requests: u32,
    counts: [u32; 2],
}

impl Server {
    fn refuses(&mut self, now: Duration) -> bool {
        if now.as_secs() != self.second {
            (self.second, self.requests) = (now.as_secs(), 0);
        }
        self.requests += 1;
        let refused = self.requests > ALLOWED;
        if now.as_secs() >= OBSERVED / 2 {
            self.counts[usize::from(refused)] += 1;
        }
        refused
    }
}

fn errspec() -> [u32; 2] {
    let (mut rate, mut server, mut now) = (AdaptiveRate::new(Duration::ZERO), Server::default(), Duration::ZERO);
    while now.as_secs() < OBSERVED {
        now += rate.acquire(now);
        rate.ended(server.refuses(now), now);
        now += PAUSE;
    }
    server.counts
}

fn smithy() -> [u32; 2] {
    let server = Arc::<Mutex<Server>>::default();
    let counts = Arc::clone(&server);
    let config = RetryConfig::adaptive().with_max_attempts(1);
    stopped(async move {
        let began = tokio::time::Instant::now();
        let rate = ClientRateLimiter::new(smithy::DAY.as_secs_f64());
        let partition =
            RetryPartition::custom("compare").token_bucket(TokenBucket::unlimited()).client_rate_limiter(rate).build();
        let client = smithy::Client::new(&config, partition, None, move |_| {
            let refused = server.lock().unwrap_or_else(PoisonError::into_inner).refuses(began.elapsed());
            Reply::status(if refused { 429 } else { 200 })
        });
        while began.elapsed().as_secs() < OBSERVED {
            client.call().await;
            tokio::time::sleep(PAUSE).await;
        }
    });
    counts.lock().unwrap_or_else(PoisonError::into_inner).counts
}
