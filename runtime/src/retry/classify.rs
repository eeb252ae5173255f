use super::code_view::CodeView;
use super::ended::Ended;
use super::{Operation, Outcome, OutcomeKind, Policy, Retry};
use crate::catalog::{CodeRef, Unlisted};
use crate::when::When;
use crate::{Effect, RetryClass};
use errspec_core::rank::{Asks, Rank, Specificity, StatusCondition};

/// What may be done after an outcome, and which fact of the contract decides so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The class, with the fact's own attempt limit and backoff, if it has them. If the server itself asked for a retry, the class is
    /// automatic, `refresh`, `redirect` or `keep_polling`.
    pub retry: Retry,
    /// Whether the server may have acted.
    pub effect: Effect,
    /// The rank of the fact that determined the class.
    pub rank: Rank,
    /// What the server itself says, if the contract has a header for that.
    pub server: Option<bool>,
    pub(super) source: Source,
}

impl Decision {
    /// The class.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn class(&self) -> RetryClass {
        self.retry.class
    }
}

/// Identifies the fact, so that attempts can be counted for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// All outcomes of a class.
    Class(RetryClass),
    Rule(usize),
    Code(CodeRef),
    /// A family of codes, by the catalog's name and the group's key; an empty key stands for the unlisted codes in no family.
    Family(&'static str, &'static str),
    Status(u16),
    Range(u16, u16),
    Default,
}

impl Policy {
    /// Whether an outcome is a failure: no response, or a response that is known to be an error, or, if that is not known, a status that is
    /// not a success status of the operation.
    #[inline]
    pub const fn is_failure(&self, outcome: &Outcome<'_>, operation: Option<&Operation>) -> bool {
        match (outcome.kind, outcome.failed) {
            (OutcomeKind::Transport(_), _) => true,
            (OutcomeKind::Status(_), Some(failed)) => failed,
            (OutcomeKind::Status(status), None) => !self.is_success_of(operation, status),
        }
    }

    /// Finds the fact that decides about an outcome. From highest to lowest, the ranks are: the server's own instruction; headers and
    /// fields of this response; subcode; code and status; code; type and status; type; tag; status; category; range of statuses; transport failure; operation or
    /// method; the default. Within a rank, more conditions take precedence over fewer. Class and effect are looked up independently.
    ///
    /// ```
    /// use errspec::RetryClass;
    /// use errspec::retry::{Outcome, Policy, Rank, Retry, Rule};
    /// use errspec::when::When;
    /// static RETRY: Policy = Policy {
    ///     rules: &[Rule {
    ///         when: When { status: &[(500, 599)], ..When::ANY },
    ///         retry: Some(Retry::of(RetryClass::Transient)),
    ///         ..Rule::NONE
    ///     }],
    ///     ..Policy::DEFAULT
    /// };
    /// let decision = RETRY.classify(&Outcome::status(502), None);
    /// assert_eq!((decision.class(), decision.rank), (RetryClass::Transient, Rank::Range));
    /// ```
    #[cfg_attr(debug_assertions, inline)]
    pub fn classify(&self, outcome: &Outcome<'_>, operation: Option<&Operation>) -> Decision {
        let Verdict { class, retry, effect, rank, server, source } = self.decide(&Ended::new(self, outcome, operation));
        Decision { retry: Retry { class, ..*retry }, effect, rank, server, source }
    }

    /// The same without a copy of the fact.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn decide(&self, ended: &Ended<'_>) -> Verdict<'_> {
        let outcome = ended.outcome;
        let mut best = Best::new(&self.fallback, outcome.kind);
        for (index, rule) in self.rules.iter().enumerate() {
            if let Some(key) = meets(&rule.when, ended) {
                best.offer(key, rule.retry.as_ref(), rule.effect, Source::Rule(index));
            }
        }
        if ended.has_codes {
            let [subcode, code, error_type] = ended.said();
            best.offer_said(Rank::Subcode, subcode);
            best.offer_said(Rank::Code, code);
            best.offer_said(Rank::Type, error_type);
        }
        if let OutcomeKind::Status(status) = outcome.kind {
            if let Some(row) = self.statuses.row(status) {
                best.offer(Specificity::of(Rank::Status), row.facts.retry.as_ref(), row.facts.effect, Source::Status(status));
            }
            // The narrowest range that states the fact applies, separately for class and effect.
            let holding = || self.statuses.ranges.iter().filter(|range| range.holds(status));
            if let Some(range) = holding().filter(|range| range.facts.retry.is_some()).min_by_key(|range| range.to - range.from)
            {
                best.offer(Specificity::of(Rank::Range), range.facts.retry.as_ref(), None, Source::Range(range.from, range.to));
            }
            if let Some(range) =
                holding().filter(|range| range.facts.effect.is_some()).min_by_key(|range| range.to - range.from)
            {
                best.offer(Specificity::of(Rank::Range), None, range.facts.effect, Source::Range(range.from, range.to));
            }
        }
        let server = self.server_says.iter().find_map(|says| says.said(outcome));
        best.verdict(server)
    }
}

