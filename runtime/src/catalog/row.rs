use crate::{Basis, Category, Effect, Facts};

/// The facts of one code, written by the generator.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub(super) at: u32,
    pub(super) wire: u8,
    pub(super) name: u8,
    pub(super) summary: u16,
    pub(super) action: u16,
    pub(super) status: u16,
    pub(super) group: u16,
    pub(super) retry: u8,
    pub(super) category: Option<Category>,
    pub(super) effect: Effect,
    pub(super) basis: Basis,
    pub(super) own_retry: bool,
    pub(super) own_effect: bool,
}

impl Row {
    /// A row with this status (0 for none). [`rows`] adds its strings.
    #[inline]
    pub const fn new(status: u16) -> Self {
        Self {
            at: 0,
            wire: 0,
            name: 0,
            summary: 0,
            action: 0,
            status,
            group: 0,
            retry: 0,
            category: None,
            effect: Effect::of_status(status),
            basis: Basis::Stated,
            own_retry: false,
            own_effect: false,
        }
    }

    /// Sets where its strings begin in the text of the catalog, and their lengths, in the order summary, wire text, name and action.
    #[must_use]
    #[cfg_attr(debug_assertions, inline)]
    pub const fn strings(mut self, at: u32, [summary, wire, name, action]: [u16; 4]) -> Self {
        self.at = at;
        self.wire = wire as u8;
        self.name = name as u8;
        self.summary = summary;
        self.action = action;
        self
    }

    /// Sets the category that the contract gives the code, or its group, catalog or status. `other` counts as a category. Without one, an
    /// error with this code has the category of the status it arrives with.
    #[must_use]
    #[inline]
    pub const fn category(mut self, category: Category) -> Self {
        self.category = Some(category);
        self
    }

    /// Sets the group, counted from 1.
    #[must_use]
    #[inline]
    pub const fn group(mut self, group: u16) -> Self {
        self.group = group;
        self
    }

    /// Sets the retry class by index, as one inherited from the status.
    #[must_use]
    #[inline]
    pub const fn inherits(mut self, retry: u8) -> Self {
        self.retry = retry;
        self
    }

    /// Sets the retry class by index, as the code's own.
    #[must_use]
    #[inline]
    pub const fn retry(mut self, retry: u8) -> Self {
        self.retry = retry;
        self.own_retry = true;
        self
    }

    /// Sets whether the server may have acted, as the code's own fact.
    #[must_use]
    #[inline]
    pub const fn effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self.own_effect = true;
        self
    }

    /// Sets whether the server may have acted, as a fact inherited from the status.
    #[must_use]
    #[inline]
    pub const fn inherits_effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// Sets the basis.
    #[must_use]
    #[inline]
    pub const fn basis(mut self, basis: Basis) -> Self {
        self.basis = basis;
        self
    }

    #[inline]
    pub(super) fn status_slice(&self) -> &[u16] {
        match self.status {
            0 => &[],
            _ => core::slice::from_ref(&self.status),
        }
    }
}

/// Creates the rows of a catalog. `codes` has five numbers per code: the lengths of its four strings (summary, wire text, variant name,
/// action), which follow each other in the catalog's text, and the index of its facts in `facts`. A flat list is what the compiler reads
/// fastest.
///
/// # Panics
/// Panics at compile time, which is when it is meant to be called, if the number of numbers does not fit, or if an index is out of range.
pub const fn rows<const N: usize>(facts: &[Row], codes: &[u16]) -> [Row; N] {
    let mut rows = [Row::new(0); N];
    let (mut rest, mut at, mut i) = (codes, 0, 0);
    // The compiler runs this once per code, so it takes as few steps as possible.
    while let [summary, wire, name, action, own, others @ ..] = rest {
        rows[i] = facts[*own as usize].strings(at, [*summary, *wire, *name, *action]);
        at += (*wire + *name) as u32 + *summary as u32 + *action as u32;
        rest = others;
        i += 1;
    }
    assert!(i == N, "five numbers for each code");
    rows
}

/// Facts that only few codes have.
#[derive(Clone, Copy, Debug)]
pub struct Extra {
    /// The row of the code.
    pub code: u16,
    /// The message template the API sends, with `{placeholders}`.
    pub message: &'static str,
    /// The names of the secret parameters, whether or not they have a placeholder in the template.
    pub secrets: &'static [&'static str],
    /// All statuses that the code is documented with, if there are several.
    pub statuses: &'static [u16],
    /// The facts that are not in the row. [`Catalog::facts`](super::Catalog::facts) returns all facts.
    pub facts: &'static Facts,
}

impl Extra {
    /// No extra facts, for struct update syntax.
    pub const NONE: Self = Self { code: 0, message: "", secrets: &[], statuses: &[], facts: &Facts::NONE };
}
