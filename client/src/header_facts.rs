use crate::{Cause, Failure, Reply};
use errspec::Api;
use errspec::headers::{Quota, Retirement, quotas, retirement};
use http::HeaderMap;
use std::fmt;

/// Facts from the standard headers of a response, whether it is a success or an error.
///
/// ```
/// use errspec_client::HeaderFacts;
/// use errspec_client::blocking::{Client, Transport};
/// # use errspec::retry::Operation;
/// # const GET_REPORT: Operation = Operation::new("get_report", "GET", "/v1/reports/{id}");
///
/// fn report<A: errspec::Api, T: Transport>(client: &Client<A, T>) {
///     let result = client.call(&GET_REPORT).param("id", "r_1").send();
///     let quotas = match &result {
///         Ok(response) => response.quotas(),
///         Err(failure) => failure.quotas(),
///     };
///     for quota in quotas.iter().filter(|quota| quota.remaining == Some(0)) {
///         println!("nothing is left of {}", quota.policy);
///     }
/// }
/// ```
///
/// For all responses of a client, including those of polls and of attempts that failed, see [`Event::Answered`](crate::Event::Answered).
pub trait HeaderFacts {
    /// The headers of the response; `None` if there was none.
    fn response_headers(&self) -> Option<&HeaderMap>;

    /// The quotas that the headers `RateLimit-Policy` and `RateLimit` describe; see [`quotas`].
    fn quotas(&self) -> Vec<Quota<'_>> {
        self.response_headers().map_or_else(Vec::new, quotas)
    }

    /// What the headers `Deprecation` and `Sunset` say about the future of the resource; see [`retirement`].
    fn retirement(&self) -> Retirement {
        self.response_headers().map_or_else(Retirement::default, retirement)
    }
}

impl<B> HeaderFacts for http::Response<B> {
    fn response_headers(&self) -> Option<&HeaderMap> {
        Some(self.headers())
    }
}

#[cfg(feature = "reqwest")]
impl HeaderFacts for reqwest::Response {
    fn response_headers(&self) -> Option<&HeaderMap> {
        Some(self.headers())
    }
}

/// The response of the last attempt.
impl<A: Api> HeaderFacts for Failure<A> {
    fn response_headers(&self) -> Option<&HeaderMap> {
        match &self.cause {
            Cause::Api(refused) => Some(&refused.headers),
            Cause::Broken(_, response) => response.as_ref().map(|response| response.headers()),
            Cause::Unreadable(unreadable) => Some(unreadable.response.headers()),
            Cause::Invalid(_) | Cause::RateLimited | Cause::Cancelled => None,
        }
    }
}

impl<A: Api> HeaderFacts for Reply<A> {
    fn response_headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Success(response) => Some(response.headers()),
            Self::Error(refused) => Some(&refused.headers),
            Self::Broken(_, response) => response.as_ref().map(|response| response.headers()),
        }
    }
}

/// The headers of a response, for [`Event::Answered`](crate::Event::Answered). Its `Debug` output has none of them, because they may contain
/// secrets, such as cookies.
#[derive(Clone, Copy)]
pub struct AnswerHeaders<'a>(pub(crate) &'a HeaderMap);

impl HeaderFacts for AnswerHeaders<'_> {
    fn response_headers(&self) -> Option<&HeaderMap> {
        Some(self.0)
    }
}

impl fmt::Debug for AnswerHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} headers", self.0.len())
    }
}
