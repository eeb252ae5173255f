//! Policies with the limits of operations.

use errspec::retry::{Operation, OperationRetry, Policy};

/// The policy with the limits of an operation.
pub(super) fn limited(policy: &Policy, operation: &Operation) -> Policy {
    let own = operation.retry.copied().unwrap_or(OperationRetry::NONE);
    Policy {
        attempts: own.attempts.unwrap_or(policy.attempts),
        deadline: own.deadline.or(policy.deadline),
        attempt_timeout: own.attempt_timeout.or(policy.attempt_timeout),
        backoff: own.backoff.unwrap_or(policy.backoff),
        jitter: own.jitter.unwrap_or(policy.jitter),
        ..*policy
    }
}

/// The operation with the jitter of the policy instead of its own.
pub(super) fn without_jitter(operation: &'static Operation) -> &'static Operation {
    let Some(own) = operation.retry.filter(|own| own.jitter.is_some()) else { return operation };
    let own: &'static OperationRetry = Box::leak(Box::new(OperationRetry { jitter: None, ..*own }));
    Box::leak(Box::new(Operation { retry: Some(own), ..*operation }))
}
