//! The delays of each class, and of each entry with a backoff or a limit of its own, computed by the runtime.

use super::entries::entries;
use errspec::RetryClass;
use errspec::retry::{Policy, Retry};
use errspec_spec::model::Contract;
use errspec_tables::retry;
use std::time::Duration;

/// Outcomes with the same schedule.
pub(super) struct Schedule {
    pub(super) class: RetryClass,
    /// Whether the backoff or the limit is not the policy's.
    pub(super) own: bool,
    /// The entries with this schedule; empty if the contract only has a policy.
    pub(super) entries: Vec<String>,
    /// The policy with the limit and the backoff of these entries.
    policy: Policy,
}

/// The delay before one retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wait {
    /// The number of the retry, from 1.
    pub(super) retry: u32,
    /// Without jitter.
    pub(super) plain: Duration,
    /// With minimum and maximum jitter.
    pub(super) range: (Duration, Duration),
    /// The sum of the delays so far, with minimum and maximum jitter.
    pub(super) since: (Duration, Duration),
}

/// The maximum number of attempts for which delays are computed. It is only reached if the contract does not limit the attempts.
const MOST: u32 = 1000;

/// The number of attempts of a policy; `None` if only the deadline limits it.
pub(super) fn attempts(policy: &Policy) -> Option<u32> {
    Some(policy.max_attempts()).filter(|attempts| *attempts != Policy::UNLIMITED)
}

/// All schedules: first those of the policy, then those of entries with their own backoff or limit. There is always one.
pub(super) fn schedules(contract: &'static Contract, policy: &Policy) -> Vec<Schedule> {
    let mut found: Vec<(Retry, Vec<String>)> = Vec::new();
    for entry in entries(contract) {
        let retry = retry(entry.retry);
        if !retry.class.is_automatic() {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == retry) {
            Some((_, labels)) if labels.contains(&entry.label) => {}
            Some((_, labels)) => labels.push(entry.label),
            None => found.push((retry, vec![entry.label])),
        }
    }
    if found.is_empty() {
        found.push((Retry::of(RetryClass::Transient), Vec::new()));
    }
    let mut schedules: Vec<Schedule> =
        found.into_iter().map(|(retry, entries)| Schedule::new(retry, entries, policy)).collect();
    schedules.sort_by_key(|schedule| (schedule.own, schedule.class));
    schedules
}

/// The classes that are not retried automatically, with the number of entries.
pub(super) fn others(contract: &'static Contract) -> Vec<(&'static str, usize)> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for entry in entries(contract) {
        let class = retry(entry.retry).class;
        if class.is_automatic() {
            continue;
        }
        match counts.iter_mut().find(|(known, _)| *known == class.as_str()) {
            Some((_, count)) => *count += 1,
            None => counts.push((class.as_str(), 1)),
        }
    }
    counts
}

impl Schedule {
    fn new(retry: Retry, entries: Vec<String>, policy: &Policy) -> Self {
        let of_class =
            policy.classes.iter().find(|class| class.class == retry.class).copied().unwrap_or(Retry::of(retry.class));
        let limits = [retry.attempts, of_class.attempts].into_iter().flatten();
        let attempts = limits.fold(policy.max_attempts(), u32::min);
        let backoff = retry.backoff.or(of_class.backoff);
        let own = retry.attempts.or(of_class.attempts).is_some() || backoff.is_some();
        let policy = Policy { attempts, backoff: backoff.unwrap_or(policy.backoff), ..*policy };
        Self { class: retry.class, own, entries, policy }
    }

    /// The number of attempts; `None` if only the deadline limits it.
    pub(super) fn attempts(&self) -> Option<u32> {
        attempts(&self.policy)
    }

    pub(super) fn waits(&self) -> Vec<Wait> {
        let mut since = (Duration::ZERO, Duration::ZERO);
        let wait = |retry| {
            let range = self.policy.delay_range(retry);
            since = (since.0.saturating_add(range.0), since.1.saturating_add(range.1));
            Wait { retry, plain: self.policy.delay(retry), range, since }
        };
        let waits = (1..self.attempts().unwrap_or(MOST)).map(wait);
        match self.policy.deadline.filter(|_| self.attempts().is_none()) {
            // Without jitter, no more than these fit before the deadline.
            Some(deadline) => {
                let mut total = Duration::ZERO;
                let before = |wait: &Wait| {
                    total = total.saturating_add(wait.plain);
                    total < deadline
                };
                waits.take_while(before).collect()
            }
            None => waits.collect(),
        }
    }

    /// The minimum and maximum number of attempts before the deadline, if an attempt takes no time. An attempt is made only if the delay
    /// before it ends before the deadline.
    pub(super) fn within_deadline(&self, waits: &[Wait]) -> Option<(usize, usize)> {
        let deadline = self.policy.deadline.filter(|_| self.attempts().is_some())?;
        let before = |end: fn(&Wait) -> Duration| 1 + waits.iter().take_while(|wait| end(wait) < deadline).count();
        Some((before(|wait| wait.since.1), before(|wait| wait.since.0)))
    }
}

/// The sum of all delays without jitter.
pub(super) fn plain_total(waits: &[Wait]) -> Duration {
    waits.iter().fold(Duration::ZERO, |sum, wait| sum.saturating_add(wait.plain))
}

/// The sum of all delays, with minimum and maximum jitter.
pub(super) fn total(waits: &[Wait]) -> (Duration, Duration) {
    waits.last().map_or((Duration::ZERO, Duration::ZERO), |last| last.since)
}
