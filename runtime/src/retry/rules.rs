use super::{Retry, Transport};
use crate::{Basis, Effect};

/// A retry class that depends on conditions.
///
/// Precedence does not depend on the position of a rule but on its [`Rank`](super::Rank): rules on headers and fields alone come first,
/// followed by code and status, code, type and status, type, status, status range, transport failure, operation or method. Within a rank, the
/// rule with more additional conditions takes precedence.
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
    /// The outcomes to which it applies.
    pub when: When,
    /// How to retry; `None` leaves this to the fact that is next in precedence.
    pub retry: Option<Retry>,
    /// Whether the server may have acted; `None` leaves this to the fact that is next in precedence.
    pub effect: Option<Effect>,
    /// The basis.
    pub basis: Basis,
}

impl Rule {
    /// A rule that never applies, for struct update syntax.
    pub const NONE: Self = Self { when: When::ANY, retry: None, effect: None, basis: Basis::Stated };
}

/// The conditions of a rule; all that are set must hold.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// The wire text of the error code; for a listed code its main text, not an alias.
    pub code: Option<&'static str>,
    /// The wire text of the error type.
    pub error_type: Option<&'static str>,
    /// The ranges of statuses, with both ends included; empty for any outcome. A single status is a range of its own.
    pub status: &'static [(u16, u16)],
    /// The transport failure.
    pub transport: Option<Transport>,
    /// Headers, by name (compared case-insensitively) and exact value.
    pub headers: &'static [(&'static str, &'static str)],
    /// Body fields, by JSON Pointer and text.
    pub fields: &'static [(&'static str, &'static str)],
    /// The operation's name in the contract.
    pub operation: Option<&'static str>,
    /// The request's method.
    pub method: Option<&'static str>,
}

impl When {
    /// No conditions, for struct update syntax.
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

/// The header in which the server itself says whether to retry. It takes precedence over every rule, in both directions. An unsafe call is
/// still only repeated if the server did nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerSays {
    /// The header's name.
    pub header: &'static str,
    /// The value that asks for a retry; compared ASCII case-insensitively.
    pub yes: Option<&'static str>,
    /// The value that forbids one; compared ASCII case-insensitively.
    pub no: Option<&'static str>,
}

impl ServerSays {
    /// Interprets the header's value; `None` if it is neither of the two.
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
