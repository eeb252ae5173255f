use crate::decode::{Decoder, Fields};
use crate::encode::Values;
use crate::headers::{Headers, RateLimitHeaders};
use crate::machine::Machine;
use crate::retry::{Operation, Policy};
use crate::status::Statuses;
use crate::{Catalog, Credential, Meaning};
use core::fmt;

/// An API. Generated code implements this trait for a marker type.
pub trait Api: 'static {
    /// The contract. Generated code returns a static. A tool that reads contracts at run time returns the one that it has read.
    fn contract() -> &'static Contract;

    /// The bodies as typed values: a generated enum with one variant per body, and one for unmatched bodies.
    type Body<'e>;

    /// Creates the typed value from the fields of the body that matched.
    fn body<'e>(fields: &Fields<'_, 'e>) -> Self::Body<'e>;

    /// The inverse: the body of a typed value, and the values of its fields. `None` for an unmatched body.
    fn values<'v>(body: &'v Self::Body<'_>) -> Option<(usize, &'v dyn Values)>;
}

/// The failure contract of an API: all its const tables.
pub struct Contract {
    /// The module name, as in `autoretouch`.
    pub name: &'static str,
    /// The name as people write it.
    pub title: &'static str,
    /// Where the facts come from: a URL, a file name, a book; empty if the contract does not say.
    pub source: &'static str,
    /// Every catalog of codes.
    pub catalogs: &'static [&'static Catalog],
    /// Every state machine.
    pub machines: &'static [&'static Machine],
    /// How callers authenticate.
    pub credentials: &'static [Credential],
    /// How error bodies are read.
    pub decoder: Decoder,
    /// The header that carries the server's ID for the request; empty if there is none.
    pub request_id: &'static str,
    /// The headers that report the state of a rate limit.
    pub rate_limit: RateLimitHeaders,
    /// The retry policy, which includes the facts of statuses.
    pub policy: &'static Policy,
}

impl fmt::Debug for Contract {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contract").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Contract {
    /// An empty contract, for struct update syntax.
    pub const EMPTY: Self = Self {
        name: "",
        title: "",
        source: "",
        catalogs: &[],
        machines: &[],
        credentials: &[],
        decoder: Decoder::NONE,
        request_id: "",
        rate_limit: RateLimitHeaders::NONE,
        policy: &Policy::DEFAULT,
    };

    /// The facts of statuses.
    #[inline]
    pub const fn statuses(&self) -> &'static Statuses {
        self.policy.statuses
    }

    /// Whether a status is a success status of the contract. A response with such a status can still be a failure because of its body, see
    /// [`ApiError::check`](crate::ApiError::check).
    #[inline]
    pub const fn is_success(&self, status: u16) -> bool {
        self.policy.is_success(status)
    }

    /// Whether the body is needed to decide if this response is a failure. It is needed in two cases: the status is a success status, but
    /// the contract has an error body for this status (and media type); or the status is not a success status, but the contract has a body
    /// that does not mean a failure. A client does not have to read the body of any other success before it passes on the response.
    #[inline]
    pub fn needs_body(&self, status: u16, headers: &(impl Headers + ?Sized)) -> bool {
        self.needs_body_of(None, status, headers)
    }

    /// Like [`needs_body`](Self::needs_body), for a response to an operation, which may have success statuses of its own.
    pub fn needs_body_of(&self, operation: Option<&Operation>, status: u16, headers: &(impl Headers + ?Sized)) -> bool {
        let success = self.policy.is_success_of(operation, status);
        self.decoder.bodies.iter().any(|body| {
            let content_type = || core::str::from_utf8(headers.get("Content-Type")?).ok();
            let decides = match success {
                true => body.means == Meaning::Error && body.when.names(status),
                false => body.means != Meaning::Error && body.when.allows(status),
            };
            decides && body.when.has_type(content_type()) && body.when.has_headers(headers)
        })
    }
}
