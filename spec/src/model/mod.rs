//! What is meant: names resolved, defaults and inheritance filled in, every fact with where it came from.

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
#[allow(missing_docs, reason = "named as the sections of the language")]
pub struct Contract {
    pub name: Spanned<String>,
    pub title: Option<Spanned<String>>,
    pub source: Option<Spanned<String>>,
    /// Every file that was read, the spec itself first.
    pub files: Vec<FileId>,
    pub credentials: Vec<Named<Credential>>,
    pub success: Vec<StatusRange>,
    pub statuses: Vec<Status>,
    pub ranges: Vec<StatusDefaults>,
    pub catalogs: Vec<Catalog>,
    pub bodies: Vec<Body>,
    pub headers: Headers,
    pub operations: Vec<Operation>,
    pub health: Vec<Health>,
    pub policy: Policy,
    pub machines: Vec<Machine>,
    pub conflicts: Vec<Conflict>,
    pub advice: Vec<Remark>,
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
