use super::values::{due, elements};
use super::{Due, Form, Headers, map, number};

/// The headers that report the state of a rate limit. Generated const data.
///
/// ```
/// use errspec::headers::{Form, RateLimitHeaders, Due};
/// static RATE_LIMIT: RateLimitHeaders = RateLimitHeaders {
///     limit: Some("X-RateLimit-Limit"),
///     remaining: Some("X-RateLimit-Remaining"),
///     reset: Some(("X-RateLimit-Reset", Form::UnixSeconds)),
///     scope: "api_key",
///     summary: "",
/// };
/// let limit = RATE_LIMIT.read(&[("x-ratelimit-remaining", "7"), ("x-ratelimit-reset", "784111777")]);
/// assert_eq!(limit.remaining, Some(7));
/// assert_eq!(limit.reset, Some(Due::At(std::time::Duration::from_secs(784_111_777))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimitHeaders {
    /// The header with the size of the limit.
    pub limit: Option<&'static str>,
    /// The header with the remaining requests.
    pub remaining: Option<&'static str>,
    /// The header with the time at which the limit is reset, and its form.
    pub reset: Option<(&'static str, Form)>,
    /// What the limit applies to, in the document's words, such as `api_key`; empty if the contract does not say.
    pub scope: &'static str,
    /// The summary; may be empty.
    pub summary: &'static str,
}

/// The state of a rate limit as reported by a response. A value that is missing or malformed is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RateLimit {
    /// How many requests the window allows.
    pub limit: Option<u64>,
    /// How many are left.
    pub remaining: Option<u64>,
    /// When the next window begins.
    pub reset: Option<Due>,
}

impl RateLimitHeaders {
    /// No headers, for struct update syntax.
    pub const NONE: Self = Self { limit: None, remaining: None, reset: None, scope: "", summary: "" };

    /// Reads the headers, which any response may have, not only a 429. If there are several values, the most restrictive is used: the lowest
    /// limit, the fewest remaining requests, the latest reset.
    pub fn read(&self, headers: &(impl Headers + ?Sized)) -> RateLimit {
        let number = |name: Option<&str>| map::values(headers, name?).flat_map(elements).filter_map(number::whole).min();
        RateLimit { limit: number(self.limit), remaining: number(self.remaining), reset: self.reset(headers) }
    }

    fn reset(&self, headers: &(impl Headers + ?Sized)) -> Option<Due> {
        let (name, form) = self.reset?;
        due(headers, name, &[form], super::date(headers))
    }
}
