use super::{Fact, Facts};
use crate::source::Spanned;
use crate::syntax::StatusRange;

/// A declared status.
#[derive(Clone, Debug)]
pub struct Status {
    /// The status.
    pub status: Spanned<u16>,
    /// The reason phrase.
    pub phrase: Option<Fact<String>>,
    /// The phrase in the shipped registry, whatever phrase this API uses.
    pub registered: Option<String>,
    /// Its facts.
    pub facts: Facts,
}

/// Defaults for a range of statuses.
#[derive(Clone, Debug)]
pub struct StatusDefaults {
    /// The range.
    pub range: Spanned<StatusRange>,
    /// The facts of the statuses in the range that do not state their own.
    pub facts: Facts,
}
