use super::Retry;
use crate::when::When;
use crate::{Basis, Effect};

/// A retry class that depends on conditions.
///
/// Precedence does not depend on the position of a rule but on its [`Rank`](super::Rank): rules on headers and fields alone come first,
/// followed by code and status, code, type and status, type, status, category, status range, transport failure, operation or
/// method. Within a rank, the
/// rule with more additional conditions takes precedence.
///
/// ```
/// use errspec::RetryClass;
/// use errspec::retry::{Retry, Rule};
/// use errspec::when::{Test, When};
/// static RULES: [Rule; 1] = [Rule {
///     when: When { status: &[(409, 409)], headers: &[("X-Should-Retry", Test::equals("true"))], ..When::ANY },
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
    #[cfg_attr(debug_assertions, inline)]
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
