use super::{Outcome, Retry};
use crate::place::Place;
use crate::when::When;
use crate::{Basis, Effect};

/// A retry class that depends on conditions.
///
/// Precedence does not depend on the position of a rule but on its [`Rank`](super::Rank): rules on headers and fields alone come first,
/// followed by those on code and status, code, type and status, type, tag, status, category, range of statuses, transport failure, and
/// operation or method alone. Within a rank, the rule with more additional conditions takes precedence.
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

/// A place in which the server itself says whether to retry. It takes precedence over every rule, in both directions. An unsafe
/// call is still only repeated if the server did nothing.
///
/// ```
/// use errspec::retry::{Policy, ServerSays};
/// static SAYS: [ServerSays; 1] = [ServerSays::header("X-Should-Retry").yes(&["true"]).no(&["false"])];
/// static RETRY: Policy = Policy { server_says: &SAYS, ..Policy::DEFAULT };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerSays {
    /// Where it is. The first location with one of the values counts.
    pub place: Place,
    /// The values that ask for a retry; compared ASCII case-insensitively.
    pub yes: &'static [&'static str],
    /// The values that forbid one; compared ASCII case-insensitively.
    pub no: &'static [&'static str],
}

impl ServerSays {
    /// A header.
    #[inline]
    pub const fn header(name: &'static str) -> Self {
        Self::at(Place::header(name))
    }

    /// A field of the body, as a JSON pointer (RFC 6901).
    #[inline]
    pub const fn body(pointer: &'static str) -> Self {
        Self::at(Place::pointer(pointer))
    }

    /// This place, which may have several locations.
    #[inline]
    pub const fn at(place: Place) -> Self {
        Self { place, yes: &[], no: &[] }
    }

    /// Sets the values that ask for a retry.
    #[must_use]
    #[inline]
    pub const fn yes(mut self, yes: &'static [&'static str]) -> Self {
        self.yes = yes;
        self
    }

    /// Sets the values that forbid a retry.
    #[must_use]
    #[inline]
    pub const fn no(mut self, no: &'static [&'static str]) -> Self {
        self.no = no;
        self
    }

    /// Interprets a value; `None` if it is none of those.
    #[cfg_attr(debug_assertions, inline)]
    pub fn read(&self, value: &str) -> Option<bool> {
        let value = value.trim_ascii();
        let is = |words: &[&str]| words.iter().any(|word| value.eq_ignore_ascii_case(word));
        if is(self.yes) {
            Some(true)
        } else if is(self.no) {
            Some(false)
        } else {
            None
        }
    }

    /// What an outcome says there.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn said(&self, outcome: &Outcome<'_>) -> Option<bool> {
        self.place.find(outcome.headers, outcome.body, |text| self.read(text).is_some()).and_then(|text| self.read(&text))
    }
}
