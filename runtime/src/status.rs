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
    #[inline]
    pub const fn new(status: u16) -> Self {
        Self { status, phrase: "", facts: Facts::NONE }
    }

    /// Whether the server may have acted: by the contract, or the default for the status.
    #[cfg_attr(debug_assertions, inline)]
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
    /// The last status, which is included.
    pub to: u16,
    /// The facts of the statuses in the range.
    pub facts: Facts,
}

impl StatusRange {
    /// A range with no facts, for struct update syntax.
    #[inline]
    pub const fn new(from: u16, to: u16) -> Self {
        Self { from, to, facts: Facts::NONE }
    }

    /// Whether the range contains a status.
    #[cfg_attr(debug_assertions, inline)]
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
    /// The ranges. If several contain a status, the narrowest one applies.
    pub ranges: &'static [StatusRange],
    /// The facts whose basis differs from that of their status; statuses are identified by their position in `rows`.
    pub bases: &'static [FactBasis],
}

impl fmt::Debug for Statuses {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Statuses")
            .field("rows", &Count(self.rows.len()))
            .field("ranges", &Count(self.ranges.len()))
            .finish_non_exhaustive()
    }
}

impl Statuses {
    /// No facts about any status.
    pub const EMPTY: Self = Self { rows: &[], ranges: &[], bases: &[] };

    /// The facts of a declared status.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn row(&self, status: u16) -> Option<&'static StatusRow> {
        match self.place(status) {
            Some(at) => Some(&self.rows[at]),
            None => None,
        }
    }

    #[cfg_attr(debug_assertions, inline)]
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

    /// The narrowest range that contains a status; the first one if several are equally narrow.
    #[inline]
    pub const fn range(&self, status: u16) -> Option<&'static StatusRange> {
        self.narrowest(status, None)
    }

    /// The narrowest range that states a fact, or the narrowest of all ranges if no fact is given.
    #[cfg_attr(debug_assertions, inline)]
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

    /// The facts from which a status takes this fact: its own, otherwise those of the narrowest range that states it, otherwise none.
    #[cfg_attr(debug_assertions, inline)]
    const fn stating(&self, status: u16, fact: Fact) -> &'static Facts {
        match self.row(status) {
            Some(row) if row.facts.states(fact) => &row.facts,
            _ => match self.narrowest(status, Some(fact)) {
                Some(range) => &range.facts,
                None => &Facts::NONE,
            },
        }
    }

    /// All facts of a status: its own and, for the category, the retry class and the effect, those of its ranges if it does not state them.
    /// The basis of a status that is not declared is `assumed`.
    #[cfg_attr(debug_assertions, inline)]
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
    #[cfg_attr(debug_assertions, inline)]
    pub const fn phrase(&self, status: u16) -> &'static str {
        match self.row(status) {
            Some(row) => row.phrase,
            None => "",
        }
    }

    /// The summary of a declared status; empty for others, or if the contract gives none.
    #[inline]
    pub const fn summary(&self, status: u16) -> &'static str {
        match self.row(status) {
            Some(row) => row.facts.summary,
            None => "",
        }
    }

    /// What the contract tells the reader to do about a declared status.
    #[inline]
    pub const fn action(&self, status: u16) -> Option<&'static str> {
        match self.row(status) {
            Some(row) => row.facts.stated_action(),
            None => None,
        }
    }

    /// The category of a status: its own, otherwise that of the narrowest range that states one, otherwise `None`.
    #[inline]
    pub const fn category(&self, status: u16) -> Option<Category> {
        self.stating(status, Fact::Category).category
    }

    /// The retry class of a status, which applies unless the code or a rule decides: its own, otherwise that of the narrowest range that
    /// states one, otherwise `unspecified`.
    #[inline]
    pub const fn retry(&self, status: u16) -> RetryClass {
        match &self.stating(status, Fact::Retry).retry {
            Some(retry) => retry.class,
            None => RetryClass::Unspecified,
        }
    }

    /// Whether the server may have acted: the effect of the status itself, otherwise that of the narrowest range that states one, otherwise
    /// the default for the status.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn effect(&self, status: u16) -> Effect {
        match self.stating(status, Fact::Effect).effect {
            Some(effect) => effect,
            None => Effect::of_status(status),
        }
    }

    /// The basis of a status; `assumed` if it is not declared.
    #[inline]
    pub const fn basis(&self, status: u16) -> Basis {
        match self.row(status) {
            Some(row) => row.facts.basis,
            None => Basis::Assumed,
        }
    }

    /// The basis of one fact of a status; `assumed` if the status is not declared. A fact from a range or the registry has the basis it has
    /// there.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn basis_of(&self, status: u16, fact: Fact) -> Basis {
        let Some(at) = self.place(status) else { return Basis::Assumed };
        match FactBasis::find(self.bases, at as u16, fact) {
            Some(basis) => basis,
            None => self.rows[at].facts.basis,
        }
    }
}

/// Writes `404 Not Found`, or only the number if there is no phrase.
#[doc(hidden)]
#[cfg_attr(debug_assertions, inline)]
pub fn write_status(f: &mut fmt::Formatter<'_>, status: u16, phrase: &str) -> fmt::Result {
    if phrase.is_empty() { write!(f, "{status}") } else { write!(f, "{status} {phrase}") }
}

/// A status that a derived enum without a variant for other statuses does not declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UndeclaredStatus(pub u16);

impl fmt::Display for UndeclaredStatus {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not a declared status", self.0)
    }
}

impl core::error::Error for UndeclaredStatus {}
