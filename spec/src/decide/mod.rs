//! Determines which fact decides about an outcome, by the ranks of entries and rules, and what this means for an entry.
//!
//! The ranks are the same as in the runtime, which decides about actual outcomes; this module decides before there is one. The checks, the
//! generated documentation and the command all use it, so that they agree.

mod conditions;
mod facts;
mod satisfiable;
mod recognized;
mod words;
mod verdict;

pub use conditions::example;
pub(crate) use conditions::{Conditions, possible, tests};
pub(crate) use facts::{Fact, Source, covered, decided, of as facts};
pub(crate) use recognized::response_of_case;
pub use recognized::{StateResponse, sample_text, state_response};
pub(crate) use satisfiable::Placed;
pub use satisfiable::{ItemWitness, Witness, item_example};
pub use verdict::{Exception, Verdict, Verdicts};
pub use words::{Asked, condition_words, words};
