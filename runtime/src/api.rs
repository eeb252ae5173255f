use crate::Catalog;
use crate::decode::{Decoder, Fields};
use crate::encode::Values;
use crate::headers::{Headers, RateLimitHeaders};
use crate::machine::Machine;
use crate::retry::Policy;
use crate::status::Statuses;
use core::fmt;

/// An API, as the marker type that emitted code implements this for.
pub trait Api: 'static {
    /// Everything the contract says.
    const CONTRACT: &'static Contract;

    /// The bodies as typed values: an emitted enum with one variant per shape, and one for a body of none of them.
    type Body<'e>;

    /// Takes the fields of the shape that matched and makes the typed value of them.
    fn body<'e>(fields: &Fields<'_, 'e>) -> Self::Body<'e>;

    /// The other direction: which shape a typed value has, and the values of its fields. `None` for a body of none of them.
    fn values<'v>(body: &'v Self::Body<'_>) -> Option<(usize, &'v dyn Values)>;
}

/// The failure contract of one API: all its const tables.
pub struct Contract {
    /// The module name, as in `autoretouch`.
    pub name: &'static str,
    /// The name people use.
    pub title: &'static str,
    /// Where the facts come from: a URL, a file's name, a book; empty where the contract does not say.
    pub source: &'static str,
    /// Every catalog of codes.
    pub catalogs: &'static [&'static Catalog],
    /// Every machine of execution states.
    pub machines: &'static [&'static Machine],
    /// How error bodies are read.
    pub decoder: Decoder,
    /// The header that carries the server's name for the request; empty where there is none.
    pub request_id: &'static str,
    /// The headers that tell the state of a rate limit.
    pub rate_limit: RateLimitHeaders,
    /// What may be retried and when, and with it what the contract says of statuses.
    pub policy: &'static Policy,
}

impl fmt::Debug for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contract").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Contract {
    /// A contract that says nothing, for struct update syntax.
    pub const EMPTY: Self = Self {
        name: "",
        title: "",
        source: "",
        catalogs: &[],
        machines: &[],
        decoder: Decoder::NONE,
        request_id: "",
        rate_limit: RateLimitHeaders::NONE,
        policy: &Policy::DEFAULT,
    };

    /// What the contract says of statuses.
    pub const fn statuses(&self) -> &'static Statuses {
        self.policy.statuses
    }

    /// Whether a status is one of the contract's successes. The body can still make such an answer a failure:
    /// [`ApiError::check`](crate::ApiError::check) judges the whole answer.
    pub const fn is_success(&self, status: u16) -> bool {
        self.policy.is_success(status)
    }

    /// Whether only the body can tell if this answer is a failure: its status is a success, but the contract has an error body for
    /// just this status (and media type). A client need not read the body of any other success before it hands the answer on.
    pub fn needs_body(&self, status: u16, headers: &(impl Headers + ?Sized)) -> bool {
        self.is_success(status)
            && self.decoder.bodies.iter().any(|body| {
                let content_type = || core::str::from_utf8(headers.get("Content-Type")?).ok();
                body.when.names(status) && body.when.holds(status, content_type())
            })
    }
}
