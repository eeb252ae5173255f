//! Retry policy and engine.

mod backoff;
mod budget;
mod hint;
mod jitter;
mod policy;
mod rules;
mod safety;

pub use backoff::{Backoff, Curve, Factor};
pub use budget::{Budget, BudgetRules, Tokens};
pub use hint::{Combine, Hint, HintSource, OverMax};
pub use jitter::{Bound, Jitter, JitterKind};
pub use policy::{Policy, Retry};
pub use rules::{CodeIs, Rule, ServerSays, Transport, When};
pub use safety::{Operation, Safety};
