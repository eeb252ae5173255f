//! The resolved contract: names are resolved, defaults and inheritance are applied, and each fact has its origin.

mod bodies;
mod errors;
mod facts;
mod http;
mod machines;
mod retry;

pub use bodies::{Body, Field, FieldKind, Member};
pub use errors::{Catalog, Code, CodeId, Group, Template, TemplatePart};
pub use facts::{Fact, Facts, Origin, Via};
pub use http::{Health, Operation, Status, StatusDefaults};
pub use machines::{Cause, Command, Edge, Machine, Poll, State, Unknown};
pub use retry::{Policy, Rule, RuleWhen};

use crate::source::{FileId, Spanned};
use crate::syntax::{Conflict, Credential, Headers, Named, Remark, StatusRange};

/// An API's failure contract.
#[derive(Clone, Debug)]
pub struct Contract {
    /// The API's name, and the module's in generated code.
    pub name: Spanned<String>,
    /// What people call the API.
    pub title: Option<Spanned<String>>,
    /// Where the API documents its failures.
    pub source: Option<Spanned<String>>,
    /// Every file that was read, the spec itself first.
    pub files: Vec<FileId>,
    /// How callers prove who they are.
    pub credentials: Vec<Named<Credential>>,
    /// The statuses that count as success.
    pub success: Vec<StatusRange>,
    /// The declared statuses.
    pub statuses: Vec<Status>,
    /// Defaults for ranges of statuses.
    pub ranges: Vec<StatusDefaults>,
    /// The catalogs of error codes: the section `errors`.
    pub catalogs: Vec<Catalog>,
    /// The shapes of errors, in the order in which they are tried.
    pub bodies: Vec<Body>,
    /// Headers with a meaning for every answer.
    pub headers: Headers,
    /// The calls of the API that the contract mentions.
    pub operations: Vec<Operation>,
    /// The health checks.
    pub health: Vec<Health>,
    /// The section `retry`.
    pub policy: Policy,
    /// The states jobs pass through.
    pub machines: Vec<Machine>,
    /// Contradictions in the document, and how they were resolved.
    pub conflicts: Vec<Conflict>,
    /// Advice of the document that no other section can hold.
    pub advice: Vec<Remark>,
    /// What the document leaves open.
    pub unspecified: Vec<Remark>,
}

impl Contract {
    /// Whether a status counts as success, unless the body says otherwise: see [`may_fail`](Self::may_fail).
    pub fn is_success(&self, status: u16) -> bool {
        self.success.iter().any(|range| range.contains(status))
    }

    /// Whether some answer of this status is a failure: it is not a success, or a body names it.
    pub fn may_fail(&self, status: u16) -> bool {
        !self.is_success(status) || self.bodies.iter().any(|body| body.names(status))
    }

    /// Whether a body is looked for in answers of this status. In successes these are the bodies that name it.
    pub fn looks_for(&self, body: &Body, status: u16) -> bool {
        body.names(status) || (body.when.statuses.is_empty() && !self.is_success(status))
    }

    /// The code behind an id.
    pub fn code(&self, id: CodeId) -> Option<&Code> {
        self.catalogs.get(id.catalog)?.codes.get(id.code)
    }
}
