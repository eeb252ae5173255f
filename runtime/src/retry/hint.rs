use super::{HintAs, OverMax};
use crate::headers::Form;
use crate::place::Place;
use crate::when::When;
use core::time::Duration;

/// A place in which the server says how long to wait.
///
/// ```
/// use core::time::Duration;
/// use errspec::headers::Form;
/// use errspec::retry::Hint;
/// use errspec::when::When;
/// static HINTS: [Hint; 2] = [
///     Hint { when: When { status: &[(429, 429), (503, 503)], ..When::ANY }, default: Some(Duration::from_secs(5)), ..Hint::RETRY_AFTER },
///     Hint { when: When { status: &[(429, 429)], ..When::ANY }, ..Hint::header("X-RateLimit-Reset", &[Form::UnixSeconds]) },
/// ];
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where it is. The first location with a readable value counts.
    pub place: Place,
    /// The form of the value. The first form that can parse it is used.
    pub forms: &'static [Form],
    /// The responses it is read from.
    pub when: When,
    /// What its value is.
    pub says: HintAs,
    /// The longest hint that is followed.
    pub max: Duration,
    /// Whether `max` counts from the delay of the backoff instead of from zero.
    pub max_from_backoff: bool,
    /// Whether the backoff begins anew after it.
    pub restarts: bool,
    /// What to do with a longer one.
    pub over_max: OverMax,
    /// The delay to use if `when` holds and no hint yields one.
    pub default: Option<Duration>,
}

impl Hint {
    /// `Retry-After` (RFC 9110, section 10.2.3): seconds or a date, at most two minutes.
    pub const RETRY_AFTER: Self = Self::header("Retry-After", &[Form::DelaySeconds, Form::HttpDate]);

    /// A hint in a header, on all statuses, at most two minutes.
    #[inline]
    pub const fn header(name: &'static str, forms: &'static [Form]) -> Self {
        Self::at(Place::header(name), forms)
    }

    /// A hint in a field of the body, on all statuses, at most two minutes.
    #[inline]
    pub const fn body(pointer: &'static str, forms: &'static [Form]) -> Self {
        Self::at(Place::pointer(pointer), forms)
    }

    /// A hint at this place, for all statuses, with a maximum of two minutes. The default of the place is ignored.
    #[inline]
    pub const fn at(place: Place, forms: &'static [Form]) -> Self {
        Self {
            place,
            forms,
            when: When::ANY,
            says: HintAs::Delay,
            max: Duration::from_secs(120),
            max_from_backoff: false,
            restarts: false,
            over_max: OverMax::GiveUp,
            default: None,
        }
    }

    /// Sets the responses it is read from.
    #[must_use]
    #[inline]
    pub const fn when(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    /// Sets the longest hint that is followed, and what to do with a longer one.
    #[must_use]
    #[inline]
    pub const fn max(mut self, max: Duration, over_max: OverMax) -> Self {
        self.max = max;
        self.over_max = over_max;
        self
    }
}
