//! The retry contract of an API, as const data, and the engine that follows it.
//!
//! A [`Policy`] says how often, how long apart and after which outcomes a call is repeated; a [`Call`] is told each outcome and
//! answers with the next [`Step`]. The engine does no I/O and has neither clock nor randomness: both are passed in, so that it
//! runs anywhere and the same inputs have the same answers. [`Poller`] waits for a job in the same manner. Thin adapters that do
//! wait stand in `blocking` (feature `std`), `tokio` and `tower` (features of their names). All arithmetic is in whole nanoseconds and saturates.

// The contract, as data.
mod budget;
mod builder;
mod hint;
mod class;
mod operation;
mod policy;
mod rules;

// What a policy's waits will be.
mod delays;
mod schedule;
mod seed;

// What an outcome is, and what the contract says of it.
mod category;
mod classify;
mod decoded;
mod hinted;
mod outcome;

// The engine.
mod attempt;
mod call;
mod engine;
mod give_up;
mod log;
mod step;
mod tally;

// Waiting for a job.
mod poll;

// What really waits.
#[cfg(feature = "std")]
pub mod blocking;
#[cfg(feature = "std")]
mod process;
#[cfg(feature = "tokio")]
pub mod tokio;
#[cfg(feature = "tower")]
pub mod tower;

pub use attempt::{Answer, Attempt, TimedOut};
pub use budget::{Budget, BudgetRules, Tokens};
pub use builder::{PolicyBuilder, PolicyError};
pub use call::Call;
pub(crate) use category::category;
pub use class::Retry;
pub use classify::{Decision, Rank};
pub use delays::Delays;
#[doc(inline)]
pub use errspec_core::retry::{Backoff, Curve, DelayRange, Factor, Jitter, JitterKind};
#[doc(inline)]
pub use errspec_core::words::{Bound, Combine, OverMax, Safety, Transport};
pub use give_up::{GiveUp, Last, Reason, RetryError};
pub use hint::{Hint, HintSource};
pub use hinted::Hinted;
pub use log::{Entry, Log};
pub use operation::Operation;
pub use outcome::{BodyFields, Outcome, OutcomeKind};
pub use policy::{Policy, Schedule};
pub use poll::{Pace, Phase, PollEnd, PollStep, Poller, Reading};
#[cfg(feature = "std")]
pub use process::{ProcessSeeds, seeds, unix_time};
pub use rules::{Rule, ServerSays, When};
pub use seed::{IdempotencyKey, Seed, Seeds};
pub use step::{DelaySource, Step, Wait};
