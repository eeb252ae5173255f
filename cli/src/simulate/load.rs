//! The same crowd under several policies, as attempts per bucket of time.

use super::crowd::{Conduct, Crowd, Tally};
use super::words;
use errspec::retry::{Bound, Jitter, JitterKind};
use std::time::Duration;

/// The maximum number of buckets; more would improve neither a table nor a plot.
const BUCKETS: u64 = 80;

/// The names of the runs of two contracts that are compared.
pub(super) const COMPARED: [&str; 2] = ["first", "second"];

/// The load that clients put on a server that fails for a while, under several policies.
pub(super) struct Load {
    pub(super) crowd: Crowd,
    /// The response of the failing server; several if it differs between the contracts that are compared.
    pub(super) answer: String,
    /// The operation that is called.
    pub(super) operation: Option<&'static str>,
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
    /// Whether the contract lets anyone retry a call after the failure.
    pub(super) repeated: bool,
    /// The attempts in each bucket, without those in progress when the server began to fail.
    pub(super) buckets: Vec<u64>,
    pub(super) tally: Tally,
}

impl Load {
    /// Runs the same crowd for each variant.
    pub(super) fn of(crowd: Crowd, variants: Vec<Variant<'_>>) -> Self {
        let tallies: Vec<Tally> = variants.iter().map(|variant| crowd.run(&variant.conduct)).collect();
        let last = tallies.iter().filter_map(|tally| tally.arrivals.keys().next_back()).max().copied();
        // If there are no attempts, the outage is shown.
        let last = last.unwrap_or(u64::try_from(crowd.outage.as_millis()).unwrap_or(u64::MAX));
        let width = width(last);
        let mut answers: Vec<String> = variants.iter().map(|variant| variant.conduct.answer.label()).collect();
        answers.dedup();
        let operation = variants.first().and_then(|variant| variant.conduct.operation);
        Self {
            crowd,
            answer: answers.join(" or "),
            operation: operation.map(|operation| operation.name),
            width,
            runs: variants.into_iter().zip(tallies).map(|(variant, tally)| Run::of(variant, tally, last, width)).collect(),
        }
    }

    /// Whether the runs are those of two contracts.
    pub(super) fn is_comparison(&self) -> bool {
        self.runs.iter().any(|run| run.name == COMPARED[1])
    }

    /// Whether any of the contracts lets anyone retry a call after the failure.
    pub(super) fn is_repeated(&self) -> bool {
        self.runs.iter().any(|run| run.repeated)
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
        if self.crowd.evenly { 0 } else { self.crowd.clients }
    }

    /// The attempts in a bucket, per second.
    pub(super) fn rate(&self, attempts: u64) -> String {
        words::tenths(u128::from(attempts) * 1_000, u128::from(self.width))
    }

    /// The rate of the same calls without an outage: one per client, spread evenly over the duration of the outage.
    pub(super) fn healthy_rate(&self) -> String {
        words::tenths(u128::from(self.crowd.clients) * 1_000_000_000, self.crowd.outage.as_nanos())
    }

    /// The ratio of this many attempts in a bucket to the healthy rate.
    pub(super) fn over_healthy(&self, attempts: u64) -> String {
        let width = u128::from(self.width) * 1_000_000;
        words::tenths(
            u128::from(attempts).saturating_mul(self.crowd.outage.as_nanos()),
            u128::from(self.crowd.clients).saturating_mul(width),
        )
    }

    /// The attempts per call.
    pub(super) fn amplification(&self, run: &Run) -> String {
        words::tenths(run.tally.attempts.into(), self.crowd.clients.into())
    }

    /// The share of calls that gave up, in percent.
    pub(super) fn failed(&self, run: &Run) -> String {
        words::tenths(u128::from(run.tally.failed()) * 100, self.crowd.clients.into())
    }

    /// The attempts in addition to one per client.
    pub(super) fn extra(&self, run: &Run) -> u64 {
        run.tally.attempts.saturating_sub(u64::from(self.crowd.clients))
    }

    /// The time from the end of the outage to the last success; `None` if no client succeeded after it.
    pub(super) fn recovery(&self, run: &Run) -> Option<Duration> {
        run.tally.last_success?.checked_sub(self.crowd.outage)
    }
}

impl Run {
    fn of(variant: Variant<'_>, tally: Tally, last: u64, width: u64) -> Self {
        let mut buckets = vec![0; usize::try_from(last / width).unwrap_or(0) + 1];
        for (millisecond, attempts) in &tally.arrivals {
            if let Some(bucket) = usize::try_from(millisecond / width).ok().and_then(|at| buckets.get_mut(at)) {
                *bucket += attempts;
            }
        }
        Self { name: variant.name, label: variant.label, repeated: variant.repeated, buckets, tally }
    }

    /// The maximum number of attempts in a bucket.
    pub(super) fn peak(&self) -> u64 {
        self.buckets.iter().copied().max().unwrap_or(0)
    }
}

/// What the clients of one run follow, with its name.
pub(super) struct Variant<'a> {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) repeated: bool,
    pub(super) conduct: Conduct<'a>,
}

/// A contract as written and with other jitters, all without the budget, which would hide their effect. The whole contract comes last.
pub(super) fn variants<'a>(whole: Conduct<'a>, repeated: bool) -> Vec<Variant<'a>> {
    let written = whole.limited().jitter;
    let of = |name, jitter, label: &str| {
        let conduct = Conduct { budget: None, ..whole.with_jitter(jitter) };
        Variant { name, label: label.to_owned(), repeated, conduct }
    };
    let mut variants = vec![of("as_written", written, &format!("as written: {}", words::jitter(written)))];
    if written.kind != JitterKind::None {
        variants.push(of("no_jitter", Jitter::NONE, "without jitter"));
    }
    if written.kind != JitterKind::Full || written.bound != Bound::Hard {
        variants.push(of("full_jitter", Jitter::FULL, "with full jitter"));
    }
    if whole.budget.is_some() {
        let label = "as written, with the budget".to_owned();
        variants.push(Variant { name: "with_budget", label, repeated, conduct: whole });
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
