//! The limits of calls and the waits between their attempts, which the whole API has and operations may change.

use super::attempts::{Limit, limit};
use super::ctx::Ctx;
use super::durations;
use super::jitter::{Jitter, jitter};
use super::mapping_keys::Fields;
use super::retry::{Backoff, backoff};
use crate::source::Spanned;
use std::time::Duration;

/// How often a call is sent, how long it may take, and how long it waits in between.
#[derive(Clone, Debug)]
pub struct Limits {
    pub attempts: Option<Limit>,
    pub deadline: Option<Spanned<Duration>>,
    pub attempt_timeout: Option<Spanned<Duration>>,
    pub backoff: Option<Backoff>,
    pub jitter: Option<Jitter>,
}

pub(super) fn limits(ctx: &mut Ctx, fields: &mut Fields<'_>) -> Limits {
    Limits {
        attempts: limit(ctx, fields),
        deadline: fields.get("deadline", ctx, durations::positive),
        attempt_timeout: fields.get("attempt_timeout", ctx, durations::positive),
        backoff: fields.get("backoff", ctx, backoff),
        jitter: fields.get("jitter", ctx, jitter),
    }
}
