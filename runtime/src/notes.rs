use crate::{Basis, CredentialKind};

/// A contradiction in the document that a contract describes, and its resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What one part of the document says.
    pub between: &'static str,
    /// What another part says.
    pub and: &'static str,
    /// What the contract does.
    pub resolution: &'static str,
    /// Why; may be empty.
    pub reason: &'static str,
    /// The basis of the resolution.
    pub basis: Basis,
}

/// Advice that the document gives, or something that it leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The sentence.
    pub text: &'static str,
    /// The basis.
    pub basis: Basis,
    /// A page about it; may be empty.
    pub docs: &'static str,
}

impl Remark {
    /// A remark with basis `stated`.
    #[inline]
    pub const fn new(text: &'static str) -> Self {
        Self { text, basis: Basis::Stated, docs: "" }
    }
}

/// How a caller authenticates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Its name in the contract.
    pub name: &'static str,
    /// What it is.
    pub kind: CredentialKind,
    /// The request header that carries it; empty if the contract does not say.
    pub header: &'static str,
    /// Whether it can be renewed without human intervention.
    pub refresh: bool,
    /// The summary; may be empty.
    pub summary: &'static str,
    /// The basis.
    pub basis: Basis,
    /// A page about it; may be empty.
    pub docs: &'static str,
}

/// A health check of an API, and the expected response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HealthCheck {
    /// Its name in the contract.
    pub name: &'static str,
    /// The method.
    pub method: &'static str,
    /// A path below the API's base URL, or an absolute URL.
    pub target: &'static str,
    /// The status of a healthy API.
    pub status: u16,
    /// Whether a healthy API returns an empty body; `false` if any body is accepted.
    pub empty_body: bool,
    /// The summary; may be empty.
    pub summary: &'static str,
    /// The basis.
    pub basis: Basis,
}

impl HealthCheck {
    /// Whether a response is that of a healthy API.
    ///
    /// ```
    /// use errspec::{Basis, HealthCheck};
    /// # const UP: HealthCheck = HealthCheck { name: "api", method: "GET", target: "/health", status: 200, empty_body: true,
    /// #     summary: "", basis: Basis::Stated };
    /// assert!(UP.is_healthy(200, b""));
    /// assert!(!UP.is_healthy(200, b"<html>"));
    /// assert!(!UP.is_healthy(503, b""));
    /// ```
    #[cfg_attr(debug_assertions, inline)]
    pub const fn is_healthy(&self, status: u16, body: &[u8]) -> bool {
        status == self.status && (body.is_empty() || !self.empty_body)
    }
}
