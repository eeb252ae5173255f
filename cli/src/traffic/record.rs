//! One attempt: a request, and its response or the reason why there was none.

use super::fields::{BodyBytes, HeaderList, Seconds, Since1970};
use errspec_spec::words::Transport;
use serde::Deserialize;
use std::borrow::Cow;
use std::time::Duration;

/// A line of recorded traffic. Only `status` or `failure` is required; what a line does not contain is not audited.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Record<'a> {
    /// When the request was sent.
    pub(crate) at: Option<Since1970>,
    /// The time from sending the request until the response was complete or the attempt failed.
    pub(crate) duration: Option<Seconds>,
    /// The operation's name in the contract. Without it, the method and the path decide.
    #[serde(borrow, default)]
    pub(crate) operation: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub(crate) method: Option<Cow<'a, str>>,
    /// The path or the URL.
    #[serde(borrow, default)]
    pub(crate) path: Option<Cow<'a, str>>,
    /// Headers of the request.
    #[serde(borrow, default)]
    pub(crate) request: Option<HeaderList<'a>>,
    /// The status of the response.
    pub(crate) status: Option<u16>,
    /// Why there was no response.
    #[serde(borrow, default)]
    pub(super) failure: Option<Cow<'a, str>>,
    /// Headers of the response.
    #[serde(borrow, default)]
    pub(crate) headers: HeaderList<'a>,
    #[serde(borrow, default)]
    pub(crate) body: Option<BodyBytes<'a>>,
    /// The call that the attempt belongs to.
    #[serde(borrow, default)]
    pub(crate) call: Option<Cow<'a, str>>,
    /// The number of the attempt, counted from 1.
    pub(crate) attempt: Option<u32>,
    /// The machine of the job, if the operation does not name it.
    #[serde(borrow, default)]
    pub(crate) machine: Option<Cow<'a, str>>,
    /// The ID of the job that the response reports, or to which a command was sent.
    #[serde(borrow, default)]
    pub(crate) job: Option<Cow<'a, str>>,
    /// The command that the request sends to the job.
    #[serde(borrow, default)]
    pub(crate) command: Option<Cow<'a, str>>,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Status(u16),
    Transport(Transport),
}

impl<'a> Record<'a> {
    /// Reads a line.
    pub(crate) fn parse(line: &'a [u8]) -> Result<Self, String> {
        let record: Self = serde_json::from_slice(line).map_err(|error| match error.is_data() {
            true => error.to_string(),
            false => "not JSON: each line is a JSON object, unless the name of the file ends with `.har`".to_owned(),
        })?;
        record.ending().map(|_| record)
    }

    /// A response that was recorded by another program.
    pub(crate) fn answered(status: u16) -> Self {
        Self { status: Some(status), ..Self::default() }
    }

    /// An attempt without a response.
    pub(crate) fn failed() -> Self {
        Self { failure: Some(Cow::Borrowed(Transport::Other.as_str())), ..Self::default() }
    }

    /// How the attempt ended.
    pub(crate) fn ending(&self) -> Result<Ending, String> {
        match (self.status, self.failure.as_deref()) {
            (Some(status @ 100..=999), None) => Ok(Ending::Status(status)),
            (Some(status), None) => Err(format!("`{status}` is not a status; it has three digits")),
            (None, Some(word)) => Transport::parse(word).map(Ending::Transport).ok_or_else(|| {
                let known: Vec<&str> = Transport::ALL.iter().map(|failure| failure.as_str()).collect();
                format!("`{word}` is not a failure; expected {}", known.join(", "))
            }),
            (Some(_), Some(_)) => Err("a record has either a `status` or a `failure`, not both".to_owned()),
            (None, None) => {
                Err("a record needs a `status` or, if there was no response, a `failure` such as \"timeout\"".to_owned())
            }
        }
    }

    /// When the response was complete.
    pub(crate) fn received(&self) -> Option<Duration> {
        let duration = self.duration.map_or(Duration::ZERO, |duration| duration.0);
        Some(self.at?.0.saturating_add(duration))
    }

    /// The bytes of the body; empty if there was none or it was not recorded.
    pub(crate) fn body(&self) -> &[u8] {
        self.body.as_ref().map_or(&[], |body| &body.0)
    }
}
