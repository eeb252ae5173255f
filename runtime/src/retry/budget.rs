use super::{Charge, OutcomeKind, Transport};
use crate::RetryClass;
use core::sync::atomic::{AtomicU32, Ordering};

/// An amount of budget tokens, in thousandths; the maximum is 4,294,967.295.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tokens {
    milli: u32,
}

impl Tokens {
    /// Nothing.
    pub const ZERO: Self = Self { milli: 0 };

    /// A whole amount.
    #[inline]
    pub const fn whole(tokens: u32) -> Self {
        Self { milli: tokens.saturating_mul(1000) }
    }

    /// An amount in thousandths.
    #[inline]
    pub const fn milli(milli: u32) -> Self {
        Self { milli }
    }

    /// The amount in thousandths.
    #[inline]
    pub const fn as_milli(self) -> u32 {
        self.milli
    }
}

/// What retries cost and what successes refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BudgetRules {
    /// The maximum amount, which is also the amount at the start.
    pub capacity: Tokens,
    /// Cost of a retry after a transient outcome.
    pub transient: Tokens,
    /// Cost of a retry after a throttled outcome.
    pub throttled: Tokens,
    /// Costs of outcomes without a response, instead of those of their class.
    pub transport: &'static [(Transport, Tokens)],
    /// What each successful call refunds.
    pub refund: Tokens,
    /// Whether a successful call refunds what its last retry took instead, if it had one.
    pub refund_cost: bool,
    /// A retry is only made while more than this is left.
    pub stop_below: Tokens,
    /// What takes tokens.
    pub charge: Charge,
    /// What the budget belongs to, in the contract's words (`api_key`, `host`); empty if the contract does not say.
    pub scope: &'static str,
}

impl BudgetRules {
    /// A budget of which each retry takes 1, and to which each successful call returns 1.
    #[inline]
    pub const fn new(capacity: Tokens) -> Self {
        let one = Tokens::whole(1);
        Self {
            capacity,
            transient: one,
            throttled: one,
            transport: &[],
            refund: one,
            refund_cost: false,
            stop_below: Tokens::ZERO,
            charge: Charge::Retries,
            scope: "",
        }
    }

    /// What a retry after this outcome costs.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn cost_of(&self, class: RetryClass, kind: OutcomeKind) -> Tokens {
        let of_transport = |failure| self.transport.iter().find(|(of, _)| *of == failure).map(|(_, cost)| *cost);
        match kind {
            OutcomeKind::Transport(failure) => of_transport(failure).unwrap_or(self.cost(class)),
            OutcomeKind::Status(_) => self.cost(class),
        }
    }

    /// What a retry of this class costs.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn cost(&self, class: RetryClass) -> Tokens {
        match class {
            RetryClass::Throttled => self.throttled,
            _ => self.transient,
        }
    }
}

/// A retry budget that calls and threads share. When many calls fail, it stops retries before they make the problem worse.
///
/// It is a single atomic number, so it needs no lock and holds nothing while a call waits.
///
/// ```
/// use errspec::retry::{Budget, BudgetRules, Tokens};
/// static BUDGET: Budget = Budget::new(BudgetRules {
///     transient: Tokens::whole(14),
///     throttled: Tokens::whole(5),
///     scope: "api_key",
///     ..BudgetRules::new(Tokens::whole(500))
/// });
/// assert_eq!(BUDGET.left(), Tokens::whole(500));
/// ```
#[derive(Debug)]
pub struct Budget {
    rules: BudgetRules,
    left: AtomicU32,
}

impl Budget {
    /// A full budget.
    #[inline]
    pub const fn new(rules: BudgetRules) -> Self {
        Self { rules, left: AtomicU32::new(rules.capacity.milli) }
    }

    /// Its rules.
    #[inline]
    pub const fn rules(&self) -> &BudgetRules {
        &self.rules
    }

    /// The amount that is left.
    #[inline]
    pub fn left(&self) -> Tokens {
        Tokens { milli: self.left.load(Ordering::Relaxed) }
    }

    /// Takes the cost of a retry. Returns `false` and takes nothing if not enough is left.
    #[cfg_attr(debug_assertions, inline)]
    pub fn take(&self, class: RetryClass) -> bool {
        self.pay(self.rules.cost(class))
    }

    /// The same for a cost. If failures are charged, the cost has been taken already.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn pay(&self, cost: Tokens) -> bool {
        let Tokens { milli: stop } = self.rules.stop_below;
        let after = |left: u32| match self.rules.charge {
            Charge::Failures => (left > stop).then_some(left),
            _ => left.checked_sub(cost.milli).filter(|_| stop == 0 || left > stop),
        };
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, after).is_ok()
    }

    /// Takes the cost of a failure, as far as there is enough, if failures are charged.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn failed(&self, cost: Tokens) {
        if self.rules.charge == Charge::Failures {
            let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some(left.saturating_sub(cost.milli)));
        }
    }

    /// Refunds a success, up to the capacity.
    #[inline]
    pub fn succeeded(&self) {
        self.refund(None);
    }

    /// Refunds a success of a call whose last retry took this much.
    #[inline]
    pub(super) fn refund(&self, paid: Option<Tokens>) {
        let Tokens { milli: most } = self.rules.capacity;
        let Tokens { milli: back } = paid.filter(|_| self.rules.refund_cost).unwrap_or(self.rules.refund);
        let refund = |left: u32| Some(left.saturating_add(back).min(most));
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, refund);
    }
}
