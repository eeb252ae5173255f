//! The words that all contracts share: what went wrong, what may be retried, and how certain a fact is.

mod action;
mod audience;
mod basis;
mod body;
mod category;
mod credential;
mod effect;
mod fact;
mod hint;
mod machine;
mod retry_class;
mod safety;
mod severity;
mod transport;

pub use action::Action;
pub use audience::Audience;
pub use basis::Basis;
pub use body::{BodyFormat, Meaning, Role};
pub use category::Category;
pub use credential::CredentialKind;
pub use effect::Effect;
pub use fact::Fact;
pub use hint::{Bound, Charge, Choose, Combine, Form, HintAs, OverMax};
pub use machine::{Moves, Outcome, TextCase, TreatAs};
pub use retry_class::{Change, Moment, RetryClass, Target};
pub use safety::{Repeat, Safety};
pub use severity::Severity;
pub use transport::Transport;
