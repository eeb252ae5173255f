use super::{Backoff, Jitter, Safety};
use crate::Basis;
use core::time::Duration;

/// One operation of an API, as far as retrying is concerned.
///
/// ```
/// use errspec::retry::{Operation, Safety};
/// static CREATE: Operation = Operation::new("create", "POST", "/v1/jobs").safety(Safety::Keyed("Idempotency-Key"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its name in the contract, which rules may use.
    pub name: &'static str,
    /// Its method.
    pub method: &'static str,
    /// Its path template; empty if the contract gives none.
    pub path: &'static str,
    /// What it does; empty if the contract does not say.
    pub summary: &'static str,
    /// The statuses that mean success for it, as ranges with both ends included; empty for those of the contract.
    pub success: &'static [(u16, u16)],
    /// Whether it is a long poll: the server holds the request until there is something to report. If an empty budget ends a call, the adapters
    /// return the error only after a delay; see `retry::GiveUp::delay`.
    pub long_poll: bool,
    /// Whether it may be repeated.
    pub safety: Safety,
    /// What it does differently from the policy; `None` if nothing.
    pub retry: Option<&'static OperationRetry>,
    /// The machine whose state the response reports; empty if there is none.
    pub machine: &'static str,
    /// The basis.
    pub basis: Basis,
}

impl Operation {
    /// An operation with the default safety of its method.
    #[inline]
    pub const fn new(name: &'static str, method: &'static str, path: &'static str) -> Self {
        let safety = Safety::of_method(method);
        Self {
            name,
            method,
            path,
            summary: "",
            success: &[],
            long_poll: false,
            safety,
            retry: None,
            machine: "",
            basis: Basis::Stated,
        }
    }

    /// Sets whether it may be repeated.
    #[must_use]
    #[inline]
    pub const fn safety(mut self, safety: Safety) -> Self {
        self.safety = safety;
        self
    }

    /// Sets what it does differently from the policy.
    #[must_use]
    #[inline]
    pub const fn retry(mut self, retry: &'static OperationRetry) -> Self {
        self.retry = Some(retry);
        self
    }
}

/// What an operation does differently from the policy of its API. What is `None` is the policy's.
///
/// ```
/// use core::time::Duration;
/// use errspec::retry::{Operation, OperationRetry};
/// static PATIENT: OperationRetry = OperationRetry { attempts: Some(8), deadline: Some(Duration::from_secs(600)), ..OperationRetry::NONE };
/// static UPLOAD: Operation = Operation::new("upload", "PUT", "/files/{id}").retry(&PATIENT);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationRetry {
    /// The number of attempts, including the first.
    pub attempts: Option<u32>,
    /// The longest duration of the whole call.
    pub deadline: Option<Duration>,
    /// The longest duration of one attempt.
    pub attempt_timeout: Option<Duration>,
    /// Delays before jitter.
    pub backoff: Option<Backoff>,
    /// How delays are randomized.
    pub jitter: Option<Jitter>,
}

impl OperationRetry {
    /// Nothing, for struct update syntax.
    pub const NONE: Self = Self { attempts: None, deadline: None, attempt_timeout: None, backoff: None, jitter: None };
}
