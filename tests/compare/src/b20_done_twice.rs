//! B20: a request that must not be sent twice is repeated although the server may have done what it asks for.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::stopped;
use crate::middleware;
use crate::smithy::{self, Reply};
use aws_smithy_types::retry::RetryConfig;
use errspec::Effect;
use errspec::RetryClass;
use errspec::retry::{Operation, Outcome, Policy, Retry, Rule, Step};
use errspec::when::When;
use std::time::Duration;

const DELAY: Duration = Duration::from_secs(1);

pub(super) fn case() -> Case {
    Case {
        id: "B20",
        title: "a payment is sent twice",
        conditions: "4 attempts; a GET and a POST without an idempotency key; the server answers 500 after it has acted. Holds: \
                     the GET is repeated, the POST is not",
        seen: &[],
        findings: vec![
            judge(Peer::Errspec, "rule for 5xx", errspec),
            judge(Peer::ReqwestRetry, "DefaultRetryableStrategy", |method| {
                middleware::waits(method.parse().unwrap_or_default(), DELAY, 3, 500, None).len() + 1
            }),
            judge(Peer::Smithy, "statuses", smithy),
        ],
    }
}

fn judge(peer: Peer, how: &str, attempts: impl Fn(&'static str) -> usize) -> Finding {
    let (get, post) = (attempts("GET"), attempts("POST"));
    Finding::new(peer, get == 4 && post == 1, format!("{how}: {get} attempts with GET, {post} with POST"))
}

static RULES: [Rule; 1] = [Rule {
    when: When { status: &[(500, 599)], ..When::ANY },
    retry: Some(Retry::of(RetryClass::Transient)),
    effect: Some(Effect::Maybe),
    ..Rule::NONE
}];

fn errspec(method: &'static str) -> usize {
    let policy = Policy { attempts: 4, rules: &RULES, ..Policy::DEFAULT };
    let operation = Operation::new("call", method, "/");
    let mut call = policy.call(Duration::ZERO, 1).operation(&operation);
    let mut attempts = 1;
    while matches!(call.on_outcome(&Outcome::status(500), Duration::ZERO), Step::Wait(_)) {
        attempts += 1;
    }
    attempts
}

fn smithy(method: &'static str) -> usize {
    let config = RetryConfig::standard().with_initial_backoff(DELAY).with_max_attempts(4);
    stopped(async {
        let client = smithy::Client::of_method(method, &config, smithy::unlimited(), None, |_| Reply::status(500));
        client.call().await;
        client.sent().len()
    })
}
