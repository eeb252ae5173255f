use super::Retry;
use crate::{Basis, Effect};

/// What holds for outcomes that no single status or code describes.
///
/// Which rule wins does not depend on its place but on its [`Rank`](super::Rank): a rule that asks about headers and fields alone
/// comes first, then code and status, code, type and status, type, status, status range, transport failure, operation or method.
/// Within a rank the rule with more further conditions wins.
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
    /// The error code's text on the wire (of a listed code the main one, no alias).
    pub code: Option<&'static str>,
    /// The error type's text on the wire.
    pub error_type: Option<&'static str>,
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

words! {
    /// A failure without a response.
    Transport {
        /// No connection was made: refused, unreachable, name not found, not in time.
        Connect = "connect",
        /// The answer did not come in time.
        Timeout = "timeout",
        /// The connection broke before the whole answer was there.
        Reset = "reset",
        /// The secure channel could not be set up.
        Tls = "tls",
        /// Any other; no rule names it.
        Other = "other",
    }
}

impl Transport {
    /// What is assumed where the contract says nothing: without a connection the server did nothing, otherwise it may have acted.
    pub const fn effect(self) -> Effect {
        match self {
            Self::Connect | Self::Tls => Effect::None,
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
    pub yes: Option<&'static str>,
    /// The value that forbids one; ASCII case does not count.
    pub no: Option<&'static str>,
}

impl ServerSays {
    /// What the header's value says; `None` where it is neither word.
    pub fn read(&self, value: &[u8]) -> Option<bool> {
        let value = value.trim_ascii();
        let is = |word: Option<&str>| word.is_some_and(|word| value.eq_ignore_ascii_case(word.as_bytes()));
        if is(self.yes) {
            Some(true)
        } else if is(self.no) {
            Some(false)
        } else {
            None
        }
    }
}