/// A [`Decision`] with the fact that decides instead of a copy, because each outcome needs one.
pub(super) struct Verdict<'p> {
    /// The class. If the server asks for a retry, it can be another class than that of the fact.
    pub(super) class: RetryClass,
    pub(super) retry: &'p Retry,
    pub(super) effect: Effect,
    pub(super) rank: Rank,
    pub(super) server: Option<bool>,
    pub(super) source: Source,
}

/// Of the facts seen so far, those that decide. Their values are only copied at the end.
struct Best<'p> {
    retry: (Specificity, &'p Retry, Source),
    effect: (Specificity, Effect),
}

impl<'p> Best<'p> {
    #[cfg_attr(debug_assertions, inline)]
    fn new(otherwise: &'p Retry, kind: OutcomeKind) -> Self {
        let last = Specificity::LAST;
        let effect = match kind {
            OutcomeKind::Status(status) => Effect::of_status(status),
            OutcomeKind::Transport(failure) => failure.effect(),
        };
        Self { retry: (last, otherwise, Source::Default), effect: (last, effect) }
    }

    /// Replaces the fact by a better one. Of equal ones, the first is kept.
    #[cfg_attr(debug_assertions, inline)]
    fn offer(&mut self, key: Specificity, retry: Option<&'p Retry>, effect: Option<Effect>, source: Source) {
        if let Some(retry) = retry.filter(|_| key < self.retry.0) {
            self.retry = (key, retry, source);
        }
        if let Some(effect) = effect.filter(|_| key < self.effect.0) {
            self.effect = (key, effect);
        }
    }

    /// The facts that a catalog states for a code. A fact that the code inherits from its status has the rank of the status instead.
    #[cfg_attr(debug_assertions, inline)]
    fn offer_said(&mut self, rank: Rank, said: CodeView<'_>) {
        let Some(catalog) = said.catalog else { return };
        let of_row = |best: &mut Self, row: u16| {
            let retry = catalog.has_own_retry(row).then(|| catalog.retry(row));
            let effect = catalog.has_own_effect(row).then(|| catalog.effect(row));
            best.offer(Specificity::of(rank), retry, effect, Source::Code(CodeRef { catalog, row }));
        };
        if let Some(code) = said.listed {
            return of_row(self, code.row);
        }
        let Some(text) = said.text else { return };
        match catalog.about_unlisted(text) {
            Unlisted::Primary(row) => of_row(self, row),
            Unlisted::Facts(facts, key) => {
                self.offer(Specificity::of(rank), facts.retry.as_ref(), facts.effect, Source::Family(catalog.name, key));
            }
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn verdict(self, server: Option<bool>) -> Verdict<'p> {
        let (key, retry, source) = self.retry;
        // A call that needs new credentials should be repeated with new ones, one that belongs elsewhere should be sent there, and a wait that
        // is to continue has not failed. If nobody does that, the engine treats the server's yes as a transient class.
        let of_others = matches!(retry.class, RetryClass::Refresh | RetryClass::KeepPolling { .. } | RetryClass::Redirect(_));
        let asked = server == Some(true) && !retry.class.is_automatic() && !of_others;
        let class = if asked { RetryClass::Transient } else { retry.class };
        Verdict { class, retry, effect: self.effect.1, rank: key.rank(), server, source }
    }
}

/// The precedence of a rule, if all its conditions hold.
#[cfg_attr(debug_assertions, inline)]
fn meets(when: &When, ended: &Ended<'_>) -> Option<Specificity> {
    let status = status_condition(when, ended.outcome.kind)?;
    ended.meets(when).then(|| specificity(when, status))
}

/// How the status condition is met.
#[cfg_attr(debug_assertions, inline)]
fn status_condition(when: &When, kind: OutcomeKind) -> Option<StatusCondition> {
    if when.status.is_empty() {
        return Some(StatusCondition::Any);
    }
    let OutcomeKind::Status(status) = kind else { return None };
    if when.status.contains(&(status, status)) {
        return Some(StatusCondition::Single);
    }
    when.names(status).then_some(StatusCondition::Range)
}

#[cfg_attr(debug_assertions, inline)]
fn specificity(when: &When, status: StatusCondition) -> Specificity {
    let asks = Asks {
        code: !when.code.is_empty(),
        error_type: !when.error_type.is_empty(),
        status,
        category: !when.category.is_empty(),
        tag: !when.tag.is_empty(),
        content_type: !when.content_type.is_empty(),
        body: !when.body.is_empty(),
        transport: !when.transport.is_empty(),
        operation: !when.operation.is_empty(),
        method: !when.method.is_empty(),
        headers: when.headers.len(),
        fields: when.fields.len(),
    };
    asks.specificity()
}
