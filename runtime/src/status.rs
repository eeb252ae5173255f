//! What a contract says of HTTP statuses, as const data.

use crate::retry::Retry;
use crate::shown::Count;
use crate::{Basis, Category, Effect, Fact, FactBasis, RetryClass};
use core::fmt;
use core::time::Duration;

/// The facts of one declared status.
///
/// ```
/// use errspec::retry::Retry;
/// use errspec::status::StatusRow;
/// use errspec::{Category, RetryClass};
/// static NOT_FOUND: StatusRow = StatusRow {
///     phrase: "Not Found",
///     summary: "Workflow, execution or image doesn't exist",
///     category: Some(Category::NotFound),
///     retry: Some(Retry::of(RetryClass::Never)),
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
    /// The short label a document gives beside the summary; empty where it gives none.
    pub title: &'static str,
    /// What it means; empty where the contract says nothing.
    pub summary: &'static str,
    /// Common causes.
    pub causes: &'static [&'static str],
    /// What the reader is told to do; empty where nothing is said.
    pub action: &'static str,
    /// The API-independent category; `None` where nothing is said of it, which `other` is not.
    pub category: Option<Category>,
    /// What may be retried, where the contract says so of this very status.
    pub retry: Option<Retry>,
    /// May the server have acted? The contract's own word.
    pub effect: Option<Effect>,
    /// How certain the rule is.
    pub basis: Basis,
    /// A page about it; empty where there is none.
    pub docs: &'static str,
    /// The version that brought it; empty where nothing is said.
    pub since: &'static str,
    /// Why it is deprecated; empty where it is not.
    pub deprecated: &'static str,
    /// How long the thing behind it is kept.
    pub expires: Option<Duration>,
}

impl StatusRow {
    /// A status with no facts, for struct update syntax.
    pub const fn new(status: u16) -> Self {
        Self {
            status,
            phrase: "",
            title: "",
            summary: "",
            causes: &[],
            action: "",
            category: None,
            retry: None,
            effect: None,
            basis: Basis::Stated,
            docs: "",
            since: "",
            deprecated: "",
            expires: None,
        }
    }

    /// May the server have acted? The contract's word, or what is usual for the status.
    pub const fn effect(&self) -> Effect {
        match self.effect {
            Some(effect) => effect,
            None => Effect::of_status(self.status),
        }
    }
}

/// Defaults for the statuses of a range; it declares none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusRange {
    /// The first status.
    pub from: u16,
    /// The last status, included.
    pub to: u16,
    /// What may be retried.
    pub retry: Option<Retry>,
    /// The category.
    pub category: Option<Category>,
    /// May the server have acted?
    pub effect: Option<Effect>,
    /// How certain the rule is.
    pub basis: Basis,
}

impl StatusRange {
    /// A range with no facts, for struct update syntax.
    pub const fn new(from: u16, to: u16) -> Self {
        Self { from, to, retry: None, category: None, effect: None, basis: Basis::Stated }
    }

    /// Whether it holds a status.
    pub const fn holds(&self, status: u16) -> bool {
        self.from <= status && status <= self.to
    }
}

/// Everything a contract says of statuses.
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

/// What a range is asked for.
#[derive(Clone, Copy)]
enum ReportedCode {
    Anything,
    Category,
    Retry,
    Effect,
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
        self.range_saying(status, ReportedCode::Anything)
    }

    /// The narrowest of those that say something of this; what a range leaves open is a wider one's to say.
    const fn range_saying(&self, status: u16, said: ReportedCode) -> Option<&'static StatusRange> {
        let mut best: Option<&'static StatusRange> = None;
        let mut i = 0;
        while i < self.ranges.len() {
            let range = &self.ranges[i];
            let narrower = match best {
                None => true,
                Some(best) => range.to.saturating_sub(range.from) < best.to.saturating_sub(best.from),
            };
            let says = match said {
                ReportedCode::Anything => true,
                ReportedCode::Category => range.category.is_some(),
                ReportedCode::Retry => range.retry.is_some(),
                ReportedCode::Effect => range.effect.is_some(),
            };
            if range.holds(status) && narrower && says {
                best = Some(range);
            }
            i += 1;
        }
        best
    }

    /// The category of a status: its own, else that of the narrowest range with one, else `None`.
    pub const fn category(&self, status: u16) -> Option<Category> {
        if let Some(StatusRow { category: Some(category), .. }) = self.row(status) {
            return Some(*category);
        }
        match self.range_saying(status, ReportedCode::Category) {
            Some(range) => range.category,
            None => None,
        }
    }
}

impl Statuses {
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
            Some(row) => row.summary,
            None => "",
        }
    }

    /// What the reader is told to do about a declared status.
    pub const fn action(&self, status: u16) -> Option<&'static str> {
        match self.row(status) {
            Some(row) if !row.action.is_empty() => Some(row.action),
            _ => None,
        }
    }

    /// What may be retried after a status where no code says more: its own word, else that of the narrowest range with one, else
    /// never.
    pub const fn retry(&self, status: u16) -> RetryClass {
        if let Some(StatusRow { retry: Some(retry), .. }) = self.row(status) {
            return retry.class;
        }
        match self.range_saying(status, ReportedCode::Retry) {
            Some(StatusRange { retry: Some(retry), .. }) => retry.class,
            _ => RetryClass::Never,
        }
    }

    /// May the server have acted? The status's own word, else that of the narrowest range with one, else what is usual for it.
    pub const fn effect(&self, status: u16) -> Effect {
        if let Some(StatusRow { effect: Some(effect), .. }) = self.row(status) {
            return *effect;
        }
        match self.range_saying(status, ReportedCode::Effect) {
            Some(StatusRange { effect: Some(effect), .. }) => *effect,
            _ => Effect::of_status(status),
        }
    }

    /// How sure the contract is of a status; assumed where it is not declared.
    pub const fn basis(&self, status: u16) -> Basis {
        match self.row(status) {
            Some(row) => row.basis,
            None => Basis::Assumed,
        }
    }

    /// How sure the contract is of one fact of a declared status; assumed where it is not declared. What a range or the registry
    /// says of it is as sure as it is there.
    pub const fn basis_of(&self, status: u16, fact: Fact) -> Basis {
        let Some(at) = self.place(status) else { return Basis::Assumed };
        match FactBasis::find(self.bases, at as u16, fact) {
            Some(basis) => basis,
            None => self.rows[at].basis,
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
