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
    /// What each successful call refunds.
    pub refund: Tokens,
    /// What the budget belongs to, in the contract's words (`api_key`, `host`); empty if the contract does not say.
    pub scope: &'static str,
}

impl BudgetRules {
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
///     capacity: Tokens::whole(500),
///     transient: Tokens::whole(14),
///     throttled: Tokens::whole(5),
///     refund: Tokens::whole(1),
///     scope: "api_key",
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
        let cost = self.rules.cost(class).milli;
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(cost)).is_ok()
    }

    /// Refunds a success, up to the capacity.
    #[inline]
    pub fn succeeded(&self) {
        let Tokens { milli: most } = self.rules.capacity;
        let refund = |left: u32| Some(left.saturating_add(self.rules.refund.milli).min(most));
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, refund);
    }
}
