use super::Retry;
use crate::catalogue::CodeRef;
use crate::{Basis, Effect};

/// What holds for outcomes that no single status or code describes.
///
/// Which rule wins does not depend on its place: code and status beat code, then type and status, type, status, status range,
/// transport kind; within a rank the rule with more further conditions wins.
///
/// ```
/// use errspec::retry::{Retry, Rule, When};
/// use errspec::{Effect, RetryClass};
/// static RULES: [Rule; 1] = [Rule {
///     when: When { status: &[(409, 409)], headers: &[("X-Should-Retry", "true")], ..When::ANY },
///     retry: Some(Retry::of(RetryClass::Transient)),
///     ..Rule::NONE
/// }];
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The outcomes it is about.
    pub when: When,
    /// What may be done; `None` leaves that to the next best fact.
    pub retry: Option<Retry>,
    /// May the server have acted? `None` leaves that to the next best fact.
    pub effect: Option<Effect>,
    /// How sure the contract is.
    pub basis: Basis,
}

impl Rule {
    /// A rule that says nothing of any outcome, for struct update syntax.
    pub const NONE: Self = Self { when: When::ANY, retry: None, effect: None, basis: Basis::Stated };
}

/// The conditions of a rule; all that are set must hold.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// The error code.
    pub code: Option<CodeIs>,
    /// The error type.
    pub error_type: Option<CodeIs>,
    /// The status, one of these ranges with both ends included; empty for any outcome. One status is a range of its own.
    pub status: &'static [(u16, u16)],
    /// The transport failure.
    pub transport: Option<Transport>,
    /// Headers, by name (ASCII case does not count) and exact value.
    pub headers: &'static [(&'static str, &'static str)],
    /// Fields of the body, by JSON pointer and text.
    pub fields: &'static [(&'static str, &'static str)],
    /// The operation's name in the contract.
    pub operation: Option<&'static str>,
    /// The request's method.
    pub method: Option<&'static str>,
}

impl When {
    /// No condition, for struct update syntax.
    pub const ANY: Self = Self {
        code: None,
        error_type: None,
        status: &[],
        transport: None,
        headers: &[],
        fields: &[],
        operation: None,
        method: None,
    };
}

/// A code as a condition names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeIs {
    /// A listed code.
    Listed(CodeRef),
    /// A text on the wire, for codes that no catalogue lists.
    Text(&'static str),
}

words! {
    /// A failure without a response.
    Transport {
        /// No connection was made: refused, unreachable, name not found.
        Connect = "connect",
        /// The secure channel could not be set up.
        Tls = "tls",
        /// No connection was made in time.
        ConnectTimeout = "connect_timeout",
        /// The answer did not come in time.
        Timeout = "timeout",
        /// The connection broke after the request was under way.
        Broken = "broken",
        /// The body of the answer ended early.
        Truncated = "truncated",
        /// Any other.
        Other = "other",
    }
}

impl Transport {
    /// What is assumed where the contract says nothing: without a connection the server did nothing, otherwise it may have acted.
    pub const fn effect(self) -> Effect {
        match self {
            Self::Connect | Self::Tls | Self::ConnectTimeout => Effect::None,
            _ => Effect::Maybe,
        }
    }
}

/// The header in which the server itself says whether a retry makes sense; it beats every rule, in both directions. Whether an
/// unsafe call may be sent twice is still asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerSays {
    /// The header's name.
    pub header: &'static str,
    /// The value that asks for a retry; ASCII case does not count.
    pub yes: &'static str,
    /// The value that forbids one; ASCII case does not count.
    pub no: &'static str,
}

impl ServerSays {
    /// What the header's value says; `None` where it is neither word.
    pub fn read(&self, value: &[u8]) -> Option<bool> {
        let value = value.trim_ascii();
        if value.eq_ignore_ascii_case(self.yes.as_bytes()) {
            Some(true)
        } else if value.eq_ignore_ascii_case(self.no.as_bytes()) {
            Some(false)
        } else {
            None
        }
    }
}
