//! The facts of HTTP statuses, as const data.

use crate::shown::Count;
use crate::{Basis, Category, Effect, Fact, FactBasis, Facts, RetryClass};
use core::fmt;

/// One declared status.
///
/// ```
/// use errspec::retry::Retry;
/// use errspec::status::StatusRow;
/// use errspec::{Category, Facts, RetryClass};
/// static NOT_FOUND: StatusRow = StatusRow {
///     phrase: "Not Found",
///     facts: Facts {
///         summary: "Workflow, execution or image doesn't exist",
///         category: Some(Category::NotFound),
///         retry: Some(Retry::of(RetryClass::Never)),
///         ..Facts::NONE
///     },
///     ..StatusRow::new(404)
/// };
/// assert_eq!(NOT_FOUND.effect(), errspec::Effect::None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusRow {
    /// The status.
    pub status: u16,
    /// Its reason phrase, as the API spells it.
    pub phrase: &'static str,
    /// Its facts.
    pub facts: Facts,
}

impl StatusRow {
    /// A status with no facts, for struct update syntax.
    pub const fn new(status: u16) -> Self {
        Self { status, phrase: "", facts: Facts::NONE }
    }

    /// Whether the server may have acted: by the contract, or the default for the status.
    pub const fn effect(&self) -> Effect {
        match self.facts.effect {
            Some(effect) => effect,
            None => Effect::of_status(self.status),
        }
    }
}

/// Defaults for the statuses in a range. It does not declare them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusRange {
    /// The first status.
    pub from: u16,
    /// The last status, included.
    pub to: u16,
    /// What the contract says of them.
    pub facts: Facts,
}

impl StatusRange {
    /// A range with no facts, for struct update syntax.
    pub const fn new(from: u16, to: u16) -> Self {
        Self { from, to, facts: Facts::NONE }
    }

    /// Whether it holds a status.
    pub const fn holds(&self, status: u16) -> bool {
        self.from <= status && status <= self.to
    }
}

/// All facts of a contract's statuses.
///
/// ```
/// use errspec::status::{StatusRange, StatusRow, Statuses};
/// static STATUSES: Statuses = Statuses {
///     rows: &[StatusRow::new(200), StatusRow::new(503)],
///     ranges: &[StatusRange::new(500, 599)],
///     ..Statuses::EMPTY
/// };
/// assert!(STATUSES.row(503).is_some() && STATUSES.row(502).is_none());
/// assert!(STATUSES.range(502).is_some());
/// ```
#[derive(Clone, Copy)]
pub struct Statuses {
    /// The declared statuses, in the order of the contract.
    pub rows: &'static [StatusRow],
    /// Ranges; where several hold a status, the narrowest counts.
    pub ranges: &'static [StatusRange],
    /// Of which facts the contract is more or less sure than of their statuses; by the place of the status in `rows`.
    pub bases: &'static [FactBasis],
}

impl fmt::Debug for Statuses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Statuses")
            .field("rows", &Count(self.rows.len()))
            .field("ranges", &Count(self.ranges.len()))
            .finish_non_exhaustive()
    }
}

impl Statuses {
    /// Nothing said of any status.
    pub const EMPTY: Self = Self { rows: &[], ranges: &[], bases: &[] };

