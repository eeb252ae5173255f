//! What decides about an outcome: entries and rules by their ranks, and what that makes of an entry in the end.
//!
//! The ranks are those of the runtime, which decides about real outcomes; here they are asked before there is one. Checks, generated
//! documentation and the command ask the same functions, so that none of them says what another denies.

mod conditions;
mod facts;
mod words;
mod verdict;

pub(crate) use conditions::{exclude, texts};
pub(crate) use facts::{Fact, Source, covered, decided, of as facts};
pub use verdict::{Exception, Verdict, Verdicts};
pub use words::{Asked, words};
