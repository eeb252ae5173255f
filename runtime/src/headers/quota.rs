//! The fields `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10).

use super::Headers;
use super::structured::{Member, Value, dictionary, list, visit_list};
use crate::shown::{NAME, Quoted};
use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

/// A quota as a response describes it. Its policy comes from the header field `RateLimit-Policy`, and what is left of it from the field
/// `RateLimit`. A value that is missing or malformed is `None`.
#[derive(Clone, PartialEq, Eq)]
pub struct Quota<'h> {
    /// The name of the policy, which connects the two fields.
    pub policy: Cow<'h, str>,
    /// The number of units that the window allows.
    pub quota: Option<u64>,
    /// What is counted; `None` stands for requests. Other units are `content-bytes` and `concurrent-requests`.
    pub unit: Option<Cow<'h, str>>,
    /// The length of the window.
    pub window: Option<Duration>,
    /// The key of the partition to which the request belongs, in base64 as it was sent. Requests with equal keys share the quota.
    pub partition: Option<&'h str>,
    /// The number of units that are left.
    pub remaining: Option<u64>,
    /// The time from the response until units are available again.
    pub reset: Option<Duration>,
}

impl fmt::Debug for Quota<'_> {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text| Quoted(text, NAME);
        f.debug_struct("Quota")
            .field("policy", &quoted(&self.policy))
            .field("quota", &self.quota)
            .field("unit", &self.unit.as_deref().map(quoted))
            .field("window", &self.window)
            .field("partition", &self.partition.map(quoted))
            .field("remaining", &self.remaining)
            .field("reset", &self.reset)
            .finish()
    }
}

/// The quotas that a response describes, whether it is an error or a success: those of `RateLimit-Policy` in their order, then those that
/// only `RateLimit` mentions. Both fields are structured fields (RFC 9651), so a malformed one is ignored as a whole.
///
/// ```
/// use errspec::headers::quotas;
/// use std::time::Duration;
/// let headers = [
///     ("RateLimit-Policy", r#""burst";q=100;w=60, "daily";q=5000;w=86400;pk=:dXNlcjE=:"#),
///     ("RateLimit", r#""burst";r=0;t=7"#),
/// ];
/// let quotas = quotas(&headers);
/// assert_eq!((&*quotas[0].policy, quotas[0].quota, quotas[0].remaining), ("burst", Some(100), Some(0)));
/// assert_eq!((quotas[0].window, quotas[0].reset), (Some(Duration::from_secs(60)), Some(Duration::from_secs(7))));
/// assert_eq!((quotas[1].partition, quotas[1].remaining), (Some("dXNlcjE="), None));
/// ```
pub fn quotas(headers: &(impl Headers + ?Sized)) -> Vec<Quota<'_>> {
    let mut quotas = Vec::new();
    visit_list(headers, "RateLimit-Policy", |member| {
        quotas.extend(Quota::named(&member).map(|quota| Quota {
            quota: member.number("q"),
            unit: member.parameter("qu").and_then(Value::text),
            window: member.number("w").map(Duration::from_secs),
            ..quota
        }));
    });
    visit_list(headers, "RateLimit", |member| {
        let Some(named) = Quota::named(&member) else { return };
        let (remaining, reset) = (member.number("r"), member.number("t").map(Duration::from_secs));
        let meant = quotas.iter_mut().find(|quota: &&mut Quota<'_>| quota.is_meant_by(&named));
        match meant {
            Some(quota) => (quota.remaining, quota.reset) = (remaining, reset),
            None => quotas.push(Quota { remaining, reset, ..named }),
        }
    });
    quotas
}

impl<'h> Quota<'h> {
    /// The values that items of both fields have.
    #[cfg_attr(debug_assertions, inline)]
    fn named(member: &Member<'h>) -> Option<Self> {
        let partition = match member.parameter("pk") {
            Some(Value::Bytes(key)) => Some(key),
            _ => None,
        };
        let policy = member.value.text()?;
        Some(Self { policy, quota: None, unit: None, window: None, partition, remaining: None, reset: None })
    }

    /// Whether an item of `RateLimit` refers to this quota. Several partitions may have the same policy.
    #[cfg_attr(debug_assertions, inline)]
    fn is_meant_by(&self, named: &Quota<'_>) -> bool {
        let same = self.partition == named.partition || self.partition.is_none() || named.partition.is_none();
        self.policy == named.policy && same && self.remaining.is_none() && self.reset.is_none()
    }
}

/// The time until no policy in a `RateLimit` field is exhausted any more: the longest of their times. The dictionary of earlier drafts, such
/// as `remaining=0, reset=30`, is read too.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn exhausted(value: &[u8]) -> Option<Duration> {
    let mut longest = None;
    let listed = list(value, |member| {
        if member.number("r") == Some(0) {
            longest = longest.max(member.number("t"));
        }
    });
    if listed.is_none() {
        let (mut remaining, mut reset) = (None, None);
        dictionary(value, |member| match member.key {
            "remaining" => remaining = member.value.number(),
            "reset" => reset = member.value.number(),
            _ => {}
        })?;
        longest = reset.filter(|_| remaining.is_none_or(|remaining| remaining == 0));
    }
    longest.map(Duration::from_secs)
}