    /// The facts of a declared status.
    pub const fn row(&self, status: u16) -> Option<&'static StatusRow> {
        match self.place(status) {
            Some(at) => Some(&self.rows[at]),
            None => None,
        }
    }

    const fn place(&self, status: u16) -> Option<usize> {
        let mut i = 0;
        while i < self.rows.len() {
            if self.rows[i].status == status {
                return Some(i);
            }
            i += 1;
        }
        None
    }

    /// The narrowest range that holds a status, the first of equal ones.
    pub const fn range(&self, status: u16) -> Option<&'static StatusRange> {
        self.narrowest(status, None)
    }

    /// The narrowest of those that state a fact; what a range leaves open is a wider one's to say.
    const fn narrowest(&self, status: u16, stating: Option<Fact>) -> Option<&'static StatusRange> {
        let mut best: Option<&'static StatusRange> = None;
        let mut i = 0;
        while i < self.ranges.len() {
            let range = &self.ranges[i];
            let narrower = match best {
                None => true,
                Some(best) => range.to.saturating_sub(range.from) < best.to.saturating_sub(best.from),
            };
            let states = match stating {
                None => true,
                Some(fact) => range.facts.states(fact),
            };
            if range.holds(status) && narrower && states {
                best = Some(range);
            }
            i += 1;
        }
        best
    }

    /// The facts that state this one of a status: its own, else those of the narrowest range that does, else none.
    const fn stating(&self, status: u16, fact: Fact) -> &'static Facts {
        match self.row(status) {
            Some(row) if row.facts.states(fact) => &row.facts,
            _ => match self.narrowest(status, Some(fact)) {
                Some(range) => &range.facts,
                None => &Facts::NONE,
            },
        }
    }

    /// Every fact of a status: its own words, and of category, retry class and effect those of its ranges where it says nothing.
    /// Of a status that is not declared the basis is `assumed`.
    pub const fn facts(&self, status: u16) -> Facts {
        let own = match self.row(status) {
            Some(row) => row.facts,
            None => Facts { basis: Basis::Assumed, ..Facts::NONE },
        };
        Facts {
            category: self.stating(status, Fact::Category).category,
            retry: self.stating(status, Fact::Retry).retry,
            effect: self.stating(status, Fact::Effect).effect,
            ..own
        }
    }

    /// The reason phrase of a declared status; empty for others.
    pub const fn phrase(&self, status: u16) -> &'static str {
        match self.row(status) {
            Some(row) => row.phrase,
            None => "",
        }
    }

    /// What a declared status means; empty for others, and where the contract says nothing.
    pub const fn summary(&self, status: u16) -> &'static str {
        match self.row(status) {
            Some(row) => row.facts.summary,
            None => "",
        }
    }

    /// What the reader is told to do about a declared status.
    pub const fn action(&self, status: u16) -> Option<&'static str> {
        match self.row(status) {
            Some(row) => row.facts.stated_action(),
            None => None,
        }
    }

    /// The category of a status: its own, else that of the narrowest range with one, else `None`.
    pub const fn category(&self, status: u16) -> Option<Category> {
        self.stating(status, Fact::Category).category
    }

    /// What may be retried after a status where no code says more: its own word, else that of the narrowest range with one, else
    /// never.
    pub const fn retry(&self, status: u16) -> RetryClass {
        match &self.stating(status, Fact::Retry).retry {
            Some(retry) => retry.class,
            None => RetryClass::Never,
        }
    }

    /// May the server have acted? The status's own word, else that of the narrowest range with one, else what is usual for it.
    pub const fn effect(&self, status: u16) -> Effect {
        match self.stating(status, Fact::Effect).effect {
            Some(effect) => effect,
            None => Effect::of_status(status),
        }
    }

    /// How sure the contract is of a status; assumed where it is not declared.
    pub const fn basis(&self, status: u16) -> Basis {
        match self.row(status) {
            Some(row) => row.facts.basis,
            None => Basis::Assumed,
        }
    }

    /// How sure the contract is of one fact of a declared status; assumed where it is not declared. What a range or the registry
    /// says of it is as sure as it is there.
    pub const fn basis_of(&self, status: u16, fact: Fact) -> Basis {
        let Some(at) = self.place(status) else { return Basis::Assumed };
        match FactBasis::find(self.bases, at as u16, fact) {
            Some(basis) => basis,
            None => self.rows[at].facts.basis,
        }
    }
}

/// `404 Not Found`, or `418` where there is no phrase.
#[doc(hidden)]
pub fn write_status(f: &mut fmt::Formatter<'_>, status: u16, phrase: &str) -> fmt::Result {
    if phrase.is_empty() { write!(f, "{status}") } else { write!(f, "{status} {phrase}") }
}

/// A status that a derived enum without a variant for other statuses does not declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UndeclaredStatus(pub u16);

impl fmt::Display for UndeclaredStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not a declared status", self.0)
    }
}

impl core::error::Error for UndeclaredStatus {}
