//! B08: the share of a budget is rounded to one divided by a whole number, so most shares change.

use crate::Peer;
use crate::case::{Case, Finding};
use crate::clock::stopped;
use crate::smithy::{self, Reply};
use aws_smithy_runtime::client::retries::TokenBucket;
use aws_smithy_types::retry::RetryConfig;
use errspec::RetryClass;
use errspec::retry::{Budget, BudgetRules, Tokens};
use std::time::Duration;
use tower::retry::budget::{Budget as _, TpsBudget};

const REQUESTS: u32 = 1_000;
/// Thousandths: a retry per so many requests.
const SHARES: [u32; 5] = [300, 400, 600, 700, 900];

pub(super) fn case() -> Case {
    Case {
        id: "B08",
        title: "budget ratios are rounded",
        conditions: "a budget of 0.3, 0.4, 0.6, 0.7 and 0.9 retries per request, initially empty; 1,000 requests, then as \
                     many retries as the budget allows. Holds: within 1 % of the ratio",
        seen: &[],
        findings: vec![
            judge(Peer::Errspec, SHARES.map(errspec)),
            judge(Peer::Tower, SHARES.map(tower)),
            judge(Peer::Smithy, SHARES.map(smithy)),
        ],
    }
}

fn judge(peer: Peer, allowed: [u32; 5]) -> Finding {
    let holds = allowed.iter().zip(SHARES).all(|(allowed, share)| allowed.abs_diff(share) <= 10);
    Finding::new(peer, holds, format!("300, 400, 600, 700, 900 expected; {allowed:?} allowed").replace(['[', ']'], ""))
}

fn errspec(share: u32) -> u32 {
    let capacity = Tokens::whole(2 * REQUESTS);
    let rules = BudgetRules { refund: Tokens::milli(share), ..BudgetRules::new(capacity) };
    let budget = Budget::new(rules);
    while budget.take(RetryClass::Transient) {}
    (0..REQUESTS).for_each(|_| budget.succeeded());
    count(|| budget.take(RetryClass::Transient))
}

fn tower(share: u32) -> u32 {
    let budget = TpsBudget::new(Duration::from_secs(60), 0, share as f32 / 1000.0);
    (0..REQUESTS).for_each(|_| budget.deposit());
    count(|| budget.withdraw())
}

/// One call empties the budget, each further one succeeds, and the last one takes what the budget then allows.
fn smithy(share: u32) -> u32 {
    let (capacity, empties) = (2 * REQUESTS, 2 * REQUESTS as usize + 1);
    let last = empties + REQUESTS as usize + 1;
    let budget = TokenBucket::builder().capacity(capacity as usize).retry_cost(1).success_reward(share as f32 / 1000.0).build();
    let config = RetryConfig::standard().with_initial_backoff(Duration::ZERO).with_max_attempts(u32::MAX);
    let reply = move |number| Reply::status(if number > empties && number < last { 200 } else { 503 });
    stopped(async {
        let client = smithy::Client::new(&config, smithy::partition(budget), None, reply);
        for _ in 0..REQUESTS + 2 {
            client.call().await;
        }
        (client.sent().len() - last) as u32
    })
}

fn count(mut allowed: impl FnMut() -> bool) -> u32 {
    (0..2 * REQUESTS).take_while(|_| allowed()).count() as u32
}
