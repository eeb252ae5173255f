use super::{Fact, Facts};
use crate::source::Spanned;
use crate::syntax::StatusRange;
use crate::words::{Basis, HealthBody, Method, Safety};

/// A declared status.
#[derive(Clone, Debug)]
pub struct Status {
    /// The number.
    pub status: Spanned<u16>,
    /// The phrase that goes with it.
    pub phrase: Option<Fact<String>>,
    /// The phrase of the shipped registry, whatever this API calls it.
    pub registered: Option<String>,
    /// What is known of it.
    pub facts: Facts,
}

/// Defaults for a range of statuses.
#[derive(Clone, Debug)]
pub struct StatusDefaults {
    /// The statuses.
    pub range: Spanned<StatusRange>,
    /// What holds for them unless they say otherwise.
    pub facts: Facts,
}

/// A call of the API.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    /// The method.
    pub method: Spanned<Method>,
    /// The path, with placeholders.
    pub path: Option<Spanned<String>>,
    /// Which of the contract's machines it reads.
    pub machine: Option<usize>,
    /// Whether it may be repeated.
    pub safety: Safety,
    /// The header that makes it idempotent.
    pub keyed: Option<Spanned<String>>,
    /// What it does, in a sentence.
    pub summary: Option<Spanned<String>>,
    /// How sure the entry is.
    pub basis: Basis,
}

/// A health check.
#[derive(Clone, Debug)]
pub struct Health {
    /// The name in the spec.
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    /// The method.
    pub method: Method,
    /// A path below the API's base, or an absolute address.
    pub target: Spanned<String>,
    /// The status of a healthy service.
    pub status: u16,
    /// What the body then is.
    pub body: HealthBody,
    /// What it checks, in a sentence.
    pub summary: Option<Spanned<String>>,
    /// How sure the entry is.
    pub basis: Basis,
}
