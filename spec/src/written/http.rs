#![allow(missing_docs, reason = "named as the keys of the language")]

use super::Facts;
use crate::source::Spanned;
use crate::words::{CredentialKind, Form, HealthBody, Method, Safety};
use std::fmt;

/// Statuses from the first to the second, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatusRange {
    pub from: u16,
    pub to: u16,
}

impl StatusRange {
    pub fn contains(self, status: u16) -> bool {
        self.from <= status && status <= self.to
    }

    /// What is left of some ranges after one is taken out.
    pub fn without(ranges: &[Self], out: Self) -> Vec<Self> {
        let mut left = Vec::with_capacity(ranges.len());
        for range in ranges {
            if range.to < out.from || out.to < range.from {
                left.push(*range);
                continue;
            }
            if range.from < out.from {
                left.push(Self { from: range.from, to: out.from - 1 });
            }
            if out.to < range.to {
                left.push(Self { from: out.to + 1, to: range.to });
            }
        }
        left
    }
}

/// `404`, `4xx` or `500-599`.
impl fmt::Display for StatusRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = self.from / 100;
        match (self.from, self.to) {
            (from, to) if from == to => write!(f, "{from}"),
            (from, to) if from == class * 100 && to == class * 100 + 99 => write!(f, "{class}xx"),
            (from, to) => write!(f, "{from}-{to}"),
        }
    }
}

/// A declared status.
#[derive(Clone, Debug)]
pub struct StatusEntry {
    pub status: Spanned<u16>,
    pub phrase: Option<Spanned<String>>,
    pub facts: Facts,
}

/// Defaults for the statuses of a range.
#[derive(Clone, Debug)]
pub struct StatusRangeEntry {
    pub range: Spanned<StatusRange>,
    pub facts: Facts,
}

/// How a caller proves who it is.
#[derive(Clone, Debug)]
pub struct Credential {
    pub kind: Option<Spanned<CredentialKind>>,
    pub header: Option<Spanned<String>>,
    pub refresh: bool,
    pub facts: Facts,
}

/// Headers with a meaning for every answer.
#[derive(Clone, Debug, Default)]
pub struct Headers {
    pub request_id: Option<Spanned<String>>,
    pub rate_limit: Option<Spanned<RateLimit>>,
}

/// The headers that tell the rate limit.
#[derive(Clone, Debug, Default)]
pub struct RateLimit {
    pub limit: Option<Spanned<String>>,
    pub remaining: Option<Spanned<String>>,
    pub reset: Option<HeaderRef>,
    pub scope: Option<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
}

/// A header and the form of its value.
#[derive(Clone, Debug)]
pub struct HeaderRef {
    pub header: Spanned<String>,
    pub form: Option<Spanned<Form>>,
}

/// A call of the API.
#[derive(Clone, Debug)]
pub struct Operation {
    pub method: Option<Spanned<Method>>,
    pub path: Option<Spanned<String>>,
    pub machine: Option<Spanned<String>>,
    pub safety: Option<Spanned<Safety>>,
    /// `safety: { keyed: Idempotency-Key }`: the header that makes it idempotent.
    pub keyed: Option<Spanned<String>>,
    pub facts: Facts,
}

/// A health check.
#[derive(Clone, Debug)]
pub struct Health {
    pub url: Option<Spanned<String>>,
    pub path: Option<Spanned<String>>,
    pub method: Option<Spanned<Method>>,
    pub status: Option<Spanned<u16>>,
    pub body: Option<Spanned<HealthBody>>,
    pub facts: Facts,
}
