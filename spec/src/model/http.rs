#![allow(missing_docs, reason = "named as the keys of the language")]

use super::{Fact, Facts};
use crate::source::Spanned;
use crate::syntax::StatusRange;
use crate::words::{Basis, HealthBody, Method, Safety};

/// A declared status.
#[derive(Clone, Debug)]
pub struct Status {
    pub status: Spanned<u16>,
    pub phrase: Option<Fact<String>>,
    /// The phrase of the shipped registry, whatever this API calls it.
    pub registered: Option<String>,
    pub facts: Facts,
}

/// Defaults for a range of statuses.
#[derive(Clone, Debug)]
pub struct StatusDefaults {
    pub range: Spanned<StatusRange>,
    pub facts: Facts,
}

/// A call of the API.
#[derive(Clone, Debug)]
pub struct Operation {
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    pub method: Spanned<Method>,
    pub path: Option<Spanned<String>>,
    /// Which of the contract's machines it reads.
    pub machine: Option<usize>,
    pub safety: Safety,
    pub keyed: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub basis: Basis,
}

/// A health check.
#[derive(Clone, Debug)]
pub struct Health {
    pub name: Spanned<String>,
    /// The name in generated code, where the spec gives one.
    pub rust_name: Option<Spanned<String>>,
    pub method: Method,
    /// A path below the API's base, or an absolute address.
    pub target: Spanned<String>,
    pub status: u16,
    pub body: HealthBody,
    pub summary: Option<Spanned<String>>,
    pub basis: Basis,
}
