use crate::Basis;

/// A contradiction inside the document a contract was written from, and how it was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What one part of the document says.
    pub between: &'static str,
    /// What another part says.
    pub and: &'static str,
    /// Which of the two the contract follows.
    pub resolution: &'static str,
    /// Why; may be empty.
    pub reason: &'static str,
    /// How sure the resolution is.
    pub basis: Basis,
}

/// A piece of advice of the document, or something it leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The sentence.
    pub text: &'static str,
    /// How sure the contract is of it.
    pub basis: Basis,
    /// A page about it; may be empty.
    pub docs: &'static str,
}

impl Remark {
    /// A sentence that stands in the document.
    pub const fn new(text: &'static str) -> Self {
        Self { text, basis: Basis::Stated, docs: "" }
    }
}

/// How a caller proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Its name in the contract.
    pub name: &'static str,
    /// What it is.
    pub kind: CredentialKind,
    /// The request header that carries it; empty where the contract does not say.
    pub header: &'static str,
    /// Whether it can be renewed without a person.
    pub refresh: bool,
    /// What the contract says about it; may be empty.
    pub summary: &'static str,
    /// How sure the contract is of it.
    pub basis: Basis,
    /// A page about it; may be empty.
    pub docs: &'static str,
}

words! {
    /// Kinds of credentials.
    CredentialKind {
        /// A key that a person makes in a dashboard.
        ApiKey = "api_key",
        /// A bearer token (RFC 6750).
        Bearer = "bearer",
        /// A token of the OAuth device flow (RFC 8628).
        Oauth2Device = "oauth2_device",
    }
}

/// How to ask whether an API is up, and what it answers if it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HealthCheck {
    /// Its name in the contract.
    pub name: &'static str,
    /// The method.
    pub method: &'static str,
    /// A path below the API's base, or an absolute address.
    pub target: &'static str,
    /// The status of a healthy API.
    pub status: u16,
    /// Whether a healthy API answers with an empty body; `false` where any body will do.
    pub empty_body: bool,
    /// What it tells; may be empty.
    pub summary: &'static str,
    /// How sure the contract is of it.
    pub basis: Basis,
}

impl HealthCheck {
    /// Whether an answer is that of a healthy API.
    ///
    /// ```
    /// use errspec::{Basis, HealthCheck};
    /// # const UP: HealthCheck = HealthCheck { name: "api", method: "GET", target: "/health", status: 200, empty_body: true,
    /// #     summary: "", basis: Basis::Stated };
    /// assert!(UP.is_healthy(200, b""));
    /// assert!(!UP.is_healthy(200, b"<html>"));
    /// assert!(!UP.is_healthy(503, b""));
    /// ```
    pub const fn is_healthy(&self, status: u16, body: &[u8]) -> bool {
        status == self.status && (body.is_empty() || !self.empty_body)
    }
}
