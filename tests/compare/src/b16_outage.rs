//! B16: while a server is down, retries multiply the requests that it gets, because each call counts only its own.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::{TRANSIENT, stopped};
use crate::smithy::{self, Reply};
use aws_smithy_runtime::client::retries::TokenBucket;
use aws_smithy_types::retry::RetryConfig;
use errspec::retry::{Backoff, Budget, BudgetRules, Operation, OperationRetry, Outcome, Policy, Step, Tokens};
use std::time::Duration;

const CALLS: usize = 1_000;
const RETRIES: u32 = 100;
/// The attempts of calls that read, and of those that write.
const ATTEMPTS: [u32; 2] = [6, 2];
const BACKOFF: Duration = Duration::from_millis(10);

pub(super) fn case() -> Case {
    Case {
        id: "B16",
        title: "retries multiply the load of an outage",
        conditions: "a server that answers every request with 503; 500 calls of an operation with 6 attempts and 500 of one \
                     with 2, alternately, all with one budget of 100 retries. Holds: the first two calls make all their \
                     attempts, and all calls together make 100 retries",
        seen: &[],
        findings: vec![
            judge(Peer::Errspec, "OperationRetry, Budget", &errspec()),
            judge(Peer::Smithy, "TokenBucket", &smithy()),
        ],
    }
}

/// `sent` has the attempts of each call.
fn judge(peer: Peer, how: &str, sent: &[usize]) -> Finding {
    let retries = sent.iter().sum::<usize>() - CALLS;
    let holds = sent.iter().take(2).eq(&ATTEMPTS.map(|attempts| attempts as usize)) && retries == RETRIES as usize;
    let first: Vec<String> = sent.iter().take(2).map(usize::to_string).collect();
    Finding::new(peer, holds, format!("{how}: {} attempts, then {retries} retries of all calls", first.join(" and ")))
}

static MANY: OperationRetry = OperationRetry { attempts: Some(ATTEMPTS[0]), ..OperationRetry::NONE };
static FEW: OperationRetry = OperationRetry { attempts: Some(ATTEMPTS[1]), ..OperationRetry::NONE };
static OPERATIONS: [Operation; 2] =
    [Operation::new("read", "GET", "/things").retry(&MANY), Operation::new("write", "PUT", "/things").retry(&FEW)];

fn errspec() -> Vec<usize> {
    let budget = Budget::new(BudgetRules::new(Tokens::whole(RETRIES)));
    let policy = Policy { backoff: Backoff::constant(BACKOFF), ..TRANSIENT };
    let call = |(operation, seed)| {
        let mut call = policy.call(Duration::ZERO, seed).operation(operation).budget(&budget);
        let mut attempts = 1;
        while matches!(call.on_outcome(&Outcome::status(503), Duration::ZERO), Step::Wait(_)) {
            attempts += 1;
        }
        attempts
    };
    OPERATIONS.iter().cycle().zip(0_u64..CALLS as u64).map(call).collect()
}

fn smithy() -> Vec<usize> {
    let shared = smithy::partition(TokenBucket::builder().capacity(RETRIES as usize).retry_cost(1).build());
    stopped(async {
        let clients = ATTEMPTS.map(|attempts| {
            let config = RetryConfig::standard().with_initial_backoff(BACKOFF).with_max_attempts(attempts);
            smithy::Client::new(&config, shared.clone(), None, |_| Reply::status(503))
        });
        let mut sent = Vec::new();
        for client in clients.iter().cycle().take(CALLS) {
            let before = client.sent().len();
            client.call().await;
            sent.push(client.sent().len() - before);
        }
        sent
    })
}
