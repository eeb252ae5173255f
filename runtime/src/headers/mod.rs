//! Response headers: looking them up, and reading what they say about waiting and limits.

mod form;
mod map;
mod rate_limit;

pub use form::Form;
pub use map::{FromFn, Headers, from_fn};
pub use rate_limit::{RateLimit, RateLimitHeaders, Reset};
