//! The retry policy of an API as const data, and the engine that follows it.
//!
//! A [`Policy`] determines how many times, with which delays and after which outcomes a call is retried. A [`Call`] gets each outcome and
//! returns the next [`Step`]. The engine does no I/O and has neither a clock nor a source of randomness. Both are passed in, so it runs
//! anywhere, and the same inputs give the same steps. [`Poller`] waits for a job in the same way. Thin adapters that actually wait are in
//! `blocking` (feature `std`), `tokio` and `tower` (features with these names). All arithmetic is in whole nanoseconds and saturates.

// The policy, as data.
mod budget;
mod builder;
mod header;
mod hint;
mod policy;
mod rules;

// The waits of a policy.
mod delays;
mod schedule;
mod seed;

// Outcomes, and the facts of the contract about them.
mod category;
mod classify;
mod code_view;
mod decoded;
mod ended;
mod hinted;
mod implied;
mod json_fields;
mod outcome;
mod tested;

// The engine.
mod attempt;
mod call;
mod engine;
mod give_up;
mod limits;
mod log;
mod step;
mod tally;

// The rate of all calls together.
mod adaptive_rate;

// Waiting for a job.
mod poll;

// Adapters that wait.
#[cfg(feature = "std")]
pub mod blocking;
#[cfg(feature = "std")]
mod process;
#[cfg(feature = "tokio")]
pub mod tokio;
#[cfg(feature = "tower")]
pub mod tower;

pub use crate::body_fields::BodyFields;
pub use crate::retry_facts::{
    Backoff, Curve, DelayRange, Factor, Jitter, JitterKind, Operation, OperationRetry, Repeat, Retry, Safety,
};
pub use adaptive_rate::AdaptiveRate;
pub use attempt::{Answer, Attempt, TimedOut};
pub use budget::{Budget, BudgetRules, Tokens};
pub use builder::{PolicyBuilder, PolicyError};
pub use call::Call;
pub(crate) use category::category;
pub use classify::Decision;
pub use delays::Delays;
pub(crate) use ended::Ended;
#[doc(inline)]
pub use errspec_core::rank::Rank;
#[doc(inline)]
pub use errspec_core::words::{Bound, Charge, Choose, Combine, HintAs, OverMax, Transport};
pub use give_up::{GiveUp, Last, Reason, RetryError};
pub use header::{AttemptHeader, AttemptHeaderValue};
pub use hint::Hint;
pub use hinted::Hinted;
pub use implied::ImpliedCode;
pub use log::{Entry, Log};
pub use outcome::{Outcome, OutcomeKind};
pub use policy::{Idempotency, Policy, Schedule};
pub use poll::{Pace, Phase, PollEnd, PollStep, Poller, Reading};
#[cfg(feature = "std")]
pub use process::{ProcessSeeds, seeds, unix_time};
pub use rules::{Rule, ServerSays};
pub use seed::{IdempotencyKey, Seed, Seeds};
pub use step::{DelaySource, Step, Wait};
