//! The same crowd under several policies, as attempts per bucket of time.

use super::answer::Answer;
use super::crowd::{Crowd, Tally};
use super::words;
use errspec::retry::{Bound, Budget, BudgetRules, Jitter, JitterKind, Policy};
use std::time::Duration;

/// The maximum number of buckets; more would improve neither a table nor a plot.
const BUCKETS: u64 = 80;

/// The load that the clients of a contract put on a server that fails for a while, next to alternatives.
pub(super) struct Load {
    pub(super) clients: u32,
    pub(super) outage: Duration,
    pub(super) seed: u64,
    pub(super) evenly: bool,
    pub(super) answer: String,
    /// Whether the contract lets anyone retry a call after the failure.
    pub(super) repeated: bool,
    /// The width of a bucket in milliseconds.
    pub(super) width: u64,
    pub(super) runs: Vec<Run>,
}

/// A policy and its result.
pub(super) struct Run {
    /// The name in JSON.
    pub(super) name: &'static str,
    /// The name in text.
    pub(super) label: String,
    /// The attempts in each bucket, without those in progress when the server began to fail.
    pub(super) buckets: Vec<u64>,
    pub(super) tally: Tally,
}

impl Load {
    pub(super) fn of(crowd: &Crowd<'_>, answer: &Answer, policy: &Policy, budget: Option<BudgetRules>) -> Self {
        let variants = variants(policy, budget.is_some());
        let tally = |variant: &Variant| {
            let policy = Policy { jitter: variant.jitter, ..*policy };
            let budget = budget.filter(|_| variant.budget).map(Budget::new);
            crowd.run(&policy, budget.as_ref())
        };
        let tallies: Vec<Tally> = variants.iter().map(tally).collect();
        let last = tallies.iter().filter_map(|tally| tally.arrivals.keys().next_back()).max().copied();
        // If there are no attempts, the outage is shown.
        let last = last.unwrap_or(u64::try_from(crowd.outage.as_millis()).unwrap_or(u64::MAX));
        let width = width(last);
        Self {
            clients: crowd.clients,
            outage: crowd.outage,
            seed: crowd.seed,
            evenly: crowd.evenly,
            answer: answer.label(),
            repeated: answer.is_repeated(policy),
            width,
            runs: variants.into_iter().zip(tallies).map(|(variant, tally)| Run::of(variant, tally, last, width)).collect(),
        }
    }

    pub(super) fn bucket(&self) -> Duration {
        Duration::from_millis(self.width)
    }

    /// The time at which a bucket begins.
    pub(super) fn begin(&self, bucket: usize) -> Duration {
        Duration::from_millis(self.width.saturating_mul(bucket as u64))
    }

    pub(super) fn buckets(&self) -> usize {
        self.runs.first().map_or(0, |run| run.buckets.len())
    }

    /// The number of calls in progress when the server begins to fail.
    pub(super) fn under_way(&self) -> u32 {
        if self.evenly { 0 } else { self.clients }
    }

    /// The attempts in a bucket, per second.
    pub(super) fn rate(&self, attempts: u64) -> String {
        words::tenths(u128::from(attempts) * 1_000, u128::from(self.width))
    }

    /// The rate of the same calls without an outage: one per client, spread evenly over the duration of the outage.
    pub(super) fn healthy_rate(&self) -> String {
        words::tenths(u128::from(self.clients) * 1_000_000_000, self.outage.as_nanos())
    }

    /// The ratio of this many attempts in a bucket to the healthy rate.
    pub(super) fn over_healthy(&self, attempts: u64) -> String {
        let width = u128::from(self.width) * 1_000_000;
        words::tenths(
            u128::from(attempts).saturating_mul(self.outage.as_nanos()),
            u128::from(self.clients).saturating_mul(width),
        )
    }

    /// The attempts in addition to one per client.
    pub(super) fn extra(&self, run: &Run) -> u64 {
        run.tally.attempts.saturating_sub(u64::from(self.clients))
    }

    /// The time from the end of the outage to the last success; `None` if no client succeeded after it.
    pub(super) fn recovery(&self, run: &Run) -> Option<Duration> {
        run.tally.last_success?.checked_sub(self.outage)
    }
}

impl Run {
    fn of(variant: Variant, tally: Tally, last: u64, width: u64) -> Self {
        let mut buckets = vec![0; usize::try_from(last / width).unwrap_or(0) + 1];
        for (millisecond, attempts) in &tally.arrivals {
            if let Some(bucket) = usize::try_from(millisecond / width).ok().and_then(|at| buckets.get_mut(at)) {
                *bucket += attempts;
            }
        }
        Self { name: variant.name, label: variant.label, buckets, tally }
    }

    /// The maximum number of attempts in a bucket.
    pub(super) fn peak(&self) -> u64 {
        self.buckets.iter().copied().max().unwrap_or(0)
    }
}

/// The policy with another jitter, with or without its budget.
struct Variant {
    name: &'static str,
    label: String,
    jitter: Jitter,
    budget: bool,
}

/// Jitters are compared without the budget, which would hide their effect. The contract as a whole comes last.
fn variants(policy: &Policy, budget: bool) -> Vec<Variant> {
    let written = policy.jitter;
    let of = |name, jitter, label: &str| Variant { name, label: label.to_owned(), jitter, budget: false };
    let mut variants = vec![of("as_written", written, &format!("as written: {}", words::jitter(written)))];
    if written.kind != JitterKind::None {
        variants.push(of("no_jitter", Jitter::NONE, "without jitter"));
    }
    if written.kind != JitterKind::Full || written.bound != Bound::Hard {
        variants.push(of("full_jitter", Jitter::FULL, "with full jitter"));
    }
    if budget {
        variants.push(Variant { budget: true, ..of("with_budget", written, "as written, with the budget") });
    }
    variants
}

/// The width of buckets for a duration in milliseconds, rounded to a simple number.
fn width(last: u64) -> u64 {
    const SECOND: u64 = 1_000;
    const MINUTE: u64 = 60 * SECOND;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    let small = [1, 2, 5, 10, 20, 50, 100, 200, 500];
    let large = [SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 20 * SECOND, 30 * SECOND]
        .into_iter()
        .chain([1, 2, 5, 10, 20, 30].map(|minutes| minutes * MINUTE))
        .chain([1, 2, 6, 12].map(|hours| hours * HOUR));
    let days = std::iter::successors(Some(DAY), |width| width.checked_mul(2));
    let enough = |width: &u64| last / width < BUCKETS;
    small.into_iter().chain(large).chain(days).find(enough).unwrap_or(u64::MAX)
}
