//! B17: a retry that helped still costs, so a budget runs empty although every call succeeds.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::{TRANSIENT, stopped};
use crate::smithy::{self, Reply};
use aws_smithy_runtime::client::retries::TokenBucket;
use aws_smithy_types::retry::RetryConfig;
use errspec::retry::{Budget, BudgetRules, Outcome, Policy, Safety, Step, Tokens};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const CALLS: usize = 1_000;
const CAPACITY: u32 = 100;
const COST: u32 = 5;

pub(super) fn case() -> Case {
    Case {
        id: "B17",
        title: "retries that helped empty the budget",
        conditions: "a budget of 100 tokens, of which a retry takes 5; 1,000 calls, each of which fails once and succeeds \
                     when it is repeated. Holds: all calls succeed",
        seen: &[],
        findings: vec![judge(Peer::Errspec, "refund_cost", errspec()), judge(Peer::Smithy, "TokenBucket", smithy())],
    }
}

fn judge(peer: Peer, how: &str, succeeded: usize) -> Finding {
    Finding::new(peer, succeeded == CALLS, format!("{how}: {succeeded} of 1000 calls succeed"))
}

fn errspec() -> usize {
    let rules = BudgetRules { transient: Tokens::whole(COST), refund_cost: true, ..BudgetRules::new(Tokens::whole(CAPACITY)) };
    let budget = Budget::new(rules);
    let policy = Policy { attempts: 2, ..TRANSIENT };
    let succeeds = |seed: &usize| {
        let mut call = policy.call(Duration::ZERO, *seed as u64).safety(Safety::Safe).budget(&budget);
        let retried = matches!(call.on_outcome(&Outcome::status(503), Duration::ZERO), Step::Wait(_));
        retried && call.on_outcome(&Outcome::status(200), Duration::ZERO) == Step::End(Ok(()))
    };
    (0..CALLS).filter(succeeds).count()
}

fn smithy() -> usize {
    let budget = TokenBucket::builder().capacity(CAPACITY as usize).retry_cost(COST).build();
    let config = RetryConfig::standard().with_initial_backoff(Duration::ZERO).with_max_attempts(2);
    stopped(async {
        let first = Arc::new(AtomicUsize::new(1));
        let fails = Arc::clone(&first);
        let client = smithy::Client::new(&config, smithy::partition(budget), None, move |number| {
            Reply::status(if number == fails.load(Ordering::Relaxed) { 503 } else { 200 })
        });
        let mut succeeded = 0;
        for _ in 0..CALLS {
            succeeded += usize::from(client.call().await);
            first.store(client.sent().len() + 1, Ordering::Relaxed);
        }
        succeeded
    })
}
