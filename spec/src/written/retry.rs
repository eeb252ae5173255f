#![allow(missing_docs, reason = "named as the keys of the language")]

use super::StatusRange;
use crate::source::{Span, Spanned};
use crate::words::{Action, Bound, Change, Combine, Effect, Form, JitterKind, Method, Moment, OverMax, Transport};
use std::time::Duration;

/// What may be done after an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RetryClass {
    Never,
    Transient,
    Throttled,
    Refresh,
    AfterChange(Change),
    AfterAction(Action),
    AfterTime(Moment),
    KeepPolling(Duration),
    Inspect,
}

impl RetryClass {
    /// The words a spec may write alone.
    pub const PLAIN: [(&'static str, Self); 5] = [
        ("never", Self::Never),
        ("transient", Self::Transient),
        ("throttled", Self::Throttled),
        ("refresh", Self::Refresh),
        ("inspect", Self::Inspect),
    ];

    /// Whether the engine repeats the same call by itself.
    pub fn is_automatic(self) -> bool {
        matches!(self, Self::Transient | Self::Throttled)
    }
}

/// A class, and where an entry says so, limits and a curve of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    pub class: RetryClass,
    pub attempts: Option<Spanned<u32>>,
    pub backoff: Option<Backoff>,
}

impl Retry {
    /// Whether two entries say the same, wherever they say it.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        fn value<T: Copy>(spanned: &Option<Spanned<T>>) -> Option<T> {
            spanned.as_ref().map(|spanned| spanned.value)
        }
        let backoff = match (&self.backoff, &other.backoff) {
            (None, None) => true,
            (Some(one), Some(two)) => {
                one.curve == two.curve && value(&one.add) == value(&two.add) && value(&one.cap) == value(&two.cap)
            }
            _ => false,
        };
        self.class == other.class && value(&self.attempts) == value(&other.attempts) && backoff
    }
}

/// An exact decimal: `digits / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Decimal {
    pub digits: u64,
    pub scale: u8,
}

/// How delays grow, and their limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backoff {
    pub span: Span,
    pub curve: Curve,
    pub add: Option<Spanned<Duration>>,
    pub cap: Option<Spanned<Duration>>,
}

/// How delays grow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Curve {
    Constant { base: Duration },
    Linear { base: Duration, step: Duration },
    Exponential { base: Duration, factor: Decimal },
    Fibonacci { base: Duration },
    Table { delays: Vec<Duration> },
}

/// How delays are spread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jitter {
    pub kind: Spanned<JitterKind>,
    /// Of `additive`: at most this much more.
    pub max: Option<Spanned<Duration>>,
    /// Of `proportional`: this part of the delay, up or down.
    pub ratio: Option<Spanned<Decimal>>,
    pub bound: Option<Spanned<Bound>>,
}

/// `attempts: 3` (the first included) or `retries: 2`.
#[derive(Clone, Debug)]
pub enum Limit {
    Attempts(Spanned<u32>),
    Retries(Spanned<u32>),
}

impl Limit {
    /// Attempts in all, the first included.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Attempts(n) => n.value,
            Self::Retries(n) => n.value.saturating_add(1),
        }
    }
}

/// The retry section.
#[derive(Clone, Debug)]
pub struct Policy {
    pub span: Span,
    pub limit: Option<Limit>,
    pub deadline: Option<Spanned<Duration>>,
    pub attempt_timeout: Option<Spanned<Duration>>,
    pub backoff: Option<Backoff>,
    pub jitter: Option<Jitter>,
    pub combine: Option<Spanned<Combine>>,
    pub spread: Option<Spanned<Duration>>,
    pub hints: Vec<Hint>,
    pub rules: Vec<Rule>,
    pub server_says: Option<ServerSays>,
    pub budget: Option<Budget>,
    pub basis: super::BasisWords,
}

/// Where the server says how long to wait.
#[derive(Clone, Debug)]
pub struct Hint {
    pub span: Span,
    pub source: HintSource,
    pub forms: Vec<Spanned<Form>>,
    pub on: Vec<Spanned<StatusRange>>,
    pub max: Option<Spanned<Duration>>,
    pub over_max: Option<Spanned<OverMax>>,
    pub default: Option<Spanned<Duration>>,
}

/// A header, or a place in the body.
#[derive(Clone, Debug)]
pub enum HintSource {
    Header(Spanned<String>),
    Body(Spanned<String>),
}

/// What no single entry can say.
#[derive(Clone, Debug)]
pub struct Rule {
    pub span: Span,
    pub when: RuleWhen,
    pub retry: Option<Spanned<Retry>>,
    pub effect: Option<Spanned<Effect>>,
    pub basis: super::BasisWords,
}

/// The conditions of a rule; all must hold.
#[derive(Clone, Debug, Default)]
pub struct RuleWhen {
    pub code: Option<Spanned<String>>,
    pub error_type: Option<Spanned<String>>,
    pub status: Vec<Spanned<StatusRange>>,
    pub transport: Option<Spanned<Transport>>,
    pub headers: Vec<FieldCondition>,
    pub fields: Vec<FieldCondition>,
    pub operation: Option<Spanned<String>>,
    pub method: Option<Spanned<Method>>,
}

/// A header or body field that must have this text.
#[derive(Clone, Debug)]
pub struct FieldCondition {
    pub at: Spanned<String>,
    pub equals: Spanned<String>,
}

/// A header in which the server decides.
#[derive(Clone, Debug)]
pub struct ServerSays {
    pub header: Spanned<String>,
    pub yes: Option<Spanned<String>>,
    pub no: Option<Spanned<String>>,
}

/// How many retries all calls together may cost.
#[derive(Clone, Debug)]
pub struct Budget {
    pub capacity: Spanned<u32>,
    pub cost_transient: Option<Spanned<u32>>,
    pub cost_throttled: Option<Spanned<u32>>,
    pub refund: Option<Spanned<u32>>,
    pub scope: Option<Spanned<String>>,
}

impl Budget {
    /// What a retry costs and a success gives back where the contract does not say.
    const USUAL: u32 = 1;

    /// What a retry of class `transient` takes.
    pub fn transient(&self) -> u32 {
        self.cost_transient.as_ref().map_or(Self::USUAL, |cost| cost.value)
    }

    /// What a retry of class `throttled` takes.
    pub fn throttled(&self) -> u32 {
        self.cost_throttled.as_ref().map_or(Self::USUAL, |cost| cost.value)
    }

    /// What a call that succeeds gives back.
    pub fn refund(&self) -> u32 {
        self.refund.as_ref().map_or(Self::USUAL, |refund| refund.value)
    }
}
