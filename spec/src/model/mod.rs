//! The resolved contract: names are resolved, defaults and inheritance are applied, and each fact has its origin.

#[cfg(feature = "reader")]
mod bodies;
mod errors;
mod facts;
#[cfg(feature = "reader")]
mod http;
mod machines;
#[cfg(feature = "reader")]
mod retry;
mod statuses;
#[cfg(feature = "reader")]
mod when;

pub use errors::{Catalog, Code, CodeId, CodeKey, Group, Template, TemplatePart};
pub use facts::{Fact, Facts, Origin, Via};
pub use machines::{Cause, Command, Edge, Machine, Payload, PayloadKind, Poll, State, Unknown};
pub use statuses::{Status, StatusDefaults};

#[cfg(feature = "reader")]
pub use {
    bodies::{Body, Chain, Field, FieldKind},
    http::{Health, Operation},
    machines::{DeclaredAction, Goal, Wait},
    retry::{Hint, Policy, Rule},
    when::When,
};

use crate::source::{FileId, Spanned};
use crate::syntax::StatusRange;
#[cfg(feature = "reader")]
use crate::syntax::{Conflict, Credential, Headers, Named, Remark};

/// An API's failure contract.
#[derive(Clone, Debug)]
pub struct Contract {
    /// The name of the API and of the generated module.
    pub name: Spanned<String>,
    /// The API's name as people write it.
    pub title: Option<Spanned<String>>,
    /// Where the facts come from.
    pub source: Option<Spanned<String>>,
    /// The files that were read, the spec itself first.
    pub files: Vec<FileId>,
    /// How callers authenticate.
    #[cfg(feature = "reader")]
    pub credentials: Vec<Named<Credential>>,
    /// The success statuses.
    pub success: Vec<StatusRange>,
    /// The declared statuses.
    pub statuses: Vec<Status>,
    /// The defaults of ranges of statuses.
    pub ranges: Vec<StatusDefaults>,
    /// The catalogs of error codes: the section `errors`.
    pub catalogs: Vec<Catalog>,
    /// The error bodies, in the order in which they are tried.
    #[cfg(feature = "reader")]
    pub bodies: Vec<Body>,
    /// Headers that every response may have.
    #[cfg(feature = "reader")]
    pub headers: Headers,
    /// The operations of the API.
    #[cfg(feature = "reader")]
    pub operations: Vec<Operation>,
    /// The health checks.
    #[cfg(feature = "reader")]
    pub health: Vec<Health>,
    /// The section `retry`.
    #[cfg(feature = "reader")]
    pub policy: Policy,
    /// The machines: the states that jobs pass through.
    pub machines: Vec<Machine>,
    /// Contradictions in the document, and their resolutions.
    #[cfg(feature = "reader")]
    pub conflicts: Vec<Conflict>,
    /// Advice that the document gives every reader.
    #[cfg(feature = "reader")]
    pub advice: Vec<Remark>,
    /// What the document leaves open.
    #[cfg(feature = "reader")]
    pub unspecified: Vec<Remark>,
}

impl Contract {
    /// Whether a status is a success status. A response with a success status may still be a failure, see [`may_fail`](Self::may_fail).
    pub fn is_success(&self, status: u16) -> bool {
        self.success.iter().any(|range| range.contains(status))
    }

    /// Whether a response with this status can be a failure: the status is not a success status, or not one of every operation, or an error
    /// body names it.
    pub fn may_fail(&self, status: u16) -> bool {
        #[cfg(feature = "reader")]
        let special = self.operations.iter().any(|operation| !operation.is_success(self, status))
            || self.bodies.iter().any(|body| body.is_error() && body.names(status));
        #[cfg(not(feature = "reader"))]
        let special = false;
        special || !self.is_success(status)
    }

    /// Whether a body is looked for in responses with this status. For a success status, only bodies that name it are.
    #[cfg(feature = "reader")]
    pub fn looks_for(&self, body: &Body, status: u16) -> bool {
        body.names(status) || (body.when.status.is_empty() && !self.is_success(status))
    }

    /// The code with an ID.
    pub fn code(&self, id: CodeId) -> Option<&Code> {
        self.catalogs.get(id.catalog)?.codes.get(id.code)
    }
}
