//! Simulates many clients of one failing server, with the runtime's engine and a clock that jumps from one attempt to the next.

use super::answer::Answer;
use super::limited;
use errspec::retry::{Budget, BudgetRules, Call, Jitter, Operation, Outcome, Policy, Safety, Seed, Seeds, Step};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::time::Duration;

/// The clients, and the time for which the server fails.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crowd {
    pub(super) clients: u32,
    /// The time at which the server recovers. It fails from 0 on.
    pub(super) outage: Duration,
    pub(super) seed: u64,
    /// Whether the calls are spread evenly over the outage. Otherwise, all are in progress when it begins.
    pub(super) evenly: bool,
}

/// The policy that the clients follow, and the failure that they get.
#[derive(Clone, Copy)]
pub(super) struct Conduct<'a> {
    pub(super) policy: Policy,
    /// The budget, which all calls share. Each run starts with a full one.
    pub(super) budget: Option<BudgetRules>,
    /// The operation that is called. Without one, it is a call that is safe to repeat.
    pub(super) operation: Option<&'static Operation>,
    pub(super) answer: &'a Answer,
}

/// The result of a run.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// The attempts in each millisecond, without those in progress when the server began to fail.
    pub(super) arrivals: BTreeMap<u64, u64>,
    /// All attempts, including those in progress at the beginning.
    pub(super) attempts: u64,
    pub(super) succeeded: u64,
    /// The number of clients that gave up, by the engine's reason.
    pub(super) gave_up: BTreeMap<String, u64>,
    /// The time of the last success.
    pub(super) last_success: Option<Duration>,
    /// The longest time from the start of a call to its end, whatever the end.
    pub(super) longest_call: Duration,
}

impl<'a> Conduct<'a> {
    /// A call of a client.
    pub(super) fn call<'c>(&'c self, start: Duration, seed: Seed) -> Call<'c> {
        let call = self.policy.call(start, seed);
        match self.operation {
            Some(operation) => call.operation(operation),
            None => call.safety(Safety::Idempotent),
        }
    }

    /// The policy with the limits of the operation.
    pub(super) fn limited(&self) -> Policy {
        self.operation.map_or(self.policy, |operation| limited::limited(&self.policy, operation))
    }

    /// The same with another jitter.
    pub(super) fn with_jitter(&self, jitter: Jitter) -> Self {
        let policy = Policy { jitter, ..self.policy };
        Self { policy, operation: self.operation.map(limited::without_jitter), ..*self }
    }

    fn success(&self) -> Outcome<'a> {
        let of_operation = self.operation.and_then(|operation| operation.success.first());
        Outcome::success(of_operation.or(self.policy.success.first()).map_or(200, |(first, _)| *first))
    }
}

impl Crowd {
    /// Runs all calls to their ends. Every conduct is run with the same clients and the same seeds.
    pub(super) fn run(&self, conduct: &Conduct<'_>) -> Tally {
        let seeds = Seeds::new(u128::from(self.seed));
        let budget = conduct.budget.map(Budget::new);
        let call = |client| {
            let call = conduct.call(self.start(client), seeds.next());
            match &budget {
                Some(budget) => call.budget(budget),
                None => call,
            }
        };
        let mut calls: Vec<Call<'_>> = (0..self.clients).map(call).collect();
        let mut due: BinaryHeap<Reverse<(Duration, u32)>> =
            (0..self.clients).map(|client| Reverse((self.start(client), client))).collect();
        let mut tally = Tally::default();
        while let Some(Reverse((now, client))) = due.pop() {
            let Some(call) = calls.get_mut(client as usize) else { continue };
            tally.arrived(now, self.evenly || call.attempt() > 1);
            let step = match now < self.outage {
                true => conduct.answer.told(now, |outcome| call.on_outcome(outcome, now)),
                false => call.on_outcome(&conduct.success(), now),
            };
            match step {
                Step::Wait(wait) => due.push(Reverse((now.saturating_add(wait.delay), client))),
                Step::End(end) => {
                    tally.longest_call = tally.longest_call.max(call.elapsed(now));
                    match end {
                        Ok(()) => tally.succeeded(now),
                        Err(gave_up) => *tally.gave_up.entry(gave_up.reason.to_string()).or_default() += 1,
                    }
                }
                // No call can renew its credentials here, so the engine does not ask for it.
                Step::Refresh => {}
            }
        }
        tally
    }

    /// The time of a client's first attempt.
    fn start(&self, client: u32) -> Duration {
        let share = self.outage.as_nanos().saturating_mul(u128::from(client)) / u128::from(self.clients.max(1));
        match self.evenly {
            true => Duration::new(u64::try_from(share / 1_000_000_000).unwrap_or(u64::MAX), (share % 1_000_000_000) as u32),
            false => Duration::ZERO,
        }
    }
}

impl Tally {
    fn arrived(&mut self, now: Duration, drawn: bool) {
        self.attempts += 1;
        if drawn {
            let millisecond = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
            *self.arrivals.entry(millisecond).or_default() += 1;
        }
    }

    fn succeeded(&mut self, now: Duration) {
        self.succeeded += 1;
        self.last_success = Some(now);
    }

    /// The number of clients that gave up.
    pub(super) fn failed(&self) -> u64 {
        self.gave_up.values().sum()
    }
}
