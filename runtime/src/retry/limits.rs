//! How often a call is sent and how long it may take: by its policy, its operation and its caller.

use super::{OperationRetry, Policy};
use core::time::Duration;

/// The limits of one call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The number of attempts, at least 1.
    pub(super) attempts: u32,
    /// The longest duration of the whole call.
    pub(super) deadline: Option<Duration>,
    /// The longest duration of one attempt.
    pub(super) attempt_timeout: Option<Duration>,
    /// What the caller has set.
    caller: Caller,
}

#[derive(Clone, Copy, Debug, Default)]
struct Caller {
    attempts: Option<u32>,
    deadline: Option<Duration>,
    attempt_timeout: Option<Duration>,
}

impl Limits {
    #[inline]
    pub(super) const fn of(policy: &Policy) -> Self {
        Self {
            attempts: policy.max_attempts(),
            deadline: policy.deadline,
            attempt_timeout: policy.attempt_timeout,
            caller: Caller { attempts: None, deadline: None, attempt_timeout: None },
        }
    }

    /// The limits of an operation take the place of those of the policy. What the caller has set stays.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn operation(&mut self, policy: &Policy, own: &OperationRetry) {
        let Caller { attempts, deadline, attempt_timeout } = self.caller;
        *self = Self {
            attempts: own.attempts.unwrap_or(policy.max_attempts()).max(1),
            deadline: own.deadline.or(policy.deadline),
            attempt_timeout: own.attempt_timeout.or(policy.attempt_timeout),
            caller: Caller::default(),
        };
        attempts.into_iter().for_each(|attempts| self.attempts(attempts));
        deadline.into_iter().for_each(|deadline| self.deadline(deadline));
        attempt_timeout.into_iter().for_each(|timeout| self.attempt_timeout(timeout));
    }

    #[inline]
    pub(super) const fn attempts(&mut self, attempts: u32) {
        self.caller.attempts = Some(attempts);
        self.attempts = if attempts == 0 { 1 } else { attempts };
    }

    #[inline]
    pub(super) fn deadline(&mut self, limit: Duration) {
        self.caller.deadline = Some(limit);
        self.deadline = Some(self.deadline.map_or(limit, |deadline| deadline.min(limit)));
    }

    #[inline]
    pub(super) const fn attempt_timeout(&mut self, limit: Duration) {
        self.caller.attempt_timeout = Some(limit);
        self.attempt_timeout = Some(limit);
    }
}
